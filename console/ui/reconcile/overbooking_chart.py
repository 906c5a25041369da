"""The plan of the rooms around an overbooking, drawn: rooms one under the other, days from left to right."""

from datetime import timedelta

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.ways_out import Way
from console.services.overbooking_book import OverbookingView
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.words import say
from console.ui.reconcile.overbooking_spans import Bar, Chart, Mood, chart_of, in_reading_order
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.wording import overbooking as words

_LANE, _BAR, _NAMES, _HEAD = 26, 20, 92, 34
_TONES = {
    Mood.QUIET: ("calm_soft", "line"),
    Mood.CLASHING: ("bad_soft", "bad"),
    Mood.MOVED: ("good_soft", "good"),
    Mood.LEFT: ("surface", "muted"),
}
_NARROW = QLocale.FormatType.NarrowFormat
_SPOKEN = {Mood.CLASHING: words.BAR_CLASHING, Mood.MOVED: words.BAR_MOVED}


class OverbookingChart(QWidget):
    """`told` carries the sentence about the stay that is chosen, or about the whole picture."""

    told = Signal(str)

    def __init__(self, stage: Stage, telling: OverbookingTelling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self._view: OverbookingView | None = None
        self._way: Way | None = None
        self._chart: Chart | None = None
        self._bars: list[Bar] = []
        self._chosen = -1
        self.setAccessibleName(say(words.CHART))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look_changed.connect(self.updateGeometry)

    def show_plan(self, view: OverbookingView, way: Way | None) -> None:
        """The rooms as they are, or as they will be after `way`."""
        self._view, self._way = view, way
        self._chart = chart_of(view, way)
        self._bars = in_reading_order(bar for bar in self._chart.bars if bar.mood is not Mood.LEFT)
        self._chosen = -1
        self.updateGeometry()
        self.update()
        self._tell()

    @property
    def sentence(self) -> str:
        """What the picture says in words."""
        if self._view is None:
            return ""
        if self._chosen < 0:
            return self._telling.chart(self._view, self._way)
        return self._of_bar(self._view, self._bars[self._chosen])

    def _of_bar(self, view: OverbookingView, bar: Bar) -> str:
        told = say(
            words.BAR,
            guest=self._telling.of_stay(view, bar.stay),
            room=self._telling.room(self._chart.rows[bar.row].room if self._chart else None),
            first=self._telling.day(bar.stay.arrival),
            last=self._telling.day(bar.stay.departure),
        )
        return say(_SPOKEN[bar.mood], bar=told) if bar.mood in _SPOKEN else told

    def _tell(self) -> None:
        self.setAccessibleDescription(self.sentence)
        self.told.emit(self.sentence)

    def sizeHint(self) -> QSize:
        lanes = sum(row.lanes for row in self._chart.rows) if self._chart else 1
        rows = len(self._chart.rows) if self._chart else 1
        height = self._stage.scaled(_HEAD) + lanes * self._stage.scaled(_LANE) + rows * Space.XS
        return QSize(self._stage.scaled(320), height)

    # Choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, forth = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if not self._bars or event.key() not in (*back, *forth):
            super().keyPressEvent(event)
            return
        step = -1 if event.key() in back else 1
        self._choose(min(len(self._bars) - 1, max(0, self._chosen + step)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, bar in enumerate(self._bars):
            if self._rect(bar).contains(event.position()):
                self._choose(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, number: int) -> None:
        self._chosen = number
        self.update()
        self._tell()

    # Places

    @property
    def _gutter(self) -> int:
        return self._stage.scaled(_NAMES)

    def _x(self, day: float) -> float:
        days = self._chart.days if self._chart else 1
        return self._gutter + day * (self.width() - self._gutter - 1) / days

    def _top(self, row: int) -> int:
        rows = self._chart.rows[:row] if self._chart else ()
        lanes = sum(one.lanes for one in rows) * self._stage.scaled(_LANE)
        return self._stage.scaled(_HEAD) + lanes + row * Space.XS

    def _height(self, row: int) -> int:
        return (self._chart.rows[row].lanes if self._chart else 1) * self._stage.scaled(_LANE)

    def _rect(self, bar: Bar) -> QRectF:
        top = self._top(bar.row) + bar.lane * self._stage.scaled(_LANE) + 3
        return QRectF(self._x(bar.first) + 1, top, self._x(bar.last) - self._x(bar.first) - 2, self._stage.scaled(_BAR))

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chart is not None and self._view is not None:
            self._paint_days(painter, self._chart)
            self._paint_rows(painter, self._chart)
            self._paint_crowd(painter, self._chart)
            for bar in self._chart.bars:
                self._paint_bar(painter, self._view, bar)
        if self.hasFocus():
            self._pen(painter, "accent")
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _pen(self, painter: QPainter, tone: str, width: float = 1, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        painter.setPen(QPen(QColor(getattr(self._stage.colours, tone)), width, style))

    def _paint_days(self, painter: QPainter, chart: Chart) -> None:
        """The day of the month over each column, with its weekday where there is room; today stands out."""
        today = self._stage.local(self._stage.clock.now()).date()
        wide = (self._x(1) - self._x(0)) >= painter.fontMetrics().horizontalAdvance("Www")
        for number in range(chart.days):
            day = chart.first + timedelta(days=number)
            left, width = round(self._x(number)), round(self._x(1) - self._x(0))
            if day == today:
                painter.fillRect(QRect(left, 0, width, self.height()), QColor(self._stage.colours.accent_soft))
            self._pen(painter, "text" if day == today else "muted")
            locale = QLocale()
            weekday = locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat if wide else _NARROW)
            half = self._stage.scaled(_HEAD) // 2
            painter.drawText(QRect(left, 0, width, half), Qt.AlignmentFlag.AlignCenter, weekday)
            painter.drawText(QRect(left, half - 2, width, half), Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_rows(self, painter: QPainter, chart: Chart) -> None:
        for number, row in enumerate(chart.rows):
            top, height = self._top(number), self._height(number)
            self._pen(painter, "line")
            painter.drawLine(0, top, self.width(), top)
            self._pen(painter, "text" if number == chart.over_row else "muted")
            place = QRect(0, top, self._gutter - Space.S, height)
            name = self._telling.room(row.room)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_crowd(self, painter: QPainter, chart: Chart) -> None:
        """The crowded nights: hatched through all lanes, so that no colour has to tell it."""
        if chart.over is None:
            return
        first, last = chart.over
        place = QRectF(self._x(first), self._top(chart.over_row) + 1, self._x(last) - self._x(first), 0)
        place.setHeight(self._height(chart.over_row))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(place, QColor(self._stage.colours.warn_soft))
        painter.fillRect(place, QBrush(QColor(self._stage.colours.warn), Qt.BrushStyle.BDiagPattern))

    def _paint_bar(self, painter: QPainter, view: OverbookingView, bar: Bar) -> None:
        fill, edge = _TONES[bar.mood]
        is_chosen = 0 <= self._chosen < len(self._bars) and self._bars[self._chosen] == bar
        style = Qt.PenStyle.DashLine if bar.mood is Mood.LEFT else Qt.PenStyle.SolidLine
        width = 2.0 if is_chosen or bar.mood in (Mood.CLASHING, Mood.MOVED) else 1.0
        self._pen(painter, "accent" if is_chosen else edge, width, style)
        painter.setBrush(QColor(getattr(self._stage.colours, fill)))
        rect = self._rect(bar)
        painter.drawRoundedRect(rect, 3, 3)
        self._pen(painter, "muted" if bar.mood in (Mood.LEFT, Mood.QUIET) else "text")
        within = rect.adjusted(Space.XS, 0, -2, 0).toRect()
        name = self._telling.of_stay(view, bar.stay)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, within.width())
        if len(shown) > 1:
            painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
