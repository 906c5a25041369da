"""The webhook beside a window: made after the first paint or when Settings asks for it, ended before anything else."""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING

from console.domain.errors import OurBug
from console.domain.quick_tunnel import MoveState, TunnelState
from console.domain.secret import Vault
from console.domain.webhook_ear import EarState

if TYPE_CHECKING:
    from console.domain.webhook_ear import Trip
    from console.jobs.runner import Runner
    from console.jobs.workplace import Workplace
    from console.services.tunnels import Tunnel
    from console.webhook_wiring import Hooks


class LateHooks:
    """`join` comes first. Everything may be called from any thread.

    `on_state` hears, besides whoever joins, how the listener stands, and who could do something about it. Programs for
    a tunnel are looked for in `programs`, like PATH; empty, there are none.
    """

    def __init__(
        self,
        place: "Workplace",
        vault: Vault,
        on_state: "Callable[[Runner, EarState], None]" = lambda _runner, _state: None,
        programs: str | None = None,
    ) -> None:
        self._place = place
        self._vault = vault
        self._on_state = on_state
        self._programs = programs
        self._turn = Lock()
        self._make: Callable[[], Hooks] | None = None
        self._hooks: Hooks | None = None
        self._ended = False

    def join(self, runner: "Runner", tell: Callable[[object], None]) -> None:
        """With whom to work, and who hears what changed and how the listener stands."""

        def tell_state(state: EarState) -> None:
            tell(state)
            self._on_state(runner, state)

        def make() -> "Hooks":
            from console.webhook_wiring import Hooks

            return Hooks(
                self._place,
                runner,
                self._vault,
                tell,
                tell_state,
                tell_events=tell,
                tell_tunnel=tell,
                programs=self._programs,
            )

        self._make = make

    def start(self) -> None:
        """Listen from now on, whenever the webhook is on."""
        hooks = self._made()
        with self._turn:
            if not self._ended:
                hooks.start()

    def stop(self) -> None:
        """Within two seconds, and for good."""
        with self._turn:
            self._ended = True
            if self._hooks is not None:
                self._hooks.stop()

    def state(self) -> EarState:
        """How the listener stands."""
        return self._hooks.ear.state if self._hooks else EarState()

    def tunnels(self) -> "tuple[Tunnel, ...]":
        """The programs for a tunnel that are installed; looking may take a moment."""
        from console.services.tunnels import tunnels_here

        return tunnels_here(self._programs)

    def tunnel_state(self) -> TunnelState:
        """How the quick tunnel stands."""
        return self._hooks.tunnel.keeper.state if self._hooks else TunnelState()

    def move_state(self) -> MoveState:
        """Whether Beds24 knows the quick tunnel's newest address."""
        return self._hooks.tunnel.mover.state if self._hooks else MoveState()

    def choose_port(self, port: int) -> None:
        """Listen at another port. Raises WrongInput, PortTaken, NotConnected and the store's errors."""
        self._made().ear.choose_port(port)

    def try_out(self) -> "Future[Trip]":
        """Send a message of our own through the public address; where it ended."""
        return self._made().ear.trip.begin()

    def wake(self) -> None:
        """There is something to be worked off."""
        if self._hooks is not None:
            self._hooks.wake()

    def _made(self) -> "Hooks":
        with self._turn:
            if self._hooks is None:
                if self._make is None:
                    raise OurBug("The webhook was asked for before the window was joined.")
                self._hooks = self._make()
            return self._hooks
