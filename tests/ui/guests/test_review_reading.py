"""The page of guests to review for those who use the keyboard alone, another language, larger text, or a dark theme."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.domain.booking import Booking
from console.ui.guests.review_batch import BatchDialog
from console.ui.kit.theme import Theme
from tests.ui.conftest import Desk
from tests.ui.guests.reviewing import Reviewing, a_few, open_review, stay
from tests.ui.test_pseudo_locale import Pseudo, assert_roomy, is_foreign, texts_of
from tests.ui.test_tab_order import assert_walk

LISTS = ("", "rare", "done", "apart", "automatic")
_TOLD_BY_GUESTS = re.compile(r"Lea|Jonas|[Ss]mith|moser|winter|Berger|\d{4}")


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def full_page(qtbot: QtBot, desk: Desk) -> Reviewing:
    """Every list has something in it."""
    twice = [stay(n, "Anna Berger", 30 * n, email="anna@berger.example") for n in (11, 12)]
    rare = [stay(n, "Yinthe Huurdeman", 40 + 3 * n, country="NL") for n in (21, 22)]
    page = open_review(qtbot, desk, [*a_few(), *twice, *rare, *_many()])
    page.press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: page.page.deeds.undoable is not None)
    number = page.page.deeds.undoable
    qtbot.waitUntil(lambda: page.open.showing.view is not None)
    page.press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: page.page.deeds.undoable not in (None, number))
    return page


def _many() -> list[Booking]:
    names = [
        f"{first} {last}" for first in ("Anna", "Maria", "Josef") for last in ("Huber", "Gruber", "Bauer", "Moser")
    ]
    return [stay(number, name, 60 + number) for number, name in enumerate(names, start=30)]


def show(page: Reviewing, place: str) -> None:
    """Bring a list to the front, as it is once it was read."""
    page.page.show_place(place)
    view = page.page._view(place or "open")
    page.qtbot.waitUntil(lambda: view.feed.is_whole)
    page.qtbot.wait(50)


@pytest.mark.parametrize("place", LISTS)
def test_tab_leaves_nothing_of_a_list_out(qtbot: QtBot, desk: Desk, place: str) -> None:
    page = full_page(qtbot, desk)
    show(page, place)
    assert_walk(page.window)


@pytest.mark.parametrize("place", LISTS)
def test_a_list_is_translated_and_nothing_of_it_is_cut_off(qtbot: QtBot, longer: None, desk: Desk, place: str) -> None:
    page = full_page(qtbot, desk)
    show(page, place)
    assert_roomy(page.window)
    foreign = [text for text in texts_of(page.page) if is_foreign(text)]
    assert [text for text in foreign if not _TOLD_BY_GUESTS.search(text)] == []


def test_the_preview_of_a_batch_is_translated_and_not_cut_off(qtbot: QtBot, longer: None, desk: Desk) -> None:
    page = open_review(qtbot, desk, a_few())
    for row in (0, 2):
        page.open.model.toggle(row)
    page.open.listed.batch.click()
    qtbot.waitUntil(lambda: page.open.deciding.dialog is not None)
    dialog = page.open.deciding.dialog
    assert isinstance(dialog, BatchDialog)
    qtbot.wait(50)
    assert_roomy(dialog)
    assert [text for text in texts_of(dialog) if is_foreign(text)] == []
    dialog.reject()


def test_what_is_shown_follows_the_theme_and_the_size_of_the_text(qtbot: QtBot, desk: Desk) -> None:
    page = open_review(qtbot, desk, a_few())
    before = page.open.list.sizeHintForRow(0)
    desk.stage.set_look(replace(desk.stage.look, theme=Theme.DARK, text_percent=150))
    qtbot.waitUntil(lambda: page.open.list.sizeHintForRow(0) > before)
    picture = page.window.grab().toImage()
    ground = picture.pixelColor(picture.width() - 40, picture.height() // 2)
    assert ground.lightness() < 80


def test_every_row_is_told_to_those_who_listen(qtbot: QtBot, desk: Desk) -> None:
    page = open_review(qtbot, desk, a_few())
    model = page.open.model
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Lea Moser · Lea Winter. Likely, 59 · arrives tomorrow. Same contact, name differs"
    assert [one.accessibleName() for one in page.open.findChildren(QWidget) if one is page.open.list] == [
        "Pairs of guests"
    ]
