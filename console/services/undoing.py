"""Taking back what was done, and doing it again: one stack over the books in which deeds are written down."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import groupby

from console.domain.acts import Act, ActKind
from console.domain.announcing import DiscrepanciesChanged
from console.domain.clock import Clock
from console.domain.edits import PART_OF, Part
from console.domain.errors import StoreDamaged, StoreTrouble
from console.domain.guests.review_lines import DecidedLine, DecisionKind
from console.domain.status import HOLDS_NO_ROOM
from console.domain.undoing import Deed, DeedBook, DeedKey, DeedKind, newest_first
from console.services.discrepancy_desk import DiscrepancyDesk
from console.services.editing import EditDesk, undo_sends
from console.services.guest_decisions import GuestDesk
from console.services.looking_again import compare_known
from console.store.store import Session, Store

MOST = 40
"""So many deeds of each book are looked at; whatever is older is taken back where it was done."""
_ALL = -1
_LOOKED_CLOSELY = 12
_DONE = tuple(kind for kind in ActKind if kind not in {ActKind.UNDO, ActKind.REDO})
_KINDS = {ActKind.CREATE: DeedKind.CREATE, ActKind.FIX: DeedKind.FIX, ActKind.RULE: DeedKind.RULE}


class UndoDesk:
    """What was done last, to be read on the reader's thread; taking back and doing again on one that writes, each one
    transaction. All raise StoreTrouble, StoreDamaged; what writes raises WrongInput, ChangedMeanwhile and RoomTaken
    with the reason why it cannot be, and then nothing is done. `announce` hears of differences that came back or went
    by it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        announce: Callable[[object], None],
        edits: Callable[[], EditDesk],
        guests: Callable[[], GuestDesk],
        said: Callable[[], DiscrepancyDesk],
    ) -> None:
        self._store, self._clock, self._announce = store, clock, announce
        self._edits, self._guests, self._said = edits, guests, said

    def last(self) -> tuple[Deed, ...]:
        """The newest deeds, the newest first, also those that were taken back since."""
        with self._store.reading() as session:
            return newest_first([*_acts(session), *_decided(session), *_said(session, MOST)])

    def named(self, keys: Iterable[DeedKey]) -> tuple[Deed, ...]:
        """The deeds with these keys, of any age and each once, the newest first; of those that were done together one
        key names all."""
        wanted = tuple(keys)
        acts = [key.number for key in wanted if key.book is DeedBook.ACTS]
        with self._store.reading() as session:
            groups = _groups_of(session, acts)
            facts = _Facts(session, (act.reservation_id for group in groups for act in group))
            deeds = [facts.deed(group, closely=True) for group in groups]
            decided = [one for one in _decided(session, _ALL) if one.key in wanted] if len(acts) < len(wanted) else []
            said = [one for one in _said(session, _ALL) if one.key in wanted] if len(acts) < len(wanted) else []
        return newest_first([*deeds, *decided, *said])

    def undo(self, deed: Deed) -> None:
        """Take a deed back, on both sides where it is about a reservation."""
        if deed.key.book is DeedBook.ACTS:
            self._turn(deed.acts[0])
        elif deed.key.book is DeedBook.SAYINGS:
            self._said().undo(deed.key.number)
        else:
            desk = self._guests()
            (desk.undo_batch if deed.times > 1 else desk.undo)(deed.key.number)

    def redo(self, deed: Deed) -> None:
        """Do again what was taken back."""
        if deed.key.book is DeedBook.DECISIONS:
            desk = self._guests()
            (desk.redo_batch if deed.times > 1 else desk.redo)(deed.key.number)
        elif deed.key.book is DeedBook.SAYINGS:
            self._said().redo(deed.key.number)
        elif (undoing := self._undoing(deed)) is not None:
            self._turn(undoing)

    def _turn(self, act_id: int) -> None:
        """Both sides differ otherwise now, as far as it is known what Beds24 tells."""
        acts = self._edits().undo(act_id)
        ids = tuple(dict.fromkeys(act.reservation_id for act in acts))
        # What was taken back stands, and the next comparison finds it.
        with suppress(StoreTrouble, StoreDamaged), self._store.writing() as session:
            compare_known(session, ids, self._clock.now())
        self._announce(DiscrepanciesChanged())

    def _undoing(self, deed: Deed) -> int | None:
        """The act that took it back, be it only just now."""
        with self._store.reading() as session:
            act = session.acts.by_id(deed.acts[0])
        return act.undone_by if act else None


# Acts on reservations


