"""Webhooks and the window: how soon one is seen, and how long the window stands still while many come."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.table import Figure

BOOKINGS = 20_000
WEBHOOKS, SECONDS = 500, 60
_VISIBLE_MS, _LONGEST_MS = 500.0, 50.0


def measure() -> Iterator[Figure]:
    """From the 200 to the row that was painted, and the longest gap between two turns of Qt's loop in a busy minute."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.heard", str(BOOKINGS), str(WEBHOOKS), str(SECONDS)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    told = json.loads(child.stdout.splitlines()[-1])
    visible, longest, own = told["visible"], told["longest"], told["own"]
    yield Figure(
        f"from the 200 of a webhook to its row on the screen, {BOOKINGS:,} reservations in the list",
        f"{statistics.median(visible):.0f} ms, longest {visible[-1]:.0f} ms",
        f"< {_VISIBLE_MS:.0f} ms",
        visible[-1] < _VISIBLE_MS,
    )
    yield Figure(
        f"longest stall while {WEBHOOKS} webhooks come in {SECONDS} s, without what other programs took",
        f"{own:.0f} ms ({longest:.0f} ms with it)",
        f"< {_LONGEST_MS:.0f} ms",
        own < _LONGEST_MS,
    )
