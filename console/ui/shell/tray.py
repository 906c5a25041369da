"""The icon beside the clock: state by shape and colour, and one notification per cause."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from console.domain.needs import Need
from console.domain.pill import PillState
from console.domain.wishes import Notifications
from console.jobs.sync_job import Report
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.parts import Parts
from console.ui.shell.commands import Commands
from console.ui.shell.pill import TONE_COLOURS
from console.ui.shell.pill_words import ICONS, pill_sentence, pill_text
from console.ui.shell.strip import sentence_of
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words


class Tray(QObject):
    """Only where the desktop has a tray. `open_wanted` and `quit_wanted` by its menu."""

    open_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, stage: Stage, parts: Parts, view: SyncView, commands: Commands) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._view = view
        self._told: frozenset[str] = frozenset()
        self._menu = self._make_menu(commands)
        self.icon = QSystemTrayIcon(QIcon(), self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._pressed)
        self.icon.messageClicked.connect(self.open_wanted)
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
        self.icon.setIcon(self._stage.icon(ICONS[pill.state], TONE_COLOURS[pill.tone]))
        app = say(words.APP) if self._parts.demo is None else f"{say(words.DEMO_WORD)} · {say(words.APP)}"
        hotel = self._view.standing.hotel or say(words.NO_HOTEL)
        self.icon.setToolTip(say(words.TRAY_TIP, app=app, hotel=hotel, state=pill_text(pill, self._stage)))
        self._warn()

    def _warn(self) -> None:
        """Tell each cause once, and again only after it was cured in between."""
        causes = {need.kind.value: sentence_of(need) for need in self._view.needs}
        pill = self._view.pill
        if pill.state is PillState.NOT_SYNCING and pill.minutes is not None and not causes:
            causes[pill.state.value] = pill_sentence(pill, self._stage)
        fresh = [sentence for cause, sentence in causes.items() if cause not in self._told]
        self._told = frozenset(causes)
        if fresh and self._wishes().trouble:
            self._show(say(words.NOTE_NOT_SYNCING) if _is_grave(self._view.needs) else say(words.APP), fresh[0])

    def _hear(self, news: object) -> None:
        if isinstance(news, Report) and self._view.standing.last_full is not None:
            self._tell_news(news)

    def _tell_news(self, report: Report) -> None:
        wishes = self._wishes()
        created = len(report.applied.created) if wishes.new_bookings else 0
        if created and report.run.id != self._first_import():
            self._show(say(words.NOTE_NEWS), count(*words.NOTE_NEW, created))

    def _first_import(self) -> int:
        full = self._view.standing.last_full
        return full.id if full is not None and full.counts.created == full.counts.read else 0

    def _wishes(self) -> Notifications:
        wishes = self._parts.sync.notifications()
        silent = wishes.silent_at(self._stage.local(self._stage.clock.now()).time())
        return Notifications(new_bookings=False, cancellations=False, trouble=False) if silent else wishes

    def _show(self, title: str, sentence: str) -> None:
        self.icon.showMessage(title, sentence, self.icon.icon())


def _is_grave(needs: tuple[Need, ...]) -> bool:
    return bool(needs) and needs[0].kind.value in {"key_refused", "database", "vault"}
