"""How bad a difference is, by its consequence: whose night is at stake, and when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from console.domain.booking import Booking
from console.domain.discrepancies import DiscrepancyKind, Severity
from console.domain.status import RELEASED

_SOON: Final = timedelta(days=7)
_NAMES: Final = frozenset({"first_name", "last_name", "company"})


def severity_of(kind: DiscrepancyKind, field: str, sides: Sequence[Booking], today: date) -> Severity:
    """The severity of a difference between `sides`, which are the two versions, or the one that there is.

    A field that no night depends on is cosmetic, and so is what has been called off or is over on every side.
    """
    arrivals = [stay.arrival for stay in sides if stay.status not in RELEASED and not _is_over(stay, today)]
    if not arrivals or _is_mere_text(kind, field):
        return Severity.COSMETIC
    return severity_on(min(arrivals), today)


def severity_on(arrival: date, today: date) -> Severity:
    """The severity of what concerns a stay that begins, or has begun, on `arrival` and is not over."""
    if arrival <= today:
        return Severity.TONIGHT
    return Severity.NEXT_7_DAYS if arrival <= today + _SOON else Severity.LATER


def _is_mere_text(kind: DiscrepancyKind, field: str) -> bool:
    if kind is DiscrepancyKind.GUEST_DATA:
        return field not in _NAMES
    if kind is DiscrepancyKind.PRICE:
        return field != "price"
    return kind is DiscrepancyKind.DETAILS


def _is_over(stay: Booking, today: date) -> bool:
    return stay.departure <= today and stay.arrival < today
