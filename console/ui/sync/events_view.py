"""The events: what Beds24's webhooks told, in a list and a pane, read anew whenever the worker tells of some."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.announcing import EventsChanged
from console.domain.webhook_ear import EarState
from console.services.event_book import PAGE, EventBook, EventLine, EventStory
from console.services.inbox import InboxDesk
from console.ui.kit.acts import act, gap, menu, press
from console.ui.kit.answers import Saver
from console.ui.kit.columns import ColumnsSheet
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column
from console.ui.kit.words import say
from console.ui.sync.dismiss_dialog import DismissDialog
from console.ui.sync.event_deeds import EventDeeds
from console.ui.sync.event_pane import EventPane
from console.ui.sync.event_reading import EventRead, InboxReader
from console.ui.sync.event_telling import Storyteller
from console.ui.sync.events_list import EventsList
from console.ui.sync.score_line import ScoreLine
from console.ui.wording import sync_events as words
from console.ui.wording import tables as table_words

_SEEN_MS, _HIDDEN_MS = 250, 2_000


@dataclass(frozen=True, slots=True)
class EventParts:
    """The readings, the verbs, and the thread on which the verbs are done."""

    book: EventBook
    desk: InboxDesk
    saver: Saver


class EventsView(ListAndPaneView):
    """`used` tells whether there is a webhook at all; `counted` how many events wait for a person;
    `heard_read` carries what a time line shows."""

    used = Signal(bool)
    counted = Signal(int)
    heard_read = Signal(object)
    reservation_wanted = Signal(int)
    waiting_wanted = Signal()

    def __init__(self, stage: Stage, parts: EventParts) -> None:
        super().__init__()
        self._stage = stage
        self._book = parts.book
        self._inbox = InboxReader(parts.book, stage.clock)
        self._deeds = EventDeeds(parts.desk, parts.saver, self)
        self._deeds.done.connect(self._tell_done)
        self._deeds.failed.connect(self._tell_not_done)
        self._teller = Storyteller(stage)
        self._current: int | None = None
        self._reading, self._loaded = False, False
        self._asked: set[int] | None = None
        self._oldest = 0
        self._heard: set[int] | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._read_heard)
        self._build()
        stage.courier.arrived.connect(self._hear)
        for changed in (stage.look_changed, stage.zone_changed):
            changed.connect(self._tell_current)

    def _build(self) -> None:
        self.list = EventsList(self._stage)
        self.model, self.table, self.filters = self.list.model, self.list.table, self.list.filters
        self.list.chosen.connect(self._chosen_row)
        self.list.older_wanted.connect(self._load_older)
        self.list.retry_wanted.connect(self.read)
        self.filters.changed.connect(lambda: self.list.mark(self._current))
        self.filters.search.returnPressed.connect(self.table.setFocus)
        self.pane = pane = EventPane(self._stage)
        pane.reservation_wanted.connect(self.reservation_wanted)
        pane.waiting_wanted.connect(self.waiting_wanted)
        pane.again_wanted.connect(lambda: self._deeds.try_again(self._current or 0))
        pane.all_again_wanted.connect(self._try_all_again)
        pane.replay_wanted.connect(lambda: self._deeds.replay(self._current or 0))
        pane.dismiss_wanted.connect(self.ask_to_dismiss)
        self.split = ListAndPane(self._stage, self.list, pane, 350)
        self.score = ScoreLine(self._stage)
        self.score.span_chosen.connect(self.renew)
        body = column(self.score, spacing=Space.M)
        body.addWidget(self.split, 1)
        self.setLayout(body)
        keep_split(self.split, self._stage.settings, "sync/events_split")
        self._keep_columns = self.table.remember(self._stage.settings, "sync/events_columns")
        self.filters.remember(self._stage.settings, "sync/events_filters")

    def acts(self, parent: QWidget, go: Callable[[], object]) -> QAction:
        """What can be done here, as a menu of its own; `go` brings this page to the front."""
        entries = [
            *self.filters.acts(parent, go),
            press(parent, self.list.older, go),
            act(parent, say(table_words.COLUMNS), lambda: ColumnsSheet(self.table).open()),
            act(parent, say(table_words.COLUMNS_USUAL), self.table.reset_columns),
            press(parent, self.list.export, go, "Ctrl+E"),
            gap(parent),
            *self.score.spans.acts(parent, go, ("Ctrl+Alt+D", "Ctrl+Alt+W")),
            gap(parent),
            *self.pane.acts(parent, go),
        ]
        return menu(parent, say(words.MENU_EVENTS), entries)

    def remember(self) -> None:
        """Keep the columns."""
        self._keep_columns()
        self.pane.remember()

    # -- reading

    def read(self) -> None:
        """Read everything anew, in the reader's thread."""
        if not self._loaded:
            self.list.tell_loading()
        self._ask(lambda: self._inbox.whole(self.score.length), self._take_all)

    def _hear(self, news: object) -> None:
        if isinstance(news, EventsChanged):
            self._heard = (self._heard or set()) | set(news.ids)
            if not self._pause.isActive():
                self._read_heard()
        elif isinstance(news, EarState):  # the webhook was switched on or off
            self.renew()

    def _read_heard(self) -> None:
        """What comes in one after the other is read together: at once, and then now and then; nobody sees a hidden
        page."""
        if self._heard is not None:
            heard, self._heard = self._heard, None
            self.renew(heard)
            self._pause.start(_SEEN_MS if self.isVisible() else _HIDDEN_MS)

    def renew(self, ids: Iterable[int] = ()) -> None:
        """Read what came, and these; while a reading is under way, after it."""
        if self._reading:
            self._asked = (self._asked or set()) | set(ids)
        elif self._loaded:
            newest, wanted = self.model.newest, set(ids)
            self._ask(lambda: self._inbox.news(newest, wanted, self.score.length), self._take_new)
        else:
            self.read()

    def _ask(self, question: Callable[[], EventRead], then: Callable[[EventRead], None]) -> None:
        if self._reading:
            self._asked = self._asked or set()
            return
        self._reading = True
        self._stage.reader.ask(question, then, self._failed)

    def _take_all(self, read: EventRead) -> None:
        self._loaded = True
        self._oldest = read.oldest
        self.model.show_all(read.lines)
        self.list.tell_more(there_is_more=read.there_is_more)
        self._settle(read)
        if self._current is None:
            self._choose_first()
        else:
            self._tell_current()

    def _take_new(self, read: EventRead) -> None:
        was_empty = not self.model.known
        self.model.take_in(reversed(read.lines))
        self._settle(read)
        if was_empty:
            self._choose_first()
        elif any(line.event.id == self._current for line in read.lines):
            self._tell_current()

    def _settle(self, read: EventRead) -> None:
        self._reading = False
        self.list.tell_stale(stale=False)
        self.list.tell_state()
        self.score.tell(read.score)
        self.used.emit(read.is_used)
        self.heard_read.emit(read.heard if read.is_used else None)
        self.counted.emit(self.model.for_a_person)
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self.renew(asked)

    def _failed(self, error: Exception) -> None:
        self._reading, self._asked = False, None
        if self._loaded:
            self.list.tell_stale(stale=True)
        else:
            self.list.tell_failed(error)

    def _load_older(self) -> None:
        before = self._oldest
        self._stage.reader.ask(lambda: self._book.page(before), self._take_older)

    def _take_older(self, lines: Sequence[EventLine]) -> None:
        self._oldest = min((line.event.id for line in lines), default=0)
        self.model.add_older(lines)
        self.list.tell_more(there_is_more=len(lines) == PAGE)
        self.list.tell_state()

    # -- choosing

    @property
    def current(self) -> int | None:
        """The number of the event that is told of."""
        return self._current

    def choose(self, number: int) -> None:
        """Tell of an event, in the list and in the pane."""
        self._current = number
        self.list.mark(number)
        self._tell_current()

    def choose_heard(self, at: datetime) -> None:
        """Tell of the newest event that came at this moment, if it is held."""
        came = (line.event.id for line in self.model.all if line.event.received_at == at)
        if (number := max(came, default=None)) is not None:
            self.choose(number)

    def _chosen_row(self, number: int) -> None:
        if number != self._current:
            self.choose(number)

    def _choose_first(self) -> None:
        if (newest := self.model.at(0)) is not None:
            self.choose(newest.event.id)

    def _tell_current(self) -> None:
        number = self._current
        line = self.model.of(number) if number is not None else None
        if number is None or line is None:
            self.pane.clear()
            return
        self.pane.tell(line, len(self.model.parked_for(line.event.cause)))
        self._stage.reader.ask(
            lambda: (number, self._book.story(number)), self._tell_story, lambda _error: self.pane.tell_failed()
        )

    def _tell_story(self, read: tuple[int, EventStory | None]) -> None:
        number, told = read
        if number != self._current:
            return
        if told is None:
            self.pane.clear(is_gone=True)
        else:
            self.pane.tell_story(told)

    # -- doing

    def _try_all_again(self) -> None:
        line = self.model.of(self._current or 0)
        if line is not None:
            self._deeds.try_all_again(line.event.cause, self.model.parked_for(line.event.cause))

    def ask_to_dismiss(self) -> None:
        """Ask why, without stopping the window's thread."""
        line = self.model.of(self._current or 0)
        if line is None:
            return
        number, dialog = line.event.id, DismissDialog(self, self._teller.story(line))
        dialog.accepted.connect(lambda: self._deeds.dismiss(number, dialog.note.text()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _tell_done(self, text: str, numbers: Iterable[int]) -> None:
        self.pane.tell_done(text)
        self.renew(numbers)

    def _tell_not_done(self, error: BaseException, numbers: Iterable[int]) -> None:
        self.pane.tell_trouble(error)
        self.renew(numbers)
