"""Rebuilding a reservation, whichever list, pane or window a person asks from."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.lines import ReservationLine
from console.jobs.runner import Runner
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.reservations.telling import Telling

if TYPE_CHECKING:
    from console.domain.rebuilt import Rebuilt
    from console.services.rebuilding import RebuildDesk


class Rebuilder(QObject):
    """Rebuilds on the reader's thread, adopts on the runner's, behind whatever runs there."""

    def __init__(self, stage: Stage, runner: Runner, desk: "Callable[[], RebuildDesk]") -> None:
        super().__init__()
        self._stage, self._runner, self._desk = stage, runner, desk
        self._answers = Answers(self)

    def open(self, parent: QWidget, line: ReservationLine, telling: Telling, tell: Callable[[str], object]) -> None:
        """Show what differs in a dialog over `parent`; `tell` says in a line what was done."""
        from console.ui.reservations.rebuild_dialog import RebuildDialog  # noqa: PLC0415 - for those who ask

        dialog = RebuildDialog(parent, self._stage, telling, line, self)
        dialog.adopted.connect(tell)
        dialog.open()

    def rebuild(self, number: int, then: "Callable[[Rebuilt], None]", failed: Callable[[BaseException], None]) -> None:
        """Rebuild the reservation with this number of Beds24's."""
        self._stage.reader.ask(lambda: self._desk().rebuild(number), then, failed)

    def adopt(self, rebuilt: "Rebuilt", then: Callable[[None], None], failed: Callable[[BaseException], None]) -> None:
        """Let the reservation be as rebuilt. Raises Stopped while the program ends."""
        answer: Future[None] = self._runner.run_errand(lambda _watch: self._desk().adopt(rebuilt))
        self._answers.follow(answer, then, failed)
