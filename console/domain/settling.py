"""Which side is right where both changed the same: ordered rules, each one plain sentence, the first that fits decides.

A rule looks at nothing but the facts of one conflict, so that what is decided depends neither on the order in which
bookings were read nor on what was decided before. Where no rule fits, a person is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from console.domain.edits import Choice, Part


class RuleKey(StrEnum):
    """The rules that there are; their sentences stand where people read them."""

    ASK_IN_HOUSE = "ask_in_house"
    CHANNEL_DATES = "channel_dates"
    CHANNEL_STATUS = "channel_status"
    CHANNEL_PRICE = "channel_price"
    CHANNEL_GUESTS = "channel_guests"
    DESK_ROOM = "desk_room"
    DESK_NOTES = "desk_notes"
    DESK_ARRIVAL_TIME = "desk_arrival_time"
    DESK_PHONE = "desk_phone"
    DESK_EMAIL = "desk_email"
    NEWEST = "newest"
    ASK = "ask"


class Mode(StrEnum):
    """What a rule may do where it fits: nothing, name its decision, or carry it out, told or not."""

    OFF = "off"
    SUGGEST = "suggest"
    TELL = "tell"
    SILENT = "silent"

    @property
    def acts(self) -> bool:
        return self in (Mode.TELL, Mode.SILENT)


class Decision(StrEnum):
    """Whose change holds, or that a person is to say so."""

    THEIRS = "theirs"
    OURS = "ours"
    NEWEST = "newest"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFacts:
    """What rules look at: nothing that tells of a person.

    `channel_owns`: the part is changed at the channel that sold the stay and nowhere else (console.domain.channels);
    `in_house`: on either side, or as both last agreed, the stay has begun and is not over; `other_type`: Beds24 moved
    it to another room type; `is_real`: what the desk entered reaches the guest and is no channel's relay and no
    placeholder; `kept`: somebody wants it to stay different, so that no rule gives it up or sends it. `here_at` is when
    the desk changed it, `there_at` the time of change that Beds24 tells.
    """

    part: Part
    channel_owns: bool
    in_house: bool
    other_type: bool
    is_real: bool
    here_at: datetime
    there_at: datetime
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; each condition that is set must hold. Without `parts` it is about all of them."""

    key: RuleKey
    decision: Decision
    parts: frozenset[Part] = frozenset(Part)
    only_where_owned: bool = False
    only_in_house: bool = False
    only_same_type: bool = False
    only_real: bool = False
    usual: Mode = Mode.TELL

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes that make a difference: one that asks is on or off, and the last is always on."""
        if self.key is RuleKey.ASK:
            return (Mode.TELL,)
        return (Mode.OFF, Mode.TELL) if self.decision is Decision.ASK else tuple(Mode)

    def fits(self, conflict: ConflictFacts) -> bool:
        """Whether it decides this conflict, were it on."""
        return (
            conflict.part in self.parts
            and (conflict.channel_owns or not self.only_where_owned)
            and (conflict.in_house or not self.only_in_house)
            and not (conflict.other_type and self.only_same_type)
            and (conflict.is_real or not self.only_real)
            and not (conflict.kept and self.decision is not Decision.ASK)
            and not (self.decision is Decision.NEWEST and conflict.here_at == conflict.there_at)
        )

    def choice(self, conflict: ConflictFacts) -> Choice | None:
        """How it settles a conflict that it fits; None where a person is to be asked."""
        if self.decision is Decision.NEWEST:
            return Choice.OURS if conflict.here_at > conflict.there_at else Choice.THEIRS
        return None if self.decision is Decision.ASK else Choice(self.decision.value)


def _channel(key: RuleKey, part: Part) -> Rule:
    return Rule(key=key, decision=Decision.THEIRS, parts=frozenset({part}), only_where_owned=True)


def _desk(key: RuleKey, *parts: Part, same_type: bool = False, real: bool = False) -> Rule:
    return Rule(key=key, decision=Decision.OURS, parts=frozenset(parts), only_same_type=same_type, only_real=real)


RULES: Final[Mapping[RuleKey, Rule]] = MappingProxyType(
    {
        rule.key: rule
        for rule in (
            Rule(
                key=RuleKey.ASK_IN_HOUSE,
                decision=Decision.ASK,
                parts=frozenset({Part.DATES, Part.STATUS, Part.ROOM}),
                only_in_house=True,
            ),
            _channel(RuleKey.CHANNEL_DATES, Part.DATES),
            _channel(RuleKey.CHANNEL_STATUS, Part.STATUS),
            _channel(RuleKey.CHANNEL_PRICE, Part.PRICE),
            _channel(RuleKey.CHANNEL_GUESTS, Part.GUESTS),
            _desk(RuleKey.DESK_ROOM, Part.ROOM, same_type=True),
            _desk(RuleKey.DESK_NOTES, Part.NOTES),
            _desk(RuleKey.DESK_ARRIVAL_TIME, Part.ARRIVAL_TIME),
            _desk(RuleKey.DESK_PHONE, Part.PHONE, Part.MOBILE, real=True),
            _desk(RuleKey.DESK_EMAIL, Part.EMAIL, real=True),
            Rule(key=RuleKey.NEWEST, decision=Decision.NEWEST, usual=Mode.SUGGEST),
            Rule(key=RuleKey.ASK, decision=Decision.ASK),
        )
    }
)
"""Every rule, in the order and with the modes in which they are shipped."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule as it stands in the hotel's order."""

    key: RuleKey
    mode: Mode

    @property
    def rule(self) -> Rule:
        return RULES[self.key]


