"""The past of one reservation in words: what changed when and by whom, how it was then, and what can be put back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.domain.as_of import CREATED, ERASED, Moment, State, moments_of, values_from
from console.domain.booking import COMPARED_FIELDS
from console.domain.details import CardMove, Change, ReservationDetails
from console.domain.edits import FIELDS_OF, PART_OF, Part, means_same
from console.domain.status import BEDS24_STATUSES
from console.ui.kit.words import count, say
from console.ui.reservations.facts import Fact, Section
from console.ui.reservations.field_values import field_word
from console.ui.reservations.part_words import ROOM_FIELDS, PartWords
from console.ui.reservations.telling import Telling
from console.ui.reservations.who_words import how_words, person_words, who_words
from console.ui.wording import reservation_details as detail_words
from console.ui.wording import time_machine as words
from console.ui.wording.guest_card import RULES

NUMBER = "beds24_id"
_SHOWN = tuple(name for name in COMPARED_FIELDS if name not in {"property_id", "unit_id"})
_FEW_ASK_FOR = frozenset(
    {"room_qty", "sub_status", "api_source", "referer", "group_id", "allow_channel_update", "flag_color", "reference"}
)
"""Told of a former state only where it is otherwise today."""
_DONE_TO_CARDS = {
    "merge": words.CARD_MERGED,
    "not_same": words.CARD_KEPT_APART,
    "split": words.CARD_SPLIT,
}


@dataclass(frozen=True, slots=True)
class PutBack:
    """Somebody wants a part of a reservation as it was: `values` by field."""

    reservation_id: int
    part: Part
    values: tuple[tuple[str, Any], ...] = field(repr=False)


class PastTelling:
    """`moments` come newest first; a state is named by the place of its moment among them."""

    def __init__(self, details: ReservationDetails, telling: Telling) -> None:
        self.details, self._telling = details, telling
        self.moments = moments_of(dict(details.texts), details.changes)
        self._now = State(dict(details.texts))
        self._words = PartWords(details, telling)

    # What changed

    def sections(self, places: Sequence[int], *, minor: bool) -> Iterator[Section]:
        """One section for each of these moments, with what became of the guest's card among them."""
        cards = list(self.details.card_moves)
        for place in places:
            moment = self.moments[place]
            while cards and cards[0].at >= moment.at:
                yield self._card(cards.pop(0))
            yield self._section(place, moment, minor=minor)

    def _section(self, place: int, moment: Moment, *, minor: bool) -> Section:
        facts = tuple(self._facts(place, moment, minor=minor))
        when = self._telling.moment(moment.at)
        head = say(detail_words.CHANGE_HEAD, when=when, source=self._source(moment))
        tip = self._telling.utc(moment.at)
        if place == 0:
            return Section(head, facts, tip=tip)
        name = say(words.SHOW_THEN_NAME, when=when)
        return Section(head, facts, tip=tip, act=say(words.SHOW_THEN), act_name=name, key=f"then:{place}")

    def _source(self, moment: Moment) -> str:
        who, how = self._who(moment), how_words(moment)
        return say(words.AT_ALL, who=who, how=how) if how else who

    def _who(self, moment: Moment) -> str:
        line = self.details.line
        return who_words(moment, line.channel, line.channel_name)

    def _facts(self, place: int, moment: Moment, *, minor: bool) -> Iterator[Fact]:
        seen: set[Part] = set()
        for change in moment.changes:
            part = PART_OF.get(change.field)
            if (change.minor and not minor) or (part is Part.ROOM and part in seen):
                continue
            fact = self._room(moment) if part is Part.ROOM else self._fact(change)
            offers = part is not None and part not in seen
            seen |= {part} if part else set()
            yield self._with_offer(fact, part, moment.before, f"before:{place}") if offers else fact

    def _fact(self, change: Change) -> Fact:
        if change.field == CREATED:
            return Fact("", say(words.MADE_HERE if change.source == "desk" else words.FIRST_READ))
        if change.field == ERASED:
            return Fact("", say(words.ERASED))
        if change.field == NUMBER:
            return Fact("", _number_words(change))
        if change.old is change.new is None:
            return Fact(field_word(change.field), say(detail_words.VALUE_ERASED), quiet=True)
        old, new = (self._words.value(change.field, value) for value in (change.old, change.new))
        return Fact(field_word(change.field), say(detail_words.CHANGE, old=old, new=new), quiet=change.minor)

    def _room(self, moment: Moment) -> Fact:
        before = moment.before or moment.after
        old, new = self._words.room(before), self._words.room(moment.after)
        return Fact(say(words.ROOM), say(detail_words.CHANGE, old=old, new=new))

    def _card(self, move: CardMove) -> Section:
        to = say(words.TO_CARD, name=move.name) if move.name else say(words.TO_CARD_NOBODY)
        when = self._telling.moment(move.at)
        head = say(detail_words.CHANGE_HEAD, when=when, source=_why(move))
        return Section(head, (Fact("", to),), tip=self._telling.utc(move.at))

    # The question that is asked most

    def answers(self) -> str:
        """When the dates last changed and by whom, and the room, the price and the status where they did."""
        told = [self._answer(part) for part in words.ASKED]
        return "\n".join(line for line in told if line) if self.moments else say(detail_words.NO_HISTORY)

    def _answer(self, part: Part) -> str:
        last = next((one for one in self.moments if _touches(one, part)), None)
        if last is None:
            return say(words.DATES_NEVER) if part is Part.DATES else ""
        made = next((one.changed_at for one in last.changes if one.changed_at), last.at)
        what, when, who = say(words.ASKED[part]), self._telling.moment(made), self._who(last)
        if how := how_words(last):
            return say(words.LAST_CHANGED_HEARD, what=what, when=when, who=who, how=how)
        return say(words.LAST_CHANGED, what=what, when=when, who=who)

    # How it was

    def when(self, place: int) -> str:
        """The moment of a state."""
        return self._telling.moment(self.moments[place].at)

    def state_sections(self, place: int) -> tuple[Section, ...]:
        """The whole reservation as it was after this moment, each field that is otherwise today marked."""
        state = self.moments[place].after
        differing = frozenset(state.differing(self._now))
        number = len(differing - {"unit_id"} if {"room_type_id", "unit_id"} <= differing else differing)
        hint = count(words.DIFFERS_ONE, words.DIFFERS_MANY, number) if number else say(words.DIFFERS_NOT)
        head = say(words.STATE_HEAD, when=self.when(place))
        facts = tuple(self._state_facts(place, state, differing))
        tip = self._telling.utc(self.moments[place].at)
        back = say(words.BACK_TO_TODAY)
        return (Section(head, hint=hint, tip=tip, act=back, act_name=back, key="today"), Section("", facts))

    def _state_facts(self, place: int, state: State, differing: frozenset[str]) -> Iterator[Fact]:
        seen: set[Part] = set()
        for name in _SHOWN:
            part = PART_OF.get(name)
            otherwise = bool(differing.intersection(ROOM_FIELDS) if part is Part.ROOM else name in differing)
            if not (otherwise or (state.text(name) and name not in _FEW_ASK_FOR) or name in state.unknown):
                continue
            fact = self._state_fact(name, state, otherwise=otherwise)
            offers = otherwise and part is not None and part not in seen
            seen |= {part} if part and otherwise else set()
            yield self._with_offer(fact, part, state, f"after:{place}") if offers else fact

    def _state_fact(self, name: str, state: State, *, otherwise: bool) -> Fact:
        is_room = name in ROOM_FIELDS
        title = say(words.ROOM) if is_room else field_word(name)
        if name in state.unknown:
            return Fact(title, say(words.UNKNOWN), quiet=True)
        then, today = (
            self._words.room(one) if is_room else self._words.value(name, one.texts.get(name))
            for one in (state, self._now)
        )
        if not otherwise:
            return Fact(title, then, quiet=True)
        return Fact(title, say(words.DIFFERENT, value=then, today=today))

    # What can be put back

    def _with_offer(self, fact: Fact, part: Part | None, state: State | None, key: str) -> Fact:
        if part is None or state is None or not self._can_go_back(part, state):
            return fact
        name = say(words.PUT_BACK, what=say(words.PARTS[part]), value=self._words.part(part, state))
        act = say(words.PUT_BACK_ACT)
        return Fact(fact.name, fact.value, quiet=fact.quiet, act=act, act_name=name, key=f"{key}:{part.value}")

    def _can_go_back(self, part: Part, state: State) -> bool:
        """Whether the part is known, means something else today, and can be what it was."""
        names, currency = FIELDS_OF[part], self.details.line.currency
        try:
            then, today = values_from(state, names), values_from(self._now, names)
        except ValueError:
            return False
        if all(means_same(name, then[name], today[name], currency) for name in names):
            return False
        if part is Part.STATUS:
            return then["status"] in BEDS24_STATUSES
        if part is Part.ROOM:
            return self._words.knows(state)
        return part not in _AMOUNTS or then[part.value] is not None

    def wanted(self, key: str) -> PutBack:
        """What the act with this key puts back."""
        side, place, name = key.split(":")
        moment, part = self.moments[int(place)], Part(name)
        state = (moment.before if side == "before" else moment.after) or moment.after
        values = values_from(state, FIELDS_OF[part])
        return PutBack(self.details.line.id, part, tuple(values.items()))


_AMOUNTS = frozenset({Part.PRICE, Part.DEPOSIT, Part.TAX, Part.COMMISSION})


def _number_words(change: Change) -> str:
    """The booking at Beds24 that a reservation was joined to, or parted from."""
    if not change.new:
        return say(words.UNNUMBERED, number=change.old)
    return say(words.RENUMBERED if change.old else words.NUMBERED, number=change.new, former=change.old)


def _touches(moment: Moment, part: Part) -> bool:
    return any(change.field in FIELDS_OF[part] and not change.minor for change in moment.changes)


def _why(move: CardMove) -> str:
    decided = _DONE_TO_CARDS.get(move.decision)
    if decided is None:
        rule = RULES.get(move.rule)
        return say(words.CARD_RULE, rule=say(rule)) if rule else say(words.CARD_MATCHED)
    what = say(words.CARD_UNDONE, what=say(decided)) if move.undone else say(decided)
    return say(words.AT_ALL, who=person_words(move.by_whom), how=what)


def shown_places(moments: Iterable[Moment], *, minor: bool) -> list[int]:
    """The moments that weigh, or all of them."""
    return [place for place, moment in enumerate(moments) if minor or not moment.minor]
