"""The three panes: both cards field by field, the one card between them, and whose value it takes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from console.domain.guests.card import CardField
from console.services.guest_review import PairView
from console.ui.guests.review_marks import marked, plain_rich
from console.ui.guests.review_rows import ROWS, Choice, FieldRow, Value, rows_of
from console.ui.guests.review_telling import FIELDS, ReviewTelling, listed
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

_TITLE, _HERE, _RESULT, _THERE = range(4)


class ValueCell(QWidget):
    """One value with its source under it, and the button that chooses it."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = QRadioButton()
        self.value = label(wraps=True, selectable=True)
        self.value.setTextFormat(Qt.TextFormat.RichText)
        self.origin = label(kind="caption", wraps=True)
        texts = column(self.value, self.origin, spacing=0)
        line = row(spacing=Space.XS)
        line.addWidget(self.choose, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        self.setLayout(line)

    def tell(self, rich: str, origin: str, *, muted: bool, offered: bool, name: str) -> None:
        """Show a value as rich text; `name` is what choosing it is called."""
        self.value.setText(rich)
        dress(self.value, "muted" if muted else "")
        self.origin.setText(origin)
        self.origin.setVisible(bool(origin))
        self.choose.setVisible(offered)
        self.choose.setAccessibleName(name)


class FieldLine:
    """The widgets of one field, made once and told anew for each pair."""

    def __init__(self, name: CardField, grid: QGridLayout, at: int) -> None:
        self.name = name
        self.title = label(kind="caption")
        self.here, self.result, self.there = ValueCell(), ValueCell(), ValueCell()
        self.group = QButtonGroup(self.title)
        for cell in (self.here, self.result, self.there):
            self.group.addButton(cell.choose)
        self._parts = (self.title, self.here, self.result, self.there)
        for place, part in enumerate(self._parts):
            grid.addWidget(part, at, place, Qt.AlignmentFlag.AlignTop)

    def buttons(self) -> dict[Choice, QRadioButton]:
        """What may be chosen, from left to right."""
        both = {Choice.HERE: self.here, Choice.BOTH: self.result, Choice.THERE: self.there}
        return {choice: cell.choose for choice, cell in both.items() if not cell.choose.isHidden()}

    def choose(self, choice: Choice) -> None:
        made = self.buttons().get(choice)
        if made is not None:
            made.setChecked(True)

    def set_visible(self, *, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)


class ReviewFields(QWidget):
    """`chosen` comes whenever somebody chooses. What was chosen is kept until another pair is shown."""

    chosen = Signal()

    def __init__(self, stage: Stage, telling: ReviewTelling) -> None:
        super().__init__()
        self._stage, self._telling = stage, telling
        self._rows: tuple[FieldRow, ...] = ()
        self._choices: dict[CardField, Choice] = {}
        self._folded = True
        self._current: CardField | None = None
        self.setAccessibleName(say(words.FIELDS))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        self.heads = tuple(label(kind="strong", wraps=True) for _ in range(3))
        for place, head in enumerate(self.heads, start=_HERE):
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
        self.lines = {name: FieldLine(name, grid, at) for at, name in enumerate(ROWS, start=1)}
        self.fold = button("", self._toggle_fold, "link")
        self.setLayout(column(grid, row(self.fold, None), spacing=Space.S))
        for line in self.lines.values():
            line.group.buttonClicked.connect(lambda made, line=line: self._take(line, made))
        stage.look_changed.connect(self._show)

    # -- showing

    def show_pair(self, view: PairView, kept: Mapping[CardField, Choice]) -> None:
        """Show these two; `kept` is what was chosen before, where it still can be."""
        self._rows = rows_of(view)
        self._choices = {one.name: kept[one.name] for one in self._rows if one.differs and one.name in kept}
        names = [one.name for one in self._rows if one.differs]
        if self._current not in names:
            self._current = names[0] if names else None
        for head, text in zip(
            self.heads,
            (self._telling.side(view.one), say(words.RESULT), self._telling.side(view.other)),
            strict=True,
        ):
            head.setText(text)
        self._show()

    @property
    def choices(self) -> Mapping[CardField, Choice]:
        """What somebody chose, field by field."""
        return dict(self._choices)

    def swap(self) -> None:
        """The left guest is the right one from now on."""
        other = {Choice.HERE: Choice.THERE, Choice.THERE: Choice.HERE}
        self._choices = {name: other.get(choice, choice) for name, choice in self._choices.items()}

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        return self._rows

    def _show(self) -> None:
        told = {one.name: one for one in self._rows}
        for name, line in self.lines.items():
            one = told.get(name)
            line.set_visible(shown=one is not None and not (self._folded and one.is_same))
            if one is not None:
                self._tell(line, one)
        self._tell_fold()

    def _tell(self, line: FieldLine, one: FieldRow) -> None:
        title = say(FIELDS[one.name])
        line.title.setText(title)
        dress(line.title, "strong" if one.name is self._current else "caption")
        here, there = (self._telling.value(one.name, value) for value in (one.here, one.there))
        rich = marked(here, there) if one.differs else (plain_rich(here), plain_rich(there))
        sides = ((line.here, one.here, rich[0], here), (line.there, one.there, rich[1], there))
        for (cell, value, text, plain), name in zip(sides, (words.CHOOSE_HERE, words.CHOOSE_THERE), strict=True):
            self._tell_side(cell, value, text, offered=one.differs, name=say(name, field=title, value=plain, origin=""))
        self._tell_result(line, one, title)
        line.choose(self._choice(one))

    def _tell_side(self, cell: ValueCell, value: Value, rich: str, *, offered: bool, name: str) -> None:
        origin = self._telling.origin(value)
        called = " ".join(filter(None, (name, origin, say(words.DIFFERS) if offered else "")))
        cell.tell(rich, origin, muted=not value.text, offered=offered, name=called)

    def _tell_result(self, line: FieldLine, one: FieldRow, title: str) -> None:
        choice = self._choice(one)
        texts = [self._telling.text(one.name, text) for text in one.result(choice)]
        rich = plain_rich("\n".join(texts)) if texts else plain_rich(say(words.NOTHING))
        line.result.tell(
            rich,
            self._why(one, choice),
            muted=not texts,
            offered=one.can_both,
            name=say(words.CHOOSE_BOTH, field=title),
        )
        line.result.choose.setToolTip(say(words.BOTH))

    def _why(self, one: FieldRow, choice: Choice) -> str:
        """Who says so; empty where there was nothing to choose."""
        if not one.differs:
            return ""
        if choice is Choice.BOTH:
            return say(words.BOTH_KEPT)
        return say(words.CHOSEN_BY_YOU if one.name in self._choices else words.CHOSEN_BY_RULE)

    def _choice(self, one: FieldRow) -> Choice:
        return self._choices.get(one.name, one.first_choice())

    # -- what is the same

    def _tell_fold(self) -> None:
        same = [say(FIELDS[one.name]) for one in self._rows if one.is_same]
        folded = count(words.SAME_FIELDS_ONE, words.SAME_FIELDS_MANY, len(same), fields=listed(same))
        self.fold.setText(folded if self._folded else say(words.HIDE_SAME))
        self.fold.setAccessibleName(self.fold.text())
        self.fold.setVisible(bool(same))

    def _toggle_fold(self) -> None:
        self._folded = not self._folded
        self._show()

    # -- choosing

    def _take(self, line: FieldLine, made: object) -> None:
        found = next(choice for choice, one in line.buttons().items() if one is made)
        self._current = line.name
        self._choose(line.name, found)

    def _choose(self, name: CardField, choice: Choice) -> None:
        self._choices[name] = choice
        self._show()
        self.chosen.emit()

    def choose_side(self, choice: Choice) -> None:
        """Everything that differs from one side."""
        self._choices |= {one.name: choice for one in self._rows if one.differs}
        self._show()
        self.chosen.emit()

    def move_choice(self, step: int) -> None:
        """In the current field one further to the left (-1) or the right (1)."""
        if self._current is None:
            return
        line = self.lines[self._current]
        order = list(line.buttons())
        one = next(found for found in self._rows if found.name is self._current)
        at = order.index(self._choice(one)) + step
        if 0 <= at < len(order):
            self._choose(self._current, order[at])

    def move_field(self, step: int) -> None:
        """To the next (1) field that differs, or the one before (-1); the keyboard goes along."""
        names = [one.name for one in self._rows if one.differs]
        if self._current in names:
            at = min(len(names) - 1, max(0, names.index(self._current) + step))
            self._current = names[at]
            self._show()
            made = self.lines[self._current].group.checkedButton()
            if made is not None:
                made.setFocus(Qt.FocusReason.ShortcutFocusReason)
