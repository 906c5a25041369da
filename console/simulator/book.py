"""The book: every booking the account holds, in an order of its own that is nobody's to rely on."""

import random
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from console.simulator.bookings import Booking
from console.simulator.items import Message

_NIGHTS_PER_SHELF = 16


@dataclass(frozen=True, slots=True)
class Walk:
    """One order in which a list may be read: from `start` (0 to 1) around the circle, either way."""

    start: float = 0.0
    backwards: bool = False

    def last_place(self) -> float:
        """A place that comes at the very end of this walk."""
        return self.start if self.backwards else max(self.start - 1e-12, 0.0) or 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """A booking made (`before` is None), changed, deleted (`after` is None), or written to (`message`).

    `quiet`: made by a program through the API, which no booking webhook tells (FACTS.md 7.3).
    """

    before: Booking | None
    after: Booking | None
    message: Message | None = None
    quiet: bool = False


class Book:
    """All bookings. A changed booking moves to another place, so page borders move with it (FACTS.md 2.4)."""

    def __init__(self, seed: int, first_id: int = 90_000_000) -> None:
        self._random = random.Random(f"book {seed}")
        self._next_id = first_id
        self._next_item_id = 130_000_000
        self._rows: dict[int, Booking] = {}
        self._places: dict[int, float] = {}
        self._order: list[float] = []
        self._line: list[Booking] = []
        self._children: dict[int, set[int]] = {}
        self._shelves: dict[tuple[int, int], set[int]] = {}
        self.messages: dict[int, tuple[Message, ...]] = {}
        self.deleted: list[int] = []
        self.version = 0
        self._watchers: list[Callable[[Change], None]] = []

    def watch(self, watcher: Callable[[Change], None]) -> None:
        """Tell every change from now on."""
        self._watchers.append(watcher)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Booking]:
        return iter(self._rows.values())

    def new_id(self) -> int:
        """A booking number never used before; numbers rise with gaps."""
        self._next_id += self._random.randint(1, 40)
        return self._next_id

    def new_item_id(self) -> int:
        """A number for an item, a companion or a message."""
        self._next_item_id += self._random.randint(1, 9)
        return self._next_item_id

    def find(self, booking_id: int) -> Booking | None:
        """The booking with this number, or None."""
        return self._rows.get(booking_id)

    def load(self, bookings: Iterable[Booking]) -> None:
        """Add many bookings at once; nobody is told."""
        for booking in bookings:
            self._places[booking.id] = self._random.random()
            self._index(booking)
        self._line = sorted(self._rows.values(), key=lambda each: self._places[each.id])
        self._order = [self._places[each.id] for each in self._line]
        self.version += 1

    def put(self, booking: Booking, place: float | None = None, *, quiet: bool = False) -> Booking:
        """Write a new booking or a new version of one, at `place` or anywhere; `quiet` as in Change."""
        known = self._rows.get(booking.id)
        if known is not None:
            self._take_out(known)
        where = self._random.random() if place is None else place
        at = bisect_left(self._order, where)
        self._order.insert(at, where)
        self._line.insert(at, booking)
        self._places[booking.id] = where
        self._index(booking)
        self.version += 1
        if booking != known:
            self._tell(Change(known, booking, quiet=quiet))
        return booking

    def delete(self, booking_id: int, *, quiet: bool = False) -> bool:
        """Remove a booking for good, without a trace in any list (FACTS.md 2.2)."""
        known = self._rows.get(booking_id)
        if known is None:
            return False
        self._take_out(known)
        del self._rows[booking_id], self._places[booking_id]
        self._tell(Change(known, None, quiet=quiet))
        self.messages.pop(booking_id, None)
        self.deleted.append(booking_id)
        self.version += 1
        return True

    def in_order(self, walk: Walk) -> list[Booking]:
        """All bookings as this walk meets them."""
        at = bisect_left(self._order, walk.start)
        line = self._line[at:] + self._line[:at]
        return line[::-1] if walk.backwards else line

    def group_of(self, booking: Booking) -> tuple[int, ...]:
        """The numbers of its group, the master first; empty for a single booking."""
        master = booking.master_id or booking.id
        children = self._children.get(master)
        return (master, *sorted(children - {master})) if children else ()

    def sharing_nights(self, room_id: int, arrival: date, departure: date) -> list[Booking]:
        """Bookings of a room type that block a night of [arrival, departure)."""
        shelves = _shelves(room_id, arrival, departure)
        ids = set().union(*(self._shelves.get(shelf, ()) for shelf in shelves))
        found = (self._rows[each] for each in sorted(ids))
        return [each for each in found if each.blocks and each.overlaps(arrival, departure)]

    def free_units(self, room_id: int, units: range, arrival: date, departure: date) -> list[int]:
        """Units free for the whole stay, fewer those that bookings without a unit will need."""
        taken = self.sharing_nights(room_id, arrival, departure)
        occupied = {each.unit_id for each in taken if each.unit_id}
        floating = sum(1 for each in taken if not each.unit_id)
        free = [unit for unit in units if unit not in occupied]
        return free[: len(free) - floating] if floating < len(free) else []

    def add_message(self, message: Message, *, quiet: bool = False) -> None:
        """Keep a message; the booking's modifiedTime stays as it is (FACTS.md trap 10)."""
        self.messages[message.booking_id] = (*self.messages.get(message.booking_id, ()), message)
        booking = self._rows.get(message.booking_id)
        if booking is not None:
            self._tell(Change(booking, booking, message, quiet))

    def mark_message(self, message_id: int, *, read: bool) -> bool:
        """Set a message's `read`; False when there is no such message."""
        for booking_id, messages in self.messages.items():
            if any(each.id == message_id for each in messages):
                marked = (replace(each, read=read) if each.id == message_id else each for each in messages)
                self.messages[booking_id] = tuple(marked)
                return True
        return False

    def _tell(self, change: Change) -> None:
        for watcher in self._watchers:
            watcher(change)

    def _index(self, booking: Booking) -> None:
        self._rows[booking.id] = booking
        if booking.master_id is not None:
            self._children.setdefault(booking.master_id, set()).add(booking.id)
        for shelf in _shelves(booking.room_id, booking.arrival, booking.departure):
            self._shelves.setdefault(shelf, set()).add(booking.id)

    def _take_out(self, booking: Booking) -> None:
        at = bisect_left(self._order, self._places[booking.id])
        while self._line[at].id != booking.id:
            at += 1
        del self._order[at], self._line[at]
        if booking.master_id is not None:
            self._children[booking.master_id].discard(booking.id)
        for shelf in _shelves(booking.room_id, booking.arrival, booking.departure):
            self._shelves[shelf].discard(booking.id)


def _shelves(room_id: int, arrival: date, departure: date) -> list[tuple[int, int]]:
    first, last = arrival.toordinal() // _NIGHTS_PER_SHELF, departure.toordinal() // _NIGHTS_PER_SHELF
    return [(room_id, shelf) for shelf in range(first, last + 1)]