Order = tuple[Standing, ...]
SHIPPED: Final[Order] = tuple(Standing(rule.key, rule.usual) for rule in RULES.values())


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the first rule that fits says: its choice (None: ask a person), and what it may do about it."""

    key: RuleKey
    choice: Choice | None
    mode: Mode

    @property
    def is_carried_out(self) -> bool:
        return self.choice is not None and self.mode.acts


def decide(conflict: ConflictFacts, order: Order) -> Ruling:
    """What the first rule of `order` that is on and fits says of a conflict; where none does, to ask."""
    for one in order:
        if one.mode is not Mode.OFF and one.rule.fits(conflict):
            return Ruling(one.key, one.rule.choice(conflict), one.mode)
    return Ruling(RuleKey.ASK, None, Mode.TELL)


def ordered(kept: Iterable[Standing]) -> Order:
    """`kept` as an order that is whole: each rule once, those that were not known when it was kept behind the others,
    *ask* as the last line, no mode that a rule does not have."""
    found = {one.key: one for one in kept}
    missing = (one for one in SHIPPED if one.key not in found)
    lines = [*found.values(), *missing]
    last = Standing(RuleKey.ASK, Mode.TELL)
    return (*(_possible(one) for one in lines if one.key is not RuleKey.ASK), last)


def _possible(one: Standing) -> Standing:
    return one if one.mode in one.rule.modes else Standing(one.key, one.rule.usual)


def with_mode(order: Order, key: RuleKey, mode: Mode) -> Order:
    """`order` with another mode for one rule; one that it does not have changes nothing."""
    return ordered(Standing(key, mode) if one.key is key and mode in one.rule.modes else one for one in order)


def moved(order: Order, key: RuleKey, by: int) -> Order:
    """`order` with one rule `by` places further down (negative: up), as far as that goes; *ask* stays the last."""
    lines = [one for one in order if one.key is not RuleKey.ASK]
    at = next((place for place, one in enumerate(lines) if one.key is key), None)
    if at is not None:
        lines.insert(max(0, min(len(lines) - 1, at + by)), lines.pop(at))
    return ordered(lines)


def place_of(order: Sequence[Standing], key: RuleKey) -> int:
    """The number of a rule in the order, from 1."""
    return next(place for place, one in enumerate(order, 1) if one.key is key)
