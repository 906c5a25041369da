"""How names and contacts are read in this hotel; made once for each state of the lists, for readers remember."""

from functools import lru_cache

from console.domain.guests.contacts import ContactReader
from console.domain.guests.names import NameReader
from console.domain.guests.words import GuestWord, with_words
from console.services.guest_lists import name_lists, shipped_contacts
from console.services.guest_sources import Readers
from console.store.store import Session


def readers_in(session: Session) -> Readers:
    """The readers by the lists as they are now. Raises StoreTrouble."""
    country = next((hotel.country for hotel in session.hotel.properties()), "")
    return _readers(country, tuple(session.guest_words.all()))


@lru_cache(maxsize=2)
def _readers(country: str, words: tuple[GuestWord, ...]) -> Readers:
    return Readers(_name_reader(), ContactReader(with_words(shipped_contacts(), words), country))


@lru_cache(maxsize=1)
def _name_reader() -> NameReader:
    return NameReader(name_lists())
