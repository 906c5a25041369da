"""The webhooks of one account: hears every change in the book, sends what it is set up to send."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.simulator.assumptions import WebhookAssumptions
from console.simulator.book import Book, Change
from console.simulator.clock import Clock
from console.simulator.hotel import Hotel, Webhooks
from console.simulator.webhooks.composing import Manner, compose
from console.simulator.webhooks.delays import DelayProfile
from console.simulator.webhooks.deliveries import Delivery, Letter, Reply, Try
from console.simulator.webhooks.faults import (
    FIRING,
    ActiveFaults,
    WebhookFault,
    WebhookFaultBox,
    WebhookFaultKind,
)
from console.simulator.webhooks.firing import Notice, Word, rooms_of, word_of
from console.simulator.webhooks.options import WebhookOptions
from console.simulator.webhooks.outbox import Outbox
from console.simulator.webhooks.sending import Sender
from console.simulator.webhooks.targets import NotOnThisMachine
from console.simulator.wire import stamp, whole_second

_SENDING = frozenset(WebhookFaultKind) - FIRING


@dataclass(frozen=True, slots=True)
class Account:
    """What webhooks need of the simulator: `settings` reads the property's, `settle` lets due things happen."""

    hotel: Hotel
    book: Book
    clock: Clock
    lock: threading.RLock
    settings: Callable[[], Webhooks]
    settle: Callable[[datetime], None]


class Hooks:
    """Sends webhooks. `deliver_due` is the pump: call it by hand, or let a Courier do so."""

    def __init__(self, account: Account, seed: int, assumed: WebhookAssumptions) -> None:
        self._account = account
        self._seed = seed
        self._delays = DelayProfile(seed)
        self._outbox = Outbox()
        self._sender = Sender()
        self._pumping = threading.Lock()
        self._told = 0
        self.options = WebhookOptions()
        self.assumed = assumed
        self.faults = WebhookFaultBox(seed)
        self.fired = threading.Event()
        account.book.watch(self._hear)

    def choose(self, **options: object) -> None:
        """Change some of the WebhookOptions."""
        with self._account.lock:
            self.options = replace(self.options, **options)  # type: ignore[arg-type] # a caller names the fields

    def assume(self, **assumed: object) -> None:
        """Change some of the WebhookAssumptions."""
        with self._account.lock:
            self.assumed = replace(self.assumed, **assumed)  # type: ignore[arg-type] # likewise

    def switch_on(self, fault: WebhookFault) -> None:
        """Let something go wrong from now on."""
        with self._account.lock:
            self.faults.switch_on(fault)

    def clear_faults(self, kind: WebhookFaultKind | None = None) -> None:
        """Let one kind of fault, or none at all, go on."""
        with self._account.lock:
            self.faults.clear(kind)

    def waiting(self) -> tuple[Delivery, ...]:
        """What is still to be sent."""
        with self._account.lock:
            return self._outbox.waiting()

    def log(self, *, clear: bool = False) -> tuple[Delivery, ...]:
        """Every delivery, also those that wait and those that were lost; `clear` forgets what has ended."""
        with self._account.lock:
            known = self._outbox.log()
            if clear:
                self._outbox.clear()
            return known

    def deliver_due(self, stop: threading.Event | None = None) -> tuple[Delivery, ...]:
        """Try everything that is due by now, once each and in order, and tell what came of it.

        The simulator's lock is free while bytes travel, so a receiver may ask the simulator while it answers.
        """
        with self._pumping:
            with self._account.lock:
                now = self._account.clock.now()
                self._account.settle(now)
                due = self._outbox.due(now)
            return tuple(self._try(each) for each in due if stop is None or not stop.is_set())

    def break_off(self) -> None:
        """Break off the try under way; it counts as one without an answer."""
        self._sender.abort()

    def _hear(self, change: Change) -> None:
        now = self._account.clock.now()
        booking = change.after or change.before
        word = word_of(change)
        if word is Word.DELETE and not self.assumed.on_hard_delete:
            word = None
        if booking is not None and word is not None and self._urls():
            messages = self._account.book.messages.get(booking.id, ())
            self._tell(Notice(word, booking, messages, self._event_id(booking.id, now)), now)
        if self.options.inventory_url:
            for notice in rooms_of(change):
                self._outbox.post(self.options.inventory_url, notice, now, self._delay(None, now))
        self.fired.set()

    def _tell(self, notice: Notice, now: datetime) -> None:
        for url in self._urls():
            active = self.faults.strike(self._outbox.firing_kinds(), notice.booking.id)
            self._outbox.post(url, notice, now, self._delay(notice.word, now), active)

    def _urls(self) -> list[str]:
        settings = self._account.settings()
        if settings.version == "none":
            return []
        return [line.strip() for line in settings.url.splitlines() if line.strip()]

    def _delay(self, word: Word | None, now: datetime) -> timedelta:
        drawn = self._delays.draw(word, now)
        return timedelta(0) if self.options.at_once else drawn

    def _event_id(self, booking_id: int, now: datetime) -> str:
        self._told += 1
        seen = f"{self._seed} {self._told} {booking_id} {stamp(now)}"
        return f"evt_{hashlib.sha256(seen.encode()).hexdigest()[:24]}"

    def _try(self, delivery: Delivery) -> Delivery:
        with self._account.lock:
            at = whole_second(self._account.clock.now())
            letter = self._write(delivery, at)
            tunnels, seconds = self.options.tunnels, self.assumed.answer_seconds
        try:
            cut_off = WebhookFaultKind.UNREACHABLE in letter.faults
            reply = Reply(None, "unreachable") if cut_off else self._sender.send(letter, tunnels, seconds)
        except NotOnThisMachine:
            with self._account.lock:
                return self._outbox.refuse(delivery)
        with self._account.lock:
            return self._settle(delivery, letter, reply, at)

    def _write(self, delivery: Delivery, at: datetime) -> Letter:
        active = ActiveFaults([])
        if isinstance(delivery.notice, Notice):
            active = self.faults.strike(_SENDING, delivery.notice.booking.id)
            if active.get(WebhookFaultKind.DELETION):
                self._account.book.delete(delivery.notice.booking.id, quiet=True)
        manner = Manner(self._account.settings(), self.options, self.assumed)
        return compose(delivery, manner, at, self._account.hotel, self._account.book, active)

    def _settle(self, delivery: Delivery, letter: Letter, reply: Reply, at: datetime) -> Delivery:
        pauses: Sequence[float] = self.assumed.retry_seconds
        most = self.assumed.most_tries
        if not isinstance(delivery.notice, Notice):
            pauses = self.assumed.inventory_retry_seconds
            most = len(pauses) + 1
        made = Try(at, letter.method, letter.body, reply, letter.faults)
        return self._outbox.settle(delivery, made, pauses, most)
