"""What webhooks bring within a while, so that it is told in one message and not in one for each."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

_SECONDS = 15.0
"""Long enough for a burst, and for what is read again once a hint came; a message beside the clock is not urgent."""


class Gathered(QObject):
    """`complete` comes a while after the first that was added; `take` gives it all and begins anew."""

    complete = Signal()

    def __init__(self, speed: float, parent: QObject) -> None:
        super().__init__(parent)
        self._new: dict[int, None] = {}
        self._cancelled: dict[int, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * _SECONDS / speed))
        self._timer.timeout.connect(self.complete)

    def add(self, new: Iterable[int], cancelled: Iterable[int]) -> None:
        """Reservations (our ids). What began and was called off within the while is nothing to tell."""
        for id_ in new:
            self._new[id_] = None
        for id_ in cancelled:
            if id_ in self._new:
                del self._new[id_]
            else:
                self._cancelled[id_] = None
        if (self._new or self._cancelled) and not self._timer.isActive():
            self._timer.start()

    def take(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What is new, and what was cancelled."""
        told = tuple(self._new), tuple(self._cancelled)
        self._new, self._cancelled = {}, {}
        return told
