"""What a person is shown of overbookings: the list, and of one everything that is needed to decide about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from console.domain.clock import Clock
from console.domain.discrepancies import Severity
from console.domain.hotel import Room
from console.domain.occupancy import Stay
from console.domain.overbooking import Overbooking, OverbookingStatus, by_booking
from console.domain.room_moves import RoomPlan
from console.domain.severity import severity_on
from console.domain.ways_out import Way, ways_out
from console.store.overbookings import KnownOverbooking, Person
from console.store.store import Session, Store

REMEMBERED = timedelta(days=14)
"""So long one that has ended is still shown."""

_DEEPEST_CHAIN = 3


class OverbookingLine(NamedTuple):
    """One row: `place` is the room's name, or where `is_type` the type's; `guests` are those of its stays, whoever
    booked first first, empty where nobody is named and None for a closure; `severity` is that of the first night that
    is still to come."""

    id: int
    known: KnownOverbooking
    place: str
    type_name: str
    is_type: bool
    guests: tuple[str | None, ...]
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class OverbookingView:
    """Everything about one: its stays as they are now, whoever booked first first; the ways out, the gentlest first;
    the plan of the house around it. `people` are the guests of all reservations that are spoken of (our ids), `heard`
    is when each of the stays was first heard of here."""

    line: OverbookingLine
    stays: tuple[Stay, ...]
    ways: tuple[Way, ...]
    plan: RoomPlan
    people: Mapping[int, Person] = field(repr=False)
    heard: Mapping[int, datetime]

    @property
    def concerned(self) -> tuple[Stay, ...]:
        """Those that share a room; in a type those that have none of its rooms, else whoever booked last."""
        if not self.line.is_type:
            return self.stays
        loose = tuple(stay for stay in self.stays if stay.room_id is None)
        return loose or self.stays[-self.line.known.excess :]

    @property
    def type_names(self) -> dict[int, str]:
        """The names of the room types by their numbers."""
        return {kind.room_type_id: kind.name for kind in self.plan.room_types}


class OverbookingBook:
    """For the reader's thread. Raises StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def lines(self) -> tuple[OverbookingLine, ...]:
        """What is open, the next night first; then what was accepted, and what has ended in the last two weeks."""
        with self._store.reading() as session:
            alive = session.overbookings.alive()
            past = session.overbookings.settled_since(self._clock.now() - REMEMBERED)
            return _lines(session, (*sorted(alive, key=_open_first), *past), self._today(session))

    def one(self, id_: int) -> OverbookingView | None:
        """None where there is none of this number."""
        with self._store.reading() as session:
            known = session.overbookings.one(id_)
            if known is None:
                return None
            (line,) = _lines(session, (known,), self._today(session))
            return _view(session, line, self._today(session))

    def _today(self, session: Session) -> date:
        """The hotel's own date; that of UTC before a hotel is connected."""
        config = next(iter(session.config.all()), None)
        return self._clock.now().astimezone(config.zone if config else UTC).date()


def _open_first(one: KnownOverbooking) -> tuple[bool, date, int]:
    return one.status is not OverbookingStatus.OPEN, one.first, one.id


def _lines(session: Session, known: Iterable[KnownOverbooking], today: date) -> tuple[OverbookingLine, ...]:
    found = tuple(known)
    rooms = {room.id: room.name for room in session.hotel.rooms()}
    kinds = {kind.room_type_id: kind.name for kind in session.hotel.room_types()}
    people = session.overbookings.people(id_ for one in found for id_ in one.ids)
    return tuple(
        OverbookingLine(
            id=one.id,
            known=one,
            place=rooms.get(one.room_id or 0, "") or kinds.get(one.room_type_id, ""),
            type_name=kinds.get(one.room_type_id, ""),
            is_type=one.room_id is None,
            guests=tuple(None if people[id_].is_closure else people[id_].name for id_ in one.ids if id_ in people),
            severity=severity_on(max(one.first, today), today),
        )
        for one in found
    )


def _view(session: Session, line: OverbookingLine, today: date) -> OverbookingView:
    known = line.known
    stays = tuple(sorted(session.occupancy.of(known.ids), key=by_booking))
    plan = plan_around(session, stays, known.first, known.last, today)
    ways = ways_out(as_found(known, stays), plan) if stays and known.status is not OverbookingStatus.SETTLED else ()
    spoken = {*known.ids, *(stay.reservation_id for stay in plan.stays)}
    spoken |= {known.because.other} if known.because.other else set()
    return OverbookingView(
        line=line,
        stays=stays,
        ways=ways,
        plan=plan,
        people=session.overbookings.people(spoken),
        heard=session.overbookings.heard(known.ids),
    )


def as_found(known: KnownOverbooking, stays: tuple[Stay, ...]) -> Overbooking:
    """The overbooking of these stays as the search for ways takes it."""
    return Overbooking(
        room_type_id=known.room_type_id,
        room_id=known.room_id,
        first=known.first,
        last=known.last,
        stays=stays,
        excess=known.excess,
    )


def plan_around(session: Session, stays: tuple[Stay, ...], first: date, last: date, today: date) -> RoomPlan:
    """All rooms, and every stay that a chain of moves can meet: those that share a night with these stays, with those
    that do so with them, and once more."""
    near = stays
    for _ in range(_DEEPEST_CHAIN):
        first = min((first, *(stay.arrival for stay in near)))
        last = max((last, *(stay.departure for stay in near)))
        near = session.occupancy.stays(first, last)
    rooms: tuple[Room, ...] = session.hotel.rooms()
    return RoomPlan(near, rooms, session.hotel.room_types(), today)
