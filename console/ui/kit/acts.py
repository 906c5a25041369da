"""Entries of the menu bar that a tab offers: with their keys, in groups, in menus of their own."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget


def act(parent: QWidget, text: str, does: Callable[[], object], key: str = "", where: QWidget | None = None) -> QAction:
    """An entry; its key works `where` the keyboard is, or in the whole window while `parent` is shown."""
    made = QAction(text, parent)
    made.setShortcut(QKeySequence(key))
    if where is not None:
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(lambda _checked=False: does())
    (where or parent).addAction(made)
    return made


def switch(parent: QWidget, chip: QAbstractButton, key: str = "") -> QAction:
    """An entry that is ticked as the chip is; whoever changes the chip silently ticks it again."""
    made = act(parent, chip.text(), chip.toggle, key)
    made.setCheckable(True)
    made.setChecked(chip.isChecked())
    chip.toggled.connect(made.setChecked)
    return made


def press(
    parent: QWidget, pressed: QAbstractButton, go: Callable[[], object], key: str = "", text: str = ""
) -> QAction:
    """An entry that goes where a button stands and presses it; it rests while the button does. `text` where the words
    of the button need what stands around it."""

    def go_and_press() -> None:
        go()
        pressed.click()

    made = act(parent, text or pressed.text().strip(), go_and_press, key)
    made.setEnabled(pressed.isEnabled())
    pressed.installEventFilter(_Follower(made))
    return made


class _Follower(QObject):
    def __init__(self, action: QAction) -> None:
        super().__init__(action)
        self._action = action

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.EnabledChange and isinstance(watched, QAbstractButton):
            self._action.setEnabled(watched.isEnabled())
        return False


def gap(parent: QWidget) -> QAction:
    """A line between two groups."""
    made = QAction(parent)
    made.setSeparator(True)
    return made


def menu(parent: QWidget, title: str, acts: Iterable[QAction]) -> QAction:
    """A menu within the menu."""
    made = QMenu(title, parent)
    made.addActions(list(acts))
    return made.menuAction()
