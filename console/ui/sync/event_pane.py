"""The pane of an event: its story in one line, what it changed, what is kept of it, the tries, and what one may do."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QTabBar, QWidget

from console.domain.hook_events import EventState
from console.services.event_book import EventLine, EventStory
from console.ui.kit.acts import gap, press
from console.ui.kit.flow import Flow
from console.ui.kit.stage import Stage
from console.ui.kit.table import TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import Message, button, column, dress, fill, fit_height, label, row
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.changes_model import ChangesModel
from console.ui.sync.event_moods import FACES, Verdict, verdict_of, verdict_word
from console.ui.sync.event_telling import Storyteller
from console.ui.sync.run_pane import changes_table
from console.ui.wording import sync_events as words

_ROWS_AT_LEAST = 2


class EventPane(QStackedWidget):
    """The signals are what a person asks for about the event that is told of; `reservation_wanted` tells our id."""

    reservation_wanted = Signal(int)
    waiting_wanted = Signal()
    again_wanted = Signal()
    all_again_wanted = Signal()
    replay_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._teller = Storyteller(stage)
        self._line: EventLine | None = None
        self._nothing = Message()
        self.addWidget(self._nothing)
        self.addWidget(self._build())
        self.clear()

    # -- building

    def _build(self) -> QWidget:
        page = dress(QWidget(), "surface")
        self._badge = label(kind="badge")
        self._when = label(kind="caption")
        self._story = label(kind="strong", wraps=True, selectable=True)
        self._more = label(kind="muted", wraps=True, selectable=True)
        self._why = label(wraps=True, selectable=True)
        self._notice = dress(QFrame(), "trouble", "warn")
        self._notice.setLayout(fill(column(), (self._why,), margin=Space.M, spacing=Space.S))
        self.outcome = label(kind="strong", wraps=True)
        self.trouble = Trouble(self._stage)
        self._texts = (self._story, self._more, self._why, self.outcome)
        top = column(
            row(self._badge, self._when, None),
            self._story,
            self._notice,
            self._more,
            self._build_buttons(),
            self.outcome,
            self.trouble,
            self._build_tabs(),
            spacing=Space.S,
        )
        body = fill(column(), (top,), margin=Space.L, spacing=Space.S)
        body.addWidget(self._build_pages(), 1)
        page.setLayout(body)
        return page

    def _build_buttons(self) -> QWidget:
        icon = self._stage.icon
        self.open = button(say(words.OPEN), self._open, tip=say(words.OPEN_TIP), icon=icon("arrow-square-out"))
        self.waiting = button(say(words.GO_WAITING), self.waiting_wanted.emit, icon=icon("tray"))
        self.again = button(
            say(words.TRY_AGAIN), self.again_wanted.emit, tip=say(words.TRY_AGAIN_TIP), icon=icon("arrow-clockwise")
        )
        self.all_again = button("", self.all_again_wanted.emit, tip=say(words.TRY_ALL_TIP))
        self.replay = button(say(words.REPLAY), self.replay_wanted.emit, tip=say(words.REPLAY_TIP))
        self.dismiss = button(say(words.DISMISS), self.dismiss_wanted.emit, tip=say(words.DISMISS_TIP))
        self._acting = (self.again, self.all_again, self.replay, self.dismiss)
        self._flow = Flow(Space.S, Space.S)
        for one in (*self._acting, self.open, self.waiting):
            self._flow.add(one)
        self._buttons = QWidget()
        self._buttons.setLayout(self._flow)
        return self._buttons

    def _build_tabs(self) -> QTabBar:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say(words.PAGES))
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        for word in (words.PAGE_CHANGES, words.PAGE_BODY, words.PAGE_TRIES):
            self.tabs.addTab(say(word))
        self.tabs.currentChanged.connect(self._turn_to)
        return self.tabs

    def _build_pages(self) -> QStackedWidget:
        self._changes = ChangesModel(self._stage)
        self.changes_table = changes_table(self._changes, self._stage)
        self.changes_table.clicked.connect(lambda index: self._open_row(index.row()))
        self.changes_table.opened.connect(self._open_row)
        self.remember = self.changes_table.remember(self._stage.settings, "sync/event_changes_columns")
        self.changes_table.setMinimumHeight(self._stage.row_height * _ROWS_AT_LEAST)
        self._frame = TableFrame(self.changes_table)
        self.body = _reading(say(words.PAGE_BODY))
        self.body.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.tries = _reading(say(words.PAGE_TRIES))
        self._pages = QStackedWidget()
        for one in (self._frame, self.body, self.tries):
            self._pages.addWidget(one)
        return self._pages

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """What can be done about an event, for the menu bar."""
        return [
            press(parent, self.again, go, "Ctrl+Shift+T"),
            press(parent, self.all_again, go, text=say(words.TRY_ALL_MENU)),
            press(parent, self.replay, go, "Ctrl+Shift+Y"),
            press(parent, self.dismiss, go),
            gap(parent),
            press(parent, self.open, go, "Ctrl+Alt+O"),
        ]

    # -- telling

    @property
    def story(self) -> str:
        """The one line, and what is said under it."""
        return " ".join(one.text() for one in (self._story, self._more) if not one.isHidden())

    @property
    def why(self) -> str:
        """Why it is not as it should be, empty where it is."""
        return "" if self._notice.isHidden() else self._why.text()

    @property
    def changes(self) -> ChangesModel:
        """What it changed, line by line."""
        return self._changes

    def clear(self, *, is_gone: bool = False) -> None:
        """No event is chosen, or the one that was is kept no longer."""
        self._line = None
        for one in (*self._acting, self.open):
            one.setEnabled(False)
        headline, more = (words.EVENT_GONE, "") if is_gone else (words.NO_EVENT, words.NO_EVENT_MORE)
        self._nothing.tell(say(headline), say(more) if more else "", icon=self._stage.icon("broadcast"))
        self.setCurrentIndex(0)

    def tell(self, line: EventLine, alike: int) -> None:
        """Show an event; its details follow with `tell_story`. `alike` is how many are parked for its cause."""
        if self._line is None or self._line.event.id != line.event.id:
            self.outcome.hide()
            self.trouble.hide()
            self._tell_loading()
        self._line = line
        face = FACES[verdict_of(line)]
        self._badge.setText(verdict_word(verdict_of(line)))
        dress(self._badge, "badge", face.tone)
        self._when.setText(telling.full_moment_word(self._stage.local(line.event.received_at)))
        self._tell_words(line, None)
        self._offer(line, alike)
        self.setCurrentIndex(1)
        self._fit()

    def _tell_words(self, line: EventLine, told: EventStory | None) -> None:
        self._story.setText(self._teller.story(line, told))
        self._more.setText(self._teller.more(line.event))
        self._more.setVisible(bool(self._more.text()))
        self._why.setText(self._teller.cause(line.event))
        self._notice.setVisible(bool(self._why.text()))

    def _offer(self, line: EventLine, alike: int) -> None:
        event, verdict = line.event, verdict_of(line)
        parked = event.state is EventState.PARKED
        self.all_again.setText(count(*words.TRY_ALL, alike))
        self.all_again.setAccessibleName(self.all_again.text())
        offers = (
            (self.again, parked),
            (self.all_again, parked and alike > 1),
            (self.replay, event.beds24_id is not None and event.state is not EventState.PENDING),
            (self.dismiss, parked),
            (self.open, line.here is not None),
            (self.waiting, verdict is Verdict.ASIDE),
        )
        for one, offered in offers:
            one.setVisible(offered)
            one.setEnabled(offered)

    def _tell_loading(self) -> None:
        self._changes.show_all(())
        self._frame.tell("", say(words.STORY_LOADING))
        self.body.clear()
        self.tries.clear()

    def tell_failed(self) -> None:
        """Its details could not be read."""
        self._frame.tell(say(words.STORY_FAILED), icon=self._stage.icon("warning-circle", "bad"))

    def tell_story(self, told: EventStory) -> None:
        """Show the details of the event that is told of."""
        self._tell_words(told.line, told)
        self._changes.show_all((told.touched,) if told.touched else ())
        self.changes_table.clearSpans()
        for number in self._changes.heads():
            self.changes_table.setSpan(number, 0, 1, self._changes.columnCount())
        if told.touched:
            self._frame.show_rows()
        else:
            self._frame.tell("", say(words.NO_CHANGES))
        self.body.setPlainText(told.body or say(words.NO_BODY))
        self.tries.setPlainText(self._teller.tries(told))
        self._fit()

    def tell_done(self, text: str) -> None:
        """What was asked for was done."""
        self.trouble.hide()
        self.outcome.setText(text)
        self.outcome.show()
        self._fit()

    def tell_trouble(self, error: BaseException) -> None:
        """What was asked for could not be done."""
        self.outcome.hide()
        self.trouble.tell(error)

    # -- using

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What wraps gets the height that it needs at its width; nested layouts forget that."""
        for text in self._texts:
            fit_height(text)
        self._buttons.setMinimumHeight(self._flow.heightForWidth(self._buttons.width()))

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.tabs.updateGeometry()  # the words of the one in front are bold, and wider

    def _open(self) -> None:
        if self._line is not None and self._line.here is not None:
            self.reservation_wanted.emit(self._line.here)

    def _open_row(self, at: int) -> None:
        reservation = self._changes.reservation_at(at)
        if reservation is not None:
            self.reservation_wanted.emit(reservation)


def _reading(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    return made
