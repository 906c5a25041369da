"""What is shown in a list of the tab, taken out of the window: copied, as a sheet, as PDF."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.ui.parts import Done
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, Opened, choose, stay

PAIRS = (
    (stay(1, first_name="=Anna"), {"adults": 3}),
    (stay(2), {"arrival": stay(2).arrival.replace(day=14), "price": 45000}),
)


def told(opened: Opened) -> list[str]:
    return [news.sentence for news in opened.desk.news if isinstance(news, Done)]


def test_a_sheet_holds_exactly_what_is_shown_and_no_formula(
    tmp_path: Path, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*PAIRS)
    opened = open_tab()
    page = opened.review
    page.filters.search.setText("203")
    page.table.setColumnHidden(7, True)
    path = tmp_path / "differences.csv"
    opened.tab.taking_out.save_sheet(path)
    qtbot.waitUntil(lambda: told(opened) == ["2 rows saved in differences.csv."])
    head, *rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert head == ["When", "What differs", "Guest", "Arrival", "Here", "Beds24", "Last agreed", "Likely because",
                    "Suggested", "Whose field"]  # fmt: skip
    assert [row[1] for row in rows] == ["Arrival", "Price"]
    page.filters.clear()
    opened.tab.taking_out.save_sheet(path)
    qtbot.waitUntil(lambda: len(told(opened)) == 2)
    assert "'=Anna Beispiel 1 · 1" in path.read_text(encoding="utf-8-sig")


def test_a_pdf_has_a_page_for_what_is_shown(tmp_path: Path, differ: Differ, open_tab: Open, qtbot: QtBot) -> None:
    differ(*PAIRS)
    opened = open_tab()
    path = tmp_path / "differences.pdf"
    opened.tab.taking_out.save_pdf(path)
    qtbot.waitUntil(lambda: told(opened) == ["3 rows saved in differences.pdf."])
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 1


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left_behind(
    tmp_path: Path, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*PAIRS)
    opened = open_tab()
    opened.tab.taking_out.save_pdf(tmp_path / "nowhere" / "differences.pdf")
    qtbot.waitUntil(lambda: len(told(opened)) == 1)
    assert told(opened)[0].startswith("Not saved: ")
    assert list(tmp_path.glob("*.pdf")) == []


def test_marked_rows_are_copied_as_a_spreadsheet_takes_them(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ(*PAIRS)
    opened = open_tab()
    choose(opened.review, 1)
    QTest.keyClick(opened.review.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    (line,) = QGuiApplication.clipboard().text().splitlines()
    assert line.split("\t")[:2] == ["Next 7 days", "Guests: Adults"]
