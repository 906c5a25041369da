"""What settling a difference does to a booking, once what Beds24 tells of it now has been taken over."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from console.domain.acts import ActChange, ActKind
from console.domain.applying import FieldChange
from console.domain.discrepancies import DiscrepancyKind
from console.domain.edits import FIELDS_OF, PART_OF, Choice, Edit, Intent
from console.domain.errors import WrongInput
from console.domain.fixing import Deed, Fix, Found, Obstacle, way_of
from console.domain.markers import new_marker
from console.domain.status import RELEASED, Status
from console.services.editing import change_in
from console.services.fixing_ground import Did, Fixing
from console.services.missing import note_absence

REFUSALS: Final = MappingProxyType(
    {
        Obstacle.NOT_SENDABLE: "Beds24 lets no program change this field.",
        Obstacle.ROOM_UNKNOWN: "Its room is not known here. Map the room first; the booking then comes by itself.",
        Obstacle.UNREADABLE: "What Beds24 tells of it cannot be read, so nothing can be sent over it.",
        Obstacle.NOT_ONE_VALUE: "Two bookings look like one stay, and neither is righter than the other: match them.",
        Obstacle.NO_PAIR: "There is no other booking that it could be matched with.",
        Obstacle.GROUP_UNKNOWN: "Nobody knows the first booking of its group. Correct the group in Beds24.",
        Obstacle.KEPT_BY_RULE: "Beds24 tells nothing here any more, and nothing never wipes out what is known.",
    }
)


def carry_out(fixing: Fixing, fix: Fix, row: Found) -> Did:
    """Do what was chosen about one difference. Raises WrongInput for what cannot be done, RoomTaken."""
    deed = way_of(row.kind, row.field, row.cause, fix.way)
    if isinstance(deed, Obstacle):
        raise WrongInput(REFUSALS[deed])
    return _DEEDS[deed](fixing, fix, row)


def _take_value(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    id_, part = fixing.reservation(fixing.number).id, PART_OF.get(row.field)
    if part is not None and fixing.edits_of(id_, part):
        return Did(id_, fixing.settle(id_, part, Choice.THEIRS, row))
    before, now = fixing.before, fixing.shown(fixing.number)
    if before is None or now is None or part is None:
        fixing.remember(id_, row)
        return Did(id_)
    pairs = [(name, getattr(before, name), getattr(now, name)) for name in FIELDS_OF[part]]
    changes = [ActChange(name, old, new, new, _as_word(fixing, name, old, new), None) for name, old, new in pairs]
    return Did(id_, fixing.remember(id_, row, tuple(changes)))


def _as_word(fixing: Fixing, name: str, here: object, there: object) -> Edit:
    """What stood here as a word of the desk that Beds24 contradicts: undoing makes it a difference to be decided."""
    return Edit(
        field=name, here=here, base=here, there=there, intent=Intent.SEND, made_at=fixing.context.at,
        made_by=fixing.who, in_conflict=True,
    )  # fmt: skip


def _take_in(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    known = fixing.known(fixing.number)
    if known is None:
        raise WrongInput(REFUSALS[Obstacle.ROOM_UNKNOWN])
    fixing.remember(known.id, row)
    return Did(known.id)


def _place(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    known, shown = fixing.reservation(fixing.number), fixing.shown(fixing.number)
    rooms = fixing.session.hotel.places().room_ids
    if shown is not None:
        fixing.session.house.give_rooms([(rooms.get((shown.room_type_id, shown.unit_id)), known.id)])
    fixing.remember(known.id, row)
    return Did(known.id)


def _read_again(_fixing: Fixing, _fix: Fix, _row: Found) -> Did:
    return Did()


def _believe_gone(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    return _call_off(fixing, fixing.number, row)


def _call_off(fixing: Fixing, number: int, row: Found) -> Did:
    """Nobody comes: Beds24 does not have it, and a person believes that."""
    known, before = fixing.reservation(number), fixing.shown(number)
    if before is None or number not in fixing.looked.absent:
        raise WrongInput(f"Beds24 has the booking {number}, so it is not gone. Compare it once more.")
    note_absence(fixing.session, frozenset({number}), fixing.context.at, None, at_once=True)
    cancelled = Status.CANCELLED.value
    places = fixing.session.reservations.place_of(known.id)
    fixing.session.reservations.say(known.id, replace(before, status=cancelled), *places)
    fixing.write_history(known.id, FieldChange("status", Status.GONE.value, cancelled))
    change = ActChange("status", before.status, cancelled, cancelled, None, None)
    return Did(known.id, fixing.remember(known.id, row, (change,)))


def _send_value(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    id_, part = fixing.reservation(fixing.number).id, PART_OF[row.field]
    standing = fixing.edits_of(id_, part)
    if not standing:
        return Did(id_, _hold(fixing, id_, fixing.former(row.field), row, Intent.SEND), sends=True)
    if all(edit.is_to_send for edit in standing):
        fixing.session.sendings.wake(id_, fixing.context.at)
        return Did(id_, sends=True)
    return Did(id_, fixing.settle(id_, part, Choice.OURS, row), sends=True)


def _hold(fixing: Fixing, id_: int, former: Mapping[str, object], row: Found, intent: Intent) -> int:
    """Let what stood here until now stand over what Beds24 tells; undoing makes it a difference to be decided again."""
    overbooks = intent is Intent.KEEP
    act = change_in(fixing.session, id_, former, fixing.doing(row), intent, overbooks=overbooks)
    changes = tuple(
        replace(one, here_before=one.here_after, before=_as_word(fixing, one.field, one.here_after, one.there))
        for one in act.changes
    )
    fixing.session.acts.amend(replace(act, changes=changes))
    return act.id


def _change(fixing: Fixing, id_: int, values: Mapping[str, object], row: Found) -> int:
    return change_in(fixing.session, id_, values, fixing.doing(row)).id


def _keep(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    """It is expected; and what stood here stays over what Beds24 tells, where the desk has a word in it."""
    known, part = fixing.known(fixing.number), PART_OF.get(row.field)
    if known is None:
        return Did(expected=True)
    if part is not None and fixing.edits_of(known.id, part):
        return Did(known.id, fixing.settle(known.id, part, Choice.KEEP, row), expected=True)
    values = fixing.former(row.field) if part and fixing.before else {}
    if not values:
        fixing.remember(known.id, row)
        return Did(known.id, expected=True)
    return Did(known.id, _hold(fixing, known.id, values, row, Intent.KEEP), expected=True)


def _cancel_there(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    return _cancel(fixing, fixing.number, row)


def _cancel(fixing: Fixing, number: int, row: Found) -> Did:
    """Cancel a booking on both sides; one that Beds24 does not have, here alone."""
    if number in fixing.looked.absent:
        return _call_off(fixing, number, row)
    known, shown = fixing.reservation(number), fixing.shown(number)
    if shown is not None and shown.status in RELEASED:
        raise WrongInput(f"The booking {number} is cancelled already.")
    return Did(known.id, _change(fixing, known.id, {"status": Status.CANCELLED.value}, row), sends=True)


def _create_there(fixing: Fixing, _fix: Fix, row: Found) -> Did:
    """The reservation goes on as one that Beds24 does not have yet; its former number is no more."""
    known, shown = fixing.reservation(fixing.number), fixing.shown(fixing.number)
    if shown is None or fixing.number not in fixing.looked.absent:
        raise WrongInput(f"Beds24 has the booking {fixing.number} again. Compare it once more.")
    here = fixing.session.sides.here([fixing.number])[fixing.number]
    status = here.former_status if shown.status == Status.GONE else shown.status
    fixing.session.edits.replace(known.id, ())
    fixing.session.reservations.release(known.id, new_marker())
    fixing.write_history(known.id, FieldChange("beds24_id", fixing.number, None))
    values = {"status": status or Status.CONFIRMED.value}
    act = change_in(fixing.session, known.id, values, fixing.doing(row, ActKind.CREATE))
    return Did(known.id, act.id, sends=True)


def _link(fixing: Fixing, fix: Fix, row: Found) -> Did:
    """The stay that Beds24 lost goes on under the number of the booking that is not here."""
    if fix.other is None:
        raise WrongInput(REFUSALS[Obstacle.NO_PAIR])
    lost, found = (fix.other, fixing.number) if row.kind not in _LOST else (fixing.number, fix.other)
    if lost not in fixing.looked.absent or found not in fixing.looked.received:
        raise WrongInput("Only a stay that Beds24 does not have, and a booking that it has, can become one.")
    if fixing.known(found) is not None:
        raise WrongInput(f"The booking {found} stands here already. Look at both again.")
    known = fixing.reservation(lost)
    fixing.session.reservations.doubt(known.id, found)
    fixing.write_history(known.id, FieldChange("beds24_id", lost, found))
    fixing.apply(found)
    fixing.session.discrepancies.end_pair(lost, found, fixing.context.at)
    fixing.remember(known.id, row)
    return Did(known.id)


_LOST: Final = frozenset({DiscrepancyKind.ONLY_HERE, DiscrepancyKind.GONE})


def _cancel_double(fixing: Fixing, fix: Fix, row: Found) -> Did:
    if fix.other not in (fixing.number, row.other) or fix.other is None:
        raise WrongInput("Choose which of the two bookings is too many.")
    fixing.apply(fix.other)
    return _cancel(fixing, fix.other, row)


_DEEDS: Final[Mapping[Deed, Callable[[Fixing, Fix, Found], Did]]] = MappingProxyType(
    {
        Deed.TAKE_VALUE: _take_value,
        Deed.TAKE_IN: _take_in,
        Deed.BELIEVE_GONE: _believe_gone,
        Deed.PLACE: _place,
        Deed.READ_AGAIN: _read_again,
        Deed.SEND_VALUE: _send_value,
        Deed.CANCEL_THERE: _cancel_there,
        Deed.CREATE_THERE: _create_there,
        Deed.KEEP: _keep,
        Deed.LINK: _link,
        Deed.CANCEL_DOUBLE: _cancel_double,
    }
)
