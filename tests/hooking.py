"""Webhooks for tests: bodies as Beds24 sends them, taken in and worked off on a real store."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from console.beds24.mapping import Asked, read_booking
from console.domain.announcing import ReservationsChanged
from console.domain.booking import Booking
from console.domain.hook_bodies import read_body
from console.domain.hook_events import HookEvent
from console.domain.hooks import Slot
from console.domain.moments import moment_text
from console.jobs.event_worker import Process, WorkedOff, work_off
from console.jobs.workplace import Workplace
from console.services.inbox import InboxDesk, Taken, take_in
from console.services.webhook_handling import process_event
from console.store.store import Store
from tests.building import DOUBLE, NOW, PROPERTY_ID, TODAY
from tests.fakes.beds24 import FakeBeds24, StillClock

MINUTE = timedelta(minutes=1)


def told_booking(beds24_id: int = 1, **changes: Any) -> dict[str, Any]:
    """The booking of `tests.building` in Beds24's own keys, altered as told."""
    usual: dict[str, Any] = {
        "id": beds24_id,
        "masterId": None,
        "bookingGroup": None,
        "propertyId": PROPERTY_ID,
        "roomId": DOUBLE,
        "unitId": 1,
        "status": "confirmed",
        "arrival": TODAY.isoformat(),
        "departure": (TODAY + timedelta(days=3)).isoformat(),
        "numAdult": 2,
        "firstName": "Anna",
        "lastName": f"Beispiel {beds24_id}",
        "email": f"anna{beds24_id}@example.org",
        "channel": "direct",
        "bookingTime": moment_text(NOW),
        "modifiedTime": moment_text(NOW),
        "price": 300,
        "comments": "",
    }
    return usual | changes


def booking_read(told: dict[str, Any]) -> Booking:
    """The booking in Beds24's keys as a reading brings it, with its body."""
    read = read_booking(json.dumps(told).encode(), Asked(PROPERTY_ID, "EUR", NOW))
    assert isinstance(read, Booking)
    return read


def anonymous(booking: dict[str, Any]) -> dict[str, Any]:
    """As a webhook without personal data tells it."""
    return {key: value for key, value in booking.items() if key not in {"firstName", "lastName", "email"}}


def told_message(number: int, text: str = "Hello", *, read: bool = False, at: datetime = NOW) -> dict[str, Any]:
    return {"id": number, "time": moment_text(at), "read": read, "message": text, "source": "guest"}


def body(booking: dict[str, Any], sent_at: datetime = NOW, **more: Any) -> bytes:
    around = {"timeStamp": moment_text(sent_at), "booking": booking, "messages": [], "retries": 0}
    return json.dumps({**around, **more}).encode()


def envelope(event: str, booking: dict[str, Any], id_: str = "evt_1") -> bytes:
    return json.dumps({"event": event, "id": id_, "booking": booking}).encode()


class Ear:
    """A connected hotel that hears webhooks; its clock stands still until it is set."""

    def __init__(self, store: Store, process: Process = process_event) -> None:
        self.store = store
        self.clock = StillClock(NOW)
        self.beds24 = FakeBeds24(clock=self.clock)
        self.place = Workplace(store, self.beds24, self.clock)
        self.process = process
        self.announced: list[ReservationsChanged] = []
        self.desk = InboxDesk(store, self.clock)

    def hear(self, received: bytes, query: str = "") -> Taken:
        """Take a request in."""
        notices = read_body(received, query)
        assert isinstance(notices, tuple), notices
        return take_in(self.store, received, notices, Slot.CURRENT, self.clock.now())

    def work(self) -> WorkedOff:
        """Work off what may be tried now."""
        worked = WorkedOff()
        while (some := work_off(self.place, self.announced.append, self.process)).done or some.failed:
            worked = WorkedOff(worked.done + some.done, worked.failed + some.failed, worked.changed + some.changed)
        return worked

    def hear_and_work(self, received: bytes, query: str = "") -> HookEvent:
        """The event as it stands afterwards."""
        taken = self.hear(received, query)
        self.work()
        return self.event(taken.new[0])

    def event(self, id_: int) -> HookEvent:
        details = self.desk.details(id_)
        assert details is not None
        return details.event

    def later(self, by: timedelta) -> None:
        self.clock.at += by


Story = Callable[[Ear], object]
