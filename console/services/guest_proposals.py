"""The pairs of guests that a person should look at: found beside every matching, decided by none (GUESTS.md 3.5)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from console.domain.guests.grouping import Grouping
from console.domain.guests.names import NameReader
from console.domain.guests.profiles import Profile
from console.domain.guests.region import Region
from console.domain.guests.review_lines import Proposal
from console.domain.guests.reviewing import doubts_about
from console.domain.guests.rules import Rule, strong_evidence
from console.domain.moments import moment_text

Pair = tuple[int, int]


class Board:
    """The proposals about some guests while they are made anew: of two guests the weightiest.

    `guest_of` gives the guest of a source as it is now; `former` are the proposals that stood, each with its beginning.
    """

    def __init__(self, guest_of: Callable[[int], int], former: Iterable[tuple[Proposal, str]]) -> None:
        self._guest_of = guest_of
        self._former = {(one.profile_a, one.profile_b): (one, since) for one, since in former}
        self._asked: set[int] = set()
        self._best: dict[Pair, Proposal] = {}
        self._members: Mapping[int, Sequence[Profile]] = {}
        self._apart: dict[Pair, frozenset[str]] = {}

    def look(
        self,
        reader: NameReader,
        region: Region,
        grouping: Grouping,
        asked: Collection[int],
        evidence_at: Mapping[Pair, frozenset[str]],
        settled: Collection[frozenset[str]] = (),
    ) -> None:
        """Look for doubts about the sources that are asked of; what stood about them is forgotten.

        `evidence_at` tells of pairs of sources that people keep apart what tied them when they said so; `settled` are
        dates of birth that people know to be one person's.
        """
        self._asked |= set(asked)
        for (one, other), evidence in evidence_at.items():
            guests = self._guests(one, other)
            self._apart[guests] = self._apart.get(guests, frozenset()) | evidence
        self._members = _members(region, self._guest_of)
        for doubt in doubts_about(reader, region, grouping, asked, settled):
            pair = self._guests(doubt.one, doubt.other)
            self._keep(Proposal(*pair, doubt.rule, doubt.score, doubt.one, doubt.other, doubt.conflict or ""))

    def proposals(self, at: datetime) -> Iterator[tuple[Proposal, str]]:
        """What shall stand, each with its beginning. A pair that somebody kept apart is shown only for evidence of a
        kind that there was not when they said so."""
        for former, _ in self._former.values():
            if former.profile_a not in self._asked and former.profile_b not in self._asked:
                pair = self._guests(former.profile_a, former.profile_b)
                self._keep(former._replace(guest_a=pair[0], guest_b=pair[1]))
        now = moment_text(at)
        for pair, one in self._best.items():
            if self._may_stand(pair, one):
                known = self._former.get((one.profile_a, one.profile_b))
                yield one, now if known is None else known[1]

    def _may_stand(self, pair: Pair, proposal: Proposal) -> bool:
        if pair[0] == pair[1]:
            return proposal.rule == Rule.TORN_CARD
        if pair not in self._apart:
            return proposal.rule != Rule.NEW_EVIDENCE
        ours, theirs = (self._members.get(guest, ()) for guest in pair)
        return proposal.rule == Rule.NEW_EVIDENCE and bool(strong_evidence(ours, theirs) - self._apart[pair])

    def _keep(self, proposal: Proposal) -> None:
        pair = (proposal.guest_a, proposal.guest_b)
        known = self._best.get(pair)
        if known is None or _weight(proposal) > _weight(known):
            self._best[pair] = proposal

    def _guests(self, one: int, other: int) -> Pair:
        first, second = self._guest_of(one), self._guest_of(other)
        return (first, second) if first < second else (second, first)


def _members(region: Region, guest_of: Callable[[int], int]) -> dict[int, list[Profile]]:
    found: dict[int, list[Profile]] = {}
    for id_, profile in region.profiles.items():
        found.setdefault(guest_of(id_), []).append(profile)
    return found


def _weight(proposal: Proposal) -> tuple[int, int, int]:
    """Of equals the first sources, in whatever order they came."""
    return (proposal.score, -proposal.profile_a, -proposal.profile_b)
