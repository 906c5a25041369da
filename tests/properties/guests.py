"""Stays of guests who are easily taken for one another, what the store makes of them, and what must hold of it."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.guests.grouping import Edge, Grouping, group
from console.domain.guests.profiles import Profile, can_tie, tying_keys
from console.domain.guests.region import MOST_MET
from console.domain.guests.rules import Rule, Sharing, automatic_rule, count_names, review_rule
from console.services.guest_readers import readers_in
from console.store.store import Session, Store
from tests.building import NOW, booking
from tests.storing import apply, new_store

CALM = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,), print_blob=True
)

_FIRST = ("Anna", "Hanna", "Johann", "Hans", "A.", "Anna Maria", "")
_LAST = ("Berger", "Bergr", "Huber", "Huber-Berger", "Berger Anna", "")
_EMAILS = (
    "",
    "anna@berger.example.net",
    "ana@berger.example.net",
    "office@firma.example.net",
    "familie@huber.example.net",
    "a.berger@gmail.com",
    "abc123@guest.booking.com",
)
_PHONES = ("", "+43 664 9182736", "0664 9182736", "+43 664 9182763", "+49 171 8192735")
_POSTCODES = ("", "6020", "1010")

Cards = dict[frozenset[int], tuple[object, ...]]


def stays(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Booking]:
    """One stay of somebody; few names and contacts, so that most have something in common."""
    return st.builds(
        _stay,
        numbers,
        st.sampled_from(_FIRST),
        st.sampled_from(_LAST),
        st.sampled_from(_EMAILS),
        st.sampled_from(_PHONES),
        st.sampled_from(_POSTCODES),
        st.sampled_from(("confirmed", "confirmed", "confirmed", "cancelled", "black")),
    )


def _stay(number: int, first: str, last: str, email: str, phone: str, postcode: str, status: str) -> Booking:
    arrival = NOW.date() + timedelta(days=3 * number)
    return booking(
        number,
        unit_id=0,
        first_name=first,
        last_name=last,
        email=email,
        phone=phone,
        postcode=postcode,
        country="AT",
        status=status,
        arrival=arrival,
        departure=arrival + timedelta(days=2),
    )


def books(most: int = 9) -> st.SearchStrategy[list[Booking]]:
    """Some stays, each number once."""
    return (
        st.integers(1, most)
        .flatmap(lambda count: st.tuples(*(stays(st.just(n)) for n in range(1, count + 1))))
        .map(list)
    )


def of_regulars(most: int = 14) -> st.SearchStrategy[list[Booking]]:
    """Many stays of three people at most, who say the same each time."""
    people = st.lists(stays(st.just(1)), min_size=1, max_size=3)
    return st.tuples(people, st.lists(st.integers(0, 2), min_size=2, max_size=most)).map(_visits)


def _visits(drawn: tuple[list[Booking], list[int]]) -> list[Booking]:
    people, turns = drawn
    who = (people[turn % len(people)] for turn in turns)
    return [replace(one, beds24_id=number) for number, one in enumerate(who, 1)]


@contextmanager
def empty_house() -> Iterator[Store]:
    with (
        tempfile.TemporaryDirectory(prefix="night-porter-") as folder,
        new_store(Path(folder)) as store,
        store.database.connected(),
    ):
        yield store


def apply_in_pages(store: Store, bookings: Sequence[Booking], sizes: Sequence[int]) -> None:
    """Apply `bookings` page by page; `sizes` are taken in turn."""
    rest, turn = list(bookings), 0
    while rest:
        size = sizes[turn % len(sizes)]
        apply(store, *rest[:size])
        rest, turn = rest[size:], turn + 1


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store says of guests, in the numbers of bookings and not in ids: those are given in the order of
    arrival. A proposal is its two guests, the rule, its weight and what speaks against it."""

    cards: Cards
    proposals: frozenset[tuple[frozenset[frozenset[int]], str, int, str]]

    @property
    def together(self) -> frozenset[frozenset[int]]:
        return frozenset(self.cards)


