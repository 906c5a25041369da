"""The inbox: kept before it is answered, each event once, a repetition counted and read again, forgotten in time."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.errors import InboxFull, WrongInput
from console.domain.hook_bodies import Notice, dedupe_key
from console.domain.hook_events import MOST_PENDING, EventKind, EventState, EventVerdict, What
from console.domain.hooks import Heard, Reply, Slot
from console.services.inbox import DISK_FLOOR, Hearing, forget_old_events, take_in
from console.simulator.webhooks.cards import CANARIES, with_cards
from console.store.database import Database
from console.store.store import Store
from tests.building import NOW
from tests.hooking import MINUTE, Ear, body, envelope, told_booking, told_message
from tests.storing import rows, stored

DAY = timedelta(days=1)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def heard(received: bytes, query: str = "") -> Heard:
    return Heard("POST", received, query, NOW, Slot.PREVIOUS)


@pytest.fixture
def hearing(store: Store) -> Iterator[Hearing]:
    yield Hearing(store, lambda: None)
    store.database.close_here()


def wishes(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "SELECT beds24_id, wishes - answered FROM booking_rereads ORDER BY 1")


def test_what_is_taken_in_can_be_seen_by_others_at_once(ear: Ear, store: Store) -> None:
    taken = ear.hear(body(told_booking(), NOW - MINUTE))
    other = Store(Database(store.database.path, read_only=True))
    with other.reading() as session:
        event = session.events.of(taken.new[0])
    other.close()
    assert event is not None
    assert (event.kind, event.state, event.beds24_id) == (EventKind.BOOKING, EventState.PENDING, 1)
    assert (event.sent_at, event.received_at, event.changed_at) == (NOW - MINUTE, NOW, NOW)
    assert event.auth_slot == "current"
    assert len(event.body_sha256) == 64


def test_a_repetition_is_counted_and_has_no_effect_but_is_read_again(ear: Ear, store: Store) -> None:
    ear.hear_and_work(body(told_booking()))
    ear.later(MINUTE)
    taken = ear.hear(body(told_booking(), NOW + MINUTE, retries=1))
    assert (taken.new, taken.duplicates) == ((), 1)
    assert ear.work().done == 0
    event = ear.event(1)
    assert (event.duplicates, event.last_duplicate_at) == (1, NOW + MINUTE)
    assert wishes(store) == [(1, 2)]


def test_an_event_with_an_id_is_known_by_it(ear: Ear) -> None:
    assert ear.hear(envelope("booking.created", told_booking(), "a")).new == (1,)
    assert ear.hear(envelope("booking.created", told_booking(), "a")).duplicates == 1
    assert ear.hear(envelope("booking.created", told_booking(), "b")).new == (2,)


def test_from_a_to_b_and_back_to_a_is_read_again(ear: Ear, store: Store) -> None:
    """A message that was read and is unread again: the third body is the first one, to the byte."""
    a, b = (body(told_booking(), messages=[told_message(5, read=read)]) for read in (False, True))
    ear.hear_and_work(a)
    with store.writing() as session:
        session.rereads.note_answered({1: 1})
    ear.hear_and_work(b)
    with store.writing() as session:
        session.rereads.note_answered({1: 2})
    assert ear.hear(a).duplicates == 1
    assert wishes(store) == [(1, 1)]


def test_nothing_of_a_request_is_kept_when_the_inbox_is_full(ear: Ear, store: Store, hearing: Hearing) -> None:
    with store.writing() as session:
        session.connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO webhook_events"
            " (source, dedupe_key, kind, event_id, named, received_at, auth_slot, body_sha256, fields_json, state)"
            " SELECT 'webhook', i, 'hint', '', '', '2026-05-12T12:00:00Z', '', '', x'', 'pending' FROM n",
            (MOST_PENDING - 1,),
        )
    hints = [Notice(kind=EventKind.HINT, beds24_id=number) for number in (1, 2)]
    with pytest.raises(InboxFull):
        take_in(store, b"", hints, Slot.CURRENT, NOW)
    assert wishes(store) == []
    assert hearing(heard(body(told_booking()))) is Reply.STORED
    assert hearing(heard(body(told_booking(2)))) is Reply.FULL


def test_the_listener_is_told_what_became_of_it(store: Store) -> None:
    news: list[None] = []
    hearing = Hearing(store, lambda: news.append(None))
    assert hearing(heard(body(told_booking()))) is Reply.STORED
    assert hearing(heard(body(told_booking()))) is Reply.DUPLICATE
    assert hearing(heard(b"", "bookid=3&status=new")) is Reply.STORED
    assert len(news) == 3
    assert hearing(heard(b"<html>")) is Reply.UNREADABLE
    assert len(news) == 3
    store.database.close_here()
    assert {slot for (slot,) in rows(store, "SELECT auth_slot FROM webhook_events")} == {"previous"}


def test_of_what_cannot_be_read_only_hash_and_reason_are_kept(store: Store, hearing: Hearing, ear: Ear) -> None:
    for _ in range(2):
        assert hearing(heard(b"4111111111111111")) is Reply.UNREADABLE
    (event,) = ear.desk.events()
    assert (event.state, event.verdict, event.duplicates) == (EventState.DONE, EventVerdict.REFUSED, 1)
    assert event.cause == "It holds neither a booking nor a room."
    assert rows(store, "SELECT fields_json FROM webhook_events") == [(b"",)]


def test_a_database_that_is_held_by_another_program_leaves_the_event_with_the_sender(store: Store) -> None:
    impatient = Store(Database(store.database.path, busy_timeout=0.01))
    hearing = Hearing(impatient, lambda: None)
    with store.writing():
        assert hearing(heard(body(told_booking()))) is Reply.BUSY
    assert hearing(heard(body(told_booking()))) is Reply.STORED
    impatient.close()


def test_the_last_room_on_the_disk_is_left_for_people(store: Store) -> None:
    free = [DISK_FLOOR - 1, DISK_FLOOR]
    hearing = Hearing(store, lambda: None, lambda _folder: free.pop(0))
    assert hearing(heard(body(told_booking()))) is Reply.FULL
    assert hearing(heard(body(told_booking()))) is Reply.STORED
    store.database.close_here()


def test_card_data_reaches_no_file(tmp_path: Path, ear: Ear, store: Store, hearing: Hearing) -> None:
    """Not the database, not its log, not a list of what waits; whether the body can be applied or not."""
    oddities: list[dict[str, Any]] = [{}, {"roomId": 999}, {"arrival": "?"}, {"propertyId": 5}]
    for number, odd in enumerate(oddities, 1):
        told = json.loads(body(told_booking(number, apiMessage="", notes="", **odd)))
        assert hearing(heard(json.dumps(with_cards(told, None)).encode())) is Reply.STORED
    assert hearing(heard(CANARIES[0].encode())) is Reply.UNREADABLE
    assert ear.work().done == 4
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    found = [(path.name, canary) for path in files for canary in CANARIES if canary.encode() in path.read_bytes()]
    assert found == []
    assert stored(store, "first_name") == {"first_name": "Anna"}


def test_a_replay_is_an_event_of_its_own_that_names_the_first(ear: Ear, store: Store) -> None:
    ear.hear_and_work(body(told_booking(comments="first")))
    ear.later(MINUTE)
    ear.hear_and_work(body(told_booking(comments="second", modifiedTime="2026-05-12T12:00:30Z"), NOW + MINUTE))
    new = ear.desk.replay(1)
    ear.work()
    event = ear.event(new)
    assert (event.source, event.duplicate_of, event.verdict) == ("replay", 1, EventVerdict.OLDER)
    assert stored(store, "comments") == {"comments": "second"}
    assert ear.event(ear.desk.replay(new)).duplicate_of == 1


def test_what_is_not_there_or_holds_nothing_cannot_be_replayed(ear: Ear) -> None:
    ear.hear_and_work(body(told_booking(propertyId=5)))
    for id_ in (1, 99):
        with pytest.raises(WrongInput):
            ear.desk.replay(id_)


def test_only_what_is_parked_is_tried_again_or_dismissed(ear: Ear) -> None:
    ear.hear_and_work(body(told_booking()))
    with pytest.raises(WrongInput):
        ear.desk.try_again(1)
    with pytest.raises(WrongInput):
        ear.desk.dismiss(1, "no")


def test_what_is_done_is_forgotten_after_two_weeks_what_waits_never(ear: Ear, store: Store) -> None:
    ear.hear_and_work(body(told_booking(1)))
    ear.hear(body(told_booking(2)))
    assert forget_old_events(store, NOW + 14 * DAY) == 0
    assert forget_old_events(store, NOW + 14 * DAY + MINUTE) == 1
    assert [event.beds24_id for event in ear.desk.events()] == [2]
    assert forget_old_events(store, NOW + 400 * DAY) == 0
    assert stored(store, "status") == {"status": "confirmed"}


def test_what_was_given_up_is_forgotten_after_ninety_days(ear: Ear, store: Store) -> None:
    ear.hear(body(told_booking(1)))
    ear.hear(body(told_booking(2)))
    with store.writing() as session:
        for id_ in (1, 2):
            session.inbox.note_failure(id_, "KeyError", NOW, None)
    ear.desk.dismiss(2, "not ours")
    assert forget_old_events(store, NOW + 90 * DAY) == 0
    assert forget_old_events(store, NOW + 90 * DAY + MINUTE) == 2
    assert rows(store, "SELECT * FROM webhook_attempts") == []


def test_what_the_listener_counted_is_added_up_by_day(ear: Ear, store: Store) -> None:
    ear.desk.add_counts({"secret_wrong": 5})
    ear.hear(body(told_booking()))
    ear.hear(body(told_booking()))
    ear.later(DAY)
    ear.desk.add_counts({"secret_wrong": 1})
    assert ear.desk.counts(NOW) == {"stored": 1, "duplicate": 1, "secret_wrong": 6}
    assert ear.desk.counts(NOW + DAY) == {"secret_wrong": 1}
    forget_old_events(store, NOW + 401 * DAY)
    assert ear.desk.counts(NOW) == {"secret_wrong": 1}


def test_the_events_of_one_booking_and_what_each_was(ear: Ear) -> None:
    ear.hear_and_work(body(told_booking(1)))
    ear.hear_and_work(body(told_booking(2), NOW))
    (event,) = ear.desk.events_of(2)
    assert (event.what, event.guest, event.delay) == (What.CREATED, "Anna Beispiel 2", timedelta(0))
    details = ear.desk.details(event.id)
    assert details is not None
    assert '"lastName": "Beispiel 2"' in details.body


def test_the_guest_never_shows_in_the_repr_of_what_was_told(ear: Ear) -> None:
    event = ear.hear_and_work(body(told_booking()))
    assert "Beispiel" not in repr((event, ear.desk.details(event.id)))
    notice = Notice(kind=EventKind.BOOKING, beds24_id=1, booking={"lastName": "Beispiel"})
    assert "Beispiel" not in repr(notice) + dedupe_key(notice, NOW)
