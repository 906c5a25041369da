"""How syncing stands, as the pill, the strip, the status bar and the tray show it; one reading serves them all."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.announcing import (
    EditsChanged,
    EventsChanged,
    KeyLooked,
    Mishap,
    NotSaved,
    OverbookingsChanged,
    RunBegan,
    RunRefused,
    SyncSettingsChanged,
)
from console.domain.errors import (
    Beds24Unreachable,
    BrakePulled,
    ConsoleError,
    KeyRefused,
    NotConnected,
    OurBug,
    Stopped,
    StoreDamaged,
    StoreTrouble,
    SyncSwitchedOff,
    VaultLocked,
    VaultMissing,
)
from console.domain.needs import Need, NeedFacts, NeedKind, needs_of
from console.domain.pill import Pill, SyncFacts, Trouble, decide_pill, seconds_until_change
from console.domain.quick_tunnel import TunnelState
from console.domain.runs import RunKind
from console.domain.silence import Silence, silence_of
from console.domain.webhook_ear import EarState
from console.jobs.report import Report
from console.services.sync_status import SyncStanding
from console.ui.kit.stage import Stage
from console.ui.parts import Parts

_SHORTEST, _LONGEST = 0.5, 60.0
_TROUBLES: tuple[tuple[tuple[type[ConsoleError], ...], Trouble], ...] = (
    ((Beds24Unreachable,), Trouble.OFFLINE),
    ((KeyRefused,), Trouble.KEY_REFUSED),
    ((NotConnected,), Trouble.NO_KEY),
    ((VaultLocked, VaultMissing), Trouble.VAULT),
    ((StoreTrouble, StoreDamaged), Trouble.DATABASE),
    ((OurBug,), Trouble.BUG),
    ((BrakePulled, SyncSwitchedOff), Trouble.NONE),
)
_OF_THE_KEY = (KeyRefused, NotConnected, VaultLocked, VaultMissing)


class SyncView(QObject):
    """Listens to the courier and to the clock; `changed` when anything that is shown may be different.

    `checks` holds what each check of this session found, by the number of its run: it is in no table, and the tab that
    shows it may not be made yet.
    """

    changed = Signal()

    def __init__(self, stage: Stage, parts: Parts) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._running = False
        self._error: ConsoleError | None = None
        self._unreadable: ConsoleError | None = None
        self._mishaps = 0
        self.standing = SyncStanding()
        self.tunnel = TunnelState()
        self.checks: dict[int, Report] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        stage.courier.arrived.connect(self._hear)
        self.read()

    @property
    def now(self) -> datetime:
        return self._stage.clock.now()

    @property
    def running(self) -> bool:
        return self._running

    @property
    def paused_until(self) -> datetime | None:
        """The end of the pause that holds now."""
        until = self.standing.paused_until
        return until if until is not None and until > self.now else None

    @property
    def silence(self) -> Silence | None:
        """Whether webhooks are silent now."""
        return silence_of(self.standing.hearing, self.now)

    @property
    def pill(self) -> Pill:
        """What the pill says now."""
        return decide_pill(self._facts(), self.now)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What stands in the strip now."""
        config = self.standing.config
        today = self._stage.local(self.now).date()
        overbooked, tonight = self.standing.overbooked_on(today)
        facts = NeedFacts(
            connected=config is not None,
            enabled=config is None or config.pull_sync_enabled,
            trouble=self._trouble,
            trouble_sentence=str(self._unreadable or self._error or ""),
            brake_sentence=self.standing.brake_sentence,
            bookings_without_room=self.standing.bookings_without_room,
            key_dies_at=self.standing.key_dies_at,
            clock_ahead=self.standing.clock_ahead,
            silence=self.silence,
            overbooked=overbooked,
            overbooked_tonight=tonight,
            differing_arrivals=self.standing.differing_soon(today),
            not_sent=self.standing.outbox.stuck,
        )
        return needs_of(facts, self.now) + ((Need(NeedKind.MISHAP),) if self._mishaps else ())

    def forget_mishap(self) -> None:
        """The person has seen that something went wrong."""
        self._mishaps = 0
        self._tell()

    def read(self) -> None:
        """Take up what is stored; a store that cannot be read is a need of its own."""
        try:
            self.standing = self._parts.sync.standing()
        except (StoreTrouble, StoreDamaged) as error:
            self._unreadable = error
        else:
            self._unreadable = None
        if self.standing.config is not None:
            self._stage.set_zone(self.standing.config.zone)
        self._tell()

    def _hear(self, news: object) -> None:
        match news:
            case RunBegan():
                self._running = True
                self._tell()
            case Report() | RunRefused():
                self._running = False
                self._note(news.error)
                if isinstance(news, Report) and news.run.kind is RunKind.CHECK:
                    self.checks[news.run.id] = news
                self.read()
            case NotSaved():
                self._note(news.error)
                self.read()
            case SyncSettingsChanged() | EarState() | OverbookingsChanged() | EditsChanged():
                self.read()
            case EventsChanged() | TunnelState():
                self._take_up(news)
            case _:
                self._hear_in_short(news)

    def _hear_in_short(self, news: object) -> None:
        """What needs no reading."""
        if isinstance(news, KeyLooked):
            self._note_key(news.error)
            self._tell()
        elif isinstance(news, Mishap):
            self._mishaps += 1
            self._tell()

    def _take_up(self, news: EventsChanged | TunnelState) -> None:
        """A webhook that comes may end a silence; where there can be none, the next check is soon enough."""
        if isinstance(news, TunnelState):
            self.tunnel = news
            self._tell()
        elif self.standing.hearing.found:
            self.read()

    def _note(self, error: ConsoleError | None) -> None:
        """A run that a person stopped proves nothing, so what was the matter before still holds.

        The first of several runs that break by a fault of ours is told, and the first after one that went well.
        """
        if isinstance(error, OurBug) and not isinstance(self._error, OurBug):
            self._mishaps += 1
        if not isinstance(error, Stopped):
            self._error = error

    def _note_key(self, error: ConsoleError | None) -> None:
        """A look at the key cures what was the matter with it, and tells nothing about anything else."""
        if isinstance(error, _OF_THE_KEY) or (error is None and isinstance(self._error, _OF_THE_KEY)):
            self._error = error

    @property
    def _trouble(self) -> Trouble:
        error = self._unreadable or self._error
        return _trouble_of(error) if error else Trouble.NONE

    def _facts(self) -> SyncFacts:
        config = self.standing.config
        facts = SyncFacts(connected=config is not None, running=self._running, trouble=self._trouble)
        if config is None:
            return facts
        return replace(
            facts,
            enabled=config.pull_sync_enabled,
            last_success=config.last_successful_sync,
            paused_until=self.standing.paused_until,
            interval=timedelta(minutes=config.pull_every_minutes),
            needs=len([need for need in self.needs if need.kind is not NeedKind.MISHAP]),
            silent=self.silence is not None,
        )

    def _tell(self) -> None:
        self.changed.emit()
        seconds = seconds_until_change(self._facts(), self.now) / self._parts.speed
        self._timer.start(round(1000 * min(_LONGEST, max(_SHORTEST, seconds))) + 20)


def _trouble_of(error: ConsoleError) -> Trouble:
    return next((trouble for kinds, trouble in _TROUBLES if isinstance(error, kinds)), Trouble.OTHER)
