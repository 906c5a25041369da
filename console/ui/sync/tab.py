"""The Sync tab: its head with what one may do, the line of what runs, the checks, what waits for a person, and the
events of the webhook."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QWidget

from console.domain.announcing import NotSaved, RunBegan, RunRefused, SyncSettingsChanged
from console.domain.errors import ConsoleError
from console.domain.runs import Progress, RunKind
from console.jobs.report import Report
from console.services.parked_items import ParkedItems
from console.services.run_book import RunBook
from console.ui.kit.acts import act, gap, menu
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.sync import telling
from console.ui.sync.brake import confirm_apply
from console.ui.sync.controls import SyncControls
from console.ui.sync.dry_run_dialog import DryRunDialog
from console.ui.sync.events_view import EventParts, EventsView
from console.ui.sync.figures import FiguresLine
from console.ui.sync.live import LiveLine
from console.ui.sync.outbox_view import OutboxParts, OutboxView
from console.ui.sync.parked_view import ParkedView
from console.ui.sync.runs_view import RunsView
from console.ui.sync.sync_buttons import SyncButtons
from console.ui.wording import outbox as outbox_words
from console.ui.wording import sync as words
from console.ui.wording import sync_events as event_words

_RUNS, _PARKED, _EVENTS, _OUTBOX = range(4)
_SPLIT, _COLUMNS, _FILTERS = "sync/split", "sync/columns", "sync/filters"


class SyncTab(QWidget):
    """`badge_changed` tells how many parked things and refused changes need a person; `reservation_wanted` tells our
    id.

    The page of events is there once a webhook is, or was."""

    badge_changed = Signal(int)
    reservation_wanted = Signal(int)

    def __init__(
        self,
        stage: Stage,
        run_book: RunBook,
        parked: ParkedItems,
        events: EventParts,
        outbox: OutboxParts,
        controls: SyncControls,
        speed: float = 1.0,
    ) -> None:
        super().__init__()
        dress(self, "page")
        self._stage = stage
        self._controls, self._deeds = controls, controls.deeds
        self._run_now = partial(self._deeds.ask, RunKind.PULL)
        self._check_only = partial(self._deeds.ask, RunKind.CHECK)
        self.parked = ParkedView(stage, parked, controls)
        self.events = EventsView(stage, events)
        self.outbox = OutboxView(stage, outbox, controls)
        self._parked_count = self._events_count = self._stuck_count = 0
        self._row_awaited = False
        self._refusal = ""
        self._paused_until: datetime | None = None
        self.runs = RunsView(stage, run_book, controls.found_by, speed)
        self._build()
        self._wire()
        self._recall()
        self._look()
        self.runs.read()
        self.parked.read()
        self.events.read()
        self.outbox.read()

    def title(self) -> str:
        return say(words.TITLE)

    # -- building

    def _build(self) -> None:
        self.figures = FiguresLine()
        self.live = LiveLine()
        self.notice = label(kind="muted", wraps=True)
        self.notice.hide()
        self.tabs = _tab_bar()
        self.pages = QStackedWidget()
        self.pages.addWidget(_scrolling(self.runs))
        self.pages.addWidget(self.parked)
        self.pages.addWidget(_scrolling(self.events))
        self.pages.addWidget(self.outbox)
        head = row(label(say(words.TITLE), "title"), None, self.figures, spacing=Space.L)
        self._buttons = SyncButtons(self._controls)
        line = row(self.tabs, spacing=Space.S)
        line.addWidget(self._buttons, 1)
        body = fill(column(), (head, line, self.notice, self.live), margin=Space.XL, spacing=Space.M)
        body.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        body.addWidget(self.pages, 1)
        self.setLayout(body)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to)
        self.live.cancelled.connect(self._controls.cancel)
        self._controls.changed.connect(self._look)
        self.runs.figures_read.connect(self.figures.tell)
        self.runs.reservation_wanted.connect(self.reservation_wanted)
        self.runs.run_now_wanted.connect(self._run_now)
        self.runs.show_wanted.connect(self._check_only)
        self.runs.apply_wanted.connect(self._apply_anyway)
        self.runs.choose_wanted.connect(self._choose)
        self.runs.parked_wanted.connect(self.show_parked)
        self.parked.counted.connect(self._count_parked)
        self.events.counted.connect(self._count_events)
        self.events.used.connect(self._offer_events)
        self.events.heard_read.connect(self.runs.timeline.show_heard)
        self.runs.timeline.events_wanted.connect(self._show_heard)
        self.events.reservation_wanted.connect(self.reservation_wanted)
        self.events.waiting_wanted.connect(self.show_parked)
        self.outbox.sent_read.connect(self.runs.timeline.show_sent)
        self.runs.timeline.outbox_wanted.connect(self.show_outbox)
        self.outbox.counted.connect(self._count_outbox)
        self.outbox.reservation_wanted.connect(self.reservation_wanted)
        self.runs.list.set_empty_words(self._empty_words)
        self._stage.courier.arrived.connect(self._hear)
        self._stage.zone_changed.connect(self._look)
        self._of_events = (
            act(self, say(event_words.SHOW), self.show_events, "Ctrl+Shift+3"),
            self.events.acts(self, self.show_events),
        )
        self._offer_events(is_used=False)
        self._actions = [
            act(self, say(words.SHOW_RUNS), self.show_runs, "Ctrl+Shift+1"),
            act(self, say(words.SHOW_PARKED), self.show_parked, "Ctrl+Shift+2"),
            *self._of_events,
            act(self, say(outbox_words.SHOW), self.show_outbox, "Ctrl+Shift+4"),
            menu(self, say(outbox_words.MENU), self.outbox.acts(self, self.show_outbox)),
            gap(self),
            *self.runs.acts(self, self.show_runs),
            gap(self),
            *self.parked.acts(self, self.show_parked),
        ]

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the tab comes to the front; the list of checks may still be empty."""
        lists = (self.runs.table, self.parked.list, self.events.table, self.outbox.table)
        return next((one for one in lists if one.isVisible()), None)

    # -- what one may do

    def _look(self) -> None:
        """Show what may be done now, and until when the checks are paused."""
        self._buttons.look()
        until = self._controls.paused_until
        paused = say(words.PAUSED_UNTIL, time=self._time(until)) if until is not None else ""
        self.notice.setText(self._refusal or paused)
        self.notice.setVisible(bool(self.notice.text()))
        if until != self._paused_until:
            self._paused_until = until
            self.runs.renew()

    def _apply_anyway(self) -> None:
        run = self.runs.model.run(self.runs.current or 0)
        if run is not None and confirm_apply(self, run):
            self._deeds.ask(RunKind.FULL, apply_anyway=True)

    def _refuse(self, sentence: str, error: ConsoleError) -> None:
        self._refusal = say(sentence, reason=error)
        self._look()

    # -- news

    def _hear(self, news: object) -> None:
        if isinstance(news, RunBegan):
            self._row_awaited = True
            self._refusal = ""
            self.live.begin()
            self._look()
        elif isinstance(news, Progress):
            self._follow(news)
        elif isinstance(news, Report):
            self._end(news)
        elif isinstance(news, RunRefused):
            self.live.end()
            self._refuse(words.REFUSED, news.error)
        elif isinstance(news, NotSaved):
            self._refuse(words.NOT_SAVED, news.error)
        elif isinstance(news, SyncSettingsChanged):
            self._refusal = ""
            self._look()
            self.runs.renew()
            self.parked.read()
            self.events.renew()

    def _follow(self, progress: Progress) -> None:
        self.live.follow(progress, self._controls.credits_left())
        if self._row_awaited:
            self._row_awaited = False
            self.runs.renew()

    def _end(self, report: Report) -> None:
        self._row_awaited = False
        self.live.end()
        self.runs.renew(ended=report.run.id)
        self.parked.read()
        self.events.renew()
        if report.run.kind is RunKind.CHECK:
            self.runs.choose(report.run.id)

    def _choose(self) -> None:
        """Go through what the check that is told of found."""
        report = self._controls.found_by(self.runs.current) if self.runs.current is not None else None
        if report is not None:
            DryRunDialog(self, self._stage, report, self._controls.apply_chosen).open()

    def _time(self, moment: datetime) -> str:
        return telling.time_word(self._stage.local(moment))

    def _empty_words(self) -> str:
        return say(words.EMPTY_PAUSED if self._controls.paused_until else words.EMPTY_NOW)

    # -- places

    def show_runs(self) -> None:
        """Go to what was done."""
        self.tabs.setCurrentIndex(_RUNS)

    def show_parked(self) -> None:
        """Go to what waits."""
        self.tabs.setCurrentIndex(_PARKED)

    def show_events(self) -> None:
        """Go to what the webhook told."""
        if self.tabs.isTabVisible(_EVENTS):
            self.tabs.setCurrentIndex(_EVENTS)

    def show_outbox(self) -> None:
        """Go to what waits to be sent."""
        self.tabs.setCurrentIndex(_OUTBOX)

    def _show_heard(self, at: datetime) -> None:
        """Go to the webhook that came then."""
        self.show_events()
        self.events.choose_heard(at)
        self.events.table.setFocus()

    def _offer_events(self, is_used: bool) -> None:
        self.tabs.setTabVisible(_EVENTS, is_used)
        for one in self._of_events:
            one.setVisible(is_used)

    def _turn_to(self, page: int) -> None:
        """Show this page; where there is a room to map, that is the first thing to do."""
        self.pages.setCurrentIndex(page)
        self.figures.setVisible(page != _EVENTS)
        self.tabs.updateGeometry()  # the words of the one in front are bold, and wider
        self._buttons.stand_out(stands=page == _RUNS)

    def _count_parked(self, number: int) -> None:
        text = say(words.TAB_PARKED, n=number) if number else say(words.TAB_NOTHING_PARKED)
        self.tabs.setTabText(_PARKED, text)
        self._parked_count = number
        self._tell_badge()

    def _count_events(self, number: int) -> None:
        text = say(event_words.TAB_PARKED, n=number) if number else say(event_words.TAB)
        self.tabs.setTabText(_EVENTS, text)
        self._events_count = number
        self._tell_badge()

    def _count_outbox(self, number: int, stuck: int) -> None:
        text = say(outbox_words.TAB_N, n=number) if number else say(outbox_words.TAB)
        self.tabs.setTabText(_OUTBOX, text)
        self._stuck_count = stuck
        self._tell_badge()

    def _tell_badge(self) -> None:
        self.badge_changed.emit(self._parked_count + self._events_count + self._stuck_count)

    def show_place(self, place: str) -> None:
        """Go to a run by its number, to what waits (`parked`), to the webhook's (`events`), to what is to be sent
        (`outbox`, or `outbox/` and our id of a reservation), or to what was held back (`brake`)."""
        page, _, inner = place.partition("/")
        if page == "outbox":
            self.show_outbox()
            if inner.isdecimal():
                self.outbox.choose(int(inner))
        elif place == "parked":
            self.show_parked()
        elif place == "events":
            self.show_events()
        elif place == "brake":
            self.show_runs()
            self.runs.choose_held_back()
        elif place.isdecimal():
            self.show_runs()
            self.runs.choose(int(place))

    def _recall(self) -> None:
        settings: QSettings = self._stage.settings
        self._keep_columns = self.runs.table.remember(settings, _COLUMNS)
        keep_split(self.runs.split, settings, _SPLIT)
        self.runs.filters.remember(settings, _FILTERS)

    def remember(self) -> None:
        """Keep the columns."""
        self._keep_columns()
        for page in (self.runs.pane, self.parked, self.events, self.outbox):
            page.remember()


def _tab_bar() -> QTabBar:
    tabs = QTabBar()
    tabs.setAccessibleName(say(words.TITLE))
    tabs.setUsesScrollButtons(False)
    tabs.setExpanding(False)
    for text in (words.TAB_RUNS, words.TAB_NOTHING_PARKED, event_words.TAB, outbox_words.TAB):
        tabs.addTab(say(text))
    tabs.setTabVisible(_EVENTS, False)
    return tabs


def _scrolling(page: QWidget) -> QScrollArea:
    """`page` with a scroll bar where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