def seen(store: Store) -> Seen:
    with store.reading() as session:
        stays_of = _numbers_of_guests(session)
        cards: list[Any] = session.connection.execute("SELECT * FROM guests").fetchall()
        asked: list[Any] = session.connection.execute(
            "SELECT guest_a, guest_b, rule, score, conflict FROM guest_proposals"
        ).fetchall()
    return Seen(
        {stays_of[row[0]]: tuple(row[1:]) for row in cards},
        frozenset((frozenset({stays_of[one], stays_of[other]}), *rest) for one, other, *rest in asked),
    )


def _numbers_of_guests(session: Session) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for guest_id, number in session.connection.execute("SELECT guest_id, number FROM guest_profiles"):
        found[guest_id].add(number)
    return {guest_id: frozenset(numbers) for guest_id, numbers in found.items()}


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row by which guests are told apart, as it lies in the store; only when a tie was made is left out."""
    wanted = {
        "guests": "SELECT * FROM guests ORDER BY id",
        "profiles": "SELECT id, reservation_id, role, seq, number, guest_id, norm, seen_at, tied_to, rule"
        " FROM guest_profiles ORDER BY id",
        "keys": "SELECT * FROM guest_profile_keys ORDER BY 1, 2",
        "proposals": "SELECT guest_a, guest_b, rule, score, profile_a, profile_b, conflict FROM guest_proposals"
        " ORDER BY 1, 2",
        "picks": "SELECT profile_id, field, value FROM guest_picks AS k LEFT JOIN guest_decisions AS d"
        " ON d.id = k.decision_id WHERE d.undone_at IS NULL ORDER BY k.id",
        "flags": "SELECT profile_id, flag, note FROM guest_flags ORDER BY 1, 2",
        "reservations": "SELECT id, guest_id FROM reservations ORDER BY 1",
    }
    with store.reading() as session:
        return {name: session.connection.execute(sql).fetchall() for name, sql in wanted.items()}


_MUST_BE_EMPTY = {
    "a source without its guest": "SELECT id FROM guest_profiles WHERE guest_id NOT IN (SELECT id FROM guests)",
    "a guest without a source": "SELECT id FROM guests WHERE id NOT IN (SELECT guest_id FROM guest_profiles)",
    "a guest whose id is not its first source's": (
        "SELECT guest_id FROM guest_profiles GROUP BY guest_id HAVING min(id) <> guest_id"
    ),
    "a key without its source": (
        "SELECT profile_id FROM guest_profile_keys WHERE profile_id NOT IN (SELECT id FROM guest_profiles)"
    ),
    "a stay of another guest than its source": (
        "SELECT r.id FROM reservations AS r LEFT JOIN guest_profiles AS p ON p.reservation_id = r.id"
        " AND p.role = 'guest' WHERE r.guest_id IS NOT p.guest_id"
    ),
    "a closure with a guest": "SELECT id FROM reservations WHERE status = 'black' AND guest_id IS NOT NULL",
    "a stay of nobody with a guest": (
        "SELECT id FROM reservations WHERE guest_id IS NOT NULL AND trim(coalesce(first_name, '')"
        " || coalesce(last_name, '')) = '' AND coalesce(email, '') || coalesce(phone, '') || coalesce(mobile, '') = ''"
        " AND id NOT IN (SELECT p.reservation_id FROM guest_profiles AS p JOIN guest_words AS w ON w.profile_id = p.id)"
    ),
    "a proposal about nobody": (
        "SELECT guest_a FROM guest_proposals WHERE guest_a NOT IN (SELECT id FROM guests)"
        " OR guest_b NOT IN (SELECT id FROM guests)"
    ),
    "a proposal within one guest": "SELECT guest_a FROM guest_proposals WHERE guest_a = guest_b AND rule <> 'R8'",
    "a proposal whose sources are not its guests'": (
        "SELECT q.guest_a FROM guest_proposals AS q JOIN guest_profiles AS a ON a.id = q.profile_a"
        " JOIN guest_profiles AS b ON b.id = q.profile_b"
        " WHERE min(a.guest_id, b.guest_id) <> q.guest_a OR max(a.guest_id, b.guest_id) <> q.guest_b"
    ),
    "a tie to another guest": (
        "SELECT p.id FROM guest_profiles AS p LEFT JOIN guest_profiles AS o ON o.id = p.tied_to"
        " WHERE p.tied_to IS NOT NULL AND o.guest_id IS NOT p.guest_id"
    ),
    "a broken reference": "PRAGMA foreign_key_check",
}


def assert_nothing_is_astray(store: Store) -> None:
    """No row that leads nowhere, none that contradicts another, nobody as a guest of a closure."""
    with store.reading() as session:
        for what, sql in _MUST_BE_EMPTY.items():
            assert not session.connection.execute(sql).fetchall(), what


class Reference:
    """What grouping all sources of the store at once gives, each compared with each: slow, and plain to see."""

    def __init__(self, store: Store) -> None:
        with store.reading() as session:
            self._reader = readers_in(session).names
            ids = [id_ for (id_,) in session.connection.execute("SELECT id FROM guest_profiles")]
            self._profiles = {kept.profile.id: kept.profile for kept in session.profiles.by_ids(ids)}
            self._rulings = session.profiles.rulings(ids)
        names = defaultdict(set)
        for profile in self._profiles.values():
            for key in tying_keys([profile]):
                names[key].add(profile.name)
        self._sharing = Sharing({key: count_names(self._reader, found) for key, found in names.items()})
        self.grouping = self._grouped()

    def _grouped(self) -> Grouping:
        pairs = combinations(self._profiles.values(), 2)
        edges = (self._edge(*sorted(pair, key=lambda profile: profile.order)) for pair in pairs)
        return group(self._reader, self._profiles, [edge for edge in edges if edge is not None], self._rulings)

    def _edge(self, one: Profile, other: Profile) -> Edge | None:
        level = self._reader.level(one.name, other.name)
        rule = automatic_rule(one.said, other.said, level, self._sharing)
        return None if rule is None else Edge(one, other, rule, level)

    @property
    def together(self) -> frozenset[frozenset[int]]:
        """The guests, each as the numbers of its bookings."""
        found: dict[int, set[int]] = defaultdict(set)
        for id_, leader in self.grouping.leader.items():
            found[leader].add(self._profiles[id_].order[0])
        return frozenset(map(frozenset, found.values()))

    def asked(self) -> frozenset[frozenset[frozenset[int]]]:
        """The pairs of guests about whom a person is asked, where nobody has decided anything."""
        leader = self.grouping.leader
        groups: dict[int, set[int]] = {}
        for id_, first in leader.items():
            groups.setdefault(first, set()).add(self._profiles[id_].order[0])
        pairs = {frozenset({one.one, one.other}) for one in self.grouping.blocked}
        pairs |= {
            frozenset({one.id, other.id})
            for one, other in combinations(self._profiles.values(), 2)
            if self._doubt(one, other)
        }
        guests = {frozenset(leader[id_] for id_ in pair) for pair in pairs}
        return frozenset(frozenset(frozenset(groups[one]) for one in pair) for pair in guests if len(pair) > 1)

    def _doubt(self, one: Profile, other: Profile) -> Rule | None:
        mine, theirs = ({*profile.said.ties, *profile.said.hints} for profile in (one, other))
        if not any(can_tie(key) or self._few(key) for key in mine & theirs):
            return None
        return review_rule(one.said, other.said, self._reader.level(one.name, other.name), self._sharing)

    def _few(self, key: str) -> bool:
        return sum(key in profile.said.hints for profile in self._profiles.values()) <= MOST_MET
