"""Differences settled in either direction over a real store: asked first, done, read back, undone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.acts import ActKind
from console.domain.announcing import ReservationsChanged
from console.domain.errors import Beds24Unreachable
from console.domain.fixing import Outcome, Way
from console.domain.outbox import Sent
from console.domain.status import Status
from console.services.act_book import ActBook
from console.services.connecting import keep_key_details
from console.services.edit_writing import Doing
from console.services.editing import change_in
from console.services.fixing import FixDesk, FixProgress, sending_by
from console.services.looking_again import compare_known
from console.services.pull_sync import Watch
from console.services.rebuilding import rebuild_reservation
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.services.fixing import Both, wish
from tests.storing import new_store, rows

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    clock = StillClock(NOW)
    with new_store(tmp_path) as store:
        made = Both(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock)
        made.begin(booking(1), booking(2, unit_id=2, last_name="Weber"))
        yield made


def fixed_by(both: Both, id_: int) -> list[tuple[str, str | None]]:
    return [tuple(row) for row in rows(both.store, "SELECT status, fixed_by FROM discrepancies WHERE id = ?", id_)]


def refuse_writing(both: Both) -> None:
    """The disk turns read only for this thread's connection."""
    with both.store.writing() as session:
        session.connection.execute("PRAGMA query_only=1")


@pytest.mark.parametrize("trouble_first", [True, False], ids=["while it is sent", "while it is compared"])
def test_what_was_settled_is_told_as_waiting_when_the_disk_fails_later(both: Both, *, trouble_first: bool) -> None:
    both.there(1, adults=4)
    found = both.compare()
    sending = sending_by(both.beds24, both.store, both.clock, both.news.append)

    def send(ids: Sequence[int], watch: Watch) -> tuple[Sent, ...]:
        if trouble_first:
            refuse_writing(both)
        sent = sending(ids, watch)
        refuse_writing(both)
        return sent

    desk = FixDesk(both.store, both.beds24, both.clock, both.news.append, lambda: "maria", send)
    with both.store.database.connected():
        (fixed,) = desk.fix([wish(found[1, "adults"], Way.SEND)], Watch())
    assert fixed.outcome is Outcome.WAITS
    assert "Saved here" in fixed.sentence
    assert "read only" in fixed.sentence
    assert fixed.act_id is not None


# Beds24's counts


def test_taking_beds24s_dates_takes_both_and_ends_both_differences(both: Both) -> None:
    both.there(1, arrival=TODAY + timedelta(days=1), departure=TODAY + timedelta(days=5))
    found = both.compare()
    fixed = both.fix(found[1, "arrival"], Way.TAKE)
    assert fixed.outcome is Outcome.EQUAL
    here = both.here(1)
    assert here is not None
    assert (here.arrival, here.departure) == (TODAY + timedelta(days=1), TODAY + timedelta(days=5))
    assert both.alive() == {}
    assert fixed_by(both, found[1, "arrival"].id) == [("fixed", "desk")]
    assert ReservationsChanged((fixed.reservation_id or 0,)) in both.news


def test_a_version_that_claims_to_be_newer_here_gives_way_to_what_beds24_tells_now(both: Both) -> None:
    with both.store.writing() as session:
        session.connection.execute(
            "UPDATE reservations SET adults = 7, modified_at = '2026-05-20T00:00:00Z', fingerprint = x'00' WHERE id = 1"
        )
    found = both.compare()
    assert found[1, "adults"].cause == "older_there"
    assert both.fix(found[1, "adults"], Way.TAKE).outcome is Outcome.EQUAL
    here = both.here(1)
    assert here is not None
    assert here.adults == 2
    assert both.compare() == {}


