"""Every trap of GUESTS.md that lies in an address or a number, each as the few bookings that spring it."""

import pytest

from tests.domain.guests.trapping import OWN_DOMAIN, Hotel, booking, learnt

RELAYS = (
    "abauer.123456@guest.booking.com",
    "abauer@mchat.booking.com",
    "dlz46jdpjj@m.expediapartnercentral.com",
    "0@m.expediapartnercentral.com",
    "a1b2c3@guest.expedia.com",
    "booking-2035192058@agoda-messaging.com",
    "x9@guest.airbnb.com",
    "478ee2b2-1111-2222-3333-444455556666@messages.homeaway.com",
    "478ee2b2-1111-2222-3333-444455556666@messages.vrbo.com",
    "q1w2e3r4t5@guest.trip.com",
    "q1w2e3r4t5@guest.ctrip.com",
    "q1w2e3@guest.hotels.com",
)
PLACEHOLDERS = ("N/A", "-", "x@x.com", "no@email.com", "na@na.com", "guest@guest.com", "noreply@booking.com",
                "NOEMAILONPROFILE@RADISSONHOTELS.COM", "noemail@noemail.com")  # fmt: skip
NO_NUMBERS = ("1 1111111111", "0000000000", "123456789", "+43 *** *** **", "XXXXXXXX", "+1 ***-***-4821", "-",
              "+1 425 555 0100", "0")  # fmt: skip
ONE_NUMBER = ("+43 664 2345678", "+436642345678", "00436642345678", "0043 664 2345678", "0664 2345678", "0664/2345678",
              "+43 (0)664 2345678", "+43-664-234-5678", "43664 2345678", "tel:+43-664-2345678")  # fmt: skip


