"""Conflicts and the rules that settle them: decided while a page is applied, or suggested to whoever decides.

A decision of a rule is an act like a person's, with its rule and its way back. What somebody took back from a rule, no
rule decides again as long as the desk says the same.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from console.domain.acts import Act, ActKind
from console.domain.applying import FieldChange
from console.domain.booking import Booking
from console.domain.edits import Edit, Intent, Part
from console.domain.guests.contacts import Contact, ContactKind, ContactReader
from console.domain.settling import ConflictFacts, Order, Ruling, decide
from console.domain.status import holds_room
from console.services.channels import known_channels
from console.services.connection import connected_config
from console.services.edit_writing import Doing, Standing, standing_of
from console.services.editing import settle_in
from console.services.guest_readers import readers_in
from console.store.store import Session

_REAL_PHONES: Final = frozenset({ContactKind.VALID, ContactKind.SHARED})
_REAL_ADDRESSES: Final = frozenset({ContactKind.PERSONAL, ContactKind.ROLE, ContactKind.SHARED})


def settle_conflicts(
    session: Session,
    conflicts: Mapping[int, Collection[Part]],
    today: date,
    at: datetime,
    run_id: int | None = None,
) -> tuple[Act, ...]:
    """Let the rules decide the parts of reservations (our ids) that Beds24 has just changed as well, by what `run_id`
    brought; what they do not decide waits for a person. `today` is the hotel's own date. Raises StoreTrouble."""
    if not conflicts:
        return ()
    order = session.settling.order()
    contacts = readers_in(session).contacts
    found = [
        (id_, _facts(standing, part, today, contacts))
        for id_, parts in sorted(conflicts.items())
        for standing in (standing_of(session, id_),)
        for part in parts
    ]
    session.settling.note(found, at)
    doing = Doing(at=at, who="", kind=ActKind.RULE, run_id=run_id)
    acts = (_settle(session, id_, facts, order, doing) for id_, facts in found)
    return tuple(act for act in acts if act is not None)


def shown_by(acts: Iterable[Act]) -> dict[int, tuple[FieldChange, ...]]:
    """What these decisions changed in what is shown, by reservation; nothing where what stood here counts."""
    found: dict[int, tuple[FieldChange, ...]] = {}
    for act in acts:
        changes = (FieldChange(one.field, one.here_before, one.here_after) for one in act.changes)
        if told := tuple(one for one in changes if one.old != one.new):
            found[act.reservation_id] = (*found.get(act.reservation_id, ()), *told)
    return found


def suggestion_for(session: Session, reservation_id: int, part: Part, now: datetime) -> Ruling | None:
    """What the rules say of a part in which both sides differ, for whoever decides it; None where they say to ask, and
    where the desk says nothing of it. Raises WrongInput, NotConnected, StoreTrouble."""
    standing = standing_of(session, reservation_id)
    if not _of_part(standing, part):
        return None
    today = now.astimezone(connected_config(session).zone).date()
    ruling = decide(_facts(standing, part, today, readers_in(session).contacts), session.settling.order())
    return ruling if ruling.choice is not None else None


def _settle(session: Session, id_: int, facts: ConflictFacts, order: Order, doing: Doing) -> Act | None:
    ruling = decide(facts, order)
    if ruling.choice is None or not ruling.is_carried_out or _was_taken_back(session, id_, facts.part):
        return None
    return settle_in(session, id_, facts.part, ruling.choice, replace(doing, who=ruling.key, rule=ruling.key))


def _was_taken_back(session: Session, id_: int, part: Part) -> bool:
    """Whether a rule decided on the same words of the desk before, and somebody took that back."""
    said = {edit.field: edit.here for edit in _of_part(standing_of(session, id_), part)}
    return any(
        said == {one.field: one.here_before for one in act.changes if one.field in said}
        for act in session.acts.of_reservation(id_)
        if act.kind is ActKind.RULE and act.undone_by is not None
    )


def _facts(standing: Standing, part: Part, today: date, contacts: ContactReader) -> ConflictFacts:
    told, edits = standing.told, _of_part(standing, part)
    agreed = replace(told, **{edit.field: edit.base for edit in edits})
    return ConflictFacts(
        part=part,
        channel_owns=part in known_channels().of(told).owns,
        in_house=any(_is_in_house(side, today) for side in (standing.shown, told, agreed)),
        other_type=any(edit.field == "room_type_id" and edit.base != edit.there for edit in edits),
        is_real=any(_is_real(edit, told, contacts) for edit in edits),
        here_at=max(edit.made_at for edit in edits),
        there_at=told.modified_at,
        kept=any(edit.intent is Intent.KEEP for edit in edits),
    )


def _of_part(standing: Standing, part: Part) -> list[Edit]:
    return [edit for edit in standing.edits.values() if edit.part is part]


def _is_in_house(side: Booking, today: date) -> bool:
    return side.arrival <= today < side.departure and holds_room(side.status)


def _is_real(edit: Edit, told: Booking, contacts: ContactReader) -> bool:
    if edit.part is Part.EMAIL:
        return _is_one_of(contacts.email(edit.here or ""), _REAL_ADDRESSES)
    is_number = edit.part in (Part.PHONE, Part.MOBILE)
    return is_number and _is_one_of(contacts.phone(edit.here or "", told.country or ""), _REAL_PHONES)


def _is_one_of(contact: Contact | None, kinds: frozenset[ContactKind]) -> bool:
    return contact is not None and contact.kind in kinds
