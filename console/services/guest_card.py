"""One guest with everything that is known of them: values with where they come from, contacts, stays, sources, words of
people, whoever is near, and what became of the card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from console.domain.folding import folded
from console.domain.guests.card import Card, CardField, Pick, Source, card_from
from console.domain.guests.card_rows import DecisionRow, FlagSet, Move, NoteKept, Said, SourceRow
from console.domain.guests.contacts import Contact, ContactKind
from console.domain.guests.evidence import Weighed, weigh
from console.domain.guests.form import GuestForm
from console.domain.guests.lines import GuestLine
from console.domain.guests.profiles import Profile
from console.domain.guests.rules import is_slip_of
from console.domain.lines import ReservationLine
from console.services.guest_cards import picks_of
from console.services.guest_readers import readers_in
from console.services.guest_relations import Relation, relations_of
from console.services.guest_sources import NOTHING, Readers, Told, Words, source_from, told_by
from console.store.guest_profiles import Kept
from console.store.store import Session

if TYPE_CHECKING:
    from console.store.guests import NamedStay


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: the source that told it last, when, and how many told it."""

    text: str = field(repr=False)
    profile_id: int
    seen_at: datetime
    by_desk: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class CardValue:
    """A field of the card: what is shown, whether a person chose it, and every other value that some source told."""

    name: CardField
    text: str = field(repr=False)
    is_picked: bool
    origin: Value | None
    others: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class KnownContact:
    """One address or number as it was written last, what it is, and the source that told it last."""

    text: str = field(repr=False)
    is_phone: bool
    kind: ContactKind
    channel: str
    profile_id: int
    seen_at: datetime
    is_on_card: bool


@dataclass(frozen=True, slots=True)
class CardSource:
    """One source that the card is made of: where it comes from, what it told as name, and why it is linked: the facts
    for and against the two being one person, `tied_name` being what the other told."""

    row: SourceRow
    name: str = field(repr=False)
    seen_at: datetime
    by_desk: bool
    tied_name: str = field(default="", repr=False)
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class GuestCard:
    """`stays` are all reservations by arrival; `flags` hold the first word on each flag; `document_end` are the last
    characters of the document's number, empty where none is known."""

    id: int
    line: GuestLine = field(repr=False)
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    values: tuple[CardValue, ...] = field(repr=False)
    contacts: tuple[KnownContact, ...] = field(repr=False)
    stays: tuple[ReservationLine, ...] = field(repr=False)
    sources: tuple[CardSource, ...] = field(repr=False)
    notes: tuple[NoteKept, ...] = field(repr=False)
    flags: tuple[FlagSet, ...] = field(repr=False)
    relations: tuple[Relation, ...] = field(repr=False)
    moves: tuple[Move, ...]
    decisions: tuple[DecisionRow, ...] = field(repr=False)
    said: tuple[Said, ...] = field(repr=False)
    document_end: str = field(default="", repr=False)

    @property
    def form(self) -> GuestForm:
        """The card as it is typed into; a document's number is not known, so its field is empty."""
        texts = {one.name: one.text for one in self.values}
        return GuestForm(
            self.first_name,
            self.last_name,
            *(texts[name] for name in _FORM),
        )

    def value(self, name: CardField) -> CardValue:
        return next(value for value in self.values if value.name is name)

    def source(self, profile_id: int) -> CardSource | None:
        return next((source for source in self.sources if source.row.profile_id == profile_id), None)


def card_in(session: Session, line: GuestLine, relays: str) -> GuestCard:
    """The card of the guest in `line`."""
    readers, id_ = readers_in(session), line.id
    members = session.profiles.of_guests([id_])
    ids = [kept.profile.id for kept in members]
    words = session.guests.words(ids)
    told = dict(_told(session.guests.stays([id_]), words))
    sources = [source_from(readers, one, profile_id) for profile_id, one in told.items()]
    picks = picks_of(session, {id_: sources}).get(id_, [])
    card = card_from(sources, picks)
    named = told.get(card.origin.get(CardField.NAME, 0)) or next(iter(told.values()))
    return GuestCard(
        id=id_,
        line=line,
        first_name=named.first_name,
        last_name=named.last_name,
        values=tuple(_value(name, card, sources, picks) for name in CardField),
        contacts=tuple(_contacts(readers, told, card)),
        stays=tuple(session.book.stays_of(id_, relays)),
        sources=tuple(_sources(session, readers, id_, members, told)),
        notes=tuple(session.sayings.notes(ids)),
        flags=tuple({flag.flag: flag for flag in reversed(session.sayings.flags(ids))}.values()),
        relations=tuple(relations_of(session, readers.names, id_, members)),
        moves=tuple(session.guest_cards.moves(ids)),
        decisions=tuple(session.guest_cards.decisions(ids)),
        said=tuple(session.sayings.words(ids)),
        document_end=_document_end(words),
    )


