"""`reservation show`, `history` and `rebuild`."""

import sqlite3
from contextlib import closing

from tests.cli.running import Beds24Process, Console


def test_one_reservation_is_shown_in_words_and_as_json(read_hotel: Console) -> None:
    row = next(row for row in read_hotel.run("export", "reservations").json() if row["room"] and row["guest_name"])
    number = str(row["beds24_id"])
    assert row["guest_name"] in read_hotel.run("reservation", "show", number).out
    assert read_hotel.run("reservation", "show", number, "--json").json()["reservation"] == row


def test_an_unknown_number_is_a_plain_sentence(read_hotel: Console) -> None:
    for verb in ("show", "history", "rebuild"):
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


def test_a_reservation_is_rebuilt_from_what_was_received_and_adopted_when_asked(
    connected: Console, beds24: Beds24Process
) -> None:
    booking = next(each for each in beds24.order("truth")["bookings"] if each["status"] == "confirmed")
    number = str(booking["id"])
    assert connected.run("sync").code == 0
    assert connected.run("reservation", "rebuild", number).out.endswith("Nothing differs.\n")
    with closing(sqlite3.connect(connected.folder / "night-porter.db")) as spoiler, spoiler:
        spoiler.execute("UPDATE reservations SET price = price + 1000 WHERE beds24_id = ?", (booking["id"],))
    looked = connected.run("reservation", "rebuild", number, "--json")
    told = looked.json()
    assert (looked.code, told["adopted"], told["facts"], told["gaps"]) == (1, False, 1, [])
    (difference,) = told["differences"]
    assert difference["field"] == "price"
    assert float(difference["here"]) - float(difference["rebuilt"]) == 10
    assert connected.run("reservation", "rebuild", number).out.endswith("Add --adopt to have it so.\n")
    adopted = connected.run("reservation", "rebuild", number, "--adopt", "--json")
    assert (adopted.code, adopted.json()["adopted"]) == (0, True)
    assert connected.run("reservation", "rebuild", number, "--adopt").out.endswith("Nothing differs.\n")
    last = connected.run("reservation", "history", number, "--json").json()["changes"][-1]
    assert (last["source"], last["field"], last["new"]) == ("rebuilt", "price", difference["rebuilt"])
    assert "rebuilt by hand" in connected.run("reservation", "history", number).out


def test_a_reservation_is_shown_as_of_any_moment_beside_today(connected: Console, beds24: Beds24Process) -> None:
    booking = next(each for each in beds24.order("truth")["bookings"] if each["status"] == "confirmed")
    number = str(booking["id"])
    assert connected.run("sync").code == 0
    with closing(sqlite3.connect(connected.folder / "night-porter.db")) as past, past:
        past.execute("UPDATE history SET at = '2020-01-01T12:00:00Z'")
    try:
        beds24.order("modify", id=booking["id"], price=booking["price"] + 10)
        assert connected.run("sync").code == 0
    finally:
        beds24.order("modify", id=booking["id"], price=booking["price"])
    told = connected.run("reservation", "show", number, "--as-of", "2020-01-01", "--json").json()
    fields = {one["field"]: one for one in told["fields"]}
    assert (fields["price"]["differs"], fields["price"]["known"]) == (True, True)
    assert float(fields["price"]["today"]) - float(fields["price"]["then"]) == 10
    assert not fields["arrival"]["differs"]
    out = connected.run("reservation", "show", number, "--as-of", "2020-01-01T13:00").out
    assert "1 field otherwise today" in out
    assert f"(today {fields['price']['today']})" in out


def test_before_it_was_first_read_nothing_is_known_and_a_wrong_moment_is_refused(read_hotel: Console) -> None:
    number = str(read_hotel.run("export", "reservations").json()[0]["beds24_id"])
    ran = read_hotel.run("reservation", "show", number, "--as-of", "2001-01-01")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing is known" in ran.err
    assert read_hotel.run("reservation", "show", number, "--as-of", "yesterday").code == 2


def test_history_tells_who_at_the_desk_and_to_whose_card_the_stay_went(connected: Console) -> None:
    assert connected.run("sync").code == 0
    with closing(sqlite3.connect(connected.folder / "night-porter.db")) as spoiler, spoiler:
        number, id_ = spoiler.execute("SELECT beds24_id, id FROM reservations WHERE guest_id IS NOT NULL").fetchone()
        spoiler.execute(
            "INSERT INTO history (reservation_id, at, source, field, old, new, by_whom) VALUES"
            " (?, '2031-05-12T12:00:00Z', 'desk', 'notes', '', 'VIP', 'Maria')",
            (id_,),
        )
        spoiler.execute(
            "INSERT INTO guest_moves (at, profile_id, old_guest, new_guest, rule)"
            " SELECT '2031-05-12T13:00:00Z', id, 0, guest_id, 'A2' FROM guest_profiles"
            " WHERE reservation_id = ? AND role = 'guest'",
            (id_,),
        )
    told = connected.run("reservation", "history", str(number), "--json").json()
    assert told["changes"][-1]["by_whom"] == "Maria"
    assert told["card_moves"][-1]["rule"] == "A2"
    lines = connected.run("reservation", "history", str(number)).out.splitlines()
    assert "reception Maria notes: nothing → VIP" in lines[-2]
    assert "rule A2" in lines[-1]
    assert "the stay went to the card of" in lines[-1]
