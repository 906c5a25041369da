"""Which guest each booking belongs to, for a whole page at once; the rules are `domain.guests`, GUESTS.md 3.

A booking is a source that matching never rewrites, a guest a set of sources. Whenever sources change, those that the
change can reach are grouped anew (`domain.guests.region`), so that no order of arrival shows in who is matched with
whom. A guest's id is the smallest id of its sources: an id handed out leads, through its source, to the guest that it
belongs to now.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from console.domain.booking import Booking
from console.domain.companions import beside_booker
from console.domain.guests.card import Source
from console.domain.guests.grouping import Grouping, Rulings
from console.domain.guests.profiles import Profile, can_tie, key_number
from console.domain.guests.region import MOST_MET, MOST_VOICES, Holders, Region, spanning
from console.services.guest_cards import write_cards
from console.services.guest_proposals import Board
from console.services.guest_sources import (
    NO_BOOKING,
    NOTHING,
    Beside,
    Readers,
    TellsOfGuest,
    Told,
    Words,
    profile_from,
    source_from,
    told_by,
)
from console.store.guest_profiles import BOOKED, COMPANION, ROLES, Kept, Place
from console.store.store import Session

AT_DESK = 2**52
"""Where the numbers begin by which sources without a reservation are put in order: behind all of Beds24's."""


class _Entry(NamedTuple):
    """One source that is to be placed: where it stands, as it is kept, what it tells, its number (None for a new one
    of the desk's)."""

    place: Place
    kept: Kept | None
    told: Told | None
    number: int | None


