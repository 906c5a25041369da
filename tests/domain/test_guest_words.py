"""What the manager may add to the lists of contacts, how it is spelled, and what it then does."""

import pytest

from console.domain.errors import WrongInput
from console.domain.guests.lists import ContactLists
from console.domain.guests.word_checks import Ground, checked_word
from console.domain.guests.words import GuestWord, WordKind, with_words
from tests.building import NOW

LISTS = ContactLists(
    relay_domains={"guest.portal.example": "Portal"},
    stable_relays=frozenset(),
    affiliate_locals=frozenset({"lodgingsupport"}),
    agency_domains=frozenset({"agency.example"}),
    placeholder_addresses=frozenset({"x@x.com"}),
    placeholder_locals=frozenset({"noreply"}),
    placeholder_domains=frozenset({"example.com"}),
    role_locals=frozenset({"info"}),
    own_domains=frozenset({"alpenblick.example"}),
    own_phones=frozenset({"+43512123999"}),
    placeholder_phones=frozenset({"+390212345678"}),
)
GROUND = Ground(LISTS, frozenset({"gmail.com"}), frozenset({"anna"}), "AT")
DOMAINS = (WordKind.OWN_DOMAIN, WordKind.RELAY_DOMAIN, WordKind.AGENCY_DOMAIN)


def kept(kind: WordKind, typed: str) -> str:
    return checked_word(kind, typed, GROUND)


def added(kind: WordKind, word: str) -> ContactLists:
    return with_words(LISTS, [GuestWord(kind, word, NOW, "desk")])


@pytest.mark.parametrize("kind", DOMAINS)
@pytest.mark.parametrize(
    "typed",
    [
        "hotel-post.example",
        " Hotel-Post.Example ",
        "@hotel-post.example",
        "reception@hotel-post.example",
        "https://www.hotel-post.example/contact",
        "mailto:office@hotel-post.example",
        "hotel-post.example.",
    ],
)
def test_a_domain_may_be_pasted_in_many_ways(kind: WordKind, typed: str) -> None:
    assert kept(kind, typed) == "hotel-post.example"


@pytest.mark.parametrize("typed", ["gästehaus.example", "хотел.бг", "a-b.co.at", "xn--gstehaus-0za.xn--p1ai"])
def test_a_domain_may_have_letters_of_any_script(typed: str) -> None:
    assert kept(WordKind.OWN_DOMAIN, typed) == typed


@pytest.mark.parametrize("kind", DOMAINS)
@pytest.mark.parametrize("typed", ["hotel", "hotel post.example", "-hotel.example", "hotel..example", "10.0.0.1", "@"])
def test_what_is_no_domain_is_refused_with_what_a_domain_is(kind: WordKind, typed: str) -> None:
    with pytest.raises(WrongInput, match="behind the @"):
        kept(kind, typed)


@pytest.mark.parametrize("kind", DOMAINS)
def test_a_domain_where_many_guests_have_their_address_is_refused(kind: WordKind) -> None:
    with pytest.raises(WrongInput, match="own address at gmail"):
        kept(kind, "hotelpost@gmail.com")
    with pytest.raises(WrongInput, match="own address at gmail"):
        kept(WordKind.PLACEHOLDER, "@gmail.com")


@pytest.mark.parametrize("kind", list(WordKind))
def test_no_kind_takes_a_pattern_nothing_or_a_novel(kind: WordKind) -> None:
    for typed, reason in (("guest.*", "Patterns"), ("info%", "Patterns"), ("  ", "Nothing"), ("x" * 255, "254")):
        with pytest.raises(WrongInput, match=reason):
            kept(kind, typed)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (WordKind.RELAY_DOMAIN, "guest.portal.example"),
        (WordKind.OWN_DOMAIN, "agency.example"),
        (WordKind.AGENCY_DOMAIN, "alpenblick.example"),
        (WordKind.OWN_DOMAIN, "example.com"),
        (WordKind.PLACEHOLDER, "@agency.example"),
        (WordKind.PLACEHOLDER, "X@X.com"),
        (WordKind.PLACEHOLDER, "noreply@"),
        (WordKind.PLACEHOLDER, "info@"),
        (WordKind.PLACEHOLDER, "02 12345678 "),
        (WordKind.ROLE, "Info"),
        (WordKind.ROLE, "noreply"),
        (WordKind.OWN_PHONE, "0512 123999"),
    ],
)
def test_what_is_in_a_list_is_not_added_to_another(kind: WordKind, typed: str) -> None:
    ground = GROUND if not typed.startswith("02") else Ground(LISTS, frozenset(), frozenset(), "IT")
    with pytest.raises(WrongInput, match="already"):
        checked_word(kind, typed, ground)


