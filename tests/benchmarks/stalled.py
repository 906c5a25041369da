"""A child of the stall's benchmark: the whole window, while 20,000 bookings are read and applied behind it.

`python -m tests.benchmarks.stalled COUNT` prints the longest gap between two turns of Qt's loop and the 99th
percentile, in milliseconds, as JSON.
"""

import json
import os
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.domain.runs import RunKind, Trigger
from console.house import House
from console.jobs.runner import Wish
from console.jobs.workplace import Workplace
from console.services.rooms import keep_property
from console.settings_wiring import settings_of
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier
from console.ui.opening import Opening, open_window
from console.ui.parts import Parts
from console.windowed import Wiring
from tests.benchmarks.bookings import HOTEL, bookings
from tests.fakes.beds24 import FakeBeds24
from tests.fakes.vault import FakeVault

_TURN_MS = 1
_PAGE = 1000
_QUIET_AFTER = 6.0


class Pulse:
    """Notes how long each turn of the loop let the next one wait, in milliseconds: `gaps` as they were, `own` without
    the time in which this thread was ready to run and others of this machine had the processors, as Linux counts it."""

    def __init__(self) -> None:
        self._last = self._waited = 0.0
        self._counted = -1
        self._timer: QTimer | None = None
        self.gaps: list[float] = []
        self.own: list[float] = []

    def start(self) -> None:
        """From now on, on the window's thread."""
        self._last = time.perf_counter()
        self._counted = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        self._waited = self._waiting()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start(_TURN_MS)

    def beat(self) -> None:
        now, waited = time.perf_counter(), self._waiting()
        gap = (now - self._last) * 1000
        self.gaps.append(gap)
        self.own.append(gap - (waited - self._waited))
        self._last, self._waited = now, waited

    def forget(self) -> None:
        """Begin anew."""
        self.gaps.clear()
        self.own.clear()

    def _waiting(self) -> float:
        return int(os.pread(self._counted, 80, 0).split()[1]) / 1e6


def main(count: int, folder: Path) -> None:
    """Open the window over an empty hotel, import, tell, end."""
    line = CommandLine(OpenWindow(), data_dir=folder)
    with Interrupts() as interrupts, House(line, Output(as_json=False), SystemClock(), interrupts) as house:
        house.take_charge()
        store = house.open_store()
        keep_property(store, HOTEL, "Europe/Vienna")
        beds24 = FakeBeds24(hotels=(HOTEL,), page_size=_PAGE)
        beds24.put(*bookings(count))
        place = Workplace(store, beds24, house.clock)
        wiring = Wiring(house, place, beds24.credits, settings_of(house, place, beds24, FakeVault(), None))
        pulse = Pulse()
        parts: list[Parts] = []

        def join(courier: Courier, saver: Saver) -> Parts:
            pulse.start()
            parts.append(wiring.join(courier, saver))
            return parts[0]

        def work(_courier: Courier) -> None:
            time.sleep(_QUIET_AFTER)
            pulse.forget()
            began = time.perf_counter()
            report = parts[0].runner.ask(Wish(RunKind.FULL, Trigger.MANUAL)).result()
            took = time.perf_counter() - began
            time.sleep(1.0)
            gaps = sorted(pulse.gaps)
            told = {
                "created": report.run.counts.created,
                "seconds": took,
                "longest": gaps[-1],
                "p99": gaps[int(len(gaps) * 0.99)],
                "worst": gaps[-8:],
            }
            print(json.dumps(told), flush=True)
            os._exit(0)

        connected = partial(store.database.connected, query_only=True)
        open_window(Opening(folder, house.clock, connected, join, work))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place_for_it:
        main(int(sys.argv[1]), Path(place_for_it))
