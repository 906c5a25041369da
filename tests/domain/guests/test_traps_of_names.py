"""Every trap of GUESTS.md that lies in a name: how it is written, and who else bears it."""

import pytest

from tests.domain.guests.trapping import Hotel, booking, learnt

EMAIL, PHONE = {"email": "bauer@bauer-graz.at"}, {"phone": "+43 664 2345678"}
BOTH = EMAIL | PHONE


def together(one: tuple[str, str], other: tuple[str, str], **contact: str) -> Hotel:
    return Hotel(booking(*one, **contact), booking(*other, **contact))


@pytest.mark.parametrize(
    "written",
    [
        ("Müller", "Hans"),
        ("", "Hans Müller"),
        ("", "Müller Hans"),
        ("Hans Müller", ""),
        ("", "MÜLLER/HANS MR"),
        ("HANS", "MÜLLER"),
        ("hans", "muller"),
        ("Hans", "Mueller"),
        ("Herr Hans", "Müller"),
        ("Prof. Dr. Hans", "Müller"),
        ("Mr & Mrs Hans", "Müller"),
        ("Dipl.-Ing. Hans", "Müller"),
        ("Hans", "Müller Jr."),
    ],
)
def test_a_name_is_the_same_however_channels_write_it(written: tuple[str, str]) -> None:
    assert together(("Hans", "Müller"), written, **PHONE).rule() == "A4"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("María", "García López"), ("Maria", "Garcia")),
        (("Anna Maria", "Bauer"), ("Anna", "Bauer")),
        (("Jan", "van den Berg"), ("Jan", "Berg")),
        (("Nour", "Al Mansoori"), ("Nour", "Almansoori")),
        (("Søren", "Møller"), ("Soeren", "Moeller")),
        (("Kateřina", "Dvořáková"), ("KATERINA", "DVORAKOVA")),
    ],
)
def test_a_part_of_a_full_name_is_the_name_where_the_given_name_agrees(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert together(one, other, **PHONE).rule() == "A4"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Johann", "Steiner"), ("Hans", "Steiner")),
        (("William", "Navarro"), ("Bill", "Navarro")),
        (("Giuseppe", "Casagrande"), ("Beppe", "Casagrande")),
        (("Francisco", "Ortega"), ("Paco", "Ortega")),
        (("Antonella", "Treccani"), ("Antonela", "Treccani")),
        (("Colin", "Mazzocchi"), ("Colin", "Mazzochi")),
        (("Fracnes", "Gordon"), ("Frances", "Gordon")),
        (("Mohammed", "Rahman"), ("Muhammad", "Rahman")),
        (("Yousef", "Haddad"), ("Youssef", "Haddad")),
    ],
)
def test_a_short_form_or_a_slip_under_the_same_contact_is_the_same_guest(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert together(one, other, **EMAIL).rule() == "A3"
    assert together(one, other, **PHONE).rule() == "A5"


@pytest.mark.parametrize("wife", [("Elisabeth", "Huber"), ("Karin", "Steiner"), ("Herta", "Steiner")])
def test_a_couple_with_one_mailbox_and_one_number_are_two_guests_that_nobody_asks_about(wife: tuple[str, str]) -> None:
    assert together(("Hubert", "Steiner"), wife, **BOTH).leaves_alone(0, 1)


@pytest.mark.parametrize(
    "pair",
    [("Mario", "Maria"), ("Martin", "Martina"), ("Daniel", "Daniela"), ("Paolo", "Paola"), ("Michele", "Michela"),
     ("René", "Renée"), ("Carlo", "Carla"), ("Frédéric", "Frédérique"), ("Andrea", "Andreas"), ("Eric", "Erica"),
     ("Lena", "Lina"), ("Elena", "Elisa"), ("Anna", "Hannah"), ("Jan", "Jana"), ("Eva", "Evi"), ("Léa", "Théa"),
     ("Carol", "Carolyn"), ("Luca", "Lucia"), ("Marta", "Maria"), ("Sara", "Lara"), ("Harry", "Larry")],
)  # fmt: skip
def test_near_names_in_one_household_are_two_people(pair: tuple[str, str]) -> None:
    hotel = together((pair[0], "Rossi"), (pair[1], "Rossi"), **BOTH)
    assert not hotel.are_one(0, 1)


def test_twins_have_one_birthday_one_mailbox_and_two_given_names() -> None:
    shared = BOTH | {"date_of_birth": "2001-04-12", "postcode": "8010"}
    assert not together(("Lena", "Bauer"), ("Lina", "Bauer"), **shared).are_one(0, 1)


def test_brothers_and_sisters_share_both_surnames_in_spain() -> None:
    hotel = together(("Regina", "Segarra Trillo"), ("Nerea", "Segarra Trillo"), **BOTH)
    assert hotel.leaves_alone(0, 1)


def test_a_son_of_the_same_name_is_told_from_his_father_by_the_birthday() -> None:
    hotel = Hotel(
        booking("Silvestro", "Iannotti", date_of_birth="1951-03-05", **BOTH),
        booking("Silvestro", "Iannotti", date_of_birth="1979-10-14", **BOTH),
    )
    assert not hotel.are_one(0, 1)
    assert hotel.asked(0, 1) == "R1"


def test_a_birthday_learnt_at_check_in_takes_father_and_son_apart() -> None:
    hotel = Hotel(
        booking("Leo", "Meusburger", date_of_birth="1951-03-05", **PHONE),
        booking("Leo", "Meusburger", **PHONE),
        updates=(learnt(1, "date_of_birth", "1979-10-14"),),
    )
    assert not hotel.are_one(0, 1)


def test_strangers_of_the_same_name_are_strangers() -> None:
    hotel = Hotel(
        booking("Anna", "Gruber", email="anna.gruber@gmx.at", phone="+43 664 2345678", country="AT"),
        booking("Anna", "Gruber", email="a.gruber77@web.de", phone="+49 1512 8765432", country="DE"),
    )
    assert hotel.leaves_alone(0, 1)


def test_an_initial_under_a_mailbox_of_one_person_is_that_person() -> None:
    assert together(("Nathan", "Edwards"), ("N.", "Edwards"), **EMAIL).rule() == "A3"


def test_an_initial_under_a_mailbox_of_two_may_be_either() -> None:
    hotel = Hotel(
        booking("Nathan", "Edwards", **EMAIL), booking("Nora", "Edwards", **EMAIL), booking("N.", "Edwards", **EMAIL)
    )
    assert not hotel.are_one(0, 2)
    assert not hotel.are_one(1, 2)
    assert not hotel.are_one(0, 1)


def test_an_initial_under_a_number_is_asked_about() -> None:
    assert together(("Nathan", "Edwards"), ("N.", "Edwards"), **PHONE).asked(0, 1) == "R3"


def test_a_short_name_never_joins_two_people_who_bear_its_long_forms() -> None:
    hotel = Hotel(
        booking("Anna", "Bauer", **EMAIL), booking("A.", "Bauer", **EMAIL | PHONE), booking("Alois", "Bauer", **PHONE)
    )
    assert not hotel.are_one(0, 2)


@pytest.mark.parametrize("shown", [("Antonello", ""), ("Antonello", "T."), ("Antonello T.", "")])
def test_a_guest_of_airbnb_is_known_by_the_number_only_if_a_person_says_so(shown: tuple[str, str]) -> None:
    hotel = together(("Antonello", "Treccani"), shown, **PHONE)
    assert not hotel.are_one(0, 1)
    assert hotel.asked(0, 1) == "R3"


def test_a_first_name_alone_is_nobody() -> None:
    hotel = Hotel(booking("Antonello", "Treccani", **PHONE), booking("Antonello", ""), booking("Antonello", ""))
    assert hotel.leaves_alone(0, 1)
    assert hotel.leaves_alone(1, 2)


def test_a_name_changed_by_marriage_is_asked_about() -> None:
    assert together(("Petra", "Lechner"), ("Petra", "Wallner"), **EMAIL).asked(0, 1) == "R3"


def test_a_double_name_after_marriage_holds_the_old_one() -> None:
    assert together(("Petra", "Lechner"), ("Petra", "Wallner-Lechner"), **EMAIL).rule() == "A2"


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        (("Olena", "Petrenko"), ("Олена", "Петренко")),
        (("Maria", "Markaki"), ("Μαρία", "Μαρκάκη")),
    ],
)
def test_greek_and_cyrillic_names_are_read(latin: tuple[str, str], native: tuple[str, str]) -> None:
    hotel = together(latin, native, **PHONE)
    assert hotel.are_one(0, 1)