def test_undoing_a_taken_value_makes_it_a_difference_again_that_somebody_has_to_decide(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    fixed = both.fix(found[1, "adults"], Way.TAKE)
    assert fixed.act_id is not None
    undone = both.desk.undo([fixed.act_id], Watch())
    assert (undone.times, undone.corrected, undone.refused) == (1, 0, ())
    here = both.here(1)
    assert here is not None
    assert here.adults == 2
    assert (1, "adults") in both.alive()
    assert rows(both.store, "SELECT field, in_conflict FROM edits ORDER BY field") == [("adults", 1), ("children", 1)]
    assert both.beds24.writes == []


def test_what_only_beds24_has_is_taken_in(both: Both) -> None:
    both.beds24.put(booking(3, unit_id=3))
    found = both.compare()
    assert both.fix(found[3, "only_in_beds24"], Way.TAKE).outcome is Outcome.EQUAL
    assert both.here(3) is not None
    assert both.alive() == {}


def test_a_stay_that_beds24_lost_is_called_off_here_and_no_difference_any_more(both: Both) -> None:
    both.beds24.remove(2)
    found = both.compare()
    fixed = both.fix(found[2, "only_here"], Way.TAKE)
    assert fixed.outcome is Outcome.EQUAL
    here = both.here(2)
    assert here is not None
    assert here.status == Status.CANCELLED
    assert both.compare() == {}
    assert fixed.act_id is not None
    both.desk.undo([fixed.act_id], Watch())
    again = both.here(2)
    assert again is not None
    assert again.status == Status.CONFIRMED
    assert [number for number, _ in both.alive()] == [2]


def test_what_beds24_lacks_goes_on_differing_when_the_desk_changes_it(both: Both) -> None:
    both.beds24.remove(2)
    both.compare()
    both.clock.at += timedelta(minutes=15)
    lacked = both.compare()
    ((id_,),) = rows(both.store, "SELECT id FROM reservations WHERE beds24_id = 2")
    with both.store.writing() as session:
        change_in(session, id_, {"notes": "Asked by telephone"}, Doing(at=both.clock.now(), who="maria"))
        compare_known(session, [id_], both.clock.now())
    assert list(both.alive()) == list(lacked) == [(2, "gone")]


def test_a_stay_in_a_wrong_room_of_ours_goes_where_its_place_leads(both: Both) -> None:
    with both.store.writing() as session:
        session.connection.execute("UPDATE reservations SET room_id = NULL WHERE beds24_id = 1")
    found = both.compare()
    assert both.fix(found[1, "room_id"], Way.TAKE).outcome is Outcome.EQUAL
    assert rows(both.store, "SELECT room_id IS NOT NULL FROM reservations WHERE beds24_id = 1") == [(1,)]


# Never blindly


def test_what_moved_since_somebody_looked_is_left_alone_and_told_anew(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    both.there(1, adults=3)
    fixed = both.fix(found[1, "adults"], Way.SEND)
    assert fixed.outcome is Outcome.MOVED
    assert both.beds24.writes == []
    here = both.here(1)
    assert here is not None
    assert here.adults == 2
    assert both.alive()[1, "adults"].there == "3"


def test_what_agrees_by_now_needs_nothing(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    both.there(1, adults=2)
    assert both.fix(found[1, "adults"], Way.SEND).outcome is Outcome.AGREED
    assert both.alive() == {}


def test_without_a_line_nothing_is_touched(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    both.beds24.fail(Beds24Unreachable("No line."))
    with pytest.raises(Beds24Unreachable):
        both.fix(found[1, "adults"], Way.TAKE)
    here = both.here(1)
    assert here is not None
    assert here.adults == 2
    assert (1, "adults") in both.alive()


def test_what_beds24_takes_from_no_program_cannot_be_sent(both: Both) -> None:
    both.there(1, voucher="V1", channel_reference="X9")
    found = both.compare()
    fixed = both.fix(found[1, "channel_reference"], Way.SEND)
    assert (fixed.outcome, fixed.sentence) == (Outcome.FAILED, "Beds24 lets no program change this field.")


# Ours counts


def test_what_stands_here_is_sent_read_back_and_equal_then(both: Both) -> None:
    both.there(1, arrival=TODAY + timedelta(days=1), departure=TODAY + timedelta(days=5))
    found = both.compare()
    fixed = both.fix(found[1, "departure"], Way.SEND)
    assert (fixed.outcome, fixed.sentence) == (Outcome.EQUAL, "")
    there = both.beds24.bookings[1]
    assert (there.arrival, there.departure) == (TODAY, TODAY + timedelta(days=3))
    assert both.alive() == {}
    assert fixed_by(both, found[1, "departure"].id) == [("fixed", "desk")]
    assert both.compare() == {}


def test_undoing_what_was_sent_sends_beds24_its_own_value_back_and_both_sides_differ_again(both: Both) -> None:
    both.there(1, adults=4)
    fixed = both.fix(both.compare()[1, "adults"], Way.SEND)
    assert both.beds24.bookings[1].adults == 2
    assert fixed.act_id is not None
    both.clock.at += timedelta(minutes=1)
    undone = both.desk.undo([fixed.act_id], Watch())
    assert (undone.times, undone.corrected) == (1, 1)
    here = both.here(1)
    assert here is not None
    assert (both.beds24.bookings[1].adults, here.adults) == (4, 2)
    assert both.alive()[1, "adults"].cause == "changed_on_both_sides"


def test_ours_is_sent_over_a_version_that_claims_to_be_newer_here(both: Both) -> None:
    with both.store.writing() as session:
        session.connection.execute(
            "UPDATE reservations SET adults = 5, modified_at = '2026-05-20T00:00:00Z', fingerprint = x'00' WHERE id = 1"
        )
    assert both.fix(both.compare()[1, "adults"], Way.SEND).outcome is Outcome.EQUAL
    assert both.beds24.bookings[1].adults == 5
    assert both.compare() == {}


def test_what_beds24_refuses_keeps_ours_and_tells_its_words(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    both.beds24.refuse(1, "numAdult: too many")
    fixed = both.fix(found[1, "adults"], Way.SEND)
    assert fixed.outcome is Outcome.REFUSED
    assert "too many" in fixed.sentence
    here = both.here(1)
    assert here is not None
    assert here.adults == 2
    assert both.alive()[1, "adults"].there == "4"


def test_what_beds24_takes_and_tells_otherwise_is_not_called_equal(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()[1, "adults"]
    keeps = both.beds24.bookings[1]
    both.beds24.between_pages = lambda _page: both.beds24.put(
        replace(keeps, modified_at=max(keeps.modified_at, both.beds24.bookings[1].modified_at))
    )
    fixed = both.fix(found, Way.SEND)
    assert fixed.outcome is Outcome.OTHERWISE
    assert both.alive()[1, "adults"].there == "4"


def test_a_key_that_may_not_write_leaves_ours_waiting(both: Both) -> None:
    both.beds24.scopes = ("read:bookings", "read:bookings-personal", "read:bookings-financial", "read:properties")
    with both.store.writing() as session:
        keep_key_details(session, both.beds24.key_details(), NOW)
    both.there(1, adults=4)
    fixed = both.fix(both.compare()[1, "adults"], Way.SEND)
    assert fixed.outcome is Outcome.WAITS
    assert "write:bookings" in fixed.sentence
    assert both.beds24.writes == []


def test_a_stay_that_beds24_lost_is_booked_there_again_under_a_new_number(both: Both) -> None:
    both.beds24.remove(2)
    found = both.compare()
    fixed = both.fix(found[2, "only_here"], Way.SEND)
    assert (fixed.outcome, fixed.sentence) == (Outcome.EQUAL, "")
    (number,) = both.beds24.bookings.keys() - {1}
    here = both.here(number)
    assert here is not None
    assert (here.last_name, both.beds24.bookings[number].last_name) == ("Weber", "Weber")
    assert rows(both.store, "SELECT count(*) FROM reservations") == [(2,)]
    assert both.compare() == {}


def test_a_booking_that_shall_not_be_is_cancelled_on_both_sides(both: Both) -> None:
    both.beds24.put(booking(3, unit_id=3))
    assert both.fix(both.compare()[3, "only_in_beds24"], Way.SEND).outcome is Outcome.EQUAL
    here = both.here(3)
    assert here is not None
    assert here.status == both.beds24.bookings[3].status == Status.CANCELLED
    assert both.compare() == {}


# Both stay as they are


def test_what_is_kept_survives_every_sync_and_comes_back_for_review_on_its_day(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()
    fixed = both.fix(found[1, "adults"], Way.KEEP, until=NEXT_WEEK, reason="The two children sleep at their aunt's.")
    assert fixed.outcome is Outcome.EXPECTED
    both.begin()
    both.there(1, notes="Late")
    both.begin()
    here = both.here(1)
    assert here is not None
    assert (here.adults, here.notes) == (2, "Late")
    assert both.beds24.writes == []
    assert both.alive()[1, "adults"].there == "4"
    statuses = rows(both.store, "SELECT status, reason FROM discrepancies WHERE id = ?", found[1, "adults"].id)
    assert statuses == [("expected", "The two children sleep at their aunt's.")]
    both.clock.at = NOW + timedelta(days=7)
    both.compare()
    with both.store.reading() as session:
        (back,) = session.discrepancies.alive("EUR", both.clock.now())
    assert (back.field, back.status) == ("adults", "open")


def test_what_was_kept_and_is_undone_is_to_be_reviewed_again(both: Both) -> None:
    both.there(1, adults=4)
    found = both.compare()[1, "adults"]
    fixed = both.fix(found, Way.KEEP, until=NEXT_WEEK, reason="So it is.")
    assert fixed.act_id is not None
    both.desk.undo([fixed.act_id], Watch())
    assert rows(both.store, "SELECT status, until FROM discrepancies WHERE id = ?", found.id) == [("open", None)]
    here = both.here(1)
    assert here is not None
    assert (here.adults, both.beds24.bookings[1].adults) == (2, 4)


def test_what_is_kept_without_a_reason_is_refused_and_nothing_of_it_is_done(both: Both) -> None:
    both.there(1, adults=4)
    fixed = both.fix(both.compare()[1, "adults"], Way.KEEP, until=NEXT_WEEK)
    assert fixed.outcome is Outcome.FAILED
    assert rows(both.store, "SELECT count(*) FROM edits") == [(0,)]


# One and the same stay


def test_a_lost_stay_and_a_booking_that_is_not_here_become_one(both: Both) -> None:
    both.beds24.remove(2)
    both.beds24.put(booking(9, unit_id=2, last_name="Weber"))
    found = both.compare()
    assert both.fix(found[2, "only_here"], Way.MATCH, other=9).outcome is Outcome.EQUAL
    assert rows(both.store, "SELECT beds24_id FROM reservations ORDER BY id") == [(1,), (9,)]
    assert both.alive() == {}
    assert both.compare() == {}


def test_the_double_of_a_pair_is_cancelled_on_both_sides(both: Both) -> None:
    both.beds24.put(booking(3, unit_id=3, last_name="Weber", channel_reference="R1"))
    both.there(2, channel_reference="R1")
    both.begin()
    found = both.compare()
    (pair,) = [one for one in found.values() if one.kind == "duplicate_pair"]
    fixed = both.fix(pair, Way.MATCH, other=3)
    assert fixed.outcome is Outcome.EQUAL
    assert both.beds24.bookings[3].status == Status.CANCELLED
    assert both.beds24.bookings[2].status == Status.CONFIRMED
    assert both.compare() == {}


def test_a_stay_that_became_one_with_another_booking_is_rebuilt_from_that_alone(both: Both) -> None:
    both.beds24.remove(2)
    both.beds24.put(booking(9, unit_id=2, last_name="Weber"))
    both.fix(both.compare()[2, "only_here"], Way.MATCH, other=9)
    assert [one.field for one in rebuild_reservation(both.store, 9, both.clock.now()).differences] == []


# What was done is told


def test_what_changed_no_field_is_told_with_what_it_settled_and_has_no_way_back(both: Both) -> None:
    both.beds24.put(booking(3, unit_id=3))
    both.beds24.remove(2)
    found = both.compare()
    both.fix(found[3, "only_in_beds24"], Way.TAKE)
    both.fix(found[2, "only_here"], Way.SEND)
    again, taken_in = ActBook(both.store).lines(ActKind.FIX)
    assert (taken_in.settled, taken_in.changes, taken_in.can_be_undone) == ("only_in_beds24", (), False)
    assert (again.settled, again.can_be_undone) == ("only_here", True)


# Several


def test_a_batch_settles_each_booking_by_itself_and_is_undone_as_one(both: Both) -> None:
    both.there(1, adults=4)
    both.there(2, adults=3)
    found = both.compare()
    fixed = both.desk.fix([wish(found[1, "adults"], Way.TAKE), wish(found[2, "adults"], Way.SEND)], Watch())
    assert [one.outcome for one in fixed] == [Outcome.EQUAL, Outcome.EQUAL]
    assert both.alive() == {}
    both.clock.at += timedelta(minutes=1)
    undone = both.desk.undo([one.act_id for one in fixed if one.act_id], Watch())
    assert (undone.times, undone.corrected, undone.refused) == (2, 1, ())
    assert both.beds24.bookings[2].adults == 3


def test_a_batch_asks_and_sends_for_all_its_bookings_at_once(both: Both) -> None:
    both.there(1, adults=4)
    both.there(2, adults=3)
    found = both.compare()
    both.beds24.calls.clear()
    fixed = both.desk.fix([wish(one, Way.SEND) for one in found.values()], Watch())
    assert [one.outcome for one in fixed] == [Outcome.EQUAL, Outcome.EQUAL]
    assert [call[0] for call in both.beds24.calls] == ["bookings", "bookings", "write", "bookings"]


def test_a_batch_is_stopped_between_two_bookings(both: Both) -> None:
    both.there(1, adults=4)
    both.there(2, adults=3)
    found = both.compare()

    def is_stopped() -> bool:
        return any(isinstance(news, FixProgress) and news.done == 1 for news in both.news)

    wanted = [wish(found[1, "adults"], Way.TAKE), wish(found[2, "adults"], Way.TAKE)]
    fixed = both.desk.fix(wanted, Watch(stop_asked=is_stopped))
    assert [one.outcome for one in fixed] == [Outcome.EQUAL, Outcome.STOPPED]
    assert list(both.alive()) == [(2, "adults")]


def test_what_was_settled_before_a_stop_is_told_and_undone_though_it_is_not_sent_yet(both: Both) -> None:
    both.there(1, adults=4)
    both.there(2, adults=3)
    found = both.compare()

    def is_stopped() -> bool:
        return any(isinstance(news, FixProgress) and news.done == 1 for news in both.news)

    wanted = [wish(found[number, "adults"], Way.SEND) for number in (1, 2)]
    first, second = both.desk.fix(wanted, Watch(stop_asked=is_stopped))
    assert (first.outcome, second.outcome) == (Outcome.WAITS, Outcome.STOPPED)
    assert both.beds24.writes == []
    assert "the outbox goes on" in first.sentence
    assert first.act_id is not None
    assert both.desk.undo([first.act_id], Watch()).times == 1
    assert both.beds24.bookings[1].adults == 4
