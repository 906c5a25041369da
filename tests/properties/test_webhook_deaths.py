"""The process dies between any two statements: of taking in, of working off, of reading again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from console.services.pull_sync import Watch
from console.services.rereading import APART, SETTLE, reread_due
from console.store.database import Database
from console.store.store import Store
from tests.building import NOW, booking
from tests.hooking import MINUTE, Ear, body, told_booking, told_message
from tests.properties.dying import Doom, MortalDatabase
from tests.storing import new_store, rows

END = "2026-05-12T12:00:20Z"
BODIES = (
    body(told_booking(1)),
    body(told_booking(1, numAdult=3, modifiedTime="2026-05-12T12:00:10Z"), messages=[told_message(5)]),
    body(told_booking(2, roomId=999)),
    body(told_booking(3, status="cancelled")),
    body(told_booking(1, status="cancelled", modifiedTime=END)),
)
Act = Callable[[Ear], Any]


@contextmanager
def opened(path: Path) -> Iterator[Ear]:
    store = Store(Database(path))
    try:
        with store.database.connected():
            yield Ear(store)
    finally:
        store.close()


def deaths(folder: Path, before: Act, act: Act) -> Iterator[Path]:
    """After `before`, `act` is done until it dies, at each of its statements once and in the end not at all; what is
    left on the disk each time."""
    with new_store(folder) as store, store.database.connected():
        before(Ear(store))
    statement, struck = 0, True
    while struck:
        statement += 1
        here = folder / f"{statement}"
        here.mkdir()
        shutil.copyfile(folder / "hotel.db", here / "hotel.db")
        doom = Doom()
        struck = _dies(here, doom, act, statement)
        yield here / ("wreck/hotel.db" if struck else "hotel.db")


def _dies(folder: Path, doom: Doom, act: Act, statement: int) -> bool:
    database = MortalDatabase(folder / "hotel.db", doom)
    ear = Ear(Store(database))
    doom.strike_at(statement)
    try:
        with database.connected():
            act(ear)
    except BaseException:
        if not doom.struck:
            raise
        database.bury(folder / "wreck")
        return True
    doom.strike_at(0)
    ear.store.close()
    return False


def heard(ear: Ear) -> None:
    for each in BODIES:
        ear.hear(each)


def test_what_is_taken_in_is_there_with_all_that_belongs_to_it_or_not_at_all(tmp_path: Path) -> None:
    found = []
    for path in deaths(tmp_path, lambda _ear: None, lambda ear: ear.hear(BODIES[1])):
        with opened(path) as ear:
            events = rows(ear.store, "SELECT state, length(fields_json) > 300 FROM webhook_events")
            found.append((events, rows(ear.store, "SELECT beds24_id, wishes FROM booking_rereads")))
    assert len(found) > 5
    assert all(each == ([], []) for each in found[:-2])
    assert found[-1] == ([("pending", 1)], [(1, 1)])


def test_each_event_is_done_once_or_waits(tmp_path: Path) -> None:
    ends = []
    for path in deaths(tmp_path, heard, lambda ear: ear.work()):
        with opened(path) as ear:
            ear.work()
            assert ear.desk.state().pending == 0
            ends.append(kept(ear.store))
    assert len(ends) > 50
    assert len(set(ends)) == 1


def test_what_is_to_be_read_again_is_read_again(tmp_path: Path) -> None:
    def ready(ear: Ear) -> None:
        heard(ear)
        ear.work()

    ends = []
    for path in deaths(tmp_path, ready, lambda ear: read_again(ear, SETTLE)):
        with opened(path) as ear:
            read_again(ear, SETTLE + APART + timedelta(seconds=2))
            assert ear.desk.state().rereads == 0
            ends.append(kept(ear.store))
    assert len(ends) > 20
    assert len(set(ends)) == 1


def read_again(ear: Ear, later: timedelta) -> None:
    ear.beds24.put(booking(1, comments="as it is", status="cancelled", modified_at=NOW + MINUTE))
    ear.later(later)
    reread_due(ear.beds24, ear.store, ear.clock, Watch())


def kept(store: Store) -> tuple[object, ...]:
    """All that is stored, but for moments at which it was read."""
    return tuple(
        tuple(rows(store, sql))
        for sql in (
            "SELECT beds24_id, status, adults, comments FROM reservations ORDER BY 1",
            "SELECT reservation_id, field, old, new FROM history ORDER BY id",
            "SELECT id, state, verdict, what, attempts, history_to - history_from FROM webhook_events",
            "SELECT key FROM parked",
            "SELECT text FROM guest_messages",
        )
    )
