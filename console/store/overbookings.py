"""Overbookings as they are remembered: each once, since it was first seen, until it is none any more."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import apsw
import msgspec

from console.domain.booking import full_name
from console.domain.moments import maybe_moment_from, moment_from, moment_text
from console.domain.overbooking import Ending, Overbooking, OverbookingStatus
from console.domain.overbooking_causes import Because, Cancelled, OverbookingCause
from console.domain.runs import Outcome
from console.domain.status import Status, is_closure

SeenStay = tuple[int, int | None, int, str, str]
"""A stay of an overbooking as it was last seen: our id, its room and type, arrival and departure."""

_COLUMNS = (
    "id, room_type_id, room_id, first, last, excess, stays, status, since, run_id, source, cause, because, settled_at,"
    " ending, accepted_at, accepted_by, reason"
)
_ALIVE = f"status <> '{OverbookingStatus.SETTLED}'"
_IN = "IN (SELECT value FROM json_each(?1))"
_PLACE = json.dumps(["arrival", "departure", "room_type_id", "unit_id", "status", "room_qty"])
_decode_because = msgspec.json.Decoder(Because).decode
_decode_stays = msgspec.json.Decoder(tuple[SeenStay, ...]).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOverbooking:
    """One overbooking as it stands or ended; `[first, last)` are its nights. `run_id` and `source` are those of what
    brought the stay that was one too many, None and empty where that is not known."""

    id: int
    room_type_id: int
    room_id: int | None
    first: date
    last: date
    excess: int
    stays: tuple[SeenStay, ...]
    status: OverbookingStatus
    since: datetime
    run_id: int | None
    source: str
    cause: OverbookingCause
    because: Because
    settled_at: datetime | None = None
    ending: Ending | None = None
    accepted_at: datetime | None = None
    accepted_by: str = ""
    reason: str = field(default="", repr=False)

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(id_ for id_, *_ in self.stays)


@dataclass(frozen=True, slots=True)
class Person:
    """Whose a reservation is: the guest's name, the channel's, by which numbers the channel and Beds24 know it, and
    whether it is nobody's but a closed room."""

    name: str = field(repr=False)
    channel: str
    reference: str
    beds24_id: int | None
    is_closure: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed since somebody last looked: the types that stays were or are in, and up to which line of
    history that is."""

    types: frozenset[int]
    reservations: frozenset[int]
    newest: int


class Overbookings:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def newest_line(self) -> int:
        """The number of the newest line of history."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM history").get)

    def touched_since(self, line: int) -> Touched:
        """Whose reservation has a line of history behind `line`."""
        newest = self.newest_line()
        ids = [
            id_
            for (id_,) in self._connection.execute(
                "SELECT DISTINCT reservation_id FROM history WHERE id > ? AND id <= ?", (line, newest)
            )
        ]
        rows = self._connection.execute(
            f"SELECT DISTINCT room_type_id FROM reservations WHERE id {_IN} UNION SELECT DISTINCT m.room_type_id"
            f" FROM reservations AS r JOIN rooms AS m ON m.id = r.room_id WHERE r.id {_IN}",
            (json.dumps(ids),),
        )
        return Touched(frozenset(type_id for (type_id,) in rows), frozenset(ids), newest)

    def is_half_applied(self) -> bool:
        """Whether a run is under way that has written some of what it read, and not yet all; it is among the newest."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM (SELECT id, outcome FROM runs ORDER BY id DESC LIMIT 20) AS late"
            " JOIN history ON run_id = late.id WHERE late.outcome = ?)"
        )
        return bool(self._connection.execute(sql, (Outcome.RUNNING.value,)).get)

    def alive(self) -> tuple[KnownOverbooking, ...]:
        """Those that are not settled, whichever night comes first first."""
        return self._known(f"WHERE {_ALIVE} ORDER BY first, id", ())

    def settled_since(self, moment: datetime) -> tuple[KnownOverbooking, ...]:
        """Those that ended since, the newest first."""
        return self._known("WHERE settled_at >= ? ORDER BY settled_at DESC, id DESC", (moment_text(moment),))

    def one(self, id_: int) -> KnownOverbooking | None:
        return next(iter(self._known("WHERE id = ?", (id_,))), None)

    def every(self) -> tuple[KnownOverbooking, ...]:
        """All that were ever seen, the oldest first."""
        return self._known("ORDER BY id", ())

    def _known(self, where: str, values: tuple[Any, ...]) -> tuple[KnownOverbooking, ...]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM overbookings {where}", values)
        return tuple(map(_known, rows))

    def add(self, one: Overbooking, at: datetime, cause: OverbookingCause, because: Because) -> int:
        """Remember one that was not known; its number."""
        run_id, source = self._brought_by(one.ids)
        return int(
            self._connection.execute(
                "INSERT INTO overbookings (room_type_id, room_id, first, last, excess, stays, status, since, run_id,"
                " source, cause, because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    *(one.room_type_id, one.room_id, *_nights(one), OverbookingStatus.OPEN.value, moment_text(at)),
                    *(run_id, source, cause.value, msgspec.json.encode(because).decode()),
                ),
            ).get
        )

    def keep(
        self, id_: int, one: Overbooking, cause: OverbookingCause, because: Because, *, open_again: bool = False
    ) -> None:
        """It is still there, with these nights and stays; `open_again` where what a person accepted has grown."""
        self._connection.execute(
            "UPDATE overbookings SET first = ?, last = ?, excess = ?, stays = ?, cause = ?, because = ?,"
            f" status = iif(?, '{OverbookingStatus.OPEN}', status) WHERE id = ?",
            (*_nights(one), cause.value, msgspec.json.encode(because).decode(), open_again, id_),
        )

    def begin_again(self, id_: int, one: Overbooking, cause: OverbookingCause, because: Because) -> None:
        """It is there once more, as if it had never ended."""
        self._connection.execute(
            f"UPDATE overbookings SET status = '{OverbookingStatus.OPEN}', settled_at = NULL, ending = NULL,"
            " accepted_at = NULL, accepted_by = NULL, reason = NULL WHERE id = ?",
            (id_,),
        )
        self.keep(id_, one, cause, because)

    def settle(self, id_: int, at: datetime, ending: Ending) -> None:
        """It is none any more."""
        self._connection.execute(
            f"UPDATE overbookings SET status = '{OverbookingStatus.SETTLED}', settled_at = ?, ending = ? WHERE id = ?",
            (moment_text(at), ending.value, id_),
        )

    def accept(self, id_: int, at: datetime, who: str, reason: str) -> bool:
        """Let it stand as it is; whether it was open."""
        self._connection.execute(
            f"UPDATE overbookings SET status = '{OverbookingStatus.ACCEPTED}', accepted_at = ?, accepted_by = ?,"
            f" reason = ? WHERE id = ? AND status = '{OverbookingStatus.OPEN}'",
            (moment_text(at), who, reason, id_),
        )
        return self._connection.changes() > 0

    def take_back(self, id_: int) -> bool:
        """What was accepted needs a person again; whether it was accepted."""
        self._connection.execute(
            f"UPDATE overbookings SET status = '{OverbookingStatus.OPEN}', accepted_at = NULL, accepted_by = NULL,"
            f" reason = NULL WHERE id = ? AND status = '{OverbookingStatus.ACCEPTED}'",
            (id_,),
        )
        return self._connection.changes() > 0

    def forget_reasons(self, beds24_ids: Collection[int]) -> int:
        """Empty why overbookings of these bookings (Beds24's numbers) may stand; how many told anything."""
        self._connection.execute(
            "UPDATE overbookings SET reason = '' WHERE reason <> '' AND EXISTS (SELECT 1 FROM json_each(stays) AS seen"
            f" JOIN reservations AS r ON r.id = json_extract(seen.value, '$[0]') WHERE r.beds24_id {_IN})",
            (json.dumps(list(beds24_ids)),),
        )
        return self._connection.changes()

    def heard(self, ids: Collection[int]) -> dict[int, datetime]:
        """When each of these reservations was first heard of."""
        rows = self._connection.execute(
            f"SELECT id, created_at FROM reservations WHERE id {_IN}", (json.dumps(list(ids)),)
        )
        return {id_: moment_from(at) for id_, at in rows}

    def numbers(self, ids: Iterable[int]) -> dict[int, int]:
        """Beds24's number of each of these reservations that has one."""
        rows = self._connection.execute(
            f"SELECT id, beds24_id FROM reservations WHERE id {_IN} AND beds24_id > 0", (json.dumps(list(ids)),)
        )
        return dict(rows)

    def people(self, ids: Iterable[int]) -> dict[int, Person]:
        """Whose these reservations are."""
        rows = self._connection.execute(
            "SELECT id, beds24_id, status, first_name, last_name, coalesce(nullif(api_source, ''), channel),"
            " channel_reference"
            f" FROM reservations WHERE id {_IN}",
            (json.dumps(list(ids)),),
        )
        return {
            id_: Person(full_name(first, last), channel, reference, number or None, is_closure(status))
            for id_, number, status, first, last, channel, reference in rows
        }

    def changed(self, ids: Collection[int]) -> dict[int, datetime]:
        """When the room, the dates or the state of each of these reservations was last changed, as far as it was."""
        rows = self._connection.execute(
            f"SELECT reservation_id, max(coalesce(changed_at, at)) FROM history WHERE reservation_id {_IN}"
            " AND NOT minor AND field IN (SELECT value FROM json_each(?2)) GROUP BY 1",
            (json.dumps(list(ids)), _PLACE),
        )
        return {id_: moment_from(at) for id_, at in rows}

    def cancelled(self, room_type_id: int, first: date, last: date) -> tuple[Cancelled, ...]:
        """The stays in the type that were called off and would have had a night of `[first, last)`."""
        rows = self._connection.execute(
            "SELECT id, room_type_id, arrival, departure, cancelled_at FROM reservations WHERE room_type_id = ?"
            " AND departure > ? AND arrival < ? AND status = ? AND cancelled_at IS NOT NULL ORDER BY cancelled_at DESC",
            (room_type_id, first.isoformat(), last.isoformat(), Status.CANCELLED.value),
        )
        return tuple(
            Cancelled(id_, type_id, date.fromisoformat(arrival), date.fromisoformat(departure), moment_from(at))
            for id_, type_id, arrival, departure, at in rows
        )

    def _brought_by(self, ids: Iterable[int]) -> tuple[int | None, str]:
        """The run and the source of the newest line of history that put any of these where they are."""
        rows = self._connection.execute(
            f"SELECT run_id, source FROM history WHERE reservation_id {_IN} AND (field = 'created'"
            " OR field IN (SELECT value FROM json_each(?2))) ORDER BY id DESC LIMIT 1",
            (json.dumps(list(ids)), _PLACE),
        )
        return next(((run_id, source) for run_id, source in rows), (None, ""))


def seen_stays(one: Overbooking) -> tuple[SeenStay, ...]:
    """The stays of an overbooking as they are remembered."""
    return tuple(
        (stay.reservation_id, stay.room_id, stay.room_type_id, stay.arrival.isoformat(), stay.departure.isoformat())
        for stay in one.stays
    )


def _nights(one: Overbooking) -> tuple[str, str, int, str]:
    return one.first.isoformat(), one.last.isoformat(), one.excess, json.dumps(seen_stays(one))


def _known(row: tuple[Any, ...]) -> KnownOverbooking:
    (id_, type_id, room_id, first, last, excess, stays, status, since, run_id, source, cause, because, settled_at,
     ending, accepted_at, accepted_by, reason) = row  # fmt: skip
    return KnownOverbooking(
        id=id_,
        room_type_id=type_id,
        room_id=room_id,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        excess=excess,
        stays=_decode_stays(stays),
        status=OverbookingStatus(status),
        since=moment_from(since),
        run_id=run_id,
        source=source,
        cause=OverbookingCause(cause),
        because=_decode_because(because),
        settled_at=maybe_moment_from(settled_at),
        ending=Ending(ending) if ending else None,
        accepted_at=maybe_moment_from(accepted_at),
        accepted_by=accepted_by or "",
        reason=reason or "",
    )
