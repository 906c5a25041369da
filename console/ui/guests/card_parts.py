"""What the pages of a card are built from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row


class CardPage(QWidget):
    """Sections one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(Space.L, Space.L, Space.L, Space.XL)
        self._box.setSpacing(Space.S)

    def heading(self, text: str, *acts: QWidget) -> None:
        """What follows, and what can be done there."""
        if self._box.count():
            self.gap()
        self._box.addLayout(row(label(text, "subtitle", wraps=not acts), None, *acts))

    def text(self, text: str, kind: str = "", indent: int = 0) -> QLabel:
        """A paragraph; lines of one kind stand nearer to each other."""
        made = prose(text, kind)
        made.setIndent(indent)
        self._box.addWidget(made)
        return made

    def gap(self) -> None:
        """Room before something else."""
        self._box.addSpacing(Space.M)

    def add(self, widget: QWidget) -> None:
        self._box.addWidget(widget)

    def link(self, text: str, does: Callable[[], object]) -> None:
        """A line that leads somewhere; long ones are cut by the pane, and told in full when pointed at."""
        made = button(text, does, "link", tip=text)
        made.setSizePolicy(made.sizePolicy().horizontalPolicy().Ignored, made.sizePolicy().verticalPolicy())
        self._box.addWidget(made)

    def end(self) -> "CardPage":
        """The rest of the page stays empty."""
        self._box.addStretch(1)
        return self


def prose(text: str, kind: str = "") -> QLabel:
    """A text that can be marked and copied, as wide as there is room."""
    made = label(text, kind, wraps=True, selectable=True)
    made.setSizePolicy(made.sizePolicy().horizontalPolicy().Ignored, made.sizePolicy().verticalPolicy())
    return made


def small_link(text: str, does: Callable[[], object], name: str) -> QWidget:
    """A link at the end of a line; `name` tells those who listen what it is about."""
    made = button(text, does, "link", tip=name)
    made.setAccessibleName(name)
    return made


def line_with_acts(content: QWidget, *acts: QWidget) -> QWidget:
    """What is told, and what can be done with it at its end."""
    holder = QWidget()
    box = row(content, spacing=Space.XS)
    box.setStretch(0, 1)
    for one in acts:
        box.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
    holder.setLayout(box)
    return holder


def stacked(*content: QWidget) -> QWidget:
    """One under the other, close together."""
    holder = QWidget()
    holder.setLayout(column(*content, spacing=1))
    return holder
