"""The window in a language that is 40 % longer than English: every word is translated, and none is cut off."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from console.jobs.report import Report
from console.ui.shell.sync_view import SyncView
from console.ui.window import Window
from tests.building import HOTEL, booking
from tests.ui.conftest import Desk

LONGER = 0.4
_FIELD = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[A-Za-z]{3,}")
SIZE = (1280, 800)


class Pseudo(QTranslator):
    """Marks each translated text with brackets and makes it longer; fields and marks of keys stay as they are."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        plain = _FIELD.sub("", sourceText)
        return f"⟦{sourceText}{'·' * max(1, round(len(plain) * LONGER))}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def window(qtbot: QtBot, pseudo: None, desk: Desk) -> Window:
    """Full enough that every list has rows, and something needs a person."""
    desk.beds24.put(*(booking(number, unit_id=1 + number % 3) for number in range(1, 9)), booking(9, room_type_id=999))
    made = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(made)
    made.begin()
    made.resize(*SIZE)
    made.show()
    made.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: any(isinstance(news, Report) for news in desk.news))
    return made


@pytest.mark.parametrize("key", ["reservations", "sync", "settings"])
def test_every_word_of_a_tab_is_translated(qtbot: QtBot, window: Window, key: str) -> None:
    window.show_tab(key)
    qtbot.wait(300)
    assert [text for text in texts_of(window) if _WORD.search(text) and "⟦" not in text and not is_data(text)] == []


@pytest.mark.parametrize("key", ["reservations", "sync", "settings"])
def test_nothing_of_a_tab_is_cut_off(qtbot: QtBot, window: Window, key: str) -> None:
    window.show_tab(key)
    qtbot.wait(300)
    assert [told for one in window.findChildren(QWidget) if one.isVisible() for told in cut_off(one)] == []


def is_data(text: str) -> bool:
    """Names, numbers and dates are no words of the program's."""
    known = (HOTEL.name, "night-porter", "hotel.db", "EUR", "example.org", "Anna", "Double", "Single", "Europe", "UTC")
    return any(one in text for one in known) or bool(re.search(r"\d", text))


def texts_of(window: Window) -> Iterator[str]:
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, (QLabel, QAbstractButton)):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QTabBar):
            yield from (one.tabText(number) for number in range(one.count()))
        elif isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal:
            yield from (str(one.model().headerData(n, one.orientation()) or "") for n in range(one.count()))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one.accessibleName()
    yield from (action.text() for action in window.menuBar().actions())


def cut_off(widget: QWidget) -> Iterator[str]:
    """What of a widget's own text has no room."""
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        for number in range(widget.count()):
            title = str(widget.model().headerData(number, widget.orientation()) or "")
            room = widget.sectionSize(number)
            if not widget.isSectionHidden(number) and widget.fontMetrics().horizontalAdvance(title) > room:
                yield f"header {title}: {widget.fontMetrics().horizontalAdvance(title)} > {room}"
    elif isinstance(widget, QAbstractButton) and widget.text() and widget.sizeHint().width() > widget.width() + 1:
        yield f"button {widget.text()}: {widget.sizeHint().width()} > {widget.width()}"
    elif isinstance(widget, QLabel) and widget.text() and "⟦" in widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().width()
        room = widget.height() if widget.wordWrap() else widget.width()
        if needed > room + 1:
            yield f"label {widget.text()}: {needed} > {room}"
