"""What there is to review about guests: open pairs with all that speaks for and against them, and what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product

from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.folding import same_name
from console.domain.guests.card import Card, CardField, Pick, Source, card_from
from console.domain.guests.evidence import Evidence, Fact, Weighed, weigh
from console.domain.guests.grouping import pair_of
from console.domain.guests.judging import torn_off
from console.domain.guests.profiles import Profile
from console.domain.guests.rarity import MOST_GUESTS, NamedGuest, rare_pairs
from console.domain.guests.review_lines import (
    DecidedLine,
    DecisionKind,
    OpenProposal,
    Proposal,
    StayOfGuest,
    TiedSource,
)
from console.domain.guests.rules import Rule, is_slip_of, strong_evidence
from console.services.guest_cards import picks_of, sources_of
from console.services.guest_readers import readers_in
from console.store.guest_profiles import Kept
from console.store.store import Session, Store

AUTOMATIC_DAYS = 30
_MOST_TIED = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """One guest of a pair, or one half of a card that may hold two people: the card, which of its values a person
    chose, the words of every source, the stays by arrival, what the guest is flagged as, the number of notes."""

    guest_id: int
    card: Card = field(repr=False)
    picked: frozenset[CardField]
    sources: tuple[Source, ...] = field(repr=False)
    stays: tuple[StayOfGuest, ...] = field(repr=False)
    flags: frozenset[str] = frozenset()
    notes: int = 0

    @property
    def profile_ids(self) -> tuple[int, ...]:
        """The sources that this side is made of."""
        return tuple(sorted(source.profile_id for source in self.sources))


@dataclass(frozen=True, slots=True)
class SaidNo:
    """That these two are kept apart: since when, said by whom, and the kinds of strong evidence that came since."""

    at: datetime
    actor: str
    new: frozenset[str]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two guests side by side, what their one card would be, and what speaks for and against them being one person.

    `proposal` is None where nobody proposed them, `said_no` where nobody keeps them apart. Of a card that may hold two
    people the sides are its halves by date of birth, both with its id."""

    one: Side
    other: Side
    merged: Card = field(repr=False)
    weighed: Weighed
    proposal: Proposal | None
    said_no: SaidNo | None = None

    @property
    def is_torn_card(self) -> bool:
        return self.one.guest_id == self.other.guest_id

    @property
    def same_nights(self) -> tuple[tuple[StayOfGuest, StayOfGuest], ...]:
        """The stays of both that share a night in two rooms, but for rooms that were booked together for one name."""
        return _nights_together(self.one, self.other)


