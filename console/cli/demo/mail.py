"""Instant messages in the day that is played: each is sent when it is due, and dealt with before time goes on."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from console.cli.demo.stage import Stage
from console.domain.announcing import EventsChanged
from console.domain.errors import OurBug
from console.domain.secret import Vault
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.rereading import next_reread

_PATIENCE = 30.0


class Hooks(Protocol):
    """The listener, and the worker for what it heard."""

    def start(self) -> None: ...
    def wake(self) -> None: ...
    def stop(self) -> None: ...


HooksMaker = Callable[[Workplace, Runner, Vault, Callable[[object], None]], Hooks]
"""The last one hears what changed, which events came and how the listener stands."""


class Mail:
    """The hand that carries Beds24's messages to the listener."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._news = threading.Condition()

    def hear(self, news: object) -> None:
        """What the worker did may be all that was waited for; from any thread."""
        if isinstance(news, EventsChanged):
            with self._news:
                self._news.notify_all()

    def next_due(self) -> datetime | None:
        """When there is something to be done: a message to be sent, or a booking to be read again; else None."""
        moments = [each.due for each in self._stage.simulator.hooks.waiting()]
        place = self._stage.place
        with place.store.reading() as session:
            again = next_reread(session, place.clock.now())
        return min(moments if again is None else [*moments, again], default=None)

    def bring(self, hooks: Hooks) -> None:
        """Send what is due, and return once it is worked off and what is to be read again is being read."""
        self._stage.simulator.hooks.deliver_due()
        hooks.wake()
        with self._news:
            if not self._news.wait_for(self._is_dealt_with, _PATIENCE):
                raise OurBug("A message of the demo's Beds24 was not worked off. Please tell support.")

    def _is_dealt_with(self) -> bool:
        place = self._stage.place
        now = place.clock.now()
        with place.store.reading() as session:
            again = next_reread(session, now)
            return not session.inbox.claim(now, 1) and (again is None or again > now)
