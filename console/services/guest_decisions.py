"""Merging, refusing, splitting, and taking any of it back, in any order and at any time (GUESTS.md 3.6 and 3.7).

A decision moves nothing by itself. It is a word on pairs of sources that grouping heeds; taking it back takes the word
away and groups anew, so that nothing of it can stay behind.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, product
from types import MappingProxyType

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.guests.grouping import Pair, pair_of
from console.domain.guests.judging import SAME_HOUSEHOLD
from console.domain.guests.profiles import Profile
from console.domain.guests.review_lines import DecisionKind
from console.domain.guests.rules import strong_evidence
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.store.guest_decisions import ALLOWED, APART, TOGETHER, Decision
from console.store.store import Session, Store

NO_PICKS: Mapping[CardField, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was made or taken back: its number, and the guests as they are now: of a merge one, else two."""

    number: int
    guests: tuple[int, ...]


class GuestDesk:
    """What a person decides about guests; each call is one transaction, to be made on the thread that writes.

    Guests are named by any id that was ever theirs. All raise WrongInput for what cannot be, StoreTrouble,
    StoreDamaged. `announce` hears of the guests that this concerns, and of the reservations that went to another guest.
    """

    def __init__(self, store: Store, clock: Clock, announce: Callable[[object], None] = lambda _news: None) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce

    def merge(
        self,
        one: int,
        other: int,
        picks: Mapping[CardField, str] = NO_PICKS,
        *,
        actor: str = "desk",
        note: str = "",
    ) -> Decided:
        """Let two guests be one person, whatever spoke against it; `picks` are the values chosen for the card."""
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.merge(one, other, picks, note, None)
        self._tell(act)
        return decided

    def merge_all(self, pairs: Sequence[tuple[int, int]], *, actor: str = "desk") -> tuple[Decided, ...]:
        """Merge each pair, as one batch with one undo; pairs that have become one guest on the way are passed over."""
        made: list[Decided] = []
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            for one, other in pairs:
                if act.guest(one) != act.guest(other):
                    made.append(act.merge(one, other, NO_PICKS, "", made[0].number if made else 0))
        self._tell(act)
        return tuple(made)

    def not_same(self, one: int, other: int, *, actor: str = "desk", note: str = "") -> Decided:
        """Let two guests never be taken for one person; proposed again only when new strong evidence comes."""
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.not_same(one, other, note)
        self._tell(act)
        return decided

    def same_household(self, one: int, other: int, *, actor: str = "desk") -> Decided:
        """Let two guests be two people who belong together."""
        return self.not_same(one, other, actor=actor, note=SAME_HOUSEHOLD)

    def keep_whole(
        self, one: int, other: int, picks: Mapping[CardField, str] = NO_PICKS, *, actor: str = "desk", note: str = ""
    ) -> Decided:
        """Let a card that may hold two people be one person's: two sources (ids) of it that tell different dates of
        birth are together, and what `picks` says is the card's."""
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.keep_whole(one, other, picks, note)
        self._tell(act)
        return decided

    def split(
        self, guest: int, profile_ids: Iterable[int], into: int | None = None, *, actor: str = "desk", note: str = ""
    ) -> Decided:
        """Take sources from a guest: to another guest, or to one of their own. What stays, stays together."""
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.split(guest, set(profile_ids), into, note)
        self._tell(act)
        return decided

    def separate(self, profile_id: int, *, actor: str = "desk", note: str = "") -> Decided:
        """Take back an automatic match that was wrong: the source goes, with those that came by it."""
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.separate(profile_id, note)
        self._tell(act)
        return decided

    def undo(self, number: int, *, actor: str = "desk") -> Decided:
        """Take back one decision, of any age; a second time changes nothing. Everything that came since stays."""
        return self._undo([number], actor)

    def undo_batch(self, batch_id: int, *, actor: str = "desk") -> Decided:
        """Take back all decisions of a batch."""
        return self._undo(self._of_batch(batch_id), actor)

    def redo(self, number: int, *, actor: str = "desk") -> Decided:
        """Let a decision that was taken back hold again, as it was made; a second time changes nothing."""
        return self._redo([number], actor)

    def redo_batch(self, batch_id: int, *, actor: str = "desk") -> Decided:
        """Let all decisions of a batch hold again."""
        return self._redo(self._of_batch(batch_id), actor)

    def _of_batch(self, batch_id: int) -> list[int]:
        with self._store.reading() as session:
            return [decision.id for decision in session.decisions.of_batch(batch_id)]

    def _undo(self, numbers: Sequence[int], actor: str) -> Decided:
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.undo(numbers)
        self._tell(act)
        return decided

    def _redo(self, numbers: Sequence[int], actor: str) -> Decided:
        with self._store.writing() as session:
            act = _Act(session, self._clock.now(), actor)
            decided = act.redo(numbers)
        self._tell(act)
        return decided

    def _tell(self, act: "_Act") -> None:
        self._announce(GuestsChanged(tuple(sorted(act.touched))))
        if act.moved:
            self._announce(ReservationsChanged(tuple(sorted(act.moved))))


