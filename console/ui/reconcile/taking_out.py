"""Taking a list of this tab out of the window, exactly as it is shown: copied, saved as a sheet, saved as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtWidgets import QWidget

from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.taking_out import ask_where, reason_of
from console.ui.kit.words import count, say
from console.ui.parts import Done
from console.ui.wording import reconcile as words

_KEEP_FOLDER = "reconcile/export_folder"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the screen: the title of its page, the columns and their widths there, and the rows in their order."""

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


class TakingOut:
    """`shown` gives what is on the screen, `hotel` the name of the hotel; what came of it is announced."""

    def __init__(self, stage: Stage, parent: QWidget, shown: Callable[[], Shown], hotel: Callable[[], str]) -> None:
        self._stage, self._parent, self._shown, self._hotel = stage, parent, shown, hotel

    def export(self) -> None:
        """Ask where, and save as a sheet."""
        if path := self._ask(words.EXPORT_TITLE, words.EXPORT_FILE, words.EXPORT_KINDS):
            self.save_sheet(path)

    def export_pdf(self) -> None:
        """Ask where, and save as PDF."""
        if path := self._ask(words.PDF_TITLE, words.PDF_FILE, words.PDF_KINDS):
            self.save_pdf(path)

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        day = self._stage.local(self._stage.clock.now()).date().isoformat()
        return ask_where(self._stage, self._parent, _KEEP_FOLDER, say(name, day=day), title, kinds)

    def save_sheet(self, path: Path) -> None:
        """The shown columns and rows, on the reader's thread: a big list takes its time."""
        from console.services.sheets import save_csv  # noqa: PLC0415 - for those who ask

        shown = self._shown()
        self._save(path, shown, lambda: save_csv(path, [shown.heads, *shown.rows]))

    def save_pdf(self, path: Path) -> None:
        """The same on pages, for the owner or for support."""
        shown, now, hotel = self._shown(), moment_words(self._stage, self._stage.clock.now()), self._hotel()
        title = say(words.PRINT_HEAD, page=shown.title, hotel=hotel) if hotel else shown.title
        self._save(path, shown, lambda: write_pdf(path, shown, title, now))

    def _save(self, path: Path, shown: Shown, write: Callable[[], None]) -> None:
        number = len(shown.rows)
        self._stage.reader.ask(
            write,
            lambda _none: self._tell(count(*words.EXPORTED, number, file=path.name)),
            lambda error: self._tell(say(words.NOT_EXPORTED, error=reason_of(error))),
        )

    def _tell(self, sentence: str) -> None:
        self._stage.courier.send(Done(sentence))


def write_pdf(path: Path, shown: Shown, title: str, now: str) -> None:
    """Write the whole list, or leave what was there; raises OSError."""
    from PySide6.QtGui import QPageLayout, QPdfWriter  # noqa: PLC0415 - for those who ask

    from console.ui.kit.printed_list import PrintedColumn, PrintedList  # noqa: PLC0415

    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(0, file.errorString())
    writer = QPdfWriter(file)
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setTitle(title)
    columns = [PrintedColumn(head, width) for head, width in zip(shown.heads, shown.widths, strict=True)]
    PrintedList(title, now, columns, shown.rows).paint(writer)
    if not file.commit():
        raise OSError(0, file.errorString())
