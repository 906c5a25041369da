"""One booking whose differences are being settled: what stood here, what Beds24 tells now, and who settles them."""

from dataclasses import dataclass, replace
from typing import Any

from console.domain.acts import ActChange, ActKind
from console.domain.applying import FieldChange, Source, changes_between
from console.domain.booking import Booking
from console.domain.edits import FIELDS_OF, PART_OF, Choice, Edit, Part, means_same, told_of
from console.domain.errors import WrongInput
from console.domain.fixing import Found
from console.domain.merging import says
from console.domain.status import Status
from console.services.applying import Applying, apply_in
from console.services.edit_writing import Doing, act_of, shares_room
from console.services.editing import settle_in
from console.services.looking_again import Looked
from console.store.reservations import StoredVersion
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class Did:
    """What was done about a difference of a reservation (our id; None where it is not here): the act that undoes it,
    and whether something of it is to be sent. A difference that is `expected` stays."""

    reservation_id: int | None = None
    act_id: int | None = None
    sends: bool = False
    expected: bool = False


class Fixing:
    """The ground on which the deeds of `console.services.fixing_deeds` stand, inside one transaction.

    Made before what Beds24 told is taken over, for what stood here until then is what may be sent.
    """

    def __init__(self, session: Session, number: int, looked: Looked, context: Applying, who: str) -> None:
        self.session, self.number, self.looked, self.context, self.who = session, number, looked, context, who
        self.before = self.shown(number)

    def take_over(self) -> None:
        """Apply what Beds24 tells, even if what is stored claims to be newer: it was asked just now."""
        self.apply(self.number)
        known, one = self.known(self.number), self.looked.received.get(self.number)
        if known is not None and one is not None and self._tells_otherwise(known.id, one.booking):
            self.session.reservations.doubt(known.id)
            self.apply(self.number)

    def apply(self, number: int) -> None:
        if one := self.looked.received.get(number):
            apply_in(self.session, [one], self.context)

    def _tells_otherwise(self, id_: int, told: Booking) -> bool:
        """Whether what is stored as Beds24's is not what Beds24 tells."""
        shown = self.shown(told.beds24_id)
        changes = changes_between(told_of(shown, self.edits(id_)), told, self.context.currency) if shown else ()
        return any(
            says(told, one.field) and not means_same(one.field, one.old, one.new, self.context.currency)
            for one in changes
        )

    def known(self, number: int) -> StoredVersion | None:
        return self.session.reservations.versions([number]).get(number)

    def reservation(self, number: int) -> StoredVersion:
        """Raises WrongInput where it is not here."""
        known = self.known(number)
        if known is None:
            raise WrongInput(f"The booking {number} is not here.")
        return known

    def shown(self, number: int) -> Booking | None:
        return self.session.reservations.bookings([number]).get(number)

    def edits(self, id_: int) -> tuple[Edit, ...]:
        return self.session.edits.of([id_]).get(id_, ())

    def edits_of(self, id_: int, part: Part) -> tuple[Edit, ...]:
        return tuple(edit for edit in self.edits(id_) if edit.part is part)

    def former(self, field: str) -> dict[str, Any]:
        """What stood here before and does not now, of everything that is settled together with a field. Raises
        WrongInput where nothing stood here."""
        before, now = self.before, self.shown(self.number)
        if before is None:
            raise WrongInput("The booking was not here, so there is nothing of ours to send or to keep.")
        both = ((name, getattr(before, name), getattr(now, name, None)) for name in FIELDS_OF[PART_OF[field]])
        return {name: _sendable(ours) for name, ours, theirs in both if ours != theirs}

    # -- what is written

    def doing(self, row: Found, kind: ActKind = ActKind.FIX) -> Doing:
        """In whose name something is changed, and for which difference."""
        return Doing(at=self.context.at, who=self.who, kind=kind, discrepancy_id=row.id)

    def settle(self, id_: int, part: Part, choice: Choice, row: Found) -> int:
        """The number of the act."""
        return settle_in(self.session, id_, part, choice, self.doing(row)).id

    def remember(self, id_: int, row: Found, changes: tuple[ActChange, ...] = ()) -> int:
        """Remember an act that no word of the desk came of; its number."""
        shared = self.before is not None and bool(changes) and shares_room(self.session, id_, self.before)
        return self.session.acts.add(act_of(replace(self.doing(row), overbooks=shared), id_, changes)).id

    def write_history(self, id_: int, *changes: FieldChange) -> None:
        self.session.reservations.remember(
            [(id_, change) for change in changes], self.context.at, Source.DESK, None, by_whom=self.who
        )


def _sendable(value: Any) -> Any:
    """Of a booking that is gone here Beds24 can be told no more than that it is cancelled."""
    return Status.CANCELLED.value if value == Status.GONE else value
