"""Which runs the list shows: by kind, by result, only with changes, only problems."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QWidget

from console.domain.runs import Run
from console.ui.kit.acts import act, switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import chip, label, row
from console.ui.kit.words import say
from console.ui.sync.lanes import Lane, lane_of
from console.ui.sync.moods import FACES, PROBLEMS, Mood, has_changes, mood_of
from console.ui.wording import sync as words

_LANES = ((Lane.PULL, words.FILTER_USUAL), (Lane.NIGHT, words.FILTER_NIGHT), (Lane.HAND, words.LANE_HAND))

_RESULT, _CHANGES, _PROBLEMS = "result:", "changes", "problems"


class FilterLine(QWidget):
    """`changed` asks for the list to be filtered anew by `passes`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = _choice(say(words.FILTER_KIND), say(words.ANY_KIND))
        for lane, word in _LANES:
            self._kind.addItem(say(word), lane)
        self._result = _choice(say(words.FILTER_RESULT), say(words.ANY_RESULT))
        for mood in sorted(FACES):
            self._result.addItem(say(FACES[mood].word), mood)
        self._changes = chip(say(words.ONLY_CHANGES), self._tell, tip=say(words.ONLY_CHANGES_TIP))
        self._problems = chip(say(words.PROBLEMS), self._tell, tip=say(words.PROBLEMS_TIP))
        self._shown = label(kind="caption")
        for box in (self._kind, self._result):
            box.currentIndexChanged.connect(self._tell)
        self.setLayout(row(self._kind, self._result, self._changes, self._problems, None, self._shown, spacing=Space.S))

    def passes(self) -> Callable[[Run], bool]:
        """The filter as it stands now."""
        lane, mood = self._kind.currentData(), self._result.currentData()
        changes, problems = self._changes.isChecked(), self._problems.isChecked()

        def shown(run: Run) -> bool:
            found = mood_of(run)
            return (
                (lane is None or lane_of(run) == lane)
                and (mood is None or found == mood)
                and (not changes or has_changes(run))
                and (not problems or found in PROBLEMS)
            )

        return shown

    def clear(self) -> None:
        """Show everything again."""
        self._kind.setCurrentIndex(0)
        self._result.setCurrentIndex(0)
        self._changes.setChecked(False)
        self._problems.setChecked(False)

    def tell_shown(self, text: str) -> None:
        """How many are in the list."""
        self._shown.setText(text)

    def choose(self, *, kind: Lane | None = None, result: Mood | None = None) -> None:
        """Set the boxes."""
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._result.setCurrentIndex(max(self._result.findData(result), 0))

    def acts(self, parent: QWidget) -> list[QAction]:
        """For the menu bar."""
        return [
            switch(parent, self._changes),
            switch(parent, self._problems, "Ctrl+Shift+B"),
            act(parent, say(words.CLEAR_FILTERS), self.clear, "Ctrl+Shift+F"),
        ]

    def remember(self, settings: QSettings, key: str) -> None:
        """Take up what was chosen last time, and keep each choice from now on."""
        kept = str(settings.value(key, "")).split(",")
        kinds, moods = {lane.name: lane for lane in Lane}, {mood.name: mood for mood in Mood}
        self.choose(
            kind=next((kinds[name] for name in kinds if name in kept), None),
            result=next((moods[name] for name in moods if f"{_RESULT}{name}" in kept), None),
        )
        self._changes.setChecked(_CHANGES in kept)
        self._problems.setChecked(_PROBLEMS in kept)
        self.changed.connect(lambda: settings.setValue(key, ",".join(self._named())))

    def _named(self) -> Iterator[str]:
        """What is chosen, by names that stay whatever the words are."""
        lane, mood = self._kind.currentData(), self._result.currentData()
        if lane is not None:
            yield Lane(lane).name
        if mood is not None:
            yield f"{_RESULT}{Mood(mood).name}"
        for box, name in ((self._changes, _CHANGES), (self._problems, _PROBLEMS)):
            if box.isChecked():
                yield name

    def _tell(self, _value: object = None) -> None:
        self.changed.emit()


def _choice(name: str, anything: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItem(anything, None)
    return box
