"""The house as a person changes it: names of rooms given by hand, and taking back a choice of property."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import apsw


@dataclass(frozen=True, slots=True)
class Placed:
    """A reservation with the unit that Beds24 says and the room of ours that it is in."""

    id: int
    beds24_id: int
    unit_id: int
    room_id: int | None


class House:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def named_by_hand(self) -> frozenset[int]:
        """The rooms whose name a person gave; reading the rooms again leaves it alone."""
        rows = self._connection.execute("SELECT id FROM rooms WHERE named_by_hand")
        return frozenset(id_ for (id_,) in rows)

    def rename(self, room_id: int, name: str) -> None:
        """Give a room its name; from now on Beds24's own does not replace it."""
        self._connection.execute("UPDATE rooms SET name = ?, named_by_hand = 1 WHERE id = ?", (name, room_id))

    def name_as_beds24(self, room_id: int) -> None:
        """Let Beds24 name the room again, from the next reading of the rooms on."""
        self._connection.execute("UPDATE rooms SET named_by_hand = 0 WHERE id = ?", (room_id,))

    def parked_places(self) -> tuple[tuple[int, int, int], ...]:
        """Places that bookings name and nobody knows: room type, unit, and how many bookings wait for it."""
        rows = self._connection.execute(
            "SELECT room_type_id, coalesce(unit_id, 0), count(*) FROM parked"
            " WHERE cause = 'unknown_room' AND room_type_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return tuple((type_id, unit_id, number) for type_id, unit_id, number in rows)

    def rooms_by_hand(self) -> frozenset[int]:
        """The rooms that Beds24 does not list: a person added them."""
        rows = self._connection.execute("SELECT id FROM rooms WHERE by_hand")
        return frozenset(id_ for (id_,) in rows)

    def types_by_hand(self) -> dict[int, str]:
        """The room types that Beds24 does not list, with the names that they were given here."""
        rows = self._connection.execute("SELECT room_type_id, name FROM room_types WHERE by_hand")
        return {type_id: str(name) for type_id, name in rows}

    def forget_room(self, room_id: int) -> None:
        """Take back a room that was added by hand; whoever was in it has none."""
        self._connection.execute("UPDATE reservations SET room_id = NULL WHERE room_id = ?", (room_id,))
        self._connection.execute("DELETE FROM rooms WHERE id = ? AND by_hand", (room_id,))

    def forget_type(self, room_type_id: int) -> None:
        """Take back a room type that was added by hand and has no room any more."""
        self._connection.execute(
            "DELETE FROM room_types WHERE room_type_id = ?1 AND by_hand"
            " AND NOT EXISTS (SELECT 1 FROM rooms WHERE room_type_id = ?1)",
            (room_type_id,),
        )

    def stays_of_type(self, room_type_id: int, today: date) -> tuple[Placed, ...]:
        """The stays in a room type of Beds24's that are not over by `today`."""
        rows = self._connection.execute(
            "SELECT id, beds24_id, unit_id, room_id FROM reservations"
            " WHERE room_type_id = ? AND departure >= ? AND beds24_id IS NOT NULL",
            (room_type_id, today.isoformat()),
        )
        return tuple(Placed(*row) for row in rows)

    def give_rooms(self, rooms: Iterable[tuple[int | None, int]]) -> None:
        """Put reservations into rooms, or into none: pairs of a room's id and a reservation's."""
        self._connection.executemany("UPDATE reservations SET room_id = ? WHERE id = ?", rooms)

    def stays_by_place(self, today: date) -> "Counter[tuple[int, int]]":
        """How many stays that are not over by `today` Beds24 has in each (room type, unit)."""
        rows = self._connection.execute(
            "SELECT room_type_id, unit_id, count(*) FROM reservations"
            " WHERE departure >= ? AND status NOT IN ('cancelled', 'gone') GROUP BY 1, 2",
            (today.isoformat(),),
        )
        return Counter({(type_id, unit_id): number for type_id, unit_id, number in rows})

    def overfull(self, today: date) -> dict[int, int]:
        """By room type, how many coming stays bring more guests than the type takes, where that is known."""
        rows = self._connection.execute(
            "SELECT t.room_type_id, count(*) FROM reservations AS r JOIN room_types AS t USING (room_type_id)"
            " WHERE t.max_people > 0 AND r.adults + r.children > t.max_people AND r.departure >= ?"
            " AND r.status NOT IN ('cancelled', 'gone', 'black') GROUP BY 1",
            (today.isoformat(),),
        )
        return {type_id: int(number) for type_id, number in rows}

    def forget(self, property_id: int) -> bool:
        """Take back that this property was chosen; False, and nothing is changed, once it has reservations."""
        held = "SELECT EXISTS (SELECT 1 FROM reservations WHERE property_id = ?)"
        if self._connection.execute(held, (property_id,)).get:
            return False
        of_it = "(SELECT room_type_id FROM room_types WHERE property_id = ?)"
        for statement in (
            f"DELETE FROM rooms WHERE room_type_id IN {of_it}",
            "DELETE FROM room_types WHERE property_id = ?",
            "DELETE FROM beds24_config WHERE property_id = ?",
            "DELETE FROM properties WHERE property_id = ?",
        ):
            self._connection.execute(statement, (property_id,))
        return True
