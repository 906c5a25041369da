"""What a dialog or a command does to reservations: one transaction for all of it, whatever becomes of its parts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from console.domain.acts import Act, ActKind
from console.domain.announcing import DiscrepanciesChanged
from console.domain.booking import Booking
from console.domain.clock import Clock
from console.domain.edits import FIELDS_OF, PART_OF, Intent, Part
from console.domain.errors import ChangedMeanwhile, RoomTaken
from console.domain.occupancy import Hindrance
from console.domain.status import holds_room
from console.services.edit_book import Search, spots_in
from console.services.editing import EditDesk, NewStay, change_in, create_in
from console.services.wanted_differences import expect_in
from console.store.store import Session, Store

_SOLD_OUT = "Nothing of this room type is left on all of these nights."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody wants otherwise: `values` by field; the parts in `kept` stay different from Beds24, and are brought
    back to mind on the hotel's day `until`. `seen` is the reservation as it was looked at; without it nothing is
    checked against it. `overbooks`: the room may be taken."""

    reservation_id: int
    values: Mapping[str, Any] = field(repr=False)
    kept: Collection[Part] = ()
    until: date | None = None
    seen: Booking | None = field(default=None, repr=False)
    overbooks: bool = False


class StayEditing:
    """Each verb is one transaction, to be called on a thread that writes; `who` tells who is at the desk, `announce`
    hears of every reservation that is shown or stands otherwise. All raise WrongInput, RoomTaken, StoreTrouble,
    StoreDamaged."""

    def __init__(
        self, store: Store, clock: Clock, announce: Callable[[object], None], who: Callable[[], str] = lambda: ""
    ) -> None:
        self._store = store
        self._announce = announce
        self._desk = EditDesk(store, clock, announce, who)

    def change(self, change: Change) -> tuple[Act, ...]:
        """Change a reservation; the acts are undone together. Raises ChangedMeanwhile where what was to be changed is
        not as it was seen any more."""
        with self._store.writing() as session:
            acts = self._change_in(session, change)
            expected = self._expect_in(session, change)
        for act in acts[:1]:
            self._desk.tell(act)
        if expected is not None:
            self._announce(expected)
        return acts

    def create(self, stay: NewStay, *, overbooks: bool = False) -> Act:
        """Make a reservation."""
        with self._store.writing() as session:
            if not overbooks and holds_room(stay.status):
                _refuse_sold_out(session, (stay.room_type_id, stay.unit_id), Search(stay.arrival, stay.departure))
            act = create_in(session, stay, self._desk.doing(ActKind.CREATE), overbooks=overbooks)
        return self._desk.tell(act)

    def _change_in(self, session: Session, change: Change) -> tuple[Act, ...]:
        before = session.reservations.after(change.reservation_id - 1, 1).get(change.reservation_id)
        if before is not None:
            _refuse_moved(before, change)
            _refuse_overbooking(session, before, change)
        acts: list[Act] = []
        for intent, values in _by_intent(change):
            doing = self._desk.doing(ActKind.EDIT, group=acts[0].group if acts else 0)
            acts.append(
                change_in(session, change.reservation_id, values, doing, intent, overbooks=change.overbooks)
            )  # fmt: skip
        return tuple(acts)

    def _expect_in(self, session: Session, change: Change) -> DiscrepanciesChanged | None:
        if change.until is None or not change.kept:
            return None
        return expect_in(session, change.reservation_id, change.kept, change.until, self._desk.doing())


def _by_intent(change: Change) -> list[tuple[Intent, dict[str, Any]]]:
    """What is to be sent and what is not, each where there is any."""
    kept = frozenset(change.kept)
    halves = (
        (intent, {name: value for name, value in change.values.items() if (PART_OF[name] in kept) is (intent is _KEEP)})
        for intent in (Intent.SEND, _KEEP)
    )
    return [(intent, values) for intent, values in halves if values]


_KEEP = Intent.KEEP


def _refuse_moved(before: Booking, change: Change) -> None:
    """What was looked at has to be as it was, in the parts that are to change."""
    if change.seen is None:
        return
    parts = {PART_OF[name] for name in change.values}
    for name in (name for part in parts for name in FIELDS_OF[part]):
        if getattr(before, name) != getattr(change.seen, name):
            raise ChangedMeanwhile(
                "This reservation changed while you were looking at it. It is shown as it is now; look at your changes "
                "and save them again."
            )


def _refuse_overbooking(session: Session, before: Booking, change: Change) -> None:
    after = {name: change.values.get(name, getattr(before, name)) for name in (*_PLACE_AND_NIGHTS, "status")}
    held = holds_room(before.status) and all(after[name] == getattr(before, name) for name in _PLACE_AND_NIGHTS)
    if change.overbooks or held or not holds_room(after["status"]) or after["departure"] <= after["arrival"]:
        return
    search = Search(after["arrival"], after["departure"], own=change.reservation_id)
    _refuse_sold_out(session, (after["room_type_id"], after["unit_id"]), search)


_PLACE_AND_NIGHTS = ("room_type_id", "unit_id", "arrival", "departure")


def _refuse_sold_out(session: Session, place: tuple[int, int], search: Search) -> None:
    """Raise RoomTaken where a type has nothing left; a taken room the core refuses itself, and says who has it."""
    for spot in spots_in(session, search):
        unit = spot.room.unit_id if spot.room else 0
        if (spot.room_type.room_type_id, unit) == place and spot.hindrance is Hindrance.SOLD_OUT:
            raise RoomTaken(_SOLD_OUT)
