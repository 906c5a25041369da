"""Credits: 100 per tumbling window of 300 seconds, counted in decimals (FACTS.md 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

TOKEN_COST = Decimal("0.5")
WRITE_COST = Decimal("1.1")
PLAIN_COST = Decimal(1)
PER_BOOKING = Decimal("0.005")
PER_FURTHER_ITEM = Decimal("0.1")
TENTH = Decimal("0.1")


def list_cost(rows: int, *, with_items: bool = False) -> Decimal:
    """What a page of `rows` costs: 1 for none or one, 1.5 for a full page, 0.1 more with invoice items."""
    extra = TENTH if with_items and rows > 1 else Decimal(0)
    return (PLAIN_COST + PER_BOOKING * rows).quantize(TENTH) + extra


def write_cost(items: int) -> Decimal:
    """What a POST or DELETE costs: 1.1 for one item (FACTS.md 4); 0.1 for each other is a guess."""
    return WRITE_COST + PER_FURTHER_ITEM * max(items - 1, 0)


def decimal_text(amount: Decimal) -> str:
    """`97.6`, `79`: as seen in the real headers."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Balance:
    """What the headers say after a request; `cost` is None where the request was free of charge."""

    remaining: Decimal
    resets_in: int
    cost: Decimal | None

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The three real header names; no X-Request-Cost on a refused request (FACTS.md 2.3)."""
        known = (
            ("X-Five-Min-Limit-Remaining", decimal_text(max(self.remaining, Decimal(0)))),
            ("X-Five-Min-Limit-Resets-In", str(self.resets_in)),
        )
        return known if self.cost is None else (*known, ("X-Request-Cost", decimal_text(self.cost)))


class CreditMeter:
    """One account's allowance. A window opens with the first call after the former one ended."""

    def __init__(self, limit: Decimal = Decimal(100), window: timedelta = timedelta(seconds=300)) -> None:
        self.limit = limit
        self._window = window
        self._ends: datetime | None = None
        self._spent = Decimal(0)

    def is_empty(self, now: datetime) -> bool:
        """Whether the next request is refused with 429."""
        self._open_window(now)
        return self._spent >= self.limit

    def spend(self, now: datetime, cost: Decimal | None) -> Balance:
        """Charge a request and tell the new balance."""
        ends = self._open_window(now)
        self._spent += cost or Decimal(0)
        return Balance(self.limit - self._spent, ceil((ends - now).total_seconds()), cost)

    def drain(self, now: datetime) -> None:
        """Use up what is left, as another program with a token of the same account would."""
        self._open_window(now)
        self._spent = self.limit

    def _open_window(self, now: datetime) -> datetime:
        if self._ends is None or now >= self._ends:
            self._ends = now + self._window
            self._spent = Decimal(0)
        return self._ends
