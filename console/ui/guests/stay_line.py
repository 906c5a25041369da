"""The stays of a guest on one time line; where two rooms share a night, both are seen."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.lines import ReservationLine, is_stay
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.words import say
from console.ui.wording import guest_card as words

_BAR, _LEAST = 14, 5
_SHORTEST = timedelta(days=30)


def nights_together(stays: Sequence[ReservationLine]) -> list[tuple[ReservationLine, ReservationLine]]:
    """The pairs of stays that share a night, but for rooms that were booked together."""
    real = [stay for stay in stays if is_stay(stay)]
    return [
        (one, other)
        for one, other in combinations(real, 2)
        if one.arrival < other.departure and other.arrival < one.departure and not _are_group(one, other)
    ]


def _are_group(one: ReservationLine, other: ReservationLine) -> bool:
    """A group's master may not know that it is one."""
    groups = {one.group_id or one.beds24_id, other.group_id or other.beds24_id}
    return len(groups) == 1 and bool(one.group_id or other.group_id)


class StayLine(QWidget):
    """Paints one bar a stay, those that overlap one under the other; listened to, it tells nothing that the list of
    stays beside it does not."""

    def __init__(self, stage: Stage, stays: Sequence[ReservationLine], today: str) -> None:
        super().__init__()
        self._stage = stage
        self._today = date.fromisoformat(today)
        self._stays = stays
        self._crowded = {stay.id for pair in nights_together(stays) for stay in pair}
        self._lanes = _lanes(stays)
        first = min((date.fromisoformat(stay.arrival) for stay in stays), default=self._today)
        last = max((date.fromisoformat(stay.departure) for stay in stays), default=self._today)
        self._first = min(first, self._today) - timedelta(days=3)
        self._span = max(max(last, self._today) + timedelta(days=3) - self._first, _SHORTEST)
        self.setAccessibleName(say(words.LINE_NAME))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        lanes = max(self._lanes.values(), default=0) + 1
        return QSize(240, self._top + lanes * (self._bar + Space.XS) + Space.S)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_years(painter)
        for stay in self._stays:
            self._paint_bar(painter, stay)
        painter.setPen(QPen(QColor(self._stage.colours.accent), 2))
        now = round(self._x(self._today))
        painter.drawLine(now, self._top - Space.XS, now, self.height())

    @property
    def _bar(self) -> int:
        return self._stage.scaled(_BAR)

    @property
    def _top(self) -> int:
        return self.fontMetrics().height() + Space.S

    def _x(self, day: date) -> float:
        part = (day - self._first) / self._span
        return (1 - part if self.isRightToLeft() else part) * self.width()

    def _paint_years(self, painter: QPainter) -> None:
        muted = QColor(self._stage.colours.muted)
        line = QColor(self._stage.colours.line)
        free_from = -1.0
        for year in range(self._first.year, (self._first + self._span).year + 1):
            x = max(self._x(max(date(year, 1, 1), self._first)), 0.0)
            width = painter.fontMetrics().horizontalAdvance(str(year)) + Space.M
            painter.setPen(line)
            painter.drawLine(round(x), self._top - Space.XS, round(x), self.height())
            if x >= free_from and x + width <= self.width():
                painter.setPen(muted)
                painter.drawText(QRect(round(x), 0, width, self._top), Qt.AlignmentFlag.AlignLeft, str(year))
                free_from = x + width

    def _paint_bar(self, painter: QPainter, stay: ReservationLine) -> None:
        one, other = self._x(date.fromisoformat(stay.arrival)), self._x(date.fromisoformat(stay.departure))
        left, width = min(one, other), max(abs(other - one), _LEAST)
        place = QRectF(left, self._top + self._lanes[stay.id] * (self._bar + Space.XS), width, self._bar)
        colours = self._stage.colours
        colour = QColor(colours.warn if stay.id in self._crowded else colours.good)
        painter.setPen(QPen(QColor(colours.muted) if not is_stay(stay) else colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if not is_stay(stay) else colour)
        painter.drawRoundedRect(place, 3, 3)


def _lanes(stays: Sequence[ReservationLine]) -> dict[int, int]:
    """For each stay the first lane in which no other lies on its nights."""
    ends: list[str] = []
    found: dict[int, int] = {}
    for stay in sorted(stays, key=lambda one: (one.arrival, one.id)):
        lane = next((number for number, end in enumerate(ends) if end <= stay.arrival), len(ends))
        ends[lane : lane + 1] = [stay.departure]
        found[stay.id] = lane
    return found
