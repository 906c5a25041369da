"""Guests' cards, what the reservations behind them tell, and the pairs that somebody should look at."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import apsw

from console.domain.companion import Companion
from console.domain.companions import beside_booker
from console.domain.guests.card import Card, CardField, Pick
from console.domain.guests.review_lines import Proposal, StayOfGuest
from console.domain.moments import moment_from, moment_text
from console.domain.status import HOLDS_NO_ROOM, Status
from console.store.codec import companions_from

_FIELDS = tuple(CardField)
_PUT = (
    f"INSERT INTO guests (id, {', '.join(_FIELDS)}, seen_at, search) VALUES (?{', ?' * len(_FIELDS)}, ?, ?)"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _FIELDS)},"
    " seen_at = excluded.seen_at, search = excluded.search"
)
_NO_STAYS = ", ".join(f"'{status}'" for status in sorted(HOLDS_NO_ROOM | {Status.BLACK.value}))
_IN = "IN (SELECT value FROM json_each(?))"


class NamedStay(NamedTuple):
    """As much of a stored reservation as tells of its guest; the texts are None where Beds24 did not say."""

    guest_id: int
    profile_id: int
    status: str
    first_name: str | None
    last_name: str | None
    email: str | None
    phone: str | None
    mobile: str | None
    company: str | None
    address: str | None
    city: str | None
    postcode: str | None
    country: str | None
    language: str | None
    modified_at: datetime


class Guests:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def put(self, cards: Iterable[tuple[int, Card, str]]) -> None:
        """Write cards, each with its guest's id and the text by which it is found."""
        self._connection.executemany(
            _PUT,
            (
                (id_, *(card.text(name) for name in _FIELDS), moment_text(card.seen_at), search)
                for id_, card, search in cards
            ),
        )

    def remove(self, ids: Iterable[int]) -> None:
        """Let these guests be no more; nothing may be linked to them."""
        if gone := list(ids):
            self._connection.execute(f"DELETE FROM guests WHERE id {_IN}", (json.dumps(gone),))

    def stays(self, guest_ids: Iterable[int]) -> list[NamedStay]:
        """What the reservations of these guests tell of them, be it as of a companion; a source of the desk's tells
        nothing here."""
        rows = self._connection.execute(
            "SELECT CASE WHEN p.role = 'companion' THEN p.seq END, r.companions,"
            " p.guest_id, p.id, coalesce(r.status, 'confirmed'), r.first_name, r.last_name, r.email, r.phone,"
            " r.mobile, r.company, r.address, r.city, r.postcode, r.country, r.language,"
            " coalesce(r.modified_at, p.seen_at) FROM guest_profiles AS p"
            f" LEFT JOIN reservations AS r ON r.id = p.reservation_id WHERE p.guest_id {_IN}",
            (json.dumps(list(guest_ids)),),
        )
        found = []
        for seq, companions, *told, modified in rows:
            stay = NamedStay._make((*told, moment_from(modified)))
            found.append(stay if seq is None else _as_companion(stay, seq, companions))
        return found

    def stays_of(self, guest_id: int) -> tuple[StayOfGuest, ...]:
        """Every reservation of a guest, by arrival."""
        rows = self._connection.execute(
            "SELECT r.id, p.id, r.beds24_id, r.arrival, r.departure, coalesce(o.name, t.name, ''), r.status,"
            f" coalesce(nullif(r.api_source, ''), r.channel, ''), r.status NOT IN ({_NO_STAYS}),"
            " coalesce(nullif(r.group_id, 0), r.beds24_id)"
            " FROM guest_profiles AS p JOIN reservations AS r ON r.id = p.reservation_id"
            " LEFT JOIN rooms AS o ON o.id = r.room_id LEFT JOIN room_types AS t ON t.room_type_id = r.room_type_id"
            " WHERE p.guest_id = ? AND p.role = 'guest' ORDER BY r.arrival, r.id",
            (guest_id,),
        )
        return tuple(map(StayOfGuest._make, rows))

    def words(self, profile_ids: Iterable[int]) -> dict[int, dict[str, str]]:
        """What the desk learned, by source and field, and when the latest of it was said (`said_at`)."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        rows = self._connection.execute(
            f"SELECT profile_id, field, value, at FROM guest_words WHERE profile_id {_IN} ORDER BY at",
            (json.dumps(list(profile_ids)),),
        )
        for profile_id, name, value, at in rows:
            found[profile_id][name] = value
            found[profile_id]["said_at"] = at
        return found

    def picks(self, profile_ids: Iterable[int]) -> dict[int, list[Pick]]:
        """The values that people chose, by the source on which they were chosen, the latest last."""
        found: dict[int, list[Pick]] = defaultdict(list)
        rows = self._connection.execute(
            "SELECT k.profile_id, k.field, k.value FROM guest_picks AS k LEFT JOIN guest_decisions AS d"
            f" ON d.id = k.decision_id WHERE d.undone_at IS NULL AND k.profile_id {_IN} ORDER BY k.id",
            (json.dumps(list(profile_ids)),),
        )
        for profile_id, name, value in rows:
            found[profile_id].append(Pick(CardField(name), value, profile_id))
        return found

    def of_reservations(self, ids: Iterable[int]) -> dict[int, int | None]:
        """The guest of each of these reservations."""
        return dict(
            self._connection.execute(f"SELECT id, guest_id FROM reservations WHERE id {_IN}", (json.dumps(list(ids)),))
        )

    def move_reservations(self, guest_of: Mapping[int, int | None]) -> None:
        """Let reservations (ids) belong to guests (ids); None is nobody's."""
        self._connection.executemany(
            "UPDATE reservations SET guest_id = ? WHERE id = ?", ((guest, id_) for id_, guest in guest_of.items())
        )

    def proposed_between(self, one: int, other: int) -> Proposal | None:
        """What is proposed about these two guests."""
        rows = self._connection.execute(
            "SELECT * FROM guest_proposals WHERE guest_a = ? AND guest_b = ?", (min(one, other), max(one, other))
        )
        return next((Proposal._make(row[:-1]) for row in rows), None)

    def take_proposals(self, guest_ids: Iterable[int]) -> list[tuple[Proposal, str]]:
        """Take out every proposal about these guests, each with the moment since which it stood."""
        rows = self._connection.execute(
            "DELETE FROM guest_proposals WHERE guest_a IN (SELECT value FROM json_each(?1))"
            " OR guest_b IN (SELECT value FROM json_each(?1)) RETURNING *",
            (json.dumps(list(guest_ids)),),
        )
        return [(Proposal._make(row[:-1]), row[-1]) for row in rows]

    def propose(self, proposals: Iterable[tuple[Proposal, str]]) -> None:
        """Write proposals, each with the moment since which it stands; of one pair the weightier stays."""
        self._connection.executemany(
            "INSERT INTO guest_proposals VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guest_a, guest_b) DO UPDATE"
            " SET rule = excluded.rule, score = excluded.score, profile_a = excluded.profile_a,"
            " profile_b = excluded.profile_b, conflict = excluded.conflict WHERE excluded.score > score",
            ((*one, since) for one, since in proposals),
        )


class _Party(NamedTuple):
    """A stay with those who come along."""

    status: str
    first_name: str | None
    last_name: str | None
    email: str | None
    phone: str | None
    mobile: str | None
    companions: tuple[Companion, ...] | None


def _as_companion(stay: NamedStay, seq: int, companions: str | None) -> NamedStay:
    """The stay as it tells of one who came along; of nobody where they are in it no more."""
    party = _Party(*stay[2:8], companions_from(companions))
    one = dict(beside_booker(party)).get(seq, Companion())
    own = {name: getattr(one, name) for name in _OF_COMPANIONS}
    return stay._replace(**own, language="")


_OF_COMPANIONS = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "mobile",
    "company",
    "address",
    "city",
    "postcode",
    "country",
)
