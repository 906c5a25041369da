"""What can happen in a hotel, how often, and to which bookings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from console.simulator.bookings import Booking, Status
from console.simulator.channels import belongs_to_portal


class Kind(StrEnum):
    """What can happen in a hotel; the value is the name used over the control interface."""

    NEW_BOOKING = "new_booking"
    DIRECT_BOOKING = "direct_booking"
    NEW_GROUP = "new_group"
    CLOSURE = "closure"
    INQUIRY = "inquiry"
    INQUIRY_TO_REQUEST = "inquiry_to_request"
    REQUEST_CONFIRMED = "request_confirmed"
    OPENED_IN_PANEL = "opened_in_panel"
    DATES_CHANGED = "dates_changed"
    PRICE_CHANGED = "price_changed"
    GUEST_CORRECTED = "guest_corrected"
    UNIT_MOVED = "unit_moved"
    ROOM_MOVED = "room_moved"
    CANCELLED_BY_CHANNEL = "cancelled_by_channel"
    CANCELLED_IN_PANEL = "cancelled_in_panel"
    CANCELLED_BY_API = "cancelled_by_api"
    GROUP_CANCELLED = "group_cancelled"
    MESSAGE = "message"
    NO_SHOW = "no_show"
    CONTACTS_FORGOTTEN = "contacts_forgotten"
    DOUBLE_BOOKING = "double_booking"
    HARD_DELETE = "hard_delete"


WEIGHTS = {
    Kind.NEW_BOOKING: 26, Kind.DIRECT_BOOKING: 9, Kind.NEW_GROUP: 2, Kind.CLOSURE: 1, Kind.INQUIRY: 3,
    Kind.INQUIRY_TO_REQUEST: 2, Kind.REQUEST_CONFIRMED: 3, Kind.OPENED_IN_PANEL: 12, Kind.DATES_CHANGED: 8,
    Kind.PRICE_CHANGED: 5, Kind.GUEST_CORRECTED: 5, Kind.UNIT_MOVED: 5, Kind.ROOM_MOVED: 2,
    Kind.CANCELLED_BY_CHANNEL: 7, Kind.CANCELLED_IN_PANEL: 3, Kind.CANCELLED_BY_API: 1,
    Kind.GROUP_CANCELLED: 1, Kind.MESSAGE: 8, Kind.NO_SHOW: 1, Kind.CONTACTS_FORGOTTEN: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened: its kind, the bookings it touched, and when."""

    kind: Kind
    booking_ids: tuple[int, ...]
    at: datetime


def _is_live(booking: Booking) -> bool:
    return booking.status in {Status.NEW, Status.CONFIRMED}


def _of_portal(booking: Booking) -> bool:
    return _is_live(booking) and belongs_to_portal(booking)


_ON_PAST = (Kind.CONTACTS_FORGOTTEN, Kind.HARD_DELETE)
_CANDIDATES: dict[Kind, Callable[[Booking], bool]] = {
    Kind.INQUIRY_TO_REQUEST: lambda each: each.status is Status.INQUIRY,
    Kind.REQUEST_CONFIRMED: lambda each: each.status is Status.REQUEST,
    Kind.OPENED_IN_PANEL: lambda each: each.status is Status.NEW,
    Kind.CANCELLED_BY_CHANNEL: _of_portal,
    Kind.MESSAGE: _of_portal,
    Kind.GROUP_CANCELLED: lambda each: _is_live(each) and each.master_id is not None,
    Kind.UNIT_MOVED: lambda each: _is_live(each) and bool(each.unit_id),
    Kind.CONTACTS_FORGOTTEN: lambda each: belongs_to_portal(each) and bool(each.email or each.phone),
}


def is_time_for(kind: Kind, booking: Booking, today: date) -> bool:
    """Whether this may happen to a booking on a day: nobody fails to show up before the day of arrival."""
    if kind is Kind.NO_SHOW:
        return booking.arrival <= today
    return booking.departure >= today or kind in _ON_PAST


def candidates(kind: Kind) -> Callable[[Booking], bool]:
    """Which bookings this can happen to; unless said otherwise, those of guests who are expected."""
    return _CANDIDATES.get(kind, _is_live)
