"""What one may do to the demo hotel while one watches."""

from datetime import timedelta

from console.simulator import Fault, FaultKind, Kind, Simulator

BURST = 20
_FIRST_NEW_ROOM = 990_001


class DemoControls:
    """Each verb takes the simulator's lock, so it may wait for a request that is being answered."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._new_room = _FIRST_NEW_ROOM

    def new_booking(self) -> None:
        """A channel sells a room."""
        self._simulator.happen(Kind.NEW_BOOKING)

    def change_booking(self) -> None:
        """A guest moves the dates."""
        self._simulator.happen(Kind.DATES_CHANGED)

    def cancel_booking(self) -> None:
        """A guest cancels at the channel."""
        self._simulator.happen(Kind.CANCELLED_BY_CHANNEL)

    def burst(self) -> None:
        """Many things at once, as on a Sunday evening."""
        self._simulator.happen(times=BURST)

    def add_room(self) -> None:
        """A booking for a room that nobody here has ever heard of."""
        today = self._simulator.hotel.today(self._simulator.clock.now())
        stay = {"arrival": str(today + timedelta(days=3)), "departure": str(today + timedelta(days=5))}
        guest = {"firstName": "Nadia", "lastName": "Neumann", "numAdult": 2, "status": "confirmed", "unitId": 1}
        self._simulator.create({"roomId": self._new_room, **stay, **guest})
        self._new_room += 1

    def cut_line(self) -> None:
        """No request gets through any more."""
        self.mend_line()
        self._simulator.switch_on(Fault(FaultKind.RESET, times=None))

    def mend_line(self) -> None:
        """Requests get through again."""
        self._simulator.faults.clear(FaultKind.RESET)

    def kill_key(self) -> None:
        """Beds24 no longer knows the key."""
        self.revive_key()
        self._simulator.switch_on(Fault(FaultKind.EXPIRED_KEY, times=None))

    def revive_key(self) -> None:
        """Beds24 knows the key again."""
        self._simulator.faults.clear(FaultKind.EXPIRED_KEY)
