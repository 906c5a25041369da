"""A guest's card in words."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from console.domain.guests.card import CardField
from console.domain.guests.card_rows import COMPANION, DecisionRow, Move
from console.domain.guests.contacts import ContactKind
from console.domain.guests.evidence import Evidence, Fact
from console.domain.guests.judging import SAME_HOUSEHOLD
from console.services.guest_card import CardSource, GuestCard, KnownContact, Value
from console.services.guest_relations import Kinship, Relation
from console.ui.guests.telling import GuestTelling
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import guest_card as words
from console.ui.wording import guest_review as review_words
from console.ui.wording import guests as list_words

FLAGS = {"vip": list_words.VIP, "do_not_rent": list_words.DO_NOT_RENT, "no_marketing": list_words.NO_MARKETING}
_KINDS = {
    ContactKind.ROLE: words.KIND_ROLE,
    ContactKind.SHARED: words.KIND_SHARED,
    ContactKind.AGENCY: words.KIND_AGENCY,
    ContactKind.PLACEHOLDER: words.KIND_PLACEHOLDER,
    ContactKind.OWN: words.KIND_OWN,
    ContactKind.INVALID: words.KIND_INVALID,
    ContactKind.UNSURE: words.KIND_UNSURE,
    ContactKind.MASKED: words.KIND_MASKED,
}
_RELATIONS = {
    Kinship.HOUSEHOLD: words.RELATION_HOUSEHOLD,
    Kinship.TOGETHER: words.RELATION_TOGETHER,
    Kinship.SAME_CONTACT: words.RELATION_SAME_CONTACT,
    Kinship.COLLEAGUE: words.RELATION_COLLEAGUE,
    Kinship.NAMESAKE: words.RELATION_NAMESAKE,
}
_DECISIONS = {"merge": words.H_MERGED, "not_same": words.H_NOT_SAME, "split": words.H_SPLIT}
_DAYS = frozenset({Fact.SAME_BIRTH, Fact.OTHER_BIRTH})
_DESK = "desk"


class CardTelling:
    """Speaks of one card at a time."""

    def __init__(self, stage: Stage, telling: GuestTelling) -> None:
        self._stage = stage
        self.guests = telling

    def day(self, moment: datetime) -> str:
        """The hotel's date of a moment."""
        return self.guests.day(self._stage.local(moment).date().isoformat())

    def who(self, actor: str) -> str:
        return say(words.AT_DESK) if actor == _DESK else actor or say(words.SOMEBODY)

    # Where something comes from

    def where(self, source: CardSource | None) -> str:
        """A source by its channel and dates."""
        if source is None or not source.row.arrival:
            return say(words.AT_DESK)
        row = source.row
        arrival, departure = self.guests.day(row.arrival), self.guests.day(row.departure)
        sentence = words.SOURCE_ALONG if row.role == COMPANION else words.SOURCE_STAY
        return say(sentence, channel=row.channel, arrival=arrival, departure=departure)

    def origin(self, card: GuestCard, value: Value) -> str:
        """Who told a value, when, and how often."""
        source = card.source(value.profile_id)
        at_desk = source is None or value.by_desk or not source.row.channel
        where = say(words.AT_DESK) if at_desk or source is None else source.row.channel
        told = say(words.ORIGIN, where=where, day=self.day(value.seen_at))
        return say(words.ORIGIN_TIMES, origin=told, n=value.times) if value.times > 1 else told

    def value(self, name: CardField, text: str) -> str:
        """A value as people read it."""
        if name is CardField.COUNTRY:
            return self.guests.country(text)
        return self.guests.day(text) if name is CardField.BIRTH else text

    # Contacts and people

    def contact(self, card: GuestCard, contact: KnownContact) -> str:
        """What a contact is, where it is not simply the guest's own, and who told it."""
        source = card.source(contact.profile_id)
        where = source.row.channel if source is not None and source.row.channel else say(words.AT_DESK)
        told = say(words.ORIGIN, where=where, day=self.day(contact.seen_at))
        kind = self._kind(contact)
        return f"{kind} · {told}" if kind else told

    def _kind(self, contact: KnownContact) -> str:
        if contact.kind is not ContactKind.RELAY:
            return say(_KINDS[contact.kind]) if contact.kind in _KINDS else ""
        if contact.is_phone:
            return say(words.KIND_RELAY_PHONE)
        return say(words.KIND_RELAY, channel=contact.channel) if contact.channel else say(words.KIND_RELAY_PLAIN)

    def relation(self, one: Relation) -> str:
        what = words.WHAT_EMAIL if "@" in one.by else words.WHAT_PHONE if one.by else words.WHAT_ADDRESS
        return say(_RELATIONS[one.kind], name=one.name or say(list_words.NO_NAME), what=say(what))

    # Why it is linked

    def reason(self, source: CardSource) -> str:
        """Why a source is on the card, in a sentence."""
        name = source.tied_name or say(list_words.NO_NAME)
        if source.row.tied_to is None:
            return say(words.FIRST)
        rule = words.RULES.get(source.row.rule)
        return say(words.LINKED_BY, name=name, rule=say(rule)) if rule else say(words.LINKED_BY_HAND, name=name)

    def evidence(self, source: CardSource) -> list[str]:
        """What speaks for and against it, a line each."""
        if source.weighed is None:
            return []
        agreeing = [say(words.FOR, fact=self._fact(one)) for one in source.weighed.agreeing]
        return [*agreeing, *(say(words.AGAINST, fact=self._fact(one)) for one in source.weighed.contradicting)]

    def _fact(self, one: Evidence) -> str:
        here, there = (self.guests.day(text) if one.fact in _DAYS else text for text in (one.here, one.there))
        if one.fact is Fact.OTHER_COUNTRY:
            here, there = self.guests.country(here), self.guests.country(there)
        return say(review_words.FACTS[one.fact], here=here, there=there)

    # History

    def history(self, card: GuestCard) -> list[str]:
        """What became of the card, the newest first, a line each."""
        happened = [*self._moves(card), *self._decisions(card.decisions), *self._said(card)]
        happened.sort(key=itemgetter(0), reverse=True)
        return [
            say(words.H_ROW, what=what, who=who, when=time_words(self._stage, at)) if who else f"{what}. {self.day(at)}"
            for at, what, who in happened
        ]

    def _moves(self, card: GuestCard) -> Iterable[tuple[datetime, str, str]]:
        for move in card.moves:
            yield move.at, self._move(card, move), ""

    def _move(self, card: GuestCard, move: Move) -> str:
        where = self.where(card.source(move.profile_id))
        if move.new_guest != card.id:
            return say(words.H_WENT, where=where)
        rule = words.RULES.get(move.rule)
        return say(words.H_CAME, where=where, rule=say(rule)) if rule else say(words.H_CAME_HAND, where=where)

    def _decisions(self, rows: Iterable[DecisionRow]) -> Iterable[tuple[datetime, str, str]]:
        for row in rows:
            template = words.H_HOUSEHOLD if row.note == SAME_HOUSEHOLD else _DECISIONS[row.kind]
            what = say(template, name=row.other_name or say(list_words.NO_NAME))
            if row.undone_at is not None:
                what = say(words.H_UNDONE, what=what, day=self.day(row.undone_at))
            yield row.at, what, self.who(row.actor)

    def _said(self, card: GuestCard) -> Iterable[tuple[datetime, str, str]]:
        for said in card.said:
            name = words.WORDS.get(said.field) or words.FIELDS.get(said.field)
            if name:
                yield said.at, say(words.H_SAID, field=say(name)), self.who(said.actor)
        for flag in card.flags:
            named = say(FLAGS[flag.flag])
            what = say(words.H_FLAG, flag=named, reason=flag.note) if flag.note else say(words.H_FLAG_PLAIN, flag=named)
            yield flag.at, what, self.who(flag.actor)
