"""The sources that guests are made of, their keys, and the links between sources and guests; set-based."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import apsw
import msgspec

from console.domain.guests.grouping import Rulings
from console.domain.guests.names import name_from
from console.domain.guests.profiles import Profile, Said
from console.domain.moments import moment_text

_IN = "IN (SELECT value FROM json_each(?))"
_ROW = "p.id, p.number, p.role, p.seq, p.norm, p.guest_id, p.reservation_id, p.tied_to, p.rule"
BOOKED, COMPANION = "guest", "companion"
ROLES = (BOOKED, "booker", COMPANION)
"""As whom a source stands in a reservation, in their order."""

_NEXT_ID = (
    "SELECT max((SELECT coalesce(max(id), 0) FROM guest_profiles),"
    " (SELECT coalesce(max(profile_id), 0) FROM erased_profiles)) + 1"
)
_NORM = 4


class Place(NamedTuple):
    """Where a source stands: in which reservation (None at the desk), as whom, and the how-manieth of them."""

    reservation_id: int | None
    role: str
    seq: int


class Kept(NamedTuple):
    """A stored source with the guest that it is linked to, and why: the source it was tied to, and the rule."""

    profile: Profile
    place: Place
    guest_id: int
    tied_to: int | None = None
    rule: str | None = None


class Profiles:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def wait_with_references(self) -> None:
        """Look at references when the transaction ends, and not before."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")

    def next_id(self) -> int:
        """The first free id, that of nobody who was erased; sure to stay free until the transaction ends."""
        return int(self._connection.execute(_NEXT_ID).get)

    def of_reservations(self, ids: Iterable[int]) -> list[Kept]:
        return self._kept(f"WHERE p.reservation_id {_IN}", ids)

    def of_guests(self, ids: Iterable[int]) -> list[Kept]:
        return self._kept(f"WHERE p.guest_id {_IN}", ids)

    def by_ids(self, ids: Iterable[int]) -> list[Kept]:
        return self._kept(f"WHERE p.id {_IN}", ids)

    def leading(self) -> Iterator[Kept]:
        """The source of each guest whose id is the guest's."""
        rows = self._connection.execute(f"SELECT {_ROW} FROM guest_profiles AS p WHERE p.id = p.guest_id")
        return map(_kept_from, rows)

    def at_desk(self, behind: int = 0, most: int = -1) -> list[Kept]:
        """The next sources, by id, that stand behind no reservation; all of them without `most`."""
        where = "WHERE p.reservation_id IS NULL AND p.id > ? ORDER BY p.id LIMIT ?"
        rows = self._connection.execute(f"SELECT {_ROW} FROM guest_profiles AS p {where}", (behind, most))
        return list(map(_kept_from, rows))

    def _kept(self, where: str, ids: Iterable[int]) -> list[Kept]:
        rows = self._connection.execute(f"SELECT {_ROW} FROM guest_profiles AS p {where}", (json.dumps(list(ids)),))
        return list(map(_kept_from, rows))

    def count_holders(self, keys: Iterable[int], most: int) -> dict[int, int]:
        """How many sources hold each key that is held at all; counted up to `most`."""
        rows = self._connection.execute(
            "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM guest_profile_keys WHERE key = value LIMIT ?2)) AS held"
            " FROM json_each(?1) WHERE held",
            (json.dumps(list(keys)), most),
        )
        return dict(rows)

    def holders_of(self, keys: Iterable[int]) -> Iterator[tuple[int, Kept]]:
        """Each key with every source that holds it."""
        rows = self._connection.execute(
            f"SELECT k.key, {_ROW} FROM json_each(?) AS j CROSS JOIN guest_profile_keys AS k ON k.key = j.value"
            " CROSS JOIN guest_profiles AS p ON p.id = k.profile_id",
            (json.dumps(list(keys)),),
        )
        return ((row[0], _kept_from(row[1:])) for row in rows)

    def voices_of(self, key: int, most: int) -> list[Kept]:
        """Every source that holds this key, or, as soon as more than `most` of them say something else, those that had
        been met by then."""
        rows = self._connection.execute(
            f"SELECT {_ROW} FROM guest_profile_keys AS k CROSS JOIN guest_profiles AS p ON p.id = k.profile_id"
            " WHERE k.key = ?",
            (key,),
        )
        found: list[Kept] = []
        voices: set[str] = set()
        for row in rows:
            found.append(_kept_from(row))
            voices.add(row[_NORM])
            if len(voices) > most:
                break
        return found

    def put(self, kept: Iterable[tuple[Kept, datetime]]) -> None:
        """Write sources, new ones and those that changed, each with the moment of its word."""
        self._connection.executemany(
            "INSERT INTO guest_profiles (id, reservation_id, role, seq, number, guest_id, norm, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET norm = excluded.norm, number = excluded.number, seen_at = excluded.seen_at",
            ((*_row_of(one), moment_text(at)) for one, at in kept),
        )

    def put_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Let each key (number) lead to the source (id)."""
        self._connection.executemany("INSERT OR IGNORE INTO guest_profile_keys VALUES (?, ?)", sorted(keys))

    def drop_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Let these keys (number) lead to the sources (id) no longer."""
        self._connection.executemany("DELETE FROM guest_profile_keys WHERE key = ? AND profile_id = ?", keys)

    def link(self, links: Iterable[tuple[int, int, int | None, str | None]], at: datetime) -> None:
        """Link sources to guests: (source, guest, the source that it was tied to, the rule)."""
        now = moment_text(at)
        self._connection.executemany(
            "UPDATE guest_profiles SET guest_id = ?2, tied_to = ?3, rule = ?4,"
            " tied_at = CASE WHEN ?3 IS NULL THEN NULL WHEN tied_to = ?3 AND rule = ?4 THEN tied_at ELSE ?5 END"
            " WHERE id = ?1",
            ((*link, now) for link in links),
        )

    def remove(self, ids: Iterable[int]) -> None:
        """Let sources be no more, with all that hangs on them; rulings about them mean nothing then and go too. Their
        keys are dropped apart, since no index leads from a source to its keys."""
        gone = list(ids)
        if not gone:
            return
        wanted = json.dumps(gone)
        for table in ("guest_words", "guest_picks", "guest_flags", "guest_notes"):
            self._connection.execute(f"DELETE FROM {table} WHERE profile_id {_IN}", (wanted,))
        self._connection.execute(
            "DELETE FROM guest_rulings WHERE profile_a IN (SELECT value FROM json_each(?1))"
            " OR profile_b IN (SELECT value FROM json_each(?1))",
            (wanted,),
        )
        self._connection.execute(f"DELETE FROM guest_profiles WHERE id {_IN}", (wanted,))

    def note_moves(self, moves: Iterable[tuple[int, int, int, str]], at: datetime) -> None:
        """Remember that sources went from one guest to another: (source, old, new, why)."""
        now = moment_text(at)
        self._connection.executemany(
            "INSERT INTO guest_moves (at, profile_id, old_guest, new_guest, rule) VALUES (?, ?, ?, ?, ?)",
            ((now, *move) for move in moves),
        )

    def rulings(self, profile_ids: Iterable[int]) -> Rulings:
        """What people said of pairs of which one at least is among these; the newest word on a pair holds."""
        rows = self._connection.execute(_RULINGS, (json.dumps(list(profile_ids)),))
        together, apart = {}, set()
        for one, other, word, decision in rows:
            if word > 0:
                together[one, other] = decision
            elif word < 0:
                apart.add((one, other))
        return Rulings(together, frozenset(apart))


