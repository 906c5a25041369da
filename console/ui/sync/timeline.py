"""The time line: one lane each for the usual checks, the night's, those by hand, the webhooks and what was sent; shapes
tell how each check ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from console.domain.runs import Run
from console.services.event_book import HeardAt
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.heard_lane import HeardLane
from console.ui.sync.lanes import (
    Gap,
    HeardMark,
    Lane,
    Mark,
    Span,
    gaps_of,
    mark_with,
    marks_of,
    nearest,
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
from console.ui.sync.walking import OPENING, walk, walks
from console.ui.wording import outbox as outbox_words
from console.ui.wording import sync as words

_REACH = 14.0


class Timeline(QWidget):
    """`chosen` tells the number of the run that was clicked or walked to, `events_wanted` the time of the webhook that
    was clicked, or opened by Enter, `outbox_wanted` that something sent was. A lane of webhooks is there where there is
    a webhook at all, one of what was sent where anything was."""

    chosen = Signal(int)
    events_wanted = Signal(object)
    outbox_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._runs: Sequence[Run] = ()
        self._interval = timedelta(minutes=5)
        self._length = timedelta(hours=24)
        self._now = stage.clock.now()
        self._marks: tuple[Mark, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._heard, self._sent = HeardLane(), HeardLane()
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
        self._heard.show(heard)
        self._now = self._stage.clock.now()
        self._lay_out()

    def show_sent(self, sent: Sequence[HeardAt] | None) -> None:
        """Draw what was sent to Beds24, the oldest first, `parked` where it was not taken; None where nothing was."""
        self._sent.show(sent)
        self._now = self._stage.clock.now()
        self._lay_out()

    @property
    def sent_marks(self) -> tuple[HeardMark, ...]:
        """What is drawn of what was sent."""
        return self._sent.marks

    @property
    def _below(self) -> tuple[HeardLane, ...]:
        """The lanes below those of the checks."""
        return tuple(lane for lane in (self._heard, self._sent) if lane.is_there)

    @property
    def heard_marks(self) -> tuple[HeardMark, ...]:
        """What is drawn of webhooks."""
        return self._heard.marks

    @property
    def heard_chosen(self) -> HeardMark | None:
        """The webhooks that the keyboard is at."""
        return self._heard.chosen

    def move_to(self, now: datetime) -> None:
        """Time has passed."""
        self._now = now
        self._lay_out()

    def choose(self, run_id: int | None) -> None:
        """Mark a run without telling anybody."""
        self._current = run_id
        self._leave_below()
        self._describe()

    def _leave_below(self) -> None:
        for lane in self._below:
            lane.choose(None)

    def _describe(self) -> None:
        """Say what is chosen to whoever does not see it."""
        heard, sent = self._heard.chosen, self._sent.chosen
        if heard is not None:
            self.setAccessibleDescription(say(words.HEARD_CHOSEN, what=self._heard_words(heard)))
        elif sent is not None:
            self.setAccessibleDescription(say(outbox_words.SENT_CHOSEN, what=self._sent_words(sent)))
        else:
            self.setAccessibleDescription(self._words_of(mark) if (mark := self._chosen_mark) else say(words.NO_TICK))
        self.update()

    @property
    def _chosen_mark(self) -> Mark | None:
        return mark_with(self._marks, self._current) if self._current is not None else None

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
        self._heard.lay_out(span)
        self._sent.lay_out(span)
        self.updateGeometry()
        self._describe()

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
        is_below = any(lane.chosen is not None for lane in self._below)
        sheet = Sheet(
            self._stage,
            self._span(),
            QRectF(self.rect()),
            self._left,
            self._lane_height,
            self.lane_words(),
            self.hasFocus(),
        )
        paint(painter, sheet, self._marks, self._gaps, None if is_below else self._chosen_mark)
        for number, lane in enumerate(self._below, len(Lane)):
            paint_heard(painter, sheet, number, lane.marks, lane.chosen)
        painter.end()

    def _lane_words(self, lane: Lane) -> str:
        if lane is Lane.PULL:
            return say(words.LANE_PULL, n=telling.minutes_of(self._interval))
        return say(words.LANE_NIGHT if lane is Lane.NIGHT else words.LANE_HAND)

    def lane_words(self) -> tuple[str, ...]:
        """The names of the lanes, from top to bottom."""
        of_checks = tuple(self._lane_words(lane) for lane in Lane)
        names = {id(self._heard): words.LANE_INSTANT, id(self._sent): outbox_words.LANE}
        return (*of_checks, *(say(names[id(lane)]) for lane in self._below))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self._mark_at(event.position())
        if mark is not None:
            self._pick(mark)
        elif (found := self._below_at(event.position())) is not None:
            self._go_to(*found)
            self._open(*found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along a lane, up and down change it; Enter opens a webhook."""
        key = event.key()
        chosen = next(((lane, lane.chosen) for lane in self._below if lane.chosen is not None), None)
        if chosen is not None and key in OPENING:
            self._open(*chosen)
        elif not walks(key):
            super().keyPressEvent(event)
        elif (mark := walk(key, self._marks, self._chosen_mark, self._below)) is not None:
            self._pick(mark)
        else:
            self._describe()

    def _go_to(self, lane: HeardLane, mark: HeardMark) -> None:
        self._leave_below()
        lane.choose(mark)
        self._describe()

    def _open(self, lane: HeardLane, mark: HeardMark) -> None:
        if lane is self._sent:
            self.outbox_wanted.emit()
        else:
            self.events_wanted.emit(mark.at)

    def _pick(self, mark: Mark) -> None:
        self.choose(mark.run.id)
        self.chosen.emit(mark.run.id)

    def _mark_at(self, point: QPointF) -> Mark | None:
        number = self._lane_at(point)
        if not Lane.PULL <= number <= Lane.HAND:
            return None
        mark = nearest(self._marks, Lane(number), point.x() - self._left)
        return mark if mark and abs(self.point_of(mark).x() - point.x()) <= _REACH else None

    def _below_at(self, point: QPointF) -> tuple[HeardLane, HeardMark] | None:
        number = self._lane_at(point) - len(Lane)
        if not 0 <= number < len(self._below):
            return None
        lane, x = self._below[number], point.x() - self._left
        mark = lane.nearest(x)
        return (lane, mark) if mark and abs(mark.x - x) <= _REACH else None

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
        found = self._below_at(point)
        if found is None:
            return ""
        lane, one = found
        return self._sent_words(one) if lane is self._sent else self._heard_words(one)

    def _heard_words(self, heard: HeardMark) -> str:
        return count(*words.HEARD_AT, heard.number, time=self._time(heard.at))

    def _sent_words(self, sent: HeardMark) -> str:
        template = outbox_words.SENT_BADLY_AT if sent.parked else outbox_words.SENT_AT
        return count(*template, sent.number, time=self._time(sent.at))

    def _words_of(self, mark: Mark) -> str:
        run = mark.run
        kind, time = telling.kind_word(run, self._interval), self._time(run.started_at)
        return say(words.TICK, kind=kind, time=time, result=result_word(run))

    def _time(self, moment: datetime) -> str:
        return telling.moment_word(self._stage.local(moment), self._stage.local(self._now))
