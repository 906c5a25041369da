"""The list of events with its filters, and what it says where there is nothing to list."""

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.services.sheets import save_csv
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, fill, label, row
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.event_cells import Column, title
from console.ui.sync.event_filters import EventFilters
from console.ui.sync.events_model import EventsModel
from console.ui.wording import sync_events as words

_ROWS_AT_LEAST = 5
_WIDTHS = {
    Column.RECEIVED: 104,
    Column.WHAT: 92,
    Column.GUEST: 150,
    Column.VERDICT: 130,
    Column.DELAY: 66,
    Column.BOOKING: 76,
    Column.TRIES: 46,
    Column.REPEATS: 52,
    Column.SOURCE: 84,
}
_KEEP_FOLDER = "sync/events_export_folder"


class EventsList(QWidget):
    """`chosen` tells the number of an event; the other signals are what its states and its foot ask for."""

    chosen = Signal(int)
    older_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        dress(self, "surface")
        self._stage = stage
        self._build()

    def _build(self) -> None:
        self.model = EventsModel(self._stage)
        self.table = Table(self.model, say(words.LIST), self._stage)
        self.table.sortByColumn(Column.RECEIVED, Qt.SortOrder.DescendingOrder)
        self.table.set_widths({int(number): width for number, width in _WIDTHS.items()}, (Column.SOURCE,))
        self.table.setMinimumHeight(self._stage.row_height * _ROWS_AT_LEAST)
        self.table.chosen.connect(self._tell_chosen)
        self._frame = TableFrame(self.table)
        self.filters = EventFilters(self._stage)
        self.filters.changed.connect(self._filter)
        self._stale = label(kind="caption", tone="warn")
        self._stale.hide()
        self.older = button(say(words.LOAD_OLDER), self.older_wanted.emit, "link", tip=say(words.LOAD_OLDER_TIP))
        self.older.hide()
        self.older.setEnabled(False)
        self.export = button(say(words.EXPORT), self._export, "link", tip=say(words.EXPORT_TIP))
        self.notice = label(kind="caption")
        body = column(fill(column(), (self.filters, self._stale), margin=Space.M, spacing=Space.XS), spacing=0)
        body.addWidget(self._frame, 1)
        body.addLayout(fill(row(), (self.export, self.notice, None, self.older), margin=Space.S, spacing=Space.M))
        self.setLayout(body)

    # -- states

    @property
    def stale_text(self) -> str:
        """That the list is old, empty while it is not."""
        return "" if self._stale.isHidden() else self._stale.text()

    def tell_loading(self) -> None:
        self._frame.tell(say(words.LOADING), icon=self._stage.icon("broadcast"))
        self._offer_export(possible=False)

    def tell_failed(self, error: Exception) -> None:
        """It could never be read."""
        icon = self._stage.icon("warning-circle", "bad")
        again = (say(words.TRY_READING), self.retry_wanted.emit)
        self._frame.tell(say(words.LIST_FAILED), sentence_of(error), icon=icon, action=again)

    def tell_stale(self, *, stale: bool) -> None:
        """It could not be renewed, and shows what was known before; or it could, after all."""
        now = self._stage.local(self._stage.clock.now())
        self._stale.setText(say(words.STALE, time=telling.time_word(now)))
        self._stale.setVisible(stale)

    def tell_more(self, *, there_is_more: bool) -> None:
        """Whether older ones are kept."""
        self.older.setVisible(there_is_more)
        self.older.setEnabled(there_is_more)

    def tell_state(self) -> None:
        """Rows, or in their place what is the case."""
        shown, known = self.model.rowCount(), self.model.known
        icon = self._stage.icon("broadcast")
        if not known:
            self._frame.tell(say(words.EMPTY), say(words.EMPTY_MORE), icon=icon)
        elif not shown:
            clear = (say(words.CLEAR_FILTERS), self.filters.clear)
            more = count(*words.NOTHING_MATCHES_MORE, known)
            self._frame.tell(say(words.NOTHING_MATCHES), more, icon=icon, action=clear)
        else:
            self._frame.show_rows()
        self._offer_export(possible=shown > 0)
        self.filters.tell_shown(_shown_words(shown, known))

    def mark(self, number: int | None) -> None:
        """Make an event's row the current one, where it is shown."""
        at = self.model.row_of(number) if number is not None else -1
        if at >= 0 and at != self.table.currentIndex().row():
            self.table.selectRow(at)

    def _tell_chosen(self, at: int) -> None:
        line = self.model.at(at)
        if line is not None:
            self.chosen.emit(line.event.id)

    def _filter(self) -> None:
        self.model.filter_by(self.filters.passes(self.model))
        self.tell_state()

    # -- taking it out

    def _offer_export(self, *, possible: bool) -> None:
        self.export.setVisible(possible)
        self.export.setEnabled(possible)

    def _export(self) -> None:
        """Ask where, and save."""
        proposed = QDir(str(self._stage.settings.value(_KEEP_FOLDER, QDir.homePath())))
        today = self._stage.local(self._stage.clock.now()).date()
        name = proposed.filePath(say(words.EXPORT_FILE, day=today.isoformat()))
        path, _ = QFileDialog.getSaveFileName(self, say(words.EXPORT_TITLE), name, say(words.EXPORT_KINDS))
        if path:
            self._stage.settings.setValue(_KEEP_FOLDER, str(Path(path).parent))
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """The shown columns and rows in their order, on the reader's thread."""
        lines, columns, cells = self.model.shown, self.table.shown_columns(), self.model.cells
        rows = [[title(number) for number in columns]]
        rows += [[cells.exported(line, number) for number in columns] for line in lines]
        self._stage.reader.ask(
            lambda: save_csv(path, rows),
            lambda _none: self.notice.setText(count(*words.EXPORTED, len(lines), file=path.name)),
            lambda error: self.notice.setText(say(words.NOT_EXPORTED, error=error)),
        )


def _shown_words(shown: int, known: int) -> str:
    if shown == known:
        return count(*words.SHOWN, known)
    return count(*words.SHOWN_OF, known, shown=telling.number_word(shown))
