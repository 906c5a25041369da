"""The one table of the program: calm rows, columns that are remembered, copying, and words where rows are missing."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QByteArray, QModelIndex, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStackedWidget, QTableView, QWidget

from console.domain.spreadsheet import pasted
from console.ui.kit.stage import Stage
from console.ui.kit.widgets import Message, frame_if_by_key

_KEPT_AFTER_MS = 500


class Table(QTableView):
    """A list of rows. `chosen` tells the row of the current index (in the model), -1 for none; `opened` Enter or
    a double click."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, model: QAbstractItemModel, name: str, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._percent = stage.look.text_percent
        self._usual_columns: QByteArray | None = None
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._set_up_headers()
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(now.row()))
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        stage.look_changed.connect(self._follow_look)

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._stage.row_height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)

    def _follow_look(self) -> None:
        """Rows and columns grow and shrink with the text."""
        self.verticalHeader().setDefaultSectionSize(self._stage.row_height)
        former, self._percent = self._percent, self._stage.look.text_percent
        if former != self._percent:
            for number in self.shown_columns():
                self.setColumnWidth(number, round(self.columnWidth(number) * self._percent / former))

    def set_widths(self, widths: dict[int, int], hidden: tuple[int, ...] = ()) -> None:
        """The first widths of columns in pixels at the usual text size, never too narrow for their titles; and those
        not shown at first."""
        for number, width in widths.items():
            least = self.horizontalHeader().sectionSizeHint(number)
            self.setColumnWidth(number, max(self._stage.scaled(width), least))
        for number in hidden:
            self.setColumnHidden(number, True)

    def remember(self, settings: QSettings, key: str) -> Callable[[], None]:
        """Take up order, widths, sorting and choice of columns from `settings`. They are kept soon after each change,
        for not every end is announced, and at once when the answer is called."""
        kept, header = settings.value(key), self.horizontalHeader()
        self._usual_columns = header.saveState()
        if isinstance(kept, QByteArray):
            header.restoreState(kept)

        def keep() -> None:
            settings.setValue(key, header.saveState())

        soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        soon.timeout.connect(keep)
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(lambda *_what: soon.start())
        return keep

    def reset_columns(self) -> None:
        """Order, widths and choice of columns as they are before anybody chooses."""
        if self._usual_columns is not None:
            self.horizontalHeader().restoreState(self._usual_columns)

    def selected_rows(self) -> list[int]:
        """The rows that are marked, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def shown_columns(self) -> list[int]:
        """The columns on the screen, in the order in which they stand there."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [number for number in order if not self.isColumnHidden(number)]

    def copy_text(self) -> str:
        """The marked rows as a spreadsheet takes them: columns by tabs, as they stand on the screen."""
        model, columns = self.model(), self.shown_columns()
        return "\n".join(
            "\t".join(pasted(str(model.index(row, number).data() or "")) for number in columns)
            for row in self.selected_rows()
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        frame_if_by_key(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the marked rows, Enter opens the current one."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copy_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _choose_columns(self, where: QPoint) -> None:
        menu = QMenu(self)
        for number in range(self.model().columnCount(QModelIndex())):
            title = self.model().headerData(number, Qt.Orientation.Horizontal)
            menu.addAction(self._column_switch(menu, number, str(title)))
        menu.exec(self.horizontalHeader().mapToGlobal(where))

    def _column_switch(self, menu: QMenu, number: int, title: str) -> QAction:
        switch = QAction(title, menu)
        switch.setCheckable(True)
        switch.setChecked(not self.isColumnHidden(number))
        switch.setEnabled(self.isColumnHidden(number) or len(self.shown_columns()) > 1)
        switch.toggled.connect(lambda shown: self.setColumnHidden(number, not shown))
        return switch


class TableFrame(QStackedWidget):
    """A table, or in its place what is the case: loading, empty, failed."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self._message = Message()
        self.addWidget(table)
        self.addWidget(self._message)

    def show_rows(self) -> None:
        self.setCurrentIndex(0)

    def tell(
        self,
        headline: str,
        detail: str = "",
        *,
        icon: QIcon | None = None,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show words instead of rows."""
        self._message.tell(headline, detail, icon=icon, action=action)
        self.setCurrentIndex(1)
