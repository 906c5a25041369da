"""How a reservation stands with what the desk says of it, and writing it as it is to be from now on, with all that
follows: history, whose it is, what is to be sent, and the act by which it is undone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from console.domain.acts import Act, ActChange, ActKind
from console.domain.applying import Source, changes_between
from console.domain.booking import CONTACT_FIELDS, NOT_THERE_YET, UNASSIGNED, Booking
from console.domain.edits import FIELDS_OF, PART_OF, Edit, Intent, Part, marked, means_same, told_of
from console.domain.errors import RoomTaken, WrongInput
from console.domain.markers import new_marker
from console.domain.status import RELEASED, holds_room
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.store.store import Session

_SUMMONS_GUEST = frozenset(CONTACT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """In whose name something is done: `who` is a person at the desk, or the rule's key where a rule decides.

    A `group` of 0 begins a group of acts that are undone together; its number is that of the first act. `run_id` is
    the run that brought what a rule decided on. What `overbooks` may hold a room that is taken.
    """

    at: datetime
    who: str
    kind: ActKind = ActKind.EDIT
    rule: str = ""
    discrepancy_id: int | None = None
    group: int | None = None
    undoes: int | None = None
    run_id: int | None = None
    overbooks: bool = False

    @property
    def source(self) -> Source:
        return Source.RULE if self.kind is ActKind.RULE else Source.DESK


@dataclass(frozen=True, slots=True)
class Standing:
    """A reservation as it is shown, and what the desk says of it, by field."""

    id: int
    shown: Booking
    edits: Mapping[str, Edit]
    currency: str

    @property
    def told(self) -> Booking:
        return told_of(self.shown, self.edits.values())

    @property
    def is_there(self) -> bool:
        """Whether Beds24 has it."""
        return self.shown.beds24_id != NOT_THERE_YET


def standing_of(session: Session, reservation_id: int) -> Standing:
    shown = session.reservations.after(reservation_id - 1, 1).get(reservation_id)
    if shown is None:
        raise WrongInput("There is no such reservation here.")
    currency = next(
        (hotel.currency for hotel in session.hotel.properties() if hotel.property_id == shown.property_id), ""
    )
    edits = session.edits.of([reservation_id]).get(reservation_id, ())
    return Standing(reservation_id, shown, {edit.field: edit for edit in edits}, currency)


def whole_parts(shown: Booking, values: Mapping[str, Any]) -> dict[str, Any]:
    parts = dict.fromkeys(PART_OF[name] for name in values)
    return {name: values.get(name, getattr(shown, name)) for part in parts for name in FIELDS_OF[part]}


def altered(shown: Booking, values: Mapping[str, Any]) -> Booking:
    try:
        return replace(shown, **values)
    except ValueError:
        raise WrongInput("The stay has to lie between the years 2000 and 2100.") from None


def word_on(standing: Standing, name: str, value: Any, there: Mapping[str, Any], doing: Doing, intent: Intent) -> Edit:
    former = standing.edits.get(name)
    told = there.get(name, getattr(standing.told, name))
    base = former.base if former and name not in there else told
    return Edit(
        field=name, here=value, base=base, there=told, intent=intent, made_at=doing.at, made_by=doing.who
    )  # fmt: skip


def with_part(edits: Mapping[str, Edit], part: Part, group: Sequence[Edit], standing: Standing) -> dict[str, Edit]:
    """All edits, with these in place of those of the part; what Beds24 does not have yet is sent as a whole."""
    others = {name: edit for name, edit in edits.items() if edit.part is not part}
    if not group or not standing.is_there:
        return others
    return others | {edit.field: edit for edit in marked(tuple(group), standing.currency)}


def check_room(session: Session, id_: int, before: Booking | None, after: Booking, *, overbooks: bool) -> None:
    """The place has to be one of ours, and free, where the change is about either."""
    places = session.hotel.places()
    if (before is None or _place(before) != _place(after)) and not places.knows(*_place(after)):
        raise WrongInput("This room is not known here. Choose another one.")
    if overbooks or not holds_room(after.status) or (before is not None and _occupies(before) == _occupies(after)):
        return
    if taken := _taken(session, id_, after, after.arrival, after.departure):
        raise RoomTaken(f"The room is taken {taken}.")


def check_free_again(session: Session, id_: int, before: Booking, after: Booking, consequence: str) -> None:
    """The nights that a reservation gets by an undo have to be free still. Raises RoomTaken, with the consequence."""
    for first, last in _nights_gained(before, after):
        if taken := _taken(session, id_, after, first, last):
            room_id = session.hotel.places().room_ids[_place(after)]
            name = next((room.name for room in session.hotel.rooms() if room.id == room_id), "")
            raise RoomTaken(f"Room {name} is taken by now, {taken}. {consequence}")


def shares_room(session: Session, id_: int, booking: Booking) -> bool:
    """Whether somebody else holds the room of a stay in one of its nights."""
    return holds_room(booking.status) and bool(_taken(session, id_, booking, booking.arrival, booking.departure))


def _taken(session: Session, id_: int, booking: Booking, first: date, last: date) -> str:
    """From when to when and by whom else the room of a stay is taken between these days; empty where it is free."""
    room_id = session.hotel.places().room_ids.get(_place(booking))
    taken = session.reservations.taken_by(room_id, first, last, id_) if room_id else None
    if taken is None:
        return ""
    number, arrival, departure = taken
    by = f"reservation {number}" if number else "a reservation made here"
    return f"from {arrival:%d %b %Y} to {departure:%d %b %Y} by {by}"


def _nights_gained(before: Booking, after: Booking) -> tuple[tuple[date, date], ...]:
    """The nights that a stay holds in its room afterwards and did not before, half-open."""
    if not holds_room(after.status):
        return ()
    if not holds_room(before.status) or _place(before) != _place(after):
        return ((after.arrival, after.departure),)
    earlier = (after.arrival, min(before.arrival, after.departure))
    later = (max(before.departure, after.arrival), after.departure)
    return tuple(nights for nights in (earlier, later) if nights[0] < nights[1])


def _place(booking: Booking) -> tuple[int, int]:
    return booking.room_type_id, booking.unit_id


def _occupies(booking: Booking) -> tuple[Any, ...]:
    return *_place(booking), booking.arrival, booking.departure, holds_room(booking.status)


def write_standing(
    session: Session, standing: Standing, after: Booking, edits: Mapping[str, Edit], doing: Doing
) -> Act:
    """Show the reservation as it is to be from now on, with everything that follows."""
    edits = _with_posted(standing, after, edits, doing)
    after = _as_told(standing, after, edits)
    if _occupies(standing.shown) != _occupies(after) and shares_room(session, standing.id, standing.shown):
        doing = replace(doing, overbooks=True)
    lines = changes_between(standing.shown, after, standing.currency)
    if lines:
        _show(session, standing, after, {line.field for line in lines}, doing)
        numbered = ((standing.id, line) for line in lines)
        by_whom = doing.rule or doing.who
        session.reservations.remember(numbered, doing.at, doing.source, doing.run_id, by_whom=by_whom)
    session.edits.replace(standing.id, tuple(edits.values()))
    _note_sending(session, standing, after, edits, {line.field for line in lines}, doing)
    return session.acts.add(act_of(doing, standing.id, tuple(_act_changes(standing, after, edits))))


def _as_told(standing: Standing, after: Booking, edits: Mapping[str, Edit]) -> Booking:
    """Where nothing is said because ours means the same, Beds24's own word stands: else what it told would be
    forgotten."""
    if not standing.is_there:
        return after
    told = standing.told
    pairs = ((name, getattr(after, name), getattr(told, name)) for name in PART_OF if name not in edits)
    same = {name: theirs for name, ours, theirs in pairs if means_same(name, ours, theirs, standing.currency)}
    return replace(after, **same)


def _with_posted(standing: Standing, after: Booking, edits: Mapping[str, Edit], doing: Doing) -> dict[str, Edit]:
    """What is on its way to Beds24 stays known, so that it is taken back there if it arrives all the same."""
    on_its_way = {name: edit.posted for name, edit in standing.edits.items() if edit.posted}
    plain = {name: replace(edit, posted=None) if edit.posted else edit for name, edit in edits.items()}
    return plain | {
        name: replace(edits.get(name) or _taken_back(standing, name, after, doing), posted=posted)
        for name, posted in on_its_way.items()
    }


def _taken_back(standing: Standing, name: str, after: Booking, doing: Doing) -> Edit:
    return word_on(standing, name, getattr(after, name), {name: standing.edits[name].there}, doing, Intent.SEND)


def _show(session: Session, standing: Standing, after: Booking, changed: set[str], doing: Doing) -> None:
    _, guest_id = session.reservations.place_of(standing.id)
    room_id = session.hotel.places().room_ids.get(_place(after))
    if not changed & _SUMMONS_GUEST:
        session.reservations.say(standing.id, after, room_id, guest_id)
        return
    matching = Matching(session, readers_in(session), doing.at)
    guest_id = matching.place({standing.id: after}, [standing.id])[standing.id]
    session.reservations.say(standing.id, after, room_id, guest_id)
    matching.settle()


def _note_sending(
    session: Session,
    standing: Standing,
    after: Booking,
    edits: Mapping[str, Edit],
    changed: Iterable[str],
    doing: Doing,
) -> None:
    sendings = session.sendings
    if standing.is_there:
        if any(edit.is_to_send for edit in edits.values()):
            sendings.wake(standing.id, doing.at)
        else:
            sendings.end([standing.id])
    elif standing.id in sendings.marked().values():
        sendings.say(standing.id, changed)
        sendings.wake(standing.id, doing.at)
    elif after.status not in RELEASED:
        said = {name: getattr(after, name) for name in PART_OF}
        sendings.begin(standing.id, after.reference or new_marker(), entered(said), doing.at, overbooks=False)


def _act_changes(standing: Standing, after: Booking, edits: Mapping[str, Edit]) -> Iterable[ActChange]:
    """Every field of the parts in which anything is otherwise than before, be it only what is said of it."""
    told, former = standing.told, standing.edits
    touched = {
        part
        for name, part in PART_OF.items()
        if former.get(name) != edits.get(name) or getattr(standing.shown, name) != getattr(after, name)
    }
    for name in (name for name, part in PART_OF.items() if part in touched):
        before, now = getattr(standing.shown, name), getattr(after, name)
        yield ActChange(name, before, now, getattr(told, name), former.get(name), edits.get(name))


def act_of(doing: Doing, reservation_id: int, changes: tuple[ActChange, ...]) -> Act:
    return Act(
        id=0, at=doing.at, who=doing.who, kind=doing.kind, reservation_id=reservation_id, changes=changes,
        rule=doing.rule, discrepancy_id=doing.discrepancy_id, group=doing.group, undoes=doing.undoes,
        overbooks=doing.overbooks,
    )  # fmt: skip


def entered(said: Mapping[str, Any]) -> list[str]:
    """The fields that somebody entered; what was left empty is for Beds24 to say."""
    return [
        name for name, value in said.items() if value not in ("", None) and (name, value) != ("unit_id", UNASSIGNED)
    ]
