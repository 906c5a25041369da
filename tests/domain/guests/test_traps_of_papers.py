"""Documents, dates of birth and addresses: what they prove, and where they mislead (GUESTS.md 3.5)."""

from random import Random

from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.matching import match
from tests.benchmarks.guests.parameters import Parameters
from tests.domain.guests.trapping import Hotel, booking, learnt

BORN = "1978-12-26"


def test_one_passport_and_one_name_are_one_guest() -> None:
    hotel = Hotel(booking("Toni", "Casagrande", document_no="PV8TV8X0H"), booking("Toni", "Casagrande"),
                  updates=(learnt(1, "document_no", "PV8TV8X0H"),))  # fmt: skip
    assert hotel.rule() == "A1"


def test_one_passport_with_a_nickname_is_one_guest() -> None:
    hotel = Hotel(booking("Antonio", "Casagrande", document_no="PV8TV8X0H"),
                  booking("Toni", "Casagrande", document_no="PV8TV8X0H"))  # fmt: skip
    assert hotel.rule() == "A1"


def test_one_passport_and_two_names_is_a_slip_to_look_at() -> None:
    hotel = Hotel(booking("Toni", "Casagrande", document_no="PV8TV8X0H"),
                  booking("Eva", "Lang", document_no="PV8TV8X0H"))  # fmt: skip
    assert not hotel.are_one(0, 1)
    assert hotel.asked(0, 1) == "R2"


def test_a_renewed_passport_is_the_same_guest_where_the_birthday_agrees() -> None:
    phone = {"phone": "+43 664 2345678", "date_of_birth": BORN}
    hotel = Hotel(booking("Toni", "Casagrande", document_no="PV8TV8X0H", **phone),
                  booking("Toni", "Casagrande", document_no="XWFX0TLV0", **phone))  # fmt: skip
    assert hotel.are_one(0, 1)


def test_two_passports_without_birthdays_are_a_question() -> None:
    phone = "+43 664 2345678"
    hotel = Hotel(booking("Toni", "Casagrande", document_no="PV8TV8X0H", phone=phone),
                  booking("Toni", "Casagrande", document_no="XWFX0TLV0", phone=phone))  # fmt: skip
    assert not hotel.are_one(0, 1)
    assert hotel.asked(0, 1) == "R1"


def test_full_name_and_birthday_are_enough() -> None:
    hotel = Hotel(booking("Toni", "Casagrande", date_of_birth=BORN), booking("CASAGRANDE", "Toni", date_of_birth=BORN))
    assert hotel.rule() == "A7"


def test_a_near_name_and_a_birthday_need_a_contact_or_a_town_more() -> None:
    one, other = ("Antonella", "Treccani"), ("Antonela", "Treccani")
    without = Hotel(booking(*one, date_of_birth=BORN), booking(*other, date_of_birth=BORN))
    assert without.asked(0, 1) == "R6"
    with_town = Hotel(booking(*one, date_of_birth=BORN, postcode="8010"),
                      booking(*other, date_of_birth=BORN, postcode="8010"))  # fmt: skip
    assert with_town.rule() == "A7"


def test_strangers_with_one_birthday_are_strangers() -> None:
    hotel = Hotel(booking("Toni", "Casagrande", date_of_birth=BORN), booking("Eva", "Lang", date_of_birth=BORN))
    assert hotel.leaves_alone(0, 1)


def test_two_birthdays_never_come_together_whatever_else_agrees() -> None:
    same = {"email": "toni@casagrande.it", "phone": "+39 347 123 4569"}
    hotel = Hotel(booking("Toni", "Casagrande", date_of_birth=BORN, **same),
                  booking("Toni", "Casagrande", date_of_birth="1951-01-01", **same),
                  booking("Toni", "Casagrande", **same))  # fmt: skip
    assert not hotel.are_one(0, 1)


def test_the_same_name_at_the_same_address_is_asked_about() -> None:
    home = {"address": "Hauptstraße 5", "city": "Graz", "postcode": "8010"}
    hotel = Hotel(booking("Toni", "Casagrande", **home), booking("Toni", "Casagrande", **home))
    assert hotel.asked(0, 1) == "R5"


def test_who_moved_is_still_known_by_the_mailbox() -> None:
    email = "toni@casagrande.it"
    hotel = Hotel(booking("Toni", "Casagrande", email=email, address="Via Roma 1", postcode="38068"),
                  booking("Toni", "Casagrande", email=email, address="Hauptstraße 5", postcode="8010"))  # fmt: skip
    assert hotel.are_one(0, 1)


def test_the_order_in_which_bookings_are_read_changes_no_card() -> None:
    data = generate(Parameters(seed=11, persons=500))
    shuffled = list(data.bookings)
    Random(1).shuffle(shuffled)
    cards = [
        match(rows, data.updates, data.country, data.own_domains).cards for rows in (data.bookings, tuple(shuffled))
    ]
    first, second = (
        {frozenset(b for b, card in found.items() if card == one) for one in found.values()} for found in cards
    )
    assert first == second
