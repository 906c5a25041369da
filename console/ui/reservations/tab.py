"""The Reservations tab: filters over the list, and beside it what is known of one reservation."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from console.domain.announcing import ContactWordsChanged, SyncSettingsChanged
from console.domain.lines import ReservationLine
from console.domain.runs import RunKind
from console.domain.sieve import Chip
from console.jobs.report import Report
from console.services.book import Book
from console.ui.editing.deeds import EditDeeds
from console.ui.kit.acts import act, gap, menu
from console.ui.kit.first_paint import FirstPaint
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import say
from console.ui.reservations.aside import Aside
from console.ui.reservations.changing import Changing
from console.ui.reservations.extent import Extent
from console.ui.reservations.feed import Feed
from console.ui.reservations.filters import Filters
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.model import ReservationModel
from console.ui.reservations.rebuilder import Rebuilder
from console.ui.reservations.taking_out import TakingOut
from console.ui.wording import changing as changing_words
from console.ui.wording import rebuilding as rebuilding_words
from console.ui.wording import reservation_details as detail_words
from console.ui.wording import reservations as words
from console.ui.wording import tables as table_words
from console.ui.wording import time_machine as past_words

if TYPE_CHECKING:
    from console.ui.reservations.detail import DetailPane

_KEEP_COLUMNS = "reservations/columns"


class ReservationsTab(QWidget):
    """Reads through `stage.reader`, hears of changes through `stage.courier`.

    `sync_now` is what the empty list's button does; `hotel` is the name above a printed list; `online`: the bookings
    have pages at Beds24.
    """

    def __init__(
        self,
        stage: Stage,
        book: Book,
        asker: MessageAsker,
        rebuilder: Rebuilder,
        edits: EditDeeds,
        sync_now: Callable[[], object],
        hotel: Callable[[], str] = str,
        *,
        online: bool = False,
    ) -> None:
        super().__init__()
        self._stage, self._rebuilder = stage, rebuilder
        self._wanted: int | None = None
        self.model = ReservationModel(stage, self)
        self.table = ReservationTable(self.model, stage)
        self.frame = TableFrame(self.table)
        self.filters = Filters(stage)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.changing = Changing(self, edits, self._looked_at, self.tell_notice)
        self._aside = Aside(
            stage, book, self.model.telling, asker, self._split, self.open_reservation, self.tell_notice,
            self.table.setFocus, self._rebuild_over, self.changing.edit, online=online,
        )  # fmt: skip
        self._feed = feed = Feed(stage, book, self.model, self.table, self.filters)
        self.band = feed.band
        self._extent = Extent(stage, self.model, self.frame, self.filters, sync_now, lambda: feed.is_whole)
        self.count, self.past = self._extent.count, self._extent.past
        self.notice = label(kind="caption")
        self._taking_out = TakingOut(stage, self.model, self.table, self.tell_notice, hotel)
        self._actions = self._make_actions()
        dress(self, "page")
        self._lay_out()
        self._connect()
        self._keep_columns = self.table.remember(stage.settings, _KEEP_COLUMNS)
        if feed.read_first():
            self.frame.show_rows()
            FirstPaint(self.table.viewport(), self.read)
        else:
            self.read()

    # What the window asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    def offer(self, *acts: QAction) -> None:
        """More entries for the menu bar, before the tab is shown."""
        self._actions += acts

    def looked_at_line(self) -> ReservationLine | None:
        """The reservation in the pane, else the current one of the list."""
        id_ = self._looked_at()
        return next((line for line in self.model.all if line.id == id_), None)

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the tab comes to the front."""
        return self.filters.search if self.table.isHidden() else self.table

    def show_place(self, place: str) -> None:
        """Open the reservation with this id of ours."""
        if place.isdecimal():
            self.open_reservation(int(place))

    def open_reservation(self, id_: int) -> None:
        """Show it, even if that takes clearing the filters."""
        if not self._feed.is_whole:
            self._wanted = id_
            return
        if self.model.row_of(id_) < 0 and any(line.id == id_ for line in self.model.all):
            self.filters.clear()
            for chips in ([Chip.PAST], [Chip.PAST, Chip.CANCELLED]):
                if self.model.row_of(id_) < 0:
                    self.filters.set_chips(chips)
        self.table.go_to(id_)
        self._aside.show(id_)

    def remember(self) -> None:
        """Remember columns and the splitter; called before the window closes."""
        self._keep_columns()
        self._aside.end()

    @property
    def pane(self) -> "DetailPane":
        """What stands beside the list."""
        return self._aside.pane

    # How it is built

    def _lay_out(self) -> None:
        icon, out = self._stage.icon, self._taking_out
        to_paper = button(say(words.BUTTON_PRINT), out.print_list, tip=say(words.ACT_PRINT), icon=icon("printer"))
        to_file = button(say(words.BUTTON_EXPORT), out.export, tip=say(words.ACT_EXPORT), icon=icon("download-simple"))
        new = button(
            say(changing_words.BUTTON_NEW), self.changing.make, tip=say(changing_words.TIP_NEW), icon=icon("plus")
        )
        columns = button(say(table_words.COLUMNS), self._choose_columns, icon=icon("columns"))
        head = row(label(say(words.TITLE), "title"), self.count, self.notice, new, columns, to_paper, to_file)
        head.setStretchFactor(self.count, 1)
        head.setSpacing(Space.M)
        above = column(head, self.filters, spacing=Space.M)
        above.setContentsMargins(Space.XL, Space.L, Space.XL, Space.M)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list_with_foot())
        self._split.setStretchFactor(0, 1)
        whole = column(self.band, above, spacing=0)
        whole.addWidget(self._split, 1)
        self.setLayout(whole)

    def _list_with_foot(self) -> QWidget:
        holder = QWidget()
        box = column(spacing=0)
        box.addWidget(self.frame, 1)
        box.addWidget(self.past)
        holder.setLayout(box)
        return holder

    def _connect(self) -> None:
        self._stage.courier.arrived.connect(self._hear)
        self._feed.whole.connect(self._go_to_wanted)
        self._feed.failed.connect(lambda error: self._extent.tell_failure(error, self.read))
        self._feed.renewed.connect(self._aside.heard_of)
        self.filters.sifted.connect(self.model.sift)
        self.filters.typed.connect(self.model.search)
        self.filters.search.returnPressed.connect(self._enter_list)
        self.model.sift(self.filters.sieve())
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda at: self._aside.show(self.model.line(at).id))

    def _make_actions(self) -> list[QAction]:
        one, out, aside = partial(act, self), self._taking_out, self._aside
        narrow = [*self.filters.switches, gap(self), one(say(words.ACT_CLEAR), self.filters.clear, "Ctrl+Shift+F")]
        return [
            one(say(words.ACT_SEARCH), self._start_search, "Ctrl+F"),
            menu(self, say(words.MENU_NARROW), narrow),
            one(say(table_words.COLUMNS), self._choose_columns, "Ctrl+Shift+M"),
            one(say(table_words.COLUMNS_USUAL), self.table.reset_columns),
            gap(self),
            one(say(words.ACT_OPEN), self._open_current, where=self.table),
            one(say(words.ACT_OPEN_WINDOW), self._open_window, "Ctrl+Return", self),
            one(say(words.ACT_CLOSE), self._escape, "Esc", self),
            gap(self),
            *self.changing.actions,
            gap(self),
            one(say(words.ACT_COPY), out.copy_rows, "Ctrl+C", self.table),
            one(say(words.ACT_COPY_DETAILS), aside.copy_details, "Ctrl+Shift+C", self),
            one(say(detail_words.RAW_COPY), partial(aside.copy_raw, whole=False)),
            one(say(detail_words.RAW_COPY_WHOLE), partial(aside.copy_raw, whole=True)),
            gap(self),
            one(say(past_words.EARLIER), partial(aside.move_in_time, -1), "Ctrl+Alt+Left", self),
            one(say(past_words.LATER), partial(aside.move_in_time, 1), "Ctrl+Alt+Right", self),
            one(say(rebuilding_words.ACT), self._rebuild, "Ctrl+Alt+A", self),
            gap(self),
            one(say(words.ACT_PRINT), out.print_list, "Ctrl+P"),
            one(say(words.ACT_PRINT_ONE), self._print_one, "Ctrl+Alt+P"),
            one(say(words.ACT_EXPORT), out.export, "Ctrl+E"),
        ]

    # What it hears

    def read(self) -> None:
        """Read the whole list."""
        self._extent.tell_loading()
        self._feed.read()

    def _go_to_wanted(self) -> None:
        if self._wanted is not None:
            id_, self._wanted = self._wanted, None
            self.open_reservation(id_)

    def _hear(self, news: object) -> None:
        if isinstance(news, SyncSettingsChanged) or (isinstance(news, Report) and news.run.kind is RunKind.FULL):
            self._aside.look_again()  # when messages were read, and whether they may be
        elif isinstance(news, ContactWordsChanged):
            self._feed.read()  # other addresses are a portal's now
            self._aside.look_again()

    def tell_notice(self, text: str) -> None:
        """Say a line beside the title, for a while."""
        self.notice.setText(text)
        QTimer.singleShot(8_000, self.notice, self.notice.clear)

    def _choose_columns(self) -> None:
        from console.ui.kit.columns import ColumnsSheet  # noqa: PLC0415 - for those who ask

        ColumnsSheet(self.table).open()

    # Details

    def _choose(self, at: int) -> None:
        """The pane follows the current row as long as it is open."""
        if at >= 0 and self._aside.is_open:
            self._aside.show(self.model.line(at).id)

    def _open_current(self) -> None:
        id_ = self.table.current_id()
        if id_ is not None:
            self._aside.show(id_)

    def _looked_at(self) -> int | None:
        """The reservation in the pane, else the current one of the list."""
        return self._aside.shown_id or self.table.current_id()

    def _open_window(self) -> None:
        id_ = self._looked_at()
        if id_ is not None:
            self._aside.open_window(id_)

    def _print_one(self) -> None:
        id_ = self._looked_at()
        if id_ is not None:
            self._aside.print_one(id_)

    def _rebuild(self) -> None:
        id_ = self._looked_at()
        if id_ is not None:
            self._rebuild_over(id_, self)

    def _rebuild_over(self, id_: int, parent: QWidget) -> None:
        line = next(one for one in self.model.all if one.id == id_)
        if line.beds24_id is None:
            self.tell_notice(say(rebuilding_words.NOT_OF_BEDS24))
        else:
            self._rebuilder.open(parent, line, self.model.telling, self.tell_notice)

    def _escape(self) -> None:
        """Close the details, else leave the search."""
        if self._aside.is_open:
            self._aside.close()
        elif self.filters.search.text():
            self.filters.search.clear()
        self.table.setFocus()

    def _start_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _enter_list(self) -> None:
        """From the search to what it found."""
        if self.model.shown:
            self.table.setFocus()
            if not self.table.selectionModel().hasSelection():  # Qt makes the first row current, and marks none
                self.table.selectRow(0)
