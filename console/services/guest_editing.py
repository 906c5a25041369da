"""What the desk says of guests itself: data typed by hand, values chosen for the card, flags, notes.

Nothing of it touches what a booking told. Data is kept beside one source of the guest and counts in matching from then
on; so a card may find its other half at once, which is told. Flags are set on every source, so that they stay on both
sides when a merge is taken back.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField, card_from
from console.domain.guests.form import GuestForm, changes, checked, document_end
from console.domain.moments import moment_text
from console.services.guest_cards import picks_of, sources_of, write_cards
from console.services.guest_documents import document_hash
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.services.guest_sources import Words
from console.store.guest_profiles import Kept
from console.store.store import Session, Store

DO_NOT_RENT = "do_not_rent"
FLAGS = ("vip", DO_NOT_RENT, "no_marketing")
_DESK = "desk"
_NAMES = frozenset({"first_name", "last_name"})
_CARD_FIELDS = {
    "email": CardField.EMAIL,
    "phone": CardField.PHONE,
    "company": CardField.COMPANY,
    "address": CardField.ADDRESS,
    "city": CardField.CITY,
    "postcode": CardField.POSTCODE,
    "country": CardField.COUNTRY,
    "language": CardField.LANGUAGE,
    "birth": CardField.BIRTH,
}


@dataclass(frozen=True, slots=True)
class Known:
    """A guest in a few words: how many stays they have beside the one that was asked about."""

    guest_id: int
    name: str = field(repr=False)
    stays: int


@dataclass(frozen=True, slots=True)
class Edited:
    """The guest as it is now; `joined` is who it turned out to be, None where it stayed by itself; `doubts` are those
    of whom a person should say whether they are the same."""

    guest_id: int
    joined: Known | None
    doubts: tuple[Known, ...] = ()


class GuestEditing:
    """Each call is one transaction, to be made on the thread that writes. Guests are named by any id that was ever
    theirs. All raise WrongInput for what cannot be, StoreTrouble, StoreDamaged; `announce` hears what changed."""

    def __init__(self, store: Store, clock: Clock, announce: Callable[[object], None] = lambda _news: None) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce

    def add(self, form: GuestForm, today: date, *, day_first: bool = True) -> Edited:
        """Keep somebody who has no reservation."""
        typed = checked(changes(GuestForm(), form), today, day_first=day_first)
        at = self._clock.now()
        with self._store.writing() as session:
            words = _words(session, typed)
            matching = Matching(session, readers_in(session), at)
            placed = matching.place_new(Words(**words, said_at=moment_text(at)))
            if placed is None:
                raise WrongInput("Enter at least a name, a phone number or an e-mail address.")
            profile_id, _ = placed
            for name, value in words.items():
                session.sayings.say(profile_id, name, value, at, _DESK)
            moved = matching.settle()
            edited = _edited(session, profile_id, alone={profile_id})
        self._tell({profile_id, edited.guest_id}, moved)
        return edited

    def change(
        self, profile_id: int, before: GuestForm, now: GuestForm, today: date, *, day_first: bool = True
    ) -> Edited:
        """Keep what was typed anew about the guest who has this source; emptied fields are left out of the card."""
        typed = checked(changes(before, now), today, day_first=day_first)
        at = self._clock.now()
        with self._store.writing() as session:
            kept = _source(session, profile_id)
            members = {one.profile.id for one in session.profiles.of_guests([kept.guest_id])}
            for name, value in _words(session, typed).items():
                session.sayings.say(profile_id, name, value, at, _DESK)
            self._choose(session, members, typed, now, at)
            moved = _match(session, kept, at)
            self._insist(session, profile_id, typed, at)
            edited = _edited(session, profile_id, alone=members)
        self._tell({kept.guest_id, edited.guest_id}, moved)
        return edited

    def _choose(
        self, session: Session, members: Iterable[int], typed: Mapping[str, str], now: GuestForm, at: datetime
    ) -> None:
        """A name typed by hand is spelled as it shall be; what was emptied shall not be shown. All else is the newest
        word, and gives way to a newer one."""
        if _NAMES & typed.keys():
            name = " ".join(f"{now.first_name} {now.last_name}".split())
            session.sayings.pick(members, CardField.NAME, name, at, _DESK)
        for name, value in typed.items():
            if name in _CARD_FIELDS and not value:
                session.sayings.pick(members, _CARD_FIELDS[name], "", at, _DESK)
            elif name in _CARD_FIELDS:
                session.sayings.unpick(members, _CARD_FIELDS[name])

    def _insist(self, session: Session, profile_id: int, typed: Mapping[str, str], at: datetime) -> None:
        """Where a rule would show another value than the one just typed, it is picked: an office's mailbox gives way to
        a person's, a town to the one of the newest street."""
        guest, members = _members(session, profile_id)
        readers = readers_in(session)
        sources = sources_of(session, readers, {guest})[guest]
        card = card_from(sources, picks_of(session, {guest: sources}).get(guest, ()))
        for name, value in typed.items():
            if name in _CARD_FIELDS and value and card.text(_CARD_FIELDS[name]) != value:
                session.sayings.pick(members, _CARD_FIELDS[name], value, at, _DESK)
        write_cards(session, readers, {guest})

    def pick(self, guest_id: int, name: CardField, value: str) -> None:
        """Let the card show this value, whatever comes."""
        with self._store.writing() as session:
            guest, members = _members(session, guest_id)
            session.sayings.pick(members, name, value, self._clock.now(), _DESK)
            write_cards(session, readers_in(session), {guest})
        self._tell({guest})

    def unpick(self, guest_id: int, name: CardField) -> None:
        """Let the rules choose the card's value again."""
        with self._store.writing() as session:
            guest, members = _members(session, guest_id)
            session.sayings.unpick(members, name)
            write_cards(session, readers_in(session), {guest})
        self._tell({guest})

    def set_flag(self, guest_id: int, flag: str, reason: str = "") -> None:
        """Flag the guest; that no room is let to them again needs a reason."""
        text = " ".join(reason.split())
        if flag == DO_NOT_RENT and not text:
            raise WrongInput("Say why no room is to be let to this guest again; whoever is at the desk then will ask.")
        with self._store.writing() as session:
            guest, members = _members(session, guest_id)
            session.sayings.set_flag(members, flag, text, self._clock.now(), _DESK)
        self._tell({guest})

    def clear_flag(self, guest_id: int, flag: str) -> None:
        with self._store.writing() as session:
            guest, members = _members(session, guest_id)
            session.sayings.clear_flag(members, flag)
        self._tell({guest})

    def add_note(self, guest_id: int, kind: str, text: str) -> None:
        note = _note(text)
        with self._store.writing() as session:
            guest, members = _members(session, guest_id)
            session.sayings.add_note(min(members), kind, note, self._clock.now(), _DESK)
        self._tell({guest})

    def change_note(self, guest_id: int, note_id: int, text: str) -> None:
        note = _note(text)
        with self._store.writing() as session:
            guest, _ = _members(session, guest_id)
            if not session.sayings.change_note(note_id, note, self._clock.now(), _DESK):
                raise WrongInput("Somebody removed this note in the meantime.")
        self._tell({guest})

    def remove_note(self, guest_id: int, note_id: int) -> None:
        with self._store.writing() as session:
            guest, _ = _members(session, guest_id)
            session.sayings.remove_note(note_id)
        self._tell({guest})

    def _tell(self, guests: Iterable[int], moved: Iterable[int] = ()) -> None:
        self._announce(GuestsChanged(tuple(sorted(guests))))
        if went := tuple(sorted(moved)):
            self._announce(ReservationsChanged(went))


