"""What stands in each cell of the list of runs."""

from collections.abc import Callable
from datetime import timedelta
from enum import IntEnum
from typing import Any

from PySide6.QtGui import QColor, QIcon

from console.domain.runs import Run
from console.ui.kit.stage import Stage
from console.ui.sync import telling
from console.ui.sync.list_cells import Heads, ListCells
from console.ui.sync.moods import FACES, Mood, mood_of, result_word
from console.ui.wording import sync as words


class Column(IntEnum):
    STARTED = 0
    KIND = 1
    TRIGGER = 2
    TOOK = 3
    READ = 4
    NEW = 5
    CHANGED = 6
    SAME = 7
    PARKED = 8
    ERRORS = 9
    CREDITS = 10
    RESULT = 11


_TITLES = (
    words.STARTED,
    words.KIND,
    words.TRIGGER,
    words.TOOK,
    words.READ,
    words.NEW,
    words.CHANGED,
    words.SAME,
    words.PARKED,
    words.ERRORS,
    words.CREDITS_COLUMN,
    words.RESULT,
)
_TIPS: dict[int, str] = {
    Column.READ: words.READ_TIP,
    Column.SAME: words.SAME_TIP,
    Column.PARKED: words.PARKED_TIP,
    Column.CREDITS: words.FIGURE_CREDITS_TIP,
}
_NUMBERS: dict[int, Callable[[Run], int]] = {
    Column.READ: lambda run: run.counts.read,
    Column.NEW: lambda run: run.counts.created,
    Column.CHANGED: lambda run: run.counts.updated,
    Column.SAME: lambda run: run.counts.unchanged,
    Column.PARKED: lambda run: run.counts.parked,
    Column.ERRORS: lambda run: run.errors,
}
SORT_KEYS: dict[int, Callable[[Run], Any]] = {
    **_NUMBERS,
    Column.STARTED: lambda run: run.started_at,
    Column.KIND: lambda run: run.kind.value,
    Column.TRIGGER: lambda run: run.trigger.value,
    Column.TOOK: lambda run: run.took_ms or 0,
    Column.CREDITS: lambda run: run.traffic.credits,
    Column.RESULT: mood_of,
}
_RIGHT = frozenset({Column.TOOK, Column.CREDITS, *_NUMBERS})
_TELLING = frozenset({Column.NEW, Column.CHANGED, Column.PARKED, Column.ERRORS})


class Cells(ListCells[Run]):
    """The words, icons and colours of a run, by column."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(Heads(_TITLES, _TIPS, _RIGHT))
        self._stage = stage
        self.interval = timedelta(minutes=5)

    def text(self, run: Run, column: int) -> str:
        if column in _NUMBERS:
            return telling.number_word(_NUMBERS[column](run))
        return self._word(run, column)

    def _word(self, run: Run, column: int) -> str:
        if column == Column.STARTED:
            return telling.moment_word(self._stage.local(run.started_at), self._stage.local(self._stage.clock.now()))
        if column == Column.KIND:
            return telling.kind_word(run, self.interval)
        if column == Column.TRIGGER:
            return telling.trigger_word(run)
        if column == Column.TOOK:
            return telling.took_word(run.took_ms)
        if column == Column.CREDITS:
            return telling.credits_word(run.traffic.credits)
        return result_word(run)

    def tip(self, run: Run, column: int) -> str:
        if column == Column.STARTED:
            return telling.full_moment_word(self._stage.local(run.started_at))
        return telling.result_tip(run)

    def icon(self, run: Run, column: int) -> QIcon | None:
        if column != Column.RESULT:
            return None
        face = FACES[mood_of(run)]
        return self._stage.icon(face.icon, face.tone)

    def ink(self, run: Run, column: int) -> QColor | None:
        mood, colours = mood_of(run), self._stage.colours
        if mood is Mood.WRONG_SUM:
            return QColor(colours.bad)
        if column == Column.RESULT:
            return QColor(getattr(colours, FACES[mood].tone))
        if column in _TELLING and _NUMBERS[column](run):
            return QColor(colours.bad if column == Column.ERRORS else colours.text)
        return QColor(colours.muted) if column > Column.KIND else None

    def ground(self, run: Run, _column: int) -> QColor | None:
        return QColor(self._stage.colours.bad_soft) if mood_of(run) is Mood.WRONG_SUM else None
