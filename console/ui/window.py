"""The main window: navigation, header, strip, tabs, status bar."""

from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from console.ui.demo_controls import demo_actions
from console.ui.kit.first_paint import FirstPaint
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.parts import FirstRunParts, Parts, QuitWanted, ShowPlace
from console.ui.shell.commands import Commands
from console.ui.shell.entries import ENTRIES, Entry
from console.ui.shell.footer import Footer
from console.ui.shell.header import DemoBanner, Header
from console.ui.shell.keys import KeysSheet, key_rows
from console.ui.shell.menus import Menus
from console.ui.shell.navigation import Navigation
from console.ui.shell.panes import next_pane
from console.ui.shell.previewing import Previews
from console.ui.shell.proof_view import ProofView
from console.ui.shell.rule_teller import RuleTeller
from console.ui.shell.stops import next_stop, stops
from console.ui.shell.strip import Strip
from console.ui.shell.sync_view import SyncView
from console.ui.shell.undoing import Undoing
from console.ui.wording import shell as words
from console.ui.wording import undoing as undo_words

_GEOMETRY, _TAB = "window/geometry", "window/tab"
SMALLEST = (980, 620)
FIRST_SIZE = (1280, 800)
_FRAME = QSize(16, 48)
"""What a desktop may put around a window; it is told only once the window is seen."""


