"""What a person may do about syncing from this tab; every deed is another thread's, every answer comes back here."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from console.domain.errors import Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Errand, Wish
from console.services.dry_run import Chosen
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.parts import Parts
from console.ui.shell.deeds import SyncDeeds
from console.ui.shell.sync_view import SyncView

T = TypeVar("T")


class SyncControls(QObject):
    """`changed` tells that what may be done may differ."""

    changed = Signal()

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self.deeds = SyncDeeds(stage, parts)
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

    def cancel(self) -> None:
        self._runner.cancel()

    def save(self, write: Callable[[], T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
        """Do a short piece of writing even while a sync is under way; the answers come to the window's thread."""
        self._parts.saver.save(write, then, failed)

    def apply_chosen(
        self,
        chosen: tuple[Chosen, ...],
        then: Callable[[Report], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Have these of what a check found applied by themselves; `then` gets the report."""
        with suppress(Stopped):  # the program is about to end
            wish = Wish(RunKind.CHOSEN, Trigger.MANUAL, chosen=chosen)
            self._answers.follow(self._runner.ask(wish), then, failed)

    def carry_out(self, errand: Errand[T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
        """Do `errand` on the thread that writes; `then` and `failed` are called on the window's."""
        with suppress(Stopped):  # the program is about to end
            self._answers.follow(self._runner.run_errand(errand), then, failed)
