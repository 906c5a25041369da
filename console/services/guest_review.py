"""What there is to review about guests: open pairs with all that speaks for and against them, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.guests.card import Card, Source, card_from
from console.domain.guests.evidence import Evidence, Fact, Weighed, weigh
from console.domain.guests.profiles import Profile
from console.domain.guests.rarity import MOST_GUESTS, NamedGuest, rare_pairs
from console.domain.guests.rules import is_slip_of
from console.services.guest_cards import sources_of
from console.services.guest_readers import readers_in
from console.store.guest_decisions import Decision, DecisionKind
from console.store.guest_review import OpenProposal, TiedSource
from console.store.guests import Proposal, StayOfGuest
from console.store.store import Session, Store

AUTOMATIC_DAYS = 30
_MOST_TIED = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """One guest of a pair: the card, the words of every source, and the stays by arrival."""

    guest_id: int
    card: Card = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    stays: tuple[StayOfGuest, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PairView:
    """Two guests side by side, what their one card would be, and what speaks for and against them being one person.

    `proposal` is None where nobody proposed them."""

    one: Side
    other: Side
    merged: Card = field(repr=False)
    weighed: Weighed
    proposal: Proposal | None


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
        """Two guests, by any id that was ever theirs. Raises WrongInput where one is not known."""
        with self._store.reading() as session:
            return _pair(session, _guest(session, one), _guest(session, other))

    def decided(self, kind: DecisionKind) -> list[Decision]:
        """What people decided, the newest first, also what was taken back since."""
        with self._store.reading() as session:
            return session.decisions.all(kind)

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
    profiles = _profiles(session, one), _profiles(session, other)
    sides = [
        Side(id_, card_from(sources[id_]), tuple(sources[id_]), session.guests.stays_of(id_)) for id_ in (one, other)
    ]
    weighed = weigh(readers.names, *profiles, is_slip_of)
    nights = _nights_together(sides[0].stays, sides[1].stays)
    merged = card_from({source.profile_id: source for side in sides for source in side.sources}.values())
    return PairView(
        sides[0],
        sides[1],
        merged,
        Weighed(weighed.agreeing, (*nights, *weighed.contradicting)),
        session.guests.proposed_between(one, other),
    )


def _profiles(session: Session, guest: int) -> list[Profile]:
    return [kept.profile for kept in session.profiles.of_guests([guest])]


def _nights_together(ours: Sequence[StayOfGuest], theirs: Sequence[StayOfGuest]) -> tuple[Evidence, ...]:
    """Two rooms in one night: probably two people."""
    together = (
        max(one.arrival, other.arrival)
        for one in ours
        for other in theirs
        if one.beds24_id != other.beds24_id
        and one.holds_room
        and other.holds_room
        and one.arrival < other.departure
        and other.arrival < one.departure
    )
    first = min(together, default=None)
    return () if first is None else (Evidence(Fact.SAME_NIGHTS, first, first),)
