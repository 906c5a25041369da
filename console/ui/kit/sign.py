"""An icon beside words that say the same."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.ui.kit.theme import TypeScale

_USUAL_TEXT = TypeScale.at(100).body


class Sign(QWidget):
    """Drawn from its icon at each painting, so that it follows the theme. `size`: pixels at the usual text size."""

    def __init__(self, icon: QIcon | None = None, size: int = 20) -> None:
        super().__init__()
        self._icon = icon or QIcon()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_icon(self, icon: QIcon) -> None:
        """Another one."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * self.fontInfo().pixelSize() / _USUAL_TEXT)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, QRect(0, 0, self.width(), self.height()))
        painter.end()
