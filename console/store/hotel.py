"""The property, its room types and rooms, and what each room is tonight."""

from dataclasses import dataclass, field
from datetime import date, datetime

import apsw

from console.domain.booking import UNASSIGNED
from console.domain.hotel import Cleaning, Property, Room, RoomType, Tonight
from console.domain.moments import moment_from, moment_text
from console.domain.room_status import RoomStay, tonight

_ROOM_COLUMNS = "id, room_type_id, unit_id, name, cleaning, active"


@dataclass(frozen=True, slots=True)
class Places:
    """The rooms of the house by (roomId, unitId): unit numbers start again in each type (FACTS.md section 5).

    What a person mapped by hand stands among them, and wins. `room_type_ids` begins with the types that were added
    by hand, which may have no room yet.
    """

    room_ids: dict[tuple[int, int], int]
    room_type_ids: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        of_rooms = frozenset(type_id for type_id, _ in self.room_ids)
        object.__setattr__(self, "room_type_ids", self.room_type_ids | of_rooms)

    def knows(self, room_type_id: int, unit_id: int) -> bool:
        """Whether a booking can be placed there; a type without a unit will do, the unit is assigned later."""
        if unit_id == UNASSIGNED:
            return room_type_id in self.room_type_ids
        return (room_type_id, unit_id) in self.room_ids


@dataclass(frozen=True, slots=True)
class RoomAlias:
    """Bookings for the place (`room_type_id`, `unit_id`) belong into `room_id`: a person said so."""

    room_type_id: int
    unit_id: int
    room_id: int
    made_at: datetime


