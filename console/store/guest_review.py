"""The pairs of guests that are to be looked at, and what became of others, as lists read them."""

from datetime import datetime
from typing import NamedTuple

import apsw

from console.domain.moments import moment_from, moment_text
from console.domain.status import HOLDS_NO_ROOM, Status

_NO_STAYS = ", ".join(f"'{status}'" for status in sorted(HOLDS_NO_ROOM | {Status.BLACK.value}))
_ARRIVES = (
    "(SELECT min(r.arrival) FROM reservations AS r WHERE r.guest_id IN (p.guest_a, p.guest_b) AND r.arrival >= ?1"
    f" AND r.status NOT IN ({_NO_STAYS}))"
)
_OPEN = (
    f"SELECT p.guest_a, p.guest_b, p.rule, p.score, p.conflict, p.since, a.name, b.name, coalesce({_ARRIVES}, '')"
    " AS arrives FROM guest_proposals AS p JOIN guests AS a ON a.id = p.guest_a JOIN guests AS b ON b.id = p.guest_b"
    " ORDER BY arrives = '', arrives, p.score DESC, p.guest_a, p.guest_b"
)
_TIED = (
    "SELECT p.id, p.guest_id, p.rule, p.tied_at, g.name, r.beds24_id, r.arrival FROM guest_profiles AS p"
    " JOIN guests AS g ON g.id = p.guest_id LEFT JOIN reservations AS r ON r.id = p.reservation_id"
    " WHERE p.tied_at >= ? AND p.rule <> 'hand' ORDER BY p.tied_at DESC, p.id DESC LIMIT ?"
)


class OpenProposal(NamedTuple):
    """Two guests to look at (the same one twice for a card that may hold two people): the rule, its weight (0 to 100,
    for the order only), what spoke against it, since when it stands, both names, and the day on which the first of the
    two arrives (ISO, empty for neither)."""

    guest_a: int
    guest_b: int
    rule: str
    score: int
    conflict: str
    since: str
    name_a: str
    name_b: str
    arrives: str


class TiedSource(NamedTuple):
    """One source that a rule linked to a guest: the source, the guest, the rule, when, the guest's name, Beds24's
    number and the arrival of its stay."""

    profile_id: int
    guest_id: int
    rule: str
    at: datetime
    name: str
    beds24_id: int | None
    arrival: str | None


class GuestReview:
    """Reads inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def open(self, today: str) -> list[OpenProposal]:
        """Every open proposal: who arrives soonest comes first (on `today` or later, ISO), then the weightiest."""
        return list(map(OpenProposal._make, self._connection.execute(_OPEN, (today,))))

    def number(self) -> int:
        """How many proposals are open."""
        return int(self._connection.execute("SELECT count(*) FROM guest_proposals").get)

    def tied_since(self, since: datetime, most: int) -> list[TiedSource]:
        """The automatic links made since then, the newest first."""
        rows = self._connection.execute(_TIED, (moment_text(since), most))
        return [
            TiedSource(id_, guest, rule, moment_from(at), name, number, arrival)
            for id_, guest, rule, at, name, number, arrival in rows
        ]
