"""Lets life go on by itself: so many events per real minute, until stopped."""

import threading

from console.simulator.simulator import Simulator


class Pacemaker:
    """Makes events happen at `per_minute` of real time in a thread of its own."""

    def __init__(self, simulator: Simulator, per_minute: float) -> None:
        if per_minute <= 0:
            raise ValueError("the pace is a number of events per minute, above 0")
        self._simulator = simulator
        self._pause = 60 / per_minute
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pacemaker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, without waiting for the next event."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(self._pause):
            self._simulator.happen()
