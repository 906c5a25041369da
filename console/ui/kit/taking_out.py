"""Taking a list out of the window: where it goes, what is copied, and why it could not be saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import count, say


def copy_marked(table: Table, one: str, many: str, tell: Callable[[str], None]) -> None:
    """The marked rows, for a spreadsheet or a mail; `one` and `many` tell how many there were."""
    QGuiApplication.clipboard().setText(table.copy_text())
    tell(count(one, many, len(table.selected_rows())))


def ask_where(stage: Stage, parent: QWidget, keep: str, name: str, title: str, kinds: str) -> Path | None:
    """Where to save a file; begins in the folder of the last time, which is kept under `keep`."""
    proposed = QDir(str(stage.settings.value(keep, QDir.homePath())))
    path, _ = QFileDialog.getSaveFileName(parent, say(title), proposed.filePath(name), say(kinds))
    if path:
        stage.settings.setValue(keep, str(Path(path).parent))
    return Path(path) if path else None


def reason_of(error: Exception) -> str:
    """What the system says, without its number and the place, which the person has just chosen."""
    return error.strerror if isinstance(error, OSError) and error.strerror else sentence_of(error)
