"""A monkey at the desk: under a seed it clicks, types, sorts, resizes and leaves through the whole window.

What it must not touch: what takes the key or the hotel's data away, ends the program, or opens another one.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QSplitter,
    QTabBar,
    QTableView,
    QWidget,
)

from console.ui.kit.theme import Density, Theme
from console.ui.settings.connection import ConnectionSection
from console.ui.settings.data import DataSection
from console.ui.settings.tab import SettingsTab
from tests.ui.journeys.program import Program

Seen = TypeVar("Seen", bound=QWidget)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
_WORDS = ("a", "mu", "lopez", "李", "+43", "9000", "bk", "zzz", "Ö", "o'b", "  ", "12 may")
_CLEARS = 0.3
_SIZES = ((980, 620), (1280, 800), (1440, 900), (1920, 1080))
_KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...] = (
    (Qt.Key.Key_F5, NONE), (Qt.Key.Key_F5, SHIFT), (Qt.Key.Key_F5, CONTROL), (Qt.Key.Key_F6, NONE),
    (Qt.Key.Key_F1, NONE), (Qt.Key.Key_F11, NONE), (Qt.Key.Key_1, CONTROL), (Qt.Key.Key_2, CONTROL),
    (Qt.Key.Key_3, CONTROL), (Qt.Key.Key_F, CONTROL), (Qt.Key.Key_Escape, NONE), (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_C, CONTROL), (Qt.Key.Key_C, CONTROL | SHIFT),
    (Qt.Key.Key_F, CONTROL | SHIFT), (Qt.Key.Key_X, CONTROL | SHIFT), (Qt.Key.Key_P, CONTROL | SHIFT),
    (Qt.Key.Key_R, CONTROL | SHIFT), (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Down, NONE), (Qt.Key.Key_Down, SHIFT),
    (Qt.Key.Key_PageDown, NONE), (Qt.Key.Key_Home, NONE), (Qt.Key.Key_End, NONE), (Qt.Key.Key_Tab, NONE),
    (Qt.Key.Key_Tab, SHIFT), (Qt.Key.Key_Space, NONE), (Qt.Key.Key_F2, NONE), (Qt.Key.Key_A, CONTROL),
)  # fmt: skip


class Doorman(QObject):
    """Answers whatever stops the window until it is answered, once it has been seen."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance
        self._seen: QWidget | None = None
        self._timer = QTimer(self, interval=15)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None and waiting is self._seen:
            self._answer(waiting)
        self._seen = waiting

    def _answer(self, waiting: QWidget) -> None:
        if isinstance(waiting, QMessageBox):
            QTest.mouseClick(self._chance.choice(waiting.buttons()), Qt.MouseButton.LeftButton)
        elif isinstance(waiting, QDialog):
            waiting.reject()
        else:
            waiting.close()


class Elsewhere(QObject):
    """Where links lead to while the monkey is here: nowhere."""

    _SCHEMES = ("file", "https", "http", "mailto", "tel")

    def __enter__(self) -> "Elsewhere":
        for scheme in self._SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "open_nothing")  # type: ignore[arg-type]  # the stub asks for bytes, Qt for text
        return self

    def __exit__(self, *_: object) -> None:
        for scheme in self._SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)

    @Slot(QUrl)
    def open_nothing(self, _url: QUrl) -> None:
        """A person would now see their browser."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do, and what it is, for whoever looks for a fault."""

    said: str
    do: Callable[[], object]


