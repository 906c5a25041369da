"""Everything about one reservation, in the pane beside the list or in a window of its own."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from console.domain.details import ReservationDetails
from console.services.book import Book
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import Message, button, column, dress, label, row
from console.ui.kit.words import say
from console.ui.parts import ShowPlace
from console.ui.reservations import differing_facts, facts
from console.ui.reservations.badges import badge_of
from console.ui.reservations.history import HistoryPage
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.messages_page import MessagesPage
from console.ui.reservations.pages import RawPage
from console.ui.reservations.sheet import Sheet
from console.ui.reservations.telling import Telling
from console.ui.wording import changing as changing_words
from console.ui.wording import reservation_details as words
from console.ui.wording import reservations as list_words

_SLOW_MS = 200
_ICON = 16
_NARROWEST = 400
_GUEST, _MOST_MARKS = 1, 3


class DetailPane(QWidget):
    """`asked_for` carries the id behind a link, `wants_window` that of a reservation to show apart, `rebuild_wanted`
    and `edit_wanted` that of one to rebuild or to change."""

    closed = Signal()
    asked_for = Signal(int)
    wants_window = Signal(int)
    rebuild_wanted = Signal(int)
    edit_wanted = Signal(int)
    told = Signal(str)
    shown = Signal(object)
    resized = Signal(QSize)

    def __init__(
        self,
        stage: Stage,
        book: Book,
        telling: Telling,
        asker: MessageAsker,
        *,
        apart: bool = False,
        online: bool = False,
    ) -> None:
        super().__init__()
        self._asker, self._online = asker, online
        self._stage, self._book, self._telling = stage, book, telling
        self.shown_id: int | None = None
        self.details: ReservationDetails | None = None
        self.message = Message()
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._tell_loading)
        self.setAccessibleName(say(words.PANE_NAME))
        self.setMinimumWidth(_NARROWEST)
        dress(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out(apart)
        stage.look_changed.connect(self._dress)
        stage.zone_changed.connect(self._fill_page)

    def show_reservation(self, id_: int) -> None:
        """Read it and show it; what is shown stays until the answer is there."""
        if id_ != self.shown_id:
            self.shown_id = id_
            self._slow.start()
        self._stage.reader.ask(
            lambda: self._book.details(id_),
            lambda told: self._take(id_, told),
            lambda why: self._tell_failure(id_, why),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """A window apart goes, and an answer that is still on its way finds nobody."""
        self.shown_id = None
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size())

    def heard_of(self, ids: frozenset[int]) -> None:
        """These have changed."""
        if self.shown_id in ids and self.shown_id is not None:
            self.show_reservation(self.shown_id)

    def look_again(self) -> None:
        """Something that concerns every reservation is not as it was."""
        if self.shown_id is not None and self.isVisible():
            self.show_reservation(self.shown_id)

    def copy_details(self) -> None:
        """What is shown, as plain text."""
        if self.details is not None:
            QGuiApplication.clipboard().setText(facts.as_text(self.details, self._telling))
            self.told.emit(say(list_words.COPIED_DETAILS))

    def copy_raw(self, *, whole: bool) -> None:
        """Both raw forms: for support without what tells of a person, or `whole`."""
        if self.details is not None:
            self.raw.show_raw(self.details)
            if whole:
                self.raw.copy_whole()
            else:
                self.raw.copy_for_support()

    def print_details(self) -> None:
        """What is shown, on paper."""
        from console.ui.reservations.printed_sheet import preview_print  # noqa: PLC0415 - printers are looked for

        if self.details is not None:
            past = self.history.sections if self.tabs.currentWidget() is self.history else ()
            preview_print(self, self.details, self._telling, past)

    def move_in_time(self, step: int) -> None:
        """Show the reservation as it was one change earlier (-1), or later (1)."""
        self.tabs.setCurrentWidget(self.history)
        self.history.slider.setValue(self.history.slider.value() + step)

    # How it is built

    def _lay_out(self, apart: bool) -> None:
        self._name = label(kind="title", wraps=True, selectable=True)
        self._icon = QLabel()
        self._state = label(kind="badge")
        self._place = label(kind="muted", wraps=True)
        self.edit = self._tool(changing_words.TIP_EDIT, lambda: self.edit_wanted.emit(self.shown_id))
        self._copy = self._tool(words.COPY_DETAILS, self.copy_details)
        self._print = self._tool(words.PRINT_ONE, self.print_details)
        self._apart = self._tool(words.OPEN_WINDOW, lambda: self.wants_window.emit(self.shown_id))
        self._close = self._tool(words.CLOSE_PANE, self.closed.emit)
        if apart:
            self._apart.hide()
        name = row(self._name, spacing=Space.XS)
        name.setStretch(0, 1)
        for one in (self.edit, self._copy, self._print, self._apart, self._close):
            name.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
        head = column(name, self._line_of_badges(), self._place, spacing=Space.S)
        head.setContentsMargins(Space.L, Space.L, Space.M, Space.S)
        whole = QWidget()
        whole.setLayout(_stacked(head, self._tabs()))
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.message)
        self.setLayout(column(self._stack))
        self._dress()

    def _line_of_badges(self) -> QHBoxLayout:
        """The state, and what is known of the guest from before."""
        self._marks = [label(kind="badge") for _ in range(_MOST_MARKS)]
        return row(self._icon, self._state, *self._marks, None, spacing=Space.XS)

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(say(words.PANE_NAME))
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setAccessibleName(say(words.PANE_NAME))
        dress(self.tabs.tabBar(), "pane")
        self.messages = MessagesPage(self._stage, self._telling, self._asker)
        self.messages.told.connect(self.told)
        self.messages.stale.connect(self.look_again)
        self.history = HistoryPage(self._telling)
        self.history.rebuild_wanted.connect(self.rebuild_wanted)
        self.history.put_back_wanted.connect(self._stage.courier.send)
        self.raw = RawPage(self._stage.settings)
        self.raw.copied.connect(self.told)
        pages: list[tuple[str, QWidget]] = [
            (words.TAB_OVERVIEW, self._sheet(words.TAB_OVERVIEW)),
            (words.TAB_GUEST, self._sheet(words.TAB_GUEST)),
            (words.TAB_MONEY, self._sheet(words.TAB_MONEY)),
            (words.TAB_MESSAGES, self.messages),
            (words.TAB_HISTORY, self.history),
            (words.TAB_LINKS, self._sheet(words.TAB_LINKS)),
            (words.TAB_RAW, self.raw),
        ]
        for title, page in pages:
            self.tabs.addTab(page, say(title))
        self.tabs.currentChanged.connect(lambda _number: self._fill_page())
        return self.tabs

    def _sheet(self, name: str) -> Sheet:
        sheet = Sheet(say(name))
        sheet.went.connect(self.asked_for)
        return sheet

    def _tool(self, tip: str, does: Callable[[], object]) -> QPushButton:
        return button("", does, "tool", tip=say(tip))

    def _dress(self) -> None:
        for tool, icon in (
            (self.edit, "pencil-simple"),
            (self._copy, "copy"),
            (self._print, "printer"),
            (self._apart, "arrow-square-out"),
            (self._close, "x"),
        ):
            tool.setIcon(self._stage.icon(icon))
        if self.details is not None:
            self._fill_head(self.details)

    # What it shows

    def _take(self, id_: int, details: ReservationDetails | None) -> None:
        if id_ != self.shown_id:
            return
        self._slow.stop()
        if details is None:
            self.message.tell(say(words.PANE_MISSING), icon=self._stage.icon("ghost"))
            self._stack.setCurrentIndex(1)
            return
        self.details = details
        self._fill_head(details)
        self._fill_page()
        self._stack.setCurrentIndex(0)
        self.shown.emit(details)

    def _tell_loading(self) -> None:
        self.message.tell(say(words.PANE_LOADING), icon=self._stage.icon("hourglass"))
        self._stack.setCurrentIndex(1)

    def _tell_failure(self, id_: int, error: Exception) -> None:
        if id_ != self.shown_id:
            return
        self._slow.stop()
        again = (say(list_words.TRY_AGAIN), lambda: self.show_reservation(id_))
        icon = self._stage.icon("warning-circle", "bad")
        self.message.tell(say(words.PANE_FAILED), sentence_of(error), icon=icon, action=again)
        self._stack.setCurrentIndex(1)

    def _fill_head(self, details: ReservationDetails) -> None:
        line, telling = details.line, self._telling
        icon, tone = badge_of(line, telling.today)
        self._name.setText(telling.guest(line))
        self._icon.setPixmap(self._pixmap(icon, "muted" if tone == "calm" else tone))
        self._state.setText(telling.state(line))
        dress(self._state, "badge", tone)
        self._state.setToolTip(telling.state_meaning(line))
        marks = [*telling.marks(line), *[("", "")] * _MOST_MARKS]
        for shown, (text, tone) in zip(self._marks, marks, strict=False):
            shown.setText(text)
            dress(shown, "badge", tone).setVisible(bool(text))
        self._place.setText(
            say(
                words.STAY_LINE,
                room=telling.room(line),
                arrival=telling.day(line.arrival),
                departure=telling.day(line.departure),
                nights=telling.nights(line.nights),
            )
        )

    def _pixmap(self, icon: str, tone: str) -> QPixmap:
        return self._stage.icon(icon, tone).pixmap(_ICON, _ICON)

    def _fill_page(self) -> None:
        """Only the page in front is made; the others when they come to the front."""
        if self.details is None:
            return
        page = self.tabs.currentWidget()
        if page is self.messages:
            self.messages.show_messages(self.details)
        elif page is self.history:
            self.history.show_history(self.details)
        elif page is self.raw:
            self.raw.show_raw(self.details)
        elif isinstance(page, Sheet):
            page.show_sections(self._sections()[self.tabs.currentIndex()](self.details, self._telling))
            guest = self.details.line.guest_id
            if self.tabs.currentIndex() == _GUEST and guest is not None:
                page.add_link(say(words.OPEN_GUEST), lambda: self._stage.courier.send(ShowPlace("guests", str(guest))))

    def _sections(self) -> dict[int, Callable[[ReservationDetails, Telling], Sequence[facts.Section]]]:
        """What each sheet tells, by its place."""
        links = partial(facts.links, online=self._online)
        return {0: differing_facts.overview, 1: facts.guest, 2: facts.money, 5: links}


def _stacked(head: QVBoxLayout, tabs: QTabWidget) -> QVBoxLayout:
    box = column(head, spacing=0)
    box.addWidget(tabs, 1)
    return box
