"""What the filters of a list have in common: boxes to choose from, switches, words to search, and that all is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from console.ui.kit.search_field import SEARCHED
from console.ui.kit.stage import Stage
from console.ui.kit.widgets import chip, label
from console.ui.kit.words import say


@dataclass(frozen=True, slots=True)
class _Choice:
    """A box, and by which name each of its entries is kept, whatever the words are."""

    box: QComboBox
    names: Mapping[IntEnum, str]


class ListFilters(QWidget):
    """`changed` asks for the list to be filtered anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[_Choice] = []
        self._switches: dict[str, QPushButton] = {}
        self._search: QLineEdit | None = None
        self._shown = label(kind="caption")

    def _choice(self, name: str, anything: str, entries: Mapping[Any, str], prefix: str = "") -> QComboBox:
        """A box of `entries` (enum to words); each is kept by its name with `prefix` before it."""
        box = QComboBox()
        box.setAccessibleName(say(name))
        box.addItem(say(anything), None)
        for entry, word in entries.items():
            box.addItem(say(word), entry)
        box.currentIndexChanged.connect(self._tell)
        self._choices.append(_Choice(box, {entry: f"{prefix}{entry.name}" for entry in entries}))
        return box

    def _switch(self, kept: str, text: str, tip: str) -> QPushButton:
        """A switch that is kept as `kept`."""
        made = self._switches[kept] = chip(say(text), self._tell, tip=say(tip))
        return made

    def _searching(self, stage: Stage, text: str, tip: str) -> QLineEdit:
        """A field for words to search."""
        field = self._search = QLineEdit()
        field.setPlaceholderText(say(text))
        field.setAccessibleName(say(text))
        field.setToolTip(say(tip))
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(180)
        field.addAction(QAction(stage.icon("magnifying-glass"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._tell)
        return field

    def clear(self) -> None:
        """Show everything again."""
        if self._search is not None:
            self._search.clear()
        for choice in self._choices:
            choice.box.setCurrentIndex(0)
        for one in self._switches.values():
            one.setChecked(False)

    def tell_shown(self, text: str) -> None:
        """How many are in the list."""
        self._shown.setText(text)

    def remember(self, settings: QSettings, key: str) -> None:
        """Take up what was chosen and searched last time, and keep it from now on."""
        kept = str(settings.value(key, "")).split(",")
        for choice in self._choices:
            chosen = next((entry for entry, name in choice.names.items() if name in kept), None)
            choice.box.setCurrentIndex(max(choice.box.findData(chosen), 0))
        for name, one in self._switches.items():
            one.setChecked(name in kept)
        if self._search is not None:
            self._search.setText(str(settings.value(_words_key(key), "")))
        self.changed.connect(lambda: self._keep(settings, key))

    def _keep(self, settings: QSettings, key: str) -> None:
        settings.setValue(key, ",".join(self._named()))
        if self._search is not None:
            settings.setValue(_words_key(key), self._search.text())

    def _named(self) -> Iterator[str]:
        """What is chosen, by names that stay whatever the words are."""
        for choice in self._choices:
            chosen = choice.box.currentData()
            if chosen is not None:
                yield choice.names[chosen]
        for name, one in self._switches.items():
            if one.isChecked():
                yield name

    def _tell(self, _value: object = None) -> None:
        self.changed.emit()


def _words_key(key: str) -> str:
    return key + SEARCHED
