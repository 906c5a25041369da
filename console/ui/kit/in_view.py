"""What appears where a page is scrolled away from it comes into view by itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_GROWS = (QEvent.Type.Show, QEvent.Type.Resize)


class InView(QObject):
    """Scrolls to `part` whenever it is shown or grows; lives as long as `part`."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _GROWS:
            QTimer.singleShot(0, self, self._scroll)
        return super().eventFilter(watched, event)

    def _scroll(self) -> None:
        parent = self._part.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea) and self._part.isVisible():
            parent.ensureWidgetVisible(self._part)