class Matching:
    """The guests of one page: `place` says who they are, `settle` writes it once the reservations are written, which
    may name guests before they are."""

    def __init__(self, session: Session, readers: Readers, at: datetime) -> None:
        self._session = session
        self._readers = readers
        self._at = at
        self._ground = _StoredGround(session)
        self._told: dict[int, Told] = {}
        session.profiles.wait_with_references()
        self._next_id = session.profiles.next_id()
        self._asked: set[int] = set()
        self._linked: dict[int, tuple[int, int | None, str | None]] = {}
        self._regions: list[tuple[Region, Grouping]] = []

    def place(self, bookings: Mapping[int, Booking], known: Iterable[int] = ()) -> dict[int, int | None]:
        """The guest of each reservation (its id) whose booking is given; None where it names nobody.

        `known` are those of them that were stored before.
        """
        stored = {kept.place: kept for kept in self._session.profiles.of_reservations(known)}
        words = self._session.guests.words(kept.profile.id for kept in stored.values()) if stored else {}
        entries: dict[Hashable, _Entry] = {}
        for id_, booking in bookings.items():
            for place, told_of in _tellers(id_, booking):
                kept = stored.pop(place, None)
                said = Words(**words[kept.profile.id]) if kept and kept.profile.id in words else NOTHING
                entries[id_ if place.role == BOOKED else place] = _Entry(
                    place, kept, told_by(told_of, said), booking.beds24_id
                )
        entries |= {place: _Entry(place, kept, None, None) for place, kept in stored.items()}
        found = self._place(entries)
        return {id_: self._guest_of(found.get(id_)) for id_ in bookings}

    def place_at_desk(self, sources: Mapping[int, tuple[Kept, Words]]) -> None:
        """Read sources that stand behind no reservation (by their ids) anew, by what the desk says of them now."""
        entries: dict[Hashable, _Entry] = {
            id_: _Entry(kept.place, kept, told_by(NO_BOOKING, said), kept.profile.order[0])
            for id_, (kept, said) in sources.items()
        }
        self._place(entries)

    def place_new(self, said: Words) -> tuple[int, int] | None:
        """Somebody without a reservation: the id of the source, and the guest; None where `said`, which bears its
        moment, names nobody. Nothing is written before `settle`."""
        entry = _Entry(Place(None, BOOKED, 0), None, told_by(NO_BOOKING, said), None)
        found = self._place({0: entry})
        return (found[0], self._now_of(found[0])) if found else None

    def _place(self, entries: Mapping[Hashable, _Entry]) -> dict[Hashable, int]:
        """The sources of the entries (by what they are called there) that name somebody."""
        profiles: dict[Hashable, int] = {}
        changed: list[Profile] = []
        former: list[Profile] = []
        for id_, (place, kept, told, number) in entries.items():
            if told is None:
                if kept is not None:
                    former.append(kept.profile)
                    self._ground.remove(kept)
                continue
            profile = self._read(told, kept, number, place)
            profiles[id_] = profile.id
            if kept is not None and kept.profile.says_as(profile):
                self._ground.tell_again(kept, told.seen_at)
                continue
            if kept is not None:
                former.append(kept.profile)
            changed.append(profile)
            self._ground.change(Kept(profile, place, 0 if kept is None else kept.guest_id), kept, told.seen_at)
        self._regroup(changed, former)
        return profiles

    def regroup(self, profile_ids: Iterable[int]) -> None:
        """Group anew what these sources reach, after people said something of them."""
        seeds = list(self._ground.by_ids(profile_ids))
        self._asked |= {profile.id for profile in seeds}
        self._regroup(seeds, [])

    def forget(self, profile_ids: Iterable[int]) -> None:
        """Let these sources be no more, and group anew whom they reached."""
        former = self._session.profiles.by_ids(profile_ids)
        for kept in former:
            self._ground.remove(kept)
        self._regroup([], [kept.profile for kept in former])

    def settle(self) -> frozenset[int]:
        """Write sources, links, cards and proposals; gives the ids of the reservations that went to another guest."""
        ground, session = self._ground, self._session
        ground.write()
        moved = self._write_links()
        touched = self._touched_guests()
        write_cards(session, self._readers, touched, self._sources_alone())
        self._propose()
        return moved

    def _propose(self) -> None:
        """Doubts are looked for anew about every guest whom the change touched, and every guest who uses a contact that
        counts otherwise now; others keep theirs."""
        ground, guests = self._ground, self._session.guests
        asked = self._asked_anew()
        taken = ground.bereft.union(*((ground.kept[id_].guest_id, self._now_of(id_)) for id_ in asked))
        board = Board(self._now_of, guests.take_proposals(taken))
        for region, grouping in self._regions:
            ground.learn({id_ for pair in region.apart for id_ in pair})
            apart = {pair for pair in region.apart if ground.kept.keys() >= {*pair}}
            evidence = self._session.decisions.evidence_at(apart) if apart else {}
            settled = self._session.decisions.births_known(region.together) if region.together else ()
            board.look(self._readers.names, region, grouping, asked & region.profiles.keys(), evidence, settled)
        guests.propose(board.proposals(self._at))

    def _asked_anew(self) -> set[int]:
        """All sources of the guests, as they were and as they are, of whom one source began or was moved."""
        kept = self._ground.kept
        began = {id_ for region, _ in self._regions for id_ in region.seeds} | self._moved_ids()
        guests = {kept[id_].guest_id for id_ in began} | {self._now_of(id_) for id_ in began} | self._ground.bereft
        guests.discard(0)
        return {id_ for id_ in self._linked if self._now_of(id_) in guests or kept[id_].guest_id in guests}

    def _sources_alone(self) -> dict[int, Source]:
        """The sources of this page that are all there is of their guests; a guest's id is its first source's."""
        members = Counter(link[0] for link in self._linked.values())
        alone = ((id_, told) for id_, told in self._told.items() if members.get(id_) == 1)
        return {id_: source_from(self._readers, told, id_) for id_, told in alone}

    def _read(self, told: Told, kept: Kept | None, number: int | None, place: Place) -> Profile:
        if kept is None:
            id_, self._next_id = self._next_id, self._next_id + 1
        else:
            id_ = kept.profile.id
        self._told[id_] = told
        order = (AT_DESK + id_ if number is None else number, ROLES.index(place.role), place.seq)
        return profile_from(self._readers, told, id_, order)

    def _regroup(self, changed: Sequence[Profile], former: Sequence[Profile]) -> None:
        if not changed and not former:
            return
        region = Region(self._readers.names, self._ground)
        region.grow(changed, former)
        grouping = region.grouping()
        guests: dict[int, int] = {}
        for id_, leader in grouping.leader.items():
            guests[leader] = min(id_, guests.get(leader, id_))
        hung = spanning(grouping, region.profiles)
        for id_, leader in grouping.leader.items():
            tie = hung[id_]
            self._linked[id_] = (guests[leader], None, None) if tie is None else (guests[leader], *tie)
        self._regions.append((region, grouping))

    def _guest_of(self, profile_id: int | None) -> int | None:
        return None if profile_id is None else self._now_of(profile_id)

    def _now_of(self, profile_id: int) -> int:
        linked = self._linked.get(profile_id)
        return linked[0] if linked is not None else self._ground.kept[profile_id].guest_id

    def _write_links(self) -> frozenset[int]:
        kept = self._ground.kept
        differing = {
            id_: link
            for id_, link in self._linked.items()
            if link != (kept[id_].guest_id, kept[id_].tied_to, kept[id_].rule)
        }
        self._session.profiles.link(((id_, *link) for id_, link in differing.items()), self._at)
        moved = {id_: link for id_, link in differing.items() if kept[id_].guest_id not in (0, link[0])}
        self._session.profiles.note_moves(
            ((id_, kept[id_].guest_id, guest, rule or "") for id_, (guest, _, rule) in moved.items()), self._at
        )
        places = {id_: kept[id_].place for id_ in moved}
        stays = {
            place.reservation_id: moved[id_][0]
            for id_, place in places.items()
            if place.reservation_id is not None and place.role == BOOKED
        }
        self._session.guests.move_reservations(stays)
        return frozenset(stays)

    def _moved_ids(self) -> set[int]:
        return {id_ for id_, link in self._linked.items() if self._ground.kept[id_].guest_id != link[0]}

    def _touched_guests(self) -> set[int]:
        """Every guest to or from whom a source came, or of whom one tells something else now."""
        ground = self._ground
        touched = self._moved_ids() | ground.fresh_ids | ground.retold | self._asked
        before = {ground.kept[id_].guest_id for id_ in touched} | ground.bereft
        return (before | {self._now_of(id_) for id_ in touched}) - {0}


