"""The page of overbookings: the list, and beside it the pane of one with the ways out."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.announcing import EditsChanged, GuestsChanged, OverbookingsChanged, ReservationsChanged
from console.domain.folding import folded, search_words
from console.domain.overbooking import OverbookingStatus
from console.domain.ways_out import Way
from console.services.overbooking_book import OverbookingBook, OverbookingLine, OverbookingView
from console.ui.kit.acts import act
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.places import keep_split
from console.ui.kit.search_field import search_field
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.reconcile.columns import Column
from console.ui.reconcile.model import LinesModel
from console.ui.reconcile.overbooking_deeds import OverbookingDeeds
from console.ui.reconcile.overbooking_pane import GO_KEY, OverbookingPane
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.reconcile.taking_out import Shown
from console.ui.wording import overbooking as words

_PANE_LEAST = 440
_USUAL_SIZES = [560, 560]
_GATHER_MS = 300
_NEWS = (OverbookingsChanged, ReservationsChanged, GuestsChanged, EditsChanged)


class OverbookingFeed(QObject):
    """`came` carries the lines, `failed` why there are none; read anew whenever a stay or an overbooking changed."""

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, stage: Stage, book: OverbookingBook, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._book = stage, book
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self.read)
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self.read)

    def read(self) -> None:
        self._stage.reader.ask(self._book.lines, self.came.emit, self.failed.emit)

    def _hear(self, news: object) -> None:
        if isinstance(news, _NEWS) and not self._gathering.isActive():
            self._gathering.start()


class OverbookingPage(ListAndPaneView):
    """`counted` tells what stands on the page's tab and how many need a person; `reservation_wanted` carries our id."""

    key = "overbooked"
    counted = Signal(str, int)
    reservation_wanted = Signal(int)

    def __init__(
        self, stage: Stage, book: OverbookingBook, telling: OverbookingTelling, deeds: OverbookingDeeds
    ) -> None:
        super().__init__()
        self._stage, self._book, self._telling, self.deeds = stage, book, telling, deeds
        self._wanted: int | None = None
        self.is_whole = False
        self.model = LinesModel[OverbookingLine](stage, columns_of(telling), lambda line: folded(telling.row(line)))
        self.table = MarkedTable(self.model, self.model, say(words.TABLE), stage)
        self.table.set_widths({number: one.width for number, one in enumerate(self.model.columns)})
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.frame = TableFrame(self.table)
        self.search = search_field(stage, say(words.SEARCH), say(words.SEARCH_NAME))
        self.trouble = label(kind="caption", tone="warn", wraps=True)
        self.pane = OverbookingPane(stage, telling)
        self.feed = OverbookingFeed(stage, book, self)
        self._lay_out()
        self._connect()
        self._acts = self._make_acts()
        self._keep_columns = self.table.remember(stage.settings, "reconcile/overbooked/columns")
        self.frame.tell(say(words.READING), icon=stage.icon("hourglass"))
        self.feed.read()

    def _lay_out(self) -> None:
        self.trouble.hide()
        listed = dress(QWidget(), "surface")
        whole = column(spacing=0)
        whole.addLayout(fill(row(), (self.search, None), margin=Space.M, spacing=0))
        whole.addLayout(fill(row(), (self.trouble,), margin=0, spacing=0))
        whole.addWidget(self.frame, 1)
        listed.setLayout(whole)
        self.split = ListAndPane(self._stage, listed, self.pane, _PANE_LEAST)
        self.split.setSizes(_USUAL_SIZES)
        keep_split(self.split, self._stage.settings, "reconcile/overbooked/split")
        body = column(spacing=0)
        body.setContentsMargins(0, 0, 0, Space.L)
        body.addWidget(self.split, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda typed: self.model.search(search_words(typed)))
        self.model.shown_changed.connect(self._tell_rows)
        self.table.chosen.connect(lambda _row: self._show_chosen())
        self.table.opened.connect(lambda _row: self.pane.enter())
        self.feed.came.connect(self.take)
        self.feed.failed.connect(self._tell_failure)
        self.pane.reservation_wanted.connect(self.reservation_wanted)
        self.pane.go_wanted.connect(self._go)
        self.pane.stand_wanted.connect(self.stand)
        self.pane.again_wanted.connect(self.again)
        self.pane.sheet_wanted.connect(self.save_sheet)
        self.pane.copy_wanted.connect(self.copy_sheet)

    def _make_acts(self) -> list[QAction]:
        """Single letters work within the list alone."""
        said = (
            (words.NEXT_WAY, self.pane.preview_next, "W"),
            (words.GO, self.pane.go_now, GO_KEY),
            (words.STAND, self.stand, "L"),
            (words.AGAIN, self.again, "T"),
            (words.SHEET, self.save_sheet, "D"),
            (words.COPY_SHEET, self.copy_sheet, "Y"),
        )
        return [act(self, say(text), does, key, self.table) for text, does, key in said]

    # What the tab asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._acts

    @property
    def first_focus(self) -> QWidget:
        return self.table if self.model.all else self.search

    def start_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def shown(self) -> Shown:
        """What is on the screen, to be taken out of the window."""
        columns = [self.model.columns[number] for number in self.table.shown_columns()]
        rows = [[one.shown(line) for one in columns] for line in self.model.shown]
        return Shown(self.title(), [say(one.title) for one in columns], [one.width for one in columns], rows)

    def show_place(self, place: str) -> None:
        """Go to the overbooking of this number, even if that takes clearing the search."""
        if place.isdecimal():
            self._wanted = int(place)
            self._go_to_wanted()

    def remember(self) -> None:
        """Remember the columns; called before the window closes."""
        self._keep_columns()

    # What it shows

    def take(self, lines: tuple[OverbookingLine, ...]) -> None:
        """Show what was read; what is chosen stays chosen."""
        is_first, self.is_whole = not self.is_whole, True
        self.trouble.hide()
        self.model.replace(lines)
        if is_first and lines and self.search.hasFocus():
            self.table.setFocus()  # it had nowhere else to go
        self._go_to_wanted()
        if self.model.shown and self.table.current_id() is None:
            self.table.selectRow(0)
        self._show_chosen()
        waiting = sum(line.known.status is OverbookingStatus.OPEN for line in lines)
        self.counted.emit(say(words.TITLE_N, n=waiting) if waiting else self.title(), waiting)

    def _go_to_wanted(self) -> None:
        if self._wanted is None or not self.is_whole:
            return
        if self._wanted not in self.model.rows_of({self._wanted}):
            self.search.clear()
        if (place := self.model.rows_of({self._wanted}).get(self._wanted)) is not None:
            self._wanted = None
            self.table.selectRow(place)

    def _show_chosen(self) -> None:
        id_ = self.table.current_id()
        if id_ is None:
            self.pane.tell(None)
            return
        self._stage.reader.ask(lambda: self._book.one(id_), self._take_one, self._tell_failure)

    def _take_one(self, view: OverbookingView | None) -> None:
        """What was asked for may not be what is chosen any more."""
        if view is None or view.line.id == self.table.current_id():
            self.pane.tell(view)

    def _tell_rows(self) -> None:
        if not self.is_whole:
            return
        self.pane.setVisible(bool(self.model.all))
        self.search.setVisible(bool(self.model.all))
        if self.model.shown:
            self.frame.show_rows()
        elif self.model.all:
            clear = (say(words.CLEAR), self.search.clear)
            self.frame.tell(say(words.NOTHING_MATCHES), icon=self._stage.icon("magnifying-glass"), action=clear)
        else:
            self.frame.tell(say(words.EMPTY), say(words.EMPTY_DETAIL), icon=self._stage.icon("check-circle", "good"))

    def _tell_failure(self, error: Exception) -> None:
        """It could not be read; what stood there stands, and says so."""
        if self.is_whole:
            self.trouble.setText(say(words.STALE, error=sentence_of(error)))
            self.trouble.show()
            return
        again = (say(words.TRY_AGAIN), self.feed.read)
        detail = say(words.FAILED_DETAIL, error=sentence_of(error))
        self.frame.tell(say(words.FAILED), detail, icon=self._stage.icon("warning-circle", "bad"), action=again)

    # What is done in it

    def _go(self, way: Way) -> None:
        if self.pane.view is not None:
            self.pane.go.setEnabled(False)
            self.deeds.go(self.pane.view, way, self._tell_not_gone)

    def _tell_not_gone(self, error: BaseException) -> None:
        """Nobody was moved: what is shown is read anew."""
        self.pane.tell(None)
        self.feed.read()
        self.deeds.tell_failed(error)

    def stand(self) -> None:
        """Ask why the chosen one may stand."""
        view = self.pane.view
        if view is not None and view.line.known.status is OverbookingStatus.OPEN:
            self.deeds.stand(self, view)

    def again(self) -> None:
        """The chosen one needs somebody again."""
        view = self.pane.view
        if view is not None and view.line.known.status is OverbookingStatus.ACCEPTED:
            self.deeds.again(view)

    def save_sheet(self) -> None:
        """Ask where the evidence sheet of the chosen one goes."""
        if self.pane.view is not None:
            self.deeds.sheet(self, self.pane.view)

    def copy_sheet(self) -> None:
        """Both bookings with their times, as text to paste."""
        if self.pane.view is not None:
            self.deeds.copy_sheet(self.pane.view)


def columns_of(telling: OverbookingTelling) -> tuple[Column[OverbookingLine], ...]:
    """The columns of the list."""
    return (
        Column(
            "when",
            words.WHEN,
            lambda line: telling.when(line)[0],
            lambda line: (line.known.status is OverbookingStatus.SETTLED, line.known.first, line.id),
            126,
            lambda line: telling.when(line)[1:],
            telling.row,
        ),
        Column("place", words.PLACE, telling.place_with_type, lambda line: (line.type_name, line.place), 176),
        Column("guests", words.GUESTS, telling.guests, telling.guests, 220),
        Column("nights", words.NIGHTS, telling.nights, lambda line: (line.known.first, line.known.last), 190),
        Column("cause", words.CAUSE, telling.cause, telling.cause, 160),
        Column("state", words.STATE, telling.state, telling.state, 90),
        Column("since", words.SINCE, telling.since, lambda line: line.known.since, 100),
    )
