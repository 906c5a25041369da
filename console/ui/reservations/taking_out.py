"""Taking the list out of the window, exactly as it is shown: copied, saved, printed."""
# ruff: noqa: PLC0415 - printers are looked for when something is printed

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.lines import ReservationLine
from console.ui.kit.stage import Stage
from console.ui.kit.taking_out import ask_where, copy_marked, reason_of
from console.ui.kit.words import count, say
from console.ui.reservations.columns import COLUMNS, Column
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.model import ReservationModel
from console.ui.reservations.telling import Telling
from console.ui.wording import reservations as words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MOST_PAGES = 200
_KEEP_FOLDER = "reservations/export_folder"


class TakingOut:
    """`tell` shows in a line what came of it."""

    def __init__(
        self,
        stage: Stage,
        model: ReservationModel,
        table: ReservationTable,
        tell: Callable[[str], None],
        hotel: Callable[[], str],
    ) -> None:
        self._stage, self._model, self._table, self._tell, self._hotel = stage, model, table, tell, hotel

    def copy_rows(self) -> None:
        """The marked rows, for a spreadsheet or a mail."""
        copy_marked(self._table, words.COPIED_ONE, words.COPIED_MANY, self._tell)

    def export(self) -> None:
        """Ask where, and save."""
        name = say(words.EXPORT_FILE, day=self._model.telling.today)
        path = ask_where(self._stage, self._table, _KEEP_FOLDER, name, words.EXPORT_TITLE, words.EXPORT_KINDS)
        if path:
            self.save(path)

    def save(self, path: Path) -> None:
        """The shown columns and rows in their order, on the reader's thread: a big list takes its time."""
        from console.services.sheets import save_csv

        lines, columns, telling = list(self._model.shown), self._columns(), self._model.telling
        self._stage.reader.ask(
            lambda: save_csv(path, csv_rows(lines, columns, telling)),
            lambda _none: self._tell(count(words.EXPORTED_ONE, words.EXPORTED_MANY, len(lines), file=path.name)),
            lambda error: self._tell(say(words.NOT_EXPORTED, error=reason_of(error))),
        )

    def print_list(self) -> None:
        """Show the pages as they will be, with the printer's own dialogue one step away."""
        from PySide6.QtPrintSupport import QPrinter

        from console.ui.kit.printed_list import pages_of
        from console.ui.reservations.preview import Preview

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(printer.pageLayout().orientation().Landscape)
        printer.setDocName(self._heading())
        pages = pages_of(printer, len(self._model.shown))
        if pages > _MOST_PAGES:
            self._tell(count(*words.TOO_MANY_TO_PRINT, pages))
            return
        Preview(printer, say(words.PRINT_PREVIEW), self.paint, self._table).open()

    def paint(self, printer: "QPrinter") -> None:
        """Put the list on the printer's pages."""
        from console.ui.kit.printed_list import PrintedColumn, PrintedList

        columns, telling = self._columns(), self._model.telling
        heads = [PrintedColumn(say(one.title), one.width, one.right) for one in columns]
        rows = [[one.shown(telling, line) for one in columns] for line in self._model.shown]
        PrintedList(self._heading(), telling.moment_of(self._stage.clock.now()), heads, rows).paint(printer)

    def _heading(self) -> str:
        hotel = self._hotel()
        return say(words.PRINT_TITLE, hotel=hotel) if hotel else say(words.TITLE)

    def _columns(self) -> list[Column]:
        return [COLUMNS[number] for number in self._table.shown_columns()]


def csv_rows(lines: Sequence[ReservationLine], columns: Sequence[Column], telling: Telling) -> Iterator[list[str]]:
    """Titles, then one row for each line; dates and moments in ISO, amounts as plain numbers, so that they compute."""
    currencies = {line.currency for line in lines}
    one = currencies.pop() if len(currencies) == 1 else ""
    yield [
        say(words.PRICE_IN, currency=one) if column.name == "price" and one else say(column.title) for column in columns
    ]
    for line in lines:
        yield [column.cell(telling, line) for column in columns]
