"""The queue: what waits to be sent, when each is due, and what has ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from console.simulator.webhooks.deliveries import Delivery, Outcome, Try
from console.simulator.webhooks.faults import FIRING, ActiveFaults, WebhookFaultKind
from console.simulator.webhooks.firing import Notice, RoomNotice

_NOTHING = ActiveFaults([])


class Outbox:
    """Deliveries by number. Not thread-safe by itself: whoever uses it holds the simulator's lock."""

    def __init__(self) -> None:
        self._waiting: dict[int, Delivery] = {}
        self._ended: list[Delivery] = []
        self._number = 0

    def firing_kinds(self) -> frozenset[WebhookFaultKind]:
        """The faults that can strike a webhook that fires now; nothing overtakes an empty queue."""
        return FIRING if self._waiting else FIRING - {WebhookFaultKind.REORDER}

    def post(
        self, url: str, notice: Notice | RoomNotice, now: datetime, delay: timedelta, active: ActiveFaults = _NOTHING
    ) -> None:
        """Queue one webhook for one address, with whatever goes wrong at this moment."""
        delivery = self._numbered(url, notice, now + delay)
        if active.get(WebhookFaultKind.LOSS):
            self._ended.append(replace(delivery, outcome=Outcome.LOST))
            return
        if late := active.get(WebhookFaultKind.LATE):
            delivery = replace(delivery, due=delivery.due + timedelta(seconds=late.seconds))
        if active.get(WebhookFaultKind.REORDER):
            delivery = self._before_all(delivery, now)
        self._waiting[delivery.number] = delivery
        if twice := active.get(WebhookFaultKind.DUPLICATE):
            again = self._numbered(url, notice, delivery.due + timedelta(seconds=twice.seconds))
            self._waiting[again.number] = again

    def due(self, now: datetime) -> list[Delivery]:
        """What is due by now, in the order in which it is sent."""
        ripe = (each for each in self._waiting.values() if each.due <= now)
        return sorted(ripe, key=lambda each: (each.due, each.place))

    def settle(self, delivery: Delivery, made: Try, pauses: Sequence[float], most_tries: int) -> Delivery:
        """Note a try: 2xx has arrived, no answer and 400 or more are tried again, anything else ends it."""
        tries = (*delivery.tries, made)
        tried = replace(delivery, tries=tries, outcome=_outcome(made, len(tries), most_tries))
        if tried.outcome is Outcome.WAITING:
            pause = pauses[min(len(tries), len(pauses)) - 1]
            tried = replace(tried, due=made.at + timedelta(seconds=pause))
            self._waiting[tried.number] = tried
        else:
            self._end(tried)
        return tried

    def refuse(self, delivery: Delivery) -> Delivery:
        """End a delivery whose address is not on this machine."""
        return self._end(replace(delivery, outcome=Outcome.REFUSED))

    def waiting(self) -> tuple[Delivery, ...]:
        """What is still to be sent, by number."""
        return tuple(self._waiting.values())

    def log(self) -> tuple[Delivery, ...]:
        """Everything, by number."""
        return tuple(sorted((*self._ended, *self._waiting.values()), key=lambda each: each.number))

    def clear(self) -> None:
        """Forget what has ended; what waits stays."""
        self._ended.clear()

    def _numbered(self, url: str, notice: Notice | RoomNotice, due: datetime) -> Delivery:
        self._number += 1
        return Delivery(self._number, url, notice, due, place=self._number)

    def _before_all(self, delivery: Delivery, now: datetime) -> Delivery:
        others = self._waiting.values()
        earliest, first = min(each.due for each in others), min(each.place for each in others)
        return replace(delivery, due=min(now, earliest), place=first - 1)

    def _end(self, delivery: Delivery) -> Delivery:
        self._waiting.pop(delivery.number, None)
        self._ended.append(delivery)
        return delivery


def _outcome(made: Try, tries: int, most_tries: int) -> Outcome:
    code = made.reply.code
    if code is not None and code < 400:  # noqa: PLR2004 (FACTS.md 7.4)
        return Outcome.DELIVERED if code // 100 == 2 else Outcome.NOT_FOLLOWED  # noqa: PLR2004 - likewise
    return Outcome.WAITING if tries < most_tries else Outcome.GIVEN_UP
