"""Webhooks set up, spoiled and watched from outside: over the control interface and by the process's flags."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from console.simulator import serve
from console.simulator.__main__ import read_arguments
from console.simulator.control import Control
from tests.simulator.webhooks.receiver import House, Receiver

ROOT = Path(__file__).parents[3]
Pull = Callable[..., Any]


@pytest.fixture
def pull(house: House) -> Iterator[Pull]:
    with serve(house.simulator) as server, httpx.Client(base_url=server.control_url) as client:

        def order(verb: str, **body: object) -> Any:
            response = client.post(f"/{verb}", json=body)
            assert response.status_code == 200, response.text
            return response.json()

        yield order


def _stay(house: House, **more: object) -> dict[str, object]:
    room = house.simulator.hotel.room_types[0].id
    return {"roomId": room, "arrival": "2026-08-10", "departure": "2026-08-12", **more}


def test_everything_is_shown_and_set(pull: Pull, house: House) -> None:
    shown = pull("webhooks")
    assert shown["settings"]["url"] == house.receiver.url
    assert (shown["options"]["at_once"], shown["assumed"]["on_hard_delete"]) == (False, False)
    changed = pull(
        "webhooks",
        settings={"version": "none"},
        options={"at_once": True, "tunnels": {"https://a.example": "http://127.0.0.1:1"}},
        assumed={"retry_seconds": [5]},
    )
    assert changed["settings"]["version"] == "none"
    assert changed["options"]["tunnels"] == {"https://a.example": "http://127.0.0.1:1"}
    assert (changed["options"]["at_once"], changed["assumed"]["retry_seconds"]) == (True, [5])


def test_webhooks_are_sent_and_watched(pull: Pull, house: House) -> None:
    pull("webhook_fault", kind="loss", ids=[1])
    assert pull("webhook_fault", kind="wrong_secret")["webhook_faults"][1]["kind"] == "wrong_secret"
    assert [each["kind"] for each in pull("webhook_clear", kind="loss")["webhook_faults"]] == ["wrong_secret"]
    assert pull("webhook_clear")["webhook_faults"] == []
    number = pull("create", **_stay(house))["booking"]["id"]
    assert pull("deliveries")["waiting"] == 1
    pull("advance", seconds=60)
    (sent,) = pull("deliver")["delivered"]
    assert (sent["what"], sent["booking_id"], sent["outcome"]) == ("new", number, "delivered")
    (known,) = pull("deliveries", clear=True)["deliveries"]
    assert json.loads(known["tries"][0]["body"])["booking"]["id"] == number
    assert known["tries"][0]["code"] == 200
    assert pull("deliveries") == {"deliveries": [], "waiting": 0}


@pytest.mark.parametrize(
    ("verb", "order"),
    [
        ("webhooks", {"settings": {"version": "three"}}),
        ("webhooks", {"options": {"nonsense": 1}}),
        ("webhooks", {"assumed": {"nonsense": 1}}),
        ("webhook_fault", {"kind": "nonsense"}),
        ("webhook_fault", {}),
        ("webhook_clear", {"kind": "nonsense"}),
    ],
)
def test_a_wrong_order_is_refused(house: House, verb: str, order: object) -> None:
    assert Control(house.simulator).handle("POST", f"/_control/{verb}", json.dumps(order).encode()).status == 400


def test_the_process_sends_by_itself_as_its_flags_say(receiver: Receiver) -> None:
    words = ["--bookings", "20", "--pace", "6000", "--webhook-url", receiver.url, "--webhook-at-once"]
    words += ["--webhook-header", "X-Secret: 1", "--webhook-hmac", "s", "--inventory-url", receiver.url]
    command = [sys.executable, "-m", "console.simulator", *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            for _ in range(10):
                assert receiver.arrived.acquire(timeout=30)
        finally:
            running.terminate()
            assert running.wait(10) == 0
    bodies = [heard for heard in receiver.heard if "booking" in heard.json]
    assert bodies[0].header("X-Secret") == ["1"]
    assert bodies[0].header("X-Beds24-Signature")
    assert [heard for heard in receiver.heard if heard.json.get("action") == "SYNC_ROOM"]


def test_without_flags_nothing_is_sent() -> None:
    options = read_arguments([])
    assert (options.webhook_url, options.webhook_version, options.inventory_url) == ([], "twoWithPersonalData", "")
