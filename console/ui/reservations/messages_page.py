"""The page of messages: when they were last read, a button that reads them now, and the conversation."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.domain.details import ReservationDetails
from console.domain.errors import NoRightToMessages
from console.domain.moments import maybe_moment_text
from console.domain.status import Status
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import count, say
from console.ui.parts import ShowPlace
from console.ui.reservations.bubbles import Conversation
from console.ui.reservations.facts import Section
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.sheet import Sheet
from console.ui.reservations.telling import Telling
from console.ui.wording import reservation_details as words
from console.ui.wording import reservations as list_words

_FIRST_SHOWN = 50


class MessagesPage(QWidget):
    """`told` says in a line what came; `stale` asks for the reservation to be read again."""

    told = Signal(str)
    stale = Signal()

    def __init__(self, stage: Stage, telling: Telling, asker: MessageAsker) -> None:
        super().__init__()
        self._stage, self._telling, self._asker = stage, telling, asker
        self._details: ReservationDetails | None = None
        self._all = False
        self.state = label(kind="muted", wraps=True)
        icon = stage.icon("arrows-clockwise")
        self.read_now = button(say(words.READ_MESSAGES), self._ask, tip=say(words.READ_MESSAGES_TIP), icon=icon)
        self.replace_key = button(say(words.REPLACE_KEY), self._go_to_key)
        self.trouble = Trouble(stage)
        self.sheet = Sheet(say(words.TAB_MESSAGES))
        head = row(self.state, self.read_now, self.replace_key, spacing=Space.M)
        head.setStretch(0, 1)
        above = column(head, self.trouble, spacing=Space.M)
        above.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        box = fill(column(), (above,), margin=0, spacing=0)
        box.addWidget(self.sheet, 1)
        self.setLayout(box)
        asker.began.connect(self._hear_begin)
        asker.came.connect(self._hear_answer)
        asker.broke.connect(self._hear_failure)
        stage.look_changed.connect(self._show_again)

    def show_messages(self, details: ReservationDetails) -> None:
        """Show what was written about a reservation; one that is new here is shown from its newest message up."""
        former, self._details = self._details, details
        another = former is None or former.line.id != details.line.id
        if another:
            self._all = False
            self.trouble.hide()
        self._tell_state(details)
        self._show_conversation(details)
        if another or former is None or len(former.messages) != len(details.messages):
            QTimer.singleShot(0, self.sheet, self._go_to_newest)

    # What is shown

    def _tell_state(self, details: ReservationDetails) -> None:
        mute = details.line.beds24_id is None or details.line.status == Status.BLACK
        asking = self._asker.is_asking(details.line.id)
        at = details.messages_read_at
        self.read_now.setVisible(details.may_read_messages and not mute)
        self.read_now.setEnabled(not asking)
        self.replace_key.setVisible(not (details.may_read_messages or mute))
        self.state.setToolTip(self._telling.utc(maybe_moment_text(at)))
        if mute:
            self.state.setText(say(words.MESSAGES_MUTE))
        elif not details.may_read_messages:
            self.state.setText(say(words.MESSAGES_NO_RIGHT))
        elif asking:
            self.state.setText(say(words.MESSAGES_ASKING))
        elif at is None:
            self.state.setText(say(words.MESSAGES_NEVER))
        else:
            self.state.setText(say(words.MESSAGES_READ, when=self._telling.moment_of(at)))

    def _show_conversation(self, details: ReservationDetails) -> None:
        if not details.messages:
            none = Section(say(words.NO_MESSAGES), hint=say(words.NO_MESSAGES_DETAIL))
            known = details.messages_read_at is not None and details.may_read_messages
            self.sheet.show_sections((none,) if known else ())
            return
        rest = 0 if self._all else max(0, len(details.messages) - _FIRST_SHOWN)
        older = count(words.EARLIER_ONE, words.EARLIER_MANY, rest)
        above = button(older, self._show_all, "link") if rest else None
        self.sheet.show_content(Conversation(details.messages[rest:], self._telling, above))

    def _show_all(self) -> None:
        self._all = True
        if self._details is not None:
            self._show_conversation(self._details)

    def _go_to_newest(self) -> None:
        bar = self.sheet.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_again(self) -> None:
        """Letters of another size need bubbles of another size."""
        if self._details is not None:
            self._show_conversation(self._details)

    # Asking

    def _ask(self) -> None:
        if self._details is not None:
            self.trouble.hide()
            self._asker.ask(self._details.line.id)

    def _go_to_key(self) -> None:
        self._stage.courier.send(ShowPlace("settings", "connection/replace"))

    def _is_shown(self, id_: int) -> bool:
        return self._details is not None and self._details.line.id == id_

    def _hear_begin(self, id_: int) -> None:
        if self._details is not None and self._is_shown(id_):
            self._tell_state(self._details)

    def _hear_answer(self, id_: int, fresh: int) -> None:
        if self._is_shown(id_):
            new = count(words.MESSAGES_NEW_ONE, words.MESSAGES_NEW_MANY, fresh)
            self.told.emit(new if fresh else say(words.MESSAGES_NOTHING_NEW))
            self.stale.emit()

    def _hear_failure(self, id_: int, error: Exception) -> None:
        if self._details is None or not self._is_shown(id_):
            return
        self._tell_state(self._details)
        if isinstance(error, NoRightToMessages):
            self.stale.emit()
        else:
            self.trouble.tell(error, (say(list_words.TRY_AGAIN), self._ask))
