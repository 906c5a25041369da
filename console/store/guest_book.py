"""The guests as the window reads them: light lines for the list."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from console.domain.folding import folded
from console.domain.guests.lines import GuestLine
from console.domain.status import HOLDS_NO_ROOM, Status

NO_STAY = HOLDS_NO_ROOM | {Status.BLACK.value}
_NO_STAYS = ", ".join(f"'{status}'" for status in sorted(NO_STAY))
_NAME = GuestLine._fields.index("name")
_LAST = "\U0010ffff"
_DOMAIN = "lower(substr(x.email, instr(x.email, '@') + 1))"
_RELAYED = (
    "CASE WHEN g.email = '' AND g.phone = '' THEN EXISTS (SELECT 1 FROM reservations AS x WHERE x.guest_id = g.id"
    f" AND instr(x.email, '@') > 1 AND {_DOMAIN} IN (SELECT value FROM json_each(?1))) ELSE 0 END"
)
_LINES = (
    "WITH stays AS (SELECT q.guest_id, sum(q.role = 'guest') AS number, sum(q.role = 'companion') AS along,"
    " max(CASE WHEN r.arrival < ?2 THEN r.arrival END) AS last,"
    " min(CASE WHEN r.arrival >= ?2 THEN r.arrival END) AS next,"
    " sum(CASE WHEN q.role = 'guest' THEN coalesce(r.price, 0) ELSE 0 END) AS spend,"
    " max(p.currency) AS currency, max(r.arrival <= ?2 AND r.departure >= ?2) AS here"
    " FROM guest_profiles AS q JOIN reservations AS r ON r.id = q.reservation_id"
    " JOIN properties AS p ON p.property_id = r.property_id"
    f" WHERE r.status NOT IN ({_NO_STAYS}) AND q.guest_id {{among}} GROUP BY q.guest_id),"
    " notes AS (SELECT q.guest_id, count(*) AS number, max(n.at), n.text FROM guest_notes AS n"
    " JOIN guest_profiles AS q ON q.id = n.profile_id GROUP BY q.guest_id),"
    " flags AS (SELECT q.guest_id, max(f.flag = 'vip') AS vip, max(f.flag = 'do_not_rent') AS do_not_rent,"
    " max(f.flag = 'no_marketing') AS no_marketing FROM guest_flags AS f"
    " JOIN guest_profiles AS q ON q.id = f.profile_id GROUP BY q.guest_id),"
    " doubts AS (SELECT guest_id, count(*) AS number FROM (SELECT guest_a AS guest_id FROM guest_proposals UNION ALL"
    " SELECT guest_b FROM guest_proposals WHERE guest_b <> guest_a) GROUP BY guest_id)"
    f" SELECT g.id, g.name, g.country, g.email, g.phone, {_RELAYED},"
    " coalesce(s.number, 0), coalesce(s.along, 0), coalesce(s.last, ''), coalesce(s.next, ''), coalesce(s.spend, 0),"
    " coalesce(s.currency, ''), coalesce(s.here, 0), coalesce(n.number, 0), coalesce(n.text, ''),"
    " coalesce(f.vip, 0), coalesce(f.do_not_rent, 0), coalesce(f.no_marketing, 0), coalesce(d.number, 0), g.search"
    " FROM guests AS g LEFT JOIN stays AS s ON s.guest_id = g.id LEFT JOIN notes AS n ON n.guest_id = g.id"
    " LEFT JOIN flags AS f ON f.guest_id = g.id LEFT JOIN doubts AS d ON d.guest_id = g.id"
)
_EVERY = _LINES.format(among="IS NOT NULL")
_SOME = _LINES.format(among="IN (SELECT value FROM json_each(?3))") + (
    " WHERE g.id IN (SELECT value FROM json_each(?3))"
)
_CONCERNED = (
    "SELECT guest_id FROM reservations WHERE id IN (SELECT value FROM json_each(?1)) AND guest_id IS NOT NULL"
    " UNION SELECT p.guest_id FROM guest_profiles AS p WHERE p.reservation_id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT m.old_guest FROM guest_profiles AS p JOIN guest_moves AS m ON m.profile_id = p.id"
    " WHERE p.reservation_id IN (SELECT value FROM json_each(?1))"
)


class GuestBook:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def lines(self, relays: str, today: str) -> list[GuestLine]:
        """Every guest by id; `relays` is the JSON list of the channels' mail domains, `today` the hotel's date."""
        return self._lines(_EVERY, (relays, today))

    def lines_of(self, ids: Iterable[int], relays: str, today: str) -> list[GuestLine]:
        """The guests with these ids, as far as there are any."""
        return self._lines(_SOME, (relays, today, json.dumps(list(ids))))

    def concerned_by(self, reservation_ids: Iterable[int]) -> frozenset[int]:
        """The guests that these reservations belong to now, or belonged to before."""
        rows = self._connection.execute(_CONCERNED, (json.dumps(list(reservation_ids)),))
        return frozenset(id_ for (id_,) in rows)

    def number(self) -> int:
        """How many guests there are."""
        return int(self._connection.execute("SELECT count(*) FROM guests").get)

    def brief(self, ids: Iterable[int]) -> list[tuple[int, str, int]]:
        """These guests by id, name and number of stays."""
        rows = self._connection.execute(
            "SELECT g.id, g.name, (SELECT count(*) FROM reservations AS r WHERE r.guest_id = g.id"
            f" AND r.status NOT IN ({_NO_STAYS})) FROM guests AS g WHERE g.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return [(id_, name, stays) for id_, name, stays in rows]

    def doubted_with(self, guest_id: int) -> list[int]:
        """The guests of whom it is asked whether they are this one, the likeliest first."""
        rows = self._connection.execute(
            "SELECT CASE WHEN guest_a = ?1 THEN guest_b ELSE guest_a END FROM guest_proposals"
            " WHERE (guest_a = ?1 OR guest_b = ?1) AND guest_a <> guest_b ORDER BY score DESC",
            (guest_id,),
        )
        return [id_ for (id_,) in rows]

    def _lines(self, query: str, values: Sequence[Any]) -> list[GuestLine]:
        rows = self._connection.execute(query, values)
        return [GuestLine._make((*row, folded(row[_NAME]) or _LAST)) for row in rows]