def _told(stays: "Iterable[NamedStay]", words: Mapping[int, dict[str, str]]) -> Iterable[tuple[int, Told]]:
    for stay in stays:
        said = Words(**words[stay.profile_id]) if stay.profile_id in words else NOTHING
        if (told := told_by(stay, said)) is not None:
            yield stay.profile_id, told


def _document_end(words: Mapping[int, dict[str, str]]) -> str:
    """That of the document that was said last."""
    said = [(held["said_at"], held["document_end"]) for held in words.values() if held.get("document_end")]
    return max(said, default=("", ""))[1]


def _value(name: CardField, card: Card, sources: Sequence[Source], picks: Sequence[Pick]) -> CardValue:
    values: dict[str, Value] = {}
    for source in sorted(sources, key=lambda one: (one.seen_at, one.profile_id), reverse=True):
        text = source.text(name)
        if not text:
            continue
        known = values.get(text)
        times = 1 if known is None else known.times + 1
        first = known or Value(text, source.profile_id, source.seen_at, source.by_desk)
        values[text] = Value(text, first.profile_id, first.seen_at, first.by_desk, times)
    text = card.text(name)
    is_picked = any(pick.name is name for pick in picks)
    return CardValue(name, text, is_picked, values.pop(text, None), tuple(values.values()))


def _contacts(readers: Readers, told: Mapping[int, Told], card: Card) -> Iterable[KnownContact]:
    """Every address and number once, those that tell who somebody is first, then the newest."""
    found: dict[tuple[bool, str], KnownContact] = {}
    newest_first = sorted(told.items(), key=lambda one: (one[1].seen_at, one[0]), reverse=True)
    for profile_id, one in newest_first:
        country = one.texts[CardField.COUNTRY][:2]
        for is_phone, texts in ((True, one.phones), (False, one.emails)):
            for text in texts:
                judged = readers.contacts.phone(text, country) if is_phone else readers.contacts.email(text)
                if judged is not None:
                    key = (is_phone, judged.key or folded(text))
                    found.setdefault(key, _contact(text, is_phone, judged, profile_id, one.seen_at, card))
    return sorted(found.values(), key=lambda one: (not one.is_on_card, one.kind not in _TELLING, not one.is_phone))


def _contact(text: str, is_phone: bool, judged: Contact, profile_id: int, at: datetime, card: Card) -> KnownContact:
    on_card = card.text(CardField.PHONE if is_phone else CardField.EMAIL)
    return KnownContact(text, is_phone, judged.kind, judged.channel, profile_id, at, text == on_card)


def _sources(
    session: Session, readers: Readers, id_: int, members: Sequence[Kept], told: Mapping[int, Told]
) -> Iterable[CardSource]:
    profiles = {kept.profile.id: kept.profile for kept in members}
    names = {profile_id: one.texts[CardField.NAME] for profile_id, one in told.items()}
    for row in session.guest_cards.sources(id_):
        one = told.get(row.profile_id)
        if one is None:
            continue
        weighed = _weighed(readers, profiles, row, names)
        yield CardSource(row, names[row.profile_id], one.seen_at, one.by_desk, names.get(row.tied_to or 0, ""), weighed)


def _weighed(
    readers: Readers, profiles: Mapping[int, Profile], row: SourceRow, names: Mapping[int, str]
) -> Weighed | None:
    mine, other = profiles.get(row.profile_id), profiles.get(row.tied_to or 0)
    return None if mine is None or other is None else weigh(readers.names, [mine], [other], is_slip_of, names)


_FORM = (
    CardField.EMAIL,
    CardField.PHONE,
    CardField.COMPANY,
    CardField.ADDRESS,
    CardField.CITY,
    CardField.POSTCODE,
    CardField.COUNTRY,
    CardField.LANGUAGE,
    CardField.BIRTH,
)
_TELLING = (ContactKind.PERSONAL, ContactKind.VALID, ContactKind.ROLE, ContactKind.SHARED)
