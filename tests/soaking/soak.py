"""One soak: processes of their own for Beds24 and for `serve`, real webhooks between them, and a person at the desk."""

import json
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from console.cli.logs import log_file
from console.store.files import DataFolder
from tests.cli.hooks import SECRET, all_worked_off, events, free_port, hearing, tell_beds24
from tests.cli.running import Beds24Process, Console, Ran, make_quick_vault
from tests.soaking.watching import Change, Watcher, Weight

BOOKINGS = 300
ACT_EVERY = 5.0
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "loss", "probability": 0.05},
    {"kind": "duplicate", "probability": 0.08, "seconds": 5},
    {"kind": "late", "probability": 0.05, "seconds": 45},
    {"kind": "reorder", "probability": 0.1},
    {"kind": "array", "probability": 0.05},
    {"kind": "garbage", "probability": 0.02},
    {"kind": "wrong_secret", "probability": 0.02},
)
"""What becomes of webhooks on their way; what is refused comes again after a minute."""

QUIET_FOR_AT_MOST = 400.0
"""Seconds after the last change within which the next pull brings what was lost."""

_MAY_DIFFER = frozenset({"guest_id", "source"})
_KEPT_WHEN_BLANKED = frozenset({"guest_name", "email", "phone", "mobile", "price"})


@dataclass(frozen=True, slots=True)
class Soaked:
    """What was seen: changes with their delays, split by whether a webhook told of them; the process over time; how
    many webhooks came to which end; how long each act of the person took; what went wrong."""

    told: tuple[Change, ...]
    untold: tuple[Change, ...]
    weights: tuple[Weight, ...]
    outcomes: dict[str, int]
    duplicates: int
    acts: tuple[float, ...]
    failed_acts: tuple[str, ...]
    log_size: int
    errors: tuple[str, ...]
    differences: tuple[str, ...]


def soak(folder: Path, minutes: float, pace: float, seed: int = 1) -> Soaked:
    """Let the hotel live for so long, with so many events a minute, and wait until all of it has come here."""
    beds24 = Beds24Process("--bookings", str(BOOKINGS), "--seed", str(seed))
    try:
        console = _connected(folder / "hotel", beds24)
        port = free_port()
        tell_beds24(beds24, port)
        for fault in FAULTS:
            beds24.order("webhook_fault", times=None, **fault)
        with hearing(console, port) as serving:
            database = DataFolder(console.folder).database
            with Watcher(database, serving.process.pid) as watcher, _desk(console, folder, seed) as desk:
                _live(beds24, watcher, minutes, pace)
                _come_to_rest(beds24, watcher)
            all_worked_off(console)
            ran, _ = serving.stop(signal.SIGTERM)
        return _seen(folder, console, beds24, watcher, desk, ran)
    finally:
        beds24.stop()


