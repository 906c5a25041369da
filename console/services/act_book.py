"""What was done to settle differences, for a list: by rules, and by people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from console.domain.act_lines import ROOM, ActLine, ShownChange, result_of
from console.domain.acts import Act, ActChange, ActKind
from console.domain.edits import FIELDS_OF, Edit, Part
from console.domain.fixing import Found
from console.domain.lines import ReservationLine
from console.domain.moments import moment_text
from console.services.editing import undo_sends
from console.store.codec import value_text
from console.store.store import Session, Store

_MOST = 2_500
_TYPE, _UNIT = FIELDS_OF[Part.ROOM]


class ActBook:
    """Questions about acts; to be asked on the reader's thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lines(self, *kinds: ActKind) -> tuple[ActLine, ...]:
        """The last acts of these kinds, newest first."""
        with self._store.reading() as session:
            fixes = ActKind.FIX in kinds
            acts = session.acts.of_differences(_MOST) if fixes else session.acts.of_kinds(kinds, _MOST)
            telling = _Telling.of(session, acts)
        return tuple(telling.line(act) for act in acts if act.reservation_id in telling.stays)

    def undo_sends(self, act_id: int) -> bool:
        """Whether taking it back sends Beds24 a correction."""
        with self._store.reading() as session:
            act = session.acts.by_id(act_id)
            return act is not None and act.undone_by is None and undo_sends(session, act)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What acts are told with: the stays that they are about, what the desk still says of them, and names of rooms."""

    stays: Mapping[int, ReservationLine]
    edits: Mapping[int, tuple[Edit, ...]]
    rooms: Mapping[tuple[int, int], str]
    settled: Mapping[int, Found]

    @classmethod
    def of(cls, session: Session, acts: Sequence[Act]) -> "_Telling":
        wanted = tuple({act.reservation_id for act in acts})
        settled = session.discrepancies.found(act.discrepancy_id for act in acts if act.discrepancy_id is not None)
        stays = {stay.id: stay for stay in session.book.lines_of(wanted, "[]")}
        return cls(stays, session.edits.of(wanted), _room_names(session), settled)

    def line(self, act: Act) -> ActLine:
        stay = self.stays[act.reservation_id]
        settled = self.settled.get(act.discrepancy_id or 0)
        return ActLine(
            act.id,
            moment_text(act.at),
            act.who,
            act.rule,
            stay.id,
            stay.guest_id,
            stay.guest,
            stay.beds24_id,
            stay.channel_reference or "",
            stay.arrival,
            stay.room,
            stay.currency,
            tuple(self._changes(act.changes)),
            result_of(act, self.edits.get(stay.id, ())),
            settled.kind if settled else None,
            settled.alive if settled else False,
            bool(act.changes) or act.kind is ActKind.CREATE,
        )

    def _changes(self, changes: Iterable[ActChange]) -> Iterator[ShownChange]:
        by_field = {change.field: change for change in changes}
        if _TYPE in by_field and _UNIT in by_field:
            kind, unit = by_field.pop(_TYPE), by_field.pop(_UNIT)
            sides = ("here_before", "here_after", "there")
            yield ShownChange(ROOM, *(self._room(getattr(kind, side), getattr(unit, side)) for side in sides))
        for change in by_field.values():
            values = (change.here_before, change.here_after, change.there)
            if len(set(values)) > 1:
                yield ShownChange(change.field, *map(value_text, values))

    def _room(self, kind: int, unit: int) -> str:
        return self.rooms.get((kind, unit)) or self.rooms.get((kind, 0)) or str(kind)


def _room_names(session: Session) -> dict[tuple[int, int], str]:
    """By type and unit; under unit 0 the name of the type."""
    choices = session.book.room_choices()
    names = {choice.room_id: choice.name for choice in choices if choice.room_id is not None}
    types = {(choice.room_type_id, 0): choice.name for choice in choices if choice.room_id is None}
    places = session.hotel.places().room_ids
    return types | {place: names[room_id] for place, room_id in places.items() if room_id in names}
