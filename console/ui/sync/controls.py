"""What a person may do about syncing from this tab; every deed is another thread's, every answer comes back here."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from console.domain.announcing import SyncSettingsChanged
from console.domain.errors import Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Errand, Wish
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.parts import Parts
from console.ui.shell.sync_view import SyncView

T = TypeVar("T")
Failed = Callable[[BaseException], None]
PAUSE = timedelta(hours=1)


class SyncControls(QObject):
    """`refused` tells a sentence when something could not be done; `changed` that what may be done may differ."""

    refused = Signal(str)
    changed = Signal()

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._runner = parts.runner
        self._view = view
        self._answers = Answers(self)
        view.changed.connect(self.changed)

    @property
    def running(self) -> bool:
        """Whether a run is under way, as the frame knows it; an errand holds up nothing."""
        return self._view.running

    @property
    def paused_until(self) -> datetime | None:
        """The end of the pause that holds now."""
        return self._view.paused_until

    def found_by(self, run_id: int) -> Report | None:
        """What a check of this session found."""
        return self._view.checks.get(run_id)

    def credits_left(self) -> Decimal | None:
        """As the last answer of Beds24 told."""
        return self._parts.credits().remaining

    def sync_now(self) -> None:
        self._ask(Wish(RunKind.PULL, Trigger.MANUAL))

    def full_sync(self) -> None:
        self._ask(Wish(RunKind.FULL, Trigger.MANUAL))

    def apply_anyway(self) -> None:
        """A full sync that writes whatever it finds; to be asked for only after a person has said so."""
        self._ask(Wish(RunKind.FULL, Trigger.MANUAL, apply_anyway=True))

    def check_only(self) -> None:
        self._ask(Wish(RunKind.CHECK, Trigger.MANUAL))

    def cancel(self) -> None:
        self._runner.cancel()

    def pause(self) -> None:
        until = self._stage.clock.now() + PAUSE
        self._parts.saver.save(lambda: self._parts.sync.pause(until), self._settings_changed, self._fail)

    def go_on(self) -> None:
        """End the pause, and make up for it at once."""
        self._parts.saver.save(self._parts.sync.resume, self._go_on, self._fail)

    def carry_out(self, errand: Errand[T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Do `errand` on the thread that writes; `then` and `failed` are called on the window's."""
        try:
            future = self._runner.run_errand(errand)
        except Stopped as error:
            self._fail(error)
            return
        self._answers.follow(future, then, failed or self._fail)

    def _go_on(self, _saved: None) -> None:
        self._settings_changed(None)
        self.sync_now()

    def _settings_changed(self, _saved: None) -> None:
        self._stage.courier.send(SyncSettingsChanged())

    def _ask(self, wish: Wish) -> None:
        try:
            future = self._runner.ask(wish)
        except Stopped as error:
            self._fail(error)
            return
        self._answers.follow(future, lambda _report: None, self._fail)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            self.refused.emit(sentence_of(error))
