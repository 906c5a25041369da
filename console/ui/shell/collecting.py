"""Python's collector of cycles, kept on the window's thread: a worker that happens to collect a Qt object would
destroy it on the wrong thread."""

import gc
from types import TracebackType

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 5_000


class Collector(QObject):
    """While the block runs, garbage is collected only here, and the oldest generation only when it has grown."""

    def __init__(self) -> None:
        super().__init__()
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)

    def __enter__(self) -> "Collector":
        gc.disable()
        self._timer.start(EVERY_MS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        gc.enable()

    def settle(self) -> None:
        """After the start: what stands now stays, and need not be looked at again."""
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """Collect the generations that are over their limits."""
        young, middle, old = gc.get_count()
        if young > self._limits[0]:
            gc.collect(0)
        if middle > self._limits[1]:
            gc.collect(1)
        if old > self._limits[2]:
            gc.collect(2)
