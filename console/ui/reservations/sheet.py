"""A page of facts: headings, names beside values that can be marked and copied, links to other reservations."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from console.ui.kit.scrolled import Scrolled
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, label
from console.ui.reservations.facts import Fact, Section

_NAMES_WIDTH = 128


class Sheet(Scrolled):
    """Shows sections one under the other; `went` carries the id of a reservation whose link was clicked."""

    went = Signal(int)

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
            box.addWidget(title)
        if section.told:
            box.addLayout(self._grid(section.told))
        if section.text:
            box.addWidget(_prose(section.text))
        if section.hint:
            box.addWidget(label(section.hint, "caption", wraps=True))

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
        grid.addWidget(value, number, 1 if fact.name else 0, 1, 1 if fact.name else 2, top)


def _prose(text: str, kind: str = "") -> QLabel:
    made = label(text, kind, wraps=True, selectable=True)
    made.setSizePolicy(made.sizePolicy().horizontalPolicy().Ignored, made.sizePolicy().verticalPolicy())
    return made
