"""Parked items: kept with their cause until it is gone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import peewee

from console.domain.booking import Booking, Cause, ParkedItem, booking_key
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text
from console.domain.parked import Parked
from console.store.codec import packed, unpacked

_COLUMNS = (
    "key",
    "cause",
    "detail",
    "payload",
    "booking",
    "beds24_id",
    "room_type_id",
    "unit_id",
    "modified_at",
    "first_seen",
    "last_seen",
    "times",
)


class Waiting:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, database: peewee.Database) -> None:
        self._database: Any = database
        self._parked: Any = peewee.Table("parked", _COLUMNS).bind(database)
        self._reservations: Any = peewee.Table("reservations", ("beds24_id", "modified_at")).bind(database)

    def park(self, item: ParkedItem, booking: Booking | None, at: datetime) -> None:
        """Keep `item` until its cause is gone; the same item seen again is counted, its newest form kept.

        An older version of a booking never displaces a newer one that waits already.
        """
        moment = moment_text(at)
        told = {
            "cause": item.cause.value,
            "detail": item.detail,
            "payload": item.payload,
            "booking": packed(booking) if booking else None,
            "beds24_id": item.beds24_id,
            "room_type_id": item.room_type_id,
            "unit_id": item.unit_id,
            "modified_at": maybe_moment_text(item.modified_at),
        }
        insert = self._parked.insert(key=item.key, first_seen=moment, last_seen=moment, **told)
        newer = peewee.EXCLUDED.modified_at >= peewee.fn.coalesce(self._parked.modified_at, "")
        insert.on_conflict(
            conflict_target=(self._parked.key,),
            update={getattr(self._parked, name): getattr(peewee.EXCLUDED, name) for name in told}
            | {self._parked.last_seen: moment, self._parked.times: self._parked.times + 1},
            where=newer | peewee.EXCLUDED.modified_at.is_null(),
        ).execute()

    def release(self, beds24_ids: Iterable[int]) -> None:
        """Forget the parked items of bookings that are stored in the same or a newer version."""
        keys = [booking_key(number) for number in beds24_ids]
        if not keys or not self._any():
            return
        stored = self._reservations.select(self._reservations.modified_at).where(
            self._reservations.beds24_id == self._parked.beds24_id
        )
        is_stored = peewee.fn.coalesce(self._parked.modified_at, "") <= stored
        for start in range(0, len(keys), 500):
            self._parked.delete().where(self._parked.key.in_(keys[start : start + 500]) & is_stored).execute()

    def _any(self) -> bool:
        """Asked at every page and every webhook, so without the cost of composing a query."""
        return bool(self._database.execute_sql("SELECT EXISTS (SELECT 1 FROM parked)").fetchone()[0])

    def numbers(self) -> set[int]:
        """The booking numbers of what waits, as far as it has any."""
        query = self._parked.select(self._parked.beds24_id).where(self._parked.beds24_id.is_null(False))
        return {number for (number,) in query.tuples()}

    def forget_numbers(self, beds24_ids: Iterable[int]) -> None:
        """Let go of what Beds24 says it no longer has."""
        for number in beds24_ids:
            self._parked.delete().where(self._parked.key == booking_key(number)).execute()

    def forget_unseen(self, began: datetime) -> None:
        """Let go of items without a number that a complete reading, begun at `began`, did not bring again."""
        self._parked.delete().where(
            self._parked.beds24_id.is_null() & (self._parked.last_seen < moment_text(began))
        ).execute()

    def all(self) -> tuple[Parked, ...]:
        """Everything that waits, longest first."""
        query = self._parked.select().order_by(self._parked.first_seen, self._parked.key)
        return tuple(_parked(row) for row in query.dicts())

    def places(self) -> set[tuple[int, int]]:
        """The (room type, unit) pairs that something waits for."""
        query = self._parked.select(self._parked.room_type_id, self._parked.unit_id).where(
            self._parked.cause == Cause.UNKNOWN_ROOM.value
        )
        return set(query.tuples())

    def waiting_for_rooms(self) -> tuple[tuple[Booking, datetime], ...]:
        """The readable bookings whose room was unknown, each with the time it was last seen."""
        query = self._parked.select(self._parked.booking, self._parked.last_seen).where(
            (self._parked.cause == Cause.UNKNOWN_ROOM.value) & self._parked.booking.is_null(False)
        )
        return tuple((unpacked(body), moment_from(last_seen)) for body, last_seen in query.tuples())


def _parked(row: dict[str, Any]) -> Parked:
    item = ParkedItem(
        key=row["key"],
        cause=Cause(row["cause"]),
        detail=row["detail"],
        payload=row["payload"],
        beds24_id=row["beds24_id"],
        room_type_id=row["room_type_id"],
        unit_id=row["unit_id"],
        modified_at=maybe_moment_from(row["modified_at"]),
    )
    booking = unpacked(row["booking"]) if row["booking"] else None
    return Parked(item, booking, moment_from(row["first_seen"]), moment_from(row["last_seen"]), row["times"])
