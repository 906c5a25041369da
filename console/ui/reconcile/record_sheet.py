"""The fields of a record: ours, an arrow for each direction, Beds24's, and what both last agreed on."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from console.domain.fixing import Way
from console.domain.record import LineState, Record, RecordLine
from console.services.fix_book import Offer
from console.ui.kit.field_words import field_word
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, heeding_enter, label, row
from console.ui.kit.words import count, say
from console.ui.reconcile.fix_words import way_words
from console.ui.reconcile.record_words import field_words, shown
from console.ui.wording import fixes as words

_FIELD, _HERE, _ARROWS, _THERE, _AGREED, _STATE = range(6)
_TONES = {LineState.CONFLICT: "bad", LineState.DIFFERS: "warn", LineState.WAITS: "accent", LineState.KEPT: "muted"}
_SIGNS = {Way.TAKE: "←", Way.SEND: "→"}
_KEYS = {Qt.Key.Key_Left: Way.TAKE, Qt.Key.Key_Right: Way.SEND}


class Arrow(QPushButton):
    """A direction of one field; Left and Right on either arrow of the field choose, too."""

    turned = Signal(object)

    def __init__(self, way: Way, name: str) -> None:
        super().__init__(_SIGNS[way])
        heeding_enter(self)
        dress(self, "chip")
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.clicked.connect(lambda _checked: self.turned.emit(way))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = _KEYS.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(wanted)


class RecordSheet(Scrolled):
    """`changed` when something else is chosen; `ways` are the chosen ones by field, a whole part at a time."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(say(words.RECORD_TITLE))
        self._stage = stage
        self._record: Record | None = None
        self._offers: Mapping[int, Offer] = {}
        self._folded = True
        self.ways: dict[str, Way] = {}
        self.arrows: dict[tuple[str, Way], Arrow] = {}

    def show_record(self, record: Record, offers: Mapping[int, Offer]) -> None:
        """Show this; what was chosen and still differs stays chosen."""
        self._record, self._offers = record, offers
        open_fields = {line.field for line in record.lines if record.found_of(line)}
        self.ways = {field: way for field, way in self.ways.items() if field in open_fields}
        self._build(record)
        self.changed.emit()

    def choose(self, line: RecordLine, way: Way) -> None:
        """Choose a direction for everything that is settled together with a field; once more takes it back."""
        if self._record is None or not self._is_open(line, way):
            return
        together = [one.field for one in self._record.lines if one is line or (line.part and one.part is line.part)]
        is_chosen = self.ways.get(line.field) is way
        for field in together:
            if is_chosen:
                self.ways.pop(field, None)
            else:
                self.ways[field] = way
        for (field, direction), arrow in self.arrows.items():
            arrow.setChecked(self.ways.get(field) is direction)
        self.changed.emit()

    def chosen_lines(self) -> list[RecordLine]:
        lines = self._record.lines if self._record else ()
        return [line for line in lines if line.field in self.ways and line.state is not LineState.EQUAL]

    def _is_open(self, line: RecordLine, way: Way) -> bool:
        found = self._record.found_of(line) if self._record else ()
        offers = [self._offers[one.id] for one in found if one.id in self._offers]
        return bool(offers) and all(offer.deed(way) is not None for offer in offers)

    # Building

    def _build(self, record: Record) -> None:
        self.arrows = {}
        one_sided = record.reservation_id is None or not record.there
        differing = [line for line in record.lines if one_sided or line.state is not LineState.EQUAL]
        equal = [line for line in record.lines if line not in differing]
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        for place in (_HERE, _THERE):
            grid.setColumnStretch(place, 1)
        with_agreed = any(line.agreed is not None for line in differing)
        self._put_titles(grid, with_agreed=with_agreed)
        for number, line in enumerate(differing + ([] if self._folded else equal), start=1):
            self._put_line(grid, number, line, record, with_agreed=with_agreed)
        told = None if differing else label(say(words.ALL_EQUAL), "strong")
        page = dress(QWidget(), "surface")
        content = [one for one in (told, grid, self._fold_link(len(equal))) if one is not None]
        page.setLayout(column(*content, None, margin=Space.L, spacing=Space.M))
        self.show_content(page)

    def _put_titles(self, grid: QGridLayout, *, with_agreed: bool) -> None:
        titles = {_FIELD: words.COLUMN_FIELD, _HERE: words.COLUMN_HERE, _THERE: words.COLUMN_THERE}
        if with_agreed:
            titles[_AGREED] = words.COLUMN_AGREED
        for place, text in titles.items():
            grid.addWidget(label(say(text), "caption"), 0, place)

    def _put_line(self, grid: QGridLayout, number: int, line: RecordLine, record: Record, *, with_agreed: bool) -> None:
        differs = line.state is not LineState.EQUAL
        put = partial(self._put, grid, number)
        put(_FIELD, label(field_word(line.field), "muted"))
        for place, value in ((_HERE, line.here), (_THERE, line.there)):
            put(place, self._value(line, value, record, strong=differs))
        if with_agreed and line.agreed is not None:
            put(_AGREED, self._value(line, line.agreed, record, strong=False))
        if differs:
            put(_STATE, label(say(words.STATES[line.state]), "caption", tone=_TONES[line.state]))
        if differs and record.found_of(line):
            grid.addLayout(row(*(self._arrow(line, way, record) for way in _SIGNS), spacing=Space.XS), number, _ARROWS)

    def _put(self, grid: QGridLayout, number: int, place: int, made: QWidget) -> None:
        grid.addWidget(made, number, place)

    def _value(self, line: RecordLine, value: str | None, record: Record, *, strong: bool) -> QLabel:
        made = label(shown(line, value, record.currency), "strong" if strong else "", wraps=True, selectable=True)
        made.setAccessibleName(field_word(line.field))
        return made

    def _arrow(self, line: RecordLine, way: Way, record: Record) -> Arrow:
        text, value = (words.ARROW_TAKE, line.there) if way is Way.TAKE else (words.ARROW_SEND, line.here)
        name = say(text, field=field_word(line.field), value=shown(line, value, record.currency))
        made = Arrow(way, name)
        made.setEnabled(self._is_open(line, way))
        made.setToolTip(self._tip(line, way, record) or name)
        made.setChecked(self.ways.get(line.field) is way)
        made.turned.connect(lambda wanted: self._turn(line, way, wanted))
        self.arrows[line.field, way] = made
        return made

    def _turn(self, line: RecordLine, way: Way, wanted: Way) -> None:
        self.choose(line, wanted)
        self.arrows[line.field, way].setChecked(self.ways.get(line.field) is way)

    def _tip(self, line: RecordLine, way: Way, record: Record) -> str:
        """Why it is closed, or what goes together."""
        offers = [self._offers[one.id] for one in record.found_of(line) if one.id in self._offers]
        closed = next((way_words(offer, way) for offer in offers if offer.deed(way) is None), "")
        together = [one for one in record.lines if line.part and one.part is line.part]
        return closed or (say(words.TOGETHER, fields=field_words(together)) if len(together) > 1 else "")

    def _fold_link(self, equal: int) -> QWidget | None:
        if not equal:
            return None
        text = count(words.SHOW_EQUAL_ONE, words.SHOW_EQUAL_MANY, equal) if self._folded else say(words.HIDE_EQUAL)
        holder = QWidget()
        holder.setLayout(row(button(text, self._fold, "link"), None))
        return holder

    def _fold(self) -> None:
        self._folded = not self._folded
        if self._record is not None:
            self._build(self._record)
