"""Whether both sides agree, as header and pill show it; read on the reader's thread whenever it may be otherwise."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.announcing import DiscrepanciesChanged, EditsChanged, ReservationsChanged, SyncSettingsChanged
from console.jobs.report import Report
from console.ui.kit.stage import Stage
from console.ui.parts import Parts
from console.ui.shell.sync_view import SyncView

if TYPE_CHECKING:
    from console.services.agreement import Agreed

_NEWS = (Report, ReservationsChanged, EditsChanged, DiscrepanciesChanged, SyncSettingsChanged)


class ProofView(QObject):
    """`changed` when anything that is shown may be different: what was found, or the time that has passed since."""

    changed = Signal()

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._agreed: Agreed | None = None
        self._reading = self._asked_again = False
        stage.courier.arrived.connect(self._hear)
        view.changed.connect(self.changed)

    @property
    def agreed(self) -> "Agreed | None":
        """How both sides stand at this moment; None until that was read."""
        return self._agreed.at(self._stage.clock.now()) if self._agreed is not None else None

    def read(self) -> None:
        """Read it anew, and once more where it may have changed meanwhile."""
        self._asked_again = self._reading
        if self._reading:
            return
        self._reading = True
        now = self._stage.clock.now()
        self._stage.reader.ask(lambda: self._parts.agreement.agreed(now), self._take, self._failed)

    def _hear(self, news: object) -> None:
        if isinstance(news, _NEWS):
            self.read()

    def _take(self, agreed: "Agreed") -> None:
        self._agreed = agreed
        self._end_reading()
        self.changed.emit()

    def _failed(self, _error: Exception) -> None:
        """What was known stands, and grows stale by itself; that the database makes trouble is told elsewhere."""
        self._end_reading()

    def _end_reading(self) -> None:
        self._reading = False
        if self._asked_again:
            self.read()
