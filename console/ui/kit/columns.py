"""Which columns a table shows and in which order, chosen with the keyboard as well as with the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem

from console.ui.kit.table import Table
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import tables as words

_NUMBER = Qt.ItemDataRole.UserRole


class ColumnsSheet(QDialog):
    """Every change applies at once."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self.setWindowTitle(say(words.COLUMNS_TITLE))
        self.list = dress(QListWidget(), "columns")
        self.list.setAccessibleName(say(words.COLUMNS_TITLE))
        self.list.itemChanged.connect(lambda _item: self._apply())
        self.up = button(say(words.COLUMN_UP), lambda: self._move(-1))
        self.down = button(say(words.COLUMN_DOWN), lambda: self._move(1))
        self.usual = button(say(words.COLUMNS_USUAL), self._reset)
        done = button(say(words.CLOSE), self.accept, "primary")
        buttons = column(self.up, self.down, self.usual, None, spacing=Space.S)
        body = row(self.list, buttons, spacing=Space.M)
        hint = label(say(words.COLUMNS_HINT), "muted", wraps=True)
        title = label(say(words.COLUMNS_TITLE), "title")
        self.setLayout(column(title, hint, body, row(None, done), margin=Space.XL, spacing=Space.M))
        self.resize(460, 520)
        self._fill()

    def _fill(self) -> None:
        header, model = self._table.horizontalHeader(), self._table.model()
        self.list.blockSignals(True)
        self.list.clear()
        for place in range(header.count()):
            number = header.logicalIndex(place)
            item = QListWidgetItem(str(model.headerData(number, Qt.Orientation.Horizontal)))
            item.setData(_NUMBER, number)
            hidden = self._table.isColumnHidden(number)
            item.setCheckState(Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)

    def _apply(self) -> None:
        """A table without any column could not be told from an empty one, so the last stays."""
        items = [self.list.item(number) for number in range(self.list.count())]
        shown = {item.data(_NUMBER) for item in items if item.checkState() is Qt.CheckState.Checked}
        for item in items if shown else ():
            self._table.setColumnHidden(item.data(_NUMBER), item.data(_NUMBER) not in shown)
        if not shown:
            self._fill()

    def _move(self, step: int) -> None:
        here = self.list.currentRow()
        if 0 <= here + step < self.list.count():
            self._table.horizontalHeader().moveSection(here, here + step)
            self._fill()
            self.list.setCurrentRow(here + step)

    def _reset(self) -> None:
        self._table.reset_columns()
        self._fill()
