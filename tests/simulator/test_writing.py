"""POST and DELETE /bookings as FACTS.md 4 describes them."""

from typing import Any

import pytest

from console.simulator import Assumptions, SimulatedClock, Simulator
from tests.simulator.caller import Caller

STAY = {"arrival": "2026-10-01", "departure": "2026-10-03"}


@pytest.fixture
def room(simulator: Simulator) -> int:
    return simulator.hotel.room_types[0].id


def _new(caller: Caller, room: int, **more: object) -> dict[str, Any]:
    answer = caller.post("/bookings", {"roomId": room, **STAY, **more})[0]
    assert answer["success"], answer
    new: dict[str, Any] = answer["new"]
    return new


def test_a_body_that_is_no_array_is_refused_as_recorded(caller: Caller) -> None:
    answer = caller.call("POST", "/bookings", body={"roomId": 1})
    assert answer.status == 400
    assert answer.json() == {"success": False, "code": 400, "error": "Request body must be an array"}


def test_a_new_booking_is_answered_whole_with_201(caller: Caller, room: int) -> None:
    answer = caller.call("POST", "/bookings", body=[{"roomId": room, **STAY, "price": 0}])
    content: Any = answer.json()
    assert answer.status == 201
    assert content[0]["new"] == caller.one(content[0]["new"]["id"])
    assert content[0]["info"] == [{"action": "new booking", "id": content[0]["new"]["id"]}]


def test_a_booking_made_by_api_says_so_whatever_was_sent(caller: Caller, room: int) -> None:
    made = _new(caller, room, referer="Booking.com", channel="booking", bookingTime="2020-01-01T00:00:00Z", id_="x")
    assert (made["referer"], made["channel"], made["apiSource"]) == ("API", "direct", "Direct")
    assert made["bookingTime"] == made["modifiedTime"] == "2026-08-04T09:00:00Z"


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"departure": "2026-10-03"}, "arrival"),
        ({**STAY, "arrival": "nonsense"}, "arrival"),
        ({**STAY, "arrival": "2026-10-03"}, "departure"),
        ({**STAY, "roomId": 5}, "roomId"),
        ({**STAY, "status": "deleted"}, "status"),
        ({**STAY, "numAdult": 100}, "numAdult"),
        ({**STAY, "numAdult": "2"}, "numAdult"),
        ({**STAY, "lastName": "x" * 101}, "lastName"),
        ({**STAY, "price": -1}, "price"),
        ({**STAY, "flagColor": "red"}, "flagColor"),
        ({**STAY, "masterId": 5}, "masterId"),
    ],
)
def test_a_refusal_comes_with_201_inside_the_envelope(
    caller: Caller, room: int, item: dict[str, object], field: str
) -> None:
    answer = caller.call("POST", "/bookings", body=[{"roomId": room, **item}])
    content: Any = answer.json()
    assert answer.status == 201
    assert content[0]["success"] is False
    assert content[0]["errors"][0]["action"] == "new booking"
    assert content[0]["errors"][0]["field"] == field
    assert caller.ids() == []


def test_answers_keep_the_order_of_the_items(caller: Caller, room: int) -> None:
    number = _new(caller, room)["id"]
    answers = caller.post("/bookings", {"id": 7}, {"roomId": room, **STAY}, {"id": number, "notes": "x"}, "nonsense")
    assert [answer["success"] for answer in answers] == [False, True, True, False]
    assert answers[0]["errors"] == [{"action": "modify booking", "message": "access denied"}]
    assert answers[2]["modified"] == {"notes": "x"}


def test_a_change_answers_only_what_changed_and_moves_the_modified_time(
    caller: Caller, room: int, clock: SimulatedClock
) -> None:
    number = _new(caller, room, lastName="Muster")["id"]
    clock.advance(90)
    answer = caller.post("/bookings", {"id": number, "departure": "2026-10-04", "lastName": "Muster"})
    assert answer == [{"success": True, "modified": {"departure": "2026-10-04"}}]
    assert caller.one(number)["modifiedTime"] == "2026-08-04T09:01:30Z"