class Window(QMainWindow):
    """Tabs are made when they are first shown, the others in quiet moments after the first paint.

    `closing` is asked before the window closes and decides what becomes of it; `quit_wanted` when the person
    wants the program to end.
    """

    closing = Signal(QCloseEvent)
    quit_wanted = Signal()

    def __init__(self, stage: Stage, parts: Parts, view: SyncView, entries: tuple[Entry, ...] = ENTRIES) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self.view = view
        self._entries = {entry.key: entry for entry in entries}
        self._tabs: dict[str, QWidget] = {}
        self.commands = Commands(stage, parts, view)
        self.undoing = Undoing(stage, parts, self.commands.make)
        self._rules = RuleTeller(stage, parts, self)
        self.navigation = Navigation(stage, entries)
        self.proof = ProofView(stage, parts, view)
        self.header = Header(stage, parts, view, self.commands, self.proof)
        FirstPaint(self.header, self.proof.read)
        self.strip = Strip(stage, view, self.commands.deeds, self)
        self._previews = Previews(stage, lambda: self.first_run is None)
        self._previews.found.connect(self.strip.offer)
        self._stack = QStackedWidget()
        self._whole = QStackedWidget()
        self._lay_out()
        self._menus = Menus(self.menuBar())
        self._fill_menus()
        self.navigation.chosen.connect(self.show_tab)
        stage.courier.arrived.connect(self._hear)
        view.changed.connect(self._name_window)
        self._name_window()
        self._take_place()

    def begin(self) -> None:
        """Show the tab that was in front last, or the wizard where no hotel is connected."""
        if self._parts.first_run is None:
            self.show_tab(self._last_tab())
        else:
            self._run_first(self._parts.first_run)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front, making it if need be."""
        if key not in self._entries:
            return
        tab = self._made(key)
        self._stack.setCurrentWidget(tab)
        first = getattr(tab, "first_focus", None) or next(stops(tab), None)
        if isinstance(first, QWidget):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.navigation.mark(key)
        self._menus.bring_to_front(key)
        self._stage.settings.setValue(_TAB, key)

    def tab(self, key: str) -> QWidget:
        """The tab of this name, made if need be."""
        return self._made(key)

    @property
    def first_run(self) -> QWidget | None:
        """The wizard, while it stands in front of everything."""
        return self._whole.widget(1)

    @property
    def tab_keys(self) -> tuple[str, ...]:
        """The names of the tabs, in their order."""
        return tuple(self._entries)

    def make_rest(self) -> None:
        """Make the tabs that nobody has looked at yet, one at a time, so that their keys and numbers are there; then
        look at what can be taken back."""
        missing = next((key for key in self._entries if key not in self._tabs), None)
        if self.first_run is None and missing is not None:
            self._made(missing)
            QTimer.singleShot(50, self, self.make_rest)
        elif self.first_run is None:
            self.undoing.look()

    def remember(self) -> None:
        """Keep place, size, and what the tabs remember."""
        self._stage.settings.setValue(_GEOMETRY, self.saveGeometry())
        for tab in self._tabs.values():
            if callable(keep := getattr(tab, "remember", getattr(tab, "keep", None))):
                keep()
        self._stage.settings.sync()

    def come_forward(self) -> None:
        """Stand before the other windows of the screen."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads; where the system wants it to stop at texts only, as the system wants."""
        everywhere = QGuiApplication.styleHints().tabFocusBehavior() is Qt.TabFocusBehavior.TabFocusAllControls
        there = next_stop(self, self.focusWidget(), forward=forward) if everywhere else None
        if there is None:
            return super().focusNextPrevChild(forward)
        there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self.closing.emit(event)

    def show_keys(self) -> None:
        """All actions with their keys; in the first run its own, for the tabs are not there yet."""
        first = self.first_run
        rows = self._menus.rows() if first is None else key_rows(say(words.FIRST_RUN), first.actions())
        if first is not None:
            rows += key_rows(say(words.APP), self.actions())
        KeysSheet(self._stage, rows, QApplication.activeWindow() or self).open()

    def _made(self, key: str) -> QWidget:
        if key not in self._tabs:
            entry = self._entries[key]
            tab = self._tabs[key] = entry.make(self._stage, self._parts, self.view)
            self._stack.addWidget(tab)
            self._menus.add_tab(key, entry.title, tab.actions())
            if (badge := getattr(tab, "badge_changed", None)) is not None:
                badge.connect(lambda number: self.navigation.set_badge(key, number))
        return self._tabs[key]

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self._stack, 1)
        right.addWidget(self.undoing.bar)
        body = QHBoxLayout()
        body.addWidget(self.navigation)
        body.addLayout(right, 1)
        whole = QVBoxLayout()
        if self._parts.demo is not None:
            whole.addWidget(DemoBanner(self._parts))
        whole.addWidget(self.header)
        whole.addWidget(self.strip)
        whole.addLayout(body, 1)
        for box in (right, body, whole):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        frame = QWidget()
        frame.setLayout(whole)
        self._whole.addWidget(frame)
        self.setCentralWidget(self._whole)
        self.setStatusBar(Footer(self._stage, self._parts, self.view))
        self.setMinimumSize(*SMALLEST)

    def _fill_menus(self) -> None:
        make, sync = self.commands.make, self.commands
        quits = make(words.QUIT, "Ctrl+Q", self.quit_wanted.emit)
        file = [
            make(words.OPEN_FOLDER, "Ctrl+Shift+O", self._open_folder),
            None,
            make(words.CLOSE_WINDOW, "Ctrl+W", self.close),
            quits,
        ]
        self._menus.add(words.MENU_FILE, file)
        self._works_everywhere(quits)
        edit = [self.undoing.undo, self.undoing.redo, None, self.undoing.listed.menuAction()]
        self._menus.add(undo_words.MENU, edit)
        for one in (self.undoing.undo, self.undoing.redo):
            self._works_everywhere(one)
        runs = [
            sync.sync_now,
            sync.check_only,
            sync.full_sync,
            sync.check_arrivals,
            None,
            sync.pause,
            sync.resume,
            None,
            sync.stop_run,
        ]
        self._menus.add(words.MENU_SYNC, runs)
        self._menus.add(words.MENU_VIEW, self._view_actions())
        if self._parts.demo is not None:
            self._menus.add(words.MENU_DEMO, demo_actions(self._parts.demo, self._parts.saver, self))
        keys = make(words.SHOW_KEYS, "F1", self.show_keys)
        keys.setShortcuts([QKeySequence("F1"), QKeySequence("?")])
        self._works_everywhere(keys)
        last = self._menus.add(words.MENU_HELP, [keys, make(words.ABOUT, "Ctrl+F1", self._tell_about)])
        self._menus.tabs_stand_before(last)

    def _works_everywhere(self, action: QAction) -> None:
        """Its key is heard without the menu bar, and in the windows that stand beside this one."""
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.addAction(action)

    def _view_actions(self) -> list[QAction | None]:
        make = self.commands.make
        tabs: list[QAction | None] = [
            make(entry.title, f"Ctrl+{number}", partial(self.show_tab, key))
            for number, (key, entry) in enumerate(self._entries.items(), 1)
        ]
        panes = make(words.NEXT_PANE, "F6", lambda: next_pane(self._panes))
        return [*tabs, None, panes, make(words.FULL_SCREEN, "F11", self._toggle_full_screen)]

    @property
    def _panes(self) -> tuple[QWidget, ...]:
        return (self._stack, self.undoing.bar, self.navigation, self.header, self.strip)

    def _hear(self, news: object) -> None:
        if isinstance(news, QuitWanted):
            self.quit_wanted.emit()
        if isinstance(news, ShowPlace) and news.tab in self._entries:
            self.show_tab(news.tab)
            if news.place and callable(show := getattr(self._made(news.tab), "show_place", None)):
                show(news.place)

    def _name_window(self) -> None:
        hotel = self.view.standing.hotel or say(words.NO_HOTEL)
        title = words.WINDOW_TITLE if self._parts.demo is None else words.WINDOW_TITLE_DEMO
        self.setWindowTitle(say(title, hotel=hotel))

    def _take_place(self) -> None:
        kept = self._stage.settings.value(_GEOMETRY)
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(first_size(self.screen().availableSize()))

    def _last_tab(self) -> str:
        key = self._stage.settings.value(_TAB)
        return str(key) if key in self._entries else next(iter(self._entries), "")

    def _run_first(self, first: FirstRunParts) -> None:
        from console.ui.shell.first_run import make_first_run  # noqa: PLC0415 - once in a hotel's life

        page = make_first_run(self._stage, self._parts, first, self._connected)
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        self._set_bars_visible(shown=False)

    def _connected(self) -> None:
        """The hotel stands; the wizard makes way."""
        page = self.first_run
        if page is not None:
            self._whole.removeWidget(page)
            page.deleteLater()
        self._set_bars_visible(shown=True)
        self.show_tab(self._last_tab())
        self.make_rest()

    def _set_bars_visible(self, *, shown: bool) -> None:
        self.menuBar().setVisible(shown)
        self.statusBar().setVisible(shown)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ self.windowState().WindowFullScreen)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._parts.database.parent)))

    def _tell_about(self) -> None:
        QMessageBox.about(self, say(words.ABOUT), say(words.ABOUT_TEXT, version=self._parts.version))


def first_size(room: QSize) -> QSize:
    """The usual size, or what of it fits on a screen with this much room."""
    return QSize(*FIRST_SIZE).boundedTo(room - _FRAME)
