"""The webhook's events as they are kept: what each told, what came of it, and every try."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import apsw

from console.domain.booking import full_name
from console.domain.hook_events import Attempt, EventKind, EventState, EventVerdict, HookEvent, What
from console.domain.moments import maybe_moment_from, moment_from, moment_text
from console.store.reservations import HistoryLine

_COLUMNS = (
    *("id", "source", "kind", "state", "received_at", "beds24_id", "property_id", "event_id", "named", "changed_at"),
    *("sent_at", "auth_slot", "body_sha256", "attempts", "next_try", "cause", "what", "verdict", "reservation_id"),
    *("history_from", "history_to", "processed_at", "duplicates", "last_duplicate_at", "duplicate_of", "note"),
)
_SELECT = (
    f"SELECT {', '.join(f'e.{name}' for name in _COLUMNS)}, r.first_name, r.last_name"
    " FROM webhook_events AS e LEFT JOIN reservations AS r ON r.beds24_id = e.beds24_id"
)
_HISTORY = "SELECT id, reservation_id, at, source, run_id, field, old, new, minor FROM history"
# All states are named so that the index by state and time is used, and old events are never looked at.
_RECENT = (
    "webhook_events WHERE state IN ('pending', 'done', 'parked', 'dismissed') AND received_at >= ?"
    " AND source = 'webhook'"
)


class KeptEvents:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def of(self, id_: int) -> HookEvent | None:
        """One event; None when it is no more."""
        return next(iter(self.of_all([id_])), None)

    def of_all(self, ids: Iterable[int]) -> list[HookEvent]:
        """These, the oldest first, as far as they are still kept."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id", (json.dumps(list(ids)),)
        )
        return [_event(row) for row in rows]

    def events(self, most: int = -1, *, beds24_id: int | None = None) -> list[HookEvent]:
        """The newest first; of one booking where its number is given."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE ?1 IS NULL OR e.beds24_id = ?1 ORDER BY e.id DESC LIMIT ?2", (beds24_id, most)
        )
        return [_event(row) for row in rows]

    def page(self, most: int, before: int | None = None) -> list[HookEvent]:
        """The newest with a number below `before`, the newest first."""
        rows = self._connection.execute(
            f"{_SELECT} WHERE ?1 IS NULL OR e.id < ?1 ORDER BY e.id DESC LIMIT ?2", (before, most)
        )
        return [_event(row) for row in rows]

    def since_number(self, number: int, most: int) -> list[HookEvent]:
        """The newest with this number or a higher one, the newest first."""
        rows = self._connection.execute(f"{_SELECT} WHERE e.id >= ? ORDER BY e.id DESC LIMIT ?", (number, most))
        return [_event(row) for row in rows]

    def parked(self, most: int) -> list[HookEvent]:
        """The newest of those that were tried in vain, the newest first."""
        rows = self._connection.execute(f"{_SELECT} WHERE e.state = 'parked' ORDER BY e.id DESC LIMIT ?", (most,))
        return [_event(row) for row in rows]

    def any(self) -> bool:
        """Whether anything is kept."""
        return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM webhook_events)").get)

    def last_received(self) -> datetime | None:
        """When the newest webhook that is still kept came in."""
        rows = self._connection.execute(
            "SELECT received_at FROM webhook_events WHERE source = 'webhook' ORDER BY id DESC LIMIT 1"
        )
        return next((moment_from(at) for (at,) in rows), None)

    def repeated(self, since: datetime) -> int:
        """How often webhooks that came since then were repeated."""
        return int(
            self._connection.execute(f"SELECT coalesce(sum(duplicates), 0) FROM {_RECENT}", (moment_text(since),)).get
        )

    def moments(self, since: datetime) -> list[tuple[datetime, EventState]]:
        """When everything came that came since then, and how it stands; in no order."""
        rows = self._connection.execute(
            "SELECT received_at, state FROM webhook_events WHERE received_at >= ?"
            " AND state IN ('pending', 'done', 'parked', 'dismissed')",
            (moment_text(since),),
        )
        return [(moment_from(at), EventState(state)) for at, state in rows]

    def fields(self, id_: int) -> bytes:
        """What was kept of the body; empty where nothing was."""
        rows = self._connection.execute("SELECT fields_json FROM webhook_events WHERE id = ?", (id_,))
        return next((bytes(fields) for (fields,) in rows), b"")

    def attempts(self, id_: int) -> tuple[Attempt, ...]:
        """The tries that failed, the first first."""
        rows = self._connection.execute(
            "SELECT number, at, cause FROM webhook_attempts WHERE event_id = ? ORDER BY number", (id_,)
        )
        return tuple(Attempt(number, moment_from(at), cause) for number, at, cause in rows)

    def differences(self, event: HookEvent) -> tuple[HistoryLine, ...]:
        """The lines of history that the event wrote."""
        rows = self._connection.execute(
            f"{_HISTORY} WHERE id > ? AND id <= ? AND reservation_id = ? ORDER BY id",
            (event.history_from, event.history_to, event.reservation_id),
        )
        return tuple(
            HistoryLine(number, id_, moment_from(at), source, run_id, name, old, new, bool(minor))
            for number, id_, at, source, run_id, name, old, new, minor in rows
        )

    def causes(self) -> dict[str, int]:
        """How many are parked of each cause."""
        return dict(
            self._connection.execute(
                "SELECT cause, count(*) FROM webhook_events WHERE state = 'parked' GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        )


def _event(row: Sequence[Any]) -> HookEvent:
    told: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))
    first_name, last_name = row[len(_COLUMNS) :]
    moments: dict[str, Any] = {name: maybe_moment_from(told[name]) for name in _MOMENTS}
    return HookEvent(
        **{name: told[name] for name in _AS_IT_IS},
        **moments,
        received_at=moment_from(told["received_at"]),
        kind=EventKind(told["kind"]),
        state=EventState(told["state"]),
        what=What(told["what"]),
        verdict=EventVerdict(told["verdict"]) if told["verdict"] else None,
        guest=full_name(first_name, last_name),
    )


_MOMENTS = ("changed_at", "sent_at", "next_try", "processed_at", "last_duplicate_at")
_AS_IT_IS = tuple(set(_COLUMNS) - {*_MOMENTS, "received_at", "kind", "state", "what", "verdict"})