def test_a_change_that_changes_nothing_leaves_the_modified_time(
    caller: Caller, room: int, clock: SimulatedClock
) -> None:
    number = _new(caller, room, notes="x")["id"]
    clock.advance(90)
    caller.post("/bookings", {"id": number, "notes": "x"})
    assert caller.one(number)["modifiedTime"] == "2026-08-04T09:00:00Z"


def test_a_cancellation_by_api_leaves_cancel_time_null(caller: Caller, room: int) -> None:
    number = _new(caller, room)["id"]
    caller.post("/bookings", {"id": number, "status": "cancelled"})
    assert (caller.one(number)["status"], caller.one(number)["cancelTime"]) == ("cancelled", None)


@pytest.mark.parametrize("by", ["channel", "panel"])
def test_other_cancellations_have_a_cancel_time(caller: Caller, room: int, by: str) -> None:
    number = _new(caller, room)["id"]
    caller.simulator.cancel(number, by)
    assert caller.one(number)["cancelTime"] == "2026-08-04T09:00:00Z"
    caller.post("/bookings", {"id": number, "status": "confirmed"})
    assert caller.one(number)["cancelTime"] is None


def test_overbooking_is_accepted_unless_availability_is_checked(
    caller: Caller, simulator: Simulator, room: int
) -> None:
    units = len(simulator.hotel.room_types[0].unit_names)
    taken = [_new(caller, room)["unitId"] for _ in range(units + 1)]
    assert taken == [*range(1, units + 1), 0]
    refused = caller.post("/bookings", {"roomId": room, **STAY, "actions": {"checkAvailability": True}})
    assert refused[0]["success"] is False
    assert len(caller.ids()) == units + 1


def test_an_availability_refusal_may_sit_in_the_warnings() -> None:
    simulator = Simulator(rooms=1, assumed=Assumptions(refusals_in_warnings=True))
    caller = Caller(simulator)
    item = {"roomId": simulator.hotel.room_types[0].id, **STAY, "actions": {"checkAvailability": True}}
    answers = caller.post("/bookings", item, item)
    assert answers[0]["success"] is True
    assert answers[1].keys() == {"success", "warnings"}


def test_a_free_unit_is_assigned_and_one_asked_for_is_kept(caller: Caller, room: int) -> None:
    assert _new(caller, room)["unitId"] == 1
    assert _new(caller, room)["unitId"] == 2
    assert _new(caller, room, unitId=1)["unitId"] == 1


def test_cancelled_bookings_and_inquiries_leave_the_room_free(caller: Caller, room: int) -> None:
    _new(caller, room, status="inquiry")
    _new(caller, room, status="cancelled")
    assert _new(caller, room)["unitId"] == 1


def test_a_missing_price_is_filled_in_but_an_explicit_zero_stays(caller: Caller, room: int) -> None:
    assert _new(caller, room, price=0)["price"] == 0
    assert _new(caller, room)["price"] == 2 * 72
    bare = Caller(Simulator(assumed=Assumptions(fills_missing_price=False)))
    assert _new(bare, room)["price"] == 0


def test_make_group_puts_the_items_together_under_the_first(caller: Caller, room: int) -> None:
    item = {"roomId": room, **STAY, "actions": {"makeGroup": True}}
    first, alone, second = (each["new"] for each in caller.post("/bookings", item, {"roomId": room, **STAY}, item))
    assert (first["masterId"], alone["masterId"], second["masterId"]) == (None, None, first["id"])
    group = caller.one(first["id"], includeBookingGroup="true")["bookingGroup"]
    assert group == {"master": first["id"], "ids": [first["id"], second["id"]]}


