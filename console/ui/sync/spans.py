"""How far back one looks: a day or a week."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from console.ui.kit.acts import press
from console.ui.kit.theme import Space
from console.ui.kit.widgets import chip, column, row
from console.ui.kit.words import say
from console.ui.wording import sync as words

DAY, WEEK = timedelta(hours=24), timedelta(days=7)


class Spans(QWidget):
    """Two switches, of which one is on; `chosen` carries the `length`."""

    chosen = Signal(object)

    def __init__(self, *, side_by_side: bool = False) -> None:
        super().__init__()
        self.length = DAY
        self.day, self.week = self._switch(words.SPAN_DAY, DAY), self._switch(words.SPAN_WEEK, WEEK)
        self.day.setChecked(True)
        lay_out = row if side_by_side else column
        self.setLayout(lay_out(self.day, self.week, None, spacing=Space.XS))

    def acts(self, parent: QWidget, go: Callable[[], object], keys: tuple[str, str]) -> list[QAction]:
        """For the menu bar; `go` brings the page to the front, `keys` are those of a day and of a week."""
        return [press(parent, one, go, key) for one, key in zip((self.day, self.week), keys, strict=True)]

    def show_length(self, length: timedelta) -> None:
        """Choose without telling anybody."""
        self.length = length
        (self.day if length == DAY else self.week).setChecked(True)

    def _switch(self, text: str, length: timedelta) -> QPushButton:
        switch = chip(say(text), lambda _on: None)
        switch.setAutoExclusive(True)
        switch.clicked.connect(lambda _on: self._choose(length))
        return switch

    def _choose(self, length: timedelta) -> None:
        self.length = length
        self.chosen.emit(length)
