"""Faults can be switched on, counted, limited and switched off."""

import gzip
import json
import math
from typing import Any

import pytest

from console.simulator import BadItem, Fault, FaultKind, SimulatedClock, Simulator
from console.simulator.wire import Manner
from tests.simulator.caller import EVERYTHING, Caller


def _on(caller: Caller, kind: FaultKind, **more: Any) -> None:
    caller.simulator.switch_on(Fault(kind, **more))


def test_a_fault_strikes_once_and_is_gone(full: Caller) -> None:
    _on(full, FaultKind.HTTP_500)
    assert [full.call("GET", "/bookings").status for _ in range(3)] == [500, 200, 200]


def test_a_fault_can_strike_several_times_after_some_have_passed(full: Caller) -> None:
    _on(full, FaultKind.HTTP_500, times=2, skip=1)
    assert [full.call("GET", "/bookings").status for _ in range(4)] == [200, 500, 500, 200]


def test_a_fault_without_a_count_stays_until_it_is_cleared(full: Caller) -> None:
    _on(full, FaultKind.HTTP_500, times=None)
    _on(full, FaultKind.HEADERS_MISSING, times=None)
    assert [full.call("GET", "/bookings").status for _ in range(5)] == [500] * 5
    full.simulator.faults.clear(FaultKind.HTTP_500)
    assert full.call("GET", "/bookings").status == 200
    assert [fault.kind for fault in full.simulator.faults.showing()] == [FaultKind.HEADERS_MISSING]
    full.simulator.faults.clear()
    assert full.simulator.faults.showing() == ()


def test_a_fault_can_be_limited_to_a_path_and_a_method(full: Caller) -> None:
    _on(full, FaultKind.HTTP_500, path="/bookings", method="POST")
    assert full.call("GET", "/properties").status == 200
    assert full.call("GET", "/bookings").status == 200
    assert full.call("POST", "/bookings", body=[]).status == 500


def test_a_fault_with_a_probability_strikes_sometimes_and_alike_for_the_same_seed() -> None:
    def strikes() -> list[int]:
        caller = Caller(Simulator(seed=3, credit_limit=1000))
        _on(caller, FaultKind.HTTP_500, times=None, probability=0.3)
        return [caller.call("GET", "/bookings").status for _ in range(100)]

    assert 10 < strikes().count(500) < 60
    assert strikes() == strikes()


@pytest.mark.parametrize(
    ("kind", "status", "starts"),
    [
        (FaultKind.HTTP_500, 500, b'{"success":false'),
        (FaultKind.HTTP_502_HTML, 502, b"<html>"),
        (FaultKind.HTML_200, 200, b"<!DOCTYPE html>"),
        (FaultKind.HTTP_429, 429, b'{"success":false'),
        (FaultKind.EXPIRED_KEY, 401, b'{"success":false'),
        (FaultKind.EMPTY_ANSWER, 200, b""),
        (FaultKind.REDIRECT_ELSEWHERE, 302, b""),
    ],
)
def test_an_answer_is_replaced(full: Caller, kind: FaultKind, status: int, starts: bytes) -> None:
    _on(full, kind)
    answer = full.call("GET", "/bookings")
    assert (answer.status, answer.body[: len(starts)]) == (status, starts)
    assert full.simulator.log.entries()[-1].faults == (kind.value,)


def test_a_redirect_points_elsewhere(full: Caller) -> None:
    _on(full, FaultKind.REDIRECT_ELSEWHERE, detail="https://trap.example/")
    assert full.call("GET", "/bookings").header("Location") == "https://trap.example/"


def test_a_429_says_when_the_window_ends(full: Caller) -> None:
    _on(full, FaultKind.HTTP_429)
    answer = full.call("GET", "/bookings")
    assert answer.header("X-Five-Min-Limit-Remaining") == "0"
    assert answer.header("X-Five-Min-Limit-Resets-In") == "300"
    assert answer.header("Retry-After") is None


def test_an_expired_key_is_cured_by_a_refresh(full: Caller) -> None:
    _on(full, FaultKind.EXPIRED_KEY, path="/bookings")
    assert full.call("GET", "/bookings").status == 401
    assert full.renew(full.refresh_token).status == 200
    assert full.call("GET", "/bookings").status == 200


def test_a_broken_body_is_no_json(full: Caller) -> None:
    _on(full, FaultKind.TRUNCATED_JSON)
    with pytest.raises(ValueError, match=r"delimiter|string|value"):
        full.call("GET", "/bookings").json()


@pytest.mark.parametrize(
    ("kind", "manner", "seconds"),
    [(FaultKind.RESET, Manner.CUT, 0), (FaultKind.TIMEOUT, Manner.SILENT, 7), (FaultKind.SLOW, Manner.DRIP, 7)],
)
def test_a_delivery_is_spoiled(full: Caller, kind: FaultKind, manner: Manner, seconds: float) -> None:
    _on(full, kind, seconds=7)
    delivery = full.call("GET", "/bookings").delivery
    assert (delivery.manner, delivery.seconds) == (manner, seconds)


def test_a_write_whose_answer_is_lost_has_happened_all_the_same(caller: Caller) -> None:
    item = {"roomId": caller.simulator.hotel.room_types[0].id, "arrival": "2026-10-01", "departure": "2026-10-02"}
    for kind, applied in ((FaultKind.RESET, False), (FaultKind.HTTP_500, True), (FaultKind.HTTP_500, False)):
        _on(caller, kind, applied=applied)
        caller.call("POST", "/bookings", body=[item])
    assert len(caller.ids()) == 2


