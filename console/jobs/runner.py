"""One worker that does all syncing and all errands, in order; whoever asks for a run that is under way joins it."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from console.domain.errors import ConsoleError, Stopped
from console.domain.runs import RunKind, Trigger

if TYPE_CHECKING:
    from console.jobs.report import Report
    from console.services.dry_run import Chosen
    from console.services.pull_sync import Announcer, ProgressTeller, Watch

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """A run that somebody wants; a comparison may be wished for of one booking, `chosen` are those to apply alone."""

    kind: RunKind
    trigger: Trigger
    apply_anyway: bool = False
    beds24_id: int | None = None
    chosen: "tuple[Chosen, ...]" = ()


@dataclass(frozen=True, slots=True)
class _Ticket:
    """What waits for its turn, and where its answer goes."""

    job: "Wish | Errand[Any]"
    answer: "Future[Any]" = field(default_factory=Future)


Work = Callable[[Wish, "Watch"], "Report"]
Errand = Callable[["Watch"], T]
"""A short piece of writing or asking that is no run: mapping a room, asking for one booking again."""


class Runner:
    """Carries out wishes and errands on one thread of its own, one at a time.

    `work` does a run and gives its report, an errand is done inside `connected()`; `break_off` makes a request under
    way end at once, and `get_ready` allows requests again before the next job. `tell` hears the progress of every run,
    `announce` what it changes, `on_done` every report, all on the worker's thread.
    """

    def __init__(
        self,
        work: Work,
        *,
        break_off: Callable[[], None],
        get_ready: Callable[[], None] = lambda: None,
        connected: Callable[[], AbstractContextManager[None]] = nullcontext,
        tell: "ProgressTeller" = lambda _progress: None,
        announce: "Announcer" = lambda _changed: None,
        afterwards: Callable[[], None] = lambda: None,
        on_done: "Callable[[Report], None]" = lambda _report: None,
    ) -> None:
        self._work = work
        self._afterwards = afterwards
        self._break_off = break_off
        self._get_ready = get_ready
        self._connected = connected
        self._tell = tell
        self._announce = announce
        self._on_done = on_done
        self._state = threading.Condition()
        self._queue: deque[_Ticket] = deque()
        self._current: _Ticket | None = None
        self._cancelled: _Ticket | None = None
        self._settled: _Ticket | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._serve, name="sync", daemon=True)
        self._thread.start()

    def ask(self, wish: Wish) -> "Future[Report]":
        """The report to come: of the run under way or waiting that does what is wished, else of a new one."""
        with self._state:
            for ticket in (self._current, *self._queue):
                if ticket in (None, self._settled):
                    continue
                if isinstance(ticket.job, Wish) and _serves(ticket.job, wish):
                    return ticket.answer
            return self._enqueue(_Ticket(wish))

    def run_errand(self, errand: "Errand[T]") -> "Future[T]":
        """What `errand` gives, once its turn has come; it is handed the watch by which it is broken off."""
        with self._state:
            return self._enqueue(_Ticket(errand))

    def _enqueue(self, ticket: _Ticket) -> "Future[Any]":
        if self._stopping:
            raise Stopped("The console is closing; nothing new is started.")
        self._queue.append(ticket)
        self._state.notify_all()
        return ticket.answer

    @property
    def busy(self) -> bool:
        """Whether a run is under way or waits for its turn."""
        with self._state:
            return self._current is not None or bool(self._queue)

    def cancel(self) -> None:
        """End the run under way, and only that; what waits goes on. Nothing happens when nothing runs."""
        with self._state:
            if self._current is not None:
                self._cancelled = self._current
                self._break_off()

    def stop(self, within: float = 2.5) -> bool:
        """End the run under way and the worker; False when it did not end in `within` seconds.

        A worker that did not end is harmless: no transaction is held while waiting, and a kill loses nothing.
        """
        with self._state:
            self._stopping = True
            waiting, self._queue = self._queue, deque()
            self._state.notify_all()
        for ticket in waiting:
            ticket.answer.set_exception(Stopped("The console closed before this run could start."))
        self._break_off()
        self._thread.join(within)
        return not self._thread.is_alive()

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            self._carry_out(ticket)

    def _next(self) -> _Ticket | None:
        with self._state:
            self._current = None
            self._state.wait_for(lambda: self._stopping or self._queue)
            if self._stopping:
                return None
            self._current = self._queue.popleft()
            self._get_ready()
            return self._current

    def _carry_out(self, ticket: _Ticket) -> None:
        from console.services.pull_sync import Watch  # noqa: PLC0415 - the first job loads what jobs work with

        watch = Watch(self._tell, lambda: self._stopping or self._cancelled is ticket, self._announce)
        try:
            answer = self._do(ticket.job, watch)
            self._let_go()
        except ConsoleError as error:  # it could not even begin; the sentence goes to whoever asked
            self._let_go()
            ticket.answer.set_exception(error)
            return
        except Exception as error:  # noqa: BLE001 - the worker's edge: one broken run must not end all syncing
            _log.exception("%s broke.", _name_of(ticket.job))
            self._let_go()
            ticket.answer.set_exception(error)
            return
        ticket.answer.set_result(answer)

    def _let_go(self) -> None:
        """What is done is joined by nobody any more; who asks from now on gets a run that begins later."""
        with self._state:
            self._settled = self._current

    def _do(self, job: "Wish | Errand[Any]", watch: "Watch") -> Any:
        if isinstance(job, Wish):
            report = self._work(job, watch)
            self._afterwards()
            self._let_go()
            self._on_done(report)
            return report
        with self._connected():
            answer = job(watch)
            self._afterwards()
            return answer


def _name_of(job: "Wish | Errand[Any]") -> str:
    return f"A {job.kind} run" if isinstance(job, Wish) else "An errand"


def _serves(given: Wish, wanted: Wish) -> bool:
    """Whether the run `given` does all that `wanted` asks for; a full sync reads what a pull would."""
    if _particulars(given) != _particulars(wanted):
        return False
    return given.kind is wanted.kind or (given.kind is RunKind.FULL and wanted.kind is RunKind.PULL)


def _particulars(wish: Wish) -> tuple[object, ...]:
    return wish.apply_anyway, wish.beds24_id, wish.chosen
