"""Rebuilding a reservation from what was received: what differs, what is missing, and taking it over."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from console.domain.announcing import ReservationsChanged
from console.domain.applying import FieldChange, Source
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.domain.hook_events import EventVerdict
from console.domain.moments import moment_text
from console.domain.rebuilt import Gap, GapKind, Rebuilt
from console.services.inbox import forget_old_events
from console.services.rebuilding import RebuildDesk, adopt_rebuilt, rebuild_reservation
from console.store.journal import MOST_FORMER
from console.store.store import Store
from tests.building import DOUBLE, NOW
from tests.hooking import MINUTE, Ear, anonymous, body, booking_read, told_booking
from tests.storing import apply, rows, stored

LATER, LATEST = moment_text(NOW + MINUTE), moment_text(NOW + 2 * MINUTE)
DAY = timedelta(days=1)


@pytest.fixture
def ear(store: Store) -> Ear:
    return Ear(store)


def read(store: Store, at: datetime = NOW, source: Source = Source.PULL, **changes: Any) -> None:
    """Beds24 is asked, and tells the booking so."""
    apply(store, booking_read(told_booking(**changes)), read_at=at, source=source)


def spoil(store: Store, column: str, value: object) -> None:
    """Something went wrong here, whatever it was."""
    with store.writing() as session:
        session.connection.execute(f"UPDATE reservations SET {column} = ?", (value,))


def rebuilt(store: Store) -> Rebuilt:
    return rebuild_reservation(store, 1, NOW + DAY)


def fields(one: Rebuilt) -> dict[str, tuple[str | None, str | None]]:
    return {difference.field: (difference.here, difference.rebuilt) for difference in one.differences}


def history(store: Store) -> list[tuple[Any, ...]]:
    return rows(store, "SELECT source, field, old, new FROM history WHERE field <> 'created' ORDER BY id")


def test_what_stands_is_what_was_received(store: Store, ear: Ear) -> None:
    read(store)
    ear.hear_and_work(body(told_booking(numAdult=3, modifiedTime=LATER), NOW + MINUTE))
    read(store, NOW + 2 * MINUTE, numAdult=3, comments="Late", modifiedTime=LATER)
    one = rebuilt(store)
    assert (one.facts, one.since, one.gaps, one.differences, one.can_adopt) == (3, NOW, (), (), False)


def test_what_was_changed_by_mistake_differs(store: Store, ear: Ear) -> None:
    read(store)
    ear.hear_and_work(body(told_booking(price=450, modifiedTime=LATER), NOW + MINUTE))
    spoil(store, "price", 1)
    spoil(store, "comments", "nonsense")
    one = rebuilt(store)
    assert fields(one) == {"price": ("1", "45000"), "comments": ("nonsense", "")}
    assert one.can_adopt


def test_nothing_is_written_by_looking(store: Store) -> None:
    read(store)
    spoil(store, "adults", 9)
    before = _everything(store)
    rebuilt(store)
    assert _everything(store) == before
    assert {path.name.split("-")[0] for path in store.database.path.parent.iterdir()} == {"hotel.db"}


def _everything(store: Store) -> list[Any]:
    guests = ("guests", "guest_profiles", "guest_profile_keys")
    tables = ("reservations", "reservation_bodies", "former_bodies", "history", *guests, "parked")
    return [rows(store, f"SELECT * FROM {table}") for table in tables]


def test_a_booking_that_went_there_and_back_is_rebuilt_as_it_came_back(store: Store, ear: Ear) -> None:
    read(store)
    ear.hear_and_work(body(told_booking(numAdult=5), NOW + MINUTE))
    read(store, NOW + 2 * MINUTE)
    assert stored(store, "adults") == {"adults": 2}
    assert (rebuilt(store).facts, rebuilt(store).differences) == (3, ())


def test_the_same_body_that_changed_nothing_is_kept_once(store: Store) -> None:
    read(store)
    with store.writing() as session:
        session.connection.execute("UPDATE reservations SET fingerprint = NULL")
    read(store, NOW + MINUTE)
    assert rows(store, "SELECT count(*) FROM former_bodies") == [(0,)]
    assert (rebuilt(store).facts, rebuilt(store).gaps) == (1, ())


def test_a_first_import_keeps_each_body_once(store: Store) -> None:
    read(store)
    assert rows(store, "SELECT read_at, source, mark FROM reservation_bodies") == [(moment_text(NOW), "pull", 0)]
    assert rows(store, "SELECT count(*) FROM former_bodies") == [(0,)]


def test_what_a_late_webhook_told_counts_as_it_did(store: Store, ear: Ear) -> None:
    read(store, NOW + 2 * MINUTE, email="", modifiedTime=LATEST)
    event = ear.hear_and_work(body(told_booking(email="late@example.org", modifiedTime=LATER), NOW + MINUTE))
    assert event.verdict is EventVerdict.APPLIED
    assert (rebuilt(store).facts, rebuilt(store).differences) == (2, ())


def test_what_a_late_reading_told_counts_as_it_did(store: Store) -> None:
    read(store, NOW + 2 * MINUTE, email="", modifiedTime=LATEST)
    read(store, NOW + 3 * MINUTE, email="late@example.org", modifiedTime=LATER)
    assert rows(store, "SELECT email FROM reservations") == [("late@example.org",)]
    assert (rebuilt(store).facts, rebuilt(store).gaps, rebuilt(store).differences) == (2, (), ())


def test_a_reservation_that_began_with_a_webhook_begins_with_it_once(store: Store, ear: Ear) -> None:
    ear.hear_and_work(body(told_booking(), NOW))
    ear.hear_and_work(body(anonymous(told_booking(numAdult=4, modifiedTime=LATER)), NOW + MINUTE))
    assert (rebuilt(store).facts, rebuilt(store).gaps, rebuilt(store).differences) == (2, (), ())
    ear.later(15 * DAY)
    forget_old_events(store, ear.clock.now())
    assert rebuilt(store).gaps == (Gap(GapKind.MESSAGES_GONE, 1),)


def test_what_beds24_has_no_more_is_rebuilt_as_gone_and_taken_back_where_it_came_again(store: Store) -> None:
    read(store)
    _miss(store)
    assert (rebuilt(store).facts, rebuilt(store).differences) == (2, ())
    spoil(store, "status", "confirmed")
    assert fields(rebuilt(store)) == {"status": ("confirmed", "gone")}
    read(store, NOW + MINUTE, numAdult=3, modifiedTime=LATER)
    assert rebuilt(store).differences == ()


def _miss(store: Store) -> None:
    with store.writing() as session:
        former = session.reservations.mark_gone([1])[1]
        session.reservations.remember([(1, FieldChange("status", former, "gone"))], NOW, Source.BY_ID, None)


def test_a_room_that_is_known_no_more_hinders_nothing(store: Store) -> None:
    read(store)
    with store.writing() as session:
        session.connection.execute("UPDATE reservations SET room_id = NULL")
        session.connection.execute("DELETE FROM rooms")
        session.connection.execute("DELETE FROM room_types")
    assert rebuilt(store).differences == ()


def test_former_bodies_hold_no_card_data(store: Store) -> None:
    read(store, comments="card 4111 1111 1111 1111", stripeToken="tok_canary")
    read(store, NOW + MINUTE, comments="none", modifiedTime=LATER)
    with store.reading() as session:
        former, _newest = session.journal.bodies(1)
    assert b"comments" in former.body
    assert b"1111" not in former.body
    assert b"canary" not in former.body


# What is not kept


def _before_the_journal(store: Store) -> None:
    spoil_all = "UPDATE reservation_bodies SET read_at = NULL, source = NULL, mark = NULL"
    with store.writing() as session:
        session.connection.execute(spoil_all)


def test_what_was_read_before_the_journal_began_is_the_start_and_nothing_known_is_lost_by_it(
    store: Store, ear: Ear
) -> None:
    ear.hear_and_work(body(told_booking(comments="First"), NOW))
    read(store, NOW + MINUTE, email="", comments="Now", modifiedTime=LATER)
    with store.writing() as session:
        session.connection.execute("DELETE FROM former_bodies")
    _before_the_journal(store)
    read(store, NOW + 2 * MINUTE, email="", comments="Then", modifiedTime=LATEST)
    assert stored(store, "email") == {"email": "anna1@example.org"}
    one = rebuilt(store)
    assert (one.facts, one.gaps, one.differences) == (2, (Gap(GapKind.STARTS_LATE, 1),), ())
    assert one.since == NOW + MINUTE
    spoil(store, "comments", "nonsense")
    assert fields(rebuilt(store)) == {"comments": ("nonsense", "Then")}


def test_a_webhook_older_than_the_first_body_that_is_kept_does_not_come_after_it(store: Store, ear: Ear) -> None:
    read(store)
    ear.hear_and_work(body(told_booking(numAdult=3, modifiedTime=LATER), NOW + MINUTE))
    read(store, NOW + 2 * MINUTE, numAdult=4, modifiedTime=LATEST)
    with store.writing() as session:
        session.connection.execute("DELETE FROM former_bodies")
    _before_the_journal(store)
    ear.hear_and_work(body(told_booking(numAdult=5, modifiedTime=moment_text(NOW + 3 * MINUTE)), NOW + 3 * MINUTE))
    assert (rebuilt(store).facts, rebuilt(store).differences) == (2, ())


def test_webhooks_that_are_kept_no_more_are_counted_and_nothing_older_is_adopted(store: Store, ear: Ear) -> None:
    read(store)
    ear.hear_and_work(body(told_booking(numAdult=3, modifiedTime=LATER), NOW + MINUTE))
    ear.later(15 * DAY)
    forget_old_events(store, ear.clock.now())
    one = rebuilt(store)
    assert one.gaps == (Gap(GapKind.MESSAGES_GONE, 1),)
    assert fields(one) == {"adults": ("3", "2")}
    assert (one.ends_early, one.can_adopt) == (True, False)
    with pytest.raises(WrongInput, match="nothing to adopt"):
        adopt_rebuilt(store, one, NOW + DAY)
    assert stored(store, "adults") == {"adults": 3}


def test_a_body_that_cannot_be_read_is_counted(store: Store) -> None:
    apply(store, replace(booking_read(told_booking()), raw=b"{}"))
    read(store, NOW + MINUTE, numAdult=3, modifiedTime=LATER)
    assert (rebuilt(store).facts, rebuilt(store).gaps) == (1, (Gap(GapKind.UNREADABLE, 1),))


def test_a_change_by_hand_is_counted(store: Store) -> None:
    read(store)
    with store.writing() as session:
        session.reservations.remember([(1, FieldChange("notes", None, "VIP"))], NOW, Source.CONSOLE, None)
    assert rebuilt(store).gaps == (Gap(GapKind.BY_HAND, 1),)


def test_of_many_bodies_the_newest_are_kept_and_the_start_is_said_to_be_late(store: Store) -> None:
    for number in range(MOST_FORMER + 5):
        at = NOW + number * MINUTE
        read(store, at, comments=f"No. {number}", modifiedTime=moment_text(at))
    one = rebuilt(store)
    assert (one.facts, one.gaps) == (MOST_FORMER + 1, (Gap(GapKind.STARTS_LATE, 1),))
    assert (one.since, one.differences) == (NOW + 4 * MINUTE, ())


def test_where_nothing_is_kept_nothing_is_rebuilt(store: Store) -> None:
    read(store)
    with store.writing() as session:
        session.journal.erase_bodies([1])
    one = rebuilt(store)
    assert (one.facts, one.booking, one.differences, one.can_adopt) == (0, None, (), False)


def test_an_unknown_number_is_a_plain_sentence(store: Store) -> None:
    with pytest.raises(WrongInput, match="No reservation with the number 1"):
        rebuilt(store)


# Adopting


def test_what_is_adopted_stands_with_its_history_and_the_guest_stays(store: Store, ear: Ear) -> None:
    read(store)
    guest = stored(store, "guest_id")
    spoil(store, "price", 1)
    spoil(store, "last_name", "Nobody")
    adopt_rebuilt(store, rebuilt(store), NOW + DAY)
    assert stored(store, "price", "last_name") == {"price": 30000, "last_name": "Beispiel 1"}
    assert history(store) == [("rebuilt", "last_name", "Nobody", "Beispiel 1"), ("rebuilt", "price", "1", "30000")]
    assert stored(store, "guest_id") == guest
    assert rows(store, "SELECT name FROM guests") == [("Anna Beispiel 1",)]
    assert rebuilt(store).differences == ()


def test_what_is_adopted_makes_no_later_reading_look_old(store: Store) -> None:
    read(store)
    spoil(store, "modified_at", LATER)
    spoil(store, "price", 1)
    adopt_rebuilt(store, rebuilt(store), NOW + DAY)
    assert stored(store, "modified_at", "read_at") == {"modified_at": LATER, "read_at": moment_text(NOW)}
    read(store, NOW + MINUTE, price=450, modifiedTime=LATER)
    assert stored(store, "price") == {"price": 45000}
    assert rebuilt(store).differences == ()


def test_a_reservation_that_changed_meanwhile_is_left_alone(store: Store) -> None:
    read(store)
    spoil(store, "price", 1)
    one = rebuilt(store)
    read(store, NOW + MINUTE, comments="Late", modifiedTime=LATER)
    with pytest.raises(ChangedMeanwhile, match="has changed since it was rebuilt"):
        adopt_rebuilt(store, one, NOW + DAY)
    assert stored(store, "comments") == {"comments": "Late"}
    assert all(source == "pull" for source, *_ in history(store))


def test_nothing_is_adopted_where_nothing_differs(store: Store) -> None:
    read(store)
    with pytest.raises(WrongInput, match="nothing to adopt"):
        adopt_rebuilt(store, rebuilt(store), NOW + DAY)


def test_whoever_shows_the_reservation_hears_of_it(store: Store, ear: Ear) -> None:
    heard: list[object] = []
    read(store)
    spoil(store, "price", 1)
    desk = RebuildDesk(store, ear.clock, heard.append)
    desk.adopt(desk.rebuild(1))
    assert heard == [ReservationsChanged((1,))]


def test_a_stay_whose_rebuilt_room_is_unknown_waits_for_it_where_a_person_sees_it(store: Store) -> None:
    read(store)
    read(store, NOW + MINUTE, roomId=999, modifiedTime=LATER)
    with store.writing() as session:
        session.connection.execute("DELETE FROM parked")
    spoil(store, "room_type_id", DOUBLE)
    adopt_rebuilt(store, rebuilt(store), NOW)
    assert stored(store, "room_type_id", "room_id") == {"room_type_id": 999, "room_id": None}
    assert rows(store, "SELECT beds24_id, cause FROM parked") == [(1, "unknown_room")]


# Erasing


def test_erased_bodies_are_nowhere_and_what_waits_asks_beds24_instead(store: Store, ear: Ear) -> None:
    named: dict[str, Any] = {"email": "canary@example.org", "roomId": 999}
    read(store, email="canary@example.org")
    read(store, NOW + MINUTE, **named, modifiedTime=LATER)
    ear.hear_and_work(body(told_booking(**named, numAdult=3, modifiedTime=LATEST), NOW + 2 * MINUTE))
    ear.hear_and_work(body(told_booking(2, unitId=2), NOW))
    (waiting,) = ear.hear(body(told_booking(**named, numAdult=4, modifiedTime=LATEST), NOW + 3 * MINUTE)).new
    with store.writing() as session:
        session.journal.erase_bodies([1])
    kept = rows(store, "SELECT body FROM reservation_bodies UNION ALL SELECT body FROM former_bodies")
    assert len(kept) == 1
    (told,) = rows(store, "SELECT fields_json FROM webhook_events WHERE length(fields_json) > 0")
    assert b"canary" not in told[0]
    assert rows(store, "SELECT beds24_id, payload, booking FROM parked") == [(1, b"", None)]
    assert stored(store, "email") == {"email": "canary@example.org"}
    ear.work()
    assert ear.event(waiting).verdict is EventVerdict.ASKED
    assert stored(store, "adults") == {"adults": 3}
