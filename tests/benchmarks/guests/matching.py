"""The one way in which scoring asks for a matching: bookings in, cards out.

The product's own pure parts are asked, over sources in memory: contacts and names are read with the product's lists,
the rules of `console.domain.guests` group them. Bookings come in the order of `created_at`; what is learnt later
replaces what the booking said, at its time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from console.domain.guests.contacts import Contact, ContactKind, ContactReader
from console.domain.guests.grouping import Grouping, Rulings
from console.domain.guests.names import NameReader, plain
from console.domain.guests.profiles import Profile, Said, can_tie
from console.domain.guests.region import MOST_MET, Holders, Region
from console.domain.guests.reviewing import doubts_about
from console.services.guest_lists import name_lists, shipped_contacts
from tests.benchmarks.guests.rows import BookingRow, UpdateRow
from tests.benchmarks.guests.scoring import Link, Proposal

_GUEST, _BOOKER = 0, 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """Each booking's card, the pairs of cards that a person is asked about, and why bookings stand on one card."""

    cards: Mapping[str, int]
    proposals: tuple[Proposal, ...]
    links: tuple[Link, ...]


def match(
    bookings: Sequence[BookingRow], updates: Sequence[UpdateRow], country: str, own_domains: Sequence[str]
) -> Outcome:
    """Whose booking each is, for a hotel in `country` (two letters) that owns `own_domains`."""
    contacts = replace(shipped_contacts(), own_domains=frozenset(own_domains))
    reading = _Reading(NameReader(name_lists()), ContactReader(contacts, country))
    told = _as_told_in_the_end(bookings, updates)
    profiles = {profile.id: profile for index, row in enumerate(told) for profile in reading.profiles(index, row)}
    region = Region(reading.names, _Sources(profiles.values()))
    region.grow(list(profiles.values()), ())
    grouping = region.grouping()
    return _Telling(told, reading.names, region, grouping).outcome()


def _as_told_in_the_end(bookings: Sequence[BookingRow], updates: Sequence[UpdateRow]) -> list[BookingRow]:
    """Grouping depends on no order, so that the last word on each booking is all that counts."""
    learnt: dict[str, dict[str, str]] = defaultdict(dict)
    for row in updates:
        learnt[row.booking_id][row.field] = row.value
    return [replace(row, **learnt.get(row.booking_id, {})) for row in bookings]  # type: ignore[arg-type]  # texts only


class _Reading:
    """Makes sources of bookings."""

    def __init__(self, names: NameReader, contacts: ContactReader) -> None:
        self.names = names
        self._contacts = contacts

    def profiles(self, index: int, row: BookingRow) -> Iterable[Profile]:
        """The guest's source, and the booker's where the booking names one, to whom the contacts then belong."""
        guest = Said(
            name=self.names.read(row.first_name, row.last_name),
            birth=row.date_of_birth,
            document=row.document_no,
            country=row.country,
            postcode=plain(row.postcode).replace(" ", ""),
            address=plain(row.address),
        )
        if not row.booker_name:
            yield Profile(2 * index, (index, _GUEST, 0), self._reached(guest, row))
            return
        yield Profile(2 * index, (index, _GUEST, 0), guest)
        booker = Said(self.names.read("", row.booker_name), country=row.country)
        yield Profile(2 * index + 1, (index, _BOOKER, 0), self._reached(booker, row))

    def _reached(self, said: Said, row: BookingRow) -> Said:
        email, phone = self._contacts.email(row.email), self._contacts.phone(row.phone, row.country)
        return replace(
            said,
            emails=_keys(email, ContactKind.PERSONAL, ContactKind.ROLE),
            roles=_keys(email, ContactKind.ROLE),
            phones=_keys(phone, ContactKind.VALID),
            last_digits=_last_digits(phone),
        )


def _keys(contact: Contact | None, *kinds: ContactKind) -> tuple[str, ...]:
    return (contact.key,) if contact is not None and contact.kind in kinds else ()


def _last_digits(phone: Contact | None) -> tuple[str, ...]:
    return (phone.key[-8:],) if phone is not None and len(phone.key) >= 8 else ()


class _Sources:
    """All sources of a hotel in which nobody has decided anything yet."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = {profile.id: profile for profile in profiles}
        self._holders: dict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles.values():
            for key in (*profile.said.ties, *profile.said.hints):
                self._holders[key].append(profile)

    def holders(self, keys: Iterable[str]) -> Mapping[str, Holders]:
        return {key: Holders(self._on(key), ()) for key in keys}

    def _on(self, key: str) -> tuple[Profile, ...]:
        found = tuple(self._holders.get(key, ()))
        return found if can_tie(key) or len(found) <= MOST_MET else ()

    def mates(self, ids: Iterable[int]) -> Iterable[Profile]:
        return self.by_ids(ids)

    def rulings(self, ids: Iterable[int]) -> Rulings:
        return Rulings({}, frozenset())

    def by_ids(self, ids: Iterable[int]) -> Iterable[Profile]:
        return [self._profiles[id_] for id_ in ids]


class _Telling:
    """Puts a grouping into the words of scoring: bookings, not sources."""

    def __init__(self, rows: Sequence[BookingRow], names: NameReader, region: Region, grouping: Grouping) -> None:
        self._rows = rows
        self._names = names
        self._region = region
        self._grouping = grouping
        self._on_card: dict[int, set[str]] = defaultdict(set)
        for id_, leader in grouping.leader.items():
            if id_ % 2 == _GUEST:
                self._on_card[leader].add(self._booking(id_))

    def outcome(self) -> Outcome:
        leader = self._grouping.leader
        return Outcome(
            cards={self._booking(id_): card for id_, card in leader.items() if id_ % 2 == _GUEST},
            proposals=tuple(self._proposals()),
            links=tuple(self._links()),
        )

    def _links(self) -> Iterable[Link]:
        """Ties between guests; what ties a booker to something says nothing about the booking's guest."""
        for tie in self._grouping.ties:
            if tie.one % 2 == tie.other % 2 == _GUEST:
                yield Link(self._booking(tie.one), self._booking(tie.other), tie.rule)

    def _booking(self, id_: int) -> str:
        return self._rows[id_ // 2].booking_id

    def _proposals(self) -> Iterable[Proposal]:
        """One for each two cards, with the rule of the doubt that weighs most."""
        leader, seen = self._grouping.leader, set[frozenset[int]]()
        doubts = doubts_about(self._names, self._region, self._grouping, self._region.profiles)
        for doubt in sorted(doubts, key=lambda doubt: (-doubt.score, doubt.one, doubt.other, doubt.rule)):
            one, other = leader[doubt.one], leader[doubt.other]
            pair = frozenset((one, other))
            if len(pair) == 1 or pair in seen or not (self._on_card[one] and self._on_card[other]):
                continue
            seen.add(pair)
            yield Proposal(frozenset(self._on_card[one]), frozenset(self._on_card[other]), doubt.rule)
