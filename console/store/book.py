"""The book of reservations as the window reads it: light lines for the list, everything for one."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from console.domain.booking import Booking
from console.domain.details import CardMove, Change, PlaceName, RoomChoice
from console.domain.lines import Differing, ReservationLine
from console.domain.status import HOLDS_NO_ROOM, Status

_REAL_PHONE = "length(ltrim(coalesce(nullif(r.phone, ''), r.mobile, ''), '+01 -()./')) > 5"
_REAL_EMAIL = (
    "instr(coalesce(r.email, ''), '@') > 1"
    " AND lower(substr(r.email, instr(r.email, '@') + 1)) NOT IN (SELECT value FROM json_each(?1))"
)
_NO_STAYS = ", ".join(f"'{status}'" for status in sorted(HOLDS_NO_ROOM | {Status.BLACK.value}))
_EARLIER = (
    "(SELECT count(DISTINCT e.arrival) FROM reservations AS e WHERE e.guest_id = r.guest_id AND e.arrival < r.arrival"
    f" AND e.departure <= r.arrival AND e.status NOT IN ({_NO_STAYS}))"
)
_FLAGGED = (
    "WITH flagged AS MATERIALIZED (SELECT p.guest_id, max(g.flag = 'vip') AS vip,"
    " max(g.flag = 'do_not_rent') AS do_not_rent FROM guest_flags AS g JOIN guest_profiles AS p ON p.id = g.profile_id"
    " WHERE g.flag IN ('vip', 'do_not_rent') GROUP BY p.guest_id),"
    " said AS MATERIALIZED (SELECT reservation_id, max(in_conflict) AS in_conflict, max(intent = 'send') AS sends"
    " FROM edits GROUP BY reservation_id),"
    " found AS MATERIALIZED (SELECT DISTINCT beds24_id FROM discrepancies WHERE status <> 'fixed')"
)
_DIFFERING = (
    f"CASE WHEN s.in_conflict THEN '{Differing.CONFLICT}' WHEN q.state = 'refused' THEN '{Differing.REFUSED}'"
    f" WHEN q.reservation_id IS NOT NULL OR s.sends THEN '{Differing.WAITS}'"
    f" WHEN s.reservation_id IS NOT NULL THEN '{Differing.KEPT}'"
    f" WHEN d.beds24_id IS NOT NULL THEN '{Differing.FOUND}' ELSE '' END"
)
_GUESTS_AND_BESIDE = (
    "WHERE r.guest_id = ?2 OR r.id IN (SELECT q.reservation_id FROM guest_profiles AS q WHERE q.guest_id = ?2"
    " AND q.role = 'companion')"
)
_COLUMNS = (
    "r.id, r.beds24_id, r.status, r.sub_status,"
    " trim(trim(coalesce(r.first_name, '')) || ' ' || trim(coalesce(r.last_name, ''))),"
    " coalesce(o.name, t.name, ''), coalesce(t.name, ''), r.room_type_id, r.room_id, r.arrival, r.departure,"
    " CAST(julianday(r.departure) - julianday(r.arrival) AS INTEGER), r.adults, r.children,"
    " r.channel, coalesce(nullif(r.api_source, ''), r.channel), r.channel_reference, r.price, p.currency,"
    " r.booked_at, r.modified_at, coalesce(h.source, r.source), coalesce(r.group_id, 0),"
    " coalesce(r.comments, '') <> '' OR coalesce(r.notes, '') <> '',"
    f" ({_REAL_PHONE}) OR ({_REAL_EMAIL}), r.search, r.guest_id, {_EARLIER},"
    f" coalesce(f.vip, 0), coalesce(f.do_not_rent, 0), {_DIFFERING}, w.read_at, coalesce(w.stands = r.read_at, 0)"
)
_LINES = (
    f"{_FLAGGED} SELECT {_COLUMNS} FROM reservations AS r JOIN properties AS p ON p.property_id = r.property_id"
    " LEFT JOIN rooms AS o ON o.id = r.room_id LEFT JOIN room_types AS t ON t.room_type_id = r.room_type_id"
    " LEFT JOIN history AS h ON h.id = (SELECT max(id) FROM history WHERE reservation_id = r.id)"
    " LEFT JOIN flagged AS f ON f.guest_id = r.guest_id LEFT JOIN said AS s ON s.reservation_id = r.id"
    " LEFT JOIN sendings AS q ON q.reservation_id = r.id LEFT JOIN found AS d ON d.beds24_id = r.beds24_id"
    " LEFT JOIN proofs AS w ON w.beds24_id = r.beds24_id"
)
_ORDER = "ORDER BY r.arrival, r.id"
# The plus keeps SQLite to the index of departures: few stays are to come, and many have been.
_COMING = "WHERE r.id IN (SELECT id FROM reservations WHERE departure >= ?2 ORDER BY +arrival, id LIMIT ?3)"
_GUEST = "WHERE r.guest_id = (SELECT guest_id FROM reservations WHERE id = ?2) AND r.id <> ?2"
_AROUND = (
    "WHERE r.id IN (SELECT value FROM json_each(?2)) OR r.guest_id IN (SELECT a.guest_id FROM reservations AS a"
    " WHERE a.id IN (SELECT value FROM json_each(?2)) AND a.guest_id IS NOT NULL)"
)
# A message that told of a change, or hinted at it, stands among the events of its booking until these go.
_CHANGES = (
    "SELECT h.at, h.source, h.field, h.old, h.new, h.minor, h.changed_at, coalesce(h.by_whom, ''),"
    " h.source <> 'webhook' AND EXISTS (SELECT 1 FROM webhook_events AS e WHERE e.beds24_id = r.beds24_id"
    " AND e.source = 'webhook' AND e.received_at <= h.at AND coalesce(e.changed_at, e.received_at) >= h.changed_at)"
    " FROM history AS h JOIN reservations AS r ON r.id = h.reservation_id WHERE h.reservation_id = ?"
    " ORDER BY h.id DESC"
)
_CARD_MOVES = (
    "SELECT m.at, coalesce(g.name, ''), m.rule, d.kind, d.actor, d.undone_at, d.undone_by FROM guest_profiles AS p"
    " JOIN guest_moves AS m ON m.profile_id = p.id LEFT JOIN guest_profiles AS q ON q.id = m.new_guest"
    " LEFT JOIN guests AS g ON g.id = q.guest_id LEFT JOIN guest_decisions AS d ON d.id = ("
    "SELECT one.id FROM guest_decisions AS one WHERE m.at IN (one.at, one.undone_at)"
    " AND (one.guest_a IN (m.old_guest, m.new_guest) OR one.guest_b IN (m.old_guest, m.new_guest))"
    " ORDER BY (one.guest_a IN (m.old_guest, m.new_guest)) + (one.guest_b IN (m.old_guest, m.new_guest)) DESC,"
    " one.id DESC LIMIT 1)"
    " WHERE p.reservation_id = ? AND p.role = 'guest' ORDER BY m.id DESC"
)
_NAMES = (
    "SELECT {key}, trim(trim(coalesce(first_name, '')) || ' ' || trim(coalesce(last_name, ''))) FROM reservations"
    " WHERE {key} IN (SELECT value FROM json_each(?))"
)
_ROW = "SELECT * FROM reservations WHERE id = ?"


class Book:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def lines(self, relays: str) -> list[ReservationLine]:
        """Every reservation by arrival; `relays` is the JSON list of the channels' mail domains."""
        return self._lines("", (relays,))

    def coming_lines(self, today: str, most: int, relays: str) -> list[ReservationLine]:
        """The first of those that depart on `today` or later, by arrival."""
        return self._lines(_COMING, (relays, today, most))

    def lines_of(self, ids: Iterable[int], relays: str) -> list[ReservationLine]:
        """The reservations with these ids of ours, as far as there are any."""
        return self._lines("WHERE r.id IN (SELECT value FROM json_each(?2))", (relays, json.dumps(list(ids))))

    def lines_around(self, ids: Iterable[int], relays: str) -> list[ReservationLine]:
        """These reservations, and all others of their guests."""
        return self._lines(_AROUND, (relays, json.dumps(list(ids))))

    def other_stays(self, id_: int, relays: str) -> list[ReservationLine]:
        """The other reservations of the same guest."""
        return self._lines(_GUEST, (relays, id_))

    def stays_of(self, guest_id: int, relays: str) -> list[ReservationLine]:
        """Every reservation of a guest, also those of others in which they came along."""
        return self._lines(_GUESTS_AND_BESIDE, (relays, guest_id))

    def group_of(self, line: ReservationLine, relays: str) -> list[ReservationLine]:
        """The other members of the line's group; its master may not know that it is one."""
        master = line.group_id or line.beds24_id
        if master is None:
            return []
        return self._lines("WHERE (r.group_id = ?2 OR r.beds24_id = ?2) AND r.id <> ?3", (relays, master, line.id))

    def _lines(self, where: str, values: Sequence[Any]) -> list[ReservationLine]:
        rows = self._connection.execute(f"{_LINES} {where} {_ORDER}", values)
        return list(map(ReservationLine._make, rows))

    def row(self, id_: int) -> dict[str, Any] | None:
        """The stored row, by its columns' names."""
        cursor = self._connection.execute(_ROW, (id_,))
        found = cursor.fetchone()
        return None if found is None else dict(zip((name for name, *_ in cursor.description), found, strict=True))

    def booking(self, row: dict[str, Any]) -> Booking:
        """The booking of a stored row, without what lies in other tables."""
        from console.store.codec import BOOKING_COLUMNS, booking_from  # noqa: PLC0415 - the list needs none of it

        return booking_from([row[name] for name in BOOKING_COLUMNS])

    def body(self, id_: int) -> bytes:
        """The JSON received; empty when there is none."""
        rows = self._connection.execute("SELECT body FROM reservation_bodies WHERE reservation_id = ?", (id_,))
        return next((bytes(body) for (body,) in rows), b"")

    def changes(self, id_: int) -> tuple[Change, ...]:
        """The whole history, newest first."""
        rows = self._connection.execute(_CHANGES, (id_,))
        return tuple(
            Change(at, source, field, old, new, bool(minor), changed_at, bool(hinted), by_whom)
            for at, source, field, old, new, minor, changed_at, by_whom, hinted in rows
        )

    def card_moves(self, id_: int) -> tuple[CardMove, ...]:
        """From whose card to whose the stay went, newest first; a decision of that second about them is its cause."""
        rows = self._connection.execute(_CARD_MOVES, (id_,))
        return tuple(
            CardMove(at, name, rule, kind or "", (actor if undone_at != at else undone_by) or "", undone_at == at)
            for at, name, rule, kind, actor, undone_at, undone_by in rows
        )

    def guest_names(self, ids: Iterable[int]) -> dict[int, str]:
        """What the guests of these reservations (by our ids) are called there."""
        return dict(self._connection.execute(_NAMES.format(key="id"), (json.dumps(list(ids)),)))

    def names_of_numbers(self, beds24_ids: Iterable[int]) -> dict[int, str]:
        """The same, by Beds24's numbers."""
        return dict(self._connection.execute(_NAMES.format(key="beds24_id"), (json.dumps(list(beds24_ids)),)))

    def place_names(self) -> tuple[PlaceName, ...]:
        """Every type and every room, also those that Beds24 no longer has."""
        rows = self._connection.execute(
            "SELECT room_type_id, 0, name, '' FROM room_types UNION ALL"
            " SELECT r.room_type_id, r.unit_id, coalesce(t.name, ''), r.name FROM rooms AS r"
            " LEFT JOIN room_types AS t ON t.room_type_id = r.room_type_id"
        )
        return tuple(PlaceName(*row) for row in rows)

    def room_choices(self) -> tuple[RoomChoice, ...]:
        """Each room type followed by its rooms."""
        rows = self._connection.execute(
            "SELECT room_type_id, NULL, name, 0 AS place FROM room_types WHERE active"
            " UNION ALL SELECT room_type_id, id, name, unit_id FROM rooms WHERE active ORDER BY 1, 4"
        )
        return tuple(RoomChoice(type_id, room_id, name) for type_id, room_id, name, _ in rows)
