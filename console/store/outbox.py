"""The outbox: what is to be sent to Beds24 now, every order that was given, and what a person should see of it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import apsw

from console.domain.booking import full_name
from console.domain.edits import PART_OF, Part
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text
from console.domain.outbox import Attempt, Due, OutboxLine, SendState, SentAt, TryVerdict

_IN = "IN (SELECT value FROM json_each(?))"
_LONGEST_PAUSE = timedelta(hours=1)
_HAS_SOMETHING = (
    "(s.marker IS NOT NULL OR EXISTS (SELECT 1 FROM edits AS e WHERE e.reservation_id = s.reservation_id"
    " AND (e.on_its_way IS NOT NULL OR (e.intent = 'send' AND NOT e.in_conflict))))"
)
# A next try that lies further ahead than any pause was set while the clock was wrong.
_IS_TIME = "NOT coalesce(s.next_try_at > ?1 AND s.next_try_at <= ?2, 0)"
_DUE = (
    "SELECT s.reservation_id, r.beds24_id, s.marker, s.said, s.overbooks, s.tries"
    " FROM sendings AS s JOIN reservations AS r ON r.id = s.reservation_id WHERE {which}"
    " ORDER BY s.since, r.id LIMIT ?3"
)
_WAITS = f"s.state <> 'refused' AND {_HAS_SOMETHING}"
_ATTEMPT = "id, reservation_id, at, fields, beds24_id, arrival, verdict"
_LINES = (
    "SELECT r.id, r.beds24_id, r.first_name, r.last_name, r.arrival, r.departure, r.status, s.marker IS NOT NULL,"
    " coalesce(s.said, '[]'), coalesce(s.state, 'waiting'), s.since, coalesce(s.tries, 0), s.next_try_at,"
    " coalesce(s.message, ''), e.fields, e.conflicts, e.since"
    " FROM (SELECT reservation_id AS id FROM sendings"
    " UNION SELECT reservation_id FROM edits WHERE intent = 'send' OR in_conflict) AS i"
    " JOIN reservations AS r ON r.id = i.id LEFT JOIN sendings AS s ON s.reservation_id = r.id"
    " LEFT JOIN (SELECT reservation_id, min(made_at) AS since,"
    " json_group_array(field) FILTER (WHERE intent = 'send' AND NOT in_conflict) AS fields,"
    " json_group_array(field) FILTER (WHERE in_conflict) AS conflicts FROM edits"
    " WHERE intent = 'send' OR in_conflict GROUP BY reservation_id) AS e ON e.reservation_id = r.id"
    " ORDER BY coalesce(s.since, e.since), r.id"
)


class Outbox:
    """Reads and writes inside the transaction of the session that made it. Every moment is ours."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    # -- what is due

    def due(self, now: datetime, most: int) -> tuple[Due, ...]:
        """What is to be sent now, the oldest wish first."""
        sql = _DUE.format(which=f"{_WAITS} AND {_IS_TIME}")
        rows = self._connection.execute(sql, (moment_text(now), moment_text(now + _LONGEST_PAUSE), most))
        return tuple(map(_due, rows))

    def due_of(self, reservation_id: int) -> Due | None:
        """What is to be sent of one reservation, whether it is time or not, and whether it was refused or not."""
        sql = _DUE.format(which=f"s.reservation_id = ?1 AND {_HAS_SOMETHING} AND ?2 IS NULL")
        return next(map(_due, self._connection.execute(sql, (reservation_id, None, 1))), None)

    def next_due(self, now: datetime) -> datetime | None:
        """When something is next to be sent; None where nothing waits for its time."""
        found = self._connection.execute(f"SELECT s.next_try_at FROM sendings AS s WHERE {_WAITS}")
        moments = [maybe_moment_from(text) for (text,) in found]
        return min((at if at and at <= now + _LONGEST_PAUSE else now for at in moments), default=None)

    def hasten(self) -> None:
        """The line is back: what waits for it goes at once; an order that may still be carried out goes on waiting."""
        self._connection.execute("UPDATE sendings SET next_try_at = NULL WHERE state = 'waiting'")

    # -- how far it is

    def try_anew(self, reservation_id: int) -> None:
        """It goes with the next order, whatever was said before."""
        self._connection.execute(
            "UPDATE sendings SET state = 'waiting', tries = 0, next_try_at = NULL, message = ''"
            " WHERE reservation_id = ?",
            (reservation_id,),
        )

    def postpone(self, reservation_id: int, until: datetime, message: str) -> None:
        """Nothing of it is sent before that; an order for it may still be carried out."""
        self._connection.execute(
            "UPDATE sendings SET state = 'sending', next_try_at = ?, message = ? WHERE reservation_id = ?",
            (moment_text(until), message, reservation_id),
        )

    def note_sending(self, reservation_ids: Iterable[int], unclear_until: datetime) -> None:
        """They are about to be sent; whatever happens now, nothing is sent again before `unclear_until`."""
        self._connection.execute(
            "UPDATE sendings SET state = 'sending', tries = tries + 1, next_try_at = ?, message = ''"
            f" WHERE reservation_id {_IN}",
            (moment_text(unclear_until), json.dumps(list(reservation_ids))),
        )

    def note_waiting(self, reservation_ids: Iterable[int], message: str, next_try: datetime | None) -> None:
        """They were not sent and wait until then; None: until something changes them."""
        self._connection.execute(
            "UPDATE sendings SET state = 'waiting', tries = tries + 1, next_try_at = ?, message = ?"
            f" WHERE state <> 'refused' AND reservation_id {_IN}",
            (maybe_moment_text(next_try), message, json.dumps(list(reservation_ids))),
        )

    def note_unclear(self, reservation_ids: Iterable[int], message: str) -> None:
        """Nobody knows what became of them; they are looked for at the time that was noted before."""
        self._connection.execute(
            f"UPDATE sendings SET message = ? WHERE state = 'sending' AND reservation_id {_IN}",
            (message, json.dumps(list(reservation_ids))),
        )

    def note_refused(self, reservation_id: int, message: str) -> None:
        """Beds24 refused it; what somebody changed meanwhile is sent all the same."""
        self._connection.execute(
            "UPDATE sendings SET state = 'refused', next_try_at = NULL, message = ?"
            " WHERE state = 'sending' AND reservation_id = ?",
            (message, reservation_id),
        )

    def refuse_unsent(self, reservation_id: int, message: str) -> None:
        """It cannot be sent at all as it stands."""
        self._connection.execute(
            "UPDATE sendings SET state = 'refused', next_try_at = NULL, message = ? WHERE reservation_id = ?",
            (message, reservation_id),
        )

    # -- orders that were given

    def begin(self, attempts: Iterable[Attempt]) -> tuple[int, ...]:
        """Write down orders that are about to be given; their numbers, in their order."""
        sql = "INSERT INTO sent (reservation_id, at, fields, beds24_id, arrival) VALUES (?, ?, ?, ?, ?) RETURNING id"
        return tuple(int(self._connection.execute(sql, _attempt_row(one)).get) for one in attempts)

    def close(
        self, attempt_id: int, verdict: TryVerdict, at: datetime, message: str = "", beds24_id: int | None = None
    ) -> None:
        """How an order ended, and the number of the booking that it made."""
        self._connection.execute(
            "UPDATE sent SET verdict = ?1, ended_at = ?2, message = CASE ?3 WHEN '' THEN message ELSE ?3 END,"
            " beds24_id = coalesce(?4, beds24_id) WHERE id = ?5",
            (verdict.value, moment_text(at), message, beds24_id, attempt_id),
        )

    def arrivals(self, reservation_ids: Iterable[int]) -> tuple[date, ...]:
        """The days of arrival of these reservations, each once."""
        rows = self._connection.execute(
            f"SELECT DISTINCT arrival FROM reservations WHERE id {_IN} ORDER BY 1", (json.dumps(list(reservation_ids)),)
        )
        return tuple(date.fromisoformat(day) for (day,) in rows)

    def made(self) -> dict[int, int]:
        """The reservations (our ids) that Beds24 has made and that were not recognised yet, by its numbers."""
        rows = self._connection.execute(
            "SELECT t.beds24_id, t.reservation_id FROM sent AS t JOIN sendings AS s USING (reservation_id)"
            " WHERE t.verdict = 'taken' AND t.beds24_id IS NOT NULL AND s.marker IS NOT NULL"
        )
        return dict(rows)

    def open_attempts(self, reservation_ids: Iterable[int]) -> tuple[Attempt, ...]:
        """The orders of these reservations of which it is not known what came of them, the oldest first."""
        rows = self._connection.execute(
            f"SELECT {_ATTEMPT} FROM sent WHERE verdict IN ('open', 'taken') AND reservation_id {_IN} ORDER BY id",
            (json.dumps(list(reservation_ids)),),
        )
        return tuple(map(_attempt, rows))

    def forget_sent(self, before: datetime) -> None:
        """Orders that ended before that are told of no more."""
        self._connection.execute(
            "DELETE FROM sent WHERE at < ? AND verdict NOT IN ('open', 'taken')", (moment_text(before),)
        )

    # -- what a person sees

    def lines(self) -> tuple[OutboxLine, ...]:
        """Everything that Beds24 is to get, and every conflict, the oldest first."""
        return tuple(map(_line, self._connection.execute(_LINES)))

    def sent_since(self, since: datetime) -> tuple[SentAt, ...]:
        """The orders given since then, the oldest first."""
        rows = self._connection.execute(
            "SELECT id, at, reservation_id, verdict, arrival IS NOT NULL FROM sent WHERE at >= ? ORDER BY at, id",
            (moment_text(since),),
        )
        return tuple(
            SentAt(id_, moment_from(at), reservation, TryVerdict(verdict), bool(is_new))
            for id_, at, reservation, verdict, is_new in rows
        )


