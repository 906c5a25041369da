"""The outbox as a person sees it, and what may be done about it: send now, or take back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from console.domain.acts import Act, ActKind
from console.domain.announcing import EditsChanged, ReservationsChanged
from console.domain.asking import Beds24
from console.domain.booking import MONEY_FIELDS, Booking
from console.domain.clock import Clock
from console.domain.edits import FIELDS_OF, Choice, Edit, Part
from console.domain.errors import ChangedMeanwhile
from console.domain.money import to_major
from console.domain.outbox import OutboxLine, Sent, SentAt
from console.services.edit_writing import Doing
from console.services.editing import settle_in, undo_in
from console.services.pausing import is_paused
from console.services.pull_sync import Watch
from console.services.sending import send_one, write_obstacle
from console.store.codec import value_text
from console.store.store import Session, Store

_WEEK = timedelta(days=7)
ROOM = "room"
"""The `name` of an `Outgoing` that stands for room type and unit together, by the names of the house."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One value that Beds24 is to get, as text for people: amounts in major units, dates in ISO, `ROOM` by name;
    `there` is what Beds24 tells, None where it does not have the booking yet."""

    name: str
    here: str | None = field(repr=False)
    there: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A reservation in the outbox, with what is to be sent of it and what both sides changed."""

    line: OutboxLine
    outgoing: tuple[Outgoing, ...]
    in_conflict: tuple[Outgoing, ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxRead:
    """The whole outbox, the oldest first; `obstacle` is why nothing may be sent at all, empty where nothing stands in
    the way; `is_paused` holds what goes by itself; `sent` is what was sent within a week."""

    entries: tuple[OutboxEntry, ...] = ()
    obstacle: str = ""
    is_paused: bool = False
    currency: str = ""
    sent: tuple[SentAt, ...] = ()


class OutboxDesk:
    """`read` is short and for the reader's thread, `take_back` for one that writes, `send_now` for the runner's; `tell`
    hears of everything that is otherwise afterwards. All raise StoreTrouble, StoreDamaged."""

    def __init__(
        self,
        store: Store,
        beds24: Beds24,
        clock: Clock,
        tell: Callable[[object], None],
        who: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._beds24 = beds24
        self._clock = clock
        self._tell = tell
        self._who = who

    def read(self) -> OutboxRead:
        """Everything that waits, was refused or has to be decided."""
        with self._store.reading() as session:
            lines = session.outbox.lines()
            hotel = next(iter(session.hotel.properties()), None)
            currency = hotel.currency if hotel else ""
            edits = session.edits.of(line.reservation_id for line in lines)
            rooms = _room_names(session)
            entries = tuple(
                _entry(session, line, edits.get(line.reservation_id, ()), rooms, currency) for line in lines
            )
            obstacle = (write_obstacle(session) or "") if lines else ""
            now = self._clock.now()
            sent = session.outbox.sent_since(now - _WEEK)
            return OutboxRead(entries, obstacle, is_paused(session, now), currency, sent)

    def send_now(self, reservation_ids: Iterable[int], watch: Watch) -> tuple[Sent, ...]:
        """Send these because a person wishes it, whatever held them; what came of each. Raises Stopped."""
        own = Watch(stop_asked=watch.stop_asked, announce=self._tell, spend=watch.spend)
        return tuple(send_one(self._beds24, self._store, self._clock, id_, own, self._tell) for id_ in reservation_ids)

    def take_back(self, reservation_id: int) -> tuple[Act, ...]:
        """Let Beds24's values stand in all that is to be sent of a reservation; one that was made here and is not there
        yet is called off. The acts can be undone together. Raises ChangedMeanwhile where nothing waits any more.
        """
        with self._store.writing() as session:
            doing = Doing(at=self._clock.now(), who=self._who())
            line = _line(session, reservation_id)
            if line.is_new:
                acts = _call_off(session, line, doing)
            else:
                acts = _settle(session, reservation_id, (*line.parts, *line.in_conflict), Choice.THEIRS, doing)
        return self._told(reservation_id, acts)

    def send_ours(self, reservation_id: int) -> tuple[Act, ...]:
        """Decide what both sides changed: Beds24 gets what stands here, with the next order. The acts can be undone
        together. Raises ChangedMeanwhile where nothing is to be decided any more.
        """
        with self._store.writing() as session:
            doing = Doing(at=self._clock.now(), who=self._who())
            line = _line(session, reservation_id)
            if not line.in_conflict:
                raise ChangedMeanwhile("Both sides agree on this by now. Nothing was changed.")
            acts = _settle(session, line.reservation_id, line.in_conflict, Choice.OURS, doing)
        return self._told(reservation_id, acts)

    def _told(self, reservation_id: int, acts: tuple[Act, ...]) -> tuple[Act, ...]:
        self._tell(ReservationsChanged((reservation_id,)))
        self._tell(EditsChanged((reservation_id,)))
        return acts


def _line(session: Session, reservation_id: int) -> OutboxLine:
    line = next((one for one in session.outbox.lines() if one.reservation_id == reservation_id), None)
    if line is None:
        raise ChangedMeanwhile("Nothing of this waits to be sent any more. Nothing was changed.")
    return line


def _call_off(session: Session, line: OutboxLine, doing: Doing) -> tuple[Act, ...]:
    made = (act for act in session.acts.of_reservation(line.reservation_id) if act.kind is ActKind.CREATE)
    act = next((one for one in made if one.undone_by is None), None)
    if act is None:
        raise ChangedMeanwhile("This reservation was called off already. Nothing was changed.")
    return undo_in(session, act.id, replace(doing, kind=ActKind.UNDO))


def _settle(session: Session, id_: int, parts: Iterable[Part], choice: Choice, doing: Doing) -> tuple[Act, ...]:
    """Decide these parts together."""
    acts: list[Act] = []
    for part in parts:
        group = acts[0].group if acts else 0
        acts.append(settle_in(session, id_, part, choice, replace(doing, kind=ActKind.FIX, group=group)))
    return tuple(acts)


def _entry(
    session: Session, line: OutboxLine, edits: Iterable[Edit], rooms: Mapping[tuple[int, int], str], currency: str
) -> OutboxEntry:
    if line.is_new:
        booking = session.reservations.after(line.reservation_id - 1, 1)[line.reservation_id]
        return OutboxEntry(line, tuple(_said(booking, line.parts, rooms, currency)))
    by_field = {edit.field: edit for edit in edits}
    return OutboxEntry(
        line,
        tuple(_told(by_field, line.parts, rooms, currency)),
        tuple(_told(by_field, line.in_conflict, rooms, currency)),
    )


def _said(
    booking: Booking, parts: Iterable[Part], rooms: Mapping[tuple[int, int], str], currency: str
) -> Iterable[Outgoing]:
    """What Beds24 is to make of a reservation that was made here."""
    for part in parts:
        if part is Part.ROOM:
            yield Outgoing(ROOM, _room(rooms, booking.room_type_id, booking.unit_id))
            continue
        for name in FIELDS_OF[part]:
            if (value := getattr(booking, name)) not in ("", None):
                yield Outgoing(name, _text(name, value, currency))


def _told(
    edits: Mapping[str, Edit], parts: Iterable[Part], rooms: Mapping[tuple[int, int], str], currency: str
) -> Iterable[Outgoing]:
    for part in parts:
        group = [edits[name] for name in FIELDS_OF[part] if name in edits]
        if part is Part.ROOM and len(group) == len(FIELDS_OF[part]):
            kind, unit = group
            yield Outgoing(ROOM, _room(rooms, kind.sends, unit.sends), _room(rooms, kind.there, unit.there))
            continue
        for edit in group:
            if edit.sends != edit.there:
                here, there = (_text(edit.field, value, currency) for value in (edit.sends, edit.there))
                yield Outgoing(edit.field, here, there)


def _text(name: str, value: Any, currency: str) -> str | None:
    if name in MONEY_FIELDS and isinstance(value, int):
        return str(to_major(value, currency))
    return value_text(value)


def _room_names(session: Session) -> dict[tuple[int, int], str]:
    """The names of the rooms by Beds24's room type and unit, and of the types where no unit is named."""
    names = {(kind.room_type_id, 0): kind.name for kind in session.hotel.room_types()}
    by_id = {room.id: room.name for room in session.hotel.rooms()}
    return names | {place: by_id[id_] for place, id_ in session.hotel.places().room_ids.items() if id_ in by_id}


def _room(rooms: Mapping[tuple[int, int], str], room_type_id: int, unit_id: int) -> str:
    return rooms.get((room_type_id, unit_id)) or rooms.get((room_type_id, 0)) or str(room_type_id)
