"""Which reservations hold a room on which nights, as `console.domain.occupancy` takes them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import apsw

from console.domain.booking import full_name
from console.domain.moments import maybe_moment_from
from console.domain.occupancy import Stay
from console.domain.status import HOLDS_NO_ROOM

_ROOM_FIXED = "allExceptRoomChange"
_NO_ROOM = json.dumps(sorted(HOLDS_NO_ROOM))
_STAYS = (
    "SELECT id, beds24_id, room_type_id, unit_id, room_id, status, arrival, departure, room_qty, adults, children,"
    " allow_channel_update, channel, group_id, booked_at, first_name, last_name FROM reservations"
    " WHERE status NOT IN (SELECT value FROM json_each(?1)) AND"
)
_ORDER = "ORDER BY arrival, id"


class Occupancy:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def stays(self, first: date, last: date) -> tuple[Stay, ...]:
        """Whatever holds a room on a night from `first` to the one before `last`, by arrival."""
        values = (_NO_ROOM, first.isoformat(), last.isoformat())
        return self._stays("departure > ?2 AND arrival < ?3", values)

    def in_types(self, room_type_ids: Iterable[int], first: date, last: date) -> tuple[Stay, ...]:
        """As `stays`, of those alone that are in these types or in a room of them."""
        where = (
            "departure > ?2 AND arrival < ?3 AND (room_type_id IN (SELECT value FROM json_each(?4)) OR room_id IN"
            " (SELECT id FROM rooms WHERE room_type_id IN (SELECT value FROM json_each(?4))))"
        )
        return self._stays(where, (_NO_ROOM, first.isoformat(), last.isoformat(), json.dumps(list(room_type_ids))))

    def of(self, reservation_ids: Iterable[int]) -> tuple[Stay, ...]:
        """These reservations, as far as they hold a room."""
        return self._stays("id IN (SELECT value FROM json_each(?2))", (_NO_ROOM, json.dumps(list(reservation_ids))))

    def _stays(self, where: str, values: tuple[Any, ...]) -> tuple[Stay, ...]:
        return tuple(map(_stay, self._connection.execute(f"{_STAYS} {where} {_ORDER}", values)))


def _stay(row: tuple[Any, ...]) -> Stay:
    (id_, number, type_id, unit_id, room_id, status, arrival, departure, quantity, adults, children, channel_may,
     channel, group_id, booked_at, first_name, last_name) = row  # fmt: skip
    return Stay(
        reservation_id=id_,
        beds24_id=number,
        room_type_id=type_id,
        unit_id=unit_id,
        room_id=room_id,
        status=status,
        arrival=date.fromisoformat(arrival),
        departure=date.fromisoformat(departure),
        rooms=max(1, quantity),
        adults=adults,
        children=children,
        locked=channel_may == _ROOM_FIXED,
        channel=channel,
        group_id=group_id or 0,
        booked_at=maybe_moment_from(booked_at),
        guest=full_name(first_name, last_name),
    )
