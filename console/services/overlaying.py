"""The desk's words over the bookings of one page (`console.domain.edits`): what each booking is told as, what it is
shown as, and what becomes of the words once Beds24 tells a newer version.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from console.domain.applying import Judgement
from console.domain.booking import CONTACT_FIELDS, MONEY_FIELDS, Age, Booking
from console.domain.edits import FIELDS_OF, PART_OF, Edit, Intent, Part, means_same, rebased, shown_of, told_of
from console.domain.markers import marker_in
from console.store.spool import Received
from console.store.store import Session

_AT_CREATION = "desk"
_MAY_BE_KEPT = frozenset((*CONTACT_FIELDS, *MONEY_FIELDS))


class Overlay:
    """Of one page, inside its transaction; costs one short question where nobody said anything."""

    def __init__(self, session: Session, currency: str, at: datetime) -> None:
        self._session = session
        self._currency = currency
        self._at = at
        self._edits: dict[int, tuple[Edit, ...]] = {}
        self._newborn: dict[int, tuple[str, ...]] = {}
        self._renewed: dict[int, tuple[Edit, ...]] = {}
        self.conflicts: dict[int, tuple[Part, ...]] = {}

    def recognise(self, received: Iterable[Received]) -> None:
        """Give those that were made here the number that Beds24 gave them, whoever brings it first."""
        waiting = self._session.sendings.marked()
        if not waiting:
            return
        made = self._session.outbox.made()
        told: dict[int, int] = {}
        for one in received:
            id_ = made.get(one.booking.beds24_id) or waiting.get(marker_in(one.booking) or "")
            if id_ is not None:
                told.setdefault(id_, one.booking.beds24_id)
        known = self._session.reservations.versions(told.values())
        for id_, number in told.items():
            if number not in known:
                self._newborn[number] = self._session.sendings.said(id_)
                self._session.reservations.doubt(id_, number)
                self._session.sendings.recognised(id_)

    def read(self, numbers: Iterable[int]) -> None:
        """Read what is said of these bookings."""
        if self._session.edits.any():
            self._edits = self._session.edits.of_numbers(numbers)

    def covers(self, number: int) -> bool:
        """Whether the desk says anything of the booking."""
        return number in self._edits or number in self._newborn

    def is_newborn(self, number: int) -> bool:
        """Whether it was made here and Beds24 tells of it for the first time."""
        return number in self._newborn

    def told(self, number: int, shown: Booking) -> Booking:
        """What Beds24 tells of a booking, of the reservation as it is stored."""
        return told_of(shown, self._edits.get(number, ()))

    def heeded(self, judgement: Judgement, received: Booking, age: Age) -> Judgement:
        """What the desk wanted empty, and Beds24 tells empty, is empty, although nothing else that is untold or zeroed
        proves anything (`console.domain.merging`)."""
        emptied = {
            edit.field: edit.sends
            for edit in self._edits.get(received.beds24_id, ())
            if edit.sends in ("", 0) and edit.sends == getattr(received, edit.field) and edit.field in _MAY_BE_KEPT
        }
        if not emptied:
            return judgement
        booking = replace(judgement.booking, **emptied)
        return replace(judgement, booking=booking, since={**judgement.since, **dict.fromkeys(emptied, age)})

    def shown(self, id_: int, before: Booking, told: Booking) -> Booking:
        """What is shown once Beds24 tells `told`; what becomes of the desk's words is written with the page."""
        number = told.beds24_id
        edits = self._edits.get(number, ())
        if number in self._newborn:
            edits = tuple(self._first_edits(before, told, self._newborn[number]))
        after = rebased(edits, told, self._currency)
        if after.edits != self._edits.get(number, ()) or number in self._newborn:
            self._renewed[id_] = after.edits
        if after.conflicts:
            self.conflicts[id_] = after.conflicts
        return shown_of(told, after.edits)

    def _first_edits(self, here: Booking, told: Booking, said: Iterable[str]) -> Iterable[Edit]:
        """What somebody entered, over what Beds24 made of it: where that differs, it is still to be sent. What nobody
        entered is for Beds24 to say, such as the room of the type."""
        entered = frozenset(said) & PART_OF.keys()
        for part in dict.fromkeys(PART_OF[name] for name in sorted(entered)):
            names = [name for name in FIELDS_OF[part] if name in entered]
            pairs = ((name, getattr(here, name), getattr(told, name)) for name in names)
            if not all(means_same(name, ours, theirs, self._currency) for name, ours, theirs in pairs):
                yield from self._group(FIELDS_OF[part], here, told, entered)

    def _group(self, names: Iterable[str], here: Booking, told: Booking, entered: Collection[str]) -> Iterable[Edit]:
        for name in names:
            there = getattr(told, name)
            yield Edit(
                field=name, here=getattr(here, name) if name in entered else there, base=there, there=there,
                intent=Intent.SEND, made_at=self._at, made_by=_AT_CREATION,
            )  # fmt: skip

    def write(self) -> frozenset[int]:
        """Keep what became of the words; the reservations (our ids) of which something is said otherwise now."""
        for id_, edits in self._renewed.items():
            self._session.edits.replace(id_, edits)
        done = [id_ for id_, edits in self._renewed.items() if not any(edit.is_to_send for edit in edits)]
        self._session.sendings.end(done)
        self._session.sendings.keep((id_ for id_ in self._renewed if id_ not in done), self._at)
        return frozenset(self._renewed)
