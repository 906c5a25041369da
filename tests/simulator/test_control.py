"""The strings behind the scene, over HTTP as a demo or another process pulls them."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from console.simulator import Simulator, serve
from console.simulator.bookings import KEYS
from console.simulator.control import Control
from tests.simulator.caller import Caller

Pull = Callable[..., Any]


@pytest.fixture
def pull(simulator: Simulator) -> Iterator[Pull]:
    with serve(simulator) as server, httpx.Client(base_url=server.control_url) as client:

        def order(verb: str, **body: object) -> Any:
            response = client.post(f"/{verb}", json=body)
            assert response.status_code == 200, response.text
            return response.json()

        yield order


def _stay(simulator: Simulator, **more: object) -> dict[str, object]:
    room = simulator.hotel.room_types[0].id
    return {"roomId": room, "arrival": "2026-08-10", "departure": "2026-08-12", **more}


def test_an_invite_code_can_be_had_with_scopes(pull: Pull, simulator: Simulator) -> None:
    code = pull("invite", scopes=["read:bookings"])["code"]
    keys: Any = simulator.handle("GET", "/authentication/setup", (), {"code": code}).json()
    assert simulator.handle("GET", "/properties", (), {"token": keys["token"]}).status == 401


def test_faults_are_switched_on_and_off(pull: Pull, caller: Caller) -> None:
    shown = pull("fault", kind="hide", ids=[1, 2], times=None, path="/bookings")
    assert shown["faults"][0]["kind"] == "hide"
    pull("fault", kind="http_500", times=2)
    assert caller.call("GET", "/bookings").status == 500
    assert [fault["kind"] for fault in pull("clear", kind="http_500")["faults"]] == ["hide"]
    assert pull("clear")["faults"] == []


def test_time_is_moved_and_set_running(pull: Pull) -> None:
    assert pull("advance", seconds=60)["now"] == "2026-08-04T09:01:00Z"
    assert pull("speed", factor=0)["now"] == "2026-08-04T09:01:00Z"


def test_things_are_made_to_happen(pull: Pull) -> None:
    assert len(pull("happen", times=5)["happened"]) == 5
    (event,) = pull("happen", kind="new_booking")["happened"]
    (cancelled,) = pull("happen", kind="cancelled_in_panel", booking_id=event["booking_ids"][0])["happened"]
    assert cancelled["booking_ids"] == event["booking_ids"]


def test_a_booking_is_made_changed_cancelled_and_deleted(pull: Pull, simulator: Simulator) -> None:
    made = pull("create", **_stay(simulator, lastName="Muster", status="new"))["booking"]
    pull("advance", seconds=60)
    changed = pull("modify", id=made["id"], unitId=2, allowCancellation={"type": "never"})["booking"]
    assert (changed["unitId"], changed["modifiedTime"]) == (2, "2026-08-04T09:01:00Z")
    old = pull("modify", id=made["id"], modifiedTime="2026-08-01T00:00:00Z")["booking"]
    assert old["modifiedTime"] == "2026-08-01T00:00:00Z"
    assert pull("cancel", id=made["id"], by="api")["booking"]["cancelTime"] is None
    assert pull("delete", id=made["id"])["deleted"] == [made["id"]]


def test_the_truth_is_every_booking_with_every_key(pull: Pull, simulator: Simulator) -> None:
    pull("create", **_stay(simulator, status="cancelled"))
    pull("delete", id=pull("create", **_stay(simulator))["booking"]["id"])
    truth = pull("truth")
    assert tuple(truth["bookings"][0]) == KEYS
    assert truth["statuses"] == {"cancelled": 1}
    assert len(truth["deleted"]) == 1
    assert truth["webhooks"]["version"] == "one"
    assert truth["property_id"] == simulator.hotel.id


def test_keys_expire_and_credits_are_drained_on_order(pull: Pull, caller: Caller) -> None:
    pull("drain")
    assert caller.call("GET", "/bookings").status == 429
    pull("expire")
    assert caller.call("GET", "/bookings").status == 401


def test_the_log_is_shown_and_cleared(pull: Pull, caller: Caller) -> None:
    caller.call("GET", "/bookings", "id=7")
    shown = pull("log", clear=True)
    assert shown["requests"][-1] == {
        "at": "2026-08-04T09:00:00Z",
        "method": "GET",
        "path": "/bookings",
        "query": "id=7",
        "status": 200,
        "faults": [],
    }
    assert caller.token not in str(shown)
    assert pull("log")["requests"] == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/_control/nonsense", b"{}", 404),
        ("/_control/advance", b"{}", 400),
        ("/_control/advance", b"[]", 400),
        ("/_control/advance", b'{"seconds": -1}', 400),
        ("/_control/fault", b'{"kind": "nonsense"}', 400),
        ("/_control/fault", b'{"kind": "hide", "nonsense": 1}', 400),
        ("/_control/modify", b'{"id": 1, "notes": "x"}', 400),
        ("/_control/create", b'{"roomid": 1}', 400),
        ("/_control/create", b"not json", 400),
    ],
)
def test_a_wrong_order_is_refused_with_a_reason(simulator: Simulator, path: str, body: bytes, status: int) -> None:
    answer = Control(simulator).handle("POST", path, body)
    assert answer.status == status
    assert b"error" in answer.body


def test_control_takes_post_only(simulator: Simulator) -> None:
    assert Control(simulator).handle("GET", "/_control/truth", b"").status == 404
