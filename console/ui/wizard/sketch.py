"""A drawing of the place in Beds24 where invite codes are made: not its picture, which would soon be out of date."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import wizard as words

_WIDTH, _HEIGHT = 320, 190
_RADIUS = 8.0
_MOST_PERCENT = 150


class Sketch(QWidget):
    """A browser with the way to the page marked by numbers: the same numbers as in the text beside it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(words.GUIDE_NAME))
        stage.look_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT) * self._share

    @property
    def _share(self) -> float:
        """It grows with the text, as far as there is room for it."""
        return min(max(self._stage.look.text_percent, 100), _MOST_PERCENT) / 100

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._share, self._share)
        self._draw_window(painter)
        self._draw_menu(painter)
        self._draw_page(painter)
        painter.end()

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._stage.colours, name))

    def _draw_window(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._colour("line"), 1.5))
        painter.setBrush(self._colour("raised"))
        painter.drawRoundedRect(QRectF(1, 1, _WIDTH - 2, _HEIGHT - 2), _RADIUS, _RADIUS)
        painter.drawLine(QPointF(1, 28), QPointF(_WIDTH - 1, 28))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("line"))
        for number in range(3):
            painter.drawEllipse(QPointF(16 + 14 * number, 15), 4, 4)
        painter.drawRoundedRect(QRectF(64, 8, _WIDTH - 84, 13), 6, 6)

    def _draw_menu(self, painter: QPainter) -> None:
        """The way through the menu, each level a little further in."""
        lines = (words.SKETCH_SETTINGS, words.SKETCH_MARKETPLACE, words.SKETCH_API)
        for number, text in enumerate(lines):
            last = number == len(lines) - 1
            place = QRectF(12 + 10 * number, 42 + 30 * number, 120 - 10 * number, 24)
            self._box(painter, place, "accent_soft" if last else "calm_soft", text, bold=last)
        self._bubble(painter, QPointF(138, 114), 1)

    def _draw_page(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._colour("line"), 1))
        painter.drawLine(QPointF(150, 29), QPointF(150, _HEIGHT - 2))
        self._box(painter, QRectF(164, 42, 136, 24), "accent", words.SKETCH_BUTTON, bold=True, ink="accent_text")
        self._bubble(painter, QPointF(304, 42), 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(4):
            self._tick(painter, QPointF(166, 78 + 16 * number), 70 + 12 * (number % 3))
        self._box(painter, QRectF(164, 150, 136, 24), "surface", "Zk3r…Yw8Q=", framed=True)
        self._bubble(painter, QPointF(304, 150), 3)

    def _box(
        self,
        painter: QPainter,
        place: QRectF,
        ground: str,
        text: str,
        *,
        bold: bool = False,
        framed: bool = False,
        ink: str = "text",
    ) -> None:
        painter.setPen(QPen(self._colour("line"), 1) if framed else Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(ground))
        painter.drawRoundedRect(place, 5, 5)
        painter.setPen(self._colour(ink))
        painter.setFont(self._font(bold=bold))
        metrics = painter.fontMetrics()
        fitting = metrics.elidedText(say(text), Qt.TextElideMode.ElideRight, int(place.width()) - 12)
        painter.drawText(place.adjusted(8, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, fitting)

    def _tick(self, painter: QPainter, at: QPointF, length: float) -> None:
        painter.setPen(QPen(self._colour("accent"), 1.6))
        painter.drawRoundedRect(QRectF(at.x(), at.y(), 10, 10), 2, 2)
        painter.drawLine(at + QPointF(2.5, 5), at + QPointF(4.5, 7.5))
        painter.drawLine(at + QPointF(4.5, 7.5), at + QPointF(8, 2.5))
        painter.setPen(QPen(self._colour("line"), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at + QPointF(20, 5), at + QPointF(20 + length, 5))

    def _bubble(self, painter: QPainter, centre: QPointF, number: int) -> None:
        painter.setPen(QPen(self._colour("surface"), 2))
        painter.setBrush(self._colour("text"))
        painter.drawEllipse(centre, 10, 10)
        painter.setPen(self._colour("surface"))
        painter.setFont(self._font(bold=True))
        painter.drawText(QRectF(centre.x() - 10, centre.y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, str(number))

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(bold)
        return font
