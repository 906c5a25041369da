"""Works off the inbox of webhooks on a thread of its own, and has the bookings they named read again by the runner.

An event is done in the transaction that writes what it did, so that a crash at any moment leaves it either done or
waiting. Of one booking events keep their order; one that has to wait for its next try holds up no other booking.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from console.domain.announcing import EventsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.errors import ConsoleError, Stopped, StoreDamaged, StoreTrouble
from console.domain.hook_events import EventVerdict, HookEvent, Outcome, What
from console.jobs.overbooking_part import OverbookingLook
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.applying import Applying
from console.services.inbox import forget_old_events
from console.services.placing import context_now
from console.services.pull_sync import Announcer, NewsTeller, Watch
from console.services.rereading import Reread, next_reread, on_hold, reread_due
from console.services.webhook_handling import process_event
from console.store.inbox import Claimed
from console.store.store import Session, Store

AT_ONCE = 50
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800))
"""After each failed try; the one after the last pause parks the event."""

_LOOK_EVERY, _SHORTEST_WAIT, _TROUBLE_PAUSE = 15.0, 0.5, 5.0
_TIDY_EVERY = timedelta(hours=1)
_log = logging.getLogger(__name__)

Process = Callable[[Session, HookEvent, bytes, Applying], Outcome]


@dataclass(frozen=True, slots=True)
class WorkedOff:
    """How many events came to their end, how many failed, the reservations that are not as they were, which events all
    that was about, and which reservations it brought and called off."""

    done: int = 0
    failed: int = 0
    changed: tuple[int, ...] = ()
    tried: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()


def work_off(place: Workplace, announce: Announcer, process: Process = process_event) -> WorkedOff:
    """Work off the next events, at most 50, in one transaction; none while syncing is paused or switched off.

    A fault in one of them undoes and delays that one alone. Raises StoreTrouble, StoreDamaged; then all of them wait.
    """
    now = place.clock.now()
    with place.store.reading() as session:
        if on_hold(session, now) or not session.inbox.claim(now, 1):
            return WorkedOff()
    failed = 0
    outcomes: list[Outcome] = []
    tried: list[int] = []
    with place.store.writing() as session:
        context = context_now(session, now, Source.WEBHOOK)
        held_up: set[int | None] = set()
        for claimed in session.inbox.claim(now, AT_ONCE):
            if claimed.event.beds24_id in held_up:
                continue
            tried.append(claimed.event.id)
            outcome = _try(place.store, claimed, context, process)
            if outcome is None:
                failed += 1
                held_up.add(claimed.event.beds24_id)
            else:
                outcomes.append(outcome)
    changed = tuple(dict.fromkeys(id_ for outcome in outcomes for id_ in outcome.changed))
    if changed:
        announce(ReservationsChanged(changed))
    new, cancelled = _brought(outcomes, What.CREATED), _brought(outcomes, What.CANCELLED)
    return WorkedOff(len(outcomes), failed, changed, tuple(tried), new, cancelled)


def _brought(outcomes: Iterable[Outcome], what: What) -> tuple[int, ...]:
    """What was new, or called off; a stay that was called off before it was ever heard of is neither."""
    applied = (one for one in outcomes if one.what is what and one.verdict is EventVerdict.APPLIED)
    brought = (one.reservation_id for one in applied if one.begins is (what is What.CREATED))
    return tuple(id_ for id_ in brought if id_ is not None)


def _try(store: Store, claimed: Claimed, context: Applying, process: Process) -> Outcome | None:
    """What came of one event; None when it failed, which is noted for its next try."""
    event = claimed.event
    try:
        with store.writing() as session:  # a savepoint of the transaction around it
            before = session.inbox.newest_history()
            outcome = process(session, event, claimed.fields, context)
            after = session.inbox.newest_history()
            session.inbox.close(event.id, outcome, context.at, (before, after))
            return outcome
    except (StoreTrouble, StoreDamaged):
        raise
    except Exception as error:  # noqa: BLE001 - one event that breaks must not hold up the others
        again = context.at + PAUSES[event.attempts] if event.attempts < len(PAUSES) else None
        _log.exception("Event %d failed for the %d. time.", event.id, event.attempts + 1)
        with store.writing() as session:
            session.inbox.note_failure(event.id, type(error).__name__, context.at, again)
        return None


def seconds_until_next(session: Session, now: datetime, *, asking: bool) -> float:
    """How long to wait unless there is news; `asking` says that bookings are being read again just now."""
    if on_hold(session, now):
        return _LOOK_EVERY
    moments = [session.inbox.next_try(), None if asking else next_reread(session, now)]
    waits = [(moment - now).total_seconds() for moment in moments if moment is not None]
    return min([_LOOK_EVERY, *(max(wait, _SHORTEST_WAIT) for wait in waits)])


class EventWorker:
    """Runs from `start` to `stop`. `runner` does what needs the network, so that only one thread asks Beds24; `tell`
    hears of every event that comes and of what comes of it."""

    def __init__(
        self,
        place: Workplace,
        runner: Runner,
        announce: NewsTeller,
        tell: Callable[[EventsChanged], None] = lambda _changed: None,
    ) -> None:
        self._place = place
        self._runner = runner
        self._announce = announce
        self._tell = tell
        self._news = threading.Condition()
        self._woken = False
        self._stopping = False
        self._look = OverbookingLook(place, announce)
        self._asking: Future[Reread] | None = None
        self._tidied: datetime | None = None
        self._in_trouble = False
        self._thread = threading.Thread(target=self._serve, name="events", daemon=True)

    def start(self) -> None:
        """Begin with whatever a former process left."""
        self._thread.start()

    def wake(self) -> None:
        """There is news; from any thread."""
        with self._news:
            self._woken = True
            self._news.notify_all()
        self._tell(EventsChanged())

    def stop(self, within: float = 2.0) -> bool:
        """End after the transaction under way; False when that took longer. What waits stays for the next start."""
        with self._news:
            self._stopping = True
            self._news.notify_all()
        self._thread.join(within)
        return not self._thread.is_alive()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _serve(self) -> None:
        pause = 0.0
        while not self._wait(pause):
            pause = self._turn()

    def _wait(self, pause: float) -> bool:
        """Wait for news or for `pause` seconds; whether it is time to end."""
        with self._news:
            self._news.wait_for(lambda: self._woken or self._stopping, pause)
            self._woken = False
            return self._stopping

    def _turn(self) -> float:
        """Do what there is to do; the seconds until there may be more."""
        try:
            with self._place.store.database.connected():
                while self._work_off() and not self._stopping:
                    pass
                self._look.take()
                self._ask()
                self._tidy()
                self._in_trouble = False
                return self._until_next()
        except ConsoleError as error:
            if not self._in_trouble:
                _log.warning("Webhooks that came in wait: %s", error)
            self._in_trouble = True
        except Exception:  # noqa: BLE001 - the worker's edge: one fault must not end the hearing of webhooks
            _log.exception("Working off webhooks broke; it goes on.")
        return _TROUBLE_PAUSE

    def _work_off(self) -> bool:
        """Whether there may be more to do at once."""
        worked = work_off(self._place, self._announce)
        if worked.tried:
            self._tell(EventsChanged(worked.tried, worked.new, worked.cancelled))
        return bool(worked.tried)

    def _ask(self) -> None:
        """Have the runner read again what is due; one such errand at a time waits for its turn there."""
        if self._is_asking():
            return
        now = self._place.clock.now()
        with self._place.store.reading() as session:
            due = next_reread(session, now)
            if due is None or due > now or on_hold(session, now):
                return
        try:
            self._asking = self._runner.run_errand(self._reread)
        except Stopped:
            return
        self._asking.add_done_callback(self._asked)

    def _asked(self, asking: Future[Reread]) -> None:
        """What was read again is there, or could not be had; and there may be more to ask for."""
        if not asking.cancelled() and asking.exception() is None:
            new, cancelled = asking.result().applied.news
            if new or cancelled:
                self._tell(EventsChanged(new=new, cancelled=cancelled))
        self.wake()

    def _reread(self, watch: Watch) -> Reread:
        own = Watch(stop_asked=watch.stop_asked, announce=self._announce)
        return reread_due(self._place.beds24, self._place.store, self._place.clock, own)

    def _tidy(self) -> None:
        now = self._place.clock.now()
        if self._tidied is None or not timedelta(0) <= now - self._tidied < _TIDY_EVERY:
            forget_old_events(self._place.store, now)
            self._tidied = now

    def _until_next(self) -> float:
        now = self._place.clock.now()
        with self._place.store.reading() as session:
            return seconds_until_next(session, now, asking=self._is_asking())

    def _is_asking(self) -> bool:
        return self._asking is not None and not self._asking.done()
