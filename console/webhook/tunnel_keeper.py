"""Keeps a quick tunnel up for as long as it is wished for."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from console.domain.clock import Clock
from console.domain.quick_tunnel import TunnelFault, TunnelPhase, TunnelState
from console.webhook.cloudflared import Cloudflared

PAUSES: Final = (2.0, 10.0, 30.0, 120.0, 300.0)
"""Seconds until the next start after each failure in a row: Cloudflare refuses whoever asks too often."""

PATIENCE: Final = 45.0
"""Seconds for an address; cloudflared itself waits 15 for each answer."""

_STANDS_AFTER: Final = 60.0
_LOOK_EVERY: Final = 5.0
_log = logging.getLogger(__name__)


class TunnelKeeper:
    """`find` gives the program, None where it is not installed; `on_state` is told on the keeper's own thread.

    That thread begins with the first wish. Every start brings another address.
    """

    def __init__(
        self,
        find: Callable[[], str | None],
        on_state: Callable[[TunnelState], None],
        clock: Clock,
        pauses: Sequence[float] = PAUSES,
        patience: float = PATIENCE,
    ) -> None:
        self._find = find
        self._on_state = on_state
        self._clock = clock
        self._pauses = pauses
        self._patience = patience
        self._news = threading.Condition()
        self._origin: str | None = None
        self._woken = False
        self._stopping = False
        self._failures = 0
        self._child: Cloudflared | None = None
        self._state = TunnelState()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> TunnelState:
        """How it stands, without waiting for anything."""
        return self._state

    def lead_to(self, origin: str | None) -> None:
        """Lead there from now on: an address on this computer, empty while there is none yet, None for no tunnel."""
        with self._news:
            if self._stopping or origin == self._origin:
                return
            self._origin = origin
            self._news.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="tunnel", daemon=True)
                self._thread.start()

    def begin_stop(self) -> None:
        """Have the program end; nothing is waited for."""
        with self._news:
            self._stopping = True
            self._news.notify_all()
            child = self._child
        if child is not None:
            child.ask_to_end()

    def stop(self, within: float = 2.0) -> bool:
        """End it for good; False where that took longer."""
        self.begin_stop()
        if self._thread is None:
            return True
        self._thread.join(within)
        return not self._thread.is_alive()

    def _serve(self) -> None:
        while (origin := self._next_origin()) is not None:
            try:
                fault = self._keep_up(origin)
            except Exception:  # noqa: BLE001 - the thread's edge: a fault here must not end all tunnels
                _log.exception("The quick tunnel broke; it is started again.")
                fault = TunnelFault.NOT_STARTED
            if fault is not None:
                self._rest(origin, fault)

    def _next_origin(self) -> str | None:
        """Where to lead, as soon as that is known; None when it is time to end."""
        while not (origin := self._origin) and not self._stopping:
            self._failures = 0
            self._tell(TunnelState(TunnelPhase.OFF if origin is None else TunnelPhase.WAITING))
            self._wait(origin, None)  # for another one than was told, which may be there by now
        return None if self._stopping else origin

    def _keep_up(self, origin: str) -> TunnelFault | None:
        """Run it until it fails; None where it was ended because something else is wished for."""
        program = self._find()
        if program is None:
            return TunnelFault.NOT_INSTALLED
        self._tell(TunnelState(TunnelPhase.STARTING))
        try:
            child = Cloudflared(program, origin, self._wake)
        except OSError as error:
            _log.warning("cloudflared could not be started: %s", error.strerror)
            return TunnelFault.NOT_STARTED
        with child:
            self._child = child
            try:
                return self._watch(child, origin)
            finally:
                self._child = None

    def _watch(self, child: Cloudflared, origin: str) -> TunnelFault | None:
        began = time.monotonic()
        opened = None
        while self._is_wished(origin):
            now = time.monotonic()
            if (fault := _fault_of(child)) is not None:
                return fault
            if child.address:
                opened = opened or now
                self._failures = 0 if now - opened > _STANDS_AFTER else self._failures
                self._tell(TunnelState(TunnelPhase.OPEN, child.address))
            elif now - began >= self._patience:
                return TunnelFault.SILENT
            self._wait(origin, _LOOK_EVERY if opened else min(_LOOK_EVERY, self._patience))
        return None

    def _rest(self, origin: str, fault: TunnelFault) -> None:
        if not self._is_wished(origin):
            return
        pause = self._pauses[min(self._failures, len(self._pauses) - 1)]
        self._failures += 1
        self._tell(TunnelState(TunnelPhase.DOWN, "", fault, self._clock.now() + timedelta(seconds=pause)))
        self._wait(origin, pause, heeds_child=False)

    def _is_wished(self, origin: str) -> bool:
        return not self._stopping and self._origin == origin

    def _wait(self, origin: str | None, seconds: float | None, *, heeds_child: bool = True) -> None:
        """Until something else is wished for, or the child has news, or the time is up."""
        with self._news:
            self._news.wait_for(
                lambda: self._stopping or self._origin != origin or (heeds_child and self._woken), seconds
            )
            self._woken = False

    def _wake(self) -> None:
        with self._news:
            self._woken = True
            self._news.notify_all()

    def _tell(self, state: TunnelState) -> None:
        """Tell and log how it stands, once for each change; addresses stay out of the log."""
        if state == self._state:
            return
        former, self._state = self._state.phase, state
        if state.phase is not former:
            fault = f" ({state.fault})" if state.fault else ""
            _log.info("The quick tunnel is %s%s.", state.phase, fault)
        self._on_state(state)


def _fault_of(child: Cloudflared) -> TunnelFault | None:
    if child.is_lost:
        return TunnelFault.LOST
    return TunnelFault.ENDED if child.has_ended else None
