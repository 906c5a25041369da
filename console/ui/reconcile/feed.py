"""What keeps this tab as the discrepancies are: one reading for its head and its lists."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.announcing import (
    DiscrepanciesChanged,
    EditsChanged,
    GuestsChanged,
    ReservationsChanged,
    SyncSettingsChanged,
)
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.moments import moment_from
from console.domain.runs import COMPARING, RunKind
from console.jobs.report import Report
from console.services.discrepancy_book import DiscrepancyBook, ReconcileStanding
from console.ui.kit.stage import Stage

_GATHER_MS, _MINUTE_MS = 400, 60_000
_COMPARING = COMPARING | {RunKind.FULL}
_NEWS = (DiscrepanciesChanged, EditsChanged, GuestsChanged, ReservationsChanged, SyncSettingsChanged)


@dataclass(frozen=True, slots=True)
class Reading:
    """How both sides stand, and everything that differs, of one moment."""

    standing: ReconcileStanding
    lines: tuple[DiscrepancyLine, ...]


class ReconcileFeed(QObject):
    """`came` carries a Reading, `failed` why there is none. It reads anew after a comparison, after anything that is
    shown here was changed, and when something that was put off comes back."""

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, stage: Stage, book: DiscrepancyBook) -> None:
        super().__init__()
        self._stage, self._book = stage, book
        self._last: Reading | None = None
        self._day = ""
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self.read)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self.read)

    def read(self) -> None:
        """Read everything."""
        self._stage.reader.ask(lambda: Reading(self._book.standing(), self._book.lines()), self._take, self.failed.emit)

    def look_at_clock(self) -> None:
        """Read again where a day began, or something comes back by now."""
        now, lines = self._stage.clock.now(), self._last.lines if self._last else ()
        waiting = (line.until for line in lines if line.until and line.status is not DiscrepancyStatus.OPEN)
        if self._today() != self._day or any(moment_from(until) <= now for until in waiting):
            self.read()

    def _today(self) -> str:
        return self._stage.local(self._stage.clock.now()).date().isoformat()

    def _take(self, reading: Reading) -> None:
        self._last = reading
        self._day = self._today()
        self.came.emit(reading)

    def _hear(self, news: object) -> None:
        compared = isinstance(news, Report) and news.run.kind in _COMPARING
        if (compared or isinstance(news, _NEWS)) and not self._gathering.isActive():
            self._gathering.start()
