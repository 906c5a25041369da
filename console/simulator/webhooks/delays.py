"""How long the service takes before it sends: mostly seconds, minutes in bursts, longer for messages (FACTS.md 7.4)."""

import random
from collections import deque
from datetime import datetime, timedelta

from console.simulator.webhooks.firing import Word

_BURST, _WITHIN = 4, timedelta(minutes=2)
_IN_BURST, _SLOW_MESSAGE = 0.6, 0.25
_SECONDS, _MINUTES, _UP_TO_TWELVE = (1, 19), (60, 420), (60, 720)


class DelayProfile:
    """Draws delays in whole simulated seconds, under the seed."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(f"webhook delays {seed}")
        self._lately: deque[datetime] = deque(maxlen=_BURST)

    def draw(self, word: Word | None, now: datetime) -> timedelta:
        """The delay of one webhook that fires now; None for the inventory webhook."""
        self._lately.append(now)
        burst = len(self._lately) == _BURST and now - self._lately[0] < _WITHIN
        chance = self._draw.random()
        span = _SECONDS
        if word is Word.MESSAGE and chance < _SLOW_MESSAGE:
            span = _UP_TO_TWELVE
        elif burst and chance < _IN_BURST:
            span = _MINUTES
        return timedelta(seconds=self._draw.randint(*span))
