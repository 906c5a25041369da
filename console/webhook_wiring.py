"""The webhook's ear: a listener as long as the webhook is switched on, following its settings while it runs."""

import logging
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from console.domain.announcing import EventsChanged
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, NotConnected, PortTaken
from console.domain.hooks import Heard, Reply
from console.domain.quick_tunnel import MoveState, TunnelState
from console.domain.secret import Vault
from console.domain.webhook_ear import EarState
from console.domain.webhook_setup import WebhookSetup, checked_port
from console.jobs.event_worker import EventWorker
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.inbox import Hearing, InboxDesk
from console.services.pull_sync import NewsTeller
from console.services.webhook_settings import KnownSecrets, WebhookDesk
from console.tunnel_wiring import QuickTunnel
from console.vault.column_cipher import cipher_of
from console.webhook.echo import Echo
from console.webhook.hearing import Hear, Together
from console.webhook.outcomes import Outcome
from console.webhook.round_trip import RoundTrip
from console.webhook.server import LOOPBACK, Listener, try_port

LOOK_EVERY = 2.0
_STOPS_WITHIN = 2.0
_COUNTED_THERE = (Outcome.STORED, Outcome.DUPLICATE, Outcome.UNREADABLE, Outcome.ALIVE)
"""Whoever keeps what was heard counts it there, in the same transaction; looks at our health are of no interest."""

