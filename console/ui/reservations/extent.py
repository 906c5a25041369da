"""How much the list shows: the count above it, and in its place why nothing is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import label
from console.ui.kit.words import count, say
from console.ui.reservations.filters import Filters
from console.ui.reservations.model import ReservationModel
from console.ui.reservations.past import PastToo
from console.ui.wording import reservations as words


class Extent(QObject):
    """Nothing is counted before everything was read; `sync_now` is what the button of an empty book does."""

    def __init__(
        self,
        stage: Stage,
        model: ReservationModel,
        frame: TableFrame,
        filters: Filters,
        sync_now: Callable[[], object],
        is_whole: Callable[[], bool],
    ) -> None:
        super().__init__(frame)
        self._stage, self._model, self._frame, self._filters = stage, model, frame, filters
        self._sync_now, self._is_whole = sync_now, is_whole
        self.count = label(kind="muted", wraps=True)
        self.past = PastToo(model, filters)
        self.past.counted.connect(self.tell_rows)
        model.shown_changed.connect(self._tell_count)

    def tell_loading(self) -> None:
        """As long as there is nothing to show."""
        if not self._model.shown:
            self._frame.tell(say(words.LOADING), icon=self._stage.icon("hourglass"))

    def tell_failure(self, error: Exception, again: Callable[[], object]) -> None:
        """In place of the list."""
        self._frame.tell(
            say(words.FAILED),
            say(words.FAILED_DETAIL, error=sentence_of(error)),
            icon=self._stage.icon("warning-circle", "bad"),
            action=(say(words.TRY_AGAIN), again),
        )

    def tell_rows(self) -> None:
        """The rows, or why there are none."""
        if self._model.shown:
            self._frame.show_rows()
        elif not self._model.total:
            self._frame.tell(
                say(words.NOTHING_YET),
                say(words.NOTHING_YET_DETAIL),
                icon=self._stage.icon("calendar-blank"),
                action=(say(words.SYNC_NOW), self._sync_now),
            )
        else:
            self._tell_no_match()

    def _tell_count(self) -> None:
        if not self._is_whole():
            return
        model = self._model
        shown, total, aside = len(model.shown), model.total, model.left_aside
        one, many = (words.SHOWN_ONE, words.SHOWN_MANY) if shown == total else (words.SOME_ONE, words.SOME_MANY)
        told = count(one, many, total, shown=model.telling.locale.toString(shown))
        hidden = count(words.HIDDEN_ONE, words.HIDDEN_MANY, aside)
        self.count.setText(say(words.SHOWN_AND_HIDDEN, shown=told, hidden=hidden) if aside else told)
        self.tell_rows()

    def _tell_no_match(self) -> None:
        past, clear = self.past.number, (say(words.CLEAR_FILTERS), self._filters.clear)
        self._frame.tell(
            say(words.NOTHING_MATCHES, filters=self._names_of_filters()),
            count(words.PAST_ONE, words.PAST_MANY, past) if past else "",
            icon=self._stage.icon("magnifying-glass"),
            action=(say(words.SHOW_PAST), self.past.show_past) if past else clear,
        )

    def _names_of_filters(self) -> str:
        first, *rest = self._filters.names() or [say(words.CHIP_COMING)]
        for name in rest:
            first = say(words.JOINED, first=first, second=name)
        return first