def _due(row: Sequence[Any]) -> Due:
    reservation_id, beds24_id, marker, said, overbooks, tries = row
    return Due(
        reservation_id=reservation_id,
        beds24_id=beds24_id,
        marker=marker,
        said=tuple(json.loads(said)),
        overbooks=bool(overbooks),
        tries=tries,
    )


def _attempt_row(one: Attempt) -> tuple[Any, ...]:
    arrival = one.arrival.isoformat() if one.arrival else None
    return one.reservation_id, moment_text(one.at), json.dumps(one.fields), one.beds24_id, arrival


def _attempt(row: Sequence[Any]) -> Attempt:
    id_, reservation_id, at, fields, beds24_id, arrival, verdict = row
    return Attempt(
        id=id_,
        reservation_id=reservation_id,
        at=moment_from(at),
        fields=tuple(json.loads(fields)),
        beds24_id=beds24_id,
        arrival=date.fromisoformat(arrival) if arrival else None,
        verdict=TryVerdict(verdict),
    )


def _line(row: Sequence[Any]) -> OutboxLine:
    id_, number, first, last, arrival, departure, status, is_new, said, state, since, tries, again, message = row[:14]
    fields, conflicts, made_at = row[14:]
    return OutboxLine(
        reservation_id=id_,
        beds24_id=number,
        guest_name=full_name(first, last),
        arrival=date.fromisoformat(arrival),
        departure=date.fromisoformat(departure),
        status=status,
        parts=tuple(_parts(json.loads(said) if is_new else json.loads(fields or "[]"))),
        in_conflict=tuple(_parts(json.loads(conflicts or "[]"))),
        state=SendState(state),
        since=moment_from(since or made_at),
        tries=tries,
        next_try_at=maybe_moment_from(again),
        message=message,
    )


def _parts(fields: Iterable[str]) -> Iterator[Part]:
    """The parts of these fields, each once, in the order in which the details of a reservation tell them."""
    named = {PART_OF[name] for name in fields if name in PART_OF}
    return (part for part in Part if part in named)
