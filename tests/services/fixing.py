"""A hotel and its Beds24 in memory, of which the differences are found by a comparison and settled by the desk."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from console.domain.booking import Booking
from console.domain.fixing import Fix, Found, Way
from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.ledger import carry_out
from console.jobs.runner import Wish
from console.jobs.workplace import Workplace
from console.services.fixing import FixDesk, sending_by
from console.services.fixing_booking import Fixed
from console.services.pull_sync import Watch
from console.store.store import Store
from tests.building import later
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import rows


@dataclass
class Both:
    """Both sides; `desk` is at reception."""

    store: Store
    beds24: FakeBeds24
    clock: StillClock
    news: list[object] = field(default_factory=list)

    @property
    def place(self) -> Workplace:
        return Workplace(self.store, self.beds24, self.clock)

    @property
    def desk(self) -> FixDesk:
        send = sending_by(self.beds24, self.store, self.clock, self.news.append)
        return FixDesk(self.store, self.beds24, self.clock, self.news.append, lambda: "maria", send)

    def begin(self, *bookings: Booking) -> None:
        """Both sides know these."""
        self.beds24.put(*bookings)
        assert carry_out(self.place, Wish(RunKind.FULL, Trigger.MANUAL), Watch()).run.outcome is Outcome.DONE

    def there(self, number: int, **changes: Any) -> None:
        """Beds24 changes a booking a minute from now."""
        self.clock.at += timedelta(minutes=1)
        self.beds24.put(later(self.beds24.bookings[number], **changes))

    def compare(self) -> dict[tuple[int | None, str], Found]:
        """What differs, by number and field or kind."""
        self.clock.at += timedelta(minutes=15)
        report = carry_out(self.place, Wish(RunKind.RECONCILE, Trigger.MANUAL), Watch())
        assert report.run.outcome is Outcome.DONE
        return self.alive()

    def alive(self) -> dict[tuple[int | None, str], Found]:
        ids = [id_ for (id_,) in rows(self.store, "SELECT id FROM discrepancies WHERE status <> 'fixed'")]
        with self.store.reading() as session:
            found = session.discrepancies.found(ids).values()
        return {(one.number, one.field or one.kind.value): one for one in found}

    def fix(self, found: Found, way: Way, **more: Any) -> Fixed:
        (fixed,) = self.desk.fix([wish(found, way, **more)], Watch())
        return fixed

    def here(self, number: int) -> Booking | None:
        with self.store.reading() as session:
            return session.reservations.bookings([number]).get(number)


def wish(found: Found, way: Way, **more: Any) -> Fix:
    return Fix(found.id, way, found.here, found.there, **more)