def _acts(session: Session) -> list[Deed]:
    """The acts on reservations, those that were done together as one deed; without those of which nothing is left."""
    acts = [act for act in session.acts.of_kinds(_DONE, MOST) if act.changes or act.kind is ActKind.CREATE]
    groups = [tuple(group) for _, group in groupby(acts, key=lambda act: act.group or -act.id)]
    facts = _Facts(session, (act.reservation_id for act in acts))
    return [facts.deed(group, closely=place < _LOOKED_CLOSELY) for place, group in enumerate(groups)]


def _groups_of(session: Session, numbers: Iterable[int]) -> list[tuple[Act, ...]]:
    """The acts with these numbers, each with those of its group, the last act first."""
    found = filter(None, map(session.acts.by_id, numbers))
    groups = {act.group or -act.id: act for act in found}
    return [session.acts.of_group(act.group)[::-1] if act.group else (act,) for act in groups.values()]


class _Facts:
    """What a deed tells beside its acts."""

    def __init__(self, session: Session, reservation_ids: Iterable[int]) -> None:
        self._session = session
        self._names = session.book.guest_names(dict.fromkeys(reservation_ids))
        self._rooms: dict[tuple[int, int], str] = {}

    def deed(self, group: Sequence[Act], *, closely: bool) -> Deed:
        """`group` comes the last act first."""
        first = group[-1]
        by = self._session.acts.by_id(first.undone_by) if first.undone_by else None
        moves = first.kind is ActKind.EDIT and len(group) == 1 and _parts(first) == (Part.ROOM,)
        return Deed(
            key=DeedKey(DeedBook.ACTS, first.group or first.id),
            kind=_kind(group),
            at=first.at,
            by=first.rule or first.who,
            names=tuple(dict.fromkeys(self._names.get(act.reservation_id, "") for act in reversed(group))),
            times=len({act.reservation_id for act in group}),
            undone_at=by.at if by else None,
            parts=tuple(dict.fromkeys(part for act in reversed(group) for part in _parts(act))),
            rooms=self._moved(first) if moves else ("", ""),
            corrects=closely and by is None and any(undo_sends(self._session, act) for act in group),
            acts=tuple(act.id for act in reversed(group)),
        )

    def _moved(self, act: Act) -> tuple[str, str]:
        if not self._rooms:
            named = self._session.book.place_names()
            self._rooms = {(one.room_type_id, one.unit_id): one.room or one.room_type for one in named}
        changes = {change.field: change for change in act.changes}
        kind, unit = changes["room_type_id"], changes["unit_id"]
        places = ((kind.here_before, unit.here_before), (kind.here_after, unit.here_after))
        before, after = (self._rooms.get(place, str(place[0])) for place in places)
        return before, after


def _kind(group: Sequence[Act]) -> DeedKind:
    first = group[-1]
    if first.kind in _KINDS:
        return _KINDS[first.kind]
    parts = {part for act in group for part in _parts(act)}
    if parts == {Part.ROOM}:
        return DeedKind.MOVE
    cancels = parts == {Part.STATUS} and all(act.changes[0].here_after in HOLDS_NO_ROOM for act in group)
    return DeedKind.CANCEL if cancels else DeedKind.EDIT


def _parts(act: Act) -> tuple[Part, ...]:
    """What an act changed; of one that only decided, that on which it did."""
    changed = [one.field for one in act.changes if one.here_before != one.here_after]
    return tuple(dict.fromkeys(PART_OF[name] for name in changed or [one.field for one in act.changes]))


# Decisions about guests


def _decided(session: Session, most: int = MOST) -> list[Deed]:
    """The newest decisions about guests, those of a batch as one deed."""
    lines = session.guest_review.decided(list(DecisionKind), most)
    return [_decision(next(batch)) for _, batch in groupby(lines, key=lambda line: line.batch_id or -line.id)]


def _decision(line: DecidedLine) -> Deed:
    return Deed(
        key=DeedKey(DeedBook.DECISIONS, line.batch_id or line.id),
        kind=DeedKind(line.kind),
        at=line.at,
        by=line.actor,
        names=(line.name_a, line.name_b),
        times=line.in_batch or 1,
        undone_at=line.undone_at,
    )


# What was said of differences


def _said(session: Session, most: int) -> list[Deed]:
    """The newest words on differences, those that were said at once as one deed."""
    sayings = session.difference_sayings.latest(most)
    names = session.book.names_of_numbers({change.beds24_id for one in sayings for change in one.changes})
    return [
        Deed(
            key=DeedKey(DeedBook.SAYINGS, one.id),
            kind=DeedKind(one.kind.value),
            at=one.at,
            by=one.who,
            names=tuple(dict.fromkeys(names.get(change.beds24_id, "") for change in one.changes)),
            times=len(one.changes),
            undone_at=one.undone_at,
        )
        for one in sayings
    ]