class ReviewBook:
    """Questions about what is to be reviewed; to be asked on the reader's thread. All raise StoreTrouble,
    StoreDamaged."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def open(self, today: str) -> list[OpenProposal]:
        """Every open proposal: who arrives soonest comes first (`today` is the hotel's date, ISO), then by weight."""
        with self._store.reading() as session:
            return session.guest_review.open(today)

    def rare_names(self, today: str) -> list[OpenProposal]:
        """Pairs that share nothing but a rare full name, the rarest first; none in a hotel of very many guests."""
        with self._store.reading() as session:
            if session.guest_book.number() > MOST_GUESTS:
                return []
            pairs = [pair for pair, _ in rare_pairs(_named_guests(session))]
            return session.guest_review.beside_each_other(pairs, today)

    def pair(self, one: int, other: int) -> PairView:
        """Two guests, by any id that was ever theirs; the same one twice is a card that may hold two people. Raises
        WrongInput where one is not known, or where nobody doubts the card."""
        with self._store.reading() as session:
            return _pair(session, _guest(session, one), _guest(session, other))

    def pairs(self, wanted: Iterable[tuple[int, int]]) -> list[PairView]:
        """Several at once; those that are one guest by now, or of which one is no more, are left out."""
        with self._store.reading() as session:
            views = []
            for one, other in wanted:
                ids = [kept.guest_id for id_ in (one, other) for kept in session.profiles.by_ids([id_])]
                if len(set(ids)) > 1:
                    views.append(_pair(session, ids[0], ids[1]))
            return views

    def decided(self, *kinds: DecisionKind) -> list[DecidedLine]:
        """What people decided, the newest first, also what was taken back since."""
        with self._store.reading() as session:
            return session.guest_review.decided(kinds)

    def automatic(self) -> list[TiedSource]:
        """What the rules linked within the last thirty days, the newest first."""
        since: datetime = self._clock.now() - timedelta(days=AUTOMATIC_DAYS)
        with self._store.reading() as session:
            return session.guest_review.tied_since(since, _MOST_TIED)


def _named_guests(session: Session) -> dict[int, NamedGuest]:
    """One name a guest, of the source that leads: the smallest of the guest's."""
    return {kept.guest_id: NamedGuest(kept.profile.name, kept.profile.country) for kept in session.profiles.leading()}


def _guest(session: Session, id_: int) -> int:
    found = session.profiles.by_ids([id_])
    if not found:
        raise WrongInput(f"There is no guest with the number {id_}.")
    return found[0].guest_id


def _pair(session: Session, one: int, other: int) -> PairView:
    readers = readers_in(session)
    sources = sources_of(session, readers, {one, other})
    halves = _halves(session, one, other)
    told = [source for found in sources.values() for source in found]
    sides = [_side(session, guest, members, told) for guest, members in zip((one, other), halves, strict=True)]
    profiles = [[kept.profile for kept in members] for members in halves]
    names = {source.profile_id: source.text(CardField.NAME) for source in told}
    weighed = weigh(readers.names, profiles[0], profiles[1], is_slip_of, names)
    nights = _nights_together(*sides)
    told_nights = (Evidence(Fact.SAME_NIGHTS, *_first_night(nights)),) if nights else ()
    return PairView(
        sides[0],
        sides[1],
        card_from(told, picks_of(session, {one: told}).get(one, ())),
        Weighed(weighed.agreeing, (*told_nights, *weighed.contradicting)),
        session.guests.proposed_between(one, other),
        _said_no(session, *profiles),
    )


def _halves(session: Session, one: int, other: int) -> tuple[list[Kept], list[Kept]]:
    """The sources of both guests; of a card that may hold two people, those of each."""
    members = session.profiles.of_guests([one])
    if one != other:
        return members, session.profiles.of_guests([other])
    proposal = session.guests.proposed_between(one, one)
    if proposal is None or proposal.rule != Rule.TORN_CARD:
        raise WrongInput("Nobody doubts this card any more.")
    hangs_on = {kept.profile.id: kept.tied_to for kept in members}
    births = {kept.profile.id: kept.profile.birth for kept in members}
    torn = torn_off(hangs_on, births, proposal.profile_a, proposal.profile_b)
    return (
        [kept for kept in members if kept.profile.id not in torn],
        [kept for kept in members if kept.profile.id in torn],
    )


def _side(session: Session, guest: int, members: Sequence[Kept], told: Iterable[Source]) -> Side:
    ids = {kept.profile.id for kept in members}
    sources = tuple(source for source in told if source.profile_id in ids)
    picks: Sequence[Pick] = picks_of(session, {guest: sources}).get(guest, ())
    stays = tuple(stay for stay in session.guests.stays_of(guest) if stay.profile_id in ids)
    review = session.guest_review
    picked = frozenset(pick.name for pick in picks)
    return Side(guest, card_from(sources, picks), picked, sources, stays, review.flags(guest), review.notes(guest))


def _said_no(session: Session, ours: Sequence[Profile], theirs: Sequence[Profile]) -> SaidNo | None:
    decision = session.decisions.newest_no(pair_of(one.id, other.id) for one, other in product(ours, theirs))
    if decision is None:
        return None
    return SaidNo(decision.at, decision.actor, strong_evidence(ours, theirs) - set(decision.evidence))


def _nights_together(ours: Side, theirs: Side) -> tuple[tuple[StayOfGuest, StayOfGuest], ...]:
    """Two rooms in one night: probably two people. Who books several rooms at once stands in each of them."""
    shared = (pair for pair in product(ours.stays, theirs.stays) if _share_a_night(*pair))
    if same_name(ours.card.text(CardField.NAME), theirs.card.text(CardField.NAME)):
        return tuple((one, other) for one, other in shared if one.group is None or one.group != other.group)
    return tuple(shared)


def _share_a_night(one: StayOfGuest, other: StayOfGuest) -> bool:
    if one.reservation_id == other.reservation_id or not (one.holds_room and other.holds_room):
        return False
    return one.arrival < other.departure and other.arrival < one.departure


def _first_night(nights: Iterable[tuple[StayOfGuest, StayOfGuest]]) -> tuple[str, str]:
    first = min(max(one.arrival, other.arrival) for one, other in nights)
    return first, first