class Hotel:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def properties(self) -> tuple[Property, ...]:
        """The connected properties without their room types."""
        rows = self._connection.execute(
            "SELECT property_id, name, currency, country, check_in_start, check_out_end FROM properties ORDER BY 1"
        )
        return tuple(Property(*row) for row in rows)

    def room_types(self) -> tuple[RoomType, ...]:
        """The room types that Beds24 still has, without their units."""
        rows = self._connection.execute(
            "SELECT room_type_id, name, qty, max_people FROM room_types WHERE active ORDER BY room_type_id"
        )
        return tuple(RoomType(id_, name, qty, max_people=people) for id_, name, qty, people in rows)

    def rooms(self) -> tuple[Room, ...]:
        """Every room, those included that Beds24 no longer has."""
        rows = self._connection.execute(f"SELECT {_ROOM_COLUMNS} FROM rooms ORDER BY room_type_id, unit_id")
        return tuple(
            Room(id_, type_id, unit, name, Cleaning(cleaning), bool(active))
            for id_, type_id, unit, name, cleaning, active in rows
        )

    def places(self) -> "Places":
        """Every room by its type and unit, for finding the rooms of many bookings."""
        rooms = self._connection.execute("SELECT room_type_id, unit_id, id FROM rooms")
        room_ids = {(room_type_id, unit_id): id_ for room_type_id, unit_id, id_ in rooms}
        room_ids |= {(alias.room_type_id, alias.unit_id): alias.room_id for alias in self.aliases()}
        by_hand = self._connection.execute("SELECT room_type_id FROM room_types WHERE by_hand")
        return Places(room_ids, frozenset(room_type_id for (room_type_id,) in by_hand))

    def aliases(self) -> tuple[RoomAlias, ...]:
        """What was mapped by hand."""
        rows = self._connection.execute("SELECT * FROM room_aliases ORDER BY room_type_id, unit_id")
        return tuple(RoomAlias(type_id, unit, room, moment_from(made_at)) for type_id, unit, room, made_at in rows)

    def map_place(self, room_type_id: int, unit_id: int, room_id: int, at: datetime) -> None:
        """From now on bookings for this place of Beds24's belong into a room of ours."""
        self._connection.execute(
            "INSERT INTO room_aliases VALUES (?1, ?2, ?3, ?4) ON CONFLICT (room_type_id, unit_id)"
            " DO UPDATE SET room_id = excluded.room_id, made_at = excluded.made_at",
            (room_type_id, unit_id, room_id, moment_text(at)),
        )
        self._give_room(room_type_id, unit_id, room_id)

    def forget_mapping(self, room_type_id: int, unit_id: int) -> None:
        """Take back what was mapped by hand; who calls this places its reservations anew."""
        self._connection.execute(
            "DELETE FROM room_aliases WHERE room_type_id = ? AND unit_id = ?", (room_type_id, unit_id)
        )

    def add_type_by_hand(self, property_id: int, room_type_id: int, name: str) -> None:
        """Know a room type that Beds24 does not list; one that is known already only becomes active again."""
        self._connection.execute(
            "INSERT INTO room_types (room_type_id, property_id, name, qty, max_people, by_hand)"
            " VALUES (?, ?, ?, 0, 0, 1)"
            " ON CONFLICT (room_type_id) DO UPDATE SET active = 1",
            (room_type_id, property_id, name),
        )

    def add_room_by_hand(self, room_type_id: int, unit_id: int, name: str) -> int:
        """A room of a known type that Beds24 does not list; its id. Reading the rooms again leaves it alone."""
        room_id = int(
            self._connection.execute(
                "INSERT INTO rooms (room_type_id, unit_id, name, named_by_hand, by_hand) VALUES (?, ?, ?, 1, 1)"
                " ON CONFLICT (room_type_id, unit_id) DO UPDATE SET active = 1, name = excluded.name,"
                " named_by_hand = 1 RETURNING id",
                (room_type_id, unit_id, name),
            ).get
        )
        self._give_room(room_type_id, unit_id, room_id)
        return room_id

    def _give_room(self, room_type_id: int, unit_id: int, room_id: int) -> None:
        """Reservations that were kept without a room because nobody knew the place, cancelled and past ones."""
        self._connection.execute(
            "UPDATE reservations SET room_id = ? WHERE room_type_id = ? AND unit_id = ? AND room_id IS NULL",
            (room_id, room_type_id, unit_id),
        )

    def keep(self, hotel: Property) -> None:
        """Bring property, room types and rooms in line with Beds24.

        Nothing is deleted: what Beds24 no longer has becomes inactive. A name given by hand stays, and so does a room
        added by hand, until Beds24 lists it itself.
        """
        self._connection.execute(
            "INSERT INTO properties VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (property_id) DO UPDATE SET"
            " name = excluded.name, currency = excluded.currency, country = excluded.country,"
            " check_in_start = excluded.check_in_start, check_out_end = excluded.check_out_end",
            (
                hotel.property_id,
                hotel.name,
                hotel.currency,
                hotel.country,
                hotel.check_in_start,
                hotel.check_out_end,
            ),
        )
        self._retire(hotel.property_id)
        for room_type in hotel.room_types:
            self._keep_type(hotel.property_id, room_type)
        self._give_rooms()

    def _give_rooms(self) -> None:
        """Stays that named a room before it was known get it now."""
        self._connection.execute(
            "UPDATE reservations SET room_id = r.id FROM rooms AS r WHERE room_id IS NULL"
            " AND r.room_type_id = reservations.room_type_id AND r.unit_id = reservations.unit_id"
        )

    def _retire(self, property_id: int) -> None:
        self._connection.execute(
            "UPDATE rooms SET active = by_hand WHERE room_type_id IN"
            " (SELECT room_type_id FROM room_types WHERE property_id = ?)",
            (property_id,),
        )
        self._connection.execute("UPDATE room_types SET active = by_hand WHERE property_id = ?", (property_id,))

    def _keep_type(self, property_id: int, room_type: RoomType) -> None:
        self._connection.execute(
            "INSERT INTO room_types (room_type_id, property_id, name, qty, max_people) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (room_type_id) DO UPDATE SET property_id = excluded.property_id, name = excluded.name,"
            " qty = excluded.qty, max_people = excluded.max_people, active = 1, by_hand = 0",
            (room_type.room_type_id, property_id, room_type.name, room_type.qty, room_type.max_people),
        )
        self._connection.executemany(
            "INSERT INTO rooms (room_type_id, unit_id, name) VALUES (?, ?, ?) ON CONFLICT (room_type_id, unit_id)"
            " DO UPDATE SET active = 1, by_hand = 0, name = iif(named_by_hand, name, excluded.name)",
            ((room_type.room_type_id, unit_id, name) for unit_id, name in _unit_names(room_type).items()),
        )

    def set_cleaning(self, room_id: int, cleaning: Cleaning) -> None:
        """What housekeeping says; bookings neither read nor change it."""
        self._connection.execute("UPDATE rooms SET cleaning = ? WHERE id = ?", (cleaning.value, room_id))

    def tonight(self, today: date) -> dict[int, Tonight]:
        """What each room is on the night that begins on `today`, by room id."""
        rows = self._connection.execute(
            "SELECT room_id, status, arrival, departure FROM reservations"
            " WHERE room_id IS NOT NULL AND departure >= ?1 AND arrival <= ?1",
            (today.isoformat(),),
        )
        stays: dict[int, list[RoomStay]] = {}
        for room_id, status, arrival, departure in rows:
            stay = RoomStay(status, date.fromisoformat(arrival), date.fromisoformat(departure))
            stays.setdefault(room_id, []).append(stay)
        return {room.id: tonight(stays.get(room.id, ()), today) for room in self.rooms()}


def _unit_names(room_type: RoomType) -> dict[int, str]:
    """A name for every unit up to `qty`: Beds24's own, else the type's name with a number."""
    named = {unit.unit_id: unit.name for unit in room_type.units if unit.unit_id > 0}
    numbers = sorted(set(range(1, room_type.qty + 1)) | set(named))
    fallback = f"{room_type.name} %d" if len(numbers) > 1 else room_type.name
    return {number: named.get(number) or (fallback.replace("%d", str(number))) for number in numbers}
