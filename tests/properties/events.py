"""What can happen at Beds24 while nobody here is looking; each a value, so that a failing history can be read."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from console.simulator import Kind, Simulator
from console.simulator.bookings import Booking, Status
from console.simulator.hotel import RoomType
from console.simulator.wire import whole_second

NEW_TYPE = 799_999
"""A room type that Beds24 has and the console has not heard of."""


class Event(Protocol):
    """Something that happens now."""

    def happen(self, simulator: Simulator) -> None: ...


@dataclass(frozen=True, slots=True)
class Lives:
    """One event of the hotel's life, on the `pick`-th booking where it needs one."""

    kind: Kind
    pick: int = 0

    def happen(self, simulator: Simulator) -> None:
        chosen = picked(simulator, self.pick)
        if chosen is not None:
            simulator.happen(self.kind, chosen.id)


@dataclass(frozen=True, slots=True)
class Arrives:
    """A new booking, group, closure or inquiry."""

    kind: Kind = Kind.NEW_BOOKING

    def happen(self, simulator: Simulator) -> None:
        simulator.happen(self.kind)


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody at the desk sets one key."""

    pick: int
    key: str
    value: object

    def happen(self, simulator: Simulator) -> None:
        if (chosen := picked(simulator, self.pick)) is not None:
            simulator.modify(chosen.id, {self.key: self.value})


@dataclass(frozen=True, slots=True)
class Moved:
    """The stay moves by some days."""

    pick: int
    days: int

    def happen(self, simulator: Simulator) -> None:
        if (chosen := picked(simulator, self.pick)) is not None:
            by = timedelta(days=self.days)
            dates = {"arrival": _text(chosen.arrival + by), "departure": _text(chosen.departure + by)}
            simulator.modify(chosen.id, dates)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Cancelled by channel, panel or API."""

    pick: int
    by: str

    def happen(self, simulator: Simulator) -> None:
        if (chosen := picked(simulator, self.pick)) is not None:
            simulator.cancel(chosen.id, self.by)


@dataclass(frozen=True, slots=True)
class Revived:
    """A cancelled booking is taken back in the panel."""

    pick: int

    def happen(self, simulator: Simulator) -> None:
        chosen = picked(simulator, self.pick, Status.CANCELLED)
        if chosen is not None:
            simulator.modify(chosen.id, {"status": "confirmed", "cancelTime": None, "subStatus": "none"})


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """Somebody looks at a guest's message in Beds24."""

    pick: int

    def happen(self, simulator: Simulator) -> None:
        unread = sorted(each.id for some in simulator.book.messages.values() for each in some if not each.read)
        if unread:
            simulator.book.mark_message(unread[self.pick % len(unread)], read=True)


@dataclass(frozen=True, slots=True)
class Deleted:
    """Deleted for good, without a trace."""

    pick: int

    def happen(self, simulator: Simulator) -> None:
        if (chosen := picked(simulator, self.pick)) is not None:
            simulator.delete(chosen.id)


@dataclass(frozen=True, slots=True)
class RoomUnknown:
    """A stay is put into a room type that was added at Beds24 this morning, or that it never shows us."""

    pick: int

    def happen(self, simulator: Simulator) -> None:
        if (chosen := picked(simulator, self.pick)) is not None:
            simulator.modify(chosen.id, {"roomId": NEW_TYPE, "unitId": 1})


@dataclass(frozen=True, slots=True)
class RoomShown:
    """Beds24 shows the new room type from now on."""

    def happen(self, simulator: Simulator) -> None:
        if simulator.hotel.room_type(NEW_TYPE) is None:
            added = RoomType(NEW_TYPE, "Attic", "double", ("901",), 2, 80.0)
            simulator.hotel = replace(simulator.hotel, room_types=(*simulator.hotel.room_types, added))
            simulator.service._hotel = simulator.hotel


@dataclass(frozen=True, slots=True)
class Passes:
    """Time passes; in the middle of a run this is a PC that sleeps."""

    seconds: int

    def happen(self, simulator: Simulator) -> None:
        advance(simulator, self.seconds)


def advance(simulator: Simulator, seconds: float) -> None:
    """Move Beds24's clock, and let what falls due meanwhile happen."""
    clock = simulator.clock
    clock.advance(seconds)  # type: ignore[attr-defined]  # the protocol only tells the time
    with simulator.lock:
        simulator.life.settle_due(clock.now())


def picked(simulator: Simulator, pick: int, status: Status | None = None) -> Booking | None:
    """One of the bookings there are (in a status), by a number that may be any."""
    numbers = sorted(each.id for each in simulator.book if status is None or each.status is status)
    return simulator.book.find(numbers[pick % len(numbers)]) if numbers else None


def restore(simulator: Simulator, booking: Booking, *, unaltered: bool = False) -> None:
    """Let a deleted booking be there again, as if support had brought it back."""
    at = booking.modified_time if unaltered else whole_second(simulator.clock.now())
    with simulator.lock:
        simulator.book.put(replace(booking, modified_time=at))


def _text(day: date) -> str:
    return day.isoformat()
