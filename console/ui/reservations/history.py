"""The time machine: when, from whom, and what became of which field of a reservation, newest first; and the whole
reservation as it was at any moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSlider, QWidget

from console.domain.details import ReservationDetails
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import count, say
from console.ui.reservations.facts import Section
from console.ui.reservations.past_telling import PastTelling, shown_places
from console.ui.reservations.sheet import Sheet
from console.ui.reservations.telling import Telling
from console.ui.wording import rebuilding as rebuilding_words
from console.ui.wording import reservation_details as words
from console.ui.wording import time_machine as past_words

_FIRST_SHOWN = 25
_SLIDER_HEIGHT = 24


class HistoryPage(QWidget):
    """Shows what weighs; the rest when asked for. `rebuild_wanted` carries the id of the reservation, `put_back_wanted`
    a `PutBack`. The slider is today at its right end."""

    rebuild_wanted = Signal(int)
    put_back_wanted = Signal(object)

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self._telling = telling
        self._past: PastTelling | None = None
        self._places: list[int] = []
        self._all = False
        self._minor = False
        self.sheet = Sheet(say(words.TAB_HISTORY))
        self.sheet.acted.connect(self._act)
        self.sections: list[Section] = []
        self.setLayout(column(self._make_slider(), self.sheet, spacing=0))

    def _make_slider(self) -> QWidget:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(say(past_words.SLIDER))
        self.slider.setToolTip(say(past_words.SLIDER))
        self.slider.setPageStep(5)
        self.slider.setMinimumHeight(_SLIDER_HEIGHT)
        self.slider.valueChanged.connect(lambda _value: self._show())
        self.stand = label(kind="caption")
        line = row(label(say(past_words.AS_IT_WAS), "muted"), self.slider, self.stand, spacing=Space.M)
        line.setStretch(1, 1)
        line.setContentsMargins(Space.L, Space.M, Space.L, 0)
        self._bar = QWidget()
        self._bar.setLayout(line)
        return self._bar

    def show_history(self, details: ReservationDetails) -> None:
        former, self._past = self._past, PastTelling(details, self._telling)
        if former is None or former.details.line.id != details.line.id:
            self._all, kept = False, None
            self.sheet.verticalScrollBar().setValue(0)
        else:
            kept = self._chosen_at(former)
        self._place_slider(kept)
        self._show()

    @property
    def place(self) -> int:
        """The place, among the moments, of the state that is shown; 0 is today."""
        return self._places[len(self._places) - 1 - self.slider.value()] if self._places else 0

    def _chosen_at(self, past: PastTelling) -> str | None:
        return past.moments[self.place].at if self._places and self.slider.value() < self.slider.maximum() else None

    def _place_slider(self, at: str | None) -> None:
        """Let it have a stop for each moment, and stand where it stood."""
        moments = self._past.moments if self._past else ()
        self._places = shown_places(moments, minor=self._minor)
        last = max(len(self._places) - 1, 0)
        stands = next((n for n, place in enumerate(self._places) if at and moments[place].at == at), 0)
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setValue(last - stands)
        self.slider.blockSignals(False)
        self._bar.setVisible(last > 0)

    def _show(self) -> None:
        if self._past is None:
            return
        is_today = self.slider.value() == self.slider.maximum()
        when = say(past_words.TODAY) if is_today else self._past.when(self.place)
        self.stand.setText(when)
        self.slider.setAccessibleDescription(when)
        if is_today:
            self._show_changes(self._past)
        else:
            self.sections = list(self._past.state_sections(self.place))
            self.sheet.show_sections(self.sections)

    def _show_changes(self, past: PastTelling) -> None:
        places = self._places if self._all else self._places[:_FIRST_SHOWN]
        answers = Section("", hint=past.answers())
        self.sections = list(past.sections(places, minor=self._minor))
        self.sheet.show_sections([answers, *self.sections], self._switch(past))
        rest = len(self._places) - len(places)
        if rest > 0:
            self.sheet.add_link(count(words.OLDER_ONE, words.OLDER_MANY, rest), self._show_all)
        self.sheet.add_link(say(rebuilding_words.ACT), self._want_rebuilt)

    def _switch(self, past: PastTelling) -> QWidget | None:
        hidden = sum(change.minor for change in past.details.changes)
        if not hidden:
            return None
        holder = QWidget()
        box = QCheckBox(count(words.MINOR_ONE, words.MINOR_MANY, hidden))
        box.setChecked(self._minor)
        box.toggled.connect(self._show_minor)
        holder.setLayout(column(box, spacing=Space.S))
        return holder

    def _act(self, key: str) -> None:
        if self._past is None:
            return
        what, _, place = key.partition(":")
        if what == "today":
            self.slider.setValue(self.slider.maximum())
        elif what == "then":
            self.slider.setValue(len(self._places) - 1 - self._places.index(int(place)))
        else:
            self.put_back_wanted.emit(self._past.wanted(key))

    def _want_rebuilt(self) -> None:
        if self._past is not None:
            self.rebuild_wanted.emit(self._past.details.line.id)

    def _show_minor(self, on: bool) -> None:
        self._minor = on
        self._place_slider(None)
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()
