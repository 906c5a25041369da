"""Which runs the list shows: by kind, by result, only with changes, only problems."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.runs import Run
from console.ui.kit.acts import act, switch
from console.ui.kit.theme import Space
from console.ui.kit.widgets import row
from console.ui.kit.words import say
from console.ui.sync.lanes import Lane, lane_of
from console.ui.sync.list_filters import ListFilters
from console.ui.sync.moods import FACES, PROBLEMS, Mood, has_changes, mood_of
from console.ui.wording import sync as words

_LANES = {Lane.PULL: words.FILTER_USUAL, Lane.NIGHT: words.FILTER_NIGHT, Lane.HAND: words.LANE_HAND}


class FilterLine(ListFilters):
    """By kind, by result, only with changes, only problems."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = self._choice(words.FILTER_KIND, words.ANY_KIND, _LANES)
        moods = {mood: FACES[mood].word for mood in sorted(FACES)}
        self._result = self._choice(words.FILTER_RESULT, words.ANY_RESULT, moods, "result:")
        self._changes = self._switch("changes", words.ONLY_CHANGES, words.ONLY_CHANGES_TIP)
        self._problems = self._switch("problems", words.PROBLEMS, words.PROBLEMS_TIP)
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
