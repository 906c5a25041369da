"""`kill -9` of `serve` while Beds24's messages rain: what was acknowledged is there, and was worked off once."""

import json
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.domain.webhook_setup import USUAL_HEADER
from tests.cli.hooks import SECRET, all_worked_off, events, free_port, post
from tests.cli.running import Beds24Process, Console, make_quick_vault, until

PAUSE = 0.06
"""Sixteen messages a second: below what the listener takes from one sender."""


class Rain:
    """Sends one message after the other, each with a number of its own, and remembers what was acknowledged."""

    def __init__(self, port: int, bookings: list[dict[str, Any]], seed: int) -> None:
        self.acknowledged: set[str] = set()
        self._port = port
        self._bookings = bookings
        self._chance = random.Random(seed)
        self._stopping = threading.Event()
        self._number = 0
        self._thread = threading.Thread(target=self._fall)

    def __enter__(self) -> "Rain":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _fall(self) -> None:
        while not self._stopping.wait(PAUSE):
            self._number += 1
            name = f"evt_{self._number}"
            booking = self._chance.choice(self._bookings)
            body = json.dumps({"event": "booking.modified", "id": name, "booking": booking}).encode()
            try:
                code = post(self._port, body, (USUAL_HEADER, SECRET))
            except OSError:  # it is dead just now
                continue
            if code == 200:
                self.acknowledged.add(name)


@pytest.fixture(scope="module")
def beds24() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", "60", "--seed", "9")
    yield process
    process.stop()


def kill_in_the_rain(folder: Path, beds24: Beds24Process, kills: int, seed: int) -> int:
    """How many messages were acknowledged in all, each of which is there at the end and was worked off once."""
    chance = random.Random(seed)
    make_quick_vault(folder)
    console = Console(folder, beds24.url)
    assert console.connect(beds24).code == 0
    console.run("webhook", "on", "--secret", "-", stdin=SECRET)
    port = free_port()
    truth = beds24.order("truth")["bookings"]
    with Rain(port, truth, seed) as rain:
        for _ in range(kills):
            before = len(rain.acknowledged)
            with console.process("serve", "--port", str(port)) as serving:
                least = before + chance.randint(1, 12)
                until(lambda: len(rain.acknowledged) >= least)  # noqa: B023 - asked in this turn only
                threading.Event().wait(chance.uniform(0, PAUSE))
                serving.stop(signal.SIGKILL)
    with console.process("serve", "--port", str(port)) as serving:
        all_worked_off(console)
        until(lambda: _everything_read(console, len(truth)))
        serving.stop(signal.SIGTERM)
    kept = [event["event_id"] for event in events(console)]
    assert len(kept) == len(set(kept))
    assert rain.acknowledged <= set(kept)
    done = {event["event_id"]: event for event in events(console)}
    assert {done[name]["state"] for name in rain.acknowledged} == {"done"}
    assert {done[name]["attempts"] for name in rain.acknowledged} == {1}
    rows = console.run("export", "history").json()
    created = [row["beds24_id"] for row in rows if row["field"] == "created"]
    assert len(created) == len(set(created)) == len(truth)
    return len(rain.acknowledged)


def _everything_read(console: Console, number: int) -> bool:
    return len(console.run("export", "reservations").json()) == number


def test_two_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, beds24: Beds24Process) -> None:
    assert kill_in_the_rain(tmp_path / "hotel", beds24, kills=2, seed=1) > 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_ten_kills_lose_nothing_that_was_acknowledged(tmp_path: Path, beds24: Beds24Process, seed: int) -> None:
    assert kill_in_the_rain(tmp_path / "hotel", beds24, kills=10, seed=seed) > 10
