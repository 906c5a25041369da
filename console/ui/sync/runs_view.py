"""The checks: time line, list and pane, all telling of the same run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.runs import Run
from console.jobs.report import Report
from console.services.run_book import Figures, RunBook
from console.ui.kit.acts import act, gap
from console.ui.kit.columns import ColumnsSheet
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, fill, row
from console.ui.kit.words import say
from console.ui.sync.run_pane import RunPane
from console.ui.sync.run_teller import RunTeller
from console.ui.sync.runs_list import RunsList
from console.ui.sync.spans import Spans
from console.ui.sync.timeline import Timeline
from console.ui.wording import sync as words
from console.ui.wording import tables as table_words

PAGE = 2_500
_TICK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading of the ledger."""

    runs: Sequence[Run]
    stretch: Sequence[Run]
    interval: timedelta
    figures: Figures


class RunsView(ListAndPaneView):
    """Reads the ledger when it is asked to `read` or `renew`, and keeps what was chosen."""

    reservation_wanted = Signal(int)
    parked_wanted = Signal()
    show_wanted = Signal()
    apply_wanted = Signal()
    choose_wanted = Signal()
    run_now_wanted = Signal()
    figures_read = Signal(object)

    def __init__(
        self, stage: Stage, book: RunBook, found_by: Callable[[int], Report | None], speed: float = 1.0
    ) -> None:
        super().__init__()
        self._stage = stage
        self._book = book
        self._current: int | None = None
        self._led_to: int | None = None
        self._reading, self._asked_again = False, False
        self._loaded = False
        self._ended: set[int] = set()
        self._braked_wanted = False
        self._build()
        self._teller = RunTeller(self.pane, self.model, book, stage.reader, found_by)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(1000 * max(_TICK_SECONDS / speed, 1.0)))
        stage.look_changed.connect(self._tell_current)
        stage.zone_changed.connect(self._tell_current)

    # -- building

    def _build(self) -> None:
        self.list = RunsList(self._stage)
        self.list.chosen.connect(self._chosen_row)
        self.list.older_wanted.connect(self._load_older)
        self.list.run_now_wanted.connect(self.run_now_wanted)
        self.list.retry_wanted.connect(self.read)
        self.list.filters.changed.connect(lambda: self.list.mark(self._current))
        self.model, self.table, self.filters = self.list.model, self.list.table, self.list.filters
        self.timeline = Timeline(self._stage)
        self.timeline.chosen.connect(self.choose)
        self.pane = RunPane(self._stage)
        self.pane.reservation_wanted.connect(self.reservation_wanted)
        self.pane.parked_wanted.connect(self.parked_wanted)
        self.pane.show_wanted.connect(self.show_wanted)
        self.pane.apply_wanted.connect(self.apply_wanted)
        self.pane.choose_wanted.connect(self.choose_wanted)
        body = fill(column(), (self._build_timeline(),), margin=0, spacing=Space.M)
        self.split = ListAndPane(self._stage, self.list, self.pane, 300)
        body.addWidget(self.split, 1)
        self.setLayout(body)

    def _build_timeline(self) -> QWidget:
        box = dress(QWidget(), "surface")
        self.spans = Spans()
        self.spans.chosen.connect(self._show_span)
        line = row(spacing=Space.L)
        line.addWidget(self.timeline, 1)
        line.addWidget(self.spans)
        box.setLayout(fill(column(), (line,), margin=Space.M, spacing=0))
        return box

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """What can be done here, for the menu bar; `go` brings this page to the front."""

        def show_held_back() -> None:
            go()
            self.choose_held_back()

        return [
            *self.filters.acts(parent),
            self.list.older_act(parent, go),
            act(parent, say(table_words.COLUMNS), lambda: ColumnsSheet(self.table).open(), "Ctrl+Shift+M"),
            act(parent, say(table_words.COLUMNS_USUAL), self.table.reset_columns),
            gap(parent),
            *self.spans.acts(parent, go, ("Ctrl+Shift+D", "Ctrl+Shift+W")),
            gap(parent),
            act(parent, say(words.SHOW_HELD_BACK), show_held_back),
            *self.pane.acts(parent, go),
        ]

    # -- reading

    def read(self) -> None:
        """Read everything anew, in the reader's thread."""
        if not self._loaded:
            self.list.tell_loading()
        self._ask(lambda: self._book.page(PAGE), self._take_all)

    def renew(self, ended: int | None = None) -> None:
        """Read what is new, and what was under way; the run that has `ended` anew, for its row may have been seen
        before its last figures stood in it."""
        if ended is not None:
            self._ended.add(ended)
        if not self._loaded:
            self.read()
            return
        if self._reading:
            self._asked_again = True
            return
        start = min((self.model.first_open, *self._ended))
        self._ended = set()
        self._ask(lambda: self._book.since_number(start), self._take_new)

    def _ask(self, runs: Callable[[], Sequence[Run]], then: Callable[[_Read], None]) -> None:
        if self._reading:
            self._asked_again = True
            return
        self._reading = True
        book, now, length = self._book, self._stage.clock.now(), self.spans.length
        self._stage.reader.ask(
            lambda: _Read(runs(), book.stretch(now - length), book.interval(), book.figures(now)),
            then,
            self._failed,
        )

    def _take_all(self, read: _Read) -> None:
        first = not self._loaded
        self._loaded = True
        self.model.set_interval(read.interval)
        self.model.show_all(read.runs)
        self.list.tell_more(there_is_more=len(read.runs) == PAGE)
        self._settle(read)
        if first and self._current is None:
            self._choose_first()

    def _take_new(self, read: _Read) -> None:
        self.model.set_interval(read.interval)
        self.model.take_in(reversed(read.runs))
        self._settle(read)
        if self._braked_wanted:
            self.choose_held_back()
        elif self._current == self._led_to and not self.isVisible():  # nobody chose it, and nobody reads it
            self._choose_newest()
        if self._current is not None and self._is_told_anew(read.runs):
            self._tell_current()

    def _is_told_anew(self, runs: Sequence[Run]) -> bool:
        """Because it is not as it was, or because what it held back may be settled by now."""
        return any(run.id == self._current or self.pane.offers_to_apply for run in runs)

    def _settle(self, read: _Read) -> None:
        self._reading = False
        self._teller.interval = read.interval
        self.list.tell_stale(stale=False)
        self.timeline.show_runs(read.stretch, self._stage.clock.now(), read.interval)
        self.figures_read.emit(read.figures)
        self.list.tell_state()
        if self._asked_again:
            self._asked_again = False
            self.renew()

    def _failed(self, error: Exception) -> None:
        self._reading = self._asked_again = False
        if self._loaded:
            self.list.tell_stale(stale=True)
        else:
            self.list.tell_failed(error)

    def _load_older(self) -> None:
        oldest = self.model.oldest
        if oldest is not None:
            self._stage.reader.ask(lambda: self._book.page(PAGE, oldest), self._take_older)

    def _take_older(self, runs: Sequence[Run]) -> None:
        self.model.add_older(runs)
        self.list.tell_more(there_is_more=len(runs) == PAGE)
        self.list.tell_state()

    # -- showing

    def _show_span(self, length: timedelta) -> None:
        self.timeline.set_length(length)
        self.renew()

    def _tick(self) -> None:
        if self.isVisible() and self._loaded:
            self.timeline.move_to(self._stage.clock.now())

    # -- choosing

    @property
    def current(self) -> int | None:
        """The number of the run that is told of."""
        return self._current

    def choose(self, run_id: int) -> None:
        """Tell of a run, in the time line, the list and the pane; one that is not held is read first."""
        if self.model.run(run_id) is None:
            self._stage.reader.ask(lambda: self._book.run(run_id), self._take_one)
            return
        changed = run_id != self._current
        self._current = run_id
        self.timeline.choose(run_id)
        self.list.mark(self._current)
        if changed:
            self._tell_current()

    def choose_held_back(self) -> None:
        """Tell of the newest run that the brake stopped, as soon as what is being read of the ledger is there."""
        self._braked_wanted = self._reading or not self._loaded
        if (braked := self.model.newest_held_back) is not None:
            self.choose(braked)

    def _choose_first(self) -> None:
        if self._braked_wanted:
            self.choose_held_back()
        if self._current is None:
            self._choose_newest()

    def _choose_newest(self) -> None:
        if newest := self.model.run_at(0):
            self._led_to = newest.id
            self.choose(newest.id)

    def _take_one(self, run: Run | None) -> None:
        if run is not None:
            self.model.take_in((run,))
            self.list.tell_state()
            self.choose(run.id)

    def _chosen_row(self, run_id: int) -> None:
        if run_id != self._current:
            self.choose(run_id)

    def _tell_current(self) -> None:
        self._teller.tell(self._current)
