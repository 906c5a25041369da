"""The small hotel of `world`, whose Beds24 also sends webhooks into the real inbox; only the socket is left out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from console.domain.hook_events import HookEvent, Outcome
from console.domain.hooks import Heard, Reply, Slot
from console.jobs.event_worker import Process, work_off
from console.services.applying import Applying
from console.services.inbox import Hearing
from console.services.pull_sync import Watch
from console.services.rereading import reread_due
from console.services.webhook_handling import process_event
from console.simulator import WebhookFault
from console.simulator.webhooks.deliveries import Letter
from console.simulator.webhooks.deliveries import Reply as Answer
from console.store.store import Session
from tests.properties.world import World

ADDRESS = "http://127.0.0.1:9/hook"
_CODES = {Reply.STORED: 200, Reply.DUPLICATE: 200, Reply.UNREADABLE: 400, Reply.FULL: 503, Reply.BUSY: 503}


class HookedWorld(World):
    """A world with webhooks: they are delivered, worked off and read again when the test says so."""

    def __init__(
        self, folder: Path, *, process: Process = process_event, version: str = "twoWithPersonalData", **how: Any
    ) -> None:
        super().__init__(folder, **how)
        self.process = process
        self.acknowledged = 0
        self.simulator.set_webhooks({"version": version, "url": ADDRESS})
        self.simulator.hooks._sender = self  # type: ignore[assignment] # it sends as one does

    def send(self, letter: Letter, _tunnels: Mapping[str, str], _seconds: float) -> Answer:
        """The line from Beds24's webhooks to the listener's storing; a process that dies gives no answer."""
        query = letter.url.partition("?")[2] if letter.method == "GET" else ""
        try:
            reply = Hearing(self.store, lambda: None)(
                Heard(letter.method, letter.body, query, self.clock.now(), Slot.CURRENT)
            )
        except BaseException:
            if not self.doom.struck:
                raise
            self.start_again()
            return Answer(None, "dead")
        finally:
            self.database.close_here()
        self.acknowledged += _CODES[reply] == 200
        return Answer(_CODES[reply])

    def abort(self) -> None:
        """Nothing is under way between calls."""

    def goes_wrong(self, fault: WebhookFault) -> None:
        self.simulator.hooks.switch_on(fault)

    def deliver_due(self, *, die_at_statement: int = 0) -> None:
        """Send what is due by now, once each."""
        self.doom.strike_at(die_at_statement)
        self.simulator.hooks.deliver_due()
        self.doom.strike_at(0)
        self.told.note(self.simulator)

    def work_off(self, *, die_at_statement: int = 0) -> None:
        """Work off everything that may be tried now."""
        with self.mortally(die_at_statement):
            while work_off(self.place, lambda _changed: None, self.process).done:
                pass

    def reread(self, *, die_at_statement: int = 0) -> None:
        """Read again what is due."""
        with self.mortally(die_at_statement):
            reread_due(self.client, self.store, self.clock, Watch())

    @contextmanager
    def mortally(self, die_at_statement: int) -> Iterator[None]:
        """Do this on an open connection; if the process dies in it, start it again."""
        self.doom.strike_at(die_at_statement)
        try:
            with self.database.connected():
                yield
        except BaseException:
            if not self.doom.struck:
                raise
            self.start_again()
        finally:
            self.doom.strike_at(0)

    def calm_down(self) -> None:
        """As always; every webhook that still comes has come, is worked off and read again."""
        self.simulator.hooks.clear_faults()
        super().calm_down()
        for _ in range(60):
            self.deliver_due()
            self.work_off()
            self.reread()
            if not self.simulator.hooks.waiting() and not self.waiting():
                break
            self.sleep(1800)

    def asked_for(self) -> frozenset[int]:
        """The bookings that are going to be read again, whatever a body tells of them until then."""
        with self.store.reading() as session:
            found = session.connection.execute("SELECT beds24_id FROM booking_rereads WHERE wishes > answered")
            return frozenset(number for (number,) in found)

    def waiting(self) -> int:
        """How much is still to be done here."""
        with self.store.reading() as session:
            return session.inbox.pending() + session.rereads.waiting()


def process_without_guard(session: Session, event: HookEvent, fields: bytes, context: Applying) -> Outcome:
    """The wrong variant: the body is written, however old it is."""
    if event.beds24_id is not None:
        session.connection.execute(_AGED, (event.beds24_id,))
    return process_event(session, event, fields, context)


_AGED = "UPDATE reservations SET modified_at = '2000-01-01T00:00:00Z', fingerprint = NULL WHERE beds24_id = ?"
