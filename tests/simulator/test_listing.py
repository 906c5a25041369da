"""GET /bookings: defaults, the cancellation trap, paging, order, scopes (FACTS.md 2 and 3)."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.simulator import Assumptions, SimulatedClock, Simulator
from console.simulator.bookings import FINANCIAL_KEYS, KEYS, PERSONAL_KEYS
from tests.simulator.caller import EVERY_STATUS, EVERYTHING, STATUSES, Caller

TODAY = date(2026, 8, 4)
RECORDED = Path(__file__).parents[2].parent / "shared" / "beds24" / "recorded"


def _book(caller: Caller, days: int = 10, **more: object) -> int:
    arrival = TODAY + timedelta(days=days)
    room = caller.simulator.hotel.room_types[0].id
    stay = {"roomId": room, "arrival": str(arrival), "departure": str(arrival + timedelta(days=2))}
    return caller.simulator.create({**stay, **more}).id


def test_a_booking_has_the_70_keys_of_the_recorded_one_in_their_order(caller: Caller) -> None:
    _book(caller)
    row = caller.rows()[0]
    assert tuple(row) == KEYS
    assert len(row) == 70
    if RECORDED.exists():
        recorded = json.loads((RECORDED / "bookings_page_created.json").read_text())
        assert list(row) == list(recorded["data"][0])


def test_without_statuses_everything_but_cancelled_comes(caller: Caller) -> None:
    made = {status: _book(caller, status=status) for status in STATUSES}
    listed = set(caller.ids("arrivalFrom=2026-01-01"))
    assert listed == set(made.values()) - {made["cancelled"]}


def test_a_cancelled_booking_is_invisible_to_modified_from_alone(caller: Caller, clock: SimulatedClock) -> None:
    number = _book(caller)
    seen = []
    for change in ({"notes": "a"}, {"notes": "b"}, {"status": "cancelled"}):
        clock.advance(5)
        caller.simulator.modify(number, change)
        seen.append(number in caller.ids("modifiedFrom=2026-08-04T09:00:00"))
    assert seen == [True, True, False]


def test_a_cancelled_booking_is_seen_with_all_statuses_as_repeated_keys(caller: Caller) -> None:
    number = _book(caller, status="cancelled")
    assert caller.ids(f"modifiedFrom=2026-08-04&{EVERY_STATUS}") == [number]


@pytest.mark.parametrize("status", STATUSES)
def test_asking_by_number_finds_any_status_and_any_time(caller: Caller, status: str) -> None:
    number = _book(caller, days=-400, status=status)
    assert caller.ids(f"id={number}") == [number]


def test_several_numbers_can_be_asked_for_at_once(caller: Caller) -> None:
    first, second, _ = _book(caller), _book(caller, status="cancelled"), _book(caller)
    assert set(caller.ids(f"id={first}&id={second}")) == {first, second}


def test_an_unknown_number_is_an_empty_page_and_no_error(caller: Caller) -> None:
    page = caller.get("/bookings", "id=1")
    assert (page["success"], page["count"], page["data"]) == (True, 0, [])


def test_without_any_filter_only_upcoming_stays_come(caller: Caller) -> None:
    past, leaving_today, future = _book(caller, -30), _book(caller, -2), _book(caller, 30)
    assert set(caller.ids("")) == {leaving_today, future}
    assert past in caller.ids("arrivalFrom=2026-01-01")


def test_modified_from_does_not_lift_the_upcoming_default_unless_assumed(caller: Caller) -> None:
    past = _book(caller, -30)
    assert caller.ids("modifiedFrom=2026-01-01") == []
    assert caller.ids("modifiedFrom=2026-01-01&arrivalFrom=2000-01-01") == [past]
    lenient = Caller(Simulator(assumed=Assumptions(modified_from_lifts_upcoming=True)))
    assert (
        lenient.ids("modifiedFrom=2026-01-01") == [] != [_book(lenient, -30)] == lenient.ids("modifiedFrom=2026-01-01")
    )


def test_upcoming_is_counted_in_the_time_of_the_house(caller: Caller, clock: SimulatedClock) -> None:
    leaves_today = _book(caller, -2)
    clock.advance(timedelta(hours=12, minutes=59))
    assert leaves_today in caller.ids("")
    clock.advance(timedelta(minutes=1))
    assert leaves_today not in caller.ids(""), "midnight in Vienna is 22:00 UTC in summer"


def test_a_hard_deleted_booking_leaves_no_trace(caller: Caller) -> None:
    number = _book(caller)
    caller.simulator.delete(number)
    assert caller.ids() == []
    assert caller.ids(f"id={number}") == []


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("arrivalFrom=04.08.2026", "Parameter arrivalFrom is in an invalid format. Expected format: YYYY-MM-DD"),
        ("departure=2026-02-30", "Parameter departure is in an invalid format. Expected format: YYYY-MM-DD"),
        ("status=confirmed,cancelled", "status"),
        ("status=bogus", "status"),
        ("channel=nowhere", "channel"),
        ("filter=everything", "filter"),
        ("id=12,13", "id"),
        ("page=0", "page"),
        ("page=two", "page"),
        ("includeGuests=perhaps", "includeGuests"),
        ("modifiedFrom=yesterday", "Parameter modifiedFrom is in an invalid format."),
        ("bookingTimeTo=2026-13-01T00:00:00", "bookingTimeTo"),
        ("modifiedFrom=2026-08-04T09:00:00%2B02:00", "modifiedFrom"),
    ],
)
def test_a_wrong_value_is_refused_with_the_parameters_name_and_costs_nothing(
    caller: Caller, query: str, text: str
) -> None:
    answer = caller.call("GET", "/bookings", query)
    content: Any = answer.json()
    assert (answer.status, content["code"], content["success"]) == (400, 400, False)
    assert text in content["error"]
    assert answer.header("X-Request-Cost") is None


@pytest.mark.parametrize("query", ["includeCancelled=true", "limit=5", "modifiedSince=never", "sort=id"])
def test_unknown_parameters_are_ignored(caller: Caller, query: str) -> None:
    number, cancelled = _book(caller), _book(caller, status="cancelled")
    assert caller.ids(query) == [number]
    assert cancelled not in caller.ids(query)


@pytest.mark.parametrize("moment", ["2026-08-04", "2026-08-04T09:00:00", "2026-08-04T09:00:00Z"])
def test_modified_from_takes_three_spellings(caller: Caller, moment: str) -> None:
    number = _book(caller)
    assert caller.ids(f"modifiedFrom={moment}") == [number]


def test_boundaries_are_inclusive_unless_assumed_otherwise(caller: Caller) -> None:
    strict = Caller(Simulator(assumed=Assumptions(dates_inclusive=False)))
    for each, expected in ((caller, 1), (strict, 0)):
        _book(each)
        for query in ("modifiedFrom=2026-08-04T09:00:00", "arrivalTo=2026-08-14", "departureFrom=2026-08-16"):
            assert len(each.ids(query)) == expected


@pytest.mark.parametrize(
    ("word", "days", "status", "shown"),
    [
        ("arrivals", 0, "confirmed", True),
        ("arrivals", 1, "confirmed", False),
        ("arrivals", 0, "black", False),
        ("departures", -2, "new", True),
        ("departures", -1, "new", False),
        ("current", -1, "request", True),
        ("current", -2, "confirmed", True),
        ("current", 1, "confirmed", False),
        ("current", 0, "inquiry", False),
        ("new", 90, "confirmed", True),
    ],
)
def test_the_named_filters_show_guests_only(caller: Caller, word: str, days: int, status: str, *, shown: bool) -> None:
    number = _book(caller, days, status=status)
    assert caller.ids(f"filter={word}") == ([number] if shown else [])


def test_the_other_filters_match_exactly(caller: Caller) -> None:
    number = _book(caller, apiReference="HM123", channel="airbnb", lastName="Öztürk", masterId=77)
    _book(caller)
    for query in (
        "apiReference=HM123",
        "channel=airbnb",
        "searchString=%C3%B6zt",
        "masterId=77&arrivalFrom=2026-01-01",
    ):
        assert caller.ids(query) == [number]
    assert len(caller.ids(f"propertyId={caller.simulator.hotel.id}")) == 2
    assert caller.ids("propertyId=1") == caller.ids("roomId=1") == []


def test_pages_hold_100_and_count_themselves_only(full: Caller) -> None:
    pages = list(full.pages())
    assert [page["count"] for page in pages] == [100, 100, 100, 50]
    assert [page["pages"]["nextPageExists"] for page in pages] == [True, True, True, False]
    assert pages[-1]["pages"]["nextPageLink"] is None
    assert pages[0]["pages"]["nextPageLink"].startswith("https://api.beds24.com/v2/bookings?")


def test_a_page_beyond_the_end_is_empty(full: Caller) -> None:
    assert full.get("/bookings", f"{EVERYTHING}&page=9")["data"] == []


def test_two_walks_differ_in_order_but_not_in_content(full: Caller) -> None:
    first, second = full.ids(), full.ids()
    assert first != second
    assert sorted(first) == sorted(second)


def test_the_order_is_the_same_for_the_same_seed() -> None:
    orders = []
    for _ in range(2):
        simulator = Simulator(seed=4)
        simulator.populate(150)
        orders.append(Caller(simulator).ids())
    assert orders[0] == orders[1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(0, 450), query=st.sampled_from([EVERYTHING, EVERY_STATUS, ""]))
def test_a_walk_meets_every_row_once_when_nothing_moves(seed: int, count: int, query: str) -> None:
    simulator = Simulator(seed=seed, credit_limit=10**6)
    simulator.populate(count)
    caller = Caller(simulator)
    met = caller.ids(query)
    assert len(met) == len(set(met))
    if query == EVERYTHING:
        assert set(met) == {booking.id for booking in simulator.book}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_booking_that_changes_during_a_walk_disturbs_nobody_else_by_more_than_one_place(seed: int) -> None:
    simulator = Simulator(seed=seed)
    simulator.populate(250)
    caller = Caller(simulator)
    before = [
        row["id"] for number in (1, 2, 3) for row in caller.get("/bookings", f"{EVERYTHING}&page={number}")["data"]
    ]
    page_one = caller.get("/bookings", f"{EVERYTHING}&page=1")["data"]
    changed = page_one[0]["id"]
    simulator.modify(changed, {"notes": "moved"})
    rest = [row["id"] for number in (2, 3) for row in caller.get("/bookings", f"{EVERYTHING}&page={number}")["data"]]
    missed = set(before) - {row["id"] for row in page_one} - set(rest)
    assert len(missed) <= 1


def test_another_version_of_the_service_has_other_keys() -> None:
    assumed = Assumptions(keys_omitted=("channel", "pcibookingToken"), keys_added=("mood",))
    caller = Caller(Simulator(assumed=assumed))
    _book(caller)
    assert set(KEYS) ^ caller.rows()[0].keys() == {"channel", "pcibookingToken", "mood"}


def test_without_the_personal_scope_the_twelve_keys_are_absent(simulator: Simulator) -> None:
    caller = Caller(simulator, ["read:bookings", "read:bookings-financial"])
    _book(caller, lastName="Muster")
    assert set(KEYS) - caller.rows()[0].keys() == set(PERSONAL_KEYS)
    assert len(PERSONAL_KEYS) == 12


def test_without_the_financial_scope_money_is_absent(simulator: Simulator) -> None:
    caller = Caller(simulator, ["read:bookings", "read:bookings-personal"])
    _book(caller, price=12.5)
    row = caller.rows(f"{EVERYTHING}&includeInvoiceItems=true")[0]
    assert set(KEYS) - row.keys() == set(FINANCIAL_KEYS)
    assert "invoiceItems" not in row


def test_the_include_flags_add_arrays_and_the_group(full: Caller) -> None:
    flags = "includeInvoiceItems=true&includeInfoItems=true&includeGuests=true&includeBookingGroup=true"
    rows = full.rows(f"{EVERYTHING}&{flags}")
    assert all({"invoiceItems", "infoItems", "guests", "bookingGroup"} <= row.keys() for row in rows)
    assert list(rows[0])[:3] == ["id", "masterId", "bookingGroup"]
    assert len(full.rows(f"{EVERYTHING}&includeBookingGroup=true")[0]) == 71


def test_guests_are_hidden_without_the_personal_scope(simulator: Simulator) -> None:
    caller = Caller(simulator, ["read:bookings"])
    _book(caller)
    assert "guests" not in caller.rows(f"{EVERYTHING}&includeGuests=true")[0]


def test_a_groups_master_has_no_master_but_carries_the_group(full: Caller) -> None:
    rows = {row["id"]: row for row in full.rows(f"{EVERYTHING}&includeBookingGroup=true")}
    children = [row for row in rows.values() if row["masterId"]]
    assert children
    for child in children:
        master = rows[child["masterId"]]
        assert master["masterId"] is None
        assert master["bookingGroup"] == child["bookingGroup"]
        assert master["bookingGroup"]["master"] == master["id"]
        assert {master["id"], child["id"]} <= set(master["bookingGroup"]["ids"])
        assert master["apiReference"] == child["apiReference"]
        assert (master["groupNote"], child["groupNote"]) == ("", None)


def test_times_are_utc_in_whole_seconds_and_money_is_whole_when_it_can_be(full: Caller) -> None:
    for row in full.rows():
        assert row["bookingTime"].endswith("Z")
        assert len(row["modifiedTime"]) == len("2026-08-06T13:28:29Z")
        assert row["bookingTime"] <= row["modifiedTime"] <= "2026-08-04T09:00:00Z"
        assert isinstance(row["price"], int) or row["price"] != int(row["price"])


def test_one_booking_has_no_path_of_its_own(caller: Caller) -> None:
    assert caller.call("GET", f"/bookings/{_book(caller)}").status == 500
    assert caller.call("GET", "/nowhere").status == 404


def test_the_next_link_can_drop_the_filters() -> None:
    simulator = Simulator(assumed=Assumptions(next_link_keeps_filters=False))
    simulator.populate(120)
    page = Caller(simulator).get("/bookings", EVERYTHING)
    assert page["pages"]["nextPageLink"] == "https://api.beds24.com/v2/bookings?page=2"
