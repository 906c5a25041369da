"""A page of facts: headings, names beside values that can be marked and copied, links to other reservations."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.ui.kit.scrolled import Scrolled
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, label, row
from console.ui.reservations.facts import Fact, Section

_NAMES_WIDTH = 128


class Sheet(Scrolled):
    """Shows sections one under the other; `went` carries the id of a reservation whose link was clicked, `acted`
    the key of what was pressed beside a fact or a heading."""

    went = Signal(int)
    acted = Signal(str)

    def show_sections(self, sections: Sequence[Section], above: QWidget | None = None) -> None:
        """Show these instead of what was shown."""
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(Space.L, Space.L, Space.L, Space.XL)
        box.setSpacing(Space.S)
        if above is not None:
            box.addWidget(above)
        shown = [section for section in sections if not section.empty]
        for number, section in enumerate(shown):
            if number:
                box.addSpacing(Space.M)
            self._add(box, section)
        box.addStretch(1)
        self.show_content(content)

    def add_link(self, text: str, does: Callable[[], object]) -> None:
        """A link under everything."""
        content = self.widget()
        box = None if content is None else content.layout()
        if isinstance(box, QVBoxLayout):
            box.insertWidget(box.count() - 1, button(text, does, "link"))

    def _add(self, box: QVBoxLayout, section: Section) -> None:
        if section.title:
            title = label(section.title, "subtitle", wraps=True)
            title.setToolTip(section.tip)
            box.addLayout(self._with_act(title, section))
        if section.told:
            box.addLayout(self._grid(section.told))
        if section.text:
            box.addWidget(_prose(section.text))
        if section.hint:
            box.addWidget(label(section.hint, "caption", wraps=True))

    def _with_act(self, told: QWidget, what: Fact | Section) -> QHBoxLayout:
        """What is told, and beside it what can be done about it."""
        line = row(told, spacing=Space.S)
        line.setStretch(0, 1)
        if what.act:
            pressed = button(what.act, partial(self.acted.emit, what.key), "link", tip=what.act_name)
            pressed.setAccessibleName(what.act_name)
            line.addWidget(pressed, alignment=Qt.AlignmentFlag.AlignTop)
        return line

    def _follow(self, fact: Fact) -> None:
        if fact.page:
            QDesktopServices.openUrl(QUrl(fact.page))
        else:
            self.went.emit(fact.link)

    def _grid(self, facts: Sequence[Fact]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS + 2)
        grid.setColumnStretch(1, 1)
        if any(fact.name for fact in facts):
            grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
        for number, fact in enumerate(facts):
            self._place(grid, number, fact)
        return grid

    def _place(self, grid: QGridLayout, number: int, fact: Fact) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if fact.link is not None or fact.page:
            grid.addWidget(button(fact.value, partial(self._follow, fact), "link", tip=fact.page), number, 0, 1, 2)
            return
        if fact.name:
            grid.addWidget(label(fact.name, "muted", wraps=True), number, 0, top)
        value = _prose(fact.value, "muted" if fact.quiet else "")
        value.setToolTip(fact.tip)
        value.setAccessibleName(f"{fact.name}: {fact.value}")
        first, wide = (1, 1) if fact.name else (0, 2)
        if fact.act:
            grid.addLayout(self._with_act(value, fact), number, first, 1, wide)
        else:
            grid.addWidget(value, number, first, 1, wide, top)


def _prose(text: str, kind: str = "") -> QLabel:
    made = label(text, kind, wraps=True, selectable=True)
    made.setSizePolicy(made.sizePolicy().horizontalPolicy().Ignored, made.sizePolicy().verticalPolicy())
    return made