def looks_like(session: Session, form: GuestForm, today: date, at: datetime, *, day_first: bool = True) -> Known | None:
    """Who a person with these data would be taken for, without keeping anything; None for nobody, and for data that
    is not complete yet."""
    with suppress(WrongInput):
        typed = checked(changes(GuestForm(), form), today, day_first=day_first)
        typed.pop("document", None)  # a hash of half a number tells nothing
        placed = Matching(session, readers_in(session), at).place_new(Words(**typed, said_at=moment_text(at)))
        if placed is not None and placed[0] != placed[1]:
            return _known(session, [placed[1]]).get(placed[1])
    return None


def _words(session: Session, typed: Mapping[str, str]) -> dict[str, str]:
    """What is kept beside the source; of a document its hash and its end."""
    words = dict(typed)
    if number := words.get("document"):
        words["document"] = document_hash(session, number)
        words["document_end"] = document_end(number)
    elif "document" in words:
        words["document_end"] = ""
    return words


def _match(session: Session, kept: Kept, at: datetime) -> frozenset[int]:
    """Match a source anew after something was said of it; gives the reservations that went to another guest."""
    matching = Matching(session, readers_in(session), at)
    reservation_id = kept.place.reservation_id
    if reservation_id is None:
        words = session.guests.words([kept.profile.id]).get(kept.profile.id, {})
        matching.place_at_desk({kept.profile.id: (kept, Words(**words))})
        return matching.settle()
    bookings = session.reservations.after(reservation_id - 1, 1)
    placed = matching.place(bookings, bookings)
    before = session.guests.of_reservations(bookings)
    differing = {id_: guest for id_, guest in placed.items() if guest != before[id_]}
    session.guests.move_reservations(differing)
    return matching.settle() | differing.keys()


def _source(session: Session, profile_id: int) -> Kept:
    found = next(iter(session.profiles.by_ids([profile_id])), None)
    if found is None:
        raise WrongInput("This guest is no more. Look at the list again.")
    return found


def _members(session: Session, guest_id: int) -> tuple[int, list[int]]:
    """The guest that an id leads to now, and the sources of it."""
    guest = _source(session, guest_id).guest_id
    return guest, sorted(kept.profile.id for kept in session.profiles.of_guests([guest]))


def _note(text: str) -> str:
    note = text.strip()
    if not note:
        raise WrongInput("Nothing was entered.")
    return note


def _edited(session: Session, profile_id: int, alone: Iterable[int]) -> Edited:
    """What became of the source: who else is on its card now, and who may be the same person."""
    guest = _source(session, profile_id).guest_id
    others = {kept.profile.id for kept in session.profiles.of_guests([guest])} - set(alone)
    doubted = session.guest_book.doubted_with(guest)
    known = _known(session, [guest, *doubted])
    doubts = tuple(known[id_] for id_ in doubted if id_ in known)
    return Edited(guest, known.get(guest) if others else None, doubts)


def _known(session: Session, ids: Iterable[int]) -> dict[int, Known]:
    return {id_: Known(id_, name, stays) for id_, name, stays in session.guest_book.brief(ids)}
