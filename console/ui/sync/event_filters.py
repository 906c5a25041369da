"""Which events the list shows: by what happened, by result, by words, and the quick ones."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from console.domain.folding import search_words
from console.services.event_book import EventLine
from console.ui.kit.acts import act, switch
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import chip, column, label, row
from console.ui.kit.words import say
from console.ui.sync.event_moods import (
    FACES,
    PROBLEMS,
    TOLD_WORDS,
    WAITS_FOR_A_PERSON,
    Told,
    Verdict,
    told_of,
    verdict_of,
)
from console.ui.sync.events_model import EventsModel
from console.ui.wording import sync_events as words


class EventFilters(QWidget):
    """`changed` asks for the list to be filtered anew by `passes`."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(say(words.SEARCH))
        self.search.setAccessibleName(say(words.SEARCH))
        self.search.setToolTip(say(words.SEARCH_TIP))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.addAction(
            QAction(stage.icon("magnifying-glass"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )
        self.told = _choice(say(words.FILTER_WHAT), say(words.ANY_WHAT))
        for told, word in TOLD_WORDS.items():
            self.told.addItem(say(word), told)
        self.verdict = _choice(say(words.FILTER_VERDICT), say(words.ANY_VERDICT))
        for verdict, face in FACES.items():
            self.verdict.addItem(say(face.word), verdict)
        self.problems = chip(say(words.PROBLEMS), self._tell, tip=say(words.PROBLEMS_TIP))
        self.parked = chip(say(words.ONLY_PARKED), self._tell, tip=say(words.ONLY_PARKED_TIP))
        self.duplicates = chip(say(words.DUPLICATES), self._tell, tip=say(words.DUPLICATES_TIP))
        self._chips = (self.problems, self.parked, self.duplicates)
        self._boxes = (self.told, self.verdict)
        self._shown = label(kind="caption")
        for box in self._boxes:
            box.currentIndexChanged.connect(self._tell)
        self.search.textChanged.connect(self._tell)
        above = row(self.search, *self._boxes, spacing=Space.S)
        above.setStretch(0, 1)
        self.setLayout(column(above, row(*self._chips, None, self._shown, spacing=Space.S), spacing=Space.S))

    def passes(self, model: EventsModel) -> Callable[[EventLine], bool]:
        """The filter as it stands now."""
        told: Told | None = self.told.currentData()
        verdict: Verdict | None = self.verdict.currentData()
        problems, parked, duplicates = (one.isChecked() for one in self._chips)
        sought = search_words(self.search.text())

        def shown(line: EventLine) -> bool:
            found = verdict_of(line)
            return (
                (told is None or told_of(line) == told)
                and (verdict is None or found == verdict)
                and (not problems or found in PROBLEMS)
                and (not parked or found in WAITS_FOR_A_PERSON)
                and (not duplicates or line.event.duplicates > 0)
                and model.holds(line, sought)
            )

        return shown

    def clear(self) -> None:
        """Show everything again."""
        self.search.clear()
        for box in self._boxes:
            box.setCurrentIndex(0)
        for one in self._chips:
            one.setChecked(False)

    def tell_shown(self, text: str) -> None:
        """How many are in the list."""
        self._shown.setText(text)

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """For the menu bar."""

        def search() -> None:
            go()
            self.search.setFocus()

        switches = [switch(parent, one) for one in self._chips]
        return [
            act(parent, say(words.ACT_SEARCH), search, "Ctrl+F"),
            *switches,
            act(parent, say(words.CLEAR_FILTERS), self.clear),
        ]

    def _tell(self, _value: object = None) -> None:
        self.changed.emit()


def _choice(name: str, anything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItem(anything, None)
    return box
