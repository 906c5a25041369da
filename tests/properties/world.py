"""A small hotel in two places: Beds24 (the simulator) and the PC with its real store, client and jobs."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from console.beds24.mapping import Asked, read_booking
from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.config import Beds24Config
from console.domain.hotel import Property
from console.domain.runs import RunKind, Trigger
from console.jobs.reading_part import OVERLAP
from console.jobs.report import Report
from console.jobs.sync_job import run_full_sync_job, run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.applying import Applying, apply_in
from console.services.pull_sync import Watch
from console.services.rooms import fetch_property, keep_property
from console.simulator import Simulator
from console.simulator import bookings as beds24
from console.simulator.bookings import to_wire
from console.store.spool import Received
from console.store.store import MIGRATIONS, Session, Store
from console.store.upgrading import upgrade
from tests.properties.dying import Doom, MortalDatabase
from tests.properties.equality import Told, differences
from tests.properties.events import Event, advance
from tests.properties.line import PcClock, connect, small_simulator

Job = Callable[[Workplace, Trigger, Watch], Report]


class World:
    """Both sides of the line. `pull` is the job under test, with its `overlap`; a wrong one can be handed in.

    `spoilt` names fields that came unreadable once: each counts as not told, until it is read again at the latest
    by the night's full sync.
    """

    def __init__(
        self,
        folder: Path,
        *,
        seed: int = 1,
        bookings: int = 0,
        rows_a_page: int = 3,
        pull: Job = run_pull_sync_job,
        overlap: timedelta = OVERLAP,
        zone: str = "Europe/Vienna",
        simulator: Simulator | None = None,
    ) -> None:
        self.simulator = simulator or small_simulator(seed, rows_a_page=rows_a_page, bookings=bookings)
        self.clock = PcClock(self.simulator.clock)  # type: ignore[arg-type]  # it is a SimulatedClock
        self.client, self.line = connect(self.simulator, self.clock)
        self.told = Told()
        self.told.note(self.simulator)
        self.overlap = overlap
        self.spoilt: set[str] = set()
        self._pull = pull
        self._folder = folder
        self._lives = 0
        self._start_process(folder / "hotel.db")
        upgrade(self.database, MIGRATIONS, folder / "backups", self.clock.now())
        keep_property(self.store, self.hotel(), zone)

    def hotel(self) -> Property:
        return fetch_property(self.client, self.simulator.hotel.id)

    def _start_process(self, path: Path) -> None:
        self.doom = Doom()
        self.database = MortalDatabase(path, self.doom)
        self.store = Store(self.database)
        self.place = Workplace(self.store, self.client, self.clock)

    def happen(self, *events: Event) -> None:
        """Let things happen at Beds24."""
        for event in events:
            event.happen(self.simulator)
            self.told.note(self.simulator)

    def sleep(self, seconds: float) -> None:
        advance(self.simulator, seconds)
        self.told.note(self.simulator)

    def sync(
        self,
        kind: RunKind = RunKind.PULL,
        *,
        between: Mapping[int, Event] | None = None,
        die_at_statement: int = 0,
        die_at_request: int = 0,
        apply_anyway: bool = False,
    ) -> Report | None:
        """One run; None when the process died in it, after which it has been started again.

        `between` are events that happen just before the n-th request of the run.
        """
        self._plan_requests(between or {}, die_at_request)
        self.doom.strike_at(die_at_statement)
        try:
            with self.database.connected():
                return self._run(kind, apply_anyway=apply_anyway)
        except BaseException:
            if not self.doom.struck:
                raise
            self.start_again()
            return None
        finally:
            self.doom.strike_at(0)
            self.line.before = lambda _number: None

    @contextmanager
    def mortal(self, between: Mapping[int, Event], die_at_statement: int, die_at_request: int) -> Iterator[None]:
        """What is done in the block may end with the death of the process, after which it is started again."""
        self._plan_requests(between, die_at_request)
        self.doom.strike_at(die_at_statement)
        try:
            with self.database.connected():
                yield
        except BaseException:
            if not self.doom.struck:
                raise
            self.start_again()
        finally:
            self.doom.strike_at(0)
            self.line.before = lambda _number: None

    def _run(self, kind: RunKind, *, apply_anyway: bool) -> Report:
        if kind is RunKind.PULL:
            return self._pull(self.place, Trigger.SCHEDULE, Watch())
        return run_full_sync_job(self.place, Trigger.SCHEDULE, Watch(), apply_anyway=apply_anyway)

    def _plan_requests(self, between: Mapping[int, Event], die_at: int) -> None:
        first = self.line.count

        def before(number: int) -> None:
            if number - first in between:
                self.happen(between[number - first])
            if number - first == die_at:
                self.doom.strike()

        self.line.before = before

    def start_again(self) -> None:
        """The dead process's files in the hands of a new one, which first closes what the dead one left open."""
        self._lives += 1
        self._start_process(self.database.bury(self._folder / f"life-{self._lives}"))
        with self.place.store.writing() as session:
            session.runs.close_crashed(self.place.clock.now())

    def deliver(self, version: beds24.Booking, before: Callable[[Session, Received], None] | None = None) -> None:
        """A webhook with the body of one version of a booking, as the listener's worker would apply it.

        `before` is done first in the same transaction.
        """
        at, config = self.clock.now(), self.config()
        booking = read_booking(json.dumps(to_wire(version)).encode(), Asked(config.property_id, "EUR", at))
        assert isinstance(booking, Booking)
        context = Applying(
            property_id=config.property_id, currency="EUR", today=self.hotel_date(), at=at, source=Source.WEBHOOK
        )
        with self.store.writing() as session:
            if before is not None:
                before(session, Received(booking, at))
            apply_in(session, [Received(booking, at)], context)

    def config(self) -> Beds24Config:
        with self.store.reading() as session:
            return session.config.all()[0]

    def differences(self) -> list[str]:
        return differences(self.simulator, self.store, self.told, self.hotel_date())

    def hotel_date(self) -> date:
        return self.clock.now().astimezone(self.config().zone).date()

    def set_clock(self, minutes: float) -> None:
        """Set the PC's clock so many minutes ahead of the truth."""
        self.clock.skew = timedelta(minutes=minutes)

    def changed_within(self, seconds: float) -> list[int]:
        """The numbers of the bookings that changed lately."""
        since = self.simulator.clock.now() - timedelta(seconds=seconds)
        return sorted(each.id for each in self.simulator.book if each.modified_time > since)

    def calm_down(self) -> None:
        """Faults off, line back, the clock right, and more time gone than any clock was wrong by."""
        self.simulator.faults.clear()
        self.set_clock(0)
        self.sleep(25 * 60)

    def settle(self) -> list[str]:
        """Two full syncs well over ten minutes apart; then what still differs."""
        self.calm_down()
        for _ in range(2):
            self.sleep(25 * 60)
            report = self.sync(RunKind.FULL, apply_anyway=True)
            assert report is not None
            assert report.error is None, report.error
        return self.differences()

    def close(self) -> None:
        self.client.close()
        self.store.close()
