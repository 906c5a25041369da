"""The book of a simulated Beds24 in another process, held here too, so that the store can be compared with it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from console.simulator import Simulator
from console.simulator.items import Companion
from console.store.store import Store
from tests.cli.running import Beds24Process
from tests.properties.equality import Told, differences

_TAKEN_OTHERWISE = ("allowCancellation", "guests")  # the simulator's back door has no place for them


def _companion(told: dict[str, Any]) -> Companion:
    return Companion(told["id"], told["firstName"], told["lastName"], told["email"], told["country2"] or None)


class Mirror:
    """Has to look whenever something may have happened: so it knows every version that a booking ever had."""

    def __init__(self, sim: Beds24Process) -> None:
        self._sim = sim
        self._book = Simulator()
        self._told = Told()
        self._wire: dict[int, dict[str, Any]] = {}
        self.look()

    def look(self) -> None:
        """Take up what the book holds now."""
        truth = self._sim.order("truth")
        seen = {one["id"]: one | {"guests": truth["guests"].get(str(one["id"]), [])} for one in truth["bookings"]}
        for number in self._wire.keys() - seen.keys():
            self._book.delete(number)
        for number, one in seen.items():
            if self._wire.get(number) != one:
                made = self._book.create({key: value for key, value in one.items() if key not in _TAKEN_OTHERWISE})
                self._book.book.put(replace(made, guests=tuple(map(_companion, one["guests"]))), quiet=True)
        self._wire = seen
        self._told.note(self._book)

    def differences(self, store: Store) -> list[str]:
        """Every way in which the store is not what Beds24 has, the named exceptions aside."""
        self.look()
        today = datetime.now(UTC).astimezone(self._book.hotel.zone).date()
        return differences(self._book, store, self._told, today)

    def __len__(self) -> int:
        return len(self._wire)
