"""Two sides compared: nothing is a difference that is only spelled differently, and everything else is one."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.beds24.mapping import Asked, read_booking
from console.domain.booking import MONEY_FIELDS, Booking
from console.domain.companion import Companion
from console.domain.comparing import Comparison
from console.domain.differing import KIND_OF, Ground, Here, There, Window
from console.domain.discrepancies import Difference, Discrepancy, DiscrepancyKind, LikelyCause, Severity, Tally
from console.domain.edits import FIELDS_OF, PART_OF, Edit, Intent, Posted, means_same, rebased
from console.domain.guests.contacts import ContactKind, ContactReader
from console.domain.sameness import is_same_phone, text_key
from console.services.guest_lists import shipped_contacts
from tests.building import NOW, PROPERTY_ID, TODAY, booking, later
from tests.domain.spelling import booking_payload, respelled

DAY = timedelta(days=1)
ASKED = Asked(PROPERTY_ID, "EUR", NOW)
READER = ContactReader(shipped_contacts(), "AT")
ROOMS = {(type_id, unit): 10 * type_id + unit for type_id in range(100, 105) for unit in range(1, 9)}


def read_phone(text: str, country: str) -> str:
    found = READER.phone(text, country)
    return found.key if found is not None and found.kind is ContactKind.VALID else ""


GROUND = Ground(
    today=TODAY,
    now=NOW,
    believed_after=timedelta(minutes=10),
    currency="EUR",
    room_ids=ROOMS,
    room_types=frozenset(range(100, 105)),
    read_phone=read_phone,
)


def here(one: Booking, **changes: Any) -> Here:
    """As it stands, in the room that its place leads to, read just now."""
    usual = {"read_at": NOW - DAY, "room_id": ROOMS.get((one.room_type_id, one.unit_id))}
    return Here(one, **(usual | changes))


def compared(ours: list[Here], theirs: list[Booking]) -> tuple[tuple[Difference, ...], Tally]:
    comparison = Comparison(GROUND)
    comparison.take({one.booking.beds24_id: one for one in ours}, [There(one, NOW) for one in theirs])
    return comparison.end(), comparison.tally


def told(ours: Booking, theirs: Booking) -> list[tuple[str, str]]:
    """Kind and field of each difference of one booking."""
    return [(one.kind.value, one.field) for one in compared([here(ours)], [theirs])[0]]


def readable(payload: dict[str, Any]) -> Booking:
    found = read_booking(json.dumps(payload).encode(), ASKED)
    assert isinstance(found, Booking)
    return found


def test_20_000_equal_bookings_that_are_spelled_differently_differ_in_nothing() -> None:
    chance = random.Random(24)
    payloads = [booking_payload(number, chance, TODAY) for number in range(20_000)]
    ours = [here(readable(payload)) for payload in payloads]
    theirs = [readable(respelled(payload, chance)) for payload in payloads]
    unequal = sum(one.booking != other for one, other in zip(ours, theirs, strict=True))
    found, tally = compared(ours, theirs)
    assert unequal > 19_000
    assert found == ()
    assert (tally.read, tally.agreeing) == (20_000, 20_000)


EDITED: dict[str, Any] = {
    "price": 777.77,
    "notes": "Ruhiges Zimmer & Gitterbett\r\nbitte",
    "comments": "O'Connor kommt später",
    "arrivalTime": "22:30 - 23:00",
    "phone": "+34 612 999 888",
    "mobile": "+43 664 8203645",
    "email": "Neue.Adresse.#@Example.org",
    "numAdult": 9,
    "unitId": 8,
    "status": "confirmed",
    "lastName": "Größer-Ünal #",
    "city": "São Tomé",
}
"""What the desk may have changed, by Beds24's keys; # stands for the booking's number."""


def numbered(value: Any, number: int) -> Any:
    return value.replace("#", str(number)) if isinstance(value, str) else value


def as_edits(before: Booking, after: Booking) -> tuple[Edit, ...]:
    """What the desk says where it changed `before` into `after`, part by part; to confirm what is new is not to change
    it, for whoever compares."""
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in PART_OF}
    parts = {PART_OF[name] for name, (old, new) in pairs.items() if not means_same(name, old, new, "EUR")}
    return tuple(
        Edit(
            field=name, here=getattr(after, name), base=getattr(before, name), there=getattr(before, name),
            intent=Intent.SEND, made_at=NOW, made_by="",
        )
        for part in parts
        for name in FIELDS_OF[part]
    )  # fmt: skip


def test_20_000_edits_that_come_back_spelled_differently_are_settled_and_nothing_differs() -> None:
    chance = random.Random(32)
    found_edits, ours, theirs = 0, [], []
    for number in range(20_000):
        payload = booking_payload(number, chance, TODAY)
        keys = chance.sample(sorted(EDITED), 2)
        wanted = payload | {key: numbered(EDITED[key], number) for key in keys}
        before = readable(payload)
        edits = as_edits(before, readable(wanted))
        found_edits += len(edits)
        told = readable(respelled(wanted, chance))
        assert rebased(edits, told, "EUR").edits == ()
        ours.append(here(told))
        theirs.append(readable(respelled(wanted, chance)))
    found, tally = compared(ours, theirs)
    assert found_edits > 20_000
    assert found == ()
    assert (tally.read, tally.agreeing) == (20_000, 20_000)


@pytest.mark.parametrize(
    ("intent", "sending", "cause"),
    [
        (Intent.SEND, "", LikelyCause.LOCAL_EDIT),
        (Intent.SEND, "waiting", LikelyCause.LOCAL_EDIT),
        (Intent.SEND, "sending", LikelyCause.ECHO),
        (Intent.SEND, "refused", LikelyCause.REFUSED),
        (Intent.KEEP, "", LikelyCause.KEPT_BY_DESK),
    ],
)
@pytest.mark.parametrize("key", EDITED)
def test_what_the_desk_says_is_the_cause_whatever_the_spelling(
    key: str, intent: Intent, sending: str, cause: LikelyCause
) -> None:
    chance = random.Random(key)
    payload = booking_payload(3, chance, TODAY) | {"status": "request", "arrival": "2026-06-01"}
    payload |= {"departure": "2026-06-04", "roomId": 100, "unitId": 1}
    before, after = readable(payload), readable(payload | {key: EDITED[key]})
    edits = tuple(replace(edit, intent=intent) for edit in as_edits(before, after))
    found, _ = compared([here(after, edits=edits, sending=sending)], [readable(respelled(payload, chance))])
    assert {one.hint for one in found} == {cause}
    assert {(one.evidence.edited_here, one.evidence.edited_by) for one in found} == {(NOW, "")}
    is_wanted = cause is not LikelyCause.REFUSED
    assert all(Discrepancy(one, cause, one.evidence).is_expected is is_wanted for one in found)


def test_where_beds24_changed_another_field_of_the_same_part_both_sides_changed_it() -> None:
    before = booking(1, children=0)
    ours = replace(before, adults=1)
    theirs = later(before, children=2)
    found, _ = compared([here(ours, edits=as_edits(before, ours))], [theirs])
    assert {(one.field, one.hint) for one in found} == {
        ("adults", LikelyCause.CHANGED_ON_BOTH_SIDES),
        ("children", LikelyCause.CHANGED_ON_BOTH_SIDES),
    }


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        (30000, LikelyCause.ECHO),
        (25000, LikelyCause.ECHO),
        (28000, LikelyCause.CHANGED_ON_BOTH_SIDES),
    ],
)
def test_what_was_given_to_beds24_is_our_own_word_when_it_comes_back(told: int, cause: LikelyCause) -> None:
    """Sent was 25000, and the desk has said 20000 since."""
    before = booking(1, price=30000)
    ours = replace(before, price=20000)
    edits = tuple(replace(edit, posted=Posted(25000)) for edit in as_edits(before, ours))
    found, _ = compared([here(ours, edits=edits)], [later(before, price=told)])
    assert [one.hint for one in found] == [cause]


def test_what_the_desk_says_of_one_field_explains_no_other() -> None:
    before = booking(1)
    ours = replace(before, price=100)
    found, _ = compared([here(ours, edits=as_edits(before, ours))], [later(before, adults=4)])
    assert {(one.field, one.hint) for one in found} == {("price", LikelyCause.LOCAL_EDIT), ("adults", None)}


ANOTHER: dict[str, Any] = {
    "arrival": TODAY - DAY,
    "departure": TODAY + 9 * DAY,
    "room_type_id": 101,
    "unit_id": 2,
    "room_qty": 2,
    "adults": 4,
    "children": 1,
    "price": 45_000,
    "deposit": 5_000,
    "tax": 700,
    "commission": 900,
    "group_id": 77,
    "companions": (Companion(1, "Berta", "Neu"),),
}


def as_told(name: str) -> str:
    """The value of ANOTHER as a difference tells it."""
    return "Berta Neu" if name == "companions" else str(ANOTHER.get(name, "something else"))


@pytest.mark.parametrize("name", KIND_OF)
def test_a_field_that_is_another_is_told_with_its_kind_and_both_values(name: str) -> None:
    ours = booking(1, room_qty=1, deposit=0, tax=0, commission=0, children=0)
    theirs = later(ours, **{name: ANOTHER.get(name, "something else")})
    found = [one for one in compared([here(ours)], [theirs])[0] if one.hint is not LikelyCause.MASTER_UNKNOWN]
    assert [(one.kind, one.field, one.there) for one in found] == [(KIND_OF[name], name, as_told(name))]


@settings(max_examples=300, deadline=None)
@given(st.sets(st.sampled_from(sorted(KIND_OF)), min_size=1), st.integers(0, 2**32))
def test_whatever_fields_are_others_exactly_those_are_told_under_any_spelling(names: set[str], seed: int) -> None:
    chance = random.Random(seed)
    payload = booking_payload(3, chance, TODAY) | {"status": "confirmed", "roomId": 100, "unitId": 1}
    ours, spelled = readable(payload), readable(respelled(payload, chance))
    apart = {name: ANOTHER.get(name, f"quite another {name}") for name in names}
    apart |= dict.fromkeys(names & {"arrival"}, ours.arrival - DAY)
    apart |= dict.fromkeys(names & {"departure"}, ours.departure + DAY)
    apart |= {name: getattr(ours, name) + 12_345 for name in names & {*MONEY_FIELDS, "adults", "children"}}
    found = compared([here(ours)], [replace(spelled, **apart)])[0]
    assert {one.field for one in found if one.hint is not LikelyCause.MASTER_UNKNOWN} == names


ANNA, BERTA = Companion(1, "Anna", "Weiß", "anna@example.org"), Companion(2, "Berta", "Ünal", phone="+43 664 8203645")


@pytest.mark.parametrize(
    "party",
    [
        (BERTA, ANNA),
        (replace(ANNA, beds24_guest_id=9, email="ANNA@example.org"), replace(BERTA, phone="0664/8203645")),
        (Companion(1, "", "anna weiss", "anna@example.org"), Companion(), BERTA),
    ],
)
def test_the_same_people_come_along_in_any_order_and_spelling(party: tuple[Companion, ...]) -> None:
    ours = booking(1, companions=(ANNA, BERTA), country="AT")
    assert told(ours, later(ours, companions=party)) == []


@pytest.mark.parametrize(
    "party",
    [(), (ANNA,), (ANNA, ANNA), (ANNA, BERTA, BERTA), (ANNA, replace(BERTA, phone="+43 664 7654321"))],
)
def test_who_came_along_and_who_did_not_is_a_difference(party: tuple[Companion, ...]) -> None:
    ours = booking(1, companions=(ANNA, BERTA), country="AT")
    assert told(ours, later(ours, companions=party)) == [("guest_data", "companions")]


def test_where_beds24_does_not_tell_who_comes_along_nothing_is_compared() -> None:
    ours = booking(1, companions=(ANNA,))
    assert told(ours, later(ours, companions=None)) == []
    assert told(replace(ours, companions=None), later(ours, companions=())) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("confirmed", "cancelled", "cancelled_there"),
        ("new", "cancelled", "cancelled_there"),
        ("black", "cancelled", "cancelled_there"),
        ("cancelled", "confirmed", "cancelled_here"),
        ("gone", "new", "cancelled_here"),
        ("request", "confirmed", "status"),
        ("confirmed", "a seventh word", "status"),
    ],
)
def test_the_status_tells_which_side_has_called_a_stay_off(ours: str, theirs: str, kind: str) -> None:
    assert told(booking(1, status=ours), booking(1, status=theirs)) == [(kind, "status")]


@pytest.mark.parametrize(("ours", "theirs"), [("new", "confirmed"), ("confirmed", "new"), ("cancelled", "cancelled")])
def test_opening_a_booking_in_the_panel_is_no_difference(ours: str, theirs: str) -> None:
    assert told(booking(1, status=ours), booking(1, status=theirs)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+43 664 8812341", "0043664/8812341"),
        ("+43 664 8812341", "0664 881 23 41"),
        ("+43 (0)664 8812341", "436648812341"),
        ("+34 612 845 671", "612845671"),
        ("12-34", " 12-34 "),
        ("", " "),
    ],
)
def test_a_number_is_the_same_however_it_is_dialled(one: str, other: str) -> None:
    country = "ES" if "+34" in one else "AT"
    assert is_same_phone(one, other, country, read_phone)
    assert is_same_phone(other, one, country, read_phone)


@pytest.mark.parametrize(
    ("one", "other"), [("+43 664 8812341", "+43 664 8812342"), ("12", "13"), ("+43 664 8812341", "")]
)
def test_another_number_is_another(one: str, other: str) -> None:
    assert not is_same_phone(one, other, "AT", read_phone)


@given(st.text())
def test_blanks_around_a_text_and_keys_of_keys_change_nothing(text: str) -> None:
    assert text_key(text) == text_key(f"  {text}\r\n")
    assert text_key(text_key(text)) == text_key(text)


def test_a_name_that_stands_whole_in_one_field_is_the_same_name() -> None:
    assert (
        told(booking(1, first_name="Anna", last_name="Probe"), booking(1, first_name="", last_name="ANNA PROBE")) == []
    )
    ours, theirs = booking(1, first_name="Anna", last_name="Probe"), booking(1, first_name="Ana", last_name="Probe")
    assert told(ours, theirs) == [("guest_data", "first_name")]


@pytest.mark.parametrize(
    ("changes", "status"), [({"email": ""}, "confirmed"), ({"last_name": ""}, "confirmed"), ({"price": 0}, "cancelled")]
)
def test_what_the_rules_keep_is_expected_and_agrees(changes: dict[str, Any], status: str) -> None:
    ours = booking(1, status=status)
    found, tally = compared([here(ours)], [later(ours, **changes)])
    assert [(one.hint, one.severity) for one in found] == [(LikelyCause.KEPT_BY_RULE, Severity.COSMETIC)]
    assert (tally.agreeing, tally.upcoming_agreeing) == (1, 1)


def test_what_beds24_does_not_tell_at_all_is_no_difference() -> None:
    ours = booking(1)
    assert told(ours, later(ours, email=None, last_name=None, price=None, adults=None, group_id=None)) == []


def test_cents_that_a_save_rounds_away_are_no_difference_and_a_whole_unit_is() -> None:
    assert told(booking(1, price=13394331), booking(1, price=13394300)) == []
    assert told(booking(1, price=13394300), booking(1, price=13394331)) == []
    assert told(booking(1, price=13394300), booking(1, price=13394400)) == [("price", "price")]


def test_to_become_the_first_of_a_group_is_no_difference_of_its_own() -> None:
    assert told(booking(1, group_id=0), booking(1, group_id=1)) == []
    assert told(booking(1, group_id=1), booking(1, group_id=0)) == []


def pair(**changes: Any) -> list[Booking]:
    """Two stays of one guest, from different channels, in two rooms of one type on the same nights."""
    first = booking(1, email="anna@example.org", last_name="Probe", channel="booking", channel_reference="A")
    second: dict[str, Any] = {"beds24_id": 2, "unit_id": 2, "channel": "direct"}
    return [first, replace(first, **(second | changes))]


def pairs_among(stays: list[Booking]) -> list[tuple[int, str | None, LikelyCause | None]]:
    found = compared([here(one) for one in stays], stays)[0]
    return [(one.beds24_id, one.here, one.hint) for one in found if one.kind is DiscrepancyKind.DUPLICATE_PAIR]


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"channel": "booking"}, LikelyCause.SAME_REFERENCE),
        ({"channel_reference": ""}, LikelyCause.SAME_GUEST),
        ({"channel_reference": "", "unit_id": 1, "email": ""}, LikelyCause.SAME_GUEST),
        ({"channel": "booking", "channel_reference": "B", "unit_id": 0}, LikelyCause.SAME_GUEST),
    ],
)
def test_a_stay_that_was_entered_twice_is_told_once(changes: dict[str, Any], cause: LikelyCause) -> None:
    assert pairs_among(pair(**changes)) == [(2, "1", cause)]
    third = replace(pair(**changes)[1], beds24_id=3)
    assert [number for number, *_ in pairs_among([*pair(**changes), third])] == [2, 3]


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": "booking", "group_id": 1},
        {"channel": "booking", "channel_reference": "B"},
        {"channel": "booking", "status": "cancelled"},
        {"channel": "booking", "departure": TODAY + 4 * DAY},
        {"channel": "booking", "room_type_id": 101},
        {"last_name": "Another", "email": "b@example.org"},
        {"channel": "booking", "status": "black"},
    ],
)
def test_two_stays_that_are_two_are_no_pair(changes: dict[str, Any]) -> None:
    assert pairs_among(pair(**changes)) == []


def test_a_stay_that_is_over_is_no_pair_any_more() -> None:
    first, second = pair(channel="booking", arrival=TODAY - 3 * DAY, departure=TODAY)
    assert pairs_among([replace(first, arrival=TODAY - 3 * DAY, departure=TODAY), second]) == []


@pytest.mark.parametrize(
    ("arrival", "nights", "severity"),
    [
        (TODAY, 0, Severity.TONIGHT),
        (TODAY - DAY, 1, Severity.COSMETIC),
        (TODAY + DAY, 2, Severity.NEXT_7_DAYS),
        (TODAY + 7 * DAY, 2, Severity.NEXT_7_DAYS),
        (TODAY + 8 * DAY, 2, Severity.LATER),
    ],
)
def test_severity_is_by_the_first_night_at_stake(arrival: date, nights: int, severity: Severity) -> None:
    ours = booking(1, arrival=arrival, departure=arrival + nights * DAY)
    assert [one.severity for one in compared([here(ours)], [later(ours, unit_id=2)])[0]] == [severity]


def test_of_two_versions_the_earlier_night_counts() -> None:
    ours = booking(1, arrival=TODAY + 20 * DAY, departure=TODAY + 22 * DAY)
    theirs = later(ours, arrival=TODAY, departure=TODAY + 2 * DAY)
    assert {one.severity for one in compared([here(ours)], [theirs])[0]} == {Severity.TONIGHT}


def test_a_booking_for_a_room_that_is_not_known_here_waits_unless_it_is_over_or_called_off() -> None:
    unknown = booking(1, room_type_id=999)
    found, tally = compared([], [unknown])
    assert [(one.kind.value, one.there) for one in found] == [("unmapped_room", "999-1")]
    assert (tally.read, tally.parked, tally.only_there) == (1, 1, 0)
    assert told(booking(1), unknown) == [("room", "room_type_id"), ("unmapped_room", "room_id")]
    needless: list[dict[str, Any]] = [
        {"status": "cancelled"},
        {"arrival": TODAY - 4 * DAY, "departure": TODAY - DAY},
    ]
    for changes in needless:
        assert compared([here(replace(unknown, **changes))], [replace(unknown, **changes)])[0] == ()


def test_a_type_without_a_unit_is_place_enough() -> None:
    assert told(booking(1, unit_id=0), booking(1, unit_id=0)) == []


def test_the_window_holds_every_open_stay() -> None:
    window = Window.around(TODAY)
    assert window.holds(booking(1, arrival=TODAY - 900 * DAY, departure=TODAY))
    assert window.holds(booking(1, arrival=TODAY - 40 * DAY, departure=TODAY - 30 * DAY))
    assert not window.holds(booking(1, arrival=TODAY - 40 * DAY, departure=TODAY - 31 * DAY))
    assert not window.holds(booking(1, arrival=TODAY + 550 * DAY, departure=TODAY + 551 * DAY))


def test_values_of_guests_show_in_no_representation() -> None:
    ours = booking(1, last_name="Secretname")
    (found,) = compared([here(ours)], [later(ours, last_name="Othername")])[0]
    assert "name" not in repr(found).replace("last_name", "")
