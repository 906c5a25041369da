"""The manager's additions to the lists of contacts: looked at, added and taken back."""

from dataclasses import dataclass

from console.domain.clock import Clock
from console.domain.guests.lists import ContactLists
from console.domain.guests.word_checks import Ground, checked_word
from console.domain.guests.words import GuestWord, WordKind
from console.services.guest_lists import contact_lists, mail_providers, name_lists, shipped_contacts
from console.store.store import Session, Store

_AT_THE_DESK = "desk"


@dataclass(frozen=True, slots=True)
class WordsOfKind:
    """The manager's words of a kind by the alphabet, and what the program knows by itself."""

    kind: WordKind
    added: tuple[GuestWord, ...]
    shipped: tuple[str, ...]


class GuestWordDesk:
    """Reads are short; every change is one transaction. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def look(self) -> tuple[WordsOfKind, ...]:
        """Every kind with its words, in the order of `WordKind`."""
        with self._store.reading() as session:
            added = session.guest_words.all()
        shipped = shipped_contacts()
        return tuple(
            WordsOfKind(kind, tuple(word for word in added if word.kind is kind), _shipped(kind, shipped))
            for kind in WordKind
        )

    def add(self, kind: WordKind, typed: str) -> str:
        """Keep what was typed, and give it as it is kept. Raises WrongInput."""
        with self._store.writing() as session:
            word = checked_word(kind, typed, _ground(session))
            session.guest_words.add(kind, word, self._clock.now(), _AT_THE_DESK)
        return word

    def remove(self, kind: WordKind, word: str) -> bool:
        """Take back a word of the manager's; False where somebody already did."""
        with self._store.writing() as session:
            return session.guest_words.remove(kind, word)


def _ground(session: Session) -> Ground:
    """Everything that a word is checked against, as it is now."""
    country = next((hotel.country for hotel in session.hotel.properties()), "")
    return Ground(contact_lists(session), mail_providers(), name_lists().given_names, country)


def _shipped(kind: WordKind, lists: ContactLists) -> tuple[str, ...]:
    """What the program knows of a kind, each value as the manager would enter it."""
    match kind:
        case WordKind.RELAY_DOMAIN:
            return tuple(sorted(lists.relay_domains))
        case WordKind.AGENCY_DOMAIN:
            return tuple(sorted(lists.agency_domains))
        case WordKind.ROLE:
            return tuple(sorted(lists.role_locals))
        case WordKind.PLACEHOLDER:
            return tuple(sorted(_shipped_placeholders(lists)))
        case _:
            return ()


def _shipped_placeholders(lists: ContactLists) -> set[str]:
    locals_ = {f"{word}@" for word in lists.placeholder_locals}
    domains = {f"@{word}" for word in lists.placeholder_domains}
    return locals_ | domains | lists.placeholder_addresses | lists.placeholder_phones
