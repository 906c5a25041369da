"""What a Beds24 key may do, as a hotel sees it, and what follows when it may not."""

from collections.abc import Collection
from enum import StrEnum


class Power(StrEnum):
    """One thing that a key may or may not do; the value is Beds24's own name of the right."""

    READ_BOOKINGS = "read:bookings"
    READ_GUESTS = "read:bookings-personal"
    READ_PRICES = "read:bookings-financial"
    READ_ROOMS = "read:properties"
    CHANGE_BOOKINGS = "write:bookings"
    CHANGE_HOTEL = "write:properties"


NEEDED = frozenset({Power.READ_BOOKINGS, Power.READ_ROOMS})
"""Without these nothing works at all."""


def powers_of(scopes: Collection[str]) -> frozenset[Power]:
    """What these scopes of Beds24 come to; `all:bookings` grants each verb on bookings."""
    return frozenset(power for power in Power if _allows(scopes, power))


def _allows(scopes: Collection[str], power: Power) -> bool:
    return power.value in scopes or f"all:{power.value.partition(':')[2]}" in scopes
