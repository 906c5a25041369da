"""`kill -9` of `serve` while Beds24's messages rain: what was acknowledged is there and worked off once, in order."""

import json
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console.domain.hooks import SIGNATURE_HEADER
from tests.cli.hooks import SECRET, all_worked_off, events, free_port, post
from tests.cli.running import Beds24Process, Console, make_quick_vault, until
from tests.webhook.door import signed

SENDERS = 4
PAUSE = 0.2
"""Twenty messages a second from all senders together: what the listener takes."""

LIFE = 1.5
FROM_THE_START = 0.25
"""The part of the processes that dies at any moment of its start; the others hear for up to `LIFE` seconds."""


class Sender:
    """Tells one change after the other of its own bookings, each again until it is acknowledged, as Beds24 does."""

    def __init__(self, name: int, port: int, bookings: list[dict[str, Any]]) -> None:
        self.acknowledged: list[tuple[int, str]] = []
        self.sent = 0
        self._name = name
        self._port = port
        self._bookings = bookings
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more; the last one may be without an answer."""
        self._stopping.set()
        self._thread.join()

    def _send(self) -> None:
        while not self._stopping.is_set():
            self.sent += 1
            booking = self._bookings[self.sent % len(self._bookings)]
            note = f"change-{self._name}-{self.sent}"
            body = self._body(
                booking | {"notes": note, "modifiedTime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}, note
            )
            while not self._stopping.wait(PAUSE):
                if self._is_acknowledged(body):
                    self.acknowledged.append((booking["id"], note))
                    break

    def _body(self, booking: dict[str, Any], note: str) -> bytes:
        """One half of the senders is a relay whose messages have ids, the other is Beds24 itself."""
        if self._name % 2:
            return json.dumps({"event": "booking.modified", "id": note, "booking": booking}).encode()
        return json.dumps({"timeStamp": booking["modifiedTime"], "booking": booking, "retries": 0}).encode()

    def _is_acknowledged(self, body: bytes) -> bool:
        try:
            return post(self._port, body, (SIGNATURE_HEADER, signed(body, SECRET))) == 200
        except OSError:  # it is dead just now
            return False


@pytest.fixture(scope="module")
def beds24() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", "60", "--seed", "9")
    yield process
    process.stop()


def kill_in_the_rain(folder: Path, beds24: Beds24Process, kills: int, seed: int) -> int:
    """How many messages were acknowledged in all, each of which changed its reservation once and in its turn."""
    chance = random.Random(seed)
    make_quick_vault(folder)
    console = Console(folder, beds24.url)
    assert console.connect(beds24).code == 0
    assert console.run("sync").code == 0
    assert console.run("webhook", "on", "--mode", "hmac", "--secret", "-", stdin=SECRET).code == 0
    port = free_port()
    bookings = beds24.order("truth")["bookings"]
    senders = [Sender(number, port, bookings[number::SENDERS]) for number in range(SENDERS)]
    try:
        for _ in range(kills):
            with console.process("serve", "--port", str(port)) as serving:
                if chance.random() >= FROM_THE_START:
                    serving.line_with("are heard at")
                threading.Event().wait(chance.uniform(0, LIFE))
                serving.stop(signal.SIGKILL)
        with console.process("serve", "--port", str(port)) as serving:
            serving.line_with("are heard at")
            heard = [len(sender.acknowledged) for sender in senders]
            until(lambda: all(len(one.acknowledged) > before for one, before in zip(senders, heard, strict=True)))
            for sender in senders:
                sender.stop()
            all_worked_off(console)
            serving.stop(signal.SIGTERM)
    finally:
        for sender in senders:
            sender.stop()
    return _all_is_there_once(console, senders)


def _all_is_there_once(console: Console, senders: list[Sender]) -> int:
    acknowledged = [told for sender in senders for told in sender.acknowledged]
    kept = events(console)
    assert {(event["state"], event["verdict"], event["attempts"]) for event in kept} == {("done", "applied", 1)}
    ids = [event["event_id"] for event in kept if event["event_id"]]
    assert len(ids) == len(set(ids))
    assert {note for sender in senders[1::2] for _, note in sender.acknowledged} <= set(ids)
    changes = [row for row in console.run("export", "history").json() if row["field"] == "notes"]
    effects = [(row["beds24_id"], row["new"]) for row in changes]
    assert len(effects) == len(set(effects)) == len(kept)
    for number, told in _in_turn(acknowledged).items():
        done = _in_turn(effects)[number]
        assert told in (done, done[:-1])  # the very last one may be kept without its sender having heard so
    return len(acknowledged)


def _in_turn(told: list[tuple[int, str]]) -> dict[int, list[str]]:
    """The notes of each booking, in their order."""
    return {number: [note for each, note in told if each == number] for number in Counter(each for each, _ in told)}


def test_ten_kills_lose_and_double_nothing_that_was_acknowledged(tmp_path: Path, beds24: Beds24Process) -> None:
    assert kill_in_the_rain(tmp_path / "hotel", beds24, kills=10, seed=1) > 50


@pytest.mark.slow
def test_two_hundred_kills_lose_and_double_nothing_that_was_acknowledged(tmp_path: Path, beds24: Beds24Process) -> None:
    assert kill_in_the_rain(tmp_path / "hotel", beds24, kills=200, seed=11) > 1000
