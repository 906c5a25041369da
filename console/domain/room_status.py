"""What a room is tonight: a value computed from its stays, so that it can never be out of date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from console.domain.hotel import Tonight
from console.domain.status import holds_room, is_closure


@dataclass(frozen=True, slots=True)
class RoomStay:
    """As much of a reservation as decides what its room is; `[arrival, departure)`."""

    status: str
    arrival: date
    departure: date


def tonight(stays: Iterable[RoomStay], today: date) -> Tonight:
    """The strongest claim on a room for the night that begins on `today` (the hotel's own date).

    A closure counts before a guest who stays on, that one before an arrival, and an arrival before a guest
    who only leaves today; bookings that hold no room (cancelled, gone, inquiry, request) do not count.
    """
    return min(
        (_claim(stay, today) for stay in stays if holds_room(stay.status)),
        key=_RANK.index,
        default=Tonight.FREE,
    )


_RANK = (Tonight.CLOSED, Tonight.OCCUPIED, Tonight.RESERVED, Tonight.LEAVING_TODAY, Tonight.FREE)


def _claim(stay: RoomStay, today: date) -> Tonight:
    if stay.arrival <= today < stay.departure:
        if is_closure(stay.status):
            return Tonight.CLOSED
        return Tonight.OCCUPIED if stay.arrival < today else Tonight.RESERVED
    leaves = stay.departure == today and stay.arrival < today and not is_closure(stay.status)
    return Tonight.LEAVING_TODAY if leaves else Tonight.FREE
