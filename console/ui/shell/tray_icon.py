"""The picture beside the clock: a white sign on a disc with a white rim, so that it stands out on any taskbar."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from console.domain.pill import Pill, Tone
from console.ui.kit.stage import Stage
from console.ui.kit.theme import LIGHT
from console.ui.shell.pill_words import ICONS

_SIDE, _RIM, _SIGN = 64, 4, 36
_WHITE = QColor("#ffffff")
DISCS = {Tone.GOOD: LIGHT.good, Tone.WARN: LIGHT.warn, Tone.BAD: LIGHT.bad, Tone.CALM: LIGHT.muted}
"""Dark enough for white signs; the taskbar's own colour is not ours to know."""


def tray_icon(stage: Stage, pill: Pill) -> QIcon:
    """The state by shape and colour."""
    picture = QPixmap(_SIDE, _SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    centre = QPointF(_SIDE / 2, _SIDE / 2)
    for radius, colour in ((_SIDE / 2, _WHITE), (_SIDE / 2 - _RIM, QColor(DISCS[pill.tone]))):
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
    corner = (_SIDE - _SIGN) // 2
    painter.drawPixmap(QRect(corner, corner, _SIGN, _SIGN), _in_white(stage.icon(ICONS[pill.state])))
    painter.end()
    return QIcon(picture)


def _in_white(icon: QIcon) -> QPixmap:
    picture = icon.pixmap(_SIGN, _SIGN)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), _WHITE)
    painter.end()
    return picture
