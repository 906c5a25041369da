"""The page of all guests: filters over the list, and beside it the card of one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from console.ui.guests.aside import CardAside
from console.ui.guests.columns import COLUMNS, NUMBER_OF
from console.ui.guests.feed import GuestFeed
from console.ui.guests.filters import GuestFilters
from console.ui.guests.model import GuestModel
from console.ui.guests.services import GuestServices
from console.ui.guests.taking_out import TakingOut
from console.ui.kit.acts import act, gap, menu
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label
from console.ui.kit.words import count, say
from console.ui.wording import guest_card as card_words
from console.ui.wording import guests as words
from console.ui.wording import tables as table_words

if TYPE_CHECKING:
    from console.services.guest_editing import Edited
    from console.ui.guests.card_pane import CardPane

_KEEP_COLUMNS = "guests/columns"
_NOTICE_MS = 8_000


class GuestsPage(QWidget):
    """Reads through `stage.reader`, hears of changes through `stage.courier`."""

    key = "list"

    def __init__(self, stage: Stage, services: GuestServices) -> None:
        super().__init__()
        self._stage = stage
        self._wanted: int | None = None
        self.model = GuestModel(stage, self)
        self.table = MarkedTable(self.model, self.model, say(words.TABLE_NAME), stage)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.set_widths({number: one.width for number, one in enumerate(COLUMNS)})
        self.table.sortByColumn(NUMBER_OF["name"], Qt.SortOrder.AscendingOrder)
        self.frame = TableFrame(self.table)
        self.filters = GuestFilters(stage)
        self.count = label(kind="muted")
        self.notice, self.stale = label(kind="caption"), label(kind="caption")
        self._notice_ends = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._notice_ends.timeout.connect(self.notice.clear)
        self.feed = GuestFeed(stage, services.book, self.model, self.table)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.aside = CardAside(
            stage, services, self.model.telling, self.split, self.open_guest, self.tell_notice, self.table.setFocus,
            self.model.found,
        )  # fmt: skip
        self.taking_out = TakingOut(stage, self.model, self.table, self.tell_notice)
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()
        self._keep_columns = self.table.remember(stage.settings, _KEEP_COLUMNS)
        self.frame.tell(say(words.LOADING), icon=stage.icon("hourglass"))
        self.feed.read()

    # What the tab asks of it

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        return self.filters.search if self.table.isHidden() else self.table

    def show_place(self, place: str) -> None:
        """Open the card of the guest with this id."""
        if place.isdecimal():
            self.open_guest(int(place))

    def open_guest(self, id_: int) -> None:
        """Go to the guest, even if that takes clearing the filters."""
        if not self.feed.is_whole:
            self._wanted = id_
            return
        if not self.model.rows_of([id_]) and any(line.id == id_ for line in self.model.all):
            self.filters.clear()
        self.table.go_to(id_)
        self.aside.show(id_)

    @property
    def pane(self) -> "CardPane":
        """What stands beside the list."""
        return self.aside.pane

    def remember(self) -> None:
        """Remember the columns; called before the window closes."""
        self._keep_columns()
        self.aside.end()

    # How it is built

    def _lay_out(self) -> None:
        icon = self._stage.icon
        columns = button(say(table_words.COLUMNS), self._choose_columns, icon=icon("columns"))
        to_file = button(
            say(words.BUTTON_EXPORT), self.taking_out.export, tip=say(words.ACT_EXPORT), icon=icon("download-simple")
        )
        new = button(say(card_words.ADD_GUEST), self.add_guest, "primary", tip=say(card_words.ADD_GUEST))
        for one in (self.stale, self.notice, self.count, columns, to_file, new):
            self.filters.line.addWidget(one)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.frame)
        self.split.setStretchFactor(0, 1)
        whole = column(self.filters, spacing=Space.M)
        whole.addWidget(self.split, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.feed.whole.connect(self._go_to_wanted)
        self.feed.failed.connect(self._tell_failure)
        self.feed.stale.connect(self.stale.setText)
        self.filters.sifted.connect(self.model.sift)
        self.filters.typed.connect(self.model.search)
        self.filters.search.returnPressed.connect(self._enter_list)
        self.model.shown_changed.connect(self._tell_rows)
        self.feed.renewed.connect(self.aside.heard_of)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda at: self.aside.show(self.model.line(at).id))
        self.model.sift(self.filters.pressed())

    def _make_actions(self) -> list[QAction]:
        one = partial(act, self)
        narrow = [*self.filters.switches, gap(self), one(say(words.ACT_CLEAR), self.filters.clear, "Ctrl+Shift+F")]
        return [
            one(say(words.ACT_SEARCH), self._start_search, "Ctrl+F"),
            menu(self, say(words.MENU_NARROW), narrow),
            one(say(table_words.COLUMNS), self._choose_columns, "Ctrl+Shift+M"),
            one(say(table_words.COLUMNS_USUAL), self.table.reset_columns),
            gap(self),
            one(say(card_words.ADD_GUEST), self.add_guest, "Ctrl+N"),
            one(say(words.ACT_OPEN), self._open_current, where=self.table),
            one(say(words.ACT_EDIT), self._edit, "Ctrl+Shift+E"),
            one(say(words.ACT_OPEN_WINDOW), self._open_window, "Ctrl+Return", self),
            one(say(words.ACT_CLOSE), self._escape, "Esc", self),
            gap(self),
            one(say(card_words.SAVE_PDF), partial(self._save_card, as_pdf=True)),
            one(say(card_words.SAVE_JSON), partial(self._save_card, as_pdf=False)),
            one(say(card_words.ERASE), self._erase),
            gap(self),
            one(say(words.ACT_COPY), self.taking_out.copy_rows, "Ctrl+C", self.table),
            one(say(words.ACT_EXPORT), self.taking_out.export, "Ctrl+E"),
        ]

    # What it tells

    def tell_notice(self, text: str) -> None:
        """A line above the list that goes by itself."""
        self.notice.setText(text)
        self._notice_ends.start()

    def _tell_rows(self) -> None:
        """The count, and the rows or why there are none."""
        if not self.feed.is_whole:
            return
        shown, total = len(self.model.shown), len(self.model.all)
        one, many = (words.SHOWN_ONE, words.SHOWN_MANY) if shown == total else (words.SOME_ONE, words.SOME_MANY)
        self.count.setText(count(one, many, total, shown=self.model.telling.locale.toString(shown)))
        if shown:
            self.frame.show_rows()
        elif total:
            clear = (say(words.CLEAR_FILTERS), self.filters.clear)
            told = say(words.NOTHING_MATCHES, filters=self._names_of_filters())
            self.frame.tell(told, icon=self._stage.icon("magnifying-glass"), action=clear)
        else:
            self.frame.tell(say(words.NOTHING_YET), say(words.NOTHING_YET_DETAIL), icon=self._stage.icon("users"))

    def _names_of_filters(self) -> str:
        first, *rest = self.filters.names()
        for name in rest:
            first = say(words.JOINED, first=first, second=name)
        return first

    def _tell_failure(self, error: Exception) -> None:
        self.frame.tell(
            say(words.FAILED),
            say(words.FAILED_DETAIL, error=sentence_of(error)),
            icon=self._stage.icon("warning-circle", "bad"),
            action=(say(words.TRY_AGAIN), self.feed.read),
        )

    # What is done in it

    def _choose(self, at: int) -> None:
        """The card follows the current row as long as it is open."""
        if at >= 0 and self.aside.is_open:
            self.aside.show(self.model.line(at).id)

    def _open_current(self) -> None:
        id_ = self.table.current_id()
        if id_ is not None:
            self.aside.show(id_)

    def _open_window(self) -> None:
        id_ = self.aside.shown_id or self.table.current_id()
        if id_ is not None:
            self.aside.open_window(id_)

    def _edit(self) -> None:
        if self.aside.is_open:
            self.pane.edit()
        else:
            self._open_current()

    def _save_card(self, *, as_pdf: bool) -> None:
        if self.aside.is_open:
            self.pane.save(as_pdf=as_pdf)
        else:
            self._open_current()

    def _erase(self) -> None:
        if self.aside.is_open:
            self.pane.erase()
        else:
            self._open_current()

    def _escape(self) -> None:
        if self.aside.is_open:
            self.aside.close()
        else:
            self.filters.search.clear()

    def add_guest(self) -> None:
        """Let a person type who has no reservation."""
        self.aside.add(self, self.model.telling.today, self._show_added)

    def _show_added(self, edited: "Edited") -> None:
        """Once the list knows of them."""
        from console.ui.guests.card_pane import edited_words  # noqa: PLC0415 - for those who ask

        self.tell_notice(edited_words(edited, self.model.telling))
        self.aside.show(edited.guest_id)

    def _go_to_wanted(self) -> None:
        self._tell_rows()
        if self._wanted is not None:
            id_, self._wanted = self._wanted, None
            self.open_guest(id_)

    def _start_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _enter_list(self) -> None:
        if self.model.shown:
            self.table.setFocus()
            if self.table.current_id() is None:
                self.table.selectRow(0)

    def _choose_columns(self) -> None:
        from console.ui.kit.columns import ColumnsSheet  # noqa: PLC0415 - for those who ask

        ColumnsSheet(self.table).open()