def test_a_master_of_null_takes_a_booking_out_of_its_group(caller: Caller, room: int) -> None:
    master = _new(caller, room)["id"]
    child = _new(caller, room, masterId=master)["id"]
    caller.post("/bookings", {"id": child, "masterId": None})
    assert caller.one(master, includeBookingGroup="true")["bookingGroup"] is None


def _items(caller: Caller, number: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = caller.one(number, includeInvoiceItems="true")["invoiceItems"]
    return items


def test_sub_items_are_added_changed_and_deleted_by_their_form(caller: Caller, room: int) -> None:
    number = _new(caller, room, invoiceItems=[{"type": "charge", "amount": 50, "qty": 2}])["id"]
    (charge,) = _items(caller, number)
    assert (charge["lineTotal"], charge["subType"], charge["bookingId"]) == (100, 7, number)
    caller.post("/bookings", {"id": number, "invoiceItems": [{"id": charge["id"], "qty": 3}]})
    assert _items(caller, number)[0]["lineTotal"] == 150
    caller.post("/bookings", {"id": number, "invoiceItems": [{"id": charge["id"]}]})
    assert _items(caller, number) == []


def test_a_payment_has_neither_quantity_nor_vat_and_a_negative_total(caller: Caller, room: int) -> None:
    number = _new(caller, room, invoiceItems=[{"type": "payment", "amount": 80.5}])["id"]
    (payment,) = _items(caller, number)
    assert (payment["amount"], payment["lineTotal"]) == (80.5, -80.5)
    assert not {"qty", "vatRate"} & payment.keys()


def test_a_bad_sub_item_makes_the_answer_false_though_the_booking_exists(caller: Caller, room: int) -> None:
    answer = caller.post("/bookings", {"roomId": room, **STAY, "infoItems": [{"text": "no code"}]})[0]
    assert answer["success"] is False
    assert caller.ids() == [answer["new"]["id"]]


def test_delete_is_permanent_and_answers_each_number(caller: Caller, room: int) -> None:
    number = _new(caller, room)["id"]
    answer = caller.call("DELETE", "/bookings", f"id={number}&id=5")
    content: Any = answer.json()
    assert answer.status == 201
    assert sorted(each["success"] for each in content) == [False, True]
    assert caller.ids() == []
    assert list(caller.simulator.book.deleted) == [number]


def test_sub_status_is_not_writable_unless_assumed(caller: Caller, room: int) -> None:
    assert _new(caller, room, subStatus="noShow")["subStatus"] == "none"
    willing = Caller(Simulator(assumed=Assumptions(accepts_sub_status=True)))
    assert _new(willing, room, subStatus="noShow")["subStatus"] == "noShow"


def test_too_large_a_body_and_too_many_items_are_refused(caller: Caller) -> None:
    assert caller.call("POST", "/bookings", body=[{}] * 10_001).status == 400
    assert caller.call("POST", "/bookings", body=["x" * 1_000_001]).status == 400


def test_a_message_goes_to_portal_bookings_only_and_leaves_the_modified_time(
    caller: Caller, room: int, clock: SimulatedClock
) -> None:
    direct = _new(caller, room)["id"]
    portal = caller.simulator.create({"roomId": room, **STAY, "channel": "airbnb"}).id
    clock.advance(60)
    sent = caller.post(
        "/bookings/messages", {"bookingId": portal, "message": "Willkommen"}, {"bookingId": direct, "message": "x"}
    )
    assert [each["success"] for each in sent] == [True, False]
    (message,) = caller.get("/bookings/messages", f"bookingId={portal}&source=host")["data"]
    assert (message["message"], message["roomId"]) == ("Willkommen", room)
    assert caller.one(portal)["modifiedTime"] == "2026-08-04T09:00:00Z"
    caller.post("/bookings/messages", {"id": message["id"], "read": False})
    assert caller.get("/bookings/messages", "filter=unread&maxAge=3")["count"] == 1
    assert caller.call("GET", "/bookings/messages", "maxAge=0").status == 400