@pytest.mark.parametrize(
    ("latin", "native"),
    [(("Mohammed", "Al Hashemi"), ("محمد", "الهاشمي")), (("Taro", "Tanaka"), ("太郎", "田中"))],
)
def test_a_script_that_cannot_be_read_for_certain_ties_nobody_together(
    latin: tuple[str, str], native: tuple[str, str]
) -> None:
    assert not together(latin, native, **PHONE).are_one(0, 1)
    assert Hotel(booking(*latin), booking(*native)).leaves_alone(0, 1)


def test_the_same_name_in_the_same_script_needs_no_reading() -> None:
    assert together(("محمد", "الهاشمي"), ("محمد", "الهاشمي"), **PHONE).rule() == "A4"


def test_where_a_booker_is_named_the_contact_is_the_bookers() -> None:
    hotel = Hotel(
        booking("Telemaco", "Chechi", **BOTH),
        booking("Girolamo", "Chechi", booker_name="Telemaco Chechi", **BOTH),
        booking("Girolamo", "Chechi", phone="+39 347 123 4569"),
    )
    assert not hotel.are_one(0, 1)
    assert hotel.leaves_alone(0, 1)
    assert not hotel.are_one(1, 2), "the name alone says nothing"


def test_who_books_for_a_friend_without_saying_so_stays_apart_from_the_friend() -> None:
    assert together(("Telemaco", "Chechi"), ("Nathan", "Edwards"), **BOTH).leaves_alone(0, 1)


def test_friends_booked_by_one_person_are_no_guests_of_one_another() -> None:
    hotel = Hotel(*(booking(first, "Moser", booker_name="Eva Lang", **BOTH) for first in ("Paul", "Karl")))
    assert hotel.leaves_alone(0, 1)
