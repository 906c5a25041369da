"""What there is to review, in words: how likely, why, what speaks for and against it, and what will happen."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter

from PySide6.QtCore import QDate, QLocale, Qt

from console.domain.guests.card import CardField
from console.domain.guests.judging import Chance, chance_of
from console.domain.guests.review_lines import OpenProposal, StayOfGuest
from console.domain.guests.rules import Rule
from console.services.guest_review import PairView, Side
from console.ui.guests.review_rows import Value
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
JUDGED = itemgetter(*(OpenProposal._fields.index(name) for name in ("rule", "score", "conflict", "same_nights")))


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
        """How likely, as a word with its number; a rare name and a card that may hold two people have none."""
        if one.rule == Rule.RARE_NAME:
            return say(words.RULES[one.rule])
        chance = chance_of(*JUDGED(one))
        told = say(CHANCES[chance])
        return told if chance is Chance.TWO_ON_A_CARD else say(words.ROW, chance=told, score=one.score)

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
        for judged, number in Counter(map(JUDGED, rows)).items():
            chances[chance_of(*judged)] += number
        likely = chances[Chance.VERY_LIKELY] + chances[Chance.LIKELY]
        torn = chances[Chance.TWO_ON_A_CARD]
        told = (
            (words.HEAD_LIKELY_ONE, words.HEAD_LIKELY_MANY, likely),
            (words.HEAD_LOOK_ONE, words.HEAD_LOOK_MANY, len(rows) - likely - torn),
            (words.HEAD_TORN_ONE, words.HEAD_TORN_MANY, torn),
        )
        return listed([count(one, many, number) for one, many, number in told if number])

    def flags(self, flags: frozenset[str]) -> str:
        return joined([say(text) for name, text in words.FLAGS.items() if name in flags])

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
        return listed([told, more] if more else [told])

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


def listed(parts: Sequence[str]) -> str:
    """ "phone, e-mail"; empty for nothing."""
    first, *others = parts or [""]
    for other in others:
        first = say(words.LISTED, first=first, rest=other)
    return first


def joined(parts: Sequence[str]) -> str:
    """ "phone, e-mail and name"; empty for nothing."""
    if not parts:
        return ""
    *others, last = parts
    return say(words.AND, first=listed(others), last=last) if others else last
