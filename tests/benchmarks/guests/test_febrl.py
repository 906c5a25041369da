from pathlib import Path

import pytest

from tests.benchmarks.guests.febrl import FebrlIsMissing, febrl_folder, read_febrl

HEAD = (
    "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, "
    "soc_sec_id\n"
)


def test_a_row_of_febrl_becomes_a_booking_of_the_desk(tmp_path: Path) -> None:
    (tmp_path / "dataset3.csv").write_text(
        HEAD + "rec-7-org, kim, green, 7, wallaby place, delmar, cleveland, 2119, sa, 19560409, 1804974\n"
        "rec-7-dup-0, kim, gren, , wallaby place, , cleveland, 2119, sa, 19560431, \n"
    )
    data = read_febrl(3, tmp_path)
    org, copy = data.bookings
    assert (org.first_name, org.last_name, org.address, org.postcode) == ("kim", "green", "7 wallaby place", "2119")
    assert (org.date_of_birth, org.document_no, org.channel) == ("1956-04-09", "1804974", "walkin")
    assert (copy.last_name, copy.address, copy.document_no) == ("gren", "wallaby place", "")
    assert copy.date_of_birth == "", "the 31st of April is a typing error and no birthday"
    assert [row.person_id for row in data.truth] == ["P7", "P7"]


@pytest.mark.parametrize(("number", "bookings", "people"), [(3, 5000, 2000), (4, 10_000, 5000)])
def test_the_data_sets_have_as_many_rows_as_febrl_says(number: int, bookings: int, people: int) -> None:
    try:
        folder = febrl_folder()
    except FebrlIsMissing as why:
        pytest.skip(str(why))
    data = read_febrl(number, folder)
    assert (len(data.bookings), len({row.person_id for row in data.truth})) == (bookings, people)