def test_a_huge_body_is_as_large_as_asked_and_still_json(full: Caller) -> None:
    _on(full, FaultKind.HUGE_BODY, size=3_000_000)
    answer = full.call("GET", "/bookings")
    assert len(answer.body) > 3_000_000
    assert isinstance(answer.json(), dict)


def test_a_gzip_bomb_is_small_on_the_wire(full: Caller) -> None:
    _on(full, FaultKind.GZIP_BOMB, size=5_000_000)
    answer = full.call("GET", "/bookings")
    assert answer.header("Content-Encoding") == "gzip"
    assert len(answer.body) < 20_000
    assert len(gzip.decompress(answer.body)) == 5_000_000


def test_credit_headers_can_be_missing_or_spelled_as_in_the_spec(full: Caller) -> None:
    _on(full, FaultKind.HEADERS_MISSING)
    _on(full, FaultKind.HEADERS_SPEC_SPELLING, skip=1)
    missing, spelled = full.call("GET", "/bookings"), full.call("GET", "/bookings")
    assert [name for name, _ in missing.headers if name.startswith("X-")] == []
    assert {name for name, _ in spelled.headers if name.startswith("X-")} == {
        "X-FiveMinCreditLimit",
        "X-FiveMinCreditLimit-Remaining",
        "X-FiveMinCreditLimit-ResetsIn",
        "X-RequestCost",
    }


def test_shifting_pages_make_a_naive_walk_miss_a_booking(full: Caller) -> None:
    _on(full, FaultKind.SHIFT_PAGES)
    met = full.ids()
    everyone = {booking.id for booking in full.simulator.book}
    assert len(everyone - set(met)) == 1
    assert len(met) == len(everyone)
    assert everyone == set(met) | set(full.ids())


def test_a_service_that_ignores_the_page_repeats_the_first(full: Caller) -> None:
    first = [row["id"] for row in full.get("/bookings", EVERYTHING)["data"]]
    _on(full, FaultKind.DUPLICATE_PAGE)
    second = full.get("/bookings", f"{EVERYTHING}&page=2")
    assert [row["id"] for row in second["data"]] == first
    assert second["pages"]["nextPageLink"].endswith("page=3")


def test_endless_pages_always_promise_another_one(full: Caller) -> None:
    _on(full, FaultKind.ENDLESS_PAGES, times=None)
    page = full.get("/bookings", f"{EVERYTHING}&page=50")
    assert page["pages"]["nextPageExists"] is True


def test_late_rows_show_up_only_after_a_while(full: Caller, clock: SimulatedClock) -> None:
    _on(full, FaultKind.LATE_ROWS, times=None, seconds=120)
    clock.advance(600)
    number = full.simulator.modify(full.ids()[0], {"notes": "late"}).id
    query = f"{EVERYTHING}&modifiedFrom=2026-08-04T09:10:00"
    assert number not in full.ids(query)
    assert full.ids(f"id={number}") == [number]
    clock.advance(120)
    assert full.ids(query) == [number]


def test_hidden_rows_are_found_by_their_number(full: Caller) -> None:
    number = full.ids()[0]
    _on(full, FaultKind.HIDE, times=None, ids=(number,))
    assert number not in full.ids()
    assert full.ids(f"id={number}") == [number]


def test_all_rows_can_be_hidden_at_once(full: Caller) -> None:
    _on(full, FaultKind.HIDE)
    assert full.ids() == []
    assert len(full.ids()) == 350


def test_a_price_can_be_not_a_number(full: Caller) -> None:
    _on(full, FaultKind.NAN_PRICE)
    rows = full.get("/bookings", EVERYTHING)["data"]
    assert sum(math.isnan(row["price"]) for row in rows) == 1


@pytest.mark.parametrize("kind", BadItem)
def test_one_item_of_a_page_can_be_unreadable_and_the_others_stay(full: Caller, kind: BadItem) -> None:
    clean = {row["id"]: row for row in full.rows()}
    _on(full, FaultKind.BAD_ITEM, detail=kind.value)
    rows = json.loads(full.call("GET", "/bookings", EVERYTHING).body)["data"]
    spoiled = [row for row in rows if not isinstance(row, dict) or clean.get(row.get("id")) != row]
    assert len(spoiled) == 1
    assert len(rows) == 100


@pytest.mark.parametrize(("area", "status"), [("bookings", 401), ("", 401), ("bookings-personal", 200)])
def test_a_lost_scope_hides_or_refuses(full: Caller, area: str, status: int) -> None:
    _on(full, FaultKind.SCOPE_LOST, detail=area)
    answer = full.call("GET", "/bookings", EVERYTHING)
    assert answer.status == status
    assert b'"lastName"' not in answer.body


@pytest.mark.parametrize("wrong", [{"detail": "nonsense"}, {"probability": 2}, {"seconds": -1}, {"times": -1}])
def test_a_wrong_fault_cannot_be_made(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"nonsense|negative"):
        Fault(FaultKind.BAD_ITEM, **wrong)


def test_row_faults_wait_for_a_list(full: Caller) -> None:
    _on(full, FaultKind.NAN_PRICE)
    full.get("/properties")
    assert b"NaN" in full.call("GET", "/bookings", EVERYTHING).body
