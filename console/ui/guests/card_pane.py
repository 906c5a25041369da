"""One guest beside the list, or in a window: who it is, what is known, what it is made of, what became of it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QTabWidget, QWidget

from console.services.guest_book import GuestBook
from console.services.guest_card import GuestCard
from console.services.guest_editing import FLAGS, Edited
from console.ui.guests import card_pages
from console.ui.guests.card_deeds import CardDeeds
from console.ui.guests.card_overview import overview
from console.ui.guests.card_parts import CardPage
from console.ui.guests.card_telling import CardTelling
from console.ui.guests.telling import GuestTelling
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import Message, button, column, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import guest_card as words
from console.ui.wording import guests as list_words

_SLOW_MS = 150
_NARROWEST = 400
_FLAG_WORDS = {"vip": words.SET_VIP, "do_not_rent": words.SET_DO_NOT_RENT, "no_marketing": words.SET_NO_MARKETING}


class CardPane(QWidget):
    """`asked_for` carries the id of another guest, `stay_wanted` our id of a reservation, `shown` the card once it
    is there."""

    closed = Signal()
    asked_for = Signal(int)
    stay_wanted = Signal(int)
    wants_window = Signal(int)
    told = Signal(str)
    shown = Signal(object)

    def __init__(
        self,
        stage: Stage,
        book: GuestBook,
        deeds: Callable[["CardPane"], CardDeeds],
        telling: GuestTelling,
        *,
        apart: bool = False,
    ) -> None:
        super().__init__()
        self._stage, self._book = stage, book
        self.telling = CardTelling(stage, telling)
        self.shown_id: int | None = None
        self.card: GuestCard | None = None
        self.message = Message()
        self.deeds = deeds(self)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: self._say(say(words.LOADING), "hourglass"))
        self.setAccessibleName(say(words.PANE_NAME))
        self.setMinimumWidth(_NARROWEST)
        dress(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out(apart)
        stage.look_changed.connect(self._dress)
        stage.zone_changed.connect(self._fill_page)

    def show_guest(self, id_: int) -> None:
        """Read the card and show it; what is shown stays until the answer is there."""
        if id_ != self.shown_id:
            self.shown_id = id_
            self._slow.start()
        today = self.telling.guests.today
        self._stage.reader.ask(
            lambda: self._book.card(id_, today),
            lambda card: self._take(id_, card),
            lambda error: self._tell_failure(id_, error),
        )

    def heard_of(self, ids: frozenset[int]) -> None:
        """These have changed; none named is all."""
        if self.shown_id is not None and (not ids or self.shown_id in ids or (self.card and self.card.id in ids)):
            self.show_guest(self.shown_id)

    def edit(self) -> None:
        """Let a person type what is known of the guest."""
        from console.ui.guests.edit_dialog import EditDialog  # noqa: PLC0415 - for those who ask

        if self.card is not None:
            today = date.fromisoformat(self.telling.guests.today)
            dialog = EditDialog(self, self._stage, self._book, self.deeds, today, self.card, self.telling)
            dialog.saved.connect(self._tell_edited)
            dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A window apart goes, and an answer that is still on its way finds nobody."""
        self.shown_id = None
        super().closeEvent(event)

    # How it is built

    def _lay_out(self, apart: bool) -> None:
        self._name = label(kind="title", wraps=True, selectable=True)
        self._badges = row(spacing=Space.XS)
        self._place = label(kind="muted", wraps=True)
        self._edit = self._tool(words.EDIT, self.edit)
        self._flags = self._menu_button(words.SET_FLAG)
        self._flags.setMenu(self._flag_menu())
        self._more = self._menu_button(words.MORE)
        self._more.setMenu(self._more_menu())
        self._apart = self._tool(words.OPEN_WINDOW, lambda: self.wants_window.emit(self.shown_id))
        self._close = self._tool(words.CLOSE, self.closed.emit)
        self._apart.setVisible(not apart)
        name = row(self._name, spacing=Space.XS)
        name.setStretch(0, 1)
        for one in (self._edit, self._flags, self._more, self._apart, self._close):
            name.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
        head = column(name, self._badges, self._place, spacing=Space.S)
        head.setContentsMargins(Space.L, Space.L, Space.M, Space.S)
        whole = QWidget()
        box = column(head, spacing=0)
        box.addWidget(self._tabs(), 1)
        whole.setLayout(box)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.message)
        self.setLayout(column(self._stack))
        self._dress()

    def _tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(say(words.PANE_NAME))
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setAccessibleName(say(words.PANE_NAME))
        dress(self.tabs.tabBar(), "pane")
        for title in (words.TAB_OVERVIEW, words.TAB_STAYS, words.TAB_SOURCES, words.TAB_HISTORY):
            self.tabs.addTab(Scrolled(say(title)), say(title))
        self.tabs.currentChanged.connect(lambda _number: self._fill_page())
        return self.tabs

    def _tool(self, tip: str, does: Callable[[], object]) -> QPushButton:
        return button("", does, "tool", tip=say(tip))

    def _menu_button(self, tip: str) -> QPushButton:
        return button("", lambda: None, "tool", tip=say(tip))

    def _flag_menu(self) -> QMenu:
        menu = QMenu(self)
        for flag in FLAGS:
            menu.addAction(say(_FLAG_WORDS[flag]), partial(self._set_flag, flag))
        return menu

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(say(words.SAVE_PDF), lambda: self.save(as_pdf=True))
        menu.addAction(say(words.SAVE_JSON), lambda: self.save(as_pdf=False))
        menu.addSeparator()
        menu.addAction(say(words.ERASE), self.erase)
        return menu

    def erase(self) -> None:
        """Let a person have the guest erased."""
        if self.card is not None:
            self.deeds.erase(self.card)

    def save(self, *, as_pdf: bool) -> None:
        """Ask where, and save the card."""
        from console.ui.guests.card_saving import save_card  # noqa: PLC0415 - for those who ask

        if self.card is not None:
            save_card(self, self._stage, self.card, self.telling, self.told.emit, as_pdf=as_pdf)

    def _set_flag(self, flag: str) -> None:
        if self.card is not None:
            self.deeds.set_flag(self.card, flag)

    def _dress(self) -> None:
        icons = {
            self._edit: "pencil-simple",
            self._flags: "flag",
            self._more: "dots-three",
            self._apart: "arrow-square-out",
            self._close: "x",
        }
        for tool, icon in icons.items():
            tool.setIcon(self._stage.icon(icon))
        self._fill_page()

    # What it shows

    def _take(self, id_: int, card: GuestCard | None) -> None:
        if id_ != self.shown_id:
            return
        self._slow.stop()
        self.card = card
        if card is None:
            self._say(say(words.MISSING), "ghost")
            return
        self._fill_head(card)
        self._fill_page()
        self._stack.setCurrentIndex(0)
        self.shown.emit(card)

    def _say(self, text: str, icon: str) -> None:
        self.message.tell(text, icon=self._stage.icon(icon))
        self._stack.setCurrentIndex(1)

    def _tell_failure(self, id_: int, error: Exception) -> None:
        if id_ != self.shown_id:
            return
        self._slow.stop()
        again = (say(words.TRY_AGAIN), lambda: self.show_guest(id_))
        icon = self._stage.icon("warning-circle", "bad")
        self.message.tell(say(words.FAILED), sentence_of(error), icon=icon, action=again)
        self._stack.setCurrentIndex(1)

    def _tell_edited(self, edited: Edited) -> None:
        """Who the guest turned out to be, or may be."""
        self.told.emit(edited_words(edited, self.telling.guests))
        self.asked_for.emit(edited.guest_id)

    def _fill_head(self, card: GuestCard) -> None:
        guests, line = self.telling.guests, card.line
        self._name.setText(guests.name(line))
        while (item := self._badges.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.deleteLater()
        for text, tone in guests.badges(line):
            self._badges.addWidget(dress(label(text), "badge", tone))
        self._badges.addStretch(1)
        stay = say(words.NEXT_ON, day=guests.day(line.next_stay)) if line.next_stay else ""
        last = say(words.LAST_ON, day=guests.day(line.last_stay)) if line.last_stay and not line.here else ""
        told = (guests.country(line.country), guests.spend(line), last, stay)
        self._place.setText(" · ".join(filter(None, told)))

    def _fill_page(self) -> None:
        """Only the page in front is made; the others when they come to the front."""
        page = self.tabs.currentWidget()
        if self.card is not None and isinstance(page, Scrolled):
            page.show_content(self._pages()[self.tabs.currentIndex()](self.card))

    def _pages(self) -> tuple[Callable[[GuestCard], CardPage], ...]:
        stage, telling, deeds = self._stage, self.telling, self.deeds
        return (
            lambda card: overview(stage, card, telling, deeds, self.asked_for.emit),
            lambda card: card_pages.stays(stage, card, telling, self.stay_wanted.emit),
            lambda card: card_pages.sources(card, telling, deeds),
            lambda card: card_pages.history(card, telling),
        )


def edited_words(edited: Edited, telling: GuestTelling) -> str:
    """What saving came to, in a sentence."""
    if edited.joined is not None:
        name = edited.joined.name or say(list_words.NO_NAME)
        return say(words.JOINED, name=name, stays=telling.stays(edited.joined.stays))
    if edited.doubts:
        return say(words.DOUBTS, name=edited.doubts[0].name or say(list_words.NO_NAME))
    return say(words.SAVED)
