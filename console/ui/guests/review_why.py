"""Why two guests are shown, what speaks for one person and against it, and what a merge comes to: in words."""

from console.domain.guests.card import CardField
from console.domain.guests.evidence import Evidence, Fact
from console.domain.guests.rules import Conflict, Rule
from console.services.guest_review import PairView, Side
from console.ui.guests.review_rows import as_written, contacts_of
from console.ui.guests.review_telling import ReviewTelling, joined, room_words
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

_SAME = {
    Fact.SAME_DOCUMENT: words.WHAT_DOCUMENT,
    Fact.SAME_EMAIL: words.WHAT_EMAIL,
    Fact.SAME_PHONE: words.WHAT_PHONE,
    Fact.SAME_BIRTH: words.WHAT_BIRTH,
    Fact.SAME_NAME: words.WHAT_NAME,
    Fact.SAME_ADDRESS: words.WHAT_ADDRESS,
}
_NEAR = {
    Fact.NEAR_EMAIL: words.NEAR_EMAIL,
    Fact.SAME_LAST_DIGITS: words.NEAR_PHONE,
    Fact.SAME_ADDRESS: words.NEAR_ADDRESS,
    Fact.SAME_POSTCODE: words.NEAR_POSTCODE,
}
_PLAIN_REASONS = {
    Rule.DOCUMENT_OTHER_NAME: words.REASON_DOCUMENT_OTHER_NAME,
    Rule.AGENCY_AND_NAME: words.REASON_AGENCY,
    Rule.BIRTH_PART_OF_NAME: words.REASON_BIRTH_PART,
    Rule.RARE_NAME: words.REASON_RARE,
    Rule.TORN_CARD: words.REASON_TORN,
}
_CONFLICTS = {
    Conflict.BIRTH: words.REASON_BIRTH,
    Conflict.DOCUMENT: words.REASON_DOCUMENT,
    Conflict.NAME: words.REASON_NAMES,
    Conflict.SAME_BOOKING: words.REASON_SAME_BOOKING,
}
_OF_DAYS = frozenset({Fact.SAME_BIRTH, Fact.OTHER_BIRTH})
_OF_CONTACTS = frozenset({Fact.SAME_EMAIL, Fact.NEAR_EMAIL, Fact.SAME_PHONE})


class Why:
    """Of a pair as the book knows it; `telling` speaks of days, guests and countries."""

    def __init__(self, telling: ReviewTelling) -> None:
        self._telling = telling

    def reason(self, view: PairView) -> str:
        """Why these two are shown, and that two rooms in one night speak against it."""
        told = self._proposed_for(view)
        return say(words.REASON_BUT_NIGHTS, reason=told) if view.same_nights else told

    def _proposed_for(self, view: PairView) -> str:
        rule = view.proposal.rule if view.proposal else ""
        if rule == Rule.NEW_EVIDENCE:
            return self._new_since(view)
        facts = {one.fact for one in view.weighed.agreeing}
        what = joined([say(text) for fact, text in _SAME.items() if fact in facts]) or say(words.WHAT_NOTHING)
        same = say(words.SAME, what=what)
        if rule == Rule.BLOCKED and view.proposal and view.proposal.conflict in _CONFLICTS:
            return say(_CONFLICTS[Conflict(view.proposal.conflict)], same=same)
        if rule == Rule.CONTACT_PART_OF_NAME:
            against = {one.fact for one in view.weighed.contradicting}
            return say(words.REASON_SURNAME if Fact.OTHER_SURNAME in against else words.REASON_PART, same=same)
        if rule == Rule.NEAR_CONTACT:
            near = next((text for fact, text in _NEAR.items() if fact in facts), words.NEAR_OTHERWISE)
            return say(words.REASON_NEAR, near=say(near))
        return say(_PLAIN_REASONS.get(Rule(rule), words.REASON_NONE) if rule else words.REASON_RARE)

    def _new_since(self, view: PairView) -> str:
        if view.said_no is None:
            return say(words.REASON_NEW_UNDATED, new=say(words.NEW_NOTHING))
        kinds = sorted(view.said_no.new)
        new = joined([say(words.NEW[kind]) for kind in kinds]) if kinds else say(words.NEW_NOTHING)
        return say(words.REASON_NEW, day=self._telling.date_of(view.said_no.at), new=new)

    def for_it(self, view: PairView) -> list[str]:
        """What speaks for one person, a sentence each."""
        return [say(words.FOR, fact=self._fact(one, view)) for one in view.weighed.agreeing]

    def against_it(self, view: PairView) -> list[str]:
        """What speaks against it, a sentence each."""
        return [say(words.AGAINST, fact=self._fact(one, view)) for one in view.weighed.contradicting]

    def _fact(self, one: Evidence, view: PairView) -> str:
        if one.fact is Fact.SAME_NIGHTS:
            return self.same_night(view)
        here, there = self._spoken(one.fact, one.here, view.one), self._spoken(one.fact, one.there, view.other)
        spelled = one.fact is Fact.SAME_NAME and here != there
        return say(words.SAME_NAME_SPELLED if spelled else words.FACTS[one.fact], here=here, there=there)

    def _spoken(self, fact: Fact, text: str, side: Side) -> str:
        """A value that was compared, as the guest wrote it."""
        if fact in _OF_DAYS:
            return self._telling.date(text)
        if fact is Fact.OTHER_COUNTRY:
            return self._telling.guests.country(text)
        if fact in _OF_CONTACTS:
            return as_written(side, text)
        return text.upper() if fact is Fact.SAME_POSTCODE else text

    def same_night(self, view: PairView) -> str:
        """The first night for which both had a room, and the rooms."""
        one, other = min(view.same_nights, key=lambda pair: max(stay.arrival for stay in pair))
        day = self._telling.day(max(one.arrival, other.arrival))
        return say(words.SAME_NIGHT_IN, day=day, one=room_words(one), other=room_words(other))

    def outcome(self, view: PairView) -> str:
        """What a merge comes to; of a card that may hold two people, what taking it apart does."""
        sides = (view.one, view.other)
        if view.is_torn_card:
            one, other = (self._telling.guests.stays(len(side.stays)) for side in sides)
            return say(words.WILL_TWO, one=one, other=other)
        kept = [
            (words.WILL_PHONES_ONE, words.WILL_PHONES_MANY, len(contacts_of(sides, CardField.PHONE))),
            (words.WILL_EMAILS_ONE, words.WILL_EMAILS_MANY, len(contacts_of(sides, CardField.EMAIL))),
            (words.WILL_NOTES_ONE, words.WILL_NOTES_MANY, sum(side.notes for side in sides)),
        ]
        stays = sum(len(side.stays) for side in sides)
        parts = [count(words.WILL_STAYS_ONE, words.WILL_STAYS_MANY, stays)]
        parts += [count(one, many, number) for one, many, number in kept if number]
        if flags := self._telling.flags(view.one.flags | view.other.flags):
            parts.append(say(words.WILL_FLAGS, flags=flags))
        return say(words.WILL, parts=say(words.SEPARATOR).join([*parts, say(words.WILL_UNDO)]))