def _connected(folder: Path, beds24: Beds24Process) -> Console:
    make_quick_vault(folder)
    console = Console(folder, beds24.url)
    assert console.connect(beds24).code == 0
    assert console.run("webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    return console


def _live(beds24: Beds24Process, watcher: Watcher, minutes: float, pace: float) -> None:
    pause = threading.Event()
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        began = time.monotonic()
        happened = beds24.order("happen")["happened"]
        watcher.expect(
            Change(number, each["kind"], each["at"], began) for each in happened for number in each["booking_ids"]
        )
        pause.wait(max(0.0, began + 60 / pace - time.monotonic()))


def _come_to_rest(beds24: Beds24Process, watcher: Watcher) -> None:
    """Nothing goes wrong any more; what was lost on the way comes with the next pull."""
    beds24.order("webhook_clear")
    pause = threading.Event()
    deadline = time.monotonic() + QUIET_FOR_AT_MOST
    while watcher.waiting() or beds24.order("deliveries")["waiting"]:
        assert time.monotonic() < deadline, f"{watcher.waiting()} changes never came"
        pause.wait(1)


class Desk:
    """A person who looks and does things by the command line, one after the other, while `serve` is at work."""

    def __init__(self, console: Console, folder: Path, seed: int) -> None:
        self.took: list[float] = []
        self.failed: list[str] = []
        self._console = console
        self._folder = folder
        self._chance = random.Random(seed)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.wait(ACT_EVERY):
            words = self._next_act()
            began = time.monotonic()
            ran = self._console.run(*words)
            self.took.append(time.monotonic() - began)
            if ran.code:
                self.failed.append(f"{' '.join(words)}: {ran.code}, {ran.err.strip()}")

    def _next_act(self) -> tuple[str, ...]:
        applied = [event for event in events(self._console) if event["verdict"] == "applied"]
        return self._chance.choice(self._acts(applied))

    def _acts(self, heard: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        acts = [
            ("events", "list"),
            ("export", "reservations"),
            ("export", "history", "--format", "csv"),
            ("webhook", "show"),
            ("backup", str(self._folder / f"copy-{len(self.took)}.db")),
        ]
        if heard:
            event = self._chance.choice(heard)
            acts += [("events", "replay", str(event["id"])), ("reservation", "show", str(event["beds24_id"]))]
        return acts


@contextmanager
def _desk(console: Console, folder: Path, seed: int) -> Iterator[Desk]:
    desk = Desk(console, folder, seed)
    try:
        yield desk
    finally:
        desk.stop()


def _seen(folder: Path, console: Console, beds24: Beds24Process, watcher: Watcher, desk: Desk, ran: Ran) -> Soaked:
    deliveries = beds24.order("deliveries")["deliveries"]
    told = {version for each in deliveries if each["outcome"] == "delivered" for version in _versions_in(each)}
    log = log_file(console.folder)
    lines = log.read_text().splitlines() if log.exists() else []
    return Soaked(
        told=tuple(each for each in watcher.changes if (each.beds24_id, each.at) in told),
        untold=tuple(each for each in watcher.changes if (each.beds24_id, each.at) not in told),
        weights=tuple(watcher.weights),
        outcomes=Counter(each["outcome"] for each in deliveries),
        duplicates=sum(event["duplicates"] for event in events(console)),
        acts=tuple(desk.took),
        failed_acts=tuple(desk.failed),
        log_size=log.stat().st_size if log.exists() else 0,
        errors=tuple(line for line in [*lines, *ran.err.splitlines()] if " ERROR " in line or "Traceback" in line),
        differences=tuple(_differences(folder, console, beds24)),
    )


def _versions_in(delivery: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """The versions of bookings that one webhook told, by number and time of change."""
    for made in delivery["tries"]:
        if made["code"] == HTTPStatus.OK:
            told = json.loads(made["body"])
            for each in told if isinstance(told, list) else [told]:
                yield each["booking"]["id"], each["booking"]["modifiedTime"]


def _differences(folder: Path, console: Console, beds24: Beds24Process) -> Iterator[str]:
    """How the store is not as one that reads all of Beds24 for the first time now, though only `serve` has read."""
    fresh = _connected(folder / "fresh", beds24)
    assert fresh.run("sync", "--full").code == 0
    ours, right = (_reservations(each) for each in (console, fresh))
    if ours.keys() != right.keys():
        yield f"other bookings: {sorted(ours.keys() ^ right.keys())}"
    for number in ours.keys() & right.keys():
        for name, wanted in right[number].items():
            here = ours[number][name]
            if name not in _MAY_DIFFER and here != wanted and not _is_kept(name, here, wanted):
                yield f"{number}.{name}: {here!r} here, {wanted!r} at Beds24"


def _is_kept(name: str, here: Any, wanted: Any) -> bool:
    """Whether a portal has blanked it since: such values are kept (DESIGN.md section 2), a name by its parts."""
    return name in _KEPT_WHEN_BLANKED and (not wanted or (name == "guest_name" and wanted in here))


def _reservations(console: Console) -> dict[int, dict[str, Any]]:
    return {row["beds24_id"]: row for row in console.run("export", "reservations").json()}
