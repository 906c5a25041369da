"""Everything that one guest's card is made of besides the values: sources, what became of them, and who is near."""

import json
from collections.abc import Iterable

import apsw

from console.domain.guests.card_rows import DecisionRow, Move, NearGuest, SourceRow
from console.domain.moments import maybe_moment_from, moment_from

_IN = "IN (SELECT value FROM json_each(?))"
_MOST_NEAR = 40


class GuestCards:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def sources(self, guest_id: int) -> list[SourceRow]:
        """The sources of a guest, the newest stay first."""
        rows = self._connection.execute(
            "SELECT p.id, r.id, r.beds24_id, coalesce(nullif(r.api_source, ''), r.channel, ''),"
            " coalesce(r.arrival, ''), coalesce(r.departure, ''), p.role, p.tied_to, coalesce(p.rule, ''), p.tied_at"
            " FROM guest_profiles AS p LEFT JOIN reservations AS r ON r.id = p.reservation_id WHERE p.guest_id = ?"
            " ORDER BY coalesce(r.arrival, p.seen_at) DESC, p.id DESC",
            (guest_id,),
        )
        return [SourceRow._make((*row[:-1], maybe_moment_from(row[-1]))) for row in rows]

    def moves(self, profile_ids: Iterable[int]) -> list[Move]:
        """What became of these sources, the newest first."""
        rows = self._connection.execute(
            "SELECT at, profile_id, old_guest, new_guest, rule FROM guest_moves"
            f" WHERE profile_id {_IN} ORDER BY id DESC",
            (json.dumps(list(profile_ids)),),
        )
        return [Move(moment_from(at), *rest) for at, *rest in rows]

    def decisions(self, profile_ids: Iterable[int]) -> list[DecisionRow]:
        """What people decided about guests who had these sources, the newest first, also what was taken back."""
        rows = self._connection.execute(
            "WITH mine (id) AS (SELECT value FROM json_each(?1))"
            " SELECT d.id, d.at, d.actor, d.kind, d.note, d.undone_at, coalesce(g.name, '') FROM guest_decisions AS d"
            " LEFT JOIN guest_profiles AS p ON p.id = CASE WHEN d.guest_a IN mine THEN d.guest_b ELSE d.guest_a END"
            " LEFT JOIN guests AS g ON g.id = p.guest_id WHERE d.id IN (SELECT r.decision_id FROM guest_rulings AS r"
            " WHERE r.profile_a IN mine UNION SELECT r.decision_id FROM guest_rulings AS r WHERE r.profile_b IN mine)"
            " ORDER BY d.id DESC",
            (json.dumps(list(profile_ids)),),
        )
        return [
            DecisionRow(id_, moment_from(at), actor, kind, note, maybe_moment_from(undone), other)
            for id_, at, actor, kind, note, undone, other in rows
        ]

    def came_with(self, guest_id: int) -> list[int]:
        """The guests whom a booking of theirs, or one in which they came along, names beside them."""
        rows = self._connection.execute(
            "SELECT DISTINCT o.guest_id FROM guest_profiles AS p JOIN guest_profiles AS o"
            " ON o.reservation_id = p.reservation_id AND o.guest_id <> p.guest_id WHERE p.guest_id = ? LIMIT ?",
            (guest_id, _MOST_NEAR),
        )
        return [id_ for (id_,) in rows]

    def near(self, guest_id: int) -> list[NearGuest]:
        """Guests who bear the same name, or belong to the same company, as these are spelled."""
        rows = self._connection.execute(
            "SELECT o.id, o.name, CASE WHEN o.company <> '' AND o.company = g.company COLLATE NOCASE THEN 'company'"
            " ELSE 'namesake' END FROM guests AS g JOIN guests AS o ON o.id <> g.id"
            " AND ((o.name <> '' AND o.name = g.name COLLATE NOCASE)"
            " OR (o.company <> '' AND o.company = g.company COLLATE NOCASE)) WHERE g.id = ? ORDER BY o.name LIMIT ?",
            (guest_id, _MOST_NEAR),
        )
        return list(map(NearGuest._make, rows))

    def names(self, guest_ids: Iterable[int]) -> dict[int, str]:
        """What these guests are called."""
        rows = self._connection.execute(f"SELECT id, name FROM guests WHERE id {_IN}", (json.dumps(list(guest_ids)),))
        return dict(rows)
