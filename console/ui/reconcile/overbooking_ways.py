"""The ways out of an overbooking, one under the other, of which one is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from console.domain.ways_out import Way
from console.services.overbooking_book import OverbookingView
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.reconcile.overbooking_telling import OverbookingTelling


class WayRow(QWidget):
    """One way: what is done, and under it what there is to know of it. A click anywhere chooses it."""

    def __init__(self, text: str, detail: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(text)
        self.radio.setAccessibleDescription(detail)
        self.text = label(text, wraps=True)
        words = column(self.text, label(detail, "caption", wraps=True), spacing=0)
        line = row(self.radio, spacing=Space.S)
        line.addLayout(words, 1)
        self.setLayout(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus()
        super().mousePressEvent(event)


class WaysList(QWidget):
    """`chosen` tells that another way is chosen, `way` which that is."""

    chosen = Signal()

    def __init__(self, view: OverbookingView, telling: OverbookingTelling) -> None:
        super().__init__()
        self._ways = view.ways
        self._group = QButtonGroup(self)
        self.rows = [WayRow(telling.way(view, way), telling.why_way(way)) for way in view.ways]
        for number, one in enumerate(self.rows):
            self._group.addButton(one.radio, number)
        self.setLayout(column(*self.rows, spacing=Space.S))
        if self.rows:
            self.rows[0].radio.setChecked(True)
        self._group.idToggled.connect(lambda _number, is_on: self.chosen.emit() if is_on else None)

    @property
    def way(self) -> Way | None:
        number = self._group.checkedId()
        return self._ways[number] if number >= 0 else None

    @property
    def chosen_row(self) -> QRadioButton | None:
        """The button of the way that is chosen."""
        number = self._group.checkedId()
        return self.rows[number].radio if number >= 0 else None

    def choose_next(self) -> None:
        """The way after the one that is chosen; after the last the first."""
        if self.rows:
            self.rows[(self._group.checkedId() + 1) % len(self.rows)].radio.setChecked(True)
