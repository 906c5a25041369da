"""The whole window over a desk: made, brought to a tab, and let sync."""

from collections import Counter
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.jobs.report import Report
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.tab import SettingsTab
from console.ui.shell.sync_view import SyncView
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.ui.conftest import Desk

Tab = TypeVar("Tab", bound=QWidget)


def window_over(qtbot: QtBot, desk: Desk) -> Window:
    """Begun and not shown yet."""
    made = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(made)
    made.begin()
    return made


def show_active(qtbot: QtBot, window: Window) -> None:
    """Show it, and wait until it has the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def sync_once(qtbot: QtBot, window: Window, desk: Desk) -> None:
    """Let a check run to its end."""
    before = sum(isinstance(news, Report) for news in desk.news)
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: sum(isinstance(news, Report) for news in desk.news) > before and not desk.runner.busy)
    qtbot.waitUntil(lambda: not window.view.running)


def reservations_tab(window: Window) -> ReservationsTab:
    """Brought to the front."""
    return _tab(window, "reservations", ReservationsTab)


def sync_tab(window: Window) -> SyncTab:
    """Brought to the front."""
    return _tab(window, "sync", SyncTab)


def settings_tab(window: Window) -> SettingsTab:
    """Brought to the front."""
    return _tab(window, "settings", SettingsTab)


def _tab(window: Window, key: str, kind: type[Tab]) -> Tab:
    window.show_tab(key)
    tab = window.tab(key)
    assert isinstance(tab, kind)
    return tab


def doubled_keys(window: Window, tab: str) -> list[str]:
    """The keys that mean more than one thing while this tab is in front."""
    window.show_tab(tab)
    frame = [action for menu in window.menuBar().actions() if menu.isVisible() for action in actions_of(menu)]
    own = [action for entry in window.tab(tab).actions() for action in (entry, *actions_of(entry))]
    found = frame + [one for one in own if one not in frame]
    keys = Counter(key.toString() for action in found for key in action.shortcuts())
    return [name for name, times in keys.items() if times > 1]


def actions_of(entry: QAction) -> list[QAction]:
    """What a menu holds, that of menus within it too."""
    menu = entry.menu()
    own = list(menu.actions()) if isinstance(menu, QWidget) else []
    return own + [action for inner in own for action in actions_of(inner)]