_RULINGS = (
    "WITH asked (id) AS (SELECT value FROM json_each(?1)), touched AS ("
    "SELECT r.* FROM asked JOIN guest_rulings AS r ON r.profile_a = asked.id UNION"
    " SELECT r.* FROM asked JOIN guest_rulings AS r ON r.profile_b = asked.id)"
    " SELECT t.profile_a, t.profile_b, t.together, max(t.decision_id) FROM touched AS t"
    " JOIN guest_decisions AS d ON d.id = t.decision_id WHERE d.undone_at IS NULL GROUP BY t.profile_a, t.profile_b"
)


class _Norm(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is compared of a source, as it is stored."""

    name: str
    emails: tuple[str, ...]
    roles: tuple[str, ...]
    phones: tuple[str, ...]
    last_digits: tuple[str, ...]
    birth: str
    document: str
    country: str
    postcode: str
    address: str


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Norm).decode


def _row_of(kept: Kept) -> tuple[Any, ...]:
    profile = kept.profile
    return (profile.id, *kept.place, profile.order[0], kept.guest_id, _norm(profile.said))


def _norm(said: Said) -> str:
    norm = _Norm(
        said.name.spelled,
        said.emails,
        said.roles,
        said.phones,
        said.last_digits,
        said.birth,
        said.document,
        said.country,
        said.postcode,
        said.address,
    )
    return _encode(norm).decode()


def _kept_from(row: Any) -> Kept:
    id_, number, role, seq, norm, guest_id, reservation_id, tied_to, rule = row
    profile = Profile(id_, (number, ROLES.index(role), seq), _said_from(norm))
    return Kept(profile, Place(reservation_id, role, seq), guest_id, tied_to, rule)


@lru_cache(maxsize=2_048)
def _said_from(norm: str) -> Said:
    told = _decode(norm)
    return Said(
        name_from(told.name),
        told.emails,
        told.roles,
        told.phones,
        told.last_digits,
        told.birth,
        told.document,
        told.country,
        told.postcode,
        told.address,
    )
