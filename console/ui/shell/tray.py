"""The icon beside the clock: state by shape and colour, and one notification per cause."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from console.domain.announcing import EventsChanged
from console.domain.errors import StoreDamaged, StoreTrouble
from console.domain.needs import NeedKind
from console.domain.pill import PillState
from console.domain.wishes import Notifications
from console.jobs.report import Report
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.parts import Noted, Parts, ShowPlace
from console.ui.shell.commands import Commands
from console.ui.shell.gathered import Gathered
from console.ui.shell.pill_words import pill_sentence, pill_text
from console.ui.shell.places import NOT_SYNCING, PLACES
from console.ui.shell.strip import sentence_of
from console.ui.shell.sync_view import SyncView
from console.ui.shell.tray_icon import tray_icon
from console.ui.wording import shell as words

_GRAVE = frozenset({NeedKind.DATABASE, NeedKind.KEY_REFUSED, NeedKind.NO_KEY, NeedKind.VAULT})
_SILENCE = Notifications(new_bookings=False, cancellations=False, trouble=False)


class Tray(QObject):
    """Only where the desktop has a tray. `open_wanted` and `quit_wanted` by its menu.

    What the person sees anyway, because the window is `in_front`, is not told here; `told` is each message.
    """

    open_wanted = Signal()
    quit_wanted = Signal()
    told = Signal(str, str)

    def __init__(
        self, stage: Stage, parts: Parts, view: SyncView, commands: Commands, in_front: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._view = view
        self._in_front = in_front
        self._known: frozenset[str] = frozenset()
        self._about: ShowPlace | None = None
        self._gathered = Gathered(parts.speed, self)
        self._gathered.complete.connect(self._tell_gathered)
        self._menu = self._make_menu(commands)
        self.icon = QSystemTrayIcon(QIcon(), self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._pressed)
        self.icon.messageClicked.connect(self._open_message)
        self.told.connect(lambda title, text: self.icon.showMessage(title, text, self.icon.icon()))
        view.changed.connect(self._refresh)
        stage.look_changed.connect(self._refresh)
        stage.courier.arrived.connect(self._hear)
        self._refresh()
        self.icon.show()

    def _make_menu(self, commands: Commands) -> QMenu:
        menu = QMenu()
        menu.addAction(say(words.TRAY_OPEN), self.open_wanted.emit)
        menu.addSeparator()
        for action in (commands.sync_now, commands.pause, commands.resume):
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(say(words.QUIT), self.quit_wanted.emit)
        return menu

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_wanted.emit()

    def _refresh(self) -> None:
        pill = self._view.pill
        self.icon.setIcon(tray_icon(self._stage, pill))
        app = say(words.APP) if self._parts.demo is None else f"{say(words.DEMO_WORD)} · {say(words.APP)}"
        hotel = self._view.standing.hotel or say(words.NO_HOTEL)
        self.icon.setToolTip(say(words.TRAY_TIP, app=app, hotel=hotel, state=pill_text(pill, self._stage)))
        self._warn()

    def _open_message(self) -> None:
        """Come forward with what the message is about."""
        self.open_wanted.emit()
        if self._about is not None:
            self._stage.courier.send(self._about)

    def _warn(self) -> None:
        """Tell each cause once, and again only after it was cured in between; one that came in the quiet hours is told
        at their end, if it is still there."""
        causes = self._causes()
        self._known &= causes.keys()
        fresh = [cause for cause in causes if cause not in self._known]
        if not fresh or not self._wishes().trouble:
            return
        self._known |= causes.keys()
        sentence, place = causes[fresh[0]]
        if len(fresh) > 1:
            sentence = f"{sentence} {count(*words.NOTE_MORE, len(fresh) - 1)}"
        grave = any(need.kind in _GRAVE for need in self._view.needs)
        self._tell(say(words.NOTE_NOT_SYNCING if grave else words.APP), sentence, place)

    def _causes(self) -> dict[str, tuple[str, ShowPlace | None]]:
        """What is the matter now, worst first: its sentence, and where to look."""
        causes = {need.kind.value: (sentence_of(need, self._stage), PLACES.get(need.kind)) for need in self._view.needs}
        pill = self._view.pill
        if pill.state is PillState.NOT_SYNCING and pill.minutes is not None and not causes:
            return {pill.state.value: (pill_sentence(pill, self._stage), NOT_SYNCING)}
        return causes

    def _hear(self, news: object) -> None:
        if self._view.standing.last_full is None:  # the first import is no news, nor is anything before it
            return
        if isinstance(news, Report) and news.run.id != self._first_import():
            self._tell_news(*news.applied.news, ShowPlace("sync", str(news.run.id)))
        elif isinstance(news, EventsChanged):
            self._gathered.add(news.new, news.cancelled)
        elif isinstance(news, Noted) and self._wishes().trouble:
            self._tell(say(words.APP), news.sentence, news.place)

    def _tell_gathered(self) -> None:
        self._tell_news(*self._gathered.take(), ShowPlace("sync", "events"))

    def _tell_news(self, new: Sequence[int], lost: Sequence[int], place: ShowPlace) -> None:
        """One message for all that a run, or the webhooks of a while, brought; of a single one it leads to that."""
        wishes = self._wishes()
        kinds = ((words.NOTE_NEW, new, wishes.new_bookings), (words.NOTE_CANCELLED, lost, wishes.cancellations))
        told = [(count(*form, len(ids)), ids) for form, ids, wished in kinds if ids and wished]
        every = [id_ for _, ids in told for id_ in ids]
        if every:
            one = ShowPlace("reservations", str(every[0])) if len(every) == 1 else place
            self._tell(say(words.NOTE_NEWS), say(words.NOTE_AND).join(text for text, _ in told), one)

    def _first_import(self) -> int:
        """The run that brought the whole hotel, which is no news."""
        full = self._view.standing.last_full
        return full.id if full is not None and full.counts.created == full.counts.read else 0

    def _wishes(self) -> Notifications:
        try:
            wishes = self._parts.sync.notifications()
        except (StoreTrouble, StoreDamaged):  # which is a trouble worth telling, whatever was wished
            wishes = Notifications()
        return _SILENCE if wishes.silent_at(self._stage.local(self._stage.clock.now()).time()) else wishes

    def _tell(self, title: str, sentence: str, place: ShowPlace | None) -> None:
        if not self._in_front():
            self._about = place
            self.told.emit(title, sentence)