_ACKNOWLEDGED = (Reply.STORED, Reply.DUPLICATE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to listen; without a port at the one that is kept, or at a free one that is kept from then on."""

    address: str = LOOPBACK
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who keeps what was heard, alone or several `together`, and how often each outcome occurred (by its name)."""

    hear: Hear
    together: Together
    count: Callable[[dict[str, int]], None]


class Hooks:
    """All that has to do with the webhook: the ear, the tunnel to it, and the worker for what was heard, also before.

    `tell_tunnel` hears how the tunnel stands, and whether Beds24 knows its address; `programs` is where to look for
    the tunnel's program, like PATH.
    """

    def __init__(
        self,
        place: Workplace,
        runner: Runner,
        vault: Vault,
        announce: NewsTeller,
        on_state: Callable[[EarState], None] = lambda _state: None,
        spot: Spot | None = None,
        tell_events: Callable[[EventsChanged], None] = lambda _changed: None,
        tell_tunnel: Callable[[TunnelState | MoveState], None] = lambda _state: None,
        programs: str | None = None,
        look_every: float = LOOK_EVERY,
    ) -> None:
        spot = spot or Spot()
        self._worker = EventWorker(place, runner, announce, tell_events)
        hearing = Hearing(place.store, self._worker.wake)
        keeping = Keeping(hearing, hearing.together, InboxDesk(place.store, place.clock).add_counts)
        self.secrets = KnownSecrets(place.store, lambda: cipher_of(vault))
        self.tunnel = QuickTunnel(place, runner, lambda: cipher_of(vault), tell_tunnel, programs, spot.address)
        self.ear = Ear(
            WebhookDesk(place.store, place.clock),
            self.secrets,
            place.clock,
            keeping,
            on_state,
            spot,
            look_every,
            self.tunnel.follow,
        )
        self._started = False

    def start(self) -> None:
        """Raises PortTaken for a port that was asked for."""
        self._started = True
        self._worker.start()
        self.ear.start()

    def wake(self) -> None:
        """There is something to be worked off."""
        self._worker.wake()

    def stop(self) -> None:
        """Within two seconds; what was acknowledged and not worked off waits for the next start."""
        if self._started:
            self.tunnel.begin_stop()
            self.ear.stop()
            self._worker.stop()
            self.tunnel.stop()


class Ear:
    """Listens from `start` to `stop` whenever the webhook is on; what is changed meanwhile counts within seconds.

    `on_state` is told how it stands whenever that changes, from any thread. `trip` sends a message of our own through
    the public address, which becomes no event. Switched off while it listens, the ear goes on answering that it is, so
    that nobody tries again. `beside` is told the setup (None without a hotel) and the port after every look.
    """

    def __init__(
        self,
        desk: WebhookDesk,
        secrets: KnownSecrets,
        clock: Clock,
        keeping: Keeping,
        on_state: Callable[[EarState], None] = lambda _state: None,
        spot: Spot | None = None,
        look_every: float = LOOK_EVERY,
        beside: Callable[[WebhookSetup | None, int | None], None] = lambda _setup, _port: None,
    ) -> None:
        self._desk = desk
        self._secrets = secrets
        self._clock = clock
        self._keeping = keeping
        self._on_state = on_state
        self._spot = spot or Spot()
        self._look_every = look_every
        self._beside = beside
        self._setup: WebhookSetup | None = None
        self._names: Collection[str] = ()
        self._segment = ""
        self._listener: Listener | None = None
        self._state = EarState()
        self._echo = Echo()
        self.trip = RoundTrip(lambda: desk.standing().setup, secrets, lambda: self._state.port, self._echo)
        self._turn = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="webhook-settings", daemon=True)

    @property
    def state(self) -> EarState:
        """How it stands, without waiting for anything; told anew before `on_state` is."""
        return self._state

    def start(self) -> None:
        """Listen if the webhook is on, and keep looking whether it is. Raises PortTaken for a port asked for."""
        if self._spot.port is not None:
            self._look()
        self._thread.start()

    def stop(self) -> None:
        """End listening within two seconds; what was not acknowledged comes again.

        Whoever opens the vault just now may have to wait for a person; nothing is opened after that any more.
        """
        self._stopping.set()
        if self._turn.acquire(timeout=_STOPS_WITHIN):
            self._close()
            self._turn.release()

    def choose_port(self, port: int) -> None:
        """Listen at another port within seconds. Raises WrongInput for one that cannot be, PortTaken, NotConnected."""
        checked = checked_port(port)
        if checked != self._state.port:
            try_port(self._spot.address, checked)
            self._desk.keep_port(checked)

    def _follow(self) -> None:
        while True:
            try:
                with suppress(PortTaken):  # it was told; perhaps it is free the next time
                    self._look()
                self._beside(self._setup, self._state.port)
            except ConsoleError as error:
                _log.debug("The tunnel waits for the next look: %s", error)
            except Exception:  # noqa: BLE001 - the thread's edge: a fault here must not end all hearing
                _log.exception("The webhook's settings could not be followed.")
            if self._stopping.wait(self._look_every):
                return

    def _look(self) -> None:
        """Take over what was changed. Raises PortTaken."""
        with self._turn:
            if self._stopping.is_set():
                return
            try:
                self._setup = self._secrets.refresh()
                self._listen(self._setup)
                self._keep()
                self._note(None)
            except NotConnected:
                self._setup = None
                self._note(None)
            except PortTaken as error:
                self._note(error)
                raise
            except ConsoleError as error:
                self._note(error)

    def _listen(self, setup: WebhookSetup) -> None:
        self._names = {name for name in (setup.public_name, self._spot.address) if name}
        if self._listener is not None and not self._stands(self._listener, setup):
            self._close()
        if self._listener is None and setup.enabled:
            self._open(setup)

    def _stands(self, listener: Listener, setup: WebhookSetup) -> bool:
        """Whether it listens where and as it is set up now."""
        moved = self._spot.port is None and setup.port not in (None, listener.port)
        return listener.is_listening and setup.path_segment == self._segment and not moved

    def _open(self, setup: WebhookSetup) -> None:
        listener = self._listener = Listener(
            self._heard,
            self._secrets,
            together=self._keeping.together,
            hosts=lambda: self._names,
            segment=setup.path_segment,
            address=self._spot.address,
            port=self._spot.port or setup.port or 0,
            clock=self._clock,
        )
        self._segment = setup.path_segment
        if listener.port != setup.port:
            self._desk.keep_port(listener.port)

    def _close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is None:
            return
        listener.stop(_STOPS_WITHIN)
        try:
            self._keep(listener)
        except ConsoleError as error:
            _log.warning("What was counted last could not be kept: %s", error)

    def _heard(self, heard: Heard) -> Reply:
        if self._echo.is_ours(heard.body):
            return Reply.STORED
        reply = self._keeping.hear(heard)
        if reply in _ACKNOWLEDGED:
            self._secrets.note_use(heard.slot, heard.received_at)
        return reply

    def _keep(self, listener: Listener | None = None) -> None:
        listener = listener or self._listener
        counted = listener.counts.take() if listener else {}
        if counted:
            self._keeping.count({one.value: times for one, times in counted.items() if one not in _COUNTED_THERE})
        self._secrets.keep_uses()

    def _note(self, trouble: ConsoleError | None) -> None:
        """Tell and log how it stands, once for each change."""
        listens = self._listener is not None and self._listener.is_listening and self._secrets() is not None
        port = self._listener.port if self._listener and listens else None
        state = EarState(port, str(trouble or ""), port_taken=isinstance(trouble, PortTaken))
        if state == self._state:
            return
        self._state = state
        if trouble:
            _log.warning("Beds24's messages: %s", trouble)
        self._on_state(state)
