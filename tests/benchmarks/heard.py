"""A child of the webhook's benchmark in the window: the whole window with its listener, and somebody who posts to it.

`python -m tests.benchmarks.heard COUNT WEBHOOKS SECONDS` prints, as JSON, how long after each 200 the change was on the
screen, and the longest gap between two turns of Qt's loop while so many webhooks came in so many seconds (ms).
"""

import json
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.clock import SystemClock
from console.domain.hooks import SIGNATURE_HEADER, VerifyMode
from console.domain.moments import moment_text
from console.domain.secret import Secret
from console.house import House
from console.jobs.workplace import Workplace
from console.late_hooks import LateHooks
from console.services.applying import Applying
from console.services.pull_sync import sync_bookings_to_pms
from console.services.rooms import keep_property
from console.services.webhook_settings import WebhookDesk, WebhookWishes
from console.settings_wiring import settings_of
from console.store.spool import Received
from console.store.store import Store
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier
from console.ui.opening import Opening, open_window
from console.ui.parts import Parts
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.model import ReservationModel
from console.vault.column_cipher import cipher_of
from console.windowed import Wiring
from tests.benchmarks.bookings import DAYS, HOTEL, PROPERTY_ID, bookings
from tests.benchmarks.stalled import Pulse
from tests.cli.hooks import SECRET, post
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.fakes.vault import FakeVault
from tests.webhook.door import signed

SAMPLES = 40
_QUIET_AFTER, _BETWEEN, _PATIENCE = 6.0, 0.4, 5.0


class RunningClock(StillClock):
    """Beds24's clock, which goes with this computer's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class Eye(QObject):
    """Notes who stands in the rows on the screen, each time after they were painted; made on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self._table = next(one for one in QApplication.allWidgets() if isinstance(one, ReservationTable))
        self._table.viewport().installEventFilter(self)
        self.guests: dict[int, str] = {}
        self.painted = threading.Condition()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._look)
        return False

    def _look(self) -> None:
        model = self._table.model()
        assert isinstance(model, ReservationModel)
        first = max(self._table.rowAt(0), 0)
        last = self._table.rowAt(self._table.viewport().height() - 1)
        rows = range(first, min(last, model.rowCount() - 1) + 1)
        with self.painted:
            self.guests = {line.beds24_id: line.guest for line in map(model.line, rows) if line.beds24_id}
            self.painted.notify_all()


class Sender:
    """Beds24: changes a booking, and tells it in a signed body."""

    def __init__(self, beds24: FakeBeds24, port: int) -> None:
        self._beds24 = beds24
        self._port = port

    def change(self, number: int, name: str) -> float:
        """Let the guest have another name; when that was acknowledged."""
        at = datetime.now(UTC).replace(microsecond=0)
        booking = replace(self._beds24.bookings[number], last_name=name, modified_at=at)
        self._beds24.put(booking)
        body = _body(booking)
        code = post(self._port, body, (SIGNATURE_HEADER, signed(body, SECRET)))
        assert code == 200, code
        return time.perf_counter()


def _body(one: Booking) -> bytes:
    told = {
        "id": one.beds24_id,
        "propertyId": one.property_id,
        "roomId": one.room_type_id,
        "unitId": one.unit_id,
        "status": one.status,
        "arrival": one.arrival.isoformat(),
        "departure": one.departure.isoformat(),
        "numAdult": one.adults,
        "firstName": one.first_name,
        "lastName": one.last_name,
        "email": one.email,
        "channel": one.channel,
        "modifiedTime": moment_text(one.modified_at),
    }
    around = {"timeStamp": moment_text(one.modified_at), "infoItems": [], "invoiceItems": [], "messages": []}
    return json.dumps({**around, "booking": told, "retries": 0}).encode()


def visible_after(sender: Sender, eye: Eye) -> list[float]:
    """Milliseconds from each 200 to the row on the screen."""
    chance, found = random.Random(4), []
    for sample in range(SAMPLES):
        with eye.painted:
            number = chance.choice(sorted(eye.guests))
        name = f"Seen {sample}"
        acknowledged = sender.change(number, name)
        with eye.painted:
            seen = eye.painted.wait_for(lambda: name in eye.guests.get(number, ""), _PATIENCE)  # noqa: B023 - waited for here
        assert seen, f"{name} was never on the screen"
        found.append((time.perf_counter() - acknowledged) * 1000)
        time.sleep(_BETWEEN)
    return found


def rain(sender: Sender, numbers: Sequence[int], many: int, seconds: float) -> None:
    """So many changes, spread evenly over so many seconds."""
    chance, began = random.Random(5), time.monotonic()
    for number in range(many):
        time.sleep(max(0.0, began + number * seconds / many - time.monotonic()))
        sender.change(chance.choice(numbers), f"Rain {number}")


def _fill(store: Store, many: Sequence[Booking]) -> None:
    keep_property(store, HOTEL, "Europe/Vienna")
    now = datetime.now(UTC)
    context = Applying(property_id=PROPERTY_ID, currency="EUR", today=now.date(), at=now, source=Source.FULL_SYNC)
    sync_bookings_to_pms(store, [Received(one, now) for one in many], context)


def main(count: int, webhooks: int, seconds: float, folder: Path) -> None:
    """Open the window over a full hotel, post, tell, end."""
    line = CommandLine(OpenWindow(), data_dir=folder)
    with Interrupts() as interrupts, House(line, Output(as_json=False), SystemClock(), interrupts) as house:
        house.take_charge()
        store = house.open_store()
        many = list(bookings(count, began=datetime.now(UTC) - timedelta(days=DAYS * 0.9)))
        beds24 = FakeBeds24(hotels=(HOTEL,), clock=RunningClock())
        beds24.put(*many)
        _fill(store, many)
        vault = FakeVault()
        wishes = WebhookWishes(mode=VerifyMode.HMAC, secret=Secret(SECRET))
        WebhookDesk(store, house.clock).switch_on(wishes, lambda: cipher_of(vault))
        place = Workplace(store, beds24, house.clock)
        hooks = LateHooks(place, vault, programs="")
        wiring = Wiring(house, place, beds24.credits, settings_of(house, place, beds24, vault, None, hooks))
        wiring.hooks = hooks
        eyes: list[Eye] = []

        def join(courier: Courier, saver: Saver) -> Parts:
            pulse.start()
            QTimer.singleShot(0, lambda: eyes.append(Eye()))
            return wiring.join(courier, saver)

        def work(_courier: Courier) -> None:
            hooks.start()
            time.sleep(_QUIET_AFTER)
            port = hooks.state().port
            assert port is not None
            sender = Sender(beds24, port)
            visible = visible_after(sender, eyes[0])
            pulse.forget()
            rain(sender, sorted(beds24.bookings), webhooks, seconds)
            time.sleep(1.0)
            told = {"visible": sorted(visible), "longest": max(pulse.gaps), "own": max(pulse.own)}
            print(json.dumps(told), flush=True)
            os._exit(0)

        pulse = Pulse()
        connected = partial(store.database.connected, query_only=True)
        open_window(Opening(folder, house.clock, connected, join, work))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place_for_it:
        main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), Path(place_for_it))
