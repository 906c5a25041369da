"""The start, as whole processes: from nothing to the first painted rows, beside a window that does nothing.

What counts is the clock on the wall, less the time in which the thread that draws was ready and other programs had the
processors: on a shared machine it says how busy the others are, and it hits the longer of two starts harder.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from console.domain.applying import Source
from console.services.applying import Applying
from console.services.pull_sync import sync_bookings_to_pms
from console.services.rooms import keep_property
from console.store.files import open_data_folder
from console.store.opening import open_database
from console.store.spool import Received
from console.store.store import MIGRATIONS, Store
from tests.benchmarks.bookings import DAYS, HOTEL, bookings
from tests.benchmarks.table import Figure

RESERVATIONS = 20_000
_TIMES = 12
_MOST_RATIO, _MOST_MB = 3.0, 120.0
_PAGE = 500


def measure() -> Iterator[Figure]:
    """Each start many times in turn; the quickest of each, for there are neighbours. The first two of all compile."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        fill(Path(folder))
        found = [(_start(compiled, "bare"), _start(compiled, "window", folder)) for _ in range(1 + _TIMES)][1:]
    bare, window = (tuple(zip(*each, strict=True)) for each in zip(*found, strict=True))
    least, ours = min(bare[0]), min(window[0])
    ratio = ours / least
    told = f"{ratio:.2f} times ({ours * 1000:.0f} ms beside {least * 1000:.0f} ms)"
    what = f"start to the first painted rows, {RESERVATIONS:,} reservations"
    yield Figure(what, told, "<= 3 times", ratio <= _MOST_RATIO)
    more = statistics.median(window[1]) - statistics.median(bare[1])
    yield Figure("memory above a bare window", f"{more:.0f} MB", "<= 120 MB", more <= _MOST_MB)


def fill(folder: Path, count: int = RESERVATIONS) -> None:
    """A hotel's folder with so many reservations, the last of them made just now."""
    place = open_data_folder(folder)
    now = datetime.now(UTC)
    store = Store(open_database(place, MIGRATIONS, now).database)
    keep_property(store, HOTEL, "Europe/Vienna")
    context = Applying(property_id=HOTEL.property_id, currency="EUR", today=now.date(), at=now, source=Source.FULL_SYNC)
    given = iter(bookings(count, began=now - timedelta(days=DAYS)))
    with store.database.connected():
        while page := [Received(one, now) for one in islice(given, _PAGE)]:
            sync_bookings_to_pms(store, page, context)
    store.close()


def _start(compiled: str, *words: str) -> tuple[float, float]:
    """Seconds to the first painted rows, megabytes a little later; modules are compiled, as in an installed program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.painted", *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": compiled},
    )
    assert child.stdout is not None
    with child, child.stdout as told:
        assert told.readline().strip() == "painted"
        took = time.perf_counter() - began - _kept_waiting(child.pid)
        memory = float(told.readline())
    return took, memory


def _kept_waiting(process: int) -> float:
    """Seconds for which its first thread could have run, but no processor was free."""
    return int(Path(f"/proc/{process}/task/{process}/schedstat").read_text("ascii").split()[1]) / 1e9
