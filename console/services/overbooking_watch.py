"""Finds overbookings as soon as everything that came together is applied, and ends those that are none any more.

Whoever ends something that may have moved a stay (a run, the work on webhooks, an errand, an edit at the desk) calls
`look_for_overbookings`. What it looks at follows from the lines of history that were written since the last look, so
that nobody has to remember what changed, and nothing is missed after a crash. Nothing is looked at between the pages of
a run: of a guest who is replaced, the new stay may be written long before the old one is called off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from console.domain.announcing import OverbookingsChanged
from console.domain.edits import Part
from console.domain.hotel import Room, RoomType
from console.domain.occupancy import Stay
from console.domain.overbooking import LOOKED_AHEAD, Ending, Overbooking, OverbookingStatus, ending_of, overbookings
from console.domain.overbooking_causes import Because, CauseFacts, OverbookingCause, cause_of
from console.store.overbookings import KnownOverbooking
from console.store.store import Session, Store

_LOOKED = "overbookings_looked"
_TAKEN_BACK = timedelta(hours=24)
"""Within this time the same overbooking is the former one again."""

_NOTHING = OverbookingsChanged()


@dataclass(frozen=True, slots=True)
class _Looked:
    """Up to where was looked: the line of history, the hotel's date, and the rooms as they were then."""

    line: int
    day: str
    rooms: str


def look_for_overbookings(store: Store, now: datetime) -> OverbookingsChanged:
    """What was found or has ended since the last look; costs a few short queries where nothing has moved.

    Raises StoreTrouble, StoreDamaged.
    """
    with store.reading() as session:
        today = _today(session, now)
        if today is None or session.overbookings.is_half_applied():
            return _NOTHING
        if _looked(session) == _as_it_is(session, today):
            return _NOTHING
    with store.writing() as session:
        return _Look(session, now, today).take()


def _today(session: Session, now: datetime) -> date | None:
    """The hotel's own date; None while no hotel is connected."""
    config = next(iter(session.config.all()), None)
    return now.astimezone(config.zone).date() if config else None


def _looked(session: Session) -> _Looked | None:
    kept = session.preferences.get(_LOOKED)
    return _Looked(*kept) if kept else None


def _as_it_is(session: Session, today: date) -> _Looked:
    rooms = ((room.id, room.room_type_id, room.unit_id, room.active) for room in session.hotel.rooms())
    kinds = ((kind.room_type_id, kind.qty) for kind in session.hotel.room_types())
    places = ((alias.room_type_id, alias.unit_id, alias.room_id) for alias in session.hotel.aliases())
    ground = repr((tuple(rooms), tuple(kinds), tuple(places))).encode()
    return _Looked(session.overbookings.newest_line(), today.isoformat(), blake2b(ground, digest_size=16).hexdigest())


