"""Has Beds24 told the tunnel's newest address, as an errand of the runner's, until it is there."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta

from console.domain.errors import ConsoleError, NoRightToSettings, OutOfCredits, Stopped
from console.domain.powers import Power, powers_of
from console.domain.quick_tunnel import MovePhase, MoveState
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.connecting import known_scopes
from console.services.webhook_at_beds24 import WebhookAtBeds24

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800))
"""After each failed try in a row; the last one from then on."""

_FAULT = "A fault in the program kept Beds24 from being told. The log tells more."
_log = logging.getLogger(__name__)


class AddressMover:
    """`follow` is called again and again by one thread. Where the key may not change settings, Beds24 is not asked."""

    def __init__(
        self, place: Workplace, runner: Runner, there: WebhookAtBeds24, tell: Callable[[MoveState], None]
    ) -> None:
        self._place = place
        self._runner = runner
        self._there = there
        self._tell_others = tell
        self._turn = threading.Lock()
        self._state = MoveState()
        self._address = ""
        self._failures = 0
        self._refused: tuple[str, ...] | None = None
        self._is_refused = False
        self._is_under_way = False

    @property
    def state(self) -> MoveState:
        """How it stands, without waiting for anything."""
        return self._state

    def follow(self, address: str, told: str) -> None:
        """Beds24 was told `told` by us, empty if nothing; have it told `address` where that differs.

        Raises the store's errors.
        """
        if self._is_under_way:
            return
        if address != self._address:
            self._address, self._failures = address, 0
            self._tell(MoveState())
        if told == address and self._state.phase is not MovePhase.DONE:
            self._tell(MoveState())
        elif told not in ("", address) and self._is_due(self._place.clock.now()):
            self._move()

    def _is_due(self, now: datetime) -> bool:
        return self._state.again_at is None or now >= self._state.again_at

    def _move(self) -> None:
        scopes = self._scopes()
        forbidden = scopes is not None and Power.CHANGE_HOTEL not in powers_of(scopes)
        if forbidden or (self._is_refused and scopes == self._refused):
            self._tell(MoveState(MovePhase.NO_RIGHT))
            return
        try:
            answer = self._runner.run_errand(lambda _watch: self._there.follow_address())
        except Stopped:
            return
        self._is_under_way = True
        self._tell(MoveState(MovePhase.UNDER_WAY))
        answer.add_done_callback(lambda done: self._ended(done, scopes))

    def _scopes(self) -> tuple[str, ...] | None:
        with self._place.store.reading() as session:
            known = known_scopes(session)
        return known.scopes if known else None

    def _ended(self, done: "Future[bool]", scopes: tuple[str, ...] | None) -> None:
        error = done.exception()
        if error is None:
            self._failures = 0
            self._tell(MoveState(MovePhase.DONE if done.result() else MovePhase.NOT_THERE))
        elif isinstance(error, NoRightToSettings):
            self._is_refused, self._refused = True, scopes
            self._tell(MoveState(MovePhase.NO_RIGHT))
        elif isinstance(error, Stopped):
            self._tell(MoveState())
        else:
            self._fail(error)
        self._is_under_way = False

    def _fail(self, error: BaseException) -> None:
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        if isinstance(error, OutOfCredits):
            pause = max(pause, timedelta(seconds=error.resets_in))
        self._failures += 1
        sentence = str(error) if isinstance(error, ConsoleError) else _FAULT
        self._tell(MoveState(MovePhase.FAILED, sentence, self._place.clock.now() + pause))

    def _tell(self, state: MoveState) -> None:
        """Tell and log how it stands, once for each change."""
        with self._turn:
            if state == self._state:
                return
            self._state = state
        if state.phase is MovePhase.FAILED:
            _log.warning("Beds24 could not be told the tunnel's new address: %s", state.sentence)
        elif state.phase is MovePhase.DONE:
            _log.info("Beds24 was told the tunnel's new address.")
        self._tell_others(state)