class _Act:
    """One decision inside its transaction."""

    def __init__(self, session: Session, at: datetime, actor: str) -> None:
        self._session = session
        self._at = at
        self._actor = actor
        self.moved: set[int] = set()
        self.touched: set[int] = set()

    def guest(self, id_: int) -> int:
        """The guest that an id leads to now."""
        found = next(iter(self._session.profiles.by_ids([id_])), None)
        if found is None:
            raise WrongInput(f"There is no guest with the number {id_}.")
        return found.guest_id

    def merge(self, one: int, other: int, picks: Mapping[CardField, str], note: str, batch_id: int | None) -> Decided:
        ours, theirs = self._two(one, other)
        rulings = dict.fromkeys(self._kept_apart(ours, theirs), ALLOWED)
        rulings |= dict.fromkeys([self._tie(one, other), *_births_apart(ours, theirs)], TOGETHER)
        number = self._decide(DecisionKind.MERGE, ours, theirs, rulings, note, batch_id)
        first = min(profile.id for profile in (*ours, *theirs))
        self._session.decisions.pick(number, first, picks, self._at, self._actor)
        self._group_anew([*ours, *theirs])
        return Decided(number, (self.guest(first),))

    def keep_whole(self, one: int, other: int, picks: Mapping[CardField, str], note: str) -> Decided:
        if self.guest(one) != self.guest(other):
            raise WrongInput("These are two guests by now. Look at the list again.")
        members = self._members(one)
        ours, theirs = ([profile for profile in members if profile.id == id_] for id_ in (one, other))
        rulings = {pair_of(one, other): TOGETHER}
        number = self._decide(DecisionKind.MERGE, ours, theirs, rulings, note, None)
        self._session.decisions.pick(number, members[0].id, picks, self._at, self._actor)
        self._group_anew(members)
        return Decided(number, (self.guest(one),))

    def _tie(self, one: int, other: int) -> Pair:
        """The two sources that the merge is about: those that were proposed, else those that were named. Whatever is
        taken back later, each card keeps what hangs on its side."""
        proposed = self._session.guests.proposed_between(self.guest(one), self.guest(other))
        return pair_of(one, other) if proposed is None else pair_of(proposed.profile_a, proposed.profile_b)

    def not_same(self, one: int, other: int, note: str) -> Decided:
        ours, theirs = self._two(one, other)
        rulings = dict.fromkeys(_across(ours, theirs), APART)
        number = self._decide(DecisionKind.NOT_SAME, ours, theirs, rulings, note, None)
        self._group_anew([*ours, *theirs])
        return Decided(number, (self.guest(ours[0].id), self.guest(theirs[0].id)))

    def split(self, guest: int, profile_ids: set[int], into: int | None, note: str) -> Decided:
        members = self._members(guest)
        going = [profile for profile in members if profile.id in profile_ids]
        staying = [profile for profile in members if profile.id not in profile_ids]
        if len(going) != len(profile_ids):
            raise WrongInput("Some of these stays are another guest's by now. Look at the card again.")
        if not going or not staying:
            raise WrongInput("Choose at least one stay to move, and leave at least one.")
        rulings = dict.fromkeys(_across(going, staying), APART)
        rulings |= dict.fromkeys([*_chain(going), *_chain(staying)], TOGETHER)
        others: list[Profile] = []
        if into is not None:
            others = self._members(into)
            if self.guest(into) == self.guest(guest):
                raise WrongInput("These stays are on that guest's card already.")
            rulings |= dict.fromkeys(self._kept_apart(going, others), ALLOWED)
            rulings[pair_of(going[0].id, into)] = TOGETHER
        number = self._decide(DecisionKind.SPLIT, staying, going, rulings, note, None)
        self._group_anew([*members, *others])
        return Decided(number, (self.guest(staying[0].id), self.guest(going[0].id)))

    def separate(self, profile_id: int, note: str) -> Decided:
        guest = self.guest(profile_id)
        kept = self._session.profiles.of_guests([guest])
        going, grown = {profile_id}, True
        while grown:
            hanging = {one.profile.id for one in kept if one.tied_to in going and one.profile.id not in going}
            going, grown = going | hanging, bool(hanging)
        if len(going) == len(kept):
            raise WrongInput("This is the source that the others were matched with. Separate one of them instead.")
        return self.split(guest, going, None, note)

    def undo(self, numbers: Sequence[int]) -> Decided:
        undo = self._session.decisions.undo
        return self._turn(numbers, lambda number: undo(number, self._at, self._actor))

    def redo(self, numbers: Sequence[int]) -> Decided:
        return self._turn(numbers, self._session.decisions.redo)

    def _turn(self, numbers: Sequence[int], turn: Callable[[int], bool]) -> Decided:
        """Take decisions back, or let them hold again, and group anew whomever that concerns."""
        touched: set[int] = set()
        for number in numbers:
            if self._session.decisions.get(number) is None:
                raise WrongInput(f"There is no decision with the number {number}.")
            if turn(number):
                touched |= self._session.decisions.profiles_in(number)
        standing = [kept.profile for kept in self._session.profiles.by_ids(touched)]
        self._group_anew(standing)
        guests = {kept.guest_id for kept in self._session.profiles.by_ids(touched)}
        return Decided(numbers[0] if numbers else 0, tuple(sorted(guests)))

    def _two(self, one: int, other: int) -> tuple[list[Profile], list[Profile]]:
        if self.guest(one) == self.guest(other):
            raise WrongInput("These two are one guest already.")
        return self._members(one), self._members(other)

    def _members(self, id_: int) -> list[Profile]:
        kept = self._session.profiles.of_guests([self.guest(id_)])
        return sorted((one.profile for one in kept), key=lambda profile: profile.id)

    def _kept_apart(self, ours: Sequence[Profile], theirs: Sequence[Profile]) -> list[Pair]:
        apart = self._session.profiles.rulings(profile.id for profile in ours).apart
        return [pair for pair in _across(ours, theirs) if pair in apart]

    def _decide(
        self,
        kind: DecisionKind,
        ours: Sequence[Profile],
        theirs: Sequence[Profile],
        rulings: Mapping[Pair, int],
        note: str,
        batch_id: int | None,
    ) -> int:
        one, other = ours[0].id, theirs[0].id
        proposed = self._session.guests.proposed_between(self.guest(one), self.guest(other))
        rule = "" if proposed is None else proposed.rule
        evidence = tuple(sorted(strong_evidence(ours, theirs)))
        decision = Decision(0, self._at, self._actor, kind, one, other, rule, evidence, note, batch_id, None)
        return self._session.decisions.add(decision, rulings)

    def _group_anew(self, profiles: Iterable[Profile]) -> None:
        ids = [profile.id for profile in profiles]
        before = self._guests_of(ids)
        matching = Matching(self._session, readers_in(self._session), self._at)
        matching.regroup(ids)
        self.moved |= matching.settle()
        self.touched |= before | self._guests_of(ids)

    def _guests_of(self, ids: Iterable[int]) -> set[int]:
        return {kept.guest_id for kept in self._session.profiles.by_ids(ids)}


def _across(ours: Sequence[Profile], theirs: Sequence[Profile]) -> list[Pair]:
    return [pair_of(one.id, other.id) for one, other in product(ours, theirs)]


def _births_apart(ours: Sequence[Profile], theirs: Sequence[Profile]) -> list[Pair]:
    """One pair of sources for every two dates of birth that a merge brings together: whoever merges them has seen
    both, and is not asked about them again."""
    mine, others = ({profile.birth: profile for profile in side if profile.birth} for side in (ours, theirs))
    return [pair_of(mine[one].id, others[other].id) for one, other in product(mine, others) if one != other]


def _chain(profiles: Sequence[Profile]) -> list[Pair]:
    return [pair_of(one.id, other.id) for one, other in pairwise(profiles)]
