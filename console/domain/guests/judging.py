"""What a person who looks at two guests goes by, and what such a look may come to."""

from collections.abc import Mapping
from enum import StrEnum

from console.domain.guests.rules import Rule

SAME_HOUSEHOLD = "household"
"""The note on a refusal that says: two people, who belong together."""

_VERY_LIKELY, _LIKELY = 70, 55


class Chance(StrEnum):
    """How a pair is called before anybody has looked at it."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    CONTRADICTED = "contradicted"
    TWO_ON_A_CARD = "two_on_a_card"


def chance_of(rule: str, score: int, conflict: str, same_nights: int = 0) -> Chance:
    """What a proposal's rule, weight, conflict (empty for none) and nights in two rooms (0: none) come to in a word."""
    if rule == Rule.TORN_CARD:
        return Chance.TWO_ON_A_CARD
    if conflict or same_nights:
        return Chance.CONTRADICTED
    if score >= _LIKELY:
        return Chance.VERY_LIKELY if score >= _VERY_LIKELY else Chance.LIKELY
    return Chance.POSSIBLE


def torn_off(hangs_on: Mapping[int, int | None], births: Mapping[int, str], one: int, other: int) -> frozenset[int]:
    """The sources of a torn card that belong with `other`: those of its date of birth, and what hangs nearer to them
    than to those of `one`. `hangs_on` gives for every source the one that it was matched with."""
    side = {id_: births[id_] == births[other] for id_ in hangs_on if births[id_] in (births[one], births[other])}
    neighbours: dict[int, list[int]] = {id_: [] for id_ in hangs_on}
    for id_, near in hangs_on.items():
        if near in neighbours:
            neighbours[id_].append(near)
            neighbours[near].append(id_)
    edge = sorted(side)
    while edge:
        reached = {far: side[id_] for id_ in edge for far in neighbours[id_] if far not in side}
        side |= reached
        edge = sorted(reached)
    return frozenset(id_ for id_, is_torn in side.items() if is_torn)
