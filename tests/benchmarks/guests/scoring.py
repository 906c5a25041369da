"""How good a matching is, against the truth; pure functions.

A pair is two bookings of one person. Precision is the share of right ones among the pairs that stand on one card,
recall the share of all true pairs that do. Proposals join whole cards, so each counts with all pairs between them.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

WITHOUT_EVIDENCE = "R7"
"""The rule that has nothing but a rare name to go by; its proposals are counted apart."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose booking it is in truth."""

    person: str
    household: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two cards, each by its bookings, that a person is asked about."""

    one: frozenset[str]
    other: frozenset[str]
    rule: str


@dataclass(frozen=True, slots=True)
class Link:
    """A booking that was put to another by itself, or two cards joined so: a booking of each, and the rule."""

    booking: str
    to: str
    rule: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were, and how many of them are right."""

    right: int = 0
    all_: int = 0

    @property
    def share(self) -> float:
        """Of 1; 1 where there were none, for nothing was wrong."""
        return self.right / self.all_ if self.all_ else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of one matching. Shares of 1; `..._per_rule` by the rule's name."""

    bookings: int
    cards: int
    precision: float
    recall: float
    recall_judged: float
    mixed_people: int
    mixed_households: int
    proposals: Tally
    rare_names: Tally
    links_per_rule: Mapping[str, Tally] = field(default_factory=dict)
    proposals_per_rule: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def proposals_per_thousand(self) -> float:
        """Proposals with evidence per 1,000 bookings."""
        return 1000 * self.proposals.all_ / self.bookings if self.bookings else 0.0


def score(
    truth: Mapping[str, Owner],
    cards: Mapping[str, Hashable],
    proposals: Iterable[Proposal] = (),
    links: Iterable[Link] = (),
) -> Score:
    """Judge `cards` (each booking's card), what was proposed, and the automatic links, by `truth`.

    Bookings without truth are left out. Raises KeyError when a booking of the truth is on no card.
    """
    asked = list(proposals)
    person_of = {booking: owner.person for booking, owner in truth.items()}
    card_of = {booking: cards[booking] for booking in truth}
    judged_right = [one for one in asked if is_right(one, truth)]
    found = _pairs(person_of, card_of)
    by_evidence = [one for one in asked if one.rule != WITHOUT_EVIDENCE]
    return Score(
        bookings=len(truth),
        cards=len(set(card_of.values())),
        precision=found.share,
        recall=_recall(person_of, card_of),
        recall_judged=_recall(person_of, _joined(card_of, [one for one in judged_right if one in by_evidence])),
        mixed_people=len(mixed_cards(person_of, card_of)),
        mixed_households=len(mixed_cards({booking: owner.household for booking, owner in truth.items()}, card_of)),
        proposals=_tally(one in judged_right for one in by_evidence),
        rare_names=_tally(one in judged_right for one in asked if one.rule == WITHOUT_EVIDENCE),
        links_per_rule=_per_rule((link.rule, _same(link, person_of)) for link in links),
        proposals_per_rule=_per_rule((one.rule, one in judged_right) for one in asked),
    )


def is_right(proposal: Proposal, truth: Mapping[str, Owner]) -> bool:
    """Whether the two cards are of one person; of a card that mixes people, whoever has most bookings on it counts."""
    one, other = (_mostly(side, truth) for side in (proposal.one, proposal.other))
    return one is not None and one == other


def mixed_cards(owner_of: Mapping[str, str], card_of: Mapping[str, Hashable]) -> list[Hashable]:
    """The cards that hold bookings of more than one owner."""
    owners: dict[Hashable, set[str]] = {}
    for booking, owner in owner_of.items():
        owners.setdefault(card_of[booking], set()).add(owner)
    return [card for card, found in owners.items() if len(found) > 1]


def wrong_pairs(truth: Mapping[str, Owner], card_of: Mapping[str, Hashable]) -> list[tuple[str, str]]:
    """Every two bookings of different people on one card, card by card."""
    on_card: dict[Hashable, list[str]] = {}
    for booking in truth:
        on_card.setdefault(card_of[booking], []).append(booking)
    together = (pair for found in on_card.values() for pair in combinations(found, 2))
    return [(one, other) for one, other in together if truth[one].person != truth[other].person]


def _mostly(bookings: Iterable[str], truth: Mapping[str, Owner]) -> str | None:
    people = Counter(truth[booking].person for booking in sorted(bookings) if booking in truth)
    return people.most_common(1)[0][0] if people else None


def _pairs(person_of: Mapping[str, str], card_of: Mapping[str, Hashable]) -> Tally:
    together = _pairs_in(card_of.values())
    right = _pairs_in((card_of[booking], person) for booking, person in person_of.items())
    return Tally(right, together)


def _recall(person_of: Mapping[str, str], card_of: Mapping[str, Hashable]) -> float:
    right = _pairs_in((card_of[booking], person) for booking, person in person_of.items())
    return Tally(right, _pairs_in(person_of.values())).share


def _pairs_in(groups: Iterable[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def _joined(card_of: Mapping[str, Hashable], accepted: Iterable[Proposal]) -> dict[str, Hashable]:
    """The cards after the proposals were accepted, one after the other."""
    leads_to: dict[Hashable, Hashable] = {}

    def last(card: Hashable) -> Hashable:
        while card in leads_to:
            card = leads_to[card]
        return card

    for proposal in accepted:
        cards = {last(card_of[booking]) for booking in proposal.one | proposal.other if booking in card_of}
        kept, *others = cards
        leads_to |= dict.fromkeys(others, kept)
    return {booking: last(card) for booking, card in card_of.items()}


def _tally(answers: Iterable[bool]) -> Tally:
    found = list(answers)
    return Tally(sum(found), len(found))


def _per_rule(answers: Iterable[tuple[str, bool]]) -> dict[str, Tally]:
    found: dict[str, list[bool]] = {}
    for rule, right in answers:
        found.setdefault(rule, []).append(right)
    return {rule: _tally(found[rule]) for rule in sorted(found)}


def _same(link: Link, person_of: Mapping[str, str]) -> bool:
    return person_of.get(link.booking) == person_of.get(link.to)
