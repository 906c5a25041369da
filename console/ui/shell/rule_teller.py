"""What rules decided by themselves, told where they are to tell it: in the bar with its Undo, and beside the clock.

The words are loaded when there is something to tell.
"""
# ruff: noqa: PLC0415 - see above

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.domain.announcing import EditsChanged, ReservationsChanged
from console.domain.undoing import DeedBook, DeedKey
from console.ui.kit.stage import Stage
from console.ui.parts import Done, Noted, Parts, ShowPlace

if TYPE_CHECKING:
    from console.services.rule_desk import Ruled

_GATHER_MS = 400
_NEWS = (ReservationsChanged, EditsChanged)


class RuleTeller(QObject):
    """Looks for new decisions once reservations were changed; what was decided before the window opened stands under
    Reconcile."""

    def __init__(self, stage: Stage, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._parts = stage, parts
        self._since, self._told = stage.clock.now(), 0
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._look)
        stage.courier.arrived.connect(self._hear)

    def _hear(self, news: object) -> None:
        if isinstance(news, _NEWS) and not self._gathering.isActive():
            self._gathering.start()

    def _look(self) -> None:
        self._stage.reader.ask(self._read, self._tell)

    def _read(self) -> "tuple[Ruled, ...]":
        """On the reader's thread, since what it works with is loaded then."""
        return self._parts.rule_desk.decided_since(self._since, self._told)

    def _tell(self, decided: "tuple[Ruled, ...]") -> None:
        new = [one for one in decided if one.act_id > self._told]
        if not new:
            return
        self._told = new[-1].act_id
        from console.ui.reconcile.rules_model import ruled_words

        sentence = ruled_words(new)
        place = ShowPlace("reconcile", "rules")
        if len(new) == 1:
            place = ShowPlace("reservations", str(new[0].reservation_id))
        self._stage.courier.send(Done(sentence, tuple(DeedKey(DeedBook.ACTS, one.act_id) for one in new)))
        self._stage.courier.send(Noted(sentence, place))
