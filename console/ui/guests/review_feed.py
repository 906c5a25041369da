"""What keeps a list of the review page as the book is: read when first looked at, and again when something came."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.announcing import ContactWordsChanged, GuestsChanged, ReservationsChanged
from console.ui.kit.stage import Stage

_GATHER_MS, _MINUTE_MS = 250, 60_000
_NEWS = (ReservationsChanged, GuestsChanged, ContactWordsChanged)


class ReviewFeed(QObject):
    """`came` carries what was read, `failed` the error; `is_whole` once something was read. One question at a time."""

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, stage: Stage, question: Callable[[str], Sequence[Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._question = stage, question
        self.is_whole = False
        self._wanted = self._reading = self._again = False
        self._day = ""
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self.read)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._pass_time)
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._pass_time)

    def begin(self) -> None:
        """From now on somebody looks at it, or counts what is in it."""
        if not self._wanted:
            self._wanted = True
            self._minute.start()
            self.read()

    def read(self) -> None:
        """Read it, or once more after the reading under way."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._day = self._today()
        day = self._day
        self._stage.reader.ask(lambda: self._question(day), self._take, self._fail)

    def _take(self, rows: Sequence[Any]) -> None:
        self._reading = False
        self.is_whole = True
        self.came.emit(rows)
        self._go_on()

    def _fail(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self.read()

    def _hear(self, news: object) -> None:
        if self._wanted and isinstance(news, _NEWS) and not self._gathering.isActive():
            self._gathering.start()

    def _pass_time(self) -> None:
        if self._wanted and self._day != self._today():
            self.read()

    def _today(self) -> str:
        return self._stage.local(self._stage.clock.now()).date().isoformat()
