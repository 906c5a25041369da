"""A switch: on or off by place, by colour and by word."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.words import say
from console.ui.wording import switch as words

_TRACK = QSize(38, 22)
_EDGE = 3


class Switch(QAbstractButton):
    """Space or a click turns it; `toggled` tells the new state."""

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__()
        self._stage = stage
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        stage.look_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words_width = max(self.fontMetrics().horizontalAdvance(text) for text in (say(words.ON), say(words.OFF)))
        height = max(_TRACK.height(), self.fontMetrics().height()) + 2 * _EDGE
        return QSize(_TRACK.width() + Space.M + words_width + 2 * _EDGE, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_track(painter)
        text = say(words.ON if self.isChecked() else words.OFF)
        painter.setPen(self._colour("text" if self.isEnabled() else "muted"))
        place = self.rect().adjusted(_TRACK.width() + Space.M + _EDGE, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _draw_track(self, painter: QPainter) -> None:
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(_EDGE, top, _TRACK.width(), _TRACK.height())
        on = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(self._colour("accent" if on or self.hasFocus() else "muted"), 1.4))
        painter.setBrush(self._colour("accent" if on else "calm_soft"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), track.height() / 2 + 2, track.height() / 2 + 2)
        radius = track.height() / 2 - _EDGE
        x = track.right() - radius - _EDGE if self.isChecked() else track.left() + radius + _EDGE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("accent_text" if on else "muted"))
        painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._stage.colours, name))
