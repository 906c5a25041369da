"""What the desk changes about reservations: shown at once, to be sent to Beds24 or kept as a difference, and undone on
both sides whenever somebody wishes (`console.domain.edits`, `console.domain.acts`).

The functions with `_in` work inside the caller's transaction, so that a rule can decide while a page is applied and a
fix can follow its re-reading at once.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from console.domain.acts import Act, ActKind, CannotUndo, Now, sends_correction, undone
from console.domain.announcing import EditsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.booking import NOT_THERE_YET, UNASSIGNED, Booking, settled
from console.domain.clock import Clock
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.edit_checks import check_stay, check_values
from console.domain.edits import FIELDS_OF, PART_OF, Choice, Intent, Part
from console.domain.errors import ChangedMeanwhile, StoreDamaged, StoreTrouble, WrongInput
from console.domain.markers import new_marker
from console.domain.status import Status
from console.services.connection import connected_config
from console.services.edit_writing import (
    Doing,
    Standing,
    act_of,
    altered,
    check_free_again,
    check_room,
    entered,
    standing_of,
    whole_parts,
    with_part,
    word_on,
    write_standing,
)
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.services.overbooking_watch import look_for_overbookings
from console.store.reservations import Entry
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStay:
    """A reservation that is made at the desk; `unit_id` 0 assigns no room yet, `price` is in minor units."""

    room_type_id: int
    arrival: date
    departure: date
    unit_id: int = UNASSIGNED
    adults: int = 1
    children: int = 0
    status: str = Status.CONFIRMED.value
    price: int = 0
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    country: str = ""
    arrival_time: str = ""
    notes: str = field(default="", repr=False)


class EditDesk:
    """Each verb is one transaction, to be called on a thread that writes; `who` tells who is at the desk, `announce`
    hears of every reservation that is shown or stands otherwise. All raise WrongInput, StoreTrouble, StoreDamaged."""

    def __init__(
        self, store: Store, clock: Clock, announce: Callable[[object], None], who: Callable[[], str] = lambda: ""
    ) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce
        self._who = who

    def doing(self, kind: ActKind = ActKind.EDIT, group: int | None = None) -> Doing:
        """In whose name something is done now."""
        return Doing(at=self._clock.now(), who=self._who(), kind=kind, group=group)

    def change(
        self,
        reservation_id: int,
        values: Mapping[str, Any],
        intent: Intent = Intent.SEND,
        *,
        overbooks: bool = False,
        group: int | None = None,
    ) -> Act:
        """Change fields of a reservation. Raises RoomTaken where the room holds another stay, unless `overbooks`."""
        with self._store.writing() as session:
            act = change_in(session, reservation_id, values, self.doing(group=group), intent, overbooks=overbooks)
        return self.tell(act)

    def create(self, stay: NewStay, *, overbooks: bool = False) -> Act:
        """Make a reservation, to be made at Beds24 too. Raises RoomTaken as `change` does."""
        with self._store.writing() as session:
            act = create_in(session, stay, self.doing(ActKind.CREATE), overbooks=overbooks)
        return self.tell(act)

    def settle(self, reservation_id: int, part: Part, choice: Choice) -> Act:
        """Decide a part in which the desk's word and Beds24 differ."""
        with self._store.writing() as session:
            act = settle_in(session, reservation_id, part, choice, self.doing(ActKind.FIX))
        return self.tell(act)

    def undo(self, act_id: int) -> tuple[Act, ...]:
        """Take an act back on both sides, with those of its group; an undo that is taken back is a redo.

        Raises ChangedMeanwhile where either side has moved on since, RoomTaken where the room is taken by now; then
        nothing is done.
        """
        with self._store.writing() as session:
            acts = undo_in(session, act_id, self.doing(ActKind.UNDO))
        for act in acts:
            self.tell(act)
        return acts

    def tell(self, act: Act) -> Act:
        """Announce what was done, and what it did to rooms that are sold twice."""
        self._announce(ReservationsChanged((act.reservation_id,)))
        self._announce(EditsChanged((act.reservation_id,)))
        with suppress(StoreTrouble, StoreDamaged):  # what was done stands, and the next look finds it
            if (overbooked := look_for_overbookings(self._store, self._clock.now())).says_anything:
                self._announce(overbooked)
        return act


def change_in(
    session: Session,
    reservation_id: int,
    values: Mapping[str, Any],
    doing: Doing,
    intent: Intent = Intent.SEND,
    *,
    there: Mapping[str, Any] | None = None,
    overbooks: bool = False,
) -> Act:
    """Change fields of a reservation; a part is changed as a whole, so that all its fields count as said.

    `there` is what Beds24 was just read to tell, where that is not what stands here although nobody said anything (a
    fault): with the values that are shown it sends ours. Raises WrongInput, RoomTaken.
    """
    check_values(values)
    standing = standing_of(session, reservation_id)
    wanted = whole_parts(standing.shown, values)
    if "arrival" in wanted:  # Beds24 itself may tell of a stay without a night, and its notes may be changed
        check_stay(wanted["arrival"], wanted["departure"])
    after = altered(standing.shown, wanted)
    check_room(session, reservation_id, standing.shown, after, overbooks=overbooks)
    edits = dict(standing.edits)
    for part in dict.fromkeys(PART_OF[name] for name in wanted):
        group = tuple(word_on(standing, name, wanted[name], there or {}, doing, intent) for name in FIELDS_OF[part])
        edits = with_part(edits, part, group, standing)
    return write_standing(session, standing, after, edits, replace(doing, overbooks=overbooks or doing.overbooks))


