"""Comparing both sides over a real store: every kind of difference planted, alone and together, and its cause."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from console.domain.booking import Booking, Cause, ParkedItem
from console.domain.discrepancies import DiscrepancyStatus, LikelyCause, Severity
from console.domain.errors import Beds24Unreachable, NotConnected, SyncSwitchedOff
from console.domain.moments import moment_text
from console.domain.runs import Counts, Outcome, RunKind, Trigger
from console.jobs.ledger import due_wish
from console.jobs.report import Report
from console.jobs.sync_job import run_full_sync_job
from console.jobs.workplace import Workplace
from console.services.connection import switch_pull_sync
from console.services.pull_sync import Watch
from console.services.run_book import RunBook
from console.services.sync_status import SyncStatus
from console.store.discrepancies import DiscrepancyRow
from tests.building import NOW, PROPERTY_ID, TODAY, booking, later
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.jobs.conftest import Desk
from tests.storing import new_store, rows

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AN_HOUR = timedelta(hours=1)
TROUBLE = Beds24Unreachable("Beds24 does not answer.")


def reconcile(desk: Desk) -> Report:
    return desk.run(RunKind.RECONCILE)


def alive(desk: Desk) -> tuple[DiscrepancyRow, ...]:
    with desk.store.reading() as session:
        return session.discrepancies.alive("EUR", desk.clock.now())


def found(desk: Desk) -> set[tuple[str, int | None, str, str]]:
    """Kind, number, field and cause of everything that is not fixed."""
    return {(row.kind.value, row.beds24_id, row.field, row.cause.value) for row in alive(desk)}


def settle(desk: Desk, *bookings: Booking) -> None:
    """Both sides have these, read an hour ago."""
    desk.beds24.put(*bookings)
    desk.full()
    desk.clock.at += AN_HOUR


def stay(number: int, **changes: Any) -> Booking:
    """A stay in a room of its own time, so that no two are alike."""
    apart = timedelta(days=20 + 4 * number)
    usual = {"arrival": TODAY + apart, "departure": TODAY + apart + 3 * DAY, "api_source": "Booking.com"}
    return booking(number, **(usual | changes))


def changed(desk: Desk, number: int, **changes: Any) -> None:
    """Beds24 changes a booking half an hour after it was last read."""
    known = desk.beds24.bookings[number]
    desk.beds24.put(later(known, int((desk.clock.at - known.modified_at).total_seconds()) - 1800, **changes))


def fresh(desk: Desk, number: int, **changes: Any) -> Booking:
    """A stay that was booked twenty minutes ago."""
    return stay(number, modified_at=desk.clock.at - 20 * MINUTE, **changes)


def damage(desk: Desk, sql: str, *values: object) -> None:
    """Something goes wrong in our own file."""
    with desk.store.writing() as session:
        session.connection.execute(sql, values)


@dataclass(frozen=True)
class Planted:
    """One difference: how it comes about, and how it must be told."""

    plant: Callable[[Desk], None]
    told: tuple[str, int, str, str]


SINCE = LikelyCause.CHANGED_SINCE.value
KINDS = {
    "a new booking": Planted(
        lambda desk: desk.beds24.put(fresh(desk, 11)),
        ("only_in_beds24", 11, "", SINCE),
    ),
    "deleted there": Planted(lambda desk: desk.beds24.remove(1), ("only_here", 1, "", "asked_once")),
    "cancelled there": Planted(
        lambda desk: changed(desk, 2, status="cancelled"), ("cancelled_there", 2, "status", SINCE)
    ),
    "taken back there": Planted(
        lambda desk: changed(desk, 3, status="confirmed"), ("cancelled_here", 3, "status", SINCE)
    ),
    "moved by a day": Planted(
        lambda desk: changed(desk, 4, departure=stay(4).departure + DAY), ("dates", 4, "departure", SINCE)
    ),
    "another room": Planted(lambda desk: changed(desk, 5, unit_id=3), ("room", 5, "unit_id", SINCE)),
    "one guest more": Planted(lambda desk: changed(desk, 6, adults=3), ("guest_count", 6, "adults", SINCE)),
    "another price": Planted(lambda desk: changed(desk, 7, price=45000), ("price", 7, "price", SINCE)),
    "another e-mail": Planted(
        lambda desk: changed(desk, 8, email="other@example.org"), ("guest_data", 8, "email", SINCE)
    ),
    "a note": Planted(lambda desk: changed(desk, 9, notes="Late arrival"), ("details", 9, "notes", SINCE)),
    "a request": Planted(lambda desk: changed(desk, 10, status="request"), ("status", 10, "status", SINCE)),
    "an unknown room": Planted(
        lambda desk: desk.beds24.put(stay(12, room_type_id=999, unit_id=4)),
        ("unmapped_room", 12, "room_id", "mapping"),
    ),
    "a third room of the group": Planted(
        lambda desk: desk.beds24.put(
            fresh(desk, 13, group_id=20, arrival=stay(20).arrival, departure=stay(20).departure)
        ),
        ("group_incomplete", 13, "", SINCE),
    ),
    "entered twice": Planted(
        lambda desk: desk.beds24.put(
            fresh(desk, 22, channel="booking", channel_reference="77", arrival=stay(23).arrival,
                  departure=stay(23).departure),
            fresh(desk, 23, channel="booking", channel_reference="77", unit_id=2),
        ),
        ("duplicate_pair", 23, "", "same_reference"),
    ),
    "a contact blanked": Planted(
        lambda desk: changed(desk, 14, email=""), ("guest_data", 14, "email", "kept_by_rule")
    ),
    "put into a wrong room here": Planted(
        lambda desk: damage(desk, "UPDATE reservations SET room_id = NULL WHERE beds24_id = 15"),
        ("room", 15, "room_id", "mapping"),
    ),
    "altered in our file": Planted(
        lambda desk: damage(desk, "UPDATE reservations SET adults = 9 WHERE beds24_id = 16"),
        ("guest_count", 16, "adults", "undated"),
    ),
    "an older version there": Planted(
        lambda desk: desk.beds24.put(stay(17, adults=1, modified_at=NOW - DAY)),
        ("guest_count", 17, "adults", "older_there"),
    ),
    "a master that nobody has": Planted(
        lambda desk: changed(desk, 18, group_id=555), ("group_incomplete", 18, "group_id", "master_unknown")
    ),
}  # fmt: skip
BESIDES = {
    "entered twice": {("only_in_beds24", 22, "", SINCE), ("only_in_beds24", 23, "", SINCE)},
}


def the_hotel() -> list[Booking]:
    ordinary = [stay(number) for number in range(1, 19) if number not in (3, 11, 12, 13)]
    return [*ordinary, stay(3, status="cancelled"), stay(20, group_id=20), stay(21, group_id=20, unit_id=2)]


def test_both_sides_agree_after_a_sync(desk: Desk) -> None:
    settle(desk, *the_hotel())
    report = reconcile(desk)
    assert found(desk) == set()
    assert report.run.counts == Counts(read=17, unchanged=17)
    assert report.reconciled is not None
    assert (report.reconciled.tally.upcoming, report.reconciled.tally.upcoming_agreeing) == (17, 17)


@pytest.mark.parametrize("what", KINDS)
def test_each_kind_of_difference_is_found_alone_and_named_with_its_cause(desk: Desk, what: str) -> None:
    settle(desk, *the_hotel())
    KINDS[what].plant(desk)
    reconcile(desk)
    assert found(desk) == {KINDS[what].told} | BESIDES.get(what, set())


def test_all_kinds_are_found_together_and_nothing_else(desk: Desk) -> None:
    settle(desk, *the_hotel())
    for planted in KINDS.values():
        planted.plant(desk)
    report = reconcile(desk)
    assert found(desk) == {planted.told for planted in KINDS.values()}.union(*BESIDES.values())
    assert report.run.counts.add_up


def test_a_difference_is_remembered_since_it_was_first_seen_and_never_twice(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, adults=3)
    first_seen = desk.clock.at
    reconcile(desk)
    desk.clock.at += DAY
    reconcile(desk)
    (row,) = alive(desk)
    assert (row.since, row.last_seen, row.here, row.beds24) == (first_seen, desk.clock.at, "2", "3")
    assert rows(desk.store, "SELECT count(*) FROM discrepancies") == [(1,)]


def test_it_ends_by_itself_when_both_sides_agree_and_begins_anew_when_they_differ_again(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, adults=3)
    reconcile(desk)
    desk.pull()
    desk.clock.at += AN_HOUR
    reconcile(desk)
    assert alive(desk) == ()
    ended = "SELECT status, fixed_by, fixed_at IS NOT NULL FROM discrepancies ORDER BY id"
    assert rows(desk.store, ended) == [("fixed", "itself", 1)]
    changed(desk, 1, adults=4)
    reconcile(desk)
    assert rows(desk.store, ended) == [("fixed", "itself", 1), ("open", None, 0)]


def test_what_a_person_set_aside_stays_so_while_it_is_seen_again(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, adults=3)
    reconcile(desk)
    damage(desk, "UPDATE discrepancies SET status = 'snoozed'")
    reconcile(desk)
    assert [row.status for row in alive(desk)] == [DiscrepancyStatus.SNOOZED]


def test_a_contact_that_a_channel_blanked_is_expected_until_it_is_another(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, email="")
    report = reconcile(desk)
    assert [row.status for row in alive(desk)] == [DiscrepancyStatus.EXPECTED]
    assert report.run.counts == Counts(read=1, unchanged=1)
    desk.clock.at += AN_HOUR
    changed(desk, 1, email="new@example.org")
    reconcile(desk)
    assert [(row.status, row.cause) for row in alive(desk)] == [(DiscrepancyStatus.OPEN, LikelyCause.CHANGED_SINCE)]


def test_a_stay_whose_window_has_passed_ends_as_no_longer_compared(desk: Desk) -> None:
    settle(desk, stay(1), stay(2, arrival=TODAY - 31 * DAY, departure=TODAY - 29 * DAY))
    damage(desk, "UPDATE reservations SET adults = 9 WHERE beds24_id = 2")
    reconcile(desk)
    assert [row.severity for row in alive(desk)] == [Severity.COSMETIC]
    desk.clock.at += 3 * DAY
    reconcile(desk)
    assert rows(desk.store, "SELECT status, fixed_by FROM discrepancies") == [("fixed", "out_of_window")]


def test_a_booking_is_gone_only_once_it_was_asked_for_by_number_twice(desk: Desk) -> None:
    settle(desk, stay(1), stay(2))
    desk.beds24.remove(1)
    first_seen = desk.clock.at
    reconcile(desk)
    assert found(desk) == {("only_here", 1, "", "asked_once")}
    desk.clock.at += 5 * MINUTE
    reconcile(desk)
    assert found(desk) == {("only_here", 1, "", "asked_once")}
    desk.clock.at += 5 * MINUTE
    reconcile(desk)
    assert found(desk) == {("gone", 1, "", "hard_delete")}
    (row,) = alive(desk)
    assert (row.since, row.evidence.asked_first) == (first_seen, first_seen)
    assert rows(desk.store, "SELECT status, missed_at FROM reservations WHERE beds24_id = 1") == [("confirmed", None)]


def test_what_a_sync_believes_gone_stays_told_until_the_booking_is_back(desk: Desk) -> None:
    settle(desk, stay(1), stay(2, status="cancelled"))
    kept = desk.beds24.bookings[1]
    desk.beds24.remove(1, 2)
    desk.full()
    desk.clock.at += AN_HOUR
    desk.full()
    reconcile(desk)
    assert found(desk) == {("gone", 1, "", "hard_delete")}  # of the cancelled one both sides say that nobody comes
    desk.beds24.put(kept)
    reconcile(desk)
    assert found(desk) == {("cancelled_here", 1, "status", "undated")}
    desk.full()
    reconcile(desk)
    assert found(desk) == set()


def test_a_run_that_failed_is_the_cause_of_what_it_would_have_brought(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, adults=3)
    desk.beds24.fail(TROUBLE)
    failed = desk.pull()
    desk.clock.at += MINUTE
    reconcile(desk)
    (row,) = alive(desk)
    assert (row.cause, row.evidence.failed_run) == (LikelyCause.RUN_FAILED, failed.run.id)


def listen(desk: Desk, heard: int) -> None:
    """Webhooks have been on for a day, and one came for another booking ten minutes before now."""
    since = moment_text(desk.clock.at - DAY)
    with desk.store.writing() as session:
        session.webhook_settings.change(PROPERTY_ID, enabled=1, enabled_at=since)
    damage(
        desk,
        "INSERT INTO webhook_events (source, dedupe_key, kind, event_id, named, beds24_id, received_at, auth_slot,"
        " body_sha256, fields_json, state) VALUES ('webhook', ?1, 'hint', '', '', ?1, ?2, 'current', '', x'', 'done')",
        heard,
        moment_text(desk.clock.at - 10 * MINUTE),
    )


@pytest.mark.parametrize(
    ("heard", "change", "cause"),
    [
        (2, {"departure": stay(1).departure + DAY}, LikelyCause.MISSED_WEBHOOK),
        (1, {"departure": stay(1).departure + DAY}, LikelyCause.CHANGED_SINCE),
        (2, {"notes": "No webhook tells of notes"}, LikelyCause.CHANGED_SINCE),
    ],
)
def test_a_webhook_was_missed_where_one_should_have_come(
    desk: Desk, heard: int, change: dict[str, Any], cause: LikelyCause
) -> None:
    settle(desk, stay(1))
    changed(desk, 1, **change)
    listen(desk, heard)
    reconcile(desk)
    assert [row.cause for row in alive(desk)] == [cause]


def test_what_a_complete_run_has_read_past_is_said_to_be_so(desk: Desk) -> None:
    settle(desk, stay(1))
    late = stay(2, modified_at=NOW - MINUTE)  # it became visible late: its time lies before the last complete reading
    in_the_same_second = stay(3, modified_at=NOW)
    desk.beds24.put(late, in_the_same_second)
    reconcile(desk)
    assert found(desk) == {("only_in_beds24", 2, "", "not_applied"), ("only_in_beds24", 3, "", SINCE)}


def test_comparing_costs_its_pages_and_posts_nothing_and_changes_no_reservation(desk: Desk) -> None:
    settle(desk, *(stay(number % 100, unit_id=0) for number in range(1, 90)))
    desk.beds24.page_size = 20
    tables = ("reservations", "history", "guests", "beds24_config", "parked")
    before = {table: rows(desk.store, f"SELECT * FROM {table}") for table in tables}
    changed(desk, 7, adults=4)
    asked = len(desk.beds24.calls)
    report = reconcile(desk)
    assert [call[0] for call in desk.beds24.calls[asked:]] == ["bookings"] * 5
    assert report.run.traffic.requests == 5
    assert report.run.traffic.credits > 0
    assert desk.beds24.writes == []
    assert {table: rows(desk.store, f"SELECT * FROM {table}") for table in tables} == before


def test_the_window_reaches_from_30_days_back_over_every_open_stay_to_18_months_ahead(desk: Desk) -> None:
    settle(
        desk,
        stay(1, arrival=TODAY - 40 * DAY, departure=TODAY - 31 * DAY),
        stay(2, arrival=TODAY - 40 * DAY, departure=TODAY - 30 * DAY),
        stay(3, arrival=TODAY - 400 * DAY, departure=TODAY + DAY),
        stay(4, arrival=TODAY + 549 * DAY, departure=TODAY + 560 * DAY),
        stay(5, arrival=TODAY + 550 * DAY, departure=TODAY + 560 * DAY),
    )
    damage(desk, "UPDATE reservations SET adults = 9")
    reconcile(desk)
    assert {row.beds24_id for row in alive(desk)} == {2, 3, 4}


def test_a_stay_that_was_moved_out_of_the_window_there_is_asked_for_by_number(desk: Desk) -> None:
    settle(desk, stay(1))
    changed(desk, 1, arrival=TODAY + 700 * DAY, departure=TODAY + 702 * DAY)
    reconcile(desk)
    assert {(row.kind.value, row.field) for row in alive(desk)} == {("dates", "arrival"), ("dates", "departure")}


def test_the_night_compares_what_its_full_sync_has_just_read(desk: Desk) -> None:
    desk.beds24.put(*the_hotel(), stay(12, room_type_id=999, unit_id=4))
    desk.full()
    desk.clock.at += DAY
    changed(desk, 1, adults=3)
    asked = desk.asked()
    report = run_full_sync_job(desk.place, Trigger.SCHEDULE, Watch())
    assert desk.asked() - asked == 1
    assert report.run.kind is RunKind.FULL
    assert report.run.counts.updated == 1
    kinds = (
        "SELECT kind, outcome, requests, read, created, updated, unchanged, parked FROM runs ORDER BY id DESC LIMIT 1"
    )
    assert rows(desk.store, kinds) == [("reconcile", "done", 0, 18, 0, 0, 17, 1)]
    assert found(desk) == {("unmapped_room", 12, "room_id", "mapping")}


def test_every_night_leaves_its_figures_for_a_chart(desk: Desk) -> None:
    settle(desk, stay(1), stay(2))
    for adults in (3, 2):
        changed(desk, 1, adults=adults)
        reconcile(desk)
        desk.full()
        desk.clock.at += DAY
    reconcile(desk)
    with desk.store.reading() as session:
        nights = session.discrepancies.nights(TODAY - 5 * DAY)
        last = session.discrepancies.last_comparison()
    assert [(one.night - TODAY, one.open) for one in nights] == [(0 * DAY, 1), (DAY, 1), (2 * DAY, 0)]
    assert last == nights[-1]
    assert (nights[0].tally.upcoming, nights[0].tally.upcoming_agreeing) == (2, 1)


def test_a_comparison_by_hand_is_no_reason_to_put_off_what_is_due(desk: Desk) -> None:
    settle(desk, stay(1))
    before = due_wish(desk.place)
    reconcile(desk)
    after = due_wish(desk.place)
    assert (before and before.kind) is RunKind.ARRIVALS
    assert (after and after.kind) is RunKind.PULL  # the arrivals are proved by it, and nothing newer is read


def test_the_lists_of_checks_and_the_pill_leave_comparisons_aside(desk: Desk) -> None:
    settle(desk, stay(1))
    reconcile(desk)
    book, standing = RunBook(desk.store), SyncStatus(desk.store).standing()
    seen = (*book.page(9), *book.since_number(1), *book.stretch(NOW - DAY))
    assert {run.kind for run in seen} == {RunKind.FULL}
    assert book.figures(desk.clock.at).checks == 1
    assert standing.newest is not None
    assert standing.newest.kind is RunKind.FULL


def test_whether_messages_are_silent_goes_by_checks_that_bring_something(desk: Desk) -> None:
    settle(desk, stay(1))
    pulled = desk.pull().run.started_at
    desk.clock.at += MINUTE
    reconcile(desk)
    desk.clock.at += MINUTE
    desk.beds24.put(stay(2, modified_at=desk.clock.at))
    desk.clock.at += MINUTE
    desk.pull()
    with desk.store.reading() as session:
        (found,) = session.hearsay.unannounced(pulled, 10)
    assert found.asked_before == pulled


def test_one_booking_is_compared_alone_and_leaves_the_others_as_they_were(desk: Desk) -> None:
    settle(desk, stay(1), stay(2), stay(3))
    for number in (1, 2):
        changed(desk, number, adults=3)
    reconcile(desk)
    desk.pull()
    desk.clock.at += AN_HOUR
    asked = desk.asked()
    report = desk.run(RunKind.RECONCILE, only=1)
    assert desk.asked() - asked == 1
    assert report.run.counts == Counts(read=1, unchanged=1)
    assert {row.beds24_id for row in alive(desk)} == {2}
    assert rows(desk.store, "SELECT count(*) FROM comparisons") == [(1,)]


def test_one_room_of_a_group_is_told_in_the_same_way_alone(desk: Desk) -> None:
    settle(desk, *the_hotel())
    KINDS["a third room of the group"].plant(desk)
    reconcile(desk)
    desk.run(RunKind.RECONCILE, only=13)
    assert found(desk) == {KINDS["a third room of the group"].told}
    changed(desk, 18, group_id=555)
    desk.run(RunKind.RECONCILE, only=18)
    assert len(alive(desk)) == 2  # that its group is another one here; of the master nothing was asked


def test_one_booking_that_is_nowhere_is_no_difference(desk: Desk) -> None:
    settle(desk, stay(1))
    assert desk.run(RunKind.RECONCILE, only=77).run.outcome is Outcome.DONE
    assert found(desk) == set()


@pytest.mark.parametrize("page", [1, 2])
def test_a_comparison_that_broke_changes_nothing_and_says_why(desk: Desk, page: int) -> None:
    settle(desk, *(stay(number) for number in range(1, 6)))
    desk.beds24.page_size = 3
    changed(desk, 1, adults=3)
    reconcile(desk)
    desk.beds24.fail(TROUBLE, at_page=page)
    before = rows(desk.store, "SELECT * FROM discrepancies")
    report = reconcile(desk)
    assert (report.error, report.run.outcome, report.run.errors) == (TROUBLE, Outcome.FAILED, 1)
    assert rows(desk.store, "SELECT * FROM discrepancies") == before
    assert rows(desk.store, "SELECT outcome, message FROM runs ORDER BY id DESC LIMIT 1") == [
        ("failed", "Beds24 does not answer.")
    ]


def test_an_answer_that_lacks_too_many_is_not_believed(desk: Desk) -> None:
    settle(desk, *(stay(number) for number in range(1, 60)))
    desk.beds24.remove(*range(1, 50))
    report = reconcile(desk)
    assert report.run.outcome is Outcome.BRAKED
    assert "More than 3 of 59 known bookings" in report.run.message
    assert found(desk) == set()


def test_what_cannot_be_read_there_is_told_with_its_number_or_without(desk: Desk) -> None:
    settle(desk, stay(1), stay(2))
    desk.beds24.remove(2)  # it comes in another form
    desk.beds24.unreadable = tuple(
        ParkedItem(key, Cause.UNREADABLE, "It has no status.", b"{}", number)
        for key, number in (("booking:2", 2), ("item:ab", None))
    )
    report = reconcile(desk)
    assert found(desk) == {("unreadable", 2, "", "unreadable"), ("unreadable", None, "item:ab", "unreadable")}
    assert report.run.counts == Counts(read=3, unchanged=1, parked=2)


def test_what_was_read_again_here_meanwhile_is_left_to_the_next_time(desk: Desk) -> None:
    settle(desk, stay(1), stay(2))
    changed(desk, 1, adults=3)
    newer = later(desk.beds24.bookings[1], 60, adults=5)

    def a_webhook_comes(page: int) -> None:
        if page == 2:
            desk.clock.at += MINUTE
            damage(
                desk,
                "UPDATE reservations SET adults = 5, modified_at = ?, read_at = ? WHERE beds24_id = 1",
                moment_text(newer.modified_at),
                moment_text(desk.clock.at),
            )

    desk.beds24.page_size = 1
    desk.beds24.between_pages = a_webhook_comes
    report = reconcile(desk)
    assert found(desk) == set()
    assert report.reconciled is not None
    assert (report.reconciled.undecided, report.run.counts) == (frozenset({1}), Counts(read=2, unchanged=2))


def test_severity_goes_by_the_night_that_is_at_stake(desk: Desk) -> None:
    starts = {1: -1, 2: 0, 3: 7, 4: 8, 5: -3}
    settle(desk, *(stay(n, arrival=TODAY + d * DAY, departure=TODAY + (d + 2) * DAY) for n, d in starts.items()))
    for number in starts:
        changed(desk, number, unit_id=3 if number % 2 else 2)
    reconcile(desk)
    told = {row.beds24_id: row.severity.value for row in alive(desk)}
    assert told == {1: "tonight", 2: "tonight", 3: "next_7_days", 4: "later", 5: "cosmetic"}


def test_without_a_hotel_or_while_syncing_is_off_nothing_is_compared(desk: Desk, tmp_path: Any) -> None:
    switch_pull_sync(desk.store, on=False)
    with pytest.raises(SyncSwitchedOff):
        reconcile(desk)
    (tmp_path / "other").mkdir()
    with new_store(tmp_path / "other", None) as store:
        other = Desk(Workplace(store, FakeBeds24(), StillClock(NOW)), FakeBeds24(), StillClock(NOW))
        with pytest.raises(NotConnected):
            reconcile(other)
