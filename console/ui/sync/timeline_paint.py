"""How the time line is drawn: calm lines, one shape for each way a check can end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.sync.lanes import Gap, HeardMark, Mark, Span
from console.ui.sync.moods import FACES, Mood, mood_word
from console.ui.wording import sync as words

LANE_HEIGHT, LEGEND_HEIGHT, SCALE_HEIGHT, MARGIN_RIGHT = 26, 24, 22.0, 40.0
_R, _DOT = 4.5, 2.5
_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: the look, the time shown, and the places of the lanes."""

    stage: Stage
    span: Span
    rect: QRectF
    left: float
    lane_height: float
    lanes: tuple[str, ...]
    focused: bool

    @property
    def scale_height(self) -> float:
        return scale_height(self.stage)

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.stage.colours, name))

    def x(self, moment: datetime) -> float:
        return self.left + self.span.x_of(moment)

    def top(self, lane: int) -> float:
        return self.scale_height + lane * self.lane_height

    @property
    def bottom(self) -> float:
        return self.top(len(self.lanes))

    @property
    def right(self) -> float:
        return self.left + self.span.width


def scale_height(stage: Stage) -> float:
    """Room for the times above the lanes, at the chosen text size."""
    return SCALE_HEIGHT * stage.look.text_percent / 100


def label_width(metrics: QFontMetrics, names: Iterable[str]) -> float:
    """Room for the names of the lanes."""
    return float(max(map(metrics.horizontalAdvance, names)) + 20)


def paint(painter: QPainter, sheet: Sheet, marks: Sequence[Mark], gaps: Sequence[Gap], chosen: Mark | None) -> None:
    """Draw everything."""
    small = QFont(painter.font())
    small.setPixelSize(max(round(painter.font().pixelSize() * 0.9), 9))
    painter.setFont(small)
    for gap in gaps:
        _paint_gap(painter, sheet, gap)
    _paint_scale(painter, sheet)
    _paint_lanes(painter, sheet)
    _paint_now(painter, sheet)
    if chosen is not None:
        _paint_choice(painter, sheet, chosen)
    for mark in sorted(marks, key=lambda one: one.mood):
        _paint_mark(painter, sheet, mark)
    _paint_legend(painter, sheet, sorted({mark.mood for mark in marks}))


def paint_heard(
    painter: QPainter, sheet: Sheet, lane: int, marks: Iterable[HeardMark], chosen: HeardMark | None
) -> None:
    """Draw what came or went in a lane: a dot each, a cross where something of it is not as it should be."""
    if chosen is not None:
        _paint_halo(painter, sheet, sheet.left + chosen.x, lane)
    y = sheet.top(lane) + sheet.lane_height / 2
    for mark in marks:
        place = QPointF(sheet.left + mark.x, y)
        if mark.parked:
            _draw(painter, sheet, Mood.FAILED, place)
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sheet.colour("accent"))
        painter.drawEllipse(place, _DOT, _DOT)


def _paint_legend(painter: QPainter, sheet: Sheet, moods: Sequence[Mood]) -> None:
    """The shapes that are to be seen, and what they mean."""
    x, y = sheet.left + _R, sheet.bottom + LEGEND_HEIGHT * sheet.stage.look.text_percent / 100 * 0.6
    for mood in moods:
        _draw(painter, sheet, mood, QPointF(x, y))
        text = say(words.LEGEND_QUIET) if mood is Mood.QUIET else mood_word(mood)
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(sheet.colour("muted"))
        painter.drawText(QRectF(x + 12, y - 15, width + 4, 30), Qt.AlignmentFlag.AlignVCenter, text)
        x += width + 36


def _paint_lanes(painter: QPainter, sheet: Sheet) -> None:
    for number, name in enumerate(sheet.lanes):
        top = sheet.top(number)
        middle = top + sheet.lane_height / 2
        painter.setPen(QPen(sheet.colour("line"), 1))
        painter.drawLine(QLineF(sheet.left, middle, sheet.right, middle))
        painter.setPen(sheet.colour("muted"))
        place = QRectF(0, top, sheet.left - 12, sheet.lane_height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _paint_scale(painter: QPainter, sheet: Sheet) -> None:
    for moment, text in _scale(sheet):
        x = sheet.x(moment)
        painter.setPen(QPen(sheet.colour("line"), 1))
        painter.drawLine(QLineF(x, sheet.scale_height - 4, x, sheet.bottom))
        painter.setPen(sheet.colour("muted"))
        place = QRectF(x - 50, 0, 100, sheet.scale_height - 5)
        if x + painter.fontMetrics().horizontalAdvance(text) / 2 < sheet.right - 24:
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)


