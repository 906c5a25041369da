"""The inbox of webhooks: kept before it is answered, worked off in order, counted, forgotten after a while.

What is kept is read through `console.store.kept_events`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import apsw

from console.domain.hook_events import EventKind, EventState, EventVerdict, HookEvent, Outcome
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_text
from console.store.kept_events import KeptEvents

_INSERT = (
    "INSERT INTO webhook_events (source, dedupe_key, kind, event_id, named, beds24_id, property_id, changed_at,"
    " sent_at, received_at, auth_slot, body_sha256, fields_json, state, verdict, cause, processed_at, duplicate_of)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
_DUPLICATE = "UPDATE webhook_events SET duplicates = duplicates + 1, last_duplicate_at = ? WHERE dedupe_key = ?"
# Of one booking the first pending event blocks those after it, as long as it waits for its next try. A next try that
# lies further ahead than any pause was set while the clock was wrong.
_CLAIM = (
    "SELECT id, fields_json FROM webhook_events AS e WHERE state = 'pending'"
    " AND NOT coalesce(next_try > ?1 AND next_try <= ?3, 0)"
    " AND NOT EXISTS (SELECT 1 FROM webhook_events AS former INDEXED BY webhook_events_pending"
    " WHERE former.state = 'pending'"
    " AND former.beds24_id = e.beds24_id AND former.id < e.id AND former.next_try > ?1 AND former.next_try <= ?3)"
    " ORDER BY id LIMIT ?2"
)
_LONGEST_PAUSE = timedelta(hours=1)
_AGAIN = (
    "UPDATE webhook_events SET state = 'pending', attempts = 0, next_try = NULL, cause = '', verdict = '', what = '',"
    " processed_at = NULL WHERE state = 'parked'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An event about to be kept; `fields` is its JSON without anything that may not stay."""

    source: str
    dedupe_key: str
    kind: EventKind
    received_at: datetime
    fields: bytes = field(repr=False)
    event_id: str = ""
    named: str = ""
    beds24_id: int | None = None
    property_id: int | None = None
    changed_at: datetime | None = None
    sent_at: datetime | None = None
    auth_slot: str = ""
    body_sha256: str = ""
    state: EventState = EventState.PENDING
    verdict: EventVerdict | None = None
    cause: str = ""
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event whose turn has come, with its fields."""

    event: HookEvent
    fields: bytes = field(repr=False)


class Inbox:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def add(self, incoming: Incoming) -> int | None:
        """Keep an event and give its id; None where one with its key is kept already, which is counted there."""
        at = moment_text(incoming.received_at)
        if self._connection.execute(_DUPLICATE + " RETURNING id", (at, incoming.dedupe_key)).get is not None:
            return None
        return int(self._connection.execute(_INSERT, _row(incoming, at)).get)

    def pending(self) -> int:
        """How many wait to be worked off."""
        return int(self._connection.execute("SELECT count(*) FROM webhook_events WHERE state = 'pending'").get)

    def claim(self, now: datetime, most: int) -> list[Claimed]:
        """The next events that may be tried now, in the order in which they came, those of one booking never past
        one before them that waits for its next try."""
        found: Any = self._connection.execute(_CLAIM, (moment_text(now), most, moment_text(now + _LONGEST_PAUSE)))
        fields: dict[int, bytes] = dict(found)
        return [Claimed(event, fields[event.id]) for event in KeptEvents(self._connection).of_all(fields)]

    def next_try(self) -> datetime | None:
        """When the next of those that wait for another try may be tried; None where none waits."""
        return maybe_moment_from(
            self._connection.execute(
                "SELECT min(next_try) FROM webhook_events WHERE state = 'pending' AND next_try IS NOT NULL"
            ).get
        )

    def close(self, id_: int, outcome: Outcome, at: datetime, history: tuple[int, int] | None) -> None:
        """It is worked off; `history` are the numbers between which its lines of history lie."""
        first, last = history or (None, None)
        self._connection.execute(
            "UPDATE webhook_events SET state = 'done', attempts = attempts + 1, next_try = NULL, verdict = ?, what = ?,"
            " cause = ?, reservation_id = ?, processed_at = ?, history_from = ?, history_to = ?,"
            " fields_json = CASE WHEN ? THEN x'' ELSE fields_json END WHERE id = ?",
            (
                outcome.verdict.value,
                outcome.what.value,
                outcome.cause,
                outcome.reservation_id,
                moment_text(at),
                first,
                last,
                outcome.forget_fields,
                id_,
            ),
        )

    def note_failure(self, id_: int, cause: str, at: datetime, next_try: datetime | None) -> None:
        """A try failed; without a next one the event is parked."""
        moment = moment_text(at)
        self._connection.execute(
            "INSERT INTO webhook_attempts SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM webhook_attempts"
            " WHERE event_id = ?1",
            (id_, moment, cause),
        )
        state, verdict = ("parked", "failed") if next_try is None else ("pending", "")
        self._connection.execute(
            "UPDATE webhook_events SET attempts = attempts + 1, cause = ?, next_try = ?, state = ?, verdict = ?,"
            " processed_at = ? WHERE id = ?",
            (cause, maybe_moment_text(next_try), state, verdict, moment, id_),
        )

    def newest_history(self) -> int:
        """The number of the last line of history."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM history").get)

    def try_again(self, id_: int) -> bool:
        """Let a parked event be tried anew; False where it is not parked."""
        self._connection.execute(f"{_AGAIN} AND id = ?", (id_,))
        return self._connection.changes() > 0

    def try_all_again(self, cause: str) -> int:
        """Let every event that is parked for this cause be tried anew; how many there are."""
        self._connection.execute(f"{_AGAIN} AND cause = ?", (cause,))
        return self._connection.changes()

    def dismiss(self, id_: int, note: str, at: datetime) -> bool:
        """Lay a parked event aside; False where it is not parked."""
        self._connection.execute(
            "UPDATE webhook_events SET state = 'dismissed', note = ?, processed_at = ? WHERE id = ?"
            " AND state = 'parked'",
            (note, moment_text(at), id_),
        )
        return self._connection.changes() > 0

    def forget(self, done_before: datetime, dead_before: datetime, most: int = 1000) -> int:
        """Delete what is done, or was given up, and was received before these moments; how many, at most `most`."""
        self._connection.execute(
            "DELETE FROM webhook_events WHERE id IN (SELECT id FROM webhook_events WHERE"
            " (state = 'done' AND received_at < ?) OR (state IN ('parked', 'dismissed') AND received_at < ?) LIMIT ?)",
            (moment_text(done_before), moment_text(dead_before), most),
        )
        return self._connection.changes()

    def count(self, name: str, at: datetime, number: int = 1) -> None:
        """So many more of this sort today (UTC); a number, and nothing of what was received."""
        self._connection.execute(
            "INSERT INTO webhook_counts VALUES (?, ?, ?) ON CONFLICT (day, name) DO UPDATE SET n = n + excluded.n",
            (moment_text(at)[:10], name, number),
        )

    def counts(self, since: datetime) -> dict[str, int]:
        """How many of each sort, from that day (UTC) on."""
        return dict(
            self._connection.execute(
                "SELECT name, sum(n) FROM webhook_counts WHERE day >= ? GROUP BY 1", (moment_text(since)[:10],)
            )
        )

    def forget_counts(self, before: datetime) -> None:
        """Forget the counts of days before this one."""
        self._connection.execute("DELETE FROM webhook_counts WHERE day < ?", (moment_text(before)[:10],))


def _row(incoming: Incoming, at: str) -> tuple[Any, ...]:
    return (
        incoming.source,
        incoming.dedupe_key,
        incoming.kind.value,
        incoming.event_id,
        incoming.named,
        incoming.beds24_id,
        incoming.property_id,
        maybe_moment_text(incoming.changed_at),
        maybe_moment_text(incoming.sent_at),
        at,
        incoming.auth_slot,
        incoming.body_sha256,
        incoming.fields,
        incoming.state.value,
        incoming.verdict.value if incoming.verdict else "",
        incoming.cause,
        None if incoming.state is EventState.PENDING else at,
        incoming.duplicate_of,
    )