@pytest.mark.parametrize("relay", RELAYS)
def test_an_alias_of_a_channel_makes_nobody_a_guest_known_before(relay: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", email=relay), booking("Anna", "Bauer", email=relay))
    assert hotel.leaves_alone(0, 1)


def test_a_stranger_under_a_constant_alias_is_a_stranger() -> None:
    alias = "0@m.expediapartnercentral.com"
    assert Hotel(booking("Anna", "Bauer", email=alias), booking("Paul", "Moser", email=alias)).leaves_alone(0, 1)


def test_an_alias_of_apple_stays_with_its_person() -> None:
    alias = "k3x9z@privaterelay.appleid.com"
    hotel = Hotel(booking("Anna", "Bauer", email=alias), booking("Anna", "Bauer", email=alias))
    assert hotel.rule() == "A2"


def test_the_support_address_of_an_affiliate_ties_no_two_of_its_guests_together() -> None:
    shared = {"email": "lodgingsupport@affiliate-ota.com", "phone": "+1 425 555 0100"}
    hotel = Hotel(*(booking(first, "Bauer", **shared) for first in ("Anna", "Paul", "Anna")))
    assert not hotel.are_one(0, 1)
    assert not hotel.are_one(0, 2), "the same name, but hundreds of guests have this address"


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_what_the_desk_types_where_it_has_no_address_is_no_evidence(placeholder: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", email=placeholder), booking("Anna", "Bauer", email=placeholder))
    assert hotel.leaves_alone(0, 1)


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_number_that_nobody_has_is_no_evidence(number: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", phone=number), booking("Anna", "Bauer", phone=number))
    assert hotel.leaves_alone(0, 1)


def test_the_own_address_of_the_hotel_is_nobodys() -> None:
    own = f"rezeption@{OWN_DOMAIN}"
    assert Hotel(booking("Anna", "Bauer", email=own), booking("Anna", "Bauer", email=own)).leaves_alone(0, 1)


def test_a_number_with_an_extension_is_a_relay_of_the_channel() -> None:
    number = "+43 667 3940521 ext. 87595"
    assert Hotel(booking("Anna", "Bauer", phone=number), booking("Anna", "Bauer", phone=number)).leaves_alone(0, 1)


@pytest.mark.parametrize("spelling", ONE_NUMBER)
def test_a_number_is_the_same_however_it_is_written(spelling: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", phone="+43 664 2345678"), booking("Anna", "Bauer", phone=spelling))
    assert hotel.rule() == "A4"


@pytest.mark.parametrize(
    ("country", "abroad", "at_home"),
    [
        ("DE", "+49 1512 3456712", "01512 3456712"),
        ("FR", "+33 6 12 29 56 71", "06 12 29 56 71"),
        ("IT", "+39 347 123 4569", "347 123 4569"),
        ("ES", "+34 612 345 671", "612 345 671"),
        ("GB", "+44 7400 123456", "07400 123456"),
        ("NL", "+31 6 12345671", "06 12345671"),
    ],
)
def test_a_guest_writes_the_number_as_at_home(country: str, abroad: str, at_home: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", phone=abroad), booking("Anna", "Bauer", phone=at_home, country=country))
    assert hotel.rule() == "A4"


@pytest.mark.parametrize("bare", ["4915123456712", "33612295671", "31612345671", "351913342695", "12015965564"])
def test_a_number_whose_plus_was_left_out_is_no_austrian_one(bare: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", phone=f"+{bare}"), booking("Anna", "Bauer", phone=bare))
    assert hotel.rule() == "A4"


@pytest.mark.parametrize("spelling", ["ANNA.BAUER@GMAIL.COM", " annabauer@gmail.com", "anna.b.auer@gmail.com",
                                      "annabauer+hotel@gmail.com", "annabauer@googlemail.com"])  # fmt: skip
def test_one_mailbox_at_gmail_has_many_spellings(spelling: str) -> None:
    known = booking("Anna", "Bauer", email="annabauer@gmail.com")
    assert Hotel(known, booking("Anna", "Bauer", email=spelling)).rule() == "A2"


def test_elsewhere_a_dot_makes_another_mailbox() -> None:
    hotel = Hotel(
        booking("Anna", "Bauer", email="annabauer@gmx.at"), booking("Eva", "Bauer", email="anna.bauer@gmx.at")
    )
    assert hotel.leaves_alone(0, 1)


@pytest.mark.parametrize("wrong", ["anna.bauer@gmial.com", "anna.baue@gmail.com", "anna.bauuer@gmail.com"])
def test_a_slip_in_an_address_is_shown_to_a_person(wrong: str) -> None:
    hotel = Hotel(booking("Anna", "Bauer", email="anna.bauer@gmail.com"), booking("Anna", "Bauer", email=wrong))
    assert hotel.asked(0, 1) == "R5"


def test_the_address_learnt_at_check_in_finds_the_card() -> None:
    hotel = Hotel(
        booking("Anna", "Bauer", email="anna@bauer-graz.at"),
        booking("Anna", "Bauer", email="abauer.123456@guest.booking.com"),
        updates=(learnt(1, "email", "anna@bauer-graz.at"),),
    )
    assert hotel.rule() == "A2"


def test_a_second_address_is_found_by_the_number() -> None:
    phone = "+43 664 2345678"
    hotel = Hotel(
        booking("Anna", "Bauer", email="anna@bauer-graz.at", phone=phone),
        booking("Anna", "Bauer", email="a.bauer@firma-moser.at", phone=phone),
    )
    assert hotel.rule() == "A4"


def test_a_new_number_is_found_by_the_address() -> None:
    email = "anna@bauer-graz.at"
    hotel = Hotel(
        booking("Anna", "Bauer", email=email, phone="+43 664 2345678"),
        booking("Anna", "Bauer", email=email, phone="+43 676 8765432"),
    )
    assert hotel.rule() == "A2"


def test_one_booking_with_both_contacts_bridges_two_cards() -> None:
    email, phone = "anna@bauer-graz.at", "+43 664 2345678"
    hotel = Hotel(
        booking("Anna", "Bauer", email=email),
        booking("Anna", "Bauer", phone=phone),
        booking("Anna", "Bauer", email=email, phone=phone),
    )
    assert hotel.are_one(0, 1, 2)


def test_who_was_given_a_number_that_another_gave_up_is_another() -> None:
    phone = "+43 664 2345678"
    assert Hotel(booking("Anna", "Bauer", phone=phone), booking("Karl", "Steiner", phone=phone)).leaves_alone(0, 1)


def test_a_company_mailbox_ties_together_only_who_bears_the_same_full_name() -> None:
    names = ("Anna Bauer", "Paul Moser", "Eva Lang", "Anna Bauer", "A. Bauer")
    hotel = Hotel(*(booking(*name.split(), email="office@firma-moser.at") for name in names))
    assert hotel.are_one(0, 3)
    assert not any(hotel.are_one(0, other) for other in (1, 2, 4))


def test_an_initial_under_an_office_address_is_anybodys() -> None:
    office = "office@firma-moser.at"
    hotel = Hotel(booking("Anna", "Bauer", email=office), booking("A.", "Bauer", email=office))
    assert not hotel.are_one(0, 1)


def test_behind_an_agency_of_many_guests_the_same_name_is_only_asked_about() -> None:
    given = ("Anna", "Eva", "Paul", "Karl", "Otto", "Ida", "Hugo", "Vera")
    crowd = [booking(first, last, email="gruppen@reisebuero.at") for first in given
             for last in ("Moser", "Lang", "Huber", "Egger", "Pichler")]  # fmt: skip
    twice = booking("Gerlinde", "Wallner", email="gruppen@reisebuero.at")
    hotel = Hotel(twice, *crowd, twice)
    assert not hotel.are_one(0, len(crowd) + 1)
    assert not hotel.outcome.links


def test_an_agency_that_is_known_as_one_says_nothing_of_its_guests() -> None:
    hotel = Hotel(
        booking("Anna", "Bauer", email="hotels@makemytrip.com"), booking("Anna", "Bauer", email="hotels@makemytrip.com")
    )
    assert not hotel.are_one(0, 1)
