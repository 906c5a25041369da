"""What stays of a booking once its guest was erased: the figures of the stay, and nothing that tells of a person.

The list names what stays, so that a field that Beds24 adds some day goes until somebody thought about it.
"""

from dataclasses import replace
from typing import Any

from console.domain.booking import BOOKING_FIELDS, Booking
from console.domain.companions import own_words

KEPT_FIELDS = frozenset(
    {
        "beds24_id",
        "property_id",
        "room_type_id",
        "unit_id",
        "status",
        "sub_status",
        "arrival",
        "departure",
        "modified_at",
        "booked_at",
        "cancelled_at",
        "room_qty",
        "adults",
        "children",
        "channel",
        "channel_reference",
        "api_source",
        "referer",
        "group_id",
        "country",
        "price",
        "deposit",
        "tax",
        "commission",
        "flag_color",
        "allow_channel_update",
    }
)
"""Dates, room, money, channel and country. Texts that anybody typed go, for they may name the guest."""

_APART = ("companions", "messages", "raw")
ERASED_FIELDS = tuple(name for name in BOOKING_FIELDS if name not in KEPT_FIELDS and name not in _APART)
"""The fields of a reservation that are emptied, and of whose history the values go."""

_BARE: dict[str, Any] = {**dict.fromkeys(ERASED_FIELDS), "messages": (), "raw": b""}


def without_person(booking: Booking) -> Booking:
    """The booking as it may be kept of an erased guest. What goes counts as not told, so that it changes nothing.

    Those who came along are others; they stay, without what belongs to the guest.
    """
    return replace(booking, companions=own_words(booking), **_BARE)
