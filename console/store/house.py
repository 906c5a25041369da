"""The house as a person changes it: names of rooms given by hand, and taking back a choice of property."""

import apsw


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
