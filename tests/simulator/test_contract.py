"""Every answer of the simulator, and every request made here, is held against the official description."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from console.simulator import BadItem, Fault, FaultKind, Simulator
from tests.simulator.caller import EVERYTHING, Caller
from tests.simulator.openapi import BreaksContract, official

HEADERS = {"token": "x", "content-type": "application/json"}
FLAGS = "includeInvoiceItems=true&includeInfoItems=true&includeGuests=true&includeBookingGroup=true"
STAY = {"arrival": "2026-10-01", "departure": "2026-10-03"}
RECORDED = Path(__file__).parents[2].parent / "shared" / "beds24" / "recorded"


def _exchange(caller: Caller, method: str, path: str, query: str = "", body: object = None) -> int:
    """Make a call, hold both sides against the description, give the status."""
    sent = b"" if body is None else json.dumps(body).encode()
    url = f"https://beds24.com/api/v2{path}?{query}"
    official().check_request(method, url, HEADERS, sent)
    answer = caller.call(method, path, query, body)
    official().check_answer(method, url, answer.status, answer.body)
    return answer.status


@pytest.fixture
def lived_in(full: Caller) -> Caller:
    full.simulator.happen(times=200)
    return full


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_every_page_of_bookings_keeps_the_contract(lived_in: Caller, page: int) -> None:
    query = f"{EVERYTHING}&{FLAGS}&modifiedFrom=2020-01-01T00:00:00&page={page}"
    assert _exchange(lived_in, "GET", "/bookings", query) == 200


@pytest.mark.parametrize(
    "query",
    [
        "",
        "id=1&id=2",
        "filter=arrivals",
        "channel=booking",
        "arrival=2026-08-04",
        "departureFrom=2026-08-04&departureTo=2026-09-04",
        "bookingTimeFrom=2026-08-04T00:00:00",
        "searchString=m%C3%BCller",
        "apiReference=HM1&apiReference=HM2&masterId=5&roomId=7&propertyId=345754",
    ],
)
def test_lists_by_any_filter_keep_the_contract(lived_in: Caller, query: str) -> None:
    assert _exchange(lived_in, "GET", "/bookings", query) == 200


def test_lists_with_few_scopes_keep_the_contract(simulator: Simulator) -> None:
    simulator.populate(50)
    assert _exchange(Caller(simulator, ["read:bookings"]), "GET", "/bookings", EVERYTHING) == 200


@pytest.mark.parametrize(
    "path",
    [
        "/properties?",
        "/properties?includeAllRooms=true&includeUnitDetails=true",
        "/bookings/messages?source=guest&filter=unread&maxAge=30",
        "/authentication/details?",
    ],
)
def test_the_other_lists_keep_the_contract(lived_in: Caller, path: str) -> None:
    where, _, query = path.partition("?")
    assert _exchange(lived_in, "GET", where, query) == 200


def test_writing_keeps_the_contract(lived_in: Caller) -> None:
    room = lived_in.simulator.hotel.room_types[0].id
    item = {"roomId": room, **STAY, "lastName": "Muster", "price": 0, "actions": {"checkAvailability": True}}
    known = lived_in.ids()[0]
    items = [item, {"id": known, "status": "cancelled"}, {"id": known, "masterId": None}, {"id": 1, "notes": "x"}]
    assert _exchange(lived_in, "POST", "/bookings", "", items) == 201
    assert _exchange(lived_in, "POST", "/bookings", "", [{"id": known, "infoItems": [{"id": 5}]}]) == 201
    assert _exchange(lived_in, "DELETE", "/bookings", f"id={known}&id=1") == 201
    assert _exchange(lived_in, "POST", "/bookings/messages", "", [{"bookingId": known, "message": "x"}]) == 201
    hooks = {"version": "twoWithPersonalData", "url": "https://a.example/", "customHeader": "X-A: 1"}
    assert _exchange(lived_in, "POST", "/properties", "", [{"id": 345754, "webhooks": hooks}]) == 201


def test_keys_keep_the_contract(simulator: Simulator) -> None:
    refresh = Caller(simulator).refresh_token
    exchanges = (
        ("GET", "setup", {"code": simulator.make_invite_code(), "deviceName": "desk"}),
        ("GET", "setup", {"code": "wrong"}),
        ("GET", "token", {"refreshToken": refresh}),
        ("GET", "token", {"refreshToken": "wrong"}),
        ("DELETE", "token", {"refreshToken": refresh}),
    )
    for method, name, headers in exchanges:
        url = f"https://beds24.com/api/v2/authentication/{name}"
        official().check_request(method, url, headers)
        answer = simulator.handle(method, f"/authentication/{name}", (), headers)
        if answer.body:
            official().check_answer(method, url, answer.status, answer.body)


@pytest.mark.parametrize(
    ("method", "path", "query", "status"),
    [
        ("GET", "/bookings", "arrivalFrom=x", 400),
        ("GET", "/bookings", "status=a,b", 400),
        ("POST", "/bookings", "", 400),
        ("GET", "/properties/rooms", "", 500),
    ],
)
def test_refusals_keep_the_contract(caller: Caller, method: str, path: str, query: str, status: int) -> None:
    answer = caller.call(method, path, query, {} if method == "POST" else None)
    assert answer.status == status
    official().check_answer(method, f"https://beds24.com/api/v2{path}", answer.status, answer.body)


@pytest.mark.parametrize("kind", [FaultKind.HTTP_500, FaultKind.HTTP_429, FaultKind.EXPIRED_KEY])
def test_honest_failures_keep_the_contract(full: Caller, kind: FaultKind) -> None:
    full.simulator.switch_on(Fault(kind))
    answer = full.call("GET", "/bookings")
    official().check_answer("GET", "https://beds24.com/api/v2/bookings", answer.status, answer.body)


@pytest.mark.parametrize(
    "kind",
    [
        BadItem.NOT_AN_OBJECT,
        BadItem.NULL,
        BadItem.TEXT_ID,
        BadItem.UNKNOWN_STATUS,
        BadItem.TEXT_PRICE,
        BadItem.NULL_ROOM,
        BadItem.NESTED_NAME,
        BadItem.ZERO_DATE,
    ],
)
def test_the_check_finds_a_bad_item(full: Caller, kind: BadItem) -> None:
    full.simulator.switch_on(Fault(FaultKind.BAD_ITEM, detail=kind.value))
    answer = full.call("GET", "/bookings", EVERYTHING)
    with pytest.raises(BreaksContract):
        official().check_answer("GET", "https://beds24.com/api/v2/bookings", 200, answer.body)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/bookings?limit=5", None),
        ("GET", "/bookings?status=confirmed,new", None),
        ("GET", "/bookings?arrivalFrom=04.08.2026", None),
        ("GET", "/bookings?modifiedFrom=1785834000", None),
        ("GET", "/bookings?id=abc", None),
        ("GET", "/nowhere", None),
        ("PUT", "/bookings", None),
        ("POST", "/bookings", {"roomId": 1}),
        ("POST", "/bookings", [{"id": 1, "numAdult": 100}]),
        ("POST", "/bookings", [{"id": 1, "subStatus": "noShow"}]),
        ("POST", "/properties", [{"id": 1, "webhooks": {"version": "two"}}]),
    ],
)
def test_the_check_finds_a_bad_request(method: str, path: str, body: object) -> None:
    sent = b"" if body is None else json.dumps(body).encode()
    with pytest.raises(BreaksContract):
        official().check_request(method, f"https://beds24.com/api/v2{path}", HEADERS, sent)


def test_a_request_without_a_key_breaks_the_contract() -> None:
    with pytest.raises(BreaksContract):
        official().check_request("GET", "https://beds24.com/api/v2/bookings", {})
    with pytest.raises(BreaksContract):
        official().check_request("GET", "https://beds24.com/api/v2/authentication/token", {})


def test_what_a_simulator_heard_can_be_checked_at_once(caller: Caller) -> None:
    caller.call("GET", "/bookings", EVERYTHING)
    caller.post("/bookings", {"id": 1, "notes": "x"})
    official().check_log(caller.simulator.log.entries())
    caller.call("GET", "/bookings", "limit=5")
    with pytest.raises(BreaksContract, match="limit"):
        official().check_log(caller.simulator.log.entries())


def test_the_recorded_pages_keep_the_contract() -> None:
    names = sorted(RECORDED.glob("bookings_page_*.json"))
    if not names:
        pytest.skip("the recorded bodies do not lie in ../shared/beds24 beside this checkout")
    for name in names:
        official().check_answer("GET", "https://beds24.com/api/v2/bookings", 200, name.read_bytes())


def test_the_simulator_takes_every_parameter_the_description_names(caller: Caller) -> None:
    known: Any = official().parameters("GET", "/bookings")
    assert "modifiedFrom" in known
    values = {"filter": "new", "channel": "airbnb", "status": "new", "searchString": "x", "apiReference": "x"}
    for name in known:
        value = values.get(name) or ("true" if name.startswith("include") else "2026-08-04")
        number = name in {"propertyId", "roomId", "id", "masterId", "page"}
        assert caller.call("GET", "/bookings", urlencode({name: "1" if number else value})).status == 200, name
        assert caller.call("GET", "/bookings", urlencode({name: "?"})).status == (
            200 if name in {"searchString", "apiReference"} else 400
        ), name


def test_every_channel_of_the_description_can_be_asked_for(caller: Caller) -> None:
    for code in official().words("GET", "/bookings", "channel"):
        assert caller.call("GET", "/bookings", f"channel={code}").status == 200, code
