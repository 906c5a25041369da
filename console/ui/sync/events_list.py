"""The list of events with its filters, and how it is saved."""

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog

from console.services.sheets import save_csv
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, fill, label, row
from console.ui.kit.words import count, say
from console.ui.sync.event_cells import Column
from console.ui.sync.event_filters import EventFilters
from console.ui.sync.events_model import EventsModel
from console.ui.sync.ledger_list import Empty, LedgerList, ListWords
from console.ui.wording import sync_events as words

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


_WORDS = ListWords(
    icon="broadcast",
    name=words.LIST,
    loading=words.LOADING,
    failed=words.LIST_FAILED,
    again=words.TRY_READING,
    stale=words.STALE,
    nothing_matches=words.NOTHING_MATCHES,
    nothing_matches_more=words.NOTHING_MATCHES_MORE,
    clear=words.CLEAR_FILTERS,
    shown=words.SHOWN,
    shown_of=words.SHOWN_OF,
    older=words.LOAD_OLDER,
    older_tip=words.LOAD_OLDER_TIP,
)


class EventsList(LedgerList[EventsModel, EventFilters]):
    """As every list of the tab; it can be saved as it is shown."""

    def __init__(self, stage: Stage) -> None:
        model, filters = EventsModel(stage), EventFilters(stage)
        super().__init__(stage, model, filters, lambda: filters.passes(model), _WORDS, _nothing_yet)
        self.table.set_widths({int(number): width for number, width in _WIDTHS.items()}, (Column.SOURCE,))
        self.export = button(say(words.EXPORT), self._export, "link", tip=say(words.EXPORT_TIP))
        self.notice = label(kind="caption")
        foot = fill(row(), (self.export, self.notice, None, self.older), margin=Space.S, spacing=Space.M)
        self._body.addLayout(foot)

    def tell_loading(self) -> None:
        super().tell_loading()
        self._offer_export(possible=False)

    def tell_state(self) -> None:
        super().tell_state()
        self._offer_export(possible=self.model.rowCount() > 0)

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
        rows = [[cells.title(number) for number in columns]]
        rows += [[cells.exported(line, number) for number in columns] for line in lines]
        self._stage.reader.ask(
            lambda: save_csv(path, rows),
            lambda _none: self.notice.setText(count(*words.EXPORTED, len(lines), file=path.name)),
            lambda error: self.notice.setText(say(words.NOT_EXPORTED, error=error)),
        )


def _nothing_yet() -> Empty:
    return Empty(say(words.EMPTY), say(words.EMPTY_MORE))
