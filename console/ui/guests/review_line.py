"""The time line of both guests' stays, drawn: two lanes, gaps as gaps, nights in two rooms marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.guests.review_lines import StayOfGuest
from console.services.guest_review import PairView
from console.ui.guests.review_spans import Bar, Stretch, in_reading_order, stretches_of
from console.ui.guests.review_telling import ReviewTelling
from console.ui.guests.review_why import Why
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

_NIGHT, _GAP, _LEAST = 36, 30, 84
_LANE, _BAR = 26, 20
_NAMES = 120


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stretch stands, in pixels from the left, and how wide a night is in it."""

    stretch: Stretch
    left: int
    night: float

    def x(self, night: int) -> float:
        return self.left + night * self.night

    def rect(self, bar: Bar, top: int, height: int) -> QRectF:
        return QRectF(self.x(bar.first), top, max(4.0, bar.nights * self.night - 1), height)


class StaysLine(QWidget):
    """`told` carries the sentence about the stay that is chosen, or about all of them."""

    told = Signal(str)

    def __init__(self, stage: Stage, telling: ReviewTelling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self._view: PairView | None = None
        self._all: tuple[Stretch, ...] = ()
        self._bars: list[Bar] = []
        self._chosen = -1
        self.setAccessibleName(say(words.LINE_NAME))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look_changed.connect(self.updateGeometry)

    def show_pair(self, view: PairView) -> None:
        """The stays of these two."""
        self._view = view
        self._all = stretches_of(view)
        self._bars = in_reading_order(self._all)
        self._chosen = -1
        self.updateGeometry()
        self.update()
        self._tell()

    @property
    def chosen(self) -> StayOfGuest | None:
        """The stay that the keyboard has come to."""
        return self._bars[self._chosen].stay if 0 <= self._chosen < len(self._bars) else None

    def sizeHint(self) -> QSize:
        lanes = 2 * self._stage.scaled(_LANE)
        return QSize(self._stage.scaled(320), lanes + self.fontMetrics().lineSpacing() + 2 * Space.XS)

    # -- choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._bars)}
        steps[Qt.Key.Key_End] = len(self._bars)
        if event.key() in steps and self._bars:
            start = self._chosen if self._chosen >= 0 else len(self._bars)
            self._choose(min(len(self._bars) - 1, max(0, start + steps[Qt.Key(event.key())])))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in self._places():
            for bar in place.stretch.bars:
                if place.rect(bar, self._top(bar.lane), self._stage.scaled(_BAR)).contains(event.position()):
                    self._choose(self._bars.index(bar))

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

    def _tell(self) -> None:
        sentence = self._sentence()
        self.setAccessibleDescription(sentence)
        self.told.emit(sentence)

    def _sentence(self) -> str:
        view = self._view
        if view is None or not self._bars:
            return say(words.LINE_NONE)
        if self._chosen >= 0:
            bar = self._bars[self._chosen]
            return self._telling.stay(self._telling.side_name(view, bar.lane), bar.stay)
        if view.same_nights:
            return Why(self._telling).same_night(view)
        left_out = len(self._bars) - sum(len(place.stretch.bars) for place in self._places())
        more = count(words.LINE_EARLIER_ONE, words.LINE_EARLIER_MANY, left_out) if left_out else ""
        return " ".join(filter(None, (more, say(words.LINE_HINT))))

    # -- drawing

    def _top(self, lane: int) -> int:
        return self.fontMetrics().lineSpacing() + Space.XS + lane * self._stage.scaled(_LANE)

    def _places(self) -> Iterator[_Place]:
        """The latest stretches that have room, the first that may tell of a night together among them."""
        night, gap = self._stage.scaled(_NIGHT), self._stage.scaled(_GAP)
        gutter = self._stage.scaled(_NAMES)
        room, kept = max(self.width() - gutter, self._stage.scaled(320)), list[Stretch]()
        for stretch in sorted(self._all, key=lambda one: (bool(one.together), one.begins), reverse=True):
            width = self._width(stretch)
            if kept and room < width:
                continue
            kept.append(stretch)
            room -= width + gap
        left = gutter
        for stretch in sorted(kept, key=lambda one: one.begins):
            width = self._width(stretch)
            yield _Place(stretch, left, min(night, width / stretch.nights))
            left += width + gap

    def _width(self, stretch: Stretch) -> int:
        most = max(self.width() // 2, self._stage.scaled(_LEAST))
        return max(self._stage.scaled(_LEAST), min(most, stretch.nights * self._stage.scaled(_NIGHT)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        former = None
        self._paint_names(painter)
        for place in self._places():
            if former is not None:
                self._paint_gap(painter, former, place)
            self._paint_stretch(painter, place)
            former = place
        if self.hasFocus():
            painter.setPen(QColor(self._stage.colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        """Whose lane it is."""
        if self._view is None:
            return
        painter.setPen(QColor(self._stage.colours.text))
        width = self._stage.scaled(_NAMES) - Space.S
        for lane in range(2):
            name = self._telling.side_name(self._view, lane)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
            where = QRect(0, self._top(lane), width, self._stage.scaled(_BAR))
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_stretch(self, painter: QPainter, place: _Place) -> None:
        painter.setPen(QColor(self._stage.colours.muted))
        head = QRect(place.left, 0, self._width(place.stretch) + self._stage.scaled(_GAP), self._top(0))
        day = self._telling.day(place.stretch.begins)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, day)
        for first, behind in place.stretch.together:
            self._paint_together(painter, place, first, behind)
        for bar in place.stretch.bars:
            self._paint_bar(painter, place, bar)

    def _paint_together(self, painter: QPainter, place: _Place, first: int, behind: int) -> None:
        """Nights in two rooms: hatched through both lanes, so that no colour has to tell it."""
        top = self._top(0) - 2
        both = QRectF(place.x(first), top, place.x(behind) - place.x(first), self._top(2) - top)
        painter.fillRect(both, QColor(self._stage.colours.warn_soft))
        painter.setPen(QPen(QColor(self._stage.colours.warn), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(both)

    def _paint_bar(self, painter: QPainter, place: _Place, bar: Bar) -> None:
        colours = self._stage.colours
        rect = place.rect(bar, self._top(bar.lane), self._stage.scaled(_BAR))
        is_chosen = bar == (self._bars[self._chosen] if self._chosen >= 0 else None)
        edge = QPen(QColor(colours.accent), 2 if is_chosen else 1)
        if not bar.stay.holds_room:
            edge.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(edge)
        painter.setBrush(QColor(colours.accent_soft if bar.stay.holds_room else colours.surface))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(QColor(colours.text))
        within = rect.adjusted(Space.XS, 0, -2, 0).toRect()
        if painter.fontMetrics().horizontalAdvance(bar.stay.room) <= within.width():
            painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bar.stay.room)

    def _paint_gap(self, painter: QPainter, former: _Place, place: _Place) -> None:
        painter.setPen(QPen(QColor(self._stage.colours.line), 1, Qt.PenStyle.DotLine))
        middle = (self._top(0) + self._top(2)) // 2
        painter.drawLine(former.left + self._width(former.stretch), middle, place.left, middle)
