"""The pairs of guests that are to be looked at, and what became of others, as lists read them."""

import json
from collections.abc import Iterable
from datetime import datetime

import apsw

from console.domain.guests.review_lines import DecidedLine, OpenProposal, TiedSource
from console.domain.guests.rules import Rule
from console.domain.moments import maybe_moment_from, moment_from, moment_text
from console.domain.status import HOLDS_NO_ROOM, Status

_NO_STAYS = ", ".join(f"'{status}'" for status in sorted(HOLDS_NO_ROOM | {Status.BLACK.value}))
_ARRIVES = (
    "(SELECT min(r.arrival) FROM reservations AS r WHERE r.guest_id IN (a.id, b.id) AND r.arrival >= ?1"
    f" AND r.status NOT IN ({_NO_STAYS}))"
)
_SAME_NIGHTS = (
    "(a.id <> b.id AND EXISTS (SELECT 1 FROM reservations AS x JOIN reservations AS y ON y.guest_id = b.id"
    " AND y.arrival < x.departure AND x.arrival < y.departure WHERE x.guest_id = a.id"
    f" AND x.status NOT IN ({_NO_STAYS}) AND y.status NOT IN ({_NO_STAYS})))"
)
_OPEN = (
    f"SELECT p.guest_a, p.guest_b, p.rule, p.score, p.conflict, p.since, a.name, b.name, coalesce({_ARRIVES}, '')"
    f" AS arrives, {_SAME_NIGHTS}"
    " FROM guest_proposals AS p JOIN guests AS a ON a.id = p.guest_a JOIN guests AS b ON b.id = p.guest_b"
    " ORDER BY arrives = '', arrives, p.score DESC, p.guest_a, p.guest_b"
)
_TOLD = "trim(coalesce({0}.first_name, '') || ' ' || coalesce({0}.last_name, ''))"
_TOLD_AS = f"CASE WHEN {{0}}.role = 'companion' THEN {{2}}.name ELSE {_TOLD.format('{1}')} END"
_TIED = (
    f"SELECT p.id, p.guest_id, p.rule, p.tied_at, g.name, {_TOLD_AS.format('p', 'r', 'g')},"
    f" {_TOLD_AS.format('t', 'o', 'g')}, r.beds24_id,"
    " r.arrival FROM guest_profiles AS p JOIN guests AS g ON g.id = p.guest_id"
    " LEFT JOIN reservations AS r ON r.id = p.reservation_id LEFT JOIN guest_profiles AS t ON t.id = p.tied_to"
    " LEFT JOIN reservations AS o ON o.id = t.reservation_id"
    " WHERE p.tied_at >= ? AND p.rule <> 'hand' ORDER BY p.tied_at DESC, p.id DESC LIMIT ?"
)
_DECIDED = (
    "SELECT d.id, d.at, d.actor, d.kind, d.rule, d.note, d.undone_at, a.guest_id, b.guest_id,"
    f" coalesce(nullif({_TOLD_AS.format('a', 'r', 'g')}, ''), g.name, ''),"
    f" coalesce(nullif({_TOLD_AS.format('b', 'o', 'h')}, ''), h.name, ''),"
    " d.batch_id, (SELECT count(*) FROM guest_decisions AS one WHERE one.batch_id = d.batch_id)"
    " FROM guest_decisions AS d LEFT JOIN guest_profiles AS a ON a.id = d.guest_a"
    " LEFT JOIN guest_profiles AS b ON b.id = d.guest_b LEFT JOIN reservations AS r ON r.id = a.reservation_id"
    " LEFT JOIN reservations AS o ON o.id = b.reservation_id LEFT JOIN guests AS g ON g.id = a.guest_id"
    " LEFT JOIN guests AS h ON h.id = b.guest_id WHERE d.kind IN (SELECT value FROM json_each(?)) ORDER BY d.id DESC"
    " LIMIT ?"
)
_ALL = -1
_FLAGS = (
    "SELECT DISTINCT f.flag FROM guest_flags AS f JOIN guest_profiles AS p ON p.id = f.profile_id WHERE p.guest_id = ?"
)
_NOTES = "SELECT count(*) FROM guest_notes AS n JOIN guest_profiles AS p ON p.id = n.profile_id WHERE p.guest_id = ?"


_BESIDE = (
    f"SELECT a.id, b.id, '{Rule.RARE_NAME}', 0, '', '', a.name, b.name, coalesce({_ARRIVES}, ''),"
    f" {_SAME_NIGHTS}"
    " FROM json_each(?2) AS j JOIN guests AS a ON a.id = j.value ->> 0 JOIN guests AS b ON b.id = j.value ->> 1"
    " WHERE NOT EXISTS (SELECT 1 FROM guest_rulings AS w JOIN guest_decisions AS d ON d.id = w.decision_id"
    " WHERE d.undone_at IS NULL"
    " AND w.together = -1 AND w.profile_a = a.id AND w.profile_b = b.id)"
    " AND NOT EXISTS (SELECT 1 FROM guest_proposals WHERE guest_a = a.id AND guest_b = b.id) ORDER BY j.key"
)


class GuestReview:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def open(self, today: str) -> list[OpenProposal]:
        """Every open proposal: who arrives soonest comes first (on `today` or later, ISO), then the weightiest."""
        return list(map(OpenProposal._make, self._connection.execute(_OPEN, (today,))))

    def beside_each_other(self, pairs: list[tuple[int, int]], today: str) -> list[OpenProposal]:
        """These pairs of guests as proposals by a rare name, without those that are proposed or kept apart already."""
        return list(map(OpenProposal._make, self._connection.execute(_BESIDE, (today, json.dumps(pairs)))))

    def tied_since(self, since: datetime, most: int) -> list[TiedSource]:
        """The automatic links made since then, the newest first."""
        rows = self._connection.execute(_TIED, (moment_text(since), most))
        return [TiedSource(id_, guest, rule, moment_from(at), *rest) for id_, guest, rule, at, *rest in rows]

    def decided(self, kinds: Iterable[str], most: int = _ALL) -> list[DecidedLine]:
        """The newest decisions of these kinds, the newest first, also what was taken back since."""
        rows = self._connection.execute(_DECIDED, (json.dumps(list(kinds)), most))
        return [
            DecidedLine(id_, moment_from(at), actor, kind, rule, note, maybe_moment_from(undone), *rest)
            for id_, at, actor, kind, rule, note, undone, *rest in rows
        ]

    def flags(self, guest_id: int) -> frozenset[str]:
        """What people flagged this guest as."""
        return frozenset(flag for (flag,) in self._connection.execute(_FLAGS, (guest_id,)))

    def notes(self, guest_id: int) -> int:
        """How many notes there are about this guest."""
        return int(self._connection.execute(_NOTES, (guest_id,)).get)
