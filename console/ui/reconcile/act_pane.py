"""The pane of a deed: what it changed, what has come of it, and how to take it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.act_lines import ActLine, ActResult
from console.ui.kit.fitting import Fitting
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import Message, button, column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.reconcile.act_telling import RESULTS, ActTelling
from console.ui.reconcile.listed import LinePane
from console.ui.wording import reconcile as words


class ActPane(LinePane[ActLine]):
    """`reservation_wanted` and `guest_wanted` carry ids of ours; `undo_wanted` asks for the deed to be taken back."""

    reservation_wanted = Signal(int)
    guest_wanted = Signal(int)
    undo_wanted = Signal()

    def __init__(self, stage: Stage, telling: ActTelling) -> None:
        nothing = Message()
        nothing.tell(say(words.NO_ACT), say(words.NO_ACT_MORE), icon=stage.icon("clock-counter-clockwise"))
        super().__init__(nothing)
        self._stage, self._telling = stage, telling
        self.addWidget(self._build())

    def _build(self) -> QWidget:
        self._when, self._who = label(kind="caption"), label(kind="muted", wraps=True)
        self.guest = label(kind="subtitle", wraps=True, selectable=True)
        self.changes = label(kind="strong", wraps=True, selectable=True)
        self._sign, self.result = Sign(), label(wraps=True)
        self.open_reservation = button(
            say(words.OPEN_RESERVATION), self._open_reservation, "link", tip=say(words.OPEN_RESERVATION_TIP)
        )
        self.open_guest = button(say(words.OPEN_GUEST), self._open_guest, "link", tip=say(words.OPEN_GUEST_TIP))
        self.undo = button(say(words.UNDO), self.undo_wanted.emit, tip=say(words.UNDO_TIP))
        self.undo_sends = label(say(words.UNDO_SENDS), "muted", wraps=True)
        sentence = row(self._sign, spacing=Space.S)
        sentence.addWidget(self.result, 1)
        parts = (
            row(self._when, None),
            column(self.guest, self._who, spacing=Space.XS),
            row(self.open_reservation, self.open_guest, None),
            self.changes,
            sentence,
            row(self.undo, None),
            self.undo_sends,
            None,
        )
        page = dress(QWidget(), "surface")
        page.setLayout(fill(column(), parts, margin=Space.L, spacing=Space.M))
        Fitting(page)
        scrolled = Scrolled(say(words.ACT_WHAT))
        scrolled.show_content(page)
        return scrolled

    def show_line(self, line: ActLine) -> None:
        telling, (_, sentence, (icon, tone)) = self._telling, RESULTS[line.result]
        self._when.setText(telling.when(line))
        self._who.setText(telling.rule(line) if line.rule else telling.who(line))
        self.guest.setText(telling.guest(line))
        self.changes.setText("\n".join(telling.changes(line)))
        self._sign.show_icon(self._stage.icon(icon, tone or "muted"))
        self.result.setText(say(sentence))
        self.open_guest.setVisible(line.guest_id is not None)
        self.undo.setVisible(line.can_be_undone and line.result is not ActResult.TAKEN_BACK)
        self.undo_sends.hide()

    def tell_undo(self, act_id: int, sends: bool) -> None:
        """Whether taking this deed back sends something to Beds24."""
        if self.line is not None and self.line.id == act_id:
            self.undo_sends.setVisible(sends)

    def _open_reservation(self) -> None:
        if self.line is not None:
            self.reservation_wanted.emit(self.line.reservation_id)

    def _open_guest(self) -> None:
        if self.line is not None and self.line.guest_id is not None:
            self.guest_wanted.emit(self.line.guest_id)
