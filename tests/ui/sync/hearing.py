"""Events of every sort for the Events page: heard and worked off on the store of the window."""

from datetime import timedelta
from typing import Any

from console.domain.hook_events import HookEvent, Outcome
from console.domain.hooks import Slot
from console.domain.moments import moment_text
from console.services.applying import Applying
from console.services.inbox import refuse
from console.services.webhook_handling import process_event
from console.store.store import Session, Store
from tests.building import NOW, TODAY
from tests.hooking import Ear, body, told_booking, told_message

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BROKEN = 666
"""A booking whose events always fail."""


def breaking(session: Session, event: HookEvent, fields: bytes, context: Applying) -> Outcome:
    """As events are processed, but for one booking's."""
    if event.beds24_id is not None and event.beds24_id // 10 * 10 == BROKEN // 10 * 10:
        raise KeyError("unit")
    return process_event(session, event, fields, context)


class Hotel(Ear):
    """Hears what a hotel hears in a day."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, breaking)

    def told(self, beds24_id: int, **changes: Any) -> HookEvent:
        """A booking as it stands 52 seconds after its change."""
        changed = moment_text(self.clock.at - 52 * SECOND)
        return self.hear_and_work(body(told_booking(beds24_id, modifiedTime=changed, **changes), self.clock.at))

    def fail(self, beds24_id: int = BROKEN) -> HookEvent:
        """One that is tried in vain until it is parked."""
        (id_,) = self.hear(body(told_booking(beds24_id), self.clock.at)).new
        for _ in range(7):
            self.work()
            self.clock.at += 31 * MINUTE
        return self.event(id_)

    def refused(self) -> None:
        """A body that nobody can read."""
        refuse(self.store, b"{", "It is not valid JSON.", Slot.CURRENT, self.clock.at)

    def a_day(self) -> None:
        """Of every sort one, the newest last; the clock ends some hours later."""
        self.fail()
        self.fail(BROKEN + 1)
        self.clock.at += MINUTE
        self.told(1, firstName="Ana", lastName="García", channel="booking", apiSource="Booking.com")
        self.told(2, unitId=2, firstName="Maximiliane", lastName="von Württemberg-Hohenzollern-Sigmaringen")
        self.told(33, roomId=999)
        self.clock.at += MINUTE
        moved = {"firstName": "Ana", "lastName": "García", "channel": "booking", "apiSource": "Booking.com"}
        self.told(1, departure=(TODAY + timedelta(days=4)).isoformat(), **moved)
        again = body(told_booking(4, unitId=3, firstName="王", lastName="小明"), NOW)
        self.hear_and_work(again)
        self.hear(again)
        self.hear(again)
        self.told(5, unitId=1, arrival="2027-01-02", departure="2027-01-05", firstName="محمد", lastName="عبد الرحمن")
        self.hear_and_work(body(told_booking(2, unitId=2), self.clock.at))
        self.clock.at += MINUTE
        self.told(2, unitId=2, status="cancelled", firstName="Maximiliane", lastName="von Württemberg")
        letter = told_message(7, "Late arrival, is 23:00 fine?")
        self.hear_and_work(body(told_booking(5, arrival="2027-01-02", departure="2027-01-05"), NOW, messages=[letter]))
        self.hear_and_work(b"", "bookid=4&status=modify")
        self.hear_and_work(b'{"roomId": 100, "propId": 4711, "action": "SYNC_ROOM"}')
        self.refused()
        self.clock.at += MINUTE