@pytest.mark.parametrize("typed", ["+43 512 987654", "0043512987654", "0512/98 76 54", "tel:+43-512-987654"])
def test_a_number_is_kept_in_one_spelling(typed: str) -> None:
    assert kept(WordKind.OWN_PHONE, typed) == "+43512987654"


@pytest.mark.parametrize("typed", ["12", "0000000000", "reception", "+999 123 456 789"])
def test_a_number_that_nobody_can_call_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput, match="with its country"):
        kept(WordKind.OWN_PHONE, typed)


def test_without_the_hotels_country_a_number_needs_its_own() -> None:
    ground = Ground(LISTS, frozenset(), frozenset(), "")
    assert checked_word(WordKind.OWN_PHONE, "+43 512 987654", ground) == "+43512987654"
    with pytest.raises(WrongInput, match="with its country"):
        checked_word(WordKind.OWN_PHONE, "0512 987654", ground)


@pytest.mark.parametrize(
    ("typed", "word"), [("Buchung", "buchung"), ("buchung@", "buchung"), (" front.desk ", "front.desk")]
)
def test_a_role_is_what_stands_before_the_at(typed: str, word: str) -> None:
    assert kept(WordKind.ROLE, typed) == word


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("buchung@hotel.example", "before the @"),
        ("a", "two letters"),
        ("front desk", "two letters"),
        ("anna", "belongs to one person"),
    ],
)
def test_a_role_that_could_be_a_person_or_an_address_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(WrongInput, match=reason):
        kept(WordKind.ROLE, typed)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Unbekannt", "unbekannt"),
        ("kein  Mail", "kein mail"),
        ("No@Hotel-Post.example", "no@hotel-post.example"),
        ("keinmail@", "keinmail@"),
        ("@keinmail.example", "@keinmail.example"),
        ("0664 1234560", "+436641234560"),
        ("hotelpost@gmail.com", "hotelpost@gmail.com"),
    ],
)
def test_a_placeholder_may_be_a_value_a_name_a_domain_or_a_number(typed: str, word: str) -> None:
    assert kept(WordKind.PLACEHOLDER, typed) == word


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("keinmail.example", "enter @keinmail.example"),
        ("a b@hotel.example", "no address"),
        ("no@hotel", "no address"),
        ("anna@", "belongs to one person"),
        ("00000", "Nobody can have"),
    ],
)
def test_a_placeholder_that_would_do_nothing_or_too_much_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(WrongInput, match=reason):
        kept(WordKind.PLACEHOLDER, typed)


def test_no_refusal_repeats_an_address_or_a_number() -> None:
    tries = (
        (WordKind.ROLE, "buchung@x.example"),
        (WordKind.PLACEHOLDER, "anna b@x.example"),
        (WordKind.OWN_PHONE, "+99912"),
    )
    for kind, typed in tries:
        with pytest.raises(WrongInput) as refused:
            kept(kind, typed)
        assert typed not in str(refused.value)
    assert "buchung" not in repr(GuestWord(WordKind.ROLE, "buchung", NOW, "desk"))


def test_each_word_goes_where_matching_looks_for_it() -> None:
    assert added(WordKind.RELAY_DOMAIN, "m.portal.example").relay_domains["m.portal.example"] == "m.portal.example"
    assert "post.example" in added(WordKind.OWN_DOMAIN, "post.example").own_domains
    assert "+43512987654" in added(WordKind.OWN_PHONE, "+43512987654").own_phones
    assert "tours.example" in added(WordKind.AGENCY_DOMAIN, "tours.example").agency_domains
    assert "buchung" in added(WordKind.ROLE, "buchung").role_locals
    assert "unbekannt" in added(WordKind.PLACEHOLDER, "unbekannt").placeholder_addresses
    assert "no@post.example" in added(WordKind.PLACEHOLDER, "no@post.example").placeholder_addresses
    assert "keinmail" in added(WordKind.PLACEHOLDER, "keinmail@").placeholder_locals
    assert "keinmail.example" in added(WordKind.PLACEHOLDER, "@keinmail.example").placeholder_domains
    assert "+436641234560" in added(WordKind.PLACEHOLDER, "+436641234560").placeholder_phones


def test_a_word_takes_nothing_away() -> None:
    lists = with_words(LISTS, [GuestWord(kind, "guest.portal.example", NOW, "desk") for kind in WordKind])
    assert lists.relay_domains["guest.portal.example"] == "Portal"
    assert lists.role_locals > LISTS.role_locals
    assert with_words(LISTS, []) == LISTS
