"""The way between the tabs, on the left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, heeding_enter, label
from console.ui.kit.words import say
from console.ui.shell.entries import Entry
from console.ui.wording import shell as words


class NavButton(QPushButton):
    """One tab, with the number of things to do in it."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"  {say(entry.title)}")
        self.entry = entry
        self._badge = label(kind="badge", tone="warn")
        self._badge.hide()
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, Space.M, 0)
        line.addStretch(1)
        line.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(entry.title))
        dress(heeding_enter(self), "nav")

    def set_badge(self, number: int) -> None:
        """Show `number`; nothing for 0."""
        self._badge.setText(str(number))
        self._badge.setVisible(number > 0)
        title = say(self.entry.title)
        self.setAccessibleName(say(words.TAB_WITH_BADGE, tab=title, n=number) if number else title)


class Navigation(QFrame):
    """`chosen` with the key of a tab."""

    chosen = Signal(str)

    def __init__(self, stage: Stage, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self._stage = stage
        self._group = QButtonGroup(self)
        self._buttons = {entry.key: NavButton(entry) for entry in entries}
        for made in self._buttons.values():
            self._group.addButton(made)
            made.clicked.connect(lambda _checked=False, key=made.entry.key: self.chosen.emit(key))
        self.setLayout(column(*self._buttons.values(), None, margin=Space.M, spacing=Space.XS))
        self.setAccessibleName(say(words.NAVIGATION))
        dress(self, "navigation")
        stage.look_changed.connect(self._restyle)
        self._restyle()

    def mark(self, key: str) -> None:
        """Show which tab is in front."""
        self._buttons[key].setChecked(True)
        self._restyle()

    def set_badge(self, key: str, number: int) -> None:
        self._buttons[key].set_badge(number)

    def _restyle(self) -> None:
        for made in self._buttons.values():
            made.setIcon(self._stage.icon(made.entry.icon_name, "accent" if made.isChecked() else "muted"))
