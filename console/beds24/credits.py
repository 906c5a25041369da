"""The account's allowance: what the headers tell, and whether a call may go now (FACTS.md section 6).

100 credits in a tumbling window of 300 s, shared by every key of the account. The names in Beds24's own API
description are not the ones on the wire; both are read, in any case, with decimals.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from typing import Final

from console.beds24.oddities import Oddities, Oddity
from console.beds24.stopping import Waiter
from console.domain.asking import CreditState, Urgency
from console.domain.clock import Clock
from console.domain.errors import OutOfCredits

USUAL_COST: Final = Decimal("1.2")
RESERVE: Final = Decimal(15)
"""Credits that background work leaves for a person's clicks and for reading single bookings again."""

FEW: Final = Decimal(40)
"""At or below this, background calls are spread over the rest of the window."""

WINDOW: Final = 300.0
_MARGIN = 1.0
_REMAINING = ("x-five-min-limit-remaining", "x-fiveminlimit-remaining", "x-fivemincreditlimit-remaining")
_RESETS_IN = ("x-five-min-limit-resets-in", "x-fiveminlimit-resetsin", "x-fivemincreditlimit-resetsin")
_COST = ("x-request-cost", "x-requestcost")
_LARGEST = Decimal(1_000_000)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """The longest wait for credits in seconds, for a job and for a person."""

    background: float = 330.0
    person: float = 10.0

    def of(self, urgency: Urgency) -> float:
        return self.person if urgency is Urgency.PERSON else self.background


class CreditMeter:
    """What is known of the allowance; may be asked from any thread. Waits happen in the caller's thread."""

    def __init__(self, clock: Clock, waiter: Waiter, oddities: Oddities, patience: Patience | None = None) -> None:
        self._clock, self._waiter, self._oddities = clock, waiter, oddities
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._remaining: Decimal | None = None
        self._window_ends: float | None = None
        self._blocked = False
        self._spent = Decimal(0)
        self._waits_until: float | None = None

    def state(self) -> CreditState:
        with self._lock:
            self._forget_past_window()
            resets_in, waits = self._left_until(self._window_ends), self._left_until(self._waits_until)
            return CreditState(self._remaining, resets_in, self._spent, waits)

    def allowance(self, urgency: Urgency) -> "WaitAllowance":
        """How long one call of this urgency may wait, all its waits together."""
        return WaitAllowance(self._wait, self._patience.of(urgency))

    def admit(self, urgency: Urgency, allowance: "WaitAllowance") -> None:
        """Return when a call may go. Raises OutOfCredits when that takes longer than allowed, and Stopped."""
        pause, all_of_it = self._pause_before(urgency)
        if pause > 0:
            allowance.wait(pause, must=all_of_it)

    def note(self, headers: Mapping[str, str], *, metered: bool = True) -> Decimal:
        """Learn from an answer's headers; the call's cost. `metered` is False where Beds24 sends no such headers."""
        lower = {name.lower(): text for name, text in headers.items()}
        cost, remaining = _number(lower, _COST), _number(lower, _REMAINING)
        resets_in = _number(lower, _RESETS_IN)
        if metered and remaining is None:
            self._oddities.note(Oddity.NO_CREDIT_HEADERS)
        charged = cost if cost is not None else (USUAL_COST if metered else Decimal(0))
        with self._lock:
            self._learn(charged, remaining, resets_in)
        return charged

    def note_refusal(self, headers: Mapping[str, str]) -> float:
        """Learn from a 429; the seconds until the window ends: Retry-After, else the reset header, else 300."""
        lower = {name.lower(): text for name, text in headers.items()}
        wait = retry_after(lower, self._clock.now())
        if wait is None:
            told = _number(lower, _RESETS_IN)
            wait = WINDOW if told is None else float(told)
        wait = min(max(wait, 0.0), 2 * WINDOW)
        with self._lock:
            self._remaining, self._window_ends, self._blocked = Decimal(0), self._clock.monotonic() + wait, True
        _log.info("Beds24 asked us to wait %.0f s", wait)
        return wait + _MARGIN

    def _wait(self, seconds: float) -> None:
        with self._lock:
            self._waits_until = self._clock.monotonic() + seconds
        try:
            self._waiter.wait(seconds)
        finally:
            with self._lock:
                self._waits_until = None

    def _left_until(self, moment: float | None) -> float | None:
        return None if moment is None else max(0.0, moment - self._clock.monotonic())

    def _learn(self, charged: Decimal, remaining: Decimal | None, resets_in: Decimal | None) -> None:
        self._forget_past_window()
        self._spent += charged
        if remaining is not None:
            self._remaining = remaining
        elif self._remaining is not None:
            self._remaining = max(Decimal(0), self._remaining - charged)
        if resets_in is not None:
            self._window_ends = self._clock.monotonic() + min(float(resets_in), 2 * WINDOW)

    def _forget_past_window(self) -> None:
        if self._window_ends is not None and self._clock.monotonic() >= self._window_ends:
            self._remaining, self._window_ends, self._blocked = None, None, False

    def _pause_before(self, urgency: Urgency) -> tuple[float, bool]:
        """Seconds to wait, and whether the whole window has to pass (else it is only a slowing down)."""
        with self._lock:
            self._forget_past_window()
            if self._remaining is None:
                return 0.0, False
            left = (self._window_ends or self._clock.monotonic() + WINDOW) - self._clock.monotonic()
            usable = self._remaining - (Decimal(0) if urgency is Urgency.PERSON else RESERVE)
            if self._blocked or usable < USUAL_COST:
                return left + _MARGIN, True
            if urgency is Urgency.BACKGROUND and self._remaining <= FEW:
                return left / float(usable / USUAL_COST), False
            return 0.0, False


class WaitAllowance:
    """The seconds that one call may still spend waiting for credits."""

    def __init__(self, pause: Callable[[float], None], seconds: float) -> None:
        self._pause, self._left = pause, seconds
        self.waited = 0.0

    def wait(self, seconds: float, *, must: bool = True) -> None:
        """Wait, or raise OutOfCredits if it `must` be longer than allowed; a mere slowing down is cut short."""
        if must and seconds > self._left:
            raise OutOfCredits(
                "Beds24's allowance is used up, perhaps by another program on the account. Nothing is lost: "
                f"the next try can go on in about {max(1, round(seconds))} seconds.",
                seconds,
            )
        seconds = min(seconds, self._left)
        self._left -= seconds
        self.waited += seconds
        self._pause(seconds)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a `retry-after` header (seconds or HTTP date, lower-case name) asks to wait; None without one."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _number(headers: Mapping[str, str], names: tuple[str, ...]) -> Decimal | None:
    for name in names:
        try:
            number = Decimal(headers.get(name, "").strip())
        except InvalidOperation:
            continue
        if number.is_finite() and 0 <= number <= _LARGEST:
            return number
    return None