class _Look:
    """One look, inside one transaction."""

    def __init__(self, session: Session, now: datetime, today: date) -> None:
        self._session = session
        self._now = now
        self._today = today
        self._rooms: tuple[Room, ...] = session.hotel.rooms()
        self._kinds: tuple[RoomType, ...] = session.hotel.room_types()

    def take(self) -> OverbookingsChanged:
        before, as_it_is = _looked(self._session), _as_it_is(self._session, self._today)
        known = self._session.overbookings.alive()
        if before is None or (before.day, before.rooms) != (as_it_is.day, as_it_is.rooms):
            stays = self._session.occupancy.stays(self._today, self._today + LOOKED_AHEAD)
        else:
            types = self._touched_types(before.line, known)
            known = tuple(one for one in known if one.room_type_id in types)
            stays = self._session.occupancy.in_types(types, self._today, self._today + LOOKED_AHEAD)
            self._kinds = tuple(kind for kind in self._kinds if kind.room_type_id in types)
            self._rooms = tuple(room for room in self._rooms if room.room_type_id in types)
        found = overbookings(stays, self._rooms, self._kinds, self._today)
        self._session.preferences.set(_LOOKED, [as_it_is.line, as_it_is.day, as_it_is.rooms])
        return self._compare(known, found)

    def _touched_types(self, line: int, known: Iterable[KnownOverbooking]) -> frozenset[int]:
        """The types in which something has moved; a stay that left is remembered by the overbooking that it was in."""
        touched = self._session.overbookings.touched_since(line)
        left = (one.room_type_id for one in known if touched.reservations & set(one.ids))
        return touched.types | frozenset(left)

    def _compare(self, known: tuple[KnownOverbooking, ...], found: tuple[Overbooking, ...]) -> OverbookingsChanged:
        new: list[int] = []
        changed: list[int] = []
        left = list(known)
        for one in found:
            same = next((before for before in left if _is_same(before, one)), None)
            if same is None:
                new.append(self._begin(one))
                continue
            left.remove(same)
            if self._keep(same, one):
                changed.append(same.id)
        for before in left:
            self._session.overbookings.settle(before.id, self._now, self._ending(before))
        return OverbookingsChanged(tuple(new), tuple(changed), tuple(before.id for before in left))

    def _begin(self, one: Overbooking) -> int:
        """Its number: a new one, or that of the same that ended a moment ago, for what ended it was taken back."""
        ended = self._session.overbookings.settled_since(self._now - _TAKEN_BACK)
        again = next((old for old in ended if _is_same(old, one) and set(old.ids) == set(one.ids)), None)
        if again is None:
            return self._session.overbookings.add(one, self._now, *self._cause(one))
        self._session.overbookings.begin_again(again.id, one, *self._cause(one))
        return again.id

    def _keep(self, before: KnownOverbooking, one: Overbooking) -> bool:
        """Whether anything about it is otherwise; the nights that pass are no news, but are forgotten."""
        cause, because = self._cause(one)
        has_grown = _has_grown(before, one)
        self._session.overbookings.keep(
            before.id, one, cause, because, open_again=has_grown and before.status is OverbookingStatus.ACCEPTED
        )
        return has_grown or set(before.ids) != set(one.ids) or before.last != one.last or before.cause is not cause

    def _cause(self, one: Overbooking) -> tuple[OverbookingCause, Because]:
        book = self._session.overbookings
        facts = CauseFacts(
            heard=book.heard(one.ids),
            changed=book.changed(one.ids),
            moved_here=self._moved_here(one),
            unsent=frozenset(stay.reservation_id for stay in one.stays if not stay.beds24_id),
            cancelled=book.cancelled(one.room_type_id, one.first, one.last),
        )
        return cause_of(one, facts, self._rooms, self._kinds)

    def _moved_here(self, one: Overbooking) -> dict[int, datetime]:
        """When the desk gave each of these stays a room or dates that Beds24 does not tell."""
        edits = self._session.edits.of(one.ids)
        said = ((id_, edit) for id_, several in edits.items() for edit in several)
        return {id_: edit.made_at for id_, edit in said if edit.part in (Part.ROOM, Part.DATES)}

    def _ending(self, before: KnownOverbooking) -> Ending:
        if before.last <= self._today:
            return Ending.OVER
        now: dict[int, Stay] = {stay.reservation_id: stay for stay in self._session.occupancy.of(before.ids)}
        return ending_of(before.stays, now)


def _is_same(before: KnownOverbooking, one: Overbooking) -> bool:
    meets = max(before.first, one.first) < min(before.last, one.last)
    return meets and (before.room_type_id, before.room_id) == (one.room_type_id, one.room_id)


def _has_grown(before: KnownOverbooking, one: Overbooking) -> bool:
    """Whether it concerns nights, or in a room people, that nobody has looked at; or more are too many."""
    others = one.room_id is not None and not set(one.ids) <= set(before.ids)
    return others or one.last > before.last or one.first < before.first or one.excess > before.excess
