"""What waits until a widget has been seen: so that nothing that takes time stands before the first picture."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_LATEST_MS = 2_000


class FirstPaint(QObject):
    """Calls `then` once, after `widget` was painted; after two seconds too, for a window that starts minimised.

    It belongs to the widget and refers to nothing that owns it: what dies with its last reference, while Qt deletes one
    of its children, is deleted twice.
    """

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then: Callable[[], object] | None = then
        self._timer = QTimer(self, singleShot=True, interval=_LATEST_MS)
        self._timer.timeout.connect(self._call)
        self._timer.start()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)  # the painting itself comes after this filter
        return False

    def _call(self) -> None:
        if (widget := self.parent()) is not None:
            widget.removeEventFilter(self)
        then, self._then = self._then, None
        if then is not None:
            then()
