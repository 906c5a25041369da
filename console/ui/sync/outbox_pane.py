"""What is to be sent of one reservation, why it was not so far, and what can be done about it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from console.services.outbox_desk import OutboxEntry, Outgoing
from console.ui.kit.acts import press
from console.ui.kit.flow import Flow
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import Message, button, column, dress, fill, fit_height, label, row
from console.ui.kit.words import say
from console.ui.sync import outbox_words as telling
from console.ui.wording import outbox as words


class OutboxPane(QStackedWidget):
    """The signals are what its buttons ask for, of the reservation that is shown."""

    send_wanted = Signal()
    ours_wanted = Signal()
    back_wanted = Signal()
    change_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setAccessibleName(say(words.PANE))
        self._nothing = Message()
        nothing = dress(QWidget(), "surface")
        nothing.setLayout(column(self._nothing))
        self.addWidget(nothing)
        self.addWidget(self._build())
        self.clear()

    def _build(self) -> QWidget:
        page = dress(QWidget(), "surface")
        self._title = label(kind="subtitle", wraps=True, selectable=True)
        self._stay = label(kind="muted", wraps=True, selectable=True)
        self._sign = Sign()
        self.meaning = label(wraps=True, selectable=True)
        self.trouble = Trouble(self._stage)
        self.details = Scrolled(say(words.PANE))
        meaning = row(spacing=Space.S)
        meaning.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        meaning.addWidget(self.meaning, 1)
        top = column(self._title, self._stay, meaning, self._build_buttons(), self.trouble, spacing=Space.S)
        body = fill(column(), (top,), margin=Space.L, spacing=Space.M)
        body.addWidget(self.details, 1)
        page.setLayout(body)
        return page

    def _build_buttons(self) -> QWidget:
        icon = self._stage.icon
        self.send = button(say(words.SEND), self.send_wanted.emit, "primary", tip=say(words.SEND_TIP))
        self.ours = button(say(words.OURS), self.ours_wanted.emit, "primary", tip=say(words.OURS_TIP))
        self.back = button(say(words.TAKE_BACK), self.back_wanted.emit, tip=say(words.TAKE_BACK_TIP))
        self.change = button(say(words.CHANGE), self.change_wanted.emit, tip=say(words.CHANGE_TIP))
        self.open = button(
            say(words.OPEN), self.open_wanted.emit, tip=say(words.OPEN_TIP), icon=icon("arrow-square-out")
        )
        self._all_buttons = (self.send, self.ours, self.back, self.change, self.open)
        self._flow = Flow(Space.S, Space.S)
        for one in self._all_buttons:
            self._flow.add(one)
        self._buttons = QWidget()
        self._buttons.setLayout(self._flow)
        return self._buttons

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """What can be done about it, for the menu bar."""
        return [
            press(parent, self.send, go, "Ctrl+Alt+T"),
            press(parent, self.ours, go),
            press(parent, self.back, go, "Ctrl+Alt+U"),
            press(parent, self.change, go),
            press(parent, self.open, go),
        ]

    def clear(self) -> None:
        """Nothing is chosen."""
        for one in self._all_buttons:
            one.setEnabled(False)
        self._nothing.tell(say(words.CHOOSE), icon=self._stage.icon("paper-plane-tilt"))
        self.setCurrentIndex(0)

    def tell(self, entry: OutboxEntry, obstacle: str, currency: str) -> None:
        """Show this one; with an obstacle nothing can be sent, and the button says why."""
        line = entry.line
        self._title.setText(f"{telling.what_words(line)} · {telling.guest_words(line)}")
        self._stay.setText(telling.stay_words(line))
        self._sign.show_icon(self._stage.icon(*telling.state_icon(line)))
        self.meaning.setText(telling.means_words(line, self._stage))
        decides = bool(line.in_conflict)
        self.ours.setVisible(decides)
        self.ours.setEnabled(decides)
        self.send.setVisible(bool(line.parts) or line.is_new)
        self.send.setEnabled(self.send.isVisibleTo(self) and not obstacle)
        self.send.setToolTip(obstacle or say(words.SEND_TIP))
        self._word_back(entry)
        for one in (self.back, self.change, self.open):
            one.setEnabled(True)
        self.details.show_content(self._details(entry, currency))
        self.setCurrentIndex(1)
        self._fit()

    def _word_back(self, entry: OutboxEntry) -> None:
        line = entry.line
        theirs = bool(line.in_conflict) and not line.parts
        text, tip = (words.THEIRS, words.THEIRS_TIP) if theirs else (words.TAKE_BACK, words.TAKE_BACK_TIP)
        self.back.setText(say(text))
        self.back.setAccessibleName(say(text))
        self.back.setToolTip(say(words.CALL_OFF_TIP if line.is_new else tip))

    def _details(self, entry: OutboxEntry, currency: str) -> QWidget:
        page = dress(QWidget(), "surface")
        body = column(spacing=Space.S)
        head = words.BEDS24_MAKES if entry.line.is_new else words.BEDS24_GETS
        for title, lines in (
            (head, [(one, telling.change_words(one, currency)) for one in entry.outgoing]),
            (words.BOTH_CHANGED, [(one, telling.conflict_words(one, currency)) for one in entry.in_conflict]),
        ):
            if lines:
                body.addWidget(label(say(title), "caption"))
                body.addLayout(_grid(lines))
        body.addStretch(1)
        page.setLayout(body)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What wraps gets the height that it needs at its width; nested layouts forget that."""
        for text in (self._title, self._stay, self.meaning):
            fit_height(text)
        self._buttons.setMinimumHeight(self._flow.heightForWidth(self._buttons.width()))


def _grid(lines: Iterable[tuple[Outgoing, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.XS)
    grid.setColumnStretch(1, 1)
    for number, (one, value) in enumerate(lines):
        grid.addWidget(label(telling.name_words(one), "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wraps=True, selectable=True), number, 1)
    return grid
