"""When the outbox is sent: a moment after the desk said something, after every check, when the line is back, and when
the time of something that waits has come. The runner does it, so that only one thread asks Beds24.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from console.domain.announcing import EditsChanged
from console.domain.errors import ConsoleError, Stopped
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace

if TYPE_CHECKING:
    from console.domain.outbox import Sent
    from console.jobs.report import Report
    from console.services.pull_sync import Watch

SOON = 1.0
"""Seconds in which a person's next change may still come along."""

_MOST_PASSES = 20
_log = logging.getLogger(__name__)
Teller = Callable[[object], None]


def send_outbox(place: Workplace, watch: "Watch", tell: Teller = lambda _news: None) -> "tuple[Sent, ...]":
    """Send all that is due, one order after the other; what came of each. An errand for the runner.

    Raises Stopped, StoreTrouble, StoreDamaged.
    """
    from console.services.pull_sync import Watch  # noqa: PLC0415 - a window looks long before it sends
    from console.services.sending import send_due  # noqa: PLC0415 - see above

    own = Watch(stop_asked=watch.stop_asked, announce=tell, spend=watch.spend)
    sent: tuple[Sent, ...] = ()
    for _ in range(_MOST_PASSES):
        some = send_due(place.beds24, place.store, place.clock, own, tell)
        sent = (*sent, *some)
        if not some:
            break
    return sent


class Postman:
    """Everything may be called from any thread, and none of it waits for Beds24.

    `tell` hears which reservations stand otherwise, `on_sent` what came of each sending, both on the runner's thread.
    """

    def __init__(
        self,
        place: Workplace,
        runner: Runner,
        tell: Teller = lambda _news: None,
        on_sent: "Callable[[tuple[Sent, ...]], None]" = lambda _sent: None,
        soon: float = SOON,
    ) -> None:
        self._place = place
        self._runner = runner
        self._tell = tell
        self._on_sent = on_sent
        self._soon = soon
        self._turn = threading.Lock()
        self._timer: threading.Timer | None = None
        self._is_sending = self._asked_again = self._stopped = False

    def hear(self, news: object) -> None:
        """Send what the desk said, with what it says in the second after."""
        if not isinstance(news, EditsChanged):
            return
        with self._turn:
            if self._timer is None and not self._stopped:
                self._timer = threading.Timer(self._soon, self._ring)
                self._timer.daemon = True
                self._timer.start()

    def ended(self, report: "Report") -> None:
        """A check has ended: where it went well the line is there, and what waited for it goes at once."""
        try:
            if report.error is None:
                self._hasten()
            self.look()
        except ConsoleError as error:
            _log.warning("The outbox waits for the next look: %s", error)

    def look(self) -> None:
        """Have sent what is due, if anything is. Raises StoreTrouble, StoreDamaged."""
        from console.services.sending import may_send_now  # noqa: PLC0415 - see above

        with self._place.store.reading() as session:
            if not may_send_now(session, self._place.clock.now()):
                return
        with self._turn:
            self._asked_again = self._is_sending
            if self._is_sending or self._stopped:
                return
            self._is_sending = True
        try:
            self._runner.run_errand(self._send).add_done_callback(self._done)
        except Stopped:
            self._is_sending = False

    def stop(self) -> None:
        """Nothing is begun any more; what waits stays for the next start."""
        with self._turn:
            self._stopped = True
            if self._timer is not None:
                self._timer.cancel()

    def _hasten(self) -> None:
        with self._place.store.reading() as session:
            waits = session.outbox.next_due(self._place.clock.now()) is not None
        if waits:
            with self._place.store.writing() as session:
                session.outbox.hasten()

    def _ring(self) -> None:
        with self._turn:
            self._timer = None
        try:
            self.look()
        except ConsoleError as error:
            _log.warning("The outbox waits for the next look: %s", error)

    def _send(self, watch: "Watch") -> "tuple[Sent, ...]":
        sent = send_outbox(self._place, watch, self._tell)
        if sent:
            self._on_sent(sent)
        return sent

    def _done(self, _sending: "Future[tuple[Sent, ...]]") -> None:
        with self._turn:
            self._is_sending = False
            again, self._asked_again = self._asked_again, False
        if again:
            self._ring()
