"""Discrepancies with whose stay they are about, for a list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import apsw
import msgspec

from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, Evidence, LikelyCause, Severity
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.moments import moment_text
from console.store.discrepancies import STATUS_AT

_TOLD = "json_extract(d.stranger, '$.{}')"
_ROOM = (
    "CASE d.field WHEN 'room_id' THEN (SELECT name FROM rooms WHERE id = CAST(d.{side} AS INTEGER))"
    " WHEN 'room_type_id' THEN (SELECT name FROM room_types WHERE room_type_id = CAST(d.{side} AS INTEGER))"
    " WHEN 'unit_id' THEN (SELECT name FROM rooms WHERE room_type_id = r.room_type_id"
    " AND unit_id = CAST(d.{side} AS INTEGER)) END"
)
_COLUMNS = (
    "d.id, d.severity, d.kind, nullif(d.beds24_id, 0), r.id, r.guest_id,"
    " CASE WHEN r.id IS NULL THEN coalesce({guest}, '')"
    " ELSE trim(trim(coalesce(r.first_name, '')) || ' ' || trim(coalesce(r.last_name, ''))) END,"
    " coalesce(r.channel, ''), coalesce(nullif(r.api_source, ''), r.channel, {channel}, ''),"
    " coalesce(r.channel_reference, {reference}, ''), coalesce(r.arrival, {arrival}, ''),"
    " coalesce(r.departure, {departure}, ''), coalesce(o.name, t.name, ''), d.field, d.here, d.there, NULL,"
    " coalesce(p.currency, (SELECT currency FROM properties LIMIT 1), ''), d.first_seen, d.last_seen, d.cause,"
    f" d.evidence, {STATUS_AT.format(row='d')}, d.until, d.reason, d.note, d.said_by, d.said_at,"
    " (SELECT id FROM reservations WHERE beds24_id = json_extract(d.evidence, '$.other')),"
).format(**{name: _TOLD.format(name) for name in ("guest", "channel", "reference", "arrival", "departure")})
_LINES = (
    f"SELECT {_COLUMNS} {_ROOM.format(side='here')}, {_ROOM.format(side='there')} FROM discrepancies AS d"
    " LEFT JOIN reservations AS r ON r.beds24_id = d.beds24_id AND d.beds24_id <> 0"
    " LEFT JOIN properties AS p ON p.property_id = r.property_id LEFT JOIN rooms AS o ON o.id = r.room_id"
    " LEFT JOIN room_types AS t ON t.room_type_id = coalesce(r.room_type_id,"
    f" {_TOLD.format('room_type_id')}) WHERE d.status <> 'fixed' ORDER BY d.id"
)
# Looked up: a list of thousands would spend half its time on building them by their values.
_SEVERITIES, _KINDS, _CAUSES, _STATUSES = (
    {one.value: one for one in members} for members in (Severity, DiscrepancyKind, LikelyCause, DiscrepancyStatus)
)
_decode = msgspec.json.Decoder(Evidence).decode


class DiscrepancyLines:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def alive(self, now: datetime) -> Iterator[DiscrepancyLine]:
        """All that are not fixed, with the status that they have at `now`; `agreed` and `owner` are left open."""
        return map(_line, self._connection.execute(_LINES, (moment_text(now),)))


def _line(row: tuple[Any, ...]) -> DiscrepancyLine:
    *stay, cause, evidence, status, until, reason, note, by, at, other, here, there = row
    id_, severity, kind, *rest = stay
    told = (_CAUSES[cause], _decode(evidence), _STATUSES[status], until, reason, note, by, at, other, None)
    return DiscrepancyLine._make((id_, _SEVERITIES[severity], _KINDS[kind], *rest, *told, (here, there)))
