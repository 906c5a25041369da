"""What the first run knows and does; its steps show it and ask for it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.errors import ConsoleError, Stopped
from console.domain.hotel import Property
from console.domain.runs import RunKind, Trigger
from console.domain.secret import Secret
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.services.first_connection import Draft, FirstConnection, Reached
from console.ui.kit.answers import Answers, Failed

T = TypeVar("T")
_INSIST_EVERY = 100


class Journey(QObject):
    """One thing at a time is under way (`busy_changed`); everything runs on the runner's thread."""

    busy_changed = Signal(bool)
    draft_not_kept = Signal(object)

    def __init__(self, setup: FirstConnection, runner: Runner, use_session_only: Callable[[], None]) -> None:
        super().__init__()
        self._setup = setup
        self._runner = runner
        self._answers = Answers(self)
        self.use_session_only = use_session_only
        self.busy = False
        self.cancelled = False
        self._cancelled_late = False
        self._insist = QTimer(self)
        self._insist.setInterval(_INSIST_EVERY)
        self._insist.timeout.connect(runner.cancel)
        self.key_kept = False
        self.draft = Draft()
        self.reached: Reached | None = None
        self.preview: Report | None = None

    @property
    def hotel(self) -> Property | None:
        """The property that was chosen, as far as the key reaches it."""
        reached = self.reached.properties if self.reached else ()
        return next((one for one in reached if one.property_id == self.draft.property_id), None)

    @property
    def time_zone(self) -> str:
        """The one chosen, else the guess."""
        guess = self.reached.guesses.get(self.draft.property_id or 0) if self.reached else None
        return self.draft.time_zone or (guess.time_zone if guess else "UTC")

    def look_around(self, then: Callable[[], None]) -> None:
        """What an earlier first run left; a vault that does not open is told later, when it is needed."""

        def heard(found: tuple[Draft, bool]) -> None:
            self.draft, self.key_kept = found
            then()

        self._do(lambda: (self._setup.draft(), _kept(self._setup)), heard, lambda _error: then())

    def bring_code(self, code: Secret, then: Callable[[], None], failed: Failed) -> None:
        self._do(lambda: self._setup.bring_code(code), self._then_reached(then), failed)

    def look(self, then: Callable[[], None], failed: Failed) -> None:
        """Go on with the key that is kept."""
        self._do(self._setup.look, self._then_reached(then), failed)

    def keep(self, **chosen: Any) -> None:
        """Remember what was chosen, here and on the disk."""
        draft = replace(self.draft, **chosen)
        if draft != self.draft:
            self.draft = draft
            future = self._runner.run_errand(lambda _watch: self._setup.keep_draft(draft))
            self._answers.follow(future, lambda _none: None, self.draft_not_kept.emit)

    def choose(self, hotel: Property) -> None:
        """Another property forgets the names and the zone that were meant for the former one."""
        if hotel.property_id != self.draft.property_id:
            self.preview = None
            self.keep(property_id=hotel.property_id, names={}, time_zone="")

    def check(self, hotel: Property, then: Callable[[Report], None], failed: Failed) -> None:
        """Connect, and find out what an import would bring."""
        settled = replace(self.draft, time_zone=self.time_zone)

        def settle(_none: None) -> None:
            self.draft = settled
            if self._cancelled_late:
                failed(Stopped("Stopped as asked. Nothing was read."))
                return
            self._run(RunKind.CHECK, then, failed)

        self._do(lambda: self._setup.settle(hotel, settled), settle, failed)

    def bring_in(self, then: Callable[[Report], None], failed: Failed) -> None:
        """Import everything; also what a stopped import has left."""
        self._run(RunKind.FULL, then, failed)

    def finish(self, then: Callable[[], None], failed: Failed) -> None:
        self._do(self._setup.finish, lambda _none: then(), failed)

    def cancel(self) -> None:
        """End what is under way, or what is about to be; its answer still comes, as Stopped."""
        if self.busy:
            self.cancelled = True
            self._runner.cancel()
            self._insist.start()

    def _run(self, kind: RunKind, then: Callable[[Report], None], failed: Failed) -> None:
        def heard(report: Report) -> None:
            if report.error is not None:
                failed(report.error)
            else:
                then(report)

        self._follow(lambda: self._runner.ask(Wish(kind, Trigger.MANUAL)), heard, failed)

    def _do(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        self._follow(lambda: self._runner.run_errand(lambda _watch: work()), then, failed)

    def _follow(self, start: Callable[[], "Future[T]"], then: Callable[[T], None], failed: Failed) -> None:
        def ended(what: Any, hear: Callable[[Any], None]) -> None:
            self._set_busy(busy=False)
            hear(what)

        self._set_busy(busy=True)
        try:
            future = start()
        except ConsoleError as error:
            ended(error, failed)
            return
        self._answers.follow(future, lambda answer: ended(answer, then), lambda error: ended(error, failed))

    def _then_reached(self, then: Callable[[], None]) -> Callable[[Reached], None]:
        def heard(reached: Reached) -> None:
            self.reached, self.key_kept = reached, True
            then()

        return heard

    def _set_busy(self, *, busy: bool) -> None:
        self._insist.stop()
        self._cancelled_late = self.cancelled
        self.busy = busy
        self.cancelled = False
        self.busy_changed.emit(busy)


def _kept(setup: FirstConnection) -> bool:
    try:
        return setup.key_is_kept()
    except ConsoleError:
        return False
