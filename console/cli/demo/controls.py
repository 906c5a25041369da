"""What one may do to the demo hotel while one watches."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from console.simulator import Fault, FaultKind, Kind, Simulator, WebhookFault, WebhookFaultKind
from console.simulator.bookings import Booking, Status

BURST = 20
_DEARER = 20.0
_STAYS = frozenset({Status.CONFIRMED, Status.NEW})
_FIRST_NEW_ROOM = 990_001
_NIGHTS, _AHEAD = 2, 90
_RIVALS = (("booking", "Booking.com", "Clara", "Seidel"), ("airbnb", "Airbnb", "Emil", "Vogt"))

_QUIETLY: tuple[Callable[[Booking], Booking], ...] = (
    lambda one: replace(one, num_adult=one.num_adult + 1),
    lambda one: replace(one, price=one.price + _DEARER),
    lambda one: replace(one, notes="Late arrival, after 22:00."),
)


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

    def let_differ(self) -> None:
        """Coming bookings change at Beds24 without a trace, by no message and with no new time of change, and one is
        deleted: only comparing both sides finds that."""
        simulator = self._simulator
        with simulator.lock:
            coming = self._coming()
            for one, alter in zip(coming, _QUIETLY, strict=False):  # a hotel in which hardly anybody comes has fewer
                simulator.book.put(alter(one), quiet=True)
            for one in coming[len(_QUIETLY) : len(_QUIETLY) + 1]:
                simulator.book.delete(one.id, quiet=True)

    def _coming(self) -> list[Booking]:
        """Stays by themselves that begin on a later day than today, the next first."""
        today = self._simulator.hotel.today(self._simulator.clock.now())
        coming = (one for one in self._simulator.book if one.arrival > today and one.status in _STAYS)
        return sorted((one for one in coming if one.master_id is None), key=lambda one: (one.arrival, one.id))

    def sell_twice(self) -> None:
        """Two portals sell the same room within moments of each other, while a room beside it is free."""
        place = next(self._places_with_another(), None)
        if place is None:
            return
        room_id, unit, arrival = place
        stay = {"arrival": str(arrival), "departure": str(arrival + timedelta(days=_NIGHTS)), "status": "confirmed"}
        for channel, source, first, last in _RIVALS:
            sold = {"channel": channel, "apiSource": source, "firstName": first, "lastName": last, "numAdult": 2}
            self._simulator.create({"roomId": room_id, "unitId": unit, **stay, **sold})

    def _places_with_another(self) -> Iterator[tuple[int, int, date]]:
        """Types, units and days of arrival where the unit and one more of its type are free, the next first."""
        simulator = self._simulator
        with simulator.lock:
            today = simulator.hotel.today(simulator.clock.now())
            for arrival in (today + timedelta(days=ahead) for ahead in range(2, _AHEAD)):
                for room in simulator.hotel.room_types:
                    until = arrival + timedelta(days=_NIGHTS)
                    free = simulator.book.free_units(room.id, room.units, arrival, until)
                    if len(free) > 1:
                        yield room.id, free[0], arrival

    def cut_line(self) -> None:
        """No request gets through any more, in neither direction."""
        self.mend_line()
        self._simulator.switch_on(Fault(FaultKind.RESET, times=None))
        self._simulator.hooks.switch_on(WebhookFault(WebhookFaultKind.UNREACHABLE, times=None))

    def mend_line(self) -> None:
        """Requests get through again; Beds24 repeats its messages when their next try is due."""
        self._simulator.faults.clear(FaultKind.RESET)
        self._simulator.hooks.clear_faults(WebhookFaultKind.UNREACHABLE)

    def silence_messages(self) -> None:
        """Beds24 sends no message any more, and says nothing about that."""
        self.revive_messages()
        self._simulator.hooks.switch_on(WebhookFault(WebhookFaultKind.LOSS, times=None))

    def revive_messages(self) -> None:
        """Beds24 sends messages again; those that were lost stay lost."""
        self._simulator.hooks.clear_faults(WebhookFaultKind.LOSS)

    def send_twice(self) -> None:
        """A message that comes once more a minute later."""
        self._simulator.hooks.switch_on(WebhookFault(WebhookFaultKind.DUPLICATE, seconds=60))
        self._simulator.happen(Kind.PRICE_CHANGED)

    def send_false_secret(self) -> None:
        """A message that does not prove itself, then the same as it should be."""
        self._simulator.hooks.switch_on(WebhookFault(WebhookFaultKind.WRONG_SECRET))
        self._simulator.happen(Kind.PRICE_CHANGED)

    def kill_key(self) -> None:
        """Beds24 no longer knows the key."""
        self.revive_key()
        self._simulator.switch_on(Fault(FaultKind.EXPIRED_KEY, times=None))

    def revive_key(self) -> None:
        """Beds24 knows the key again."""
        self._simulator.faults.clear(FaultKind.EXPIRED_KEY)
