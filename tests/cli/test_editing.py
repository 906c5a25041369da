"""`reservation edit` and `reservation new` against a simulated Beds24."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cli.running import Beds24Process, Console

Booking = dict[str, Any]


@pytest.fixture
def console(connected: Console) -> Console:
    """Connected, with everything read."""
    assert connected.run("sync").code == 0
    return connected


def _coming(beds24: Beds24Process, channel: str) -> Booking:
    """A confirmed stay of this channel that is far ahead."""
    bookings: list[Booking] = beds24.order("truth")["bookings"]
    fit = [one for one in bookings if one["channel"] == channel and one["status"] in ("confirmed", "new")]
    return max(fit, key=lambda one: str(one["arrival"]))


@pytest.fixture
def direct(beds24: Beds24Process) -> Iterator[Booking]:
    yield from _kept(beds24, _coming(beds24, "direct"))


@pytest.fixture
def portal(beds24: Beds24Process) -> Iterator[Booking]:
    yield from _kept(beds24, _coming(beds24, "booking"))


def _kept(beds24: Beds24Process, booking: Booking) -> Iterator[Booking]:
    """Put back what a test changes at the Beds24 that all tests share."""
    yield booking
    same = {name: booking[name] for name in ("price", "notes", "status", "arrival", "departure")}
    beds24.order("modify", id=booking["id"], **same)


def _there(beds24: Beds24Process, number: int) -> Booking:
    return next(one for one in beds24.order("truth")["bookings"] if one["id"] == number)


def test_an_edit_is_sent_and_both_sides_are_equal_then(
    console: Console, beds24: Beds24Process, direct: Booking
) -> None:
    ran = console.run("reservation", "edit", str(direct["id"]), "price=123.50", "notes=Late arrival", "--json")
    told = ran.json()
    assert (ran.code, told["outcome"], told["beds24_id"]) == (0, "equal", direct["id"])
    assert told["fields"] == [
        {"field": "price", "here": "123.50", "beds24": "123.50"},
        {"field": "notes", "here": "Late arrival", "beds24": "Late arrival"},
    ]
    there = _there(beds24, direct["id"])
    assert (there["price"], there["notes"]) == (123.5, "Late arrival")
    assert console.run("export", "outbox").json() == []


def test_what_belongs_to_the_portal_is_not_changed_without_saying_how(
    console: Console, beds24: Beds24Process, portal: Booking
) -> None:
    number, before = str(portal["id"]), _there(beds24, portal["id"])
    later = date.fromisoformat(portal["departure"]) + timedelta(days=1)
    ran = console.run("reservation", "edit", number, f"departure={later}", "--overbook")
    assert ran.code == 2
    assert "The dates belong to Booking.com." in ran.err
    assert "--here-only" in ran.err
    assert _there(beds24, portal["id"])["departure"] == before["departure"]


def test_here_only_keeps_the_difference_and_reminds_of_it(
    console: Console, beds24: Beds24Process, portal: Booking
) -> None:
    number = str(portal["id"])
    ran = console.run("reservation", "edit", number, "price=1", "--here-only", "--json")
    told = ran.json()
    assert (ran.code, told["outcome"]) == (0, "kept")
    assert told["until"]
    assert told["fields"][0]["here"] == "1.00"
    assert _there(beds24, portal["id"])["price"] == portal["price"]
    (expected,) = [one for one in console.run("export", "discrepancies").json() if one["beds24_id"] == portal["id"]]
    assert (expected["field"], expected["status"]) == ("price", "expected")
    console.run("reconcile", number)
    (again,) = [one for one in console.run("export", "discrepancies").json() if one["beds24_id"] == portal["id"]]
    assert (again["id"], again["status"], again["until"]) == (expected["id"], "expected", expected["until"])
    assert console.run("sync").code == 0
    assert console.run("reservation", "show", number, "--json").json()["reservation"]["price"] == 1


def test_send_anyway_sends_also_what_belongs_to_the_portal(
    console: Console, beds24: Beds24Process, portal: Booking
) -> None:
    ran = console.run("reservation", "edit", str(portal["id"]), "price=2", "--send-anyway")
    assert ran.code == 0
    assert "The price belongs to Booking.com." in ran.out
    assert _there(beds24, portal["id"])["price"] == 2


def test_the_desks_own_parts_of_a_portals_booking_need_no_more_words(
    console: Console, beds24: Beds24Process, portal: Booking
) -> None:
    assert console.run("reservation", "edit", str(portal["id"]), "notes=quiet room").code == 0
    assert _there(beds24, portal["id"])["notes"] == "quiet room"


def test_without_a_line_it_is_kept_and_waits(console: Console, beds24: Beds24Process, direct: Booking) -> None:
    beds24.order("fault", kind="http_500", path="/bookings", times=None)
    ran = console.run("reservation", "edit", str(direct["id"]), "notes=later", "--json")
    assert ran.code == 3
    assert ran.json()["outcome"] in ("waits", "unclear")
    (waiting,) = console.run("export", "outbox").json()
    assert waiting["beds24_id"] == direct["id"]
    beds24.order("clear")


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("prise=1", "There is no field prise"),
        ("price=lots", "price has to be an amount"),
        ("departure=tomorrow", "departure has to be a date"),
        ("adults=two", "adults has to be a whole number"),
        ("room=nowhere", "No room is called nowhere"),
        ("room_type=palace", "No room type is called palace"),
        ("status=perhaps", "The status has to be one of"),
        ("notes", "FIELD=VALUE"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(
    console: Console, direct: Booking, word: str, sentence: str
) -> None:
    ran = console.run("reservation", "edit", str(direct["id"]), word)
    assert ran.code == 2
    assert sentence in ran.err
    assert console.run("export", "outbox").json() == []


def test_a_number_that_is_not_here_is_a_plain_sentence(console: Console) -> None:
    ran = console.run("reservation", "edit", "5", "notes=x")
    assert ran.code == 1
    assert "number 5" in ran.err


def test_the_same_again_is_nothing_to_send(console: Console, direct: Booking) -> None:
    ran = console.run("reservation", "edit", str(direct["id"]), f"arrival={direct['arrival']}")
    assert ran.code == 0
    assert "Nothing is different" in ran.out


def test_a_new_reservation_is_made_at_beds24_once(console: Console, beds24: Beds24Process) -> None:
    room = console.run("export", "rooms").json()[0]["name"]
    words = ("arrival=2027-11-03", "departure=2027-11-05", f"room={room}", "last_name=Walker", "price=89", "adults=2")
    ran = console.run("reservation", "new", *words, "--json")
    told = ran.json()
    assert (ran.code, told["outcome"]) == (0, "equal")
    there = _there(beds24, told["beds24_id"])
    assert (there["arrival"], there["departure"], there["lastName"], there["price"]) == (
        "2027-11-03", "2027-11-05", "Walker", 89,
    )  # fmt: skip
    taken = console.run("reservation", "new", *words)
    assert taken.code == 1
    assert "taken" in taken.err
    assert console.run("reservation", "edit", str(told["beds24_id"]), "status=cancelled").code == 0
    assert _there(beds24, told["beds24_id"])["status"] == "cancelled"


def test_a_new_reservation_needs_dates_and_a_room(console: Console) -> None:
    ran = console.run("reservation", "new", "arrival=2027-11-03", "departure=2027-11-05", "last_name=Walker")
    assert ran.code == 2
    assert "room_type_id is missing" in ran.err


def test_until_goes_with_here_only(console: Console, direct: Booking) -> None:
    assert console.run("reservation", "edit", str(direct["id"]), "notes=x", "--until", "2027-01-01").code == 2
