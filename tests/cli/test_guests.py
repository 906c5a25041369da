"""`guests`: pairs that may be one person, merged, refused and taken back from a terminal."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Beds24Process, Console


@pytest.fixture
def hotel(tmp_path: Path, read_hotel: Console, beds24: Beds24Process) -> Console:
    """A hotel of the test's own, with everything read."""
    shutil.copytree(read_hotel.folder, tmp_path / "own")
    return Console(tmp_path / "own", beds24.url)


def two_guests(hotel: Console) -> tuple[int, int]:
    first, second, *_ = sorted(guest["id"] for guest in hotel.run("export", "guests").json())
    return first, second


def test_two_guests_are_merged_and_exact_again_after_undo(hotel: Console) -> None:
    before = hotel.run("export", "guests").json()
    one, other = two_guests(hotel)
    merged = hotel.run("guests", "merge", str(one), str(other), "--json")
    assert merged.code == 0
    assert merged.json()["guests"] == [one]
    assert len(hotel.run("export", "guests").json()) == len(before) - 1
    undone = hotel.run("guests", "undo", str(merged.json()["event"]), "--json")
    assert undone.code == 0
    assert undone.json()["guests"] == [one, other]
    assert hotel.run("export", "guests").json() == before
    again = hotel.run("guests", "undo", str(merged.json()["event"]))
    assert (again.code, again.out.startswith("Nothing changed")) == (0, True)


def test_those_who_are_not_the_same_stay_two(hotel: Console) -> None:
    one, other = two_guests(hotel)
    refused = hotel.run("guests", "not-same", str(one), str(other))
    assert refused.code == 0
    assert "never taken for one person" in refused.out
    assert two_guests(hotel) == (one, other)


def test_what_may_be_one_person_is_told_with_the_reasons(read_hotel: Console) -> None:
    told = read_hotel.run("guests", "propose", "--json")
    document = told.json()
    assert told.code == (1 if document["open"] else 0)
    assert len(document["proposals"]) == min(document["open"], 50)
    for proposal in document["proposals"]:
        assert proposal["agreeing"] or proposal["rule"] == "R8"


def test_numbers_that_nobody_has_are_said(hotel: Console) -> None:
    one, _ = two_guests(hotel)
    assert hotel.run("guests", "merge", str(one), "999999").code == 2
    assert hotel.run("guests", "undo", "77").code == 2
    ran = hotel.run("guests", "merge", str(one), str(one))
    assert ran.code == 2
    assert "one guest already" in ran.err


def a_guest_with_a_contact(hotel: Console) -> dict[str, Any]:
    return next(guest for guest in hotel.run("export", "guests").json() if guest["emails"] and guest["reservation_ids"])


def test_a_guest_is_erased_only_when_that_is_said_and_then_a_full_sync_leaves_them_erased(hotel: Console) -> None:
    guest = a_guest_with_a_contact(hotel)
    asked = hotel.run("guests", "erase", str(guest["id"]), "--json")
    assert asked.code == 1
    assert asked.json()["stays"] == len(guest["reservation_ids"])
    assert a_guest_with_a_contact(hotel) == guest
    erased = hotel.run("guests", "erase", str(guest["id"]), "--yes", "--json")
    assert erased.code == 0
    assert len(erased.json()["bookings"]) == len(guest["reservation_ids"])
    assert hotel.run("sync", "--full").code in {0, 1}
    assert hotel.run("sync").code in {0, 1}
    told = hotel.run("export", "guests").out + hotel.run("export", "reservations").out
    told += hotel.run("export", "history").out + hotel.run("export", "parked").out
    assert guest["emails"][0] not in told
    number = str(guest["reservation_ids"][0])
    assert guest["name"] not in hotel.run("reservation", "show", number).out
    assert "the guest was erased" in hotel.run("reservation", "history", number).out
    held = [path for path in hotel.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in held if guest["emails"][0].encode() in path.read_bytes()]


