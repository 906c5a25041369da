"""What leaves the window is exactly what it shows, and no cell of it can be taken for a formula."""

import csv
import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from console.domain.spreadsheet import pasted
from console.services.sheets import save_csv
from console.ui.kit.printed_list import pages_of
from console.ui.reservations.columns import COLUMNS, NUMBER_OF
from console.ui.reservations.preview import Preview
from tests.building import booking
from tests.ui.reservations.conftest import Open, Opened

EVIL = '=HYPERLINK("http://x")'


def _show_only(opened: Opened, *names: str) -> None:
    for number, column in enumerate(COLUMNS):
        opened.tab.table.setColumnHidden(number, column.name not in names)


def _save(opened: Opened, path: Path) -> list[list[str]]:
    opened.tab._taking_out.save(path)
    opened.qtbot.waitUntil(lambda: path.name in opened.tab.notice.text())
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def _export_button(opened: Opened) -> QPushButton:
    return next(one for one in opened.tab.findChildren(QPushButton) if one.accessibleName() == "Export")


def test_the_file_has_the_shown_columns_and_rows_in_their_order(open_tab: Open, tmp_path: Path) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2, last_name=EVIL, first_name=""), booking(3, status="cancelled"))
    _show_only(opened, "guest", "arrival", "price", "nights")
    header = opened.tab.table.horizontalHeader()
    header.moveSection(header.visualIndex(NUMBER_OF["price"]), header.visualIndex(NUMBER_OF["guest"]))
    opened.tab.table.sortByColumn(NUMBER_OF["number"], Qt.SortOrder.DescendingOrder)
    opened.tab.filters.search.setText("e")
    assert _save(opened, tmp_path / "list.csv") == [
        ["Price EUR", "Guest", "Arrival", "Nights"],
        ["300.00", "Anna Beispiel 3", "2026-05-12", "3"],
        ["300.00", f"'{EVIL}", "2026-05-12", "3"],
        ["300.00", "Anna Beispiel 1", "2026-05-12", "3"],
    ]
    assert opened.tab.notice.text() == "3 reservations saved in list.csv."


def test_a_file_of_every_column_can_be_read_by_a_machine(open_tab: Open, tmp_path: Path) -> None:
    opened = open_tab(booking(1, channel_reference="-5", phone="+43 1 5551234", notes="x"))
    _show_only(opened, *NUMBER_OF)
    (titles, row) = _save(opened, tmp_path / "all.csv")
    told = dict(zip(titles, row, strict=True))
    assert told["Booked"] == told["Last change"] == "2026-05-12T12:00:00Z"
    assert told["Beds24 number"] == "1"
    assert told["Channel reference"] == "-5"
    assert told["Flags"] == "Has comments or notes"


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_says_why(open_tab: Open, tmp_path: Path) -> None:
    opened = open_tab(booking(1))
    opened.tab._taking_out.save(tmp_path / "nowhere" / "list.csv")
    opened.qtbot.waitUntil(lambda: opened.tab.notice.text() == "The list could not be saved: No such file or directory")


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")

    def rows() -> list[list[str]]:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        save_csv(path, (row for _ in [0] for row in rows()))
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_marked_rows_are_copied_as_a_spreadsheet_takes_them(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2, last_name="@a\tb", first_name=""), booking(3, unit_id=3))
    _show_only(opened, "guest", "room")
    for number in (2, 1):
        index = opened.tab.model.index(opened.tab.model.row_of(opened.id_of(number)), 0)
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        opened.tab.table.selectionModel().select(index, rows)
    opened.tab.activateWindow()
    opened.tab.table.setFocus()
    opened.qtbot.waitUntil(opened.tab.table.hasFocus)
    QTest.keyClick(opened.tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Anna Beispiel 1\t201 · Double\n'@a b\t202 · Double"
    assert opened.tab.notice.text() == "2 rows copied."


def test_what_is_pasted_stays_in_its_cell() -> None:
    assert pasted("a\tb\nc") == "a b c"
    assert pasted("=1") == "'=1"


def test_export_asks_where_and_remembers_the_folder(
    open_tab: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_tab(booking(1))
    proposed: list[str] = []

    def choose(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(path)
        return str(tmp_path / "list.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    for _ in range(2):
        QTest.mouseClick(_export_button(opened), Qt.MouseButton.LeftButton)
        opened.qtbot.waitUntil(lambda: "saved" in opened.tab.notice.text())
    assert proposed[1] == str(tmp_path / "reservations 2026-05-12.csv")


def test_the_list_is_printed_page_by_page(open_tab: Open, tmp_path: Path) -> None:
    opened = open_tab(*(booking(n, unit_id=0) for n in range(1, 81)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "list.pdf"))
    opened.tab._taking_out.paint(printer)
    pdf = (tmp_path / "list.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pages_of(printer, 80) == pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 2


def _look_at_the_pages(opened: Opened) -> None:
    """Until they are painted; then the preview is closed, and lets go of its printer."""
    gc.collect()
    opened.qtbot.waitUntil(lambda: bool(opened.tab.findChildren(Preview)))
    (preview,) = opened.tab.findChildren(Preview)
    pages = preview.findChild(QPrintPreviewWidget)
    assert pages is not None
    opened.qtbot.waitUntil(lambda: pages.pageCount() == 1)
    with opened.qtbot.waitSignal(preview.destroyed):
        preview.reject()


def test_printing_the_list_shows_the_pages_first(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.tab._taking_out.print_list()
    _look_at_the_pages(opened)


def test_printing_a_reservation_shows_the_page_first(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.tab._aside.print_one(opened.id_of(1))
    _look_at_the_pages(opened)


def test_a_list_of_hundreds_of_pages_is_not_printed(open_tab: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_tab(booking(1))
    monkeypatch.setattr("console.ui.reservations.taking_out._MOST_PAGES", 0)
    opened.tab._taking_out.print_list()
    assert "This would be 1 page." in opened.tab.notice.text()
