"""The two cards field by field, and which value of each the one card gets: without Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.guests.card import CardField, Source
from console.domain.guests.contacts import Contact, ContactKind
from console.services.guest_review import PairView, Side

ROWS = (
    CardField.NAME,
    CardField.EMAIL,
    CardField.PHONE,
    CardField.BIRTH,
    CardField.ADDRESS,
    CardField.COUNTRY,
    CardField.COMPANY,
    CardField.LANGUAGE,
)
"""The rows from top to bottom; street, postcode and town are one."""

_BLOCK = (CardField.ADDRESS, CardField.POSTCODE, CardField.CITY)
_CONTACTS = (CardField.EMAIL, CardField.PHONE)


class Choice(StrEnum):
    """Whose value the one card gets; `BOTH` keeps two contacts, of which the rule says which comes first."""

    HERE = "here"
    THERE = "there"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Value:
    """What one card says of a field: `relay` is the channel whose alias stands in place of an address, `more` how many
    other values the sources hold; `seen_at` and `channel` tell of the source, `by_hand` that a person chose it."""

    text: str = field(default="", repr=False)
    relay: str = ""
    channel: str = ""
    seen_at: datetime | None = None
    by_desk: bool = False
    by_hand: bool = False
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.relay)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of both cards. `usual` is what the rule takes; `differs` where there is something to choose."""

    name: CardField
    here: Value
    there: Value
    usual: Choice

    @property
    def differs(self) -> bool:
        return bool(self.here.text and self.there.text and self.here.text != self.there.text)

    @property
    def is_same(self) -> bool:
        """Whether both say the same, so that there is nothing to look at."""
        return self.here.text == self.there.text and bool(self.here.text)

    @property
    def is_shown(self) -> bool:
        return not (self.here.is_empty and self.there.is_empty)

    @property
    def can_both(self) -> bool:
        return self.differs and self.name in _CONTACTS

    def result(self, choice: Choice) -> tuple[str, ...]:
        """The values that the one card shows, the first one first."""
        here, there = self.here.text, self.there.text
        if not (here and there):
            return tuple(filter(None, (here, there)))
        if choice is Choice.BOTH:
            return (there, here) if self.usual is Choice.THERE else (here, there)
        return (here if choice is Choice.HERE else there,)

    def first_choice(self) -> Choice:
        """What stands before anybody chooses."""
        return Choice.BOTH if self.can_both else self.usual


def rows_of(view: PairView) -> tuple[FieldRow, ...]:
    """The rows of which at least one card says something."""
    rows = (_row(view, name) for name in ROWS)
    return tuple(row for row in rows if row.is_shown)


def picks_for(view: PairView, chosen: Mapping[CardField, Choice]) -> dict[CardField, str]:
    """The values that `chosen` pins to the card."""
    picks: dict[CardField, str] = {}
    for name, choice in chosen.items():
        if choice is not Choice.BOTH:
            side = view.one if choice is Choice.HERE else view.other
            picks |= {part: side.card.text(part) for part in (_BLOCK if name is CardField.ADDRESS else (name,))}
    return picks


def _row(view: PairView, name: CardField) -> FieldRow:
    origin = view.merged.origin.get(name)
    usual = Choice.THERE if origin in view.other.profile_ids else Choice.HERE
    return FieldRow(name, _value(view.one, name), _value(view.other, name), usual)


def _value(side: Side, name: CardField) -> Value:
    parts = _BLOCK if name is CardField.ADDRESS else (name,)
    text = ", ".join(filter(None, (side.card.text(part) for part in parts)))
    if not text:
        return _relay(side) if name is CardField.EMAIL else Value()
    origin = next((side.card.origin[part] for part in parts if part in side.card.origin), 0)
    source = next((one for one in side.sources if one.profile_id == origin), None)
    return Value(
        text,
        channel=_channel(side, origin),
        seen_at=source.seen_at if source else None,
        by_desk=source.by_desk if source else False,
        by_hand=not side.picked.isdisjoint(parts),
        more=len(_others(side, name)) - 1 if name in _CONTACTS else 0,
    )


def _relay(side: Side) -> Value:
    """The channel's alias where there is no address of the guest's own, of the newest source that has one."""
    newest = sorted(side.sources, key=lambda source: (source.seen_at, source.profile_id), reverse=True)
    for source in newest:
        if source.email_is is not None and source.email_is.channel:
            return Value("", source.email_is.channel, _channel(side, source.profile_id), source.seen_at)
    return Value()


def _channel(side: Side, profile_id: int) -> str:
    return next((stay.channel for stay in side.stays if stay.profile_id == profile_id), "")


def contacts_of(sides: Iterable[Side], name: CardField) -> set[str]:
    """The different addresses or numbers of the guests' own."""
    return {key for side in sides for key in _others(side, name)}


def as_written(side: Side, key: str) -> str:
    """An address or a number that was compared, as the guest wrote it."""
    for name in _CONTACTS:
        found = (source.text(name) for source in _own(side.sources, name) if _key(source, name) == key)
        if written := next(found, ""):
            return written
    return key


def _others(side: Side, name: CardField) -> set[str]:
    return {_key(source, name) for source in _own(side.sources, name)}


def _own(sources: Sequence[Source], name: CardField) -> Iterable[Source]:
    return (source for source in sources if (is_ := _judged(source, name)) is not None and _is_own(is_))


def _is_own(contact: Contact) -> bool:
    return not contact.channel and (contact.tells_who or contact.kind is ContactKind.UNSURE)


def _judged(source: Source, name: CardField) -> Contact | None:
    return source.email_is if name is CardField.EMAIL else source.phone_is


def _key(source: Source, name: CardField) -> str:
    judged = _judged(source, name)
    return (judged.key if judged else "") or source.text(name)
