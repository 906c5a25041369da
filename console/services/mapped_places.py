"""What a person said about places of Beds24's that the house did not know: shown, changed, and taken back."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from console.domain.applying import Source
from console.domain.booking import UNASSIGNED
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.hotel import Room
from console.services.placing import context_now, place_anew
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """Bookings for this place belong into `room_id`; without one they are let in and get their room later. A room that
    was `added` for the place exists by the person's word alone. `bookings` are the stays there that are not over."""

    room_type_id: int
    unit_id: int
    type_name: str
    room_id: int | None
    room_name: str
    added: bool
    bookings: int


@dataclass(frozen=True, slots=True)
class Twice:
    """A room of ours that stands for several places of Beds24's, each as (name of the type, unit)."""

    room_name: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Miscounted:
    """A room type of which Beds24 sells another number than there are rooms of it here."""

    type_name: str
    sold: int
    rooms: int


@dataclass(frozen=True, slots=True)
class Overfull:
    """A room type with coming stays of more guests than it takes."""

    type_name: str
    takes: int
    bookings: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """What was mapped by hand, and what is odd about the rooms."""

    places: tuple[MappedPlace, ...] = ()
    twice: tuple[Twice, ...] = ()
    miscounted: tuple[Miscounted, ...] = ()
    overfull: tuple[Overfull, ...] = ()


class MappedPlaces:
    """Reads are short; every change is one transaction, and gives the ids of the reservations that it moved."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def look(self) -> Mapping:
        """The places by room type and unit, and what is odd."""
        with self._store.reading() as session:
            today = context_now(session, self._clock.now(), Source.PULL).today
            return Mapping(_mapped(session, today), _twice(session), _miscounted(session), _overfull(session, today))

    def change(self, place: MappedPlace, room_id: int) -> tuple[int, ...]:
        """Into another room of ours from now on, those that are placed already too. Raises WrongInput."""
        with self._store.writing() as session:
            if room_id not in {room.id for room in session.hotel.rooms()}:
                raise WrongInput("That room no longer exists. Nothing was changed.")
            now = self._clock.now()
            session.hotel.map_place(place.room_type_id, place.unit_id, room_id, now)
            return place_anew(session, place.room_type_id, context_now(session, now, Source.PULL))

    def remove(self, place: MappedPlace) -> tuple[int, ...]:
        """Take back what was said. Stays that then have no room wait for one. Raises WrongInput."""
        with self._store.writing() as session:
            if place.added and place.room_id is not None:
                _forget_room(session, place.room_id)
            session.hotel.forget_mapping(place.room_type_id, place.unit_id)
            if not any(one.room_type_id == place.room_type_id for one in _with_rooms(session)):
                session.house.forget_type(place.room_type_id)
            return place_anew(session, place.room_type_id, context_now(session, self._clock.now(), Source.PULL))


def _mapped(session: Session, today: date) -> tuple[MappedPlace, ...]:
    """Every place that a person mapped, added a room for, or let in without a room."""
    stays = session.house.stays_by_place(today)
    found = _with_rooms(session)
    of_rooms = {one.room_type_id for one in found}
    names = session.house.types_by_hand()
    roomless = [
        MappedPlace(type_id, UNASSIGNED, name, None, "", added=True, bookings=0)
        for type_id, name in names.items()
        if type_id not in of_rooms
    ]
    counted = (_counted(one, stays) for one in (*found, *roomless))
    return tuple(sorted(counted, key=lambda one: (one.room_type_id, one.unit_id)))


def _with_rooms(session: Session) -> list[MappedPlace]:
    rooms = {room.id: room for room in session.hotel.rooms()}
    names = {kind.room_type_id: kind.name for kind in session.hotel.room_types()}
    aliases = [(alias.room_type_id, alias.unit_id, rooms[alias.room_id], False) for alias in session.hotel.aliases()]
    told = {(type_id, unit_id) for type_id, unit_id, _, _ in aliases}
    by_hand = [rooms[id_] for id_ in session.house.rooms_by_hand()]
    own = [_own(room) for room in by_hand if (room.room_type_id, room.unit_id) not in told]
    return [
        MappedPlace(type_id, unit_id, names.get(type_id, ""), room.id, room.name, added=added, bookings=0)
        for type_id, unit_id, room, added in (*aliases, *own)
    ]


def _own(room: Room) -> tuple[int, int, Room, bool]:
    return room.room_type_id, room.unit_id, room, True


def _twice(session: Session) -> tuple[Twice, ...]:
    """A place that Beds24 no longer lists sells nothing, so it does not count."""
    names = {kind.room_type_id: kind.name for kind in session.hotel.room_types()}
    places: dict[int, list[tuple[str, int]]] = {}
    rooms = session.hotel.rooms()
    for room in rooms:
        if room.active:
            places.setdefault(room.id, []).append((names.get(room.room_type_id, ""), room.unit_id))
    for alias in session.hotel.aliases():
        told = names.get(alias.room_type_id) or str(alias.room_type_id)
        places.setdefault(alias.room_id, []).append((told, alias.unit_id))
    return tuple(Twice(room.name, tuple(places[room.id])) for room in rooms if len(places.get(room.id, ())) > 1)


def _miscounted(session: Session) -> tuple[Miscounted, ...]:
    by_hand = session.house.rooms_by_hand()
    rooms = Counter(room.room_type_id for room in session.hotel.rooms() if room.active and room.id not in by_hand)
    added = session.house.types_by_hand()
    listed = [kind for kind in session.hotel.room_types() if kind.room_type_id not in added]
    odd = [kind for kind in listed if rooms[kind.room_type_id] != kind.qty]
    return tuple(Miscounted(kind.name, kind.qty, rooms[kind.room_type_id]) for kind in odd)


def _overfull(session: Session, today: date) -> tuple[Overfull, ...]:
    full = session.house.overfull(today)
    kinds = [kind for kind in session.hotel.room_types() if kind.room_type_id in full]
    return tuple(Overfull(kind.name, kind.max_people, full[kind.room_type_id]) for kind in kinds)


def _counted(place: MappedPlace, stays: "Counter[tuple[int, int]]") -> MappedPlace:
    return replace(place, bookings=stays[place.room_type_id, place.unit_id])


def _forget_room(session: Session, room_id: int) -> None:
    if any(alias.room_id == room_id for alias in session.hotel.aliases()):
        raise WrongInput("Other places of Beds24's are mapped into this room. Map them elsewhere first.")
    session.house.forget_room(room_id)