def _tellers(id_: int, booking: Booking) -> Iterator[tuple[Place, TellsOfGuest]]:
    """Everybody whom a booking names, by where they stand: whoever booked, and those who come along."""
    yield Place(id_, BOOKED, 0), booking
    if booking.companions:
        for seq, one in beside_booker(booking):
            yield Place(id_, COMPANION, seq), Beside(one, booking.status, booking.modified_at)


class _StoredGround:
    """The sources in the store, with what the page changes laid over them."""

    def __init__(self, session: Session) -> None:
        self._profiles = session.profiles
        self._fresh: dict[int, tuple[Kept, datetime]] = {}
        self._fresh_on: dict[str, list[Profile]] = defaultdict(list)
        self._dropped: list[tuple[int, int]] = []
        self._removed: dict[int, Kept] = {}
        self._replaced = 0
        self._numbers: dict[str, int] = {}
        self.kept: dict[int, Kept] = {}
        self.retold: set[int] = set()
        self.bereft: set[int] = set()

    def change(self, now: Kept, before: Kept | None, at: datetime) -> None:
        profile = now.profile
        self._fresh[profile.id] = (now, at)
        self.kept[profile.id] = before or now
        for key in (*profile.said.ties, *profile.said.hints):
            self._fresh_on[key].append(profile)
        if before is not None:
            self._drop_keys(before.profile)

    @property
    def fresh_ids(self) -> set[int]:
        """The sources that are new, or that tell something else than before."""
        return self._fresh.keys() - self.retold

    def tell_again(self, kept: Kept, at: datetime) -> None:
        """Nothing that is compared has changed; the card may have."""
        self._fresh[kept.profile.id] = (kept, at)
        self.kept[kept.profile.id] = kept
        self.retold.add(kept.profile.id)

    def remove(self, kept: Kept) -> None:
        self._removed[kept.profile.id] = kept
        self._drop_keys(kept.profile)
        self.bereft.add(kept.guest_id)

    def _drop_keys(self, former: Profile) -> None:
        self._replaced += 1
        self._dropped += [(key_number(key), former.id) for key in (*former.said.ties, *former.said.hints)]

    def write(self) -> None:
        self._profiles.remove(self._removed)
        self._profiles.put(self._fresh.values())
        self._profiles.drop_keys(self._dropped)
        self._profiles.put_keys(
            (self._number(key), profile.id) for key, profiles in self._fresh_on.items() for profile in profiles
        )

    def holders(self, keys: Iterable[str]) -> dict[str, Holders]:
        numbers = {self._number(key): key for key in keys}
        most = MOST_VOICES + self._replaced
        counts = self._profiles.count_holders(numbers, most + 1)
        crowded = {numbers[number] for number, count in counts.items() if count > MOST_MET + self._replaced}
        wanted = [number for number in counts if can_tie(numbers[number]) or numbers[number] not in crowded]
        stored: dict[str, list[Kept]] = defaultdict(list)
        for number, kept in self._profiles.holders_of(number for number in wanted if counts[number] <= most):
            stored[numbers[number]].append(kept)
        for number in wanted:
            if counts[number] > most:
                stored[numbers[number]] = self._profiles.voices_of(number, most)
        return {key: self._held(key, stored.get(key, ()), crowded) for key in numbers.values()}

    def _number(self, key: str) -> int:
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = key_number(key)
        return known

    def _held(self, key: str, stored: Sequence[Kept], crowded: Collection[str]) -> Holders:
        before = now = tuple(kept.profile for kept in stored) if stored else ()
        fresh = tuple(self._fresh_on.get(key, ()))
        standing = tuple(kept.profile for kept in stored if self._stands(kept))
        if fresh or len(standing) < len(before):
            now = (*standing, *fresh)
        if can_tie(key):
            return Holders(now, before)
        return Holders(() if key in crowded or len(now) > MOST_MET else now, before if len(before) <= MOST_MET else ())

    def mates(self, ids: Iterable[int]) -> Iterable[Profile]:
        known = (self.kept.get(id_) or self._removed.get(id_) for id_ in ids)
        guests = {kept.guest_id for kept in known if kept is not None} - {0}
        return self._as_now(self._profiles.of_guests(guests)) if guests else ()

    def by_ids(self, ids: Iterable[int]) -> Iterable[Profile]:
        wanted = list(ids)
        return self._as_now(self._profiles.by_ids(wanted)) if wanted else ()

    def learn(self, ids: Iterable[int]) -> None:
        """Look these up, so that it is known whose they are."""
        list(self.by_ids(set(ids) - self.kept.keys()))

    def rulings(self, ids: Iterable[int]) -> Rulings:
        """Of sources that are new nobody has said anything."""
        known = [id_ for id_ in ids if id_ not in self.kept or self.kept[id_].guest_id]
        return self._profiles.rulings(known) if known else Rulings()

    def _as_now(self, kept: Iterable[Kept]) -> list[Profile]:
        found = []
        for one in kept:
            if self._stands(one):
                found.append(one.profile)
            elif one.profile.id in self._fresh:
                found.append(self._fresh[one.profile.id][0].profile)
        return found

    def _stands(self, kept: Kept) -> bool:
        """Whether the page leaves this stored source as it is; it is remembered then."""
        id_ = kept.profile.id
        if id_ in self._removed or (id_ in self._fresh and id_ not in self.retold):
            return False
        self.kept.setdefault(id_, kept)
        return True
