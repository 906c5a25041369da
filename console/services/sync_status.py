"""How syncing stands, for the pill, the strip and the status bar: one short reading, and the switches beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from console.domain.booking import Cause
from console.domain.config import Beds24Config
from console.domain.due import ARRIVALS_AHEAD
from console.domain.runs import Run, RunKind
from console.domain.silence import HearingFacts
from console.domain.wishes import Notifications
from console.services.clock_watch import clock_ahead
from console.services.connection import switch_pull_sync
from console.services.key_use import KEY_LIVES_UNUSED, last_use_of_key
from console.services.outbox_rows import OutboxStanding, outbox_standing
from console.services.pausing import pause, paused_until, resume
from console.services.silence import hearing_facts
from console.store.store import Session, Store

_NOTHING_HEARD = HearingFacts()
_EMPTY_OUTBOX = OutboxStanding()


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStanding:
    """What is stored about syncing; `config` None: no hotel is connected yet.

    `brake_sentence` is what the brake said last, while nothing has settled it: only a full sync settles what a full
    sync found, any complete run what a five-minute check found. `clock_ahead` is how far our clock was ahead of
    Beds24's in the newest complete run, less than nothing where it was behind. `hearing` is what tells whether webhooks
    are silent, `overbooked` the nights `[first, last)` of each overbooking that is open, `differing_arrivals`
    the days of arrival of the stays in which both sides were found to differ.
    """

    hotel: str = ""
    config: Beds24Config | None = None
    reservations: int = 0
    bookings_without_room: int = 0
    paused_until: datetime | None = None
    key_dies_at: datetime | None = None
    last_pull: Run | None = None
    last_full: Run | None = None
    newest: Run | None = None
    brake_sentence: str = ""
    clock_ahead: timedelta = timedelta(0)
    hearing: HearingFacts = _NOTHING_HEARD
    overbooked: tuple[tuple[date, date], ...] = ()
    outbox: OutboxStanding = _EMPTY_OUTBOX
    differing_arrivals: tuple[date, ...] = ()

    def differing_soon(self, today: date) -> int:
        """How many arrivals of the next 48 hours were found to differ."""
        return sum(today <= day <= today + ARRIVALS_AHEAD for day in self.differing_arrivals)

    def overbooked_on(self, today: date) -> tuple[int, int]:
        """How many overbookings are open, and how many of them concern the night that begins on `today`."""
        open_ = [(first, last) for first, last in self.overbooked if last > today]
        return len(open_), sum(first <= today for first, _ in open_)


class SyncStatus:
    """All but `standing` and `notifications` write, so not on the window's thread. Raises the store's errors."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standing(self) -> SyncStanding:
        """A few short queries, whatever the size of the hotel's file."""
        with self._store.reading() as session:
            return _standing(session)

    def pause(self, until: datetime) -> None:
        pause(self._store, until)

    def resume(self) -> None:
        resume(self._store)

    def switch_on(self) -> None:
        """Raises NotConnected."""
        switch_pull_sync(self._store, on=True)

    def notifications(self) -> Notifications:
        """What the person at the desk wishes to be told outside the window."""
        from console.services.house_settings import HouseSettings  # noqa: PLC0415 - the pill needs none of it

        return HouseSettings(self._store).notifications()


def _standing(session: Session) -> SyncStanding:
    hotel = next(iter(session.hotel.properties()), None)
    used = last_use_of_key(session)
    full = session.runs.last_done(RunKind.FULL)
    pull = session.runs.last_done(RunKind.PULL)
    complete = max((run for run in (pull, full) if run), key=lambda run: run.id, default=None)
    return SyncStanding(
        hotel=hotel.name if hotel else "",
        config=next(iter(session.config.all()), None),
        reservations=_reservations(session),
        bookings_without_room=_without_room(session),
        paused_until=paused_until(session),
        key_dies_at=used + KEY_LIVES_UNUSED if used else None,
        last_pull=pull,
        last_full=full,
        newest=next(iter(session.runs.latest(1)), None),
        brake_sentence=_brake_sentence(session, full, complete),
        clock_ahead=clock_ahead(session),
        hearing=hearing_facts(session),
        overbooked=_overbooked(session),
        differing_arrivals=session.proofs.differing_arrivals(),
        outbox=outbox_standing(session),
    )


def _reservations(session: Session) -> int:
    return int(session.connection.execute("SELECT count(*) FROM reservations").get)


def _without_room(session: Session) -> int:
    query = "SELECT count(*) FROM parked WHERE cause = ?"
    return next((number for (number,) in session.connection.execute(query, (Cause.UNKNOWN_ROOM.value,))), 0)


def _overbooked(session: Session) -> tuple[tuple[date, date], ...]:
    """Asked here, for the view of overbookings would load what a window's first picture needs nothing of."""
    rows = session.connection.execute("SELECT first, last FROM overbookings WHERE status = 'open'")
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows)


def _brake_sentence(session: Session, full: Run | None, complete: Run | None) -> str:
    held = (session.runs.last_braked(RunKind.FULL, full), session.runs.last_braked(RunKind.PULL, complete))
    newest = max((run for run in held if run), key=lambda run: run.id, default=None)
    return newest.message if newest else ""
