"""How long the window stands still while a big import is read and applied behind it, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.table import Figure

BOOKINGS = 20_000
_LONGEST_MS, _USUAL_MS = 50.0, 16.0


def measure() -> Iterator[Figure]:
    """The longest gap between two turns of Qt's loop, and the one that 99 of 100 keep under."""
    child = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.stalled", str(BOOKINGS)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    told = json.loads(child.stdout.splitlines()[-1])
    longest, usual = told["longest"], told["p99"]
    what = f"while {BOOKINGS:,} bookings are applied"
    yield Figure(f"longest stall {what}", f"{longest:.0f} ms", f"< {_LONGEST_MS:.0f} ms", longest < _LONGEST_MS)
    yield Figure(f"99th percentile {what}", f"{usual:.1f} ms", f"< {_USUAL_MS:.0f} ms", usual < _USUAL_MS)
