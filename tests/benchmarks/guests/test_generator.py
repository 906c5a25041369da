import re
from collections import Counter, defaultdict
from pathlib import Path

import phonenumbers
import pytest

from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.rows import BookingRow, DataSet, read_folder, write_folder

_TRAPS = """
    relay agency_contact agency_phone company_email company_phone ota_shared_contact placeholder_email own_email
    placeholder_phone own_phone masked_phone phone_ext phone_typo email_typo email_case plus_tag gmail_dots second_email
    email_change phone_change move surname_change recycled_phone family_email family_phone booker junior homonym
    near_name twin name_typo swap onefield initial nickname title couple upper lower one_surname middle_dropped folded
    native_script translit gds_name airbnb_first_only
"""
TRAPS = frozenset(_TRAPS.split())


@pytest.fixture(scope="module")
def hotel() -> DataSet:
    return generate(Parameters(seed=7))


def trapped(hotel: DataSet, trap: str) -> list[BookingRow]:
    caught = {row.booking_id for row in hotel.truth if trap in row.traps.split()}
    return [row for row in hotel.bookings if row.booking_id in caught]


def people(hotel: DataSet) -> dict[str, str]:
    return {row.booking_id: row.person_id for row in hotel.truth}


def test_a_seed_makes_the_same_hotel_every_time_and_another_seed_another_one() -> None:
    told = Parameters(seed=3, persons=200)
    assert generate(told) == generate(told)
    assert generate(told).bookings != generate(Parameters(seed=4, persons=200)).bookings


def test_four_thousand_people_come_as_often_as_in_a_real_hotel(hotel: DataSet) -> None:
    assert 7000 < len(hotel.bookings) < 7900
    stays = Counter(people(hotel).values())
    assert len(stays) == 4000
    assert 0.55 < sum(times == 1 for times in stays.values()) / 4000 < 0.7
    assert max(stays.values()) >= 15


def test_every_trap_of_the_list_happens_and_no_unknown_one(hotel: DataSet) -> None:
    assert {trap for row in hotel.truth for trap in row.traps.split()} == TRAPS


def test_bookings_are_in_the_order_in_which_they_were_made_and_updates_in_that_of_check_in(hotel: DataSet) -> None:
    made = [row.created_at for row in hotel.bookings]
    assert made == sorted(made)
    told = [row.at for row in hotel.updates]
    assert told == sorted(told)
    arrival = {row.booking_id: row.arrival for row in hotel.bookings}
    assert all(row.at.date() == arrival[row.booking_id] for row in hotel.updates)


def test_a_relay_belongs_to_one_booking(hotel: DataSet) -> None:
    relays = [row.email for row in trapped(hotel, "relay")]
    assert len(relays) > 3000
    assert len(relays) == len(set(relays))


def test_an_own_address_belongs_to_one_household(hotel: DataSet) -> None:
    shared = {"relay", "agency_contact", "company_email", "ota_shared_contact", "placeholder_email", "own_email"}
    household = {row.booking_id: row.household_id for row in hotel.truth if shared.isdisjoint(row.traps.split())}
    users = defaultdict(set)
    for row in hotel.bookings:
        if row.booking_id in household and row.email:
            users[row.email.strip().casefold()].add(household[row.booking_id])
    assert {email for email, found in users.items() if len(found) > 1} == set()


def test_numbers_of_people_are_valid_with_the_country_of_hotel_or_guest(hotel: DataSet) -> None:
    odd = {"placeholder_phone", "own_phone", "masked_phone", "phone_typo", "ota_shared_contact", "agency_phone"}
    plain = {row.booking_id for row in hotel.truth if odd.isdisjoint(row.traps.split())}
    told = [row for row in hotel.bookings if row.booking_id in plain and row.phone.startswith(("+", "00"))]
    valid = [phonenumbers.is_valid_number(phonenumbers.parse(row.phone, "AT")) for row in told]
    assert len(told) > 2000
    assert sum(valid) / len(valid) == 1.0


def test_strangers_bear_the_same_name_now_and_then(hotel: DataSet) -> None:
    person, household = people(hotel), {row.booking_id: row.household_id for row in hotel.truth}
    bearers = defaultdict(set)
    for row in hotel.bookings:
        bearers[row.first_name.casefold(), row.last_name.casefold()].add(
            (person[row.booking_id], household[row.booking_id])
        )
    several = [found for found in bearers.values() if len({home for _, home in found}) > 1]
    assert 40 < len(several) < 300


def test_a_junior_bears_the_name_of_a_parent_and_not_the_birthday(hotel: DataSet) -> None:
    household, person = {row.booking_id: row.household_id for row in hotel.truth}, people(hotel)
    juniors = {row.booking_id for row in trapped(hotel, "junior")}
    births = {row.booking_id: row.value for row in hotel.updates if row.field == "date_of_birth"}
    homes = {household[booking] for booking in juniors}
    born: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for booking, birth in births.items():
        if household[booking] in homes:
            born[household[booking]].add((person[booking], birth))
    assert any(len({birth for _, birth in found}) > 1 for found in born.values())


def test_agencies_write_names_as_their_system_does(hotel: DataSet) -> None:
    names = [row.last_name for row in trapped(hotel, "gds_name")]
    assert names
    assert all(re.fullmatch(r"[^/]+/[^/]+ (MR|MRS|MS)", name) for name in names)


def test_guests_of_airbnb_have_a_first_name_and_a_letter_at_most(hotel: DataSet) -> None:
    assert all(len(row.last_name) <= 2 for row in trapped(hotel, "airbnb_first_only"))


def test_names_come_in_four_scripts_beside_the_latin_one(hotel: DataSet) -> None:
    written = " ".join(f"{row.first_name} {row.last_name}" for row in trapped(hotel, "native_script"))
    for script in ("α-ω", "а-я", "ء-ي", "一-鿿"):
        assert re.search(f"[{script}]", written), script


def test_a_data_set_survives_its_files(hotel: DataSet, tmp_path: Path) -> None:
    told = Parameters(seed=7)
    write_folder(hotel, tmp_path / hotel.name, told.as_json())
    assert read_folder(tmp_path / hotel.name) == hotel