class Monkey:
    """`next_deed` draws what to do and to what; only doing it is the window's own time."""

    def __init__(self, program: Program, seed: int) -> None:
        self.chance = random.Random(f"monkey {seed}")
        self._program = program
        self._window = program.window
        self._barred = _barred(program)
        self._ways: tuple[tuple[int, Callable[[], Deed | None]], ...] = (
            (18, self._click_button), (20, self._press_key), (5, self._sync_now), (12, self._click_in_list),
            (5, self._open_row), (6, self._sort), (8, self._type), (4, self._choose), (5, self._turn_page),
            (5, self._scroll), (4, self._resize), (3, self._move_splitter), (6, self._go_to_tab),
            (4, self._go_to_section), (3, self._change_number), (2, self._dress),
        )  # fmt: skip

    def next_deed(self) -> Deed:
        """What it will do next."""
        weights = [weight for weight, _ in self._ways]
        while True:
            ((_, way),) = self.chance.choices(self._ways, weights)
            if (deed := way()) is not None:
                return deed

    def _any(self, kind: type[Seen]) -> Seen | None:
        """One that can be seen and used, in the window or in one that was opened beside it."""
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        found = [each for top in tops for each in top.findChildren(kind)]
        free = [one for one in found if one.isVisible() and one.isEnabled() and one not in self._barred]
        return self.chance.choice(free) if free else None

    def _click_button(self) -> Deed | None:
        button = self._any(QAbstractButton)
        if button is None:
            return None
        return Deed(f"click {_name_of(button)}", lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))

    def _press_key(self) -> Deed:
        key, held = self.chance.choice(_KEYS)
        target = QApplication.focusWidget() or self._window
        return Deed(f"press {held.name} {key.name} in {_name_of(target)}", lambda: QTest.keyClick(target, key, held))

    def _sync_now(self) -> Deed:
        return Deed("sync now", self._window.commands.sync_now.trigger)

    def _click_in_list(self) -> Deed | None:
        view = self._any(QAbstractItemView)
        if view is None:
            return None
        place = self._place_in(view.viewport())
        held = self.chance.choice((NONE, NONE, NONE, SHIFT, CONTROL))
        return Deed(
            f"click in {_name_of(view)}",
            lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place),
        )

    def _open_row(self) -> Deed | None:
        table = self._any(QTableView)
        if table is None:
            return None
        place = self._place_in(table.viewport())
        return Deed(
            f"open a row of {_name_of(table)}",
            lambda: QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, place),
        )

    def _sort(self) -> Deed | None:
        table = self._any(QTableView)
        if table is None or not table.isSortingEnabled():
            return None
        header = table.horizontalHeader()
        section = self.chance.randrange(header.count())
        place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        return Deed(
            f"sort {_name_of(table)} by column {section}",
            lambda: QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, place),
        )

    def _type(self) -> Deed | None:
        line = self._any(QLineEdit)
        if line is None:
            return None
        text = self.chance.choice(_WORDS)
        if self.chance.random() < _CLEARS:
            return Deed(f"clear {_name_of(line)}", line.clear)
        return Deed(f"type {text!r} in {_name_of(line)}", lambda: _type_in(line, text))

    def _choose(self) -> Deed | None:
        box = self._any(QComboBox)
        if box is None or not box.count():
            return None
        number = self.chance.randrange(box.count())

        def choose() -> None:
            box.setCurrentIndex(number)
            box.activated.emit(number)

        return Deed(f"choose entry {number} of {_name_of(box)}", choose)

    def _turn_page(self) -> Deed | None:
        bar = self._any(QTabBar)
        if bar is None or not bar.count():
            return None
        number = self.chance.randrange(bar.count())
        return Deed(f"turn {_name_of(bar)} to page {number}", lambda: bar.setCurrentIndex(number))

    def _scroll(self) -> Deed | None:
        view = self._any(QAbstractItemView)
        if view is None:
            return None
        turn = QPoint(0, self.chance.choice((-960, -240, 240, 960)))
        here = QPointF(view.viewport().rect().center())
        there = QPointF(view.viewport().mapToGlobal(here.toPoint()))
        event = QWheelEvent(
            here, there, QPoint(), turn, Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
        )
        return Deed(f"scroll {_name_of(view)}", lambda: QApplication.sendEvent(view.viewport(), event))

    def _resize(self) -> Deed:
        width, height = self.chance.choice(_SIZES)
        return Deed(f"resize to {width}x{height}", lambda: self._window.resize(width, height))

    def _move_splitter(self) -> Deed | None:
        splitter = self._any(QSplitter)
        if splitter is None:
            return None
        sizes = [self.chance.randrange(100, 900) for _ in range(splitter.count())]
        return Deed(f"move a splitter to {sizes}", lambda: splitter.setSizes(sizes))

    def _go_to_tab(self) -> Deed:
        key = self.chance.choice(self._window.tab_keys)
        return Deed(f"go to {key}", lambda: self._window.show_tab(key))

    def _go_to_section(self) -> Deed:
        place = self.chance.choice([name for name in self._settings().sections if name != "brake"])
        return Deed(f"go to settings, {place}", lambda: self._settings().show_place(place))

    def _change_number(self) -> Deed | None:
        box = self._any(QSpinBox)
        if box is None:
            return None
        number = self.chance.choice((0, 1, 5, 15, 60, 9999))
        return Deed(f"put {number} in {_name_of(box)}", lambda: box.setValue(number))

    def _dress(self) -> Deed:
        look = replace(
            self._program.life.stage.look,
            theme=self.chance.choice(list(Theme)),
            density=self.chance.choice(list(Density)),
            text_percent=self.chance.choice((80, 100, 150, 200)),
        )
        return Deed(f"dress {look}", lambda: self._program.life.stage.set_look(look))

    def _settings(self) -> SettingsTab:
        tab = self._window.tab("settings")
        assert isinstance(tab, SettingsTab)
        return tab

    def _place_in(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))


def _barred(program: Program) -> set[QWidget]:
    """What it keeps its hands off."""
    sections = program.settings().sections
    connection, data = sections["connection"], sections["data"]
    assert isinstance(connection, ConnectionSection)
    assert isinstance(data, DataSection)
    return {
        connection.remove,
        data.restore,
        *sections["brake"].findChildren(QWidget),
    }


def _type_in(line: QLineEdit, text: str) -> None:
    """Letter by letter, of any script."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(line, QKeyEvent(kind, 0, NONE, letter))


def _name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"
