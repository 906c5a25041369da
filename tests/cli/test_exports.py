"""`export`: the field names that scripts of others rely on, true values, one document, harmless cells."""

import csv
import io

import pytest

from console.domain.spreadsheet import harmless
from tests.cli.running import Beds24Process, Console

FIELDS = {
    "reservations": "beds24_id status arrival departure room room_type_id unit_id guest_id guest_name email phone"
    " adults children price channel channel_reference booked_at modified_at source",
    "guests": "id name emails phones country stays reservation_ids",
    "rooms": "id name room_type_id unit_id status cleaning",
    "runs": "id kind trigger started_at finished_at outcome read created updated unchanged parked credits watermark",
    "history": "id beds24_id at source field old new",
}


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_export_has_the_promised_fields(read_hotel: Console, kind: str) -> None:
    ran = read_hotel.run("export", kind)
    assert ran.code == 0
    assert set(FIELDS[kind].split()) <= set(ran.json()[0])


@pytest.mark.parametrize("kind", [*sorted(FIELDS), "parked"])
def test_csv_has_the_columns_and_rows_of_json(read_hotel: Console, kind: str) -> None:
    rows = read_hotel.run("export", kind).json()
    text = read_hotel.run("export", kind, "--format", "csv").out
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(table) == len(rows)
    if rows:
        assert list(table[0]) == list(rows[0])


def test_reservations_tell_what_beds24_tells(read_hotel: Console, beds24: Beds24Process) -> None:
    truth = {booking["id"]: booking for booking in beds24.order("truth")["bookings"]}
    here = read_hotel.run("export", "reservations").json()
    assert here
    for row in here:
        there = truth[row["beds24_id"]]
        assert (row["arrival"], row["departure"]) == (there["arrival"], there["departure"])
        assert row["room_type_id"] == there["roomId"]
        assert row["price"] == pytest.approx(there["price"], abs=0.005)
        assert row["booked_at"] == there["bookingTime"]
        assert (row["room"] is None) == (not there["unitId"])


def test_an_empty_list_is_a_list(connected: Console) -> None:
    assert connected.run("export", "parked", "--json").json() == []


def test_guests_name_their_reservations_by_the_number_every_command_takes(read_hotel: Console) -> None:
    guest = next(guest for guest in read_hotel.run("export", "guests").json() if guest["reservation_ids"])
    number = guest["reservation_ids"][0]
    assert read_hotel.run("reservation", "show", str(number)).code == 0


def test_rooms_tell_what_they_are_tonight(read_hotel: Console) -> None:
    words = {room["status"] for room in read_hotel.run("export", "rooms").json()}
    assert words <= {"free", "reserved", "occupied", "leaving_today", "closed"}


@pytest.mark.parametrize("text", ["=1+1", "+43 1 2", "-x", "-", "@SUM(A1)", "\tx", "\rx", "-1+1", "--5", "-1.2.3"])
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Maria", "-12", "-12.50", "1+1", "a=b", " =1"])
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == text


def test_a_guest_who_is_a_formula_does_no_harm(connected: Console, beds24: Beds24Process) -> None:
    room = beds24.order("truth")["bookings"][0]["roomId"]
    made = beds24.order(
        "create", roomId=room, arrival="2026-01-01", departure="2026-01-02", firstName="=HYPERLINK(1)", lastName="x"
    )["booking"]
    try:
        connected.run("sync", "--full")
        text = connected.run("export", "reservations", "--format", "csv").out
    finally:
        beds24.order("delete", id=made["id"])
    assert "'=HYPERLINK(1) x" in text
    assert ",=HYPERLINK" not in text
