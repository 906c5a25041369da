"""What could not be applied, by its cause, and the one thing that helps against each cause."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from console.domain.announcing import ReservationsChanged, SyncSettingsChanged
from console.domain.applying import Source
from console.domain.asking import Beds24, Urgency
from console.domain.booking import Cause
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.parked import Parked
from console.services.applying import Applied, Applying, apply_in, park_unreadable
from console.services.connection import connected_config
from console.services.missing import ask_by_number
from console.services.parked_reading import read_loosely
from console.services.placing import context_now
from console.services.pull_sync import Watch
from console.services.rooms import fetch_property, take_up_parked
from console.store.spool import Spool
from console.store.store import Session, Store

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """One parked item; guest and dates as far as they can be read."""

    key: str
    cause: Cause
    detail: str
    number: int | None
    guest: str
    arrival: date | None
    departure: date | None
    first_seen: datetime
    last_seen: datetime
    times: int
    room_type_id: int | None
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Parked items with one cause; `room_type_id` where that is a room that is not known here."""

    cause: Cause
    room_type_id: int | None
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room of the house to which bookings can be mapped."""

    id: int
    name: str
    room_type: str


@dataclass(frozen=True, slots=True)
class UnitMapping:
    """Where bookings for one unit belong: into a room of ours, into a new one, or, with neither, in without a room."""

    unit_id: int
    room_id: int | None = None
    new_name: str = ""


@dataclass(frozen=True, slots=True)
class Outflow:
    """What became of parked items: let in, still waiting, and no longer at Beds24."""

    let_in: int = 0
    waiting: int = 0
    gone: int = 0


class ParkedItems:
    """`groups`, `rooms` and `payload` are short readings; the verbs belong on the thread that writes.

    The verbs announce what they changed, and raise what Beds24 and the store raise, Stopped among it.
    """

    def __init__(self, store: Store, beds24: Beds24, clock: Clock, announce: Callable[[object], None]) -> None:
        self._store = store
        self._beds24 = beds24
        self._clock = clock
        self._announce = announce

    def groups(self) -> tuple[Group, ...]:
        """Everything that waits, rooms first, each group with its longest waiting item first."""
        with self._store.reading() as session:
            parked = session.waiting.all()
        things = sorted(map(_thing, parked), key=_group_key)
        return tuple(Group(Cause(cause), room, tuple(of_one)) for (_, cause, room), of_one in _grouped(things))

    def count(self) -> int:
        """How many items wait."""
        with self._store.reading() as session:
            return session.listing.count("parked")

    def payload(self, key: str) -> bytes:
        """What was received, without card data; empty where nothing of it may be kept."""
        with self._store.reading() as session:
            found = (one.item.payload for one in session.waiting.all() if one.item.key == key)
            return next(found, b"")

    def rooms(self) -> tuple[RoomChoice, ...]:
        """The rooms of the house by name, numbers in their order: 9 before 101."""
        with self._store.reading() as session:
            types = {one.room_type_id: one.name for one in session.hotel.room_types()}
            rooms = [room for room in session.hotel.rooms() if room.active]
        choices = (RoomChoice(room.id, room.name, types.get(room.room_type_id, "")) for room in rooms)
        return tuple(sorted(choices, key=lambda one: _as_on_the_doors(one.name)))

    def read_rooms(self, _watch: Watch) -> Outflow:
        """Ask Beds24 for the rooms again; what waited for one that it now lists is let in."""
        before = self.count()
        self._learn_rooms()
        return self._take_up(before)

    def map_units(self, room_type_id: int, type_name: str, mappings: Sequence[UnitMapping]) -> Outflow:
        """Say by hand where bookings for a room type of Beds24's belong; what waited for it is let in at once.

        Outlives every later reading of the rooms. Raises WrongInput when a room does not exist.
        """
        before = self.count()
        with self._store.writing() as session:
            _map_all(session, room_type_id, type_name, mappings, self._clock.now())
        return self._take_up(before)

    def try_again(self, things: Sequence[Thing], watch: Watch) -> Outflow:
        """Ask Beds24 for these again by number, and apply what it answers.

        Those without a number stay; the next full sync reads them again or lets them go.
        """
        keys = {thing.key for thing in things}
        if any(thing.cause is Cause.UNKNOWN_ROOM for thing in things):
            self._learn_rooms()
        applied, gone = self._ask(tuple(thing.number for thing in things if thing.number is not None), watch)
        self._tell(applied)
        with self._store.reading() as session:
            left = len(keys & {one.item.key for one in session.waiting.all()})
        return Outflow(len(keys) - left - gone, left, gone)

    def _ask(self, numbers: Sequence[int], watch: Watch) -> tuple[Applied, int]:
        context = self._context(Source.BY_ID)
        with Spool() as spool:
            absent = ask_by_number(
                self._beds24,
                numbers,
                context.property_id,
                context.currency,
                spool,
                watch,
                urgency=Urgency.PERSON,
            )
            applied = Applied()
            for page in spool.pages(_AT_ONCE):
                with self._store.writing() as session:
                    applied += apply_in(session, page, context)
            park_unreadable(self._store, spool.unreadable(), context.at)
        with self._store.writing() as session:
            session.waiting.forget_numbers(absent)
        return applied, len(absent)

    def _take_up(self, before: int) -> Outflow:
        self._tell(take_up_parked(self._store, self._context(Source.PULL)))
        left = self.count()
        return Outflow(let_in=before - left, waiting=left)

    def _learn_rooms(self) -> None:
        with self._store.reading() as session:
            property_id = connected_config(session).property_id
        hotel = fetch_property(self._beds24, property_id, Urgency.PERSON)
        with self._store.writing() as session:
            session.hotel.keep(hotel)

    def _context(self, source: Source) -> Applying:
        with self._store.reading() as session:
            return context_now(session, self._clock.now(), source)

    def _tell(self, applied: Applied) -> None:
        if ids := applied.shown:
            self._announce(ReservationsChanged(ids))
        self._announce(SyncSettingsChanged())


def _as_on_the_doors(name: str) -> list[tuple[bool, int, str]]:
    parts = (part for part in re.split(r"([0-9]+)", name.casefold()) if part)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _map_all(
    session: Session, room_type_id: int, type_name: str, mappings: Sequence[UnitMapping], at: datetime
) -> None:
    known = {room.id for room in session.hotel.rooms()}
    if any(mapping.room_id is not None and mapping.room_id not in known for mapping in mappings):
        raise WrongInput("That room no longer exists. Nothing was mapped.")
    if any(mapping.room_id is None for mapping in mappings):
        session.hotel.add_type_by_hand(connected_config(session).property_id, room_type_id, type_name)
    for mapping in mappings:
        if mapping.room_id is not None:
            session.hotel.map_place(room_type_id, mapping.unit_id, mapping.room_id, at)
        elif mapping.new_name:
            session.hotel.add_room_by_hand(room_type_id, mapping.unit_id, mapping.new_name)


_ORDER = {Cause.UNKNOWN_ROOM: 0, Cause.UNREADABLE: 1, Cause.IMPOSSIBLE_DATES: 2, Cause.OTHER_PROPERTY: 3}
GroupKey = tuple[int, str, int | None]


def _group_key(thing: Thing) -> tuple[int, str, int]:
    return _ORDER[thing.cause], thing.cause.value, _room_of(thing) or 0


def _room_of(thing: Thing) -> int | None:
    return thing.room_type_id if thing.cause is Cause.UNKNOWN_ROOM else None


def _grouped(things: Iterable[Thing]) -> Iterable[tuple[GroupKey, Iterable[Thing]]]:
    return groupby(things, key=lambda thing: (_ORDER[thing.cause], thing.cause.value, _room_of(thing)))


def _thing(parked: Parked) -> Thing:
    item, booking = parked.item, parked.booking
    guest, arrival, departure = (
        (booking.guest_name, booking.arrival, booking.departure) if booking else read_loosely(item.payload)
    )
    return Thing(
        item.key,
        item.cause,
        item.detail,
        item.beds24_id,
        guest,
        arrival,
        departure,
        parked.first_seen,
        parked.last_seen,
        parked.times,
        item.room_type_id,
        item.unit_id,
    )
