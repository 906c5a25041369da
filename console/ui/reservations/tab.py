"""The Reservations tab: filters over the list, and beside it what is known of one reservation.

The first screenful is read at once, with the tab; the whole list comes after the first paint, from the reader's thread.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from console.domain.announcing import ReservationsChanged, SyncSettingsChanged
from console.domain.details import RoomChoice
from console.domain.errors import StoreDamaged, StoreTrouble
from console.domain.lines import ReservationLine
from console.domain.runs import RunKind
from console.domain.sieve import Chip, Sieve
from console.jobs.report import Report
from console.services.book import Book
from console.ui.kit.acts import act, gap, menu
from console.ui.kit.first_paint import FirstPaint
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.reservations.aside import Aside
from console.ui.reservations.band import StaleBand
from console.ui.reservations.filters import Filters
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.model import ReservationModel
from console.ui.reservations.past import PastToo
from console.ui.reservations.taking_out import TakingOut
from console.ui.shell.pill_words import time_words
from console.ui.wording import reservation_details as detail_words
from console.ui.wording import reservations as words
from console.ui.wording import tables as table_words

if TYPE_CHECKING:
    from console.ui.reservations.detail import DetailPane

_KEEP_COLUMNS = "reservations/columns"
_GATHER_MS, _MINUTE_MS = 150, 60_000
_FIRST_ROWS = 100  # more than a tall screen holds


class ReservationsTab(QWidget):
    """Reads through `stage.reader`, hears of changes through `stage.courier`.

    `sync_now` is what the empty list's button does; `hotel` is the name above a printed list; `online`: the bookings
    have pages at Beds24.
    """

    icon_name = "calendar-check"

    def __init__(
        self,
        stage: Stage,
        book: Book,
        asker: MessageAsker,
        sync_now: Callable[[], object],
        hotel: str = "",
        *,
        online: bool = False,
    ) -> None:
        super().__init__()
        self._stage, self._book, self._sync_now = stage, book, sync_now
        self._read = False
        self._wanted: int | None = None
        self._waiting: set[int] = set()
        self.model = ReservationModel(stage, self)
        self.table = ReservationTable(self.model, stage)
        self.frame = TableFrame(self.table)
        self.filters = Filters(stage)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._aside = Aside(
            stage, book, self.model.telling, asker, self._split, self.open_reservation, self._tell_notice,
            self.table.setFocus, online=online,
        )  # fmt: skip
        self.count = label(kind="muted")
        self.band = StaleBand(stage, self._try_again)
        self.past = PastToo(self.model, self.filters)
        self._old_since: datetime | None = None
        self.notice = label(kind="caption")
        self._taking_out = TakingOut(stage, self.model, self.table, self._tell_notice, hotel)
        self._actions = self._make_actions()
        dress(self, "page")
        self._lay_out()
        self._connect()
        self._keep_columns = self.table.remember(stage.settings, _KEEP_COLUMNS)
        if self._read_first():
            FirstPaint(self.table.viewport(), self.read)
        else:
            self.read()

    # What the window asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

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
        if not self._read:
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
        columns = button(say(table_words.COLUMNS), self._choose_columns, icon=icon("columns"))
        head = row(label(say(words.TITLE), "title"), self.count, None, self.notice, columns, to_paper, to_file)
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
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._read_changed)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._pass_time)
        self._minute.start()
        self._stage.courier.arrived.connect(self._hear)
        self._stage.zone_changed.connect(self._pass_time)
        self.filters.sifted.connect(self._sift)
        self.filters.typed.connect(self.model.search)
        self.filters.search.returnPressed.connect(self._enter_list)
        self.model.shown_changed.connect(self._tell_count)
        self.past.counted.connect(self._tell_rows)
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
            one(say(words.ACT_COPY), out.copy_rows, "Ctrl+C", self.table),
            one(say(words.ACT_COPY_DETAILS), aside.copy_details, "Ctrl+Shift+C", self),
            one(say(detail_words.RAW_COPY), partial(aside.copy_raw, whole=False)),
            one(say(detail_words.RAW_COPY_WHOLE), partial(aside.copy_raw, whole=True)),
            gap(self),
            one(say(words.ACT_PRINT), out.print_list, "Ctrl+P"),
            one(say(words.ACT_PRINT_ONE), self._print_one, "Ctrl+Alt+P"),
            one(say(words.ACT_EXPORT), out.export, "Ctrl+E"),
        ]

    # Reading

    def _read_first(self) -> bool:
        """The rows that the whole list will begin with, where the list stands as it usually does and has any."""
        if self.filters.sieve() != Sieve() or not self.model.by_arrival:
            return False
        try:
            lines = self._book.coming_lines(self.model.telling.today, _FIRST_ROWS)
        except (StoreTrouble, StoreDamaged):
            return False  # the whole list will not be readable either, and that is told
        self.model.replace(lines)
        if self.model.shown:
            self.frame.show_rows()
        return bool(self.model.shown)

    def read(self) -> None:
        """Read the whole list."""
        if not self.model.shown:
            self.frame.tell(say(words.LOADING), icon=self._stage.icon("hourglass"))
        self._stage.reader.ask(self._book.lines, self._take_lines, self._tell_failure)
        self._read_rooms()

    def _read_rooms(self) -> None:
        self._stage.reader.ask(self._book.room_choices, self._take_rooms, self._tell_without_rooms)

    def _take_lines(self, lines: list[ReservationLine]) -> None:
        self._read = True
        self._old_since = None
        self._tell_renewed()
        self.model.replace(lines)
        self.filters.offer_channels(self.model.all)
        if self._wanted is not None:
            id_, self._wanted = self._wanted, None
            self.open_reservation(id_)

    def _take_rooms(self, rooms: tuple[RoomChoice, ...]) -> None:
        self.filters.offer_rooms(rooms)
        self._tell_renewed()

    def _tell_failure(self, error: Exception) -> None:
        self.frame.tell(
            say(words.FAILED),
            say(words.FAILED_DETAIL, error=error),
            icon=self._stage.icon("warning-circle", "bad"),
            action=(say(words.TRY_AGAIN), self.read),
        )

    def _hear(self, value: object) -> None:
        if isinstance(value, SyncSettingsChanged) or (isinstance(value, Report) and value.run.kind is RunKind.FULL):
            self._aside.look_again()  # when messages were read, and whether they may be
        if isinstance(value, ReservationsChanged):
            self._waiting.update(value.ids)
            if not self._gathering.isActive():
                self._gathering.start()

    def _read_changed(self) -> None:
        ids, self._waiting = frozenset(self._waiting), set()
        self._stage.reader.ask(
            lambda: self._book.lines_of(ids),
            lambda lines: self._merge(ids, lines),
            lambda error: self._stay_old(ids, error),
        )

    def _merge(self, ids: frozenset[int], lines: list[ReservationLine]) -> None:
        self.table.hold_still()
        self.model.merge(ids, lines)
        self.table.stand_again()
        self.filters.offer_channels(lines)
        self._aside.heard_of(ids)
        self._old_since = None
        self._tell_renewed()

    def _stay_old(self, ids: frozenset[int], error: Exception) -> None:
        """What changed could not be read; it is asked for again with the next change, or at once by a person."""
        self._waiting |= ids
        self._old_since = self._old_since or self._stage.clock.now()
        time = time_words(self._old_since, self._stage)
        self.band.tell_failed(say(words.STALE_LIST, time=time, error=sentence_of(error)))

    def _tell_without_rooms(self, error: Exception) -> None:
        if self._old_since is None and self._read:
            self.band.tell_failed(say(words.STALE_ROOMS, error=sentence_of(error)))

    def _tell_renewed(self) -> None:
        if self._old_since is None:
            self.band.tell_failed("")

    def _try_again(self) -> None:
        if self._old_since is None:
            self._read_rooms()
        else:
            self._read_changed()

    def _pass_time(self) -> None:
        self.table.hold_still()
        self.model.pass_time()
        self.table.stand_again()

    # What is shown

    def _sift(self, sieve: Sieve) -> None:
        self.model.sift(sieve)

    def _tell_count(self) -> None:
        if not self._read:
            return
        shown, total, aside = len(self.model.shown), self.model.total, self.model.left_aside
        one, many = (words.SHOWN_ONE, words.SHOWN_MANY) if shown == total else (words.SOME_ONE, words.SOME_MANY)
        told = count(one, many, total, shown=self.model.telling.locale.toString(shown))
        hidden = count(words.HIDDEN_ONE, words.HIDDEN_MANY, aside)
        self.count.setText(say(words.SHOWN_AND_HIDDEN, shown=told, hidden=hidden) if aside else told)
        self._tell_rows()

    def _tell_rows(self) -> None:
        if self.model.shown:
            self.frame.show_rows()
        elif not self.model.total:
            self.frame.tell(
                say(words.NOTHING_YET),
                say(words.NOTHING_YET_DETAIL),
                icon=self._stage.icon("calendar-blank"),
                action=(say(words.SYNC_NOW), self._sync_now),
            )
        else:
            self._tell_no_match()

    def _tell_no_match(self) -> None:
        past = self.past.number
        names = self.filters.names()
        told = names[0] if names else say(words.CHIP_COMING)
        for name in names[1:]:
            told = say(words.JOINED, first=told, second=name)
        self.frame.tell(
            say(words.NOTHING_MATCHES, filters=told),
            count(words.PAST_ONE, words.PAST_MANY, past) if past else "",
            icon=self._stage.icon("magnifying-glass"),
            action=(
                (say(words.SHOW_PAST), self.past.show_past) if past else (say(words.CLEAR_FILTERS), self.filters.clear)
            ),
        )

    def _tell_notice(self, text: str) -> None:
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

    def _open_window(self) -> None:
        id_ = self._aside.shown_id or self.table.current_id()
        if id_ is not None:
            self._aside.open_window(id_)

    def _print_one(self) -> None:
        id_ = self._aside.shown_id or self.table.current_id()
        if id_ is not None:
            self._aside.print_one(id_)

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
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
