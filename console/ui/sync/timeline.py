"""The time line: one lane each for the usual checks, the night's and those by hand; shapes tell how each ended."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.domain.runs import Run
from console.services.event_book import HeardAt
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.lanes import (
    Gap,
    HeardMark,
    Lane,
    Mark,
    Span,
    change_lane,
    gaps_of,
    heard_marks_of,
    mark_with,
    marks_of,
    nearest,
    step,
)
from console.ui.sync.moods import result_word
from console.ui.sync.timeline_paint import (
    LANE_HEIGHT,
    LEGEND_HEIGHT,
    MARGIN_RIGHT,
    Sheet,
    label_width,
    paint,
    paint_heard,
    scale_height,
)
from console.ui.wording import sync as words

_STEPS: dict[int, tuple[Callable[..., Mark | None], int]] = {
    Qt.Key.Key_Left: (step, -1),
    Qt.Key.Key_Right: (step, 1),
    Qt.Key.Key_Up: (change_lane, -1),
    Qt.Key.Key_Down: (change_lane, 1),
    Qt.Key.Key_Home: (step, -1_000_000),
    Qt.Key.Key_End: (step, 1_000_000),
}
_REACH = 14.0


class Timeline(QWidget):
    """`chosen` tells the number of the run that was clicked or walked to, `events_wanted` that it was a webhook.

    A lane of webhooks is there where there is a webhook at all; the keyboard comes to them on their own page."""

    chosen = Signal(int)
    events_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._runs: Sequence[Run] = ()
        self._interval = timedelta(minutes=5)
        self._length = timedelta(hours=24)
        self._now = stage.clock.now()
        self._marks: tuple[Mark, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._heard: Sequence[HeardAt] | None = None
        self._heard_marks: tuple[HeardMark, ...] = ()
        self._current: int | None = None
        self.setAccessibleName(say(words.TIMELINE))
        self.setAccessibleDescription(say(words.NO_TICK))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look_changed.connect(self._lay_out)
        stage.zone_changed.connect(self._lay_out)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn, for whoever wants to point at it."""
        return self._marks

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self._gaps

    def set_length(self, length: timedelta) -> None:
        """How far back it reaches."""
        self._length = length
        self._lay_out()

    def show_runs(self, runs: Sequence[Run], now: datetime, interval: timedelta) -> None:
        """Draw these, oldest first; some may lie before the time shown, to tell where a gap begins."""
        self._runs, self._now, self._interval = runs, now, interval
        self._lay_out()

    def show_heard(self, heard: Sequence[HeardAt] | None) -> None:
        """Draw these webhooks, the oldest first; None where there is no webhook."""
        self._heard, self._now = heard, self._stage.clock.now()
        self._lay_out()

    @property
    def heard_marks(self) -> tuple[HeardMark, ...]:
        """What is drawn of webhooks."""
        return self._heard_marks

    def move_to(self, now: datetime) -> None:
        """Time has passed."""
        self._now = now
        self._lay_out()

    def choose(self, run_id: int | None) -> None:
        """Mark a run without telling anybody."""
        self._current = run_id
        mark = mark_with(self._marks, run_id) if run_id is not None else None
        self.setAccessibleDescription(self._words_of(mark) if mark else say(words.NO_TICK))
        self.update()

    def point_of(self, mark: Mark) -> QPointF:
        """Where a mark stands in the widget."""
        return QPointF(self._left + mark.x, scale_height(self._stage) + (mark.lane + 0.5) * self._lane_height)

    @property
    def _lane_height(self) -> float:
        return LANE_HEIGHT * self._stage.look.text_percent / 100

    @property
    def _left(self) -> float:
        return label_width(self.fontMetrics(), self.lane_words())

    def _span(self) -> Span:
        width = max(self.width() - self._left - MARGIN_RIGHT, 1.0)
        return Span(self._now - self._length, self._now, width)

    def _lay_out(self) -> None:
        span = self._span()
        self._marks = marks_of(self._runs, span)
        self._gaps = gaps_of(self._runs, span, self._interval)
        self._heard_marks = heard_marks_of(self._heard or (), span)
        self.updateGeometry()
        self.choose(self._current)

    def sizeHint(self) -> QSize:
        legend = LEGEND_HEIGHT * self._stage.look.text_percent / 100
        return QSize(480, round(scale_height(self._stage) + len(self.lane_words()) * self._lane_height + legend))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, _event: object) -> None:
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = mark_with(self._marks, self._current) if self._current is not None else None
        sheet = Sheet(
            self._stage,
            self._span(),
            QRectF(self.rect()),
            self._left,
            self._lane_height,
            self.lane_words(),
            self.hasFocus(),
        )
        paint(painter, sheet, self._marks, self._gaps, chosen)
        paint_heard(painter, sheet, self._heard_marks)
        painter.end()

    def _lane_words(self, lane: Lane) -> str:
        if lane is Lane.PULL:
            return say(words.LANE_PULL, n=telling.minutes_of(self._interval))
        return say(words.LANE_NIGHT if lane is Lane.NIGHT else words.LANE_HAND)

    def lane_words(self) -> tuple[str, ...]:
        """The names of the lanes, from top to bottom."""
        of_checks = tuple(self._lane_words(lane) for lane in Lane)
        return of_checks if self._heard is None else (*of_checks, say(words.LANE_INSTANT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self._mark_at(event.position())
        if mark is not None:
            self._pick(mark)
        elif self._heard_at(event.position()) is not None:
            self.events_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along a lane, up and down change it."""
        move = _STEPS.get(event.key())
        if move is None:
            super().keyPressEvent(event)
            return
        chosen = mark_with(self._marks, self._current) if self._current is not None else None
        mark = move[0](self._marks, chosen, move[1])
        if mark is not None:
            self._pick(mark)

    def _pick(self, mark: Mark) -> None:
        self.choose(mark.run.id)
        self.chosen.emit(mark.run.id)

    def _mark_at(self, point: QPointF) -> Mark | None:
        number = self._lane_at(point)
        if not Lane.PULL <= number <= Lane.HAND:
            return None
        mark = nearest(self._marks, Lane(number), point.x() - self._left)
        return mark if mark and abs(self.point_of(mark).x() - point.x()) <= _REACH else None

    def _heard_at(self, point: QPointF) -> HeardMark | None:
        if self._lane_at(point) != len(Lane):
            return None
        x = point.x() - self._left
        mark = min(self._heard_marks, key=lambda one: abs(one.x - x), default=None)
        return mark if mark and abs(mark.x - x) <= _REACH else None

    def _lane_at(self, point: QPointF) -> int:
        return int((point.y() - scale_height(self._stage)) // self._lane_height)

    def event(self, event: QEvent) -> bool:
        """The tip under the mouse: what that check was."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def words_at(self, point: QPointF) -> str:
        """What stands at a point of the widget; empty where nothing does."""
        mark = self._mark_at(point)
        if mark:
            return self._words_of(mark)
        heard = self._heard_at(point)
        return count(*words.HEARD_AT, heard.number, time=self._time(heard.at)) if heard else ""

    def _words_of(self, mark: Mark) -> str:
        run = mark.run
        kind, time = telling.kind_word(run, self._interval), self._time(run.started_at)
        return say(words.TICK, kind=kind, time=time, result=result_word(run))

    def _time(self, moment: datetime) -> str:
        return telling.moment_word(self._stage.local(moment), self._stage.local(self._now))
