"""The menu bar: every action with its key, and the menu of the tab in front."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from console.ui.kit.words import say
from console.ui.shell.keys import KeyRow, key_rows, plain


class Menus:
    """Fills the menu bar; menus of tabs that are behind are out of sight, and their keys rest."""

    def __init__(self, bar: QMenuBar) -> None:
        self._bar = bar
        self._of_tabs: dict[str, QMenu] = {}
        self._front = ""
        self._last: QAction | None = None

    def add(self, title: str, actions: Sequence[QAction | None]) -> QMenu:
        """A menu of its own; None is a line between two groups."""
        menu = self._bar.addMenu(say(title))
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu

    def tabs_stand_before(self, menu: QMenu) -> None:
        """Where the menus of tabs go."""
        self._last = menu.menuAction()

    def add_tab(self, key: str, title: str, actions: Sequence[QAction]) -> None:
        """The menu of a tab; a tab without actions has none."""
        if not actions:
            return
        menu = QMenu(f"&{say(title)}", self._bar)
        menu.addActions(list(actions))
        self._of_tabs[key] = menu
        if self._last is not None:
            self._bar.insertMenu(self._last, menu)
        menu.menuAction().setVisible(key == self._front)

    def bring_to_front(self, key: str) -> None:
        """Show the menu of this tab and no other's."""
        self._front = key
        for name, menu in self._of_tabs.items():
            menu.menuAction().setVisible(name == key)

    def rows(self) -> list[KeyRow]:
        """All actions, of hidden menus too."""
        found: list[KeyRow] = []
        for action in self._bar.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                found += key_rows(plain(action.text()), menu.actions())
        return found
