"""The quick tunnel beside the ear: it leads where the ear listens, and its address goes where it is needed."""

import logging
from collections.abc import Callable

from console.domain.errors import ConsoleError
from console.domain.quick_tunnel import MoveState, TunnelPhase, TunnelState
from console.domain.webhook_setup import WebhookSetup
from console.jobs.address_mover import AddressMover
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.quick_tunnel import enter_address
from console.services.tunnels import Tunnel, program_of
from console.services.webhook_at_beds24 import WebhookAtBeds24
from console.services.webhook_settings import CipherOpener, WebhookDesk
from console.webhook.tunnel_keeper import TunnelKeeper

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where who listens everywhere is reached
_log = logging.getLogger(__name__)


class QuickTunnel:
    """`follow` is called by the ear after every look at its settings. Programs are looked for in `programs`, like PATH.

    `tell` hears of every change of tunnel and of what Beds24 is told, from any thread.
    """

    def __init__(
        self,
        place: Workplace,
        runner: Runner,
        open_cipher: CipherOpener,
        tell: Callable[[TunnelState | MoveState], None],
        programs: str | None = None,
        address: str = "127.0.0.1",
    ) -> None:
        self._store = place.store
        self._desk = WebhookDesk(place.store, place.clock)
        self._tell = tell
        self._host = _host(address)
        self.keeper = TunnelKeeper(lambda: program_of(Tunnel.CLOUDFLARED, programs), self._changed, place.clock)
        there = WebhookAtBeds24(place.store, place.beds24, open_cipher)
        self.mover = AddressMover(place, runner, there, tell)

    def follow(self, setup: WebhookSetup | None, port: int | None) -> None:
        """Lead to `port`, if the webhook is on and a tunnel is wished for. Raises NotConnected, the store's errors."""
        standing = self._desk.standing() if setup is not None and setup.enabled else None
        if standing is None or not standing.tunnel.wanted:
            self.keeper.lead_to(None)
            return
        self.keeper.lead_to(f"http://{self._host}:{port}" if port else "")
        state = self.keeper.state
        if state.phase is not TunnelPhase.OPEN:
            return
        if standing.setup.public_url != state.address:
            self._changed(state)
        elif setup is not None and setup.public_url == state.address:  # the ear knows the name by which it is called
            self.mover.follow(standing.setup.address, standing.tunnel.told_address)

    def begin_stop(self) -> None:
        """Have the program end; nothing is waited for."""
        self.keeper.begin_stop()

    def stop(self) -> None:
        """Within two seconds, and for good."""
        self.keeper.stop()

    def _changed(self, state: TunnelState) -> None:
        """What is told is true already: the address stands in the settings before anybody hears of it."""
        if state.phase is TunnelPhase.OPEN:
            try:
                enter_address(self._store, state.address)
            except ConsoleError as error:  # the next look tries again
                _log.warning("The tunnel's address could not be kept: %s", error)
        self._tell(state)


def _host(address: str) -> str:
    """As it stands in an address of the web."""
    reached = _EVERYWHERE.get(address, address)
    return f"[{reached}]" if ":" in reached else reached
