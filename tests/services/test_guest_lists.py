"""The lists that the program brings: complete, well-formed, and without a word that would catch real guests."""

import json
import re
from itertools import pairwise, product

import phonenumbers
import pytest

from console.domain.folding import folded
from console.domain.guests.lists import ContactLists, NameLists
from console.services.guest_lists import GUEST_LISTS, mail_providers, name_lists, shipped_contacts

CONTACTS = shipped_contacts()
NAMES = name_lists()
DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}|localhost(\.localdomain)?")
LOCAL = re.compile(r"[a-z0-9][a-z0-9._-]+")
RELAYS_OF_THE_SURVEY = {
    "Booking.com": {"guest.booking.com", "mchat.booking.com", "property.booking.com"},
    "Expedia": {"m.expediapartnercentral.com", "guest.expedia.com"},
    "Agoda": {"agoda-messaging.com", "guest.agoda.com", "message.agoda.com", "reply.agoda.com"},
    "Airbnb": {"guest.airbnb.com", "guests.airbnb.com", "reply.airbnb.com", "stay.airbnb.com"},
    "Vrbo": {"messages.homeaway.com", "messages.vrbo.com"},
    "Trip.com": {"guest.trip.com", "guest.ctrip.com"},
    "Hotels.com": {"guest.hotels.com"},
    "Klook": {"guest.klook.com"},
    "Traveloka": {"guest.traveloka.com"},
    "Apple": {"privaterelay.appleid.com"},
}
AGENCIES = {"makemytrip.com", "ixigo.com", "tbo.com", "cleartrip.com", "travelground.com", "lekkeslaap.co.za"}
# Particles that are given names too. They are left out only beside another word, so nobody loses a whole name.
PARTICLES_AND_NAMES = {"al", "bin", "di"}
TWO_PEOPLE = """
maria mia, maria marie, elisabeth lisa, anna anne, helena lena, sophia sophie, lukas luca, julia julie, john jack,
simone simona, gabriele gabriella, jonas jona, noa noah, francesca franca, amelia amelie, jan hans, klaus niklas,
anna hannah, anna hanna, anja anna, anna nina, georg jorg, georg jurgen, hans heinz, kurt konrad, dieter dietrich,
dirk derek, rolf rudolf, birgit brigitte, emma emily, ella ellen, helen ellen, lisa lena, lea lena, marco mario,
maria marina, maria marta, maria grazia, anna maria, jose maria, juan jose, mario maria, martin martina,
daniel daniela, michael michaela, andreas andrea, christian christine, alexander alexandra, stefan stefanie,
franz franziska, josef josefine, paul paula, simon simone, karl karla, peter petra, luca lucia, ali alina, tim tom,
hasan huseyin, ahmed mohammed, ahmed mahmoud, mehmet muhammed, mehmet ahmet, karim karima, samir samira,
jakob johannes, natalia nadia, jens jonas, benedikt benjamin, christoph christian, frank franz, gerd georg,
nicola nicole, rene renee, jean jeanne, louis louise, luis luisa, robert roberta, francis frances, patrick patricia,
denis denise, joel joelle, antonio antonia, francesco francesca, carlo carla, giovanni giovanna, sara sandra
"""
ONE_PERSON = """
william bill, william will, william billy, johann hans, johann hannes, giuseppe beppe, giuseppe peppe, francisco paco,
francisco pancho, aleksandr sasha, aleksandr alexander, mohammed muhammad, mohammed mohamed, mohammad muhamad,
philipp philip, philipp filip, stephan stefan, catherine katharina, jon john, jose pepe, elisabeth sissi,
margarete greta, katharina kathi, josef sepp, robert bob, elizabeth liz, jan honza, malgorzata gosia, istvan pista,
georgios giorgos, yusuf youssef, huseyin hussein, ekaterina katya, dmitry dima, wilhelmus wim, johannes jan, lars lasse
"""
OFFICES = """
info office reservations booking sekretariat rezeption buchhaltung accueil ufficio recepcion kontakt biuro recepce
foglalas rezervacije rezervari muhasebe bokning varaukset boekhouding escritorio
"""
TITLES = """
mr mrs ms mx dr prof ing mag dipl herr frau familie sig ra dott mme mlle sr sra pani hr fru mstr jr ii iii
"""
PARTICLES = "von van de der den del della di da dos la le al el bin ibn ter ten zu zur y e"
NAMES_OF_MANY = """
anna lukas giulia pablo chloe agnieszka zsofia bjorn jurgen fatima mehmet wei hiroshi priya moshe minh
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for pair in text.replace("\n", " ").split(",")]


def test_every_relay_of_the_survey_is_known_by_the_name_of_its_channel() -> None:
    of_channels: dict[str, set[str]] = {}
    for domain, channel in CONTACTS.relay_domains.items():
        of_channels.setdefault(channel, set()).add(domain)
    assert of_channels == RELAYS_OF_THE_SURVEY
    assert CONTACTS.stable_relays == {"privaterelay.appleid.com"}


def test_every_agency_and_affiliate_of_the_survey_is_known() -> None:
    assert CONTACTS.agency_domains == AGENCIES
    assert CONTACTS.affiliate_locals == {"lodgingsupport"}


@pytest.mark.parametrize("word", ["x@x.com", "no@email.com", "guest@guest.com", "n/a", "noreply@booking.com"])
def test_the_usual_placeholders_are_known(word: str) -> None:
    assert word in CONTACTS.placeholder_addresses


@pytest.mark.parametrize("word", ["noreply", "none", "test", "noemailonprofile", "guest"])
def test_the_usual_names_of_no_mailbox_are_known(word: str) -> None:
    assert word in CONTACTS.placeholder_locals


def test_offices_are_known_in_the_languages_of_the_guests() -> None:
    assert set(OFFICES.split()) - CONTACTS.role_locals == set()


def test_domains_are_whole_domains() -> None:
    domains = {*CONTACTS.relay_domains, *CONTACTS.agency_domains, *CONTACTS.placeholder_domains, *mail_providers()}
    assert [domain for domain in domains if not DOMAIN.fullmatch(domain)] == []
    assert not any(domain.endswith(".example") for domain in domains)


def test_a_domain_stands_in_one_list_only_and_never_where_people_have_their_mailbox() -> None:
    lists = [set(CONTACTS.relay_domains), set(CONTACTS.agency_domains), set(CONTACTS.placeholder_domains)]
    for one, other in product([*lists, set(mail_providers())], repeat=2):
        assert one is other or one == other or not one & other
    assert {"gmail.com", "gmx.at", "web.de", "icloud.com"} <= mail_providers()


def test_what_stands_before_the_at_is_no_pattern_and_nobodys_name() -> None:
    locals_ = CONTACTS.role_locals | CONTACTS.placeholder_locals | CONTACTS.affiliate_locals
    assert [word for word in locals_ if not LOCAL.fullmatch(word)] == []
    assert locals_ & NAMES.given_names == set()
    assert CONTACTS.role_locals & CONTACTS.placeholder_locals == set()
    assert min(map(len, CONTACTS.affiliate_locals)) >= len("support")


def test_a_placeholder_that_is_a_whole_value_is_in_lower_case_and_no_number() -> None:
    values = CONTACTS.placeholder_addresses
    assert [value for value in values if value != value.strip().casefold() or "*" in value] == []
    assert not any(value.strip("+").isdigit() and len(value) > len("0000") for value in values)


def test_placeholder_numbers_could_be_called_and_are_in_one_spelling() -> None:
    for number in CONTACTS.placeholder_phones:
        parsed = phonenumbers.parse(number)
        assert phonenumbers.is_valid_number(parsed), number
        assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == number


def test_the_program_knows_no_hotels_own_contacts() -> None:
    assert (CONTACTS.own_domains, CONTACTS.own_phones) == (frozenset(), frozenset())


def test_words_of_names_are_single_words_as_folding_leaves_them() -> None:
    words = NAMES.titles | NAMES.particles | NAMES.given_names | NAMES.nicknames.keys()
    assert [word for word in words if not re.fullmatch("[a-z]+", word) or folded(word) != word] == []


def test_no_title_is_a_name_or_a_particle_and_particles_that_are_names_are_known() -> None:
    assert NAMES.titles & NAMES.given_names == set()
    assert NAMES.titles & NAMES.particles == set()
    assert NAMES.particles & NAMES.given_names == PARTICLES_AND_NAMES
    assert {title for title in NAMES.titles if len(title) == 1} == set()


def test_the_usual_titles_and_particles_are_known() -> None:
    assert set(TITLES.split()) - NAMES.titles == set()
    assert set(PARTICLES.split()) - NAMES.particles == set()


def test_titles_that_are_names_too_are_kept_apart() -> None:
    assert {"pan", "m", "don"} <= NAMES.titles_or_names
    assert NAMES.titles_or_names & (NAMES.titles | NAMES.particles) == set()


@pytest.mark.parametrize("name", ["don", "pan", "dom", "jun", "graf", "md", "li", "m"])
def test_words_that_are_more_often_a_name_are_neither_title_nor_particle(name: str) -> None:
    assert name not in NAMES.titles | NAMES.particles


def test_given_names_of_many_languages_are_known() -> None:
    assert set(NAMES_OF_MANY.split()) - NAMES.given_names == set()
    assert NAMES.nicknames.keys() <= NAMES.given_names


@pytest.mark.parametrize(("one", "other"), pairs(ONE_PERSON))
def test_a_name_and_its_short_form_may_be_one_persons(one: str, other: str) -> None:
    assert NAMES.nicknames[one] & NAMES.nicknames[other]


@pytest.mark.parametrize(("one", "other"), pairs(TWO_PEOPLE))
def test_names_of_two_people_share_no_group_and_are_no_slip(one: str, other: str) -> None:
    assert not NAMES.nicknames.get(one, frozenset()) & NAMES.nicknames.get(other, frozenset())
    assert {one, other} <= NAMES.given_names


def test_nicknames_are_groups_of_two_or_more_and_none_is_written_twice() -> None:
    held = json.loads((GUEST_LISTS / "names.json").read_text(encoding="utf-8"))
    groups = [line.split() for lines in held["nicknames"].values() for line in lines]
    assert [group for group in groups if len(set(group)) != len(group) or len(group) == 1] == []
    assert [one for one, other in pairwise(sorted(sorted(group) for group in groups)) if one == other] == []


def test_a_group_stays_small_enough_to_mean_one_name() -> None:
    sizes: dict[int, int] = {}
    for groups in NAMES.nicknames.values():
        for group in groups:
            sizes[group] = sizes.get(group, 0) + 1
    assert max(sizes.values()) <= 24


def test_lists_are_read_once() -> None:
    assert shipped_contacts() is CONTACTS
    assert name_lists() is NAMES
    assert isinstance(CONTACTS, ContactLists)
    assert isinstance(NAMES, NameLists)
