"""Reservations as a list shows them: one light row each, and what a row means on the hotel's own date."""

from enum import StrEnum
from typing import Final, NamedTuple

from console.domain.agreement import CheckResult
from console.domain.status import BEDS24_STATUSES, RELEASED, Status


class ReservationLine(NamedTuple):
    """One reservation, straight from the store: a list of 100,000 of them is read, sorted and searched as it is.

    Dates and moments are ISO texts, which sort as they are; decode them only to show them. `room` is the type's
    name while no room is assigned (`room_id` None); `price` is in minor units; `source` told the last change;
    `noted` and `reachable` are 0 or 1: has comments or notes, has a phone or an e-mail that is no channel's relay.
    `earlier` counts the guest's stays that were over before this one, several rooms as one; `vip` and `do_not_rent` are
    0 or 1, as people flagged the guest. `differing` is one of `Differing`, empty where both sides agree as far as is
    known. `checked_at` is when Beds24 was last asked for the booking to compare it, `check_holds` 0 or 1: nothing about
    it has changed here since.
    """

    id: int
    beds24_id: int | None
    status: str
    sub_status: str
    guest: str
    room: str
    room_type: str
    room_type_id: int
    room_id: int | None
    arrival: str
    departure: str
    nights: int
    adults: int
    children: int
    channel: str
    channel_name: str
    channel_reference: str
    price: int | None
    currency: str
    booked_at: str | None
    modified_at: str
    source: str
    group_id: int
    noted: int
    reachable: int
    search: str
    guest_id: int | None = None
    earlier: int = 0
    vip: int = 0
    do_not_rent: int = 0
    differing: str = ""
    checked_at: str | None = None
    check_holds: int = 0


class Differing(StrEnum):
    """How a reservation differs from its booking at Beds24, what asks for a person first."""

    CONFLICT = "conflict"
    """The desk and Beds24 both changed the same."""
    REFUSED = "refused"
    """Beds24 refused what the desk wants."""
    WAITS = "waits"
    """What the desk wants is still to be sent."""
    KEPT = "kept"
    """The desk wants it to stay different."""
    FOUND = "found"
    """A comparison found it."""


class State(StrEnum):
    """Where a reservation stands for the desk, in the order in which it asks for attention."""

    ARRIVING = "arriving"
    IN_HOUSE = "in_house"
    LEAVING = "leaving"
    NEW = "new"
    CONFIRMED = "confirmed"
    REQUEST = "request"
    INQUIRY = "inquiry"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    STAYED = "stayed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    GONE = "gone"


_NO_SHOW: Final = "noShow"
_NEW: Final = Status.NEW.value
_STAYS: Final = frozenset({Status.NEW.value, Status.CONFIRMED.value})
_WITHOUT_GUEST_IN_ROOM: Final = frozenset(BEDS24_STATUSES) - _STAYS | RELEASED
_STATES: Final = tuple(State)
_PLACES: Final = {
    Status.REQUEST.value: _STATES.index(State.REQUEST),
    Status.INQUIRY.value: _STATES.index(State.INQUIRY),
    Status.BLACK.value: _STATES.index(State.CLOSED),
    Status.CANCELLED.value: _STATES.index(State.CANCELLED),
    Status.GONE.value: _STATES.index(State.GONE),
}
_ARRIVING, _IN_HOUSE, _LEAVING, _UNOPENED, _CONFIRMED, _UNKNOWN, _STAYED, _NOT_COME = (
    _STATES.index(state)
    for state in (
        State.ARRIVING,
        State.IN_HOUSE,
        State.LEAVING,
        State.NEW,
        State.CONFIRMED,
        State.UNKNOWN,
        State.STAYED,
        State.NO_SHOW,
    )
)


def is_stay(line: ReservationLine) -> bool:
    """Whether a guest is meant to sleep in a room of ours; an unknown status counts, lest a guest be forgotten."""
    return line.status not in _WITHOUT_GUEST_IN_ROOM


def lacks_room(line: ReservationLine) -> bool:
    """Whether a stay still has to be given a room."""
    return line.room_id is None and is_stay(line)


def lacks_contact(line: ReservationLine) -> bool:
    """Whether a guest can be reached only through the channel, or not at all."""
    return not line.reachable and line.status != Status.BLACK


def differs(line: ReservationLine) -> bool:
    """Whether it is not the same at Beds24, be it that somebody wants it so."""
    return line.differing != ""


def check_of(line: ReservationLine) -> CheckResult:
    """What the last comparison of a reservation says today."""
    if line.checked_at is None:
        return CheckResult.NEVER
    if not line.check_holds:
        return CheckResult.CHANGED
    return CheckResult.DIFFERS if differs(line) else CheckResult.AGREES


def has_not_come(line: ReservationLine) -> bool:
    """Whether the guest of a stay did not come."""
    return line.sub_status == _NO_SHOW and line.status in _STAYS


def state_of(line: ReservationLine, today: str) -> State:
    """The line's state on `today` (the hotel's own date in ISO)."""
    return _STATES[place_of(line, today)]


def place_of(line: ReservationLine, today: str) -> int:
    """The place of the line's state among all states; plain numbers, since 100,000 are sorted while one waits."""
    if line.status not in _STAYS:
        return _PLACES.get(line.status, _UNKNOWN)
    if line.sub_status == _NO_SHOW:
        return _NOT_COME
    return _place_of_stay(line, today)


def _place_of_stay(line: ReservationLine, today: str) -> int:
    if line.departure < today:
        return _STAYED
    if line.arrival > today:
        return _UNOPENED if line.status == _NEW else _CONFIRMED
    if line.arrival == today:
        return _ARRIVING
    return _IN_HOUSE if line.departure > today else _LEAVING
