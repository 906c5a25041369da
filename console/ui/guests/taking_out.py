"""Taking the list of guests out of the window, exactly as it is shown: copied, saved."""

from collections.abc import Callable
from pathlib import Path

from console.ui.guests.columns import COLUMNS
from console.ui.guests.model import GuestModel
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.taking_out import ask_where, copy_marked, reason_of
from console.ui.kit.words import count, say
from console.ui.wording import guests as words

_KEEP_FOLDER = "guests/export_folder"


class TakingOut:
    """`tell` shows in a line what came of it."""

    def __init__(self, stage: Stage, model: GuestModel, table: Table, tell: Callable[[str], None]) -> None:
        self._stage, self._model, self._table, self._tell = stage, model, table, tell

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
        from console.services.sheets import save_csv  # noqa: PLC0415 - for those who ask

        lines, telling = list(self._model.shown), self._model.telling
        columns = [COLUMNS[number] for number in self._table.shown_columns()]
        currencies = {line.currency for line in lines if line.currency}
        spend = say(words.SPEND_IN, currency=next(iter(currencies))) if len(currencies) == 1 else say(words.SPEND)
        head = [spend if one.name == "spend" else say(one.title) for one in columns]
        self._stage.reader.ask(
            lambda: save_csv(path, [head, *([one.cell(telling, line) for one in columns] for line in lines)]),
            lambda _none: self._tell(count(words.EXPORTED_ONE, words.EXPORTED_MANY, len(lines), file=path.name)),
            lambda error: self._tell(say(words.NOT_EXPORTED, error=reason_of(error))),
        )
