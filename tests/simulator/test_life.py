"""The hotel lives: each kind of event, as the real service would show it."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.simulator import Kind, SimulatedClock, Simulator
from console.simulator.bookings import Booking, Status
from tests.simulator.caller import Caller


def _happen(full: Caller, kind: Kind, booking_id: int | None = None) -> int:
    (happening,) = full.simulator.happen(kind, booking_id)
    assert happening.kind is kind
    assert happening.booking_ids, f"nothing to do for {kind}"
    return happening.booking_ids[0]


def _made(full: Caller, **more: object) -> int:
    hotel = full.simulator.hotel
    stay = {"roomId": hotel.room_types[1].id, "arrival": "2027-03-01", "departure": "2027-03-04", "unitId": 1}
    return full.simulator.create({**stay, **more}).id


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_event_finds_something_to_do(full: Caller, kind: Kind) -> None:
    assert _happen(full, kind)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.MESSAGE, Kind.HARD_DELETE}])
def test_what_happens_is_seen_by_its_modified_time(full: Caller, clock: SimulatedClock, kind: Kind) -> None:
    clock.advance(3600)
    number = _happen(full, kind)
    if kind is Kind.DOUBLE_BOOKING:
        number = full.simulator.life.happened[-1].booking_ids[1]
    assert full.one(number)["modifiedTime"] == "2026-08-04T10:00:00Z"


def test_a_message_leaves_the_booking_as_it_is(full: Caller, clock: SimulatedClock) -> None:
    before = {row["id"]: row for row in full.rows()}
    clock.advance(3600)
    number = _happen(full, Kind.MESSAGE)
    assert full.one(number) == before[number]
    assert full.get("/bookings/messages", f"bookingId={number}")["data"][0]["source"] == "guest"


def test_opening_in_the_panel_confirms_and_rounds_money(full: Caller) -> None:
    number = _made(full, status="new", commission=133943.31, price=750300)
    _happen(full, Kind.OPENED_IN_PANEL, number)
    row = full.one(number)
    assert (row["status"], row["commission"], row["price"]) == ("confirmed", 133943, 750300)


def test_a_cancellation_at_booking_com_wipes_price_and_items(full: Caller) -> None:
    number = _made(full, channel="booking", price=708, commission=106.2)
    _happen(full, Kind.CANCELLED_BY_CHANNEL, number)
    row = full.one(number, includeInvoiceItems="true")
    assert (row["status"], row["price"], row["commission"]) == ("cancelled", 0, 0)
    assert [item["description"] for item in row["invoiceItems"]] == ["Cancel Fee"]
    assert "totalprice=0" in row["apiMessage"]
    assert row["cancelTime"] == row["modifiedTime"]


def test_a_cancellation_elsewhere_keeps_the_price(full: Caller) -> None:
    number = _made(full, channel="expedia", price=708)
    _happen(full, Kind.CANCELLED_BY_CHANNEL, number)
    assert full.one(number)["price"] == 708


def test_a_cancellation_by_api_has_no_cancel_time(full: Caller) -> None:
    assert full.one(_happen(full, Kind.CANCELLED_BY_API))["cancelTime"] is None


def test_a_group_is_cancelled_room_by_room_minutes_apart(full: Caller, clock: SimulatedClock) -> None:
    master = _made(full)
    children = [_made(full, masterId=master, unitId=unit) for unit in (2, 3)]
    _happen(full, Kind.GROUP_CANCELLED, children[0])

    def cancelled() -> int:
        return sum(full.one(number)["status"] == "cancelled" for number in (master, *children))

    seen = [cancelled()]
    for _ in range(2):
        clock.advance(timedelta(minutes=2))
        seen.append(cancelled())
    assert seen == [1, 2, 3]
    assert full.one(children[1])["cancelTime"] == "2026-08-04T09:04:00Z"


def test_an_inquiry_becomes_a_request_and_then_a_booking_under_the_same_number(full: Caller) -> None:
    number = _happen(full, Kind.INQUIRY)
    assert (full.one(number)["status"], full.one(number)["channel"]) == ("inquiry", "airbnb")
    _happen(full, Kind.INQUIRY_TO_REQUEST, number)
    assert full.one(number)["status"] == "request"
    _happen(full, Kind.REQUEST_CONFIRMED, number)
    assert full.one(number)["status"] == "confirmed"


def test_a_unit_move_changes_the_unit_and_a_room_move_the_type(full: Caller) -> None:
    number = _made(full)
    before = full.one(number)
    _happen(full, Kind.UNIT_MOVED, number)
    moved = full.one(number)
    assert (moved["roomId"], moved["unitId"]) != (before["roomId"], before["unitId"])
    assert moved["roomId"] == before["roomId"]
    _happen(full, Kind.ROOM_MOVED, number)
    assert full.one(number)["roomId"] != before["roomId"]


def test_a_new_group_shares_reference_and_master(full: Caller) -> None:
    (happening,) = full.simulator.happen(Kind.NEW_GROUP)
    rows = [full.one(number) for number in happening.booking_ids]
    assert len(rows) >= 2
    assert [row["masterId"] for row in rows] == [None] + [rows[0]["id"]] * (len(rows) - 1)
    assert len({row["apiReference"] for row in rows}) == 1


def test_portal_bookings_arrive_as_new_and_typed_ones_as_confirmed(full: Caller) -> None:
    assert full.one(_happen(full, Kind.NEW_BOOKING))["status"] == "new"
    assert full.one(_happen(full, Kind.DIRECT_BOOKING))["status"] == "confirmed"


def test_forgotten_contacts_come_as_empty_strings(full: Caller) -> None:
    row = full.one(_happen(full, Kind.CONTACTS_FORGOTTEN))
    assert (row["email"], row["phone"], row["firstName"]) == ("", "", "")


def test_a_hard_delete_is_known_to_the_truth_only(full: Caller) -> None:
    number = _happen(full, Kind.HARD_DELETE)
    assert full.get("/bookings", f"id={number}")["count"] == 0
    assert full.simulator.book.deleted == [number]


def test_an_empty_house_still_gets_bookings() -> None:
    simulator = Simulator()
    simulator.happen(times=30)
    assert len(simulator.book) > 5


def test_the_same_seed_lives_the_same_life() -> None:
    def live() -> list[object]:
        simulator = Simulator(seed=9)
        simulator.populate(60)
        return [simulator.happen(times=80), list(simulator.book)]

    assert live() == live()


def _sold_twice(book: list[Booking]) -> bool:
    nights = Counter(
        (each.room_id, each.unit_id, night)
        for each in book
        if each.blocks and each.unit_id
        for night in range(each.arrival.toordinal(), each.departure.toordinal())
    )
    return any(times > 1 for times in nights.values())


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), events=st.integers(1, 120))
def test_life_never_sells_a_room_twice_by_itself_nor_breaks_a_stay(seed: int, events: int) -> None:
    simulator = Simulator(seed=seed, rooms=6)
    simulator.populate(30)
    simulator.happen(times=events)
    book = list(simulator.book)
    assert not _sold_twice(book)
    assert all(each.arrival < each.departure for each in book)
    assert all(each.booking_time <= each.modified_time for each in book)


def test_a_double_booking_happens_when_asked_for(full: Caller) -> None:
    full.simulator.happen(Kind.DOUBLE_BOOKING)
    assert _sold_twice(list(full.simulator.book))


def test_a_no_show_keeps_its_status(full: Caller) -> None:
    row = full.one(_happen(full, Kind.NO_SHOW))
    assert row["subStatus"] == "noShow"
    assert row["arrival"] <= "2026-08-04"
    assert row["status"] in {Status.NEW, Status.CONFIRMED}
