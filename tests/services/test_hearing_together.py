"""What waits at one moment is kept in one transaction: each message for itself, all on the disk before any answer."""

from collections.abc import Iterator

import pytest

from console.domain.hooks import Heard, Reply, Slot
from console.services.inbox import Hearing
from console.store.database import Database
from console.store.store import Store
from tests.building import NOW
from tests.hooking import body, told_booking


def heard(number: int) -> Heard:
    return Heard("POST", body(told_booking(number)), "", NOW, Slot.CURRENT)


@pytest.fixture
def seen_by_others(store: Store) -> Iterator[Store]:
    other = Store(Database(store.database.path, read_only=True))
    yield other
    other.close()


def pending(store: Store) -> int:
    with store.reading() as session:
        return session.inbox.pending()


def test_all_are_there_for_others_at_the_end_and_news_is_told_after_that(store: Store, seen_by_others: Store) -> None:
    there: list[int] = []
    hearing = Hearing(store, lambda: there.append(pending(seen_by_others)))
    with hearing.together():
        replies = [hearing(heard(number)) for number in (1, 2, 2)]
        assert pending(seen_by_others) == 0
    assert replies == [Reply.STORED, Reply.STORED, Reply.DUPLICATE]
    assert there[-1] == pending(seen_by_others) == 2
    store.database.close_here()


def fail(store: Store) -> None:
    with store.writing() as session:
        session.connection.execute("DELETE FROM webhook_events")
        raise RuntimeError("a fault")


def test_one_that_breaks_off_is_undone_alone(store: Store, seen_by_others: Store) -> None:
    hearing = Hearing(store, lambda: None)
    with hearing.together():
        hearing(heard(1))
        with pytest.raises(RuntimeError):
            fail(store)
        hearing(heard(2))
    with seen_by_others.reading() as session:
        assert session.inbox.pending() == 2
    store.database.close_here()


def test_when_the_disk_gets_full_what_was_called_stored_is_there_and_nothing_else(
    store: Store, seen_by_others: Store
) -> None:
    hearing = Hearing(store, lambda: None)
    with hearing.together():
        with store.writing() as session:
            session.connection.execute("PRAGMA max_page_count=1")  # no page more than it has
        replies = [hearing(heard(number)) for number in range(1, 200)]
    assert set(replies) == {Reply.STORED, Reply.BUSY}
    assert pending(seen_by_others) == replies.count(Reply.STORED)
    store.database.close_here()
