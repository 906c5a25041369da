"""Putting a part of a reservation back as it was: a change like any other, of which the adviser hears first."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.ui.editing.deeds import EditDeeds
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.parts import NotDone
from console.ui.reservations.past_telling import PutBack
from console.ui.wording import time_machine as words


class PuttingBack(QObject):
    """Hears what somebody wants back; whatever is to be said about it stands over the window in which it was asked."""

    def __init__(self, stage: Stage, edits: EditDeeds, over: QWidget) -> None:
        super().__init__(over)
        self._stage, self._edits, self._over = stage, edits, over
        stage.courier.arrived.connect(self._hear)

    def _hear(self, news: object) -> None:
        if isinstance(news, PutBack):
            parent = QApplication.activeWindow() or self._over
            self._edits.put(parent, news.reservation_id, dict(news.values), lambda why: self._refuse(news, why))

    def _refuse(self, wanted: PutBack, why: str) -> None:
        what = say(words.PARTS[wanted.part])
        self._stage.courier.send(NotDone(say(words.PUT_BACK_FAILED, what=what, why=why)))
