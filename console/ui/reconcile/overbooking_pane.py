"""The pane of an overbooking: both stays on a plan, who was first, why, and the ways out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from console.domain.overbooking import OverbookingStatus
from console.domain.ways_out import Way
from console.services.overbooking_book import OverbookingView
from console.ui.kit.flow import Flow
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import Message, button, chip, column, dress, fill, label, row, rule
from console.ui.kit.words import say
from console.ui.reconcile.overbooking_chart import OverbookingChart
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.reconcile.overbooking_ways import WaysList
from console.ui.wording import overbooking as words

GO_KEY = "G"


class OverbookingPane(QStackedWidget):
    """`reservation_wanted` carries our id of the stay to be opened; `go_wanted` the way that is to be gone; the others
    ask for what is said of the overbooking."""

    reservation_wanted = Signal(int)
    go_wanted = Signal(object)
    stand_wanted = Signal()
    again_wanted = Signal()
    sheet_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, stage: Stage, telling: OverbookingTelling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self.view: OverbookingView | None = None
        nothing = Message()
        nothing.tell(say(words.NOTHING), say(words.NOTHING_DETAIL), icon=stage.icon("bed"))
        self._scrolled = Scrolled(say(words.TITLE))
        self.addWidget(nothing)
        self.addWidget(self._build_frame())

    def tell(self, view: OverbookingView | None) -> None:
        """Show this one; None is nothing. What is shown already stays as it is, with the way that is chosen."""
        if view is not None and view == self.view:
            return
        self.view = view
        self.setCurrentIndex(view is not None)
        if view is not None:
            self._scrolled.show_content(self._build(view))

    # Building

    def _build_frame(self) -> QWidget:
        """What is told of one scrolls; the way that is chosen, and the button that goes it, stay in sight under it."""
        self.go = button(say(words.GO), self.go_now, "primary", tip=say(words.GO_TIP, key=GO_KEY))
        self.chosen = label(wraps=True)
        self._foot_line = dress(QWidget(), "surface")
        line = fill(row(), (), margin=Space.M, spacing=Space.M)
        line.addWidget(self.chosen, 1)
        line.addWidget(self.go)
        self._foot_line.setLayout(column(rule(), line, spacing=0))
        frame = dress(QWidget(), "surface")
        whole = column(spacing=0)
        whole.addWidget(self._scrolled, 1)
        whole.addWidget(self._foot_line)
        frame.setLayout(whole)
        return frame

    def _build(self, view: OverbookingView) -> QWidget:
        page = dress(QWidget(), "surface")
        parts = (
            self._head(view),
            self._plan(view),
            self._ways_of(view),
            self._who(view),
            self._why(view),
            self._foot(view),
            None,
        )
        page.setLayout(fill(column(), parts, margin=Space.L, spacing=Space.M))
        self._show_plan()
        return page

    def _head(self, view: OverbookingView) -> QWidget:
        line = view.line
        text, _icon, tone = self._telling.when(line)
        self.headline = label(self._telling.head(view), "title", wraps=True)
        self.ended = label(self._telling.ended(view), "strong", wraps=True, selectable=True)
        if not self.ended.text():
            self.ended.hide()
        whole = QWidget()
        whole.setLayout(
            column(
                row(label(text, "badge", tone=tone), label(self._telling.nights(line), "muted"), None),
                self.headline,
                self.ended,
            )
        )
        return whole

    def _plan(self, view: OverbookingView) -> QWidget:
        self.chart = OverbookingChart(self._stage, self._telling)
        self.sentence = label(kind="caption", wraps=True)
        self.chart.told.connect(self.sentence.setText)
        self.now = chip(say(words.CHART_NOW), lambda _on: self._turn(afterwards=False), tip=say(words.CHART_NOW_TIP))
        self.afterwards = chip(
            say(words.CHART_AFTER), lambda _on: self._turn(afterwards=True), tip=say(words.CHART_AFTER_TIP)
        )
        whole = QWidget()
        whole.setLayout(column(row(self.now, self.afterwards, None), self.chart, self.sentence))
        if not view.ways:
            self.now.hide()
            self.afterwards.hide()
        self._afterwards = False
        return whole

    def _who(self, view: OverbookingView) -> QWidget:
        whole = QWidget()
        lines = column(label(say(words.WHO), "subtitle"), spacing=Space.XS)
        self.stays: list[QLabel] = []
        for number, stay in enumerate(view.stays, 1):
            if stay not in view.concerned:
                continue
            told = label(self._telling.booked(view, number, stay), wraps=True, selectable=True)
            guest = self._telling.of_stay(view, stay)
            link = button(
                say(words.OPEN_RESERVATION),
                partial(self.reservation_wanted.emit, stay.reservation_id),
                "link",
                tip=say(words.OPEN_RESERVATION_TIP, guest=guest),
            )
            link.setAccessibleName(say(words.OPEN_RESERVATION_TIP, guest=guest))
            line = row()
            line.addWidget(told, 1)
            line.addWidget(link)
            lines.addLayout(line)
            self.stays.append(told)
        whole.setLayout(lines)
        return whole

    def _why(self, view: OverbookingView) -> QWidget:
        self.why = label(self._telling.because(view), wraps=True, selectable=True)
        whole = QWidget()
        found = label(self._telling.found(view.line), "caption", wraps=True)
        whole.setLayout(column(label(say(words.WHY), "subtitle"), self.why, found, spacing=Space.XS))
        return whole

    def _ways_of(self, view: OverbookingView) -> QWidget:
        self.ways = WaysList(view, self._telling)
        self.ways.chosen.connect(lambda: self._turn(afterwards=True))
        whole = QWidget()
        shown = self.ways if view.ways else label(say(words.NO_WAYS), wraps=True)
        whole.setLayout(column(label(say(words.WAYS), "subtitle"), shown))
        if view.line.known.status is OverbookingStatus.SETTLED:
            whole.hide()
        return whole

    def _foot(self, view: OverbookingView) -> Flow:
        flow = Flow(Space.S, Space.S)
        self.stand = button(say(words.STAND), self.stand_wanted.emit, tip=say(words.STAND_TIP))
        self.again = button(say(words.AGAIN), self.again_wanted.emit, tip=say(words.AGAIN_TIP))
        self.sheet = button(say(words.SHEET), self.sheet_wanted.emit, tip=say(words.SHEET_TIP))
        self.copy = button(say(words.COPY_SHEET), self.copy_wanted.emit, tip=say(words.COPY_SHEET_TIP))
        status = view.line.known.status
        offered: tuple[tuple[QPushButton, bool], ...] = (
            (self.stand, status is OverbookingStatus.OPEN),
            (self.again, status is OverbookingStatus.ACCEPTED),
            (self.sheet, True),
            (self.copy, True),
        )
        for one, is_offered in offered:
            if is_offered:
                flow.add(one)
        return flow

    # What is chosen

    @property
    def way(self) -> Way | None:
        """The way that is chosen; None where there is none to choose."""
        return self.ways.way if self.view is not None and self.view.ways else None

    def enter(self) -> None:
        """Bring the keyboard to the way that is chosen, else to the plan."""
        if self.view is not None:
            (self.ways.chosen_row or self.chart).setFocus()

    def go_now(self) -> None:
        """Ask for the way that is chosen to be gone."""
        if self.way is not None and self.way.can_be_done and self.go.isEnabled():
            self.go_wanted.emit(self.way)

    def preview_next(self) -> None:
        """Choose the next way, and show how it would be afterwards."""
        if self.view is not None:
            self.ways.choose_next()

    def _turn(self, *, afterwards: bool) -> None:
        self._afterwards = afterwards
        self._show_plan()

    def _told_of(self, view: OverbookingView, way: Way | None) -> str:
        if way is None:
            return ""
        return self._telling.way(view, way) if way.can_be_done else say(words.GO_NOT)

    def _show_plan(self) -> None:
        if self.view is None:
            return
        way = self.way
        for one, is_on in ((self.now, not self._afterwards), (self.afterwards, self._afterwards)):
            one.blockSignals(True)
            one.setChecked(is_on)
            one.blockSignals(False)
        can_be_done = way is not None and way.can_be_done
        self.go.setEnabled(can_be_done)
        self.chosen.setText(self._told_of(self.view, way))
        self._foot_line.setVisible(way is not None)
        self.chart.show_plan(self.view, way if self._afterwards else None)
