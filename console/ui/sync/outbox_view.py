"""The outbox: everything that Beds24 is to get, why it has not got it yet, and what a person may do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.acts import Act
from console.domain.announcing import EditsChanged
from console.domain.outbox import Sent
from console.services.outbox_desk import OutboxDesk, OutboxEntry, OutboxRead
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import column, dress, label
from console.ui.kit.words import say
from console.ui.parts import Done
from console.ui.sync import outbox_words as telling
from console.ui.sync.controls import SyncControls
from console.ui.sync.outbox_model import SINCE, OutboxModel
from console.ui.sync.outbox_pane import OutboxPane
from console.ui.wording import outbox as words

_WIDTHS = {0: 130, 1: 168, 2: 150, 3: 104, 4: 72, 5: 50}
_PANE_LEAST = 330


@dataclass(frozen=True, slots=True)
class OutboxParts:
    """What is read and done, and how a reservation (our id) is changed over a widget; what keeps that from beginning is
    told in a line."""

    desk: OutboxDesk
    edit: Callable[[QWidget, int, Callable[[str], None]], None]


class OutboxView(ListAndPaneView):
    """`counted` tells how many reservations are in it, and how many of them go no further by themselves;
    `reservation_wanted` our id, `sent_read` what a time line shows."""

    counted = Signal(int, int)
    reservation_wanted = Signal(int)
    sent_read = Signal(object)

    def __init__(self, stage: Stage, parts: OutboxParts, controls: SyncControls) -> None:
        super().__init__()
        self._stage, self._desk, self._controls = stage, parts.desk, controls
        self._edit = parts.edit
        self._read = OutboxRead()
        self._current: int | None = None
        self._reading = self._asked_again = False
        self._build()
        stage.courier.arrived.connect(self._hear)
        controls.changed.connect(self._tell_held)
        stage.zone_changed.connect(self.read)
        stage.look_changed.connect(self._tell_current)

    def _build(self) -> None:
        self.held = label(kind="strong", tone="warn", wraps=True)
        self.outcome = label(kind="strong", wraps=True)
        for one in (self.held, self.outcome):
            one.hide()
        self.model = OutboxModel(self._stage)
        self.table = Table(self.model, say(words.TABLE), self._stage)
        self.table.set_widths(_WIDTHS)
        self.table.sortByColumn(SINCE, Qt.SortOrder.AscendingOrder)
        self.table.chosen.connect(self._choose_row)
        self.table.opened.connect(lambda _row: self._open())
        self.frame = TableFrame(self.table)
        self.frame.tell(say(words.LOADING), icon=self._stage.icon("paper-plane-tilt"))
        self.pane = OutboxPane(self._stage)
        self.pane.send_wanted.connect(self._send)
        self.pane.ours_wanted.connect(self._send_ours)
        self.pane.back_wanted.connect(self._take_back)
        self.pane.open_wanted.connect(self._open)
        self.pane.change_wanted.connect(self._change)
        listed = dress(QWidget(), "surface")
        listed.setLayout(column(self.frame))
        self.split = ListAndPane(self._stage, listed, self.pane, _PANE_LEAST)
        keep_split(self.split, self._stage.settings, "sync/outbox_split")
        self.remember = self.table.remember(self._stage.settings, "sync/outbox_columns")
        body = column(self.held, self.outcome, spacing=Space.S)
        body.addWidget(self.split, 1)
        self.setLayout(body)

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """What can be done here, for the menu bar; `go` brings this page to the front."""
        return self.pane.acts(parent, go)

    # -- reading

    def _hear(self, news: object) -> None:
        if isinstance(news, EditsChanged):
            self.read()

    def read(self) -> None:
        """Read it anew, in the reader's thread; while that is under way, once more after it."""
        if self._reading:
            self._asked_again = True
            return
        self._reading = True
        self._stage.reader.ask(self._desk.read, self._take, self._failed)

    def _take(self, read: OutboxRead) -> None:
        self._reading = False
        self._read = read
        wanted = self._current
        self.model.show_all(read.entries)
        self._tell_held()
        self.counted.emit(len(read.entries), sum(one.line.needs_person for one in read.entries))
        self.sent_read.emit(telling.sent_at(read.sent) or None)
        self.pane.setVisible(bool(read.entries))
        if read.entries:
            self.frame.show_rows()
            self.table.selectRow(max(self.model.row_of(wanted), 0))
        else:
            icon = self._stage.icon("check-circle", "good")
            self.frame.tell(say(words.NOTHING), say(words.NOTHING_MORE), icon=icon)
        self._tell_current()
        if self._asked_again:
            self._asked_again = False
            self.read()

    def _failed(self, error: Exception) -> None:
        self._reading = self._asked_again = False
        icon = self._stage.icon("warning-circle", "bad")
        self.frame.tell(say(words.FAILED), sentence_of(error), icon=icon, action=(say(words.TRY_AGAIN), self.read))

    def _tell_held(self) -> None:
        """Why nothing goes by itself, where that is so."""
        paused = say(words.HELD_PAUSED) if self._controls.paused_until is not None else ""
        self.held.setText((self._read.obstacle or paused) if self._read.entries else "")
        self.held.setVisible(bool(self.held.text()))

    # -- choosing

    def choose(self, reservation_id: int) -> None:
        """Tell of this reservation, once it is read."""
        self._current = reservation_id
        row = self.model.row_of(reservation_id)
        if row >= 0:
            self.table.selectRow(row)

    def _choose_row(self, row: int) -> None:
        entry = self.model.entry_at(row)
        if entry is not None and entry.line.reservation_id != self._current:
            self._current = entry.line.reservation_id
            self.pane.trouble.hide()
            self._tell_current()

    @property
    def entry(self) -> OutboxEntry | None:
        """The one that is told of."""
        return self.model.entry_at(self.model.row_of(self._current))

    def _tell_current(self) -> None:
        entry = self.entry
        if entry is None:
            self.pane.clear()
        else:
            self.pane.tell(entry, self._read.obstacle, self._read.currency)

    # -- doing

    def _open(self) -> None:
        if self._current is not None:
            self.reservation_wanted.emit(self._current)

    def _change(self) -> None:
        if self._current is not None:
            self._edit(self, self._current, self._say)

    def _send(self) -> None:
        if (entry := self.entry) is not None:
            id_ = entry.line.reservation_id
            self._say(say(words.SENDING))
            self._controls.carry_out(partial(self._desk.send_now, (id_,)), self._sent, self._broke)

    def _sent(self, sent: tuple[Sent, ...]) -> None:
        self._say(telling.sent_words(sent))
        self.read()

    def _send_ours(self) -> None:
        if (entry := self.entry) is not None:
            line = entry.line
            what = telling.parts_words(line.in_conflict)
            sentence = say(words.OURS_GOES, what=what, guest=telling.guest_words(line))
            self._do(partial(self._desk.send_ours, line.reservation_id), sentence)

    def _take_back(self) -> None:
        if (entry := self.entry) is not None:
            self._do(partial(self._desk.take_back, entry.line.reservation_id), telling.done_words(entry))

    def _do(self, verb: Callable[[], tuple[Act, ...]], sentence: str) -> None:
        """A short piece of writing, told and undone by the bar."""

        def done(acts: tuple[Act, ...]) -> None:
            self.outcome.hide()
            self._stage.courier.send(Done.of_acts(sentence, *(act.id for act in acts)))
            self.read()

        self._controls.save(verb, done, self._broke)

    def _broke(self, error: BaseException) -> None:
        self.outcome.hide()
        self.pane.trouble.tell(error)
        self.read()

    def _say(self, text: str) -> None:
        self.pane.trouble.hide()
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))
