"""Which events the list shows: by what happened, by result, by words, and the quick ones."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.folding import search_words
from console.services.event_book import EventLine
from console.ui.kit.acts import act, switch
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, row
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
from console.ui.sync.list_filters import ListFilters
from console.ui.wording import sync_events as words


class EventFilters(ListFilters):
    """By words, by what happened, by result, and the quick ones."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.search = self._searching(stage, words.SEARCH, words.SEARCH_TIP)
        verdicts = {verdict: face.word for verdict, face in FACES.items()}
        self.told = self._choice(words.FILTER_WHAT, words.ANY_WHAT, TOLD_WORDS, "what:")
        self.verdict = self._choice(words.FILTER_VERDICT, words.ANY_VERDICT, verdicts, "result:")
        self.problems = self._switch("problems", words.PROBLEMS, words.PROBLEMS_TIP)
        self.parked = self._switch("parked", words.ONLY_PARKED, words.ONLY_PARKED_TIP)
        self.duplicates = self._switch("duplicates", words.DUPLICATES, words.DUPLICATES_TIP)
        self._chips = (self.problems, self.parked, self.duplicates)
        above = row(self.search, self.told, self.verdict, spacing=Space.S)
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