def test_what_was_erased_is_told_by_the_contact_of_whoever_asks(hotel: Console) -> None:
    guest = a_guest_with_a_contact(hotel)
    assert hotel.run("guests", "erased", "--json").json() == []
    assert hotel.run("guests", "erase", str(guest["id"]), "--yes").code == 0
    (told,) = hotel.run("guests", "erased", "--json").json()
    assert told["guest"] == guest["id"]
    asked = hotel.run("guests", "erased", "--contact", "-", "--json", stdin=guest["emails"][0].upper())
    if "guest.booking.com" not in guest["emails"][0]:
        assert [one["guest"] for one in asked.json()] == [guest["id"]]
    nobody = hotel.run("guests", "erased", "--contact", "-", stdin="nobody@berger.example")
    assert "Nobody was erased" in nobody.out
    again = hotel.run("guests", "erase", str(guest["id"]), "--yes")
    assert again.code == 2
    assert "erased already" in again.err


def test_a_former_database_put_in_place_by_hand_shows_nobody_who_was_erased(hotel: Console, tmp_path: Path) -> None:
    guest = a_guest_with_a_contact(hotel)
    former = tmp_path / "former.db"
    assert hotel.run("backup", str(former)).code == 0
    assert hotel.run("guests", "erase", str(guest["id"]), "--yes").code == 0
    shutil.copy(former, hotel.folder / "night-porter.db")
    refused = hotel.run("export", "guests")
    assert refused.code == 5
    assert guest["emails"][0] not in refused.out + refused.err
    assert hotel.run("sync").code in {0, 1}
    assert guest["emails"][0] not in hotel.run("export", "guests").out


def test_a_restored_backup_shows_nobody_who_was_erased(hotel: Console, tmp_path: Path) -> None:
    guest = a_guest_with_a_contact(hotel)
    former = tmp_path / "former.db"
    assert hotel.run("backup", str(former)).code == 0
    assert hotel.run("guests", "erase", str(guest["id"]), "--yes").code == 0
    assert hotel.run("restore", str(former)).code == 0
    assert guest["emails"][0] not in hotel.run("export", "guests").out
    assert hotel.run("sync", "--full").code in {0, 1}
    assert guest["emails"][0] not in hotel.run("export", "guests").out + hotel.run("export", "reservations").out


def test_one_guest_is_shown_with_everything_that_is_known(read_hotel: Console) -> None:
    guest = a_guest_with_a_contact(read_hotel)
    shown = read_hotel.run("guests", "show", str(guest["id"]), "--json")
    assert shown.code == 0
    document = shown.json()
    assert (document["id"], document["name"], document["stays"]) == (guest["id"], guest["name"], guest["stays"])
    assert [one["beds24_id"] for one in document["reservations"]] == guest["reservation_ids"]
    assert guest["emails"][0] in {one["text"] for one in document["contacts"]}
    told = read_hotel.run("guests", "show", str(guest["id"]))
    assert f"Guest {guest['id']}, {guest['name']}" in told.out


def test_a_guest_whom_nobody_knows_is_said(read_hotel: Console) -> None:
    ran = read_hotel.run("guests", "show", "999999")
    assert ran.code == 2
    assert "no guest with the number 999999" in ran.err


def test_whoever_comes_along_is_a_guest_and_stays_erased_through_a_full_sync(hotel: Console) -> None:
    told = hotel.run("export", "guests").json()
    bookers = {number: guest for guest in told for number in guest["reservation_ids"] if guest["stays"]}
    along = next(
        one
        for one in told
        if not one["stays"] and len(one["reservation_ids"]) == 1 and one["reservation_ids"][0] in bookers
    )
    (number,) = along["reservation_ids"]
    booker = bookers[number]
    assert hotel.run("guests", "erase", str(along["id"]), "--yes").code == 0
    assert hotel.run("sync", "--full").code in {0, 1}
    after = {guest["id"]: guest for guest in hotel.run("export", "guests").json()}
    assert after[booker["id"]] == booker
    assert [guest["id"] for guest in after.values() if number in guest["reservation_ids"]] == [booker["id"]]
