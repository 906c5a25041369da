"""The history of one reservation: when, from whom, and what became of which field; newest first."""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from console.domain.booking import MONEY_FIELDS
from console.domain.details import Change, ReservationDetails
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column
from console.ui.kit.words import count, say
from console.ui.reservations.facts import Fact, Section
from console.ui.reservations.sheet import Sheet
from console.ui.reservations.telling import Telling
from console.ui.wording import rebuilding as rebuilding_words
from console.ui.wording import reservation_details as words
from console.ui.wording.sync_fields import NAMES, STATUSES

CREATED, ERASED = "created", "erased"
_DATES = frozenset({"arrival", "departure"})
_MOMENTS = frozenset({"booked_at", "cancelled_at"})
_FIRST_SHOWN = 60


class HistoryPage(Sheet):
    """Shows what weighs; the rest when asked for. `rebuild_wanted` carries the id of the reservation."""

    rebuild_wanted = Signal(int)

    def __init__(self, telling: Telling) -> None:
        super().__init__(say(words.TAB_HISTORY))
        self._telling = telling
        self._details: ReservationDetails | None = None
        self._all = False
        self._minor = False

    def show_history(self, details: ReservationDetails) -> None:
        if self._details is None or self._details.line.id != details.line.id:
            self._all = False
            self.verticalScrollBar().setValue(0)
        self._details = details
        self._show()

    def _show(self) -> None:
        if self._details is None:
            return
        changes = self._details.changes
        kept = [change for change in changes if self._minor or not change.minor]
        sections = list(sections_of(kept if self._all else kept[:_FIRST_SHOWN], self._details, self._telling))
        rest = len(kept) - _FIRST_SHOWN
        answer = Section("", hint=last_dates(changes, self._telling) if changes else say(words.NO_HISTORY))
        self.show_sections([answer, *sections], self._switch(changes))
        if rest > 0 and not self._all:
            self.add_link(count(words.OLDER_ONE, words.OLDER_MANY, rest), self._show_all)
        self.add_link(say(rebuilding_words.ACT), self._want_rebuilt)

    def _switch(self, changes: tuple[Change, ...]) -> QWidget | None:
        hidden = sum(change.minor for change in changes)
        if not hidden:
            return None
        holder = QWidget()
        box = QCheckBox(count(words.MINOR_ONE, words.MINOR_MANY, hidden))
        box.setChecked(self._minor)
        box.toggled.connect(self._show_minor)
        holder.setLayout(column(box, spacing=Space.S))
        return holder

    def _want_rebuilt(self) -> None:
        if self._details is not None:
            self.rebuild_wanted.emit(self._details.line.id)

    def _show_minor(self, on: bool) -> None:
        self._minor = on
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()


def sections_of(changes: list[Change], details: ReservationDetails, telling: Telling) -> Iterator[Section]:
    """One section for each moment and source."""
    for (at, source), group in groupby(changes, key=lambda change: (change.at, change.source)):
        head = say(words.CHANGE_HEAD, when=telling.moment(at), source=telling.source(source))
        facts = tuple(_fact(change, details, telling) for change in group)
        yield Section(head, facts, tip=telling.utc(at))


def last_dates(changes: tuple[Change, ...], telling: Telling) -> str:
    """The answer to what is asked most."""
    last = next((change for change in changes if change.field in _DATES), None)
    if last is None:
        return say(words.DATES_NEVER)
    return say(words.LAST_DATES, when=telling.moment(last.at), source=telling.source(last.source))


def _fact(change: Change, details: ReservationDetails, telling: Telling) -> Fact:
    if change.field == CREATED:
        return Fact("", say(words.CHANGE_FIRST))
    if change.field == ERASED:
        return Fact("", say(words.CHANGE_ERASED))
    if change.old is change.new is None:
        return Fact(field_word(change.field), say(words.VALUE_ERASED), quiet=True)
    currency = details.line.currency
    old, new = (value_words(change.field, value, currency, telling) for value in (change.old, change.new))
    return Fact(field_word(change.field), say(words.CHANGE, old=old, new=new), quiet=change.minor)


def field_word(field: str) -> str:
    """What people call a field; one that nobody named stands as it is."""
    known = NAMES.get(field)
    return say(known) if known else field


def value_words(field: str, value: str | None, currency: str, telling: Telling) -> str:
    """A value as history keeps it, in words; what cannot be read is shown as it stands."""
    if value is None or not value:
        return say(words.NOTHING)
    try:
        return _read(field, value, currency, telling)
    except ValueError:
        return value


def _read(field: str, value: str, currency: str, telling: Telling) -> str:
    if field in _DATES:
        return telling.day(value)
    if field in _MOMENTS:
        return telling.moment(value)
    if field in MONEY_FIELDS:
        return telling.money(int(value), currency)
    return say(STATUSES[value]) if field == "status" and value in STATUSES else value
