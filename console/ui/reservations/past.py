"""What the list leaves out because it has ended, told where it would match too."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.domain.sieve import Chip
from console.ui.kit.widgets import button, row
from console.ui.kit.words import count
from console.ui.reservations.filters import Filters
from console.ui.reservations.model import ReservationModel
from console.ui.wording import reservations as words

_REST_MS = 150


class PastToo(QWidget):
    """A link under what was found. Counted once typing rests, since all that ended is looked through for it; then
    `counted` comes."""

    counted = Signal()

    def __init__(self, model: ReservationModel, filters: Filters) -> None:
        super().__init__()
        self._model, self._filters = model, filters
        self.number = 0
        self.link = button("", self.show_past, "link")
        self.setLayout(row(None, self.link, None))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)
        model.shown_changed.connect(self._wait)
        self.hide()

    def show_past(self) -> None:
        self._filters.chips[Chip.PAST].setChecked(True)

    def _wait(self) -> None:
        searched = bool(self._filters.search.text().strip()) or not self._model.shown
        self.number = 0
        if searched and Chip.PAST not in self._filters.sieve().chips:
            self._rest.start()
        else:
            self._rest.stop()
            self.hide()

    def _count(self) -> None:
        sieve = self._filters.sieve()
        with_past = replace(sieve, chips=sieve.chips | {Chip.PAST})
        self.number = self._model.also_found_with(with_past) - len(self._model.shown)
        told = count(words.MORE_PAST_ONE, words.MORE_PAST_MANY, self.number)
        self.link.setText(told)
        self.link.setAccessibleName(told)
        self.setVisible(self.number > 0 and bool(self._model.shown))
        self.counted.emit()
