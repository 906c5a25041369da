"""Settling differences on the thread that asks Beds24, and telling the window what came of it."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.errors import Stopped
from console.domain.fixing import Fix, Way
from console.jobs.runner import Runner
from console.services.fixing import FixDesk, FixProgress
from console.services.fixing_booking import Fixed
from console.services.pull_sync import Watch
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.parts import Done
from console.ui.reconcile.fix_words import UNWELL, outcome_words


class Fixer(QObject):
    """`began` tells how many differences are being settled, `progressed` carries a FixProgress, `done` what came of
    each (a tuple of Fixed), `failed` why nothing was done. The undo bar tells what was done, with its Undo; what was
    not, whoever hears `done` has to."""

    began = Signal(int)
    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, stage: Stage, runner: Runner, desk: Callable[[], FixDesk]) -> None:
        super().__init__()
        self._stage, self._runner, self._desk = stage, runner, desk
        self._answers = Answers(self)
        self._stopping = threading.Event()
        self.busy = False
        stage.courier.arrived.connect(self._hear)

    def fix(self, fixes: Sequence[Fix]) -> None:
        """Settle these, behind whatever runs; one batch at a time."""
        if self.busy or not fixes:
            return
        wanted = tuple(fixes)
        self._stopping.clear()
        with suppress(Stopped):  # the program is about to end
            answer: Future[tuple[Fixed, ...]] = self._runner.run_errand(lambda watch: self._carry_out(wanted, watch))
            self.busy = True
            self.began.emit(len(wanted))
            self._answers.follow(answer, self._take, self._fail)

    def stop(self) -> None:
        """Leave alone what is not settled yet."""
        self._stopping.set()

    def _carry_out(self, fixes: tuple[Fix, ...], watch: Watch) -> tuple[Fixed, ...]:
        """On the runner's thread."""
        stopping = self._stopping
        return self._desk().fix(fixes, replace(watch, stop_asked=lambda: stopping.is_set() or watch.stop_asked()))

    def _take(self, fixed: tuple[Fixed, ...]) -> None:
        self.busy = False
        well = [one for one in fixed if one.outcome not in UNWELL]
        acts = dict.fromkeys(one.act_id for one in well if one.act_id is not None)
        if well:
            self._stage.courier.send(Done.of_acts(outcome_words(well), *acts))
        self.done.emit(fixed)

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self.failed.emit(error)

    def _hear(self, news: object) -> None:
        if self.busy and isinstance(news, FixProgress):
            self.progressed.emit(news)


def fix_of(line: DiscrepancyLine, way: Way, other: int | None = None) -> Fix:
    """What is to be done about a line, as it is seen."""
    return Fix(line.id, way, line.here, line.there, other=other)
