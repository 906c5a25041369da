"""A morning of webhooks for the pictures: told by the demo's Beds24 as it tells them, of most sorts one."""

from datetime import timedelta

from console.cli.demo.stage import Stage
from console.domain.hook_bodies import Unreadable, read_body
from console.domain.hook_events import HookEvent, Outcome
from console.domain.hooks import Slot
from console.jobs.event_worker import PAUSES, work_off
from console.services.applying import Applying
from console.services.inbox import refuse, take_in
from console.simulator import Kind
from console.simulator.webhooks.bodies import booking_body, encode, version_two
from console.simulator.webhooks.firing import Notice, Word
from console.store.store import Session

_KINDS = (
    *(Kind.NEW_BOOKING, Kind.PRICE_CHANGED, Kind.GUEST_CORRECTED, Kind.DIRECT_BOOKING, Kind.OPENED_IN_PANEL),
    *(Kind.MESSAGE, Kind.CANCELLED_BY_CHANNEL, Kind.UNIT_MOVED, Kind.NEW_BOOKING, Kind.PRICE_CHANGED),
    *(Kind.MESSAGE, Kind.NEW_BOOKING, Kind.CANCELLED_IN_PANEL, Kind.DATES_CHANGED),
)
_SOON = timedelta(seconds=1)


def hear_a_morning(demo: Stage) -> None:
    """Let all of it be heard and worked off; the last one moves a stay."""
    _fail(demo)
    refuse(demo.place.store, b"{", "It is not valid JSON.", Slot.CURRENT, demo.place.clock.now())
    for turn, kind in enumerate(_KINDS):
        demo.time.advance(71 * (1 + turn % 4))
        for number in demo.simulator.happen(kind)[0].booking_ids[:1]:
            demo.time.advance(38 + 7 * (turn % 5))
            _hear(demo, number, times=3 if turn % 6 == 1 else 1)
            work_off(demo.place, lambda _changed: None)


def _fail(demo: Stage) -> None:
    """One that is tried in vain until it is parked."""
    _hear(demo, demo.simulator.happen(Kind.NEW_BOOKING)[0].booking_ids[0])
    for pause in (timedelta(0), *PAUSES):
        demo.time.advance((pause + _SOON).total_seconds())
        work_off(demo.place, lambda _changed: None, _break)


def _break(_session: Session, _event: HookEvent, _fields: bytes, _context: Applying) -> Outcome:
    raise KeyError("unitId")


def _hear(demo: Stage, number: int, *, times: int = 1) -> None:
    book, now = demo.simulator.book, demo.place.clock.now()
    known = book.find(number)
    assert known is not None
    notice = Notice(Word.MODIFY, known, book.messages.get(number, ()), "")
    body = encode(version_two(notice, booking_body(notice, book, personal=True, token_key=False), now, 0))
    told = read_body(body, "")
    assert not isinstance(told, Unreadable)
    for _ in range(times):
        take_in(demo.place.store, body, told, Slot.CURRENT, now)
