"""What there is to review, in words: how likely, why, what speaks for and against it, and what will happen."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter

from PySide6.QtCore import QDate, QLocale, Qt

from console.domain.guests.card import CardField
from console.domain.guests.evidence import Evidence, Fact
from console.domain.guests.judging import Chance, chance_of
from console.domain.guests.review_lines import OpenProposal, StayOfGuest
from console.domain.guests.rules import Conflict, Rule
from console.services.guest_review import PairView, Side
from console.ui.guests.review_rows import Value, as_written, contacts_of
from console.ui.guests.telling import GuestTelling
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

CHANCES = {
    Chance.VERY_LIKELY: words.CHANCE_VERY_LIKELY,
    Chance.LIKELY: words.CHANCE_LIKELY,
    Chance.POSSIBLE: words.CHANCE_POSSIBLE,
    Chance.CONTRADICTED: words.CHANCE_CONTRADICTED,
    Chance.TWO_ON_A_CARD: words.CHANCE_TWO,
}
FIELDS = {
    CardField.NAME: words.NAME,
    CardField.EMAIL: words.EMAIL,
    CardField.PHONE: words.PHONE,
    CardField.BIRTH: words.BIRTH,
    CardField.ADDRESS: words.ADDRESS,
    CardField.COUNTRY: words.COUNTRY,
    CardField.COMPANY: words.COMPANY,
    CardField.LANGUAGE: words.LANGUAGE,
}
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
_JUDGED = itemgetter(*(OpenProposal._fields.index(name) for name in ("rule", "score", "conflict")))
_OF_DAYS = frozenset({Fact.SAME_BIRTH, Fact.OTHER_BIRTH})
_OF_CONTACTS = frozenset({Fact.SAME_EMAIL, Fact.NEAR_EMAIL, Fact.SAME_PHONE})


class ReviewTelling:
    """Speaks as of the hotel's today."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.guests = GuestTelling(self.today)

    @property
    def today(self) -> str:
        """The hotel's date in ISO."""
        return self._stage.local(self._stage.clock.now()).date().isoformat()

    @property
    def tomorrow(self) -> str:
        return (date.fromisoformat(self.today) + timedelta(days=1)).isoformat()

    def day(self, iso: str) -> str:
        """A civil date, with its year where that is not the present one."""
        self.guests.today = self.today
        return self.guests.day(iso)

    def date(self, iso: str) -> str:
        """A civil date of the past, always with its year and without the day of the week."""
        locale = self.guests.locale
        month_first = locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        day = QDate.fromString(iso, Qt.DateFormat.ISODate)
        return locale.toString(day, "MMM d, yyyy" if month_first else "d MMM yyyy") if day.isValid() else iso

    def date_of(self, moment: datetime) -> str:
        return self.date(self._stage.local(moment).date().isoformat())

    # -- in the list

    def who(self, one: OpenProposal) -> str:
        """Both names, or the one of a card that may hold two people."""
        if one.guest_a == one.guest_b:
            return say(words.ONE_CARD, name=_named(one.name_a))
        return pair_words(one.name_a, one.name_b)

    def chance(self, one: OpenProposal) -> str:
        """How likely, as a word with its number; a rare name has none."""
        if one.rule == Rule.RARE_NAME:
            return say(words.RULES[one.rule])
        return say(words.ROW, chance=say(CHANCES[chance_of(one.rule, one.score, one.conflict)]), score=one.score)

    def arrives(self, one: OpenProposal) -> str:
        """When the first of the two arrives; empty for neither."""
        if not one.arrives:
            return ""
        near = {self.today: words.ARRIVES_TODAY, self.tomorrow: words.ARRIVES_TOMORROW}
        return say(near.get(one.arrives, words.ARRIVES), day=self.day(one.arrives))

    def rare_head(self, rows: Sequence[OpenProposal]) -> str:
        """How many pairs have only a rare name in common, and what to think of them."""
        return count(words.HEAD_RARE_ONE, words.HEAD_RARE_MANY, len(rows)) if rows else ""

    def head(self, rows: Sequence[OpenProposal]) -> str:
        """ "14 likely, 9 to look at, 3 cards may hold two people"."""
        chances: Counter[Chance] = Counter()
        for judged, number in Counter(map(_JUDGED, rows)).items():
            chances[chance_of(*judged)] += number
        likely = chances[Chance.VERY_LIKELY] + chances[Chance.LIKELY]
        torn = chances[Chance.TWO_ON_A_CARD]
        told = (
            (words.HEAD_LIKELY_ONE, words.HEAD_LIKELY_MANY, likely),
            (words.HEAD_LOOK_ONE, words.HEAD_LOOK_MANY, len(rows) - likely - torn),
            (words.HEAD_TORN_ONE, words.HEAD_TORN_MANY, torn),
        )
        return _listed([count(one, many, number) for one, many, number in told if number])

    # -- why

    def reason(self, view: PairView) -> str:
        """Why these two are shown, in one sentence."""
        rule = view.proposal.rule if view.proposal else ""
        if rule == Rule.NEW_EVIDENCE:
            return self._new_since(view)
        facts = {one.fact for one in view.weighed.agreeing}
        what = _joined([say(text) for fact, text in _SAME.items() if fact in facts]) or say(words.WHAT_NOTHING)
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
        new = _joined([say(words.NEW[kind]) for kind in kinds]) if kinds else say(words.NEW_NOTHING)
        return say(words.REASON_NEW, day=self.date_of(view.said_no.at), new=new)

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
            return self.date(text)
        if fact is Fact.OTHER_COUNTRY:
            return self.guests.country(text)
        if fact in _OF_CONTACTS:
            return as_written(side, text)
        return text.upper() if fact is Fact.SAME_POSTCODE else text

    def same_night(self, view: PairView) -> str:
        """The first night for which both had a room, and the rooms."""
        one, other = min(view.same_nights, key=lambda pair: max(stay.arrival for stay in pair))
        day = self.day(max(one.arrival, other.arrival))
        return say(words.SAME_NIGHT_IN, day=day, one=room_words(one), other=room_words(other))

    # -- what will happen

    def outcome(self, view: PairView) -> str:
        """What a merge comes to; of a card that may hold two people, what taking it apart does."""
        sides = (view.one, view.other)
        if view.is_torn_card:
            one, other = (self.guests.stays(len(side.stays)) for side in sides)
            return say(words.WILL_TWO, one=one, other=other)
        kept = [
            (words.WILL_PHONES_ONE, words.WILL_PHONES_MANY, len(contacts_of(sides, CardField.PHONE))),
            (words.WILL_EMAILS_ONE, words.WILL_EMAILS_MANY, len(contacts_of(sides, CardField.EMAIL))),
            (words.WILL_NOTES_ONE, words.WILL_NOTES_MANY, sum(side.notes for side in sides)),
        ]
        stays = sum(len(side.stays) for side in sides)
        parts = [count(words.WILL_STAYS_ONE, words.WILL_STAYS_MANY, stays)]
        parts += [count(one, many, number) for one, many, number in kept if number]
        if flags := self.flags(view.one.flags | view.other.flags):
            parts.append(say(words.WILL_FLAGS, flags=flags))
        return say(words.WILL, parts=say(words.SEPARATOR).join([*parts, say(words.WILL_UNDO)]))

    def flags(self, flags: frozenset[str]) -> str:
        return _joined([say(text) for name, text in words.FLAGS.items() if name in flags])

    # -- the cards

    def side(self, side: Side) -> str:
        """Whose pane it is: the name, how many stays, and what the guest is flagged as."""
        stays = self.guests.stays(len(side.stays))
        told = say(words.SIDE, name=_named(side.card.text(CardField.NAME)), stays=stays)
        flags = self.flags(side.flags)
        return say(words.SIDE_FLAGS, side=told, flags=flags) if flags else told

    def side_name(self, view: PairView, number: int) -> str:
        """How the guest on the left (0) or the right (1) is called."""
        return _named((view.one, view.other)[number].card.text(CardField.NAME))

    def both(self, view: PairView) -> str:
        """How the two are called, once for a card that may hold two people."""
        one, other = self.side_name(view, 0), self.side_name(view, 1)
        return one if view.is_torn_card else pair_words(one, other)

    def value(self, name: CardField, value: Value) -> str:
        """The value as it is shown."""
        if value.relay:
            return say(words.RELAY, channel=value.relay)
        return self.text(name, value.text) if value.text else say(words.NOTHING)

    def text(self, name: CardField, text: str) -> str:
        if name is CardField.BIRTH:
            return self.date(text)
        return self.guests.country(text) if name is CardField.COUNTRY else text

    def origin(self, value: Value) -> str:
        """Where a value comes from and when that was told: "Booking.com, 3 May 2025"."""
        if value.is_empty:
            return ""
        if value.by_hand or value.seen_at is None:
            told = say(words.ORIGIN_HAND)
        elif value.by_desk:
            told = say(words.ORIGIN_DESK, day=self.date_of(value.seen_at))
        else:
            channel = channel_words(value.channel) or say(words.DIRECT)
            told = say(words.ORIGIN, channel=channel, day=self.date_of(value.seen_at))
        more = count(words.MORE_ONE, words.MORE_MANY, value.more) if value.more > 0 else ""
        return _listed([told, more] if more else [told])

    def stay(self, name: str, stay: StayOfGuest) -> str:
        """One stay in a sentence."""
        told = say(
            words.LINE_STAY,
            name=name,
            from_=self.day(stay.arrival),
            to=self.day(stay.departure),
            room=room_words(stay),
            channel=channel_words(stay.channel) or say(words.DIRECT),
        )
        return told if stay.holds_room else say(words.LINE_CANCELLED, stay=told)


def room_words(stay: StayOfGuest) -> str:
    return say(words.ROOM, room=stay.room) if stay.room else say(words.NO_ROOM_YET)


def channel_words(channel: str) -> str:
    """A channel's name; one that is known by its code alone begins like a name."""
    return channel[:1].upper() + channel[1:]


def pair_words(one: str, other: str) -> str:
    """Both names, or one name that two cards bear."""
    if one == other:
        return say(words.TWO_CARDS, name=_named(one))
    return say(words.BOTH_NAMES, one=_named(one), other=_named(other))


def _named(name: str) -> str:
    return name or say(words.NO_NAME)


def _listed(parts: Sequence[str]) -> str:
    first, *others = parts or [""]
    for other in others:
        first = say(words.LISTED, first=first, rest=other)
    return first


def _joined(parts: Sequence[str]) -> str:
    """ "phone, e-mail and name"; empty for nothing."""
    if not parts:
        return ""
    *others, last = parts
    return say(words.AND, first=_listed(others), last=last) if others else last