def _scale(sheet: Sheet) -> list[tuple[datetime, str]]:
    """Every third hour of a day, every midnight of a week, as the hotel's clocks show them."""
    long = sheet.span.until - sheet.span.since > _DAY
    pace = _DAY if long else timedelta(hours=3)
    first = sheet.stage.local(sheet.span.since).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    while first <= sheet.span.until:
        if first > sheet.span.since:
            found.append((first, telling.weekday_word(first) if long else telling.time_word(first)))
        first += pace
    return found


def _paint_gap(painter: QPainter, sheet: Sheet, gap: Gap) -> None:
    place = QRectF(sheet.x(gap.since), sheet.scale_height, sheet.x(gap.until) - sheet.x(gap.since), 0)
    place.setBottom(sheet.bottom)
    painter.fillRect(place, sheet.colour("warn_soft"))
    hatch = sheet.colour("warn")
    hatch.setAlphaF(0.12)
    painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    text = say(words.GAP, time=telling.duration_word(gap.length))
    if place.width() < painter.fontMetrics().horizontalAdvance(text) + _R:
        text = telling.duration_word(gap.length)
    if place.width() > painter.fontMetrics().horizontalAdvance(text) + _R:
        painter.setPen(sheet.colour("warn"))
        line = QRectF(place.left(), sheet.top(1), place.width(), sheet.lane_height)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


def _paint_now(painter: QPainter, sheet: Sheet) -> None:
    painter.setPen(QPen(sheet.colour("accent"), 1.5))
    painter.drawLine(QLineF(sheet.right, sheet.scale_height - 4, sheet.right, sheet.bottom))
    place = QRectF(sheet.right - 40, 0, 80, sheet.scale_height - 5)
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, say(words.NOW))


def _paint_choice(painter: QPainter, sheet: Sheet, mark: Mark) -> None:
    _paint_halo(painter, sheet, _place(sheet, mark).x(), mark.lane)


def _paint_halo(painter: QPainter, sheet: Sheet, x: float, lane: int) -> None:
    halo = QRectF(x - 9, sheet.top(lane) + 1, 18, sheet.lane_height - 2)
    painter.setPen(QPen(sheet.colour("accent"), 1.5) if sheet.focused else Qt.PenStyle.NoPen)
    painter.setBrush(sheet.colour("accent_soft"))
    painter.drawRoundedRect(halo, 6, 6)


def _place(sheet: Sheet, mark: Mark) -> QPointF:
    return QPointF(sheet.left + mark.x, sheet.top(mark.lane) + sheet.lane_height / 2)


def _paint_mark(painter: QPainter, sheet: Sheet, mark: Mark) -> None:
    _draw(painter, sheet, mark.mood, _place(sheet, mark))


def _draw(painter: QPainter, sheet: Sheet, mood: Mood, place: QPointF) -> None:
    ink = sheet.colour(FACES[mood].tone)
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(ink)
    _SHAPES[mood](painter, place)


def _tick(painter: QPainter, place: QPointF) -> None:
    painter.drawLine(QLineF(place.x(), place.y() - 3, place.x(), place.y() + 3))


def _disc(painter: QPainter, place: QPointF) -> None:
    painter.drawEllipse(place, _R, _R)


def _ring(painter: QPainter, place: QPointF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(place, _R, _R)


def _square(painter: QPainter, place: QPointF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(place.x() - 4, place.y() - 4, 8, 8))


def _cross(painter: QPainter, place: QPointF) -> None:
    pen = painter.pen()
    pen.setWidthF(2.2)
    painter.setPen(pen)
    painter.drawLine(place + QPointF(-4, -4), place + QPointF(4, 4))
    painter.drawLine(place + QPointF(-4, 4), place + QPointF(4, -4))


def _diamond(painter: QPainter, place: QPointF) -> None:
    _polygon(painter, place, ((0, -6), (6, 0), (0, 6), (-6, 0)))


def _triangle(painter: QPainter, place: QPointF) -> None:
    _polygon(painter, place, ((0, -6), (6, 5), (-6, 5)))


def _bolt(painter: QPainter, place: QPointF) -> None:
    _polygon(painter, place, ((1, -7), (-5, 1), (-1, 1), (-2, 7), (5, -2), (1, -2)))


def _polygon(painter: QPainter, place: QPointF, corners: tuple[tuple[int, int], ...]) -> None:
    painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))


_SHAPES: dict[Mood, Callable[[QPainter, QPointF], None]] = {
    Mood.QUIET: _tick,
    Mood.CHANGED: _disc,
    Mood.RUNNING: _ring,
    Mood.STOPPED: _square,
    Mood.CRASHED: _bolt,
    Mood.BRAKED: _diamond,
    Mood.FAILED: _cross,
    Mood.WRONG_SUM: _triangle,
}
"""One shape an ending, so that no colour speaks alone."""
