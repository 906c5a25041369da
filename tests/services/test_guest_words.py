"""The manager's additions to the lists of contacts: kept, seen, taken back, and there after a restart."""

from pathlib import Path

import pytest

from console.domain.errors import WrongInput
from console.domain.guests.words import WordKind
from console.domain.lines import lacks_contact
from console.services.book import Book
from console.services.guest_lists import contact_lists, relay_domains, shipped_contacts
from console.services.guest_words import GuestWordDesk, WordsOfKind
from console.store.store import Store
from tests.building import NOW, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows


@pytest.fixture
def desk(store: Store) -> GuestWordDesk:
    return GuestWordDesk(store, StillClock(NOW))


def of_kind(desk: GuestWordDesk, kind: WordKind) -> WordsOfKind:
    return next(words for words in desk.look() if words.kind is kind)


def words_of(desk: GuestWordDesk, kind: WordKind) -> list[str]:
    return [word.word for word in of_kind(desk, kind).added]


def test_what_was_added_is_seen_with_its_day_and_counts_from_then_on(store: Store, desk: GuestWordDesk) -> None:
    assert desk.add(WordKind.OWN_DOMAIN, "Office@Hotel-Post.example") == "hotel-post.example"
    (word,) = of_kind(desk, WordKind.OWN_DOMAIN).added
    assert (word.word, word.added_at, word.added_by) == ("hotel-post.example", NOW.replace(microsecond=0), "desk")
    with store.reading() as session:
        assert contact_lists(session).own_domains == {"hotel-post.example"}


def test_words_of_every_kind_survive_a_restart(tmp_path: Path) -> None:
    typed = {
        WordKind.OWN_DOMAIN: "hotel-post.example",
        WordKind.OWN_PHONE: "+43512987654",
        WordKind.RELAY_DOMAIN: "guest.portal.example",
        WordKind.AGENCY_DOMAIN: "tours.example",
        WordKind.PLACEHOLDER: "keinmail@",
        WordKind.ROLE: "waldschaenke",
        WordKind.SHARED: "familie.huber@gmx.example",
    }
    with new_store(tmp_path) as store:
        for kind, word in typed.items():
            GuestWordDesk(store, StillClock(NOW)).add(kind, word)
    with new_store(tmp_path) as store:
        desk = GuestWordDesk(store, StillClock(NOW))
        assert {words.kind: words.added[0].word for words in desk.look()} == typed


def test_a_word_is_not_added_twice_and_nothing_is_changed_by_a_refusal(store: Store, desk: GuestWordDesk) -> None:
    desk.add(WordKind.ROLE, "waldschaenke")
    with pytest.raises(WrongInput, match="already"):
        desk.add(WordKind.ROLE, "Waldschaenke@")
    with pytest.raises(WrongInput, match="already"):
        desk.add(WordKind.RELAY_DOMAIN, "guest.booking.com")
    assert rows(store, "SELECT kind, word FROM guest_contact_words") == [("role", "waldschaenke")]


def test_a_word_is_taken_back_once_and_what_the_program_knows_never(desk: GuestWordDesk) -> None:
    desk.add(WordKind.AGENCY_DOMAIN, "tours.example")
    assert desk.remove(WordKind.AGENCY_DOMAIN, "tours.example")
    assert not desk.remove(WordKind.AGENCY_DOMAIN, "tours.example")
    assert not desk.remove(WordKind.RELAY_DOMAIN, "guest.booking.com")
    assert words_of(desk, WordKind.AGENCY_DOMAIN) == []
    assert "guest.booking.com" in of_kind(desk, WordKind.RELAY_DOMAIN).shipped


def test_numbers_are_read_as_the_hotels_country_dials_them(desk: GuestWordDesk) -> None:
    assert desk.add(WordKind.OWN_PHONE, "0512 987654") == "+43512987654"


def test_the_program_knows_no_hotels_own_contacts(desk: GuestWordDesk) -> None:
    assert of_kind(desk, WordKind.OWN_DOMAIN).shipped == ()
    assert of_kind(desk, WordKind.OWN_PHONE).shipped == ()
    shipped = of_kind(desk, WordKind.PLACEHOLDER).shipped
    assert {"noreply@", "@example.com", "x@x.com", "n/a", "+390212345678"} <= set(shipped)


def test_an_address_behind_a_relay_of_the_managers_is_no_contact(store: Store, desk: GuestWordDesk) -> None:
    apply(store, booking(1, email="r7@guest.portal.example", phone="", mobile=""))
    (before,) = Book(store).lines()
    desk.add(WordKind.RELAY_DOMAIN, "guest.portal.example")
    (after,) = Book(store).lines()
    assert (lacks_contact(before), lacks_contact(after)) == (False, True)


def test_relays_are_the_programs_and_the_managers(store: Store, desk: GuestWordDesk) -> None:
    desk.add(WordKind.RELAY_DOMAIN, "guest.portal.example")
    desk.add(WordKind.OWN_DOMAIN, "hotel-post.example")
    with store.reading() as session:
        assert relay_domains(session) == sorted({*shipped_contacts().relay_domains, "guest.portal.example"})
