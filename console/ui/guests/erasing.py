"""Erasing a guest from wherever a person asks for it: one verb, `Eraser.open`."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.jobs.runner import Runner
from console.ui.kit.answers import Answers
from console.ui.kit.search_field import SEARCHED
from console.ui.kit.stage import Stage

if TYPE_CHECKING:
    from console.services.guest_erasing import Certificate, ErasingDesk, ErasurePlan

_LONG = 3
"""Letters of a name that tell more than any word does."""

Failed = Callable[[BaseException], None]


class Eraser(QObject):
    """Looks on the reader's thread, erases on the runner's, behind whatever runs there."""

    def __init__(self, stage: Stage, runner: Runner, desk: "Callable[[], ErasingDesk]") -> None:
        super().__init__()
        self._stage, self._runner, self._desk = stage, runner, desk
        self._answers = Answers(self)

    def open(self, parent: QWidget, guest: int, tell: Callable[[str], object]) -> None:
        """Show what erasing this guest comes to in a dialog over `parent`; `tell` says in a line what was done."""
        from console.ui.guests.erasing_dialog import ErasingDialog  # noqa: PLC0415 - for those who ask

        dialog = ErasingDialog(parent, self._stage, guest, self)
        dialog.erased.connect(tell)
        dialog.open()

    def plan(self, guest: int, then: "Callable[[ErasurePlan], None]", failed: Failed) -> None:
        """What erasing this guest would come to."""
        today = self._stage.local(self._stage.clock.now()).date().isoformat()
        self._stage.reader.ask(lambda: self._desk().plan(guest, today), then, failed)

    def erase(self, guest: int, then: "Callable[[Certificate], None]", failed: Failed) -> None:
        """Erase this guest. Raises Stopped while the program ends."""
        answer: Future[Certificate] = self._runner.run_errand(lambda _watch: self._desk().erase(guest))
        self._answers.follow(answer, then, failed)

    def forget_typed(self, name: str) -> None:
        """Let go of what the window remembers of searches for whoever was called so."""
        settings, words = self._stage.settings, [word for word in name.casefold().split() if len(word) >= _LONG]
        for key in settings.allKeys():
            kept = str(settings.value(key)).casefold() if key.endswith(SEARCHED) else ""
            if any(word in kept for word in words):
                settings.remove(key)
        settings.sync()

    def forget_backups(self, paths: Sequence[Path], then: Callable[[None], None], failed: Failed) -> None:
        """Delete these backups of the console's own. Raises Stopped while the program ends."""
        answer: Future[None] = self._runner.run_errand(lambda _watch: self._desk().forget_backups(paths))
        self._answers.follow(answer, then, failed)
