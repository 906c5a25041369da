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

    `guest_of` gives the guest of a source as it is now; `former` are all that stood, each with its beginning.
    """

    def __init__(self, guest_of: Callable[[int], int], former: Iterable[tuple[Proposal, str]]) -> None:
        self._guest_of = guest_of
        self._since = {(one.profile_a, one.profile_b): since for one, since in former}
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
        """Look for doubts about the sources that are asked of: all of each guest's.

        `evidence_at` tells of pairs of sources that people keep apart what tied them when they said so; `settled` are
        dates of birth that people know to be one person's.
        """
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
        now = moment_text(at)
        for pair, one in self._best.items():
            if self._may_stand(pair, one):
                yield one, self._since.get((one.profile_a, one.profile_b), now)

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


def _weight(proposal: Proposal) -> tuple[int, str, str, int, int]:
    """Of equals one that is the same in whatever order the sources came; then the first sources."""
    return (proposal.score, proposal.rule, proposal.conflict, -proposal.profile_a, -proposal.profile_b)
