"""`reservation show` and `history`."""

from tests.cli.running import Beds24Process, Console


def test_one_reservation_is_shown_in_words_and_as_json(read_hotel: Console) -> None:
    row = next(row for row in read_hotel.run("export", "reservations").json() if row["room"] and row["guest_name"])
    number = str(row["beds24_id"])
    assert row["guest_name"] in read_hotel.run("reservation", "show", number).out
    assert read_hotel.run("reservation", "show", number, "--json").json()["reservation"] == row


def test_an_unknown_number_is_a_plain_sentence(read_hotel: Console) -> None:
    for verb in ("show", "history"):
        ran = read_hotel.run("reservation", verb, "5")
        assert ran.code == 1
        assert ran.out == ""
        assert "number 5" in ran.err


def test_a_number_has_to_be_a_number(read_hotel: Console) -> None:
    assert read_hotel.run("reservation", "show", "Maria").code == 2
    assert read_hotel.run("reservation", "show", "9" * 30).code == 2


def test_history_tells_old_and_new_with_its_source(connected: Console, beds24: Beds24Process) -> None:
    booking = next(each for each in beds24.order("truth")["bookings"] if each["status"] == "confirmed")
    assert connected.run("sync").code == 0
    try:
        beds24.order("modify", id=booking["id"], price=booking["price"] + 10, notes="late")
        assert connected.run("sync").code == 0
    finally:
        beds24.order("modify", id=booking["id"], price=booking["price"], notes=booking["notes"])
    told = connected.run("reservation", "history", str(booking["id"]), "--json").json()
    price = next(change for change in told["changes"] if change["field"] == "price")
    assert float(price["new"]) - float(price["old"]) == 10
    assert price["source"] == "pull"
    assert "price" in connected.run("reservation", "history", str(booking["id"])).out