def settle_in(session: Session, reservation_id: int, part: Part, choice: Choice, doing: Doing) -> Act:
    """Decide a part of which the desk says something: Beds24's value for both, ours for both, or ours here only.

    Raises WrongInput where nothing is to be decided.
    """
    standing = standing_of(session, reservation_id)
    group = tuple(edit for edit in standing.edits.values() if edit.part is part)
    if not group:
        raise WrongInput("Both sides agree on this by now; there is nothing to decide.")
    if choice is Choice.THEIRS:
        after = altered(standing.shown, {edit.field: edit.there for edit in group})
        return write_standing(session, standing, after, with_part(standing.edits, part, (), standing), doing)
    intent = Intent.SEND if choice is Choice.OURS else Intent.KEEP
    decided = tuple(
        replace(edit, base=edit.there, intent=intent, restores=None, made_at=doing.at, made_by=doing.who)
        for edit in group
    )
    return write_standing(session, standing, standing.shown, with_part(standing.edits, part, decided, standing), doing)


def create_in(session: Session, stay: NewStay, doing: Doing, *, overbooks: bool = False) -> Act:
    """Make a reservation that Beds24 does not have yet, with the marker by which it is recognised once it has it."""
    config = connected_config(session)
    said = {name: getattr(stay, name) for name in stay.__slots__}
    check_values(said)
    check_stay(stay.arrival, stay.departure)
    marker = new_marker()
    booking = settled(
        Booking(
            beds24_id=NOT_THERE_YET,
            property_id=config.property_id,
            modified_at=doing.at,
            booked_at=doing.at,
            channel="direct",
            api_source="Direct",
            reference=marker,
            group_id=0,
            **said,
        )
    )
    id_ = session.reservations.next_id()
    check_room(session, id_, None, booking, overbooks=overbooks)
    matching = Matching(session, readers_in(session), doing.at)
    guest_id = matching.place({id_: booking})[id_]
    room_id = session.hotel.places().room_ids.get((booking.room_type_id, booking.unit_id))
    entry = Entry(id_, booking, None, doing.at, room_id, guest_id, Source.DESK)
    session.reservations.add([entry], doing.at, None, doing.who)
    matching.settle()
    session.sendings.begin(id_, marker, entered(said), doing.at, overbooks=overbooks)
    return session.acts.add(act_of(replace(doing, overbooks=overbooks), id_, ()))


def undo_in(session: Session, act_id: int, doing: Doing) -> tuple[Act, ...]:
    """Take back an act with its group, the last first. Raises WrongInput, ChangedMeanwhile, and RoomTaken where a room
    is taken by now that was free when it was left; what overbooked when it was done may do so again."""
    first = session.acts.by_id(act_id)
    if first is None:
        raise WrongInput(f"Nothing was done under the number {act_id}.")
    if first.undone_by is not None:
        raise WrongInput("This has been undone already.")
    acts = session.acts.of_group(first.group) if first.group else (first,)
    before = {act.reservation_id: standing_of(session, act.reservation_id).shown for act in acts}
    done: list[Act] = []
    for act in reversed(acts):
        group = (done[0].id if done else 0) if first.group else None
        done.append(
            _undo_one(
                session, act, replace(doing, kind=_back_kind(act), undoes=act.id, group=group, overbooks=act.overbooks)
            )
        )
        session.acts.mark_undone(act.id, done[-1].id)
        if act.kind is ActKind.FIX and act.discrepancy_id is not None:
            session.discrepancies.say([act.discrepancy_id], DiscrepancyStatus.OPEN, doing.who, doing.at, None, "")
        if act.undoes is not None:
            session.acts.mark_undone(act.undoes, None)
    if not any(act.overbooks for act in acts):
        consequence = _NOT_BACK[_back_kind(first)]
        for id_, shown in before.items():
            check_free_again(session, id_, shown, standing_of(session, id_).shown, consequence)
    return tuple(done)


_NOT_BACK = {ActKind.UNDO: "Nothing was undone.", ActKind.REDO: "Nothing was done again."}


def undo_sends(session: Session, act: Act) -> bool:
    """Whether taking an act back sends Beds24 a correction, because it already has what was done."""
    standing = standing_of(session, act.reservation_id)
    if act.kind is ActKind.CREATE:
        return standing.is_there
    return standing.is_there and sends_correction(act.changes, _now(standing, act), standing.currency)


def _back_kind(act: Act) -> ActKind:
    return ActKind.REDO if act.kind is ActKind.UNDO else ActKind.UNDO


def _undo_one(session: Session, act: Act, doing: Doing) -> Act:
    if act.kind is ActKind.CREATE:
        return change_in(session, act.reservation_id, {"status": Status.CANCELLED.value}, doing)
    standing = standing_of(session, act.reservation_id)
    now = _now(standing, act)
    try:
        back = {one.field: undone(one, now[one.field], standing.currency, doing.at, doing.who) for one in act.changes}
    except CannotUndo as error:
        raise ChangedMeanwhile(
            f"This cannot be undone any more, for it has changed again since: {error.field}. Nothing was done."
        ) from None
    after = altered(standing.shown, {name: one.here for name, one in back.items()})
    edits = dict(standing.edits)
    for part in dict.fromkeys(PART_OF[name] for name in back):
        group = tuple(one.edit for name, one in back.items() if one.edit and PART_OF[name] is part)
        edits = with_part(edits, part, group, standing)
    return write_standing(session, standing, after, edits, doing)


def _now(standing: Standing, act: Act) -> dict[str, Now]:
    return {one.field: _now_of(standing, one.field) for one in act.changes}


def _now_of(standing: Standing, name: str) -> Now:
    there, edit = getattr(standing.told, name), standing.edits.get(name)
    return Now(getattr(standing.shown, name), there, edit.sends if edit and edit.is_to_send else there)
