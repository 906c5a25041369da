"""The desk's edits over what Beds24 tells: shown at once, settled by themselves, in conflict where both changed."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from console.domain.acts import ActKind
from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.edits import Choice, Edit, Intent, Part
from console.domain.errors import ChangedMeanwhile, RoomTaken, WrongInput
from console.domain.markers import referrer_of
from console.domain.rebuilt import GapKind
from console.services.editing import EditDesk, NewStay
from console.services.rebuilding import rebuild_reservation
from console.store.store import Store
from tests.building import DOUBLE, NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows, stored

THERE = booking(1, price=30000, notes="", adults=2, children=0)
DAY = timedelta(days=1)


@pytest.fixture
def heard() -> list[object]:
    return []


@pytest.fixture
def desk(store: Store, heard: list[object]) -> EditDesk:
    apply(store, THERE)
    return EditDesk(store, StillClock(NOW), heard.append, lambda: "Maria")


def edits(store: Store) -> dict[str, Edit]:
    with store.reading() as session:
        return {edit.field: edit for edit in session.edits.of([1]).get(1, ())}


def shown(store: Store) -> Booking:
    with store.reading() as session:
        return session.reservations.after(0, 1)[1]


def waiting(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "SELECT reservation_id, state FROM sendings")


def test_an_edit_is_shown_at_once_and_waits_to_be_sent(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    assert shown(store).price == 25000
    assert edits(store)["price"].there == 30000
    assert waiting(store) == [(1, "waiting")]


def test_its_line_of_history_tells_who_it_was(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    lines = rows(store, "SELECT source, field, old, new, by_whom FROM history WHERE field = 'price'")
    assert lines == [("desk", "price", "30000", "25000", "Maria")]


def test_our_own_change_coming_back_ends_the_edit_and_writes_no_history(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    before = rows(store, "SELECT count(*) FROM history")
    apply(store, later(THERE, price=25000), source=Source.BY_ID)
    assert (edits(store), waiting(store)) == ({}, [])
    assert rows(store, "SELECT count(*) FROM history") == before


def test_what_beds24_changes_elsewhere_is_taken_and_the_edit_stays(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, notes="Late arrival"))
    assert (shown(store).price, shown(store).notes) == (25000, "Late arrival")
    assert not edits(store)["price"].in_conflict


def test_both_sides_changing_the_same_is_a_conflict_and_overwrites_nothing(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    edit = edits(store)["price"]
    assert (edit.here, edit.base, edit.there, edit.in_conflict) == (25000, 30000, 28000, True)
    assert shown(store).price == 25000
    assert waiting(store) == []


def test_a_conflict_ends_by_itself_where_beds24_goes_back(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    apply(store, later(THERE, 120, price=30000))
    assert not edits(store)["price"].in_conflict


@pytest.mark.parametrize("price", [25000.0, 28000])
def test_versions_in_any_order_end_in_the_same_edit(store: Store, desk: EditDesk, price: int) -> None:
    desk.change(1, {"price": 25000})
    newer = later(THERE, 120, price=int(price))
    for version in (newer, later(THERE, 60, price=29000)):
        apply(store, version)
    assert edits(store).get("price", None) is None or edits(store)["price"].there == int(price)


@pytest.mark.parametrize(
    ("choice", "price", "left"),
    [(Choice.THEIRS, 28000, None), (Choice.OURS, 25000, Intent.SEND), (Choice.KEEP, 25000, Intent.KEEP)],
)
def test_a_conflict_is_decided(store: Store, desk: EditDesk, choice: Choice, price: int, left: Intent | None) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    desk.settle(1, Part.PRICE, choice)
    assert shown(store).price == price
    edit = edits(store).get("price")
    assert (edit.intent if edit else None) is left
    assert bool(waiting(store)) is (left is Intent.SEND)


@pytest.mark.parametrize("choice", list(Choice))
def test_a_decision_that_is_undone_brings_the_conflict_back(store: Store, desk: EditDesk, choice: Choice) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    before = edits(store)
    act = desk.settle(1, Part.PRICE, choice)
    desk.undo(act.id)
    assert edits(store) == before
    assert shown(store).price == 25000


def test_undoing_what_was_not_sent_leaves_nothing_to_send(store: Store, desk: EditDesk) -> None:
    act = desk.change(1, {"price": 25000})
    desk.undo(act.id)
    assert (shown(store).price, edits(store), waiting(store)) == (30000, {}, [])


def test_undoing_what_beds24_has_sends_a_correction(store: Store, desk: EditDesk) -> None:
    act = desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=25000))
    desk.undo(act.id)
    assert shown(store).price == 30000
    assert (edits(store)["price"].sends, waiting(store)) == (30000, [(1, "waiting")])
    apply(store, later(THERE, 120, price=30000))
    assert edits(store) == {}


def test_undoing_a_sent_decision_gives_beds24_its_own_value_back(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, price=28000))
    act = desk.settle(1, Part.PRICE, Choice.OURS)
    apply(store, later(THERE, 120, price=25000))
    desk.undo(act.id)
    assert (shown(store).price, edits(store)["price"].sends) == (25000, 28000)
    apply(store, later(THERE, 180, price=28000))
    edit = edits(store)["price"]
    assert (edit.here, edit.base, edit.there, edit.in_conflict) == (25000, 30000, 28000, True)


def test_an_undo_can_be_taken_back(store: Store, desk: EditDesk) -> None:
    act = desk.change(1, {"price": 25000})
    (undone,) = desk.undo(act.id)
    (again,) = desk.undo(undone.id)
    assert again.kind is ActKind.REDO
    assert shown(store).price == 25000
    desk.undo(again.id)
    assert (shown(store).price, edits(store)) == (30000, {})


def test_nothing_is_undone_that_has_moved_on(store: Store, desk: EditDesk) -> None:
    act = desk.change(1, {"price": 25000})
    desk.change(1, {"price": 26000})
    with pytest.raises(ChangedMeanwhile):
        desk.undo(act.id)
    assert shown(store).price == 26000


def test_a_group_of_acts_is_undone_together(store: Store, desk: EditDesk) -> None:
    apply(store, booking(2, unit_id=2))
    first = desk.change(1, {"room_type_id": DOUBLE, "unit_id": 3}, group=0)
    desk.change(2, {"unit_id": 1}, group=first.group)
    desk.undo(first.id)
    assert [stored(store, "unit_id", beds24_id=n)["unit_id"] for n in (1, 2)] == [1, 2]


def test_a_part_is_said_as_a_whole(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"departure": TODAY + 4 * DAY})
    assert edits(store).keys() == {"arrival", "departure"}
    apply(store, later(THERE, arrival=TODAY + DAY))
    assert all(edit.in_conflict for edit in edits(store).values())
    assert (shown(store).arrival, shown(store).departure) == (TODAY, TODAY + 4 * DAY)


def test_rounded_cents_and_a_booking_opened_in_the_panel_are_no_conflict(store: Store, desk: EditDesk) -> None:
    apply(store, later(THERE, price=30049, status="new"))
    desk.change(1, {"price": 25050, "status": "request"})
    apply(store, later(THERE, 120, price=30000, status="confirmed"))
    assert not any(edit.in_conflict for edit in edits(store).values())


def test_a_room_that_is_taken_is_refused_unless_somebody_insists(store: Store, desk: EditDesk) -> None:
    apply(store, booking(2, unit_id=2))
    with pytest.raises(RoomTaken, match="reservation 2"):
        desk.change(1, {"unit_id": 2})
    desk.change(1, {"unit_id": 2}, overbooks=True)
    assert shown(store).unit_id == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"departure": TODAY}, "after the arrival"),
        ({"price": -1}, "zero or more"),
        ({"adults": 100}, "between 0 and 99"),
        ({"unit_id": 9}, "not known here"),
        ({"status": "asleep"}, "one of"),
        ({"notes": "x" * 2001}, "at most 2000"),
        ({"channel": "booking"}, "cannot be changed"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    store: Store, desk: EditDesk, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(WrongInput, match=sentence):
        desk.change(1, values)
    assert shown(store) == replace(THERE, raw=b"", children=0, **_DEFAULTS)


_DEFAULTS: dict[str, Any] = {
    "room_qty": 1,
    "sub_status": "none",
    "channel_reference": "",
    "api_source": "",
    "referer": "",
}
STAY = NewStay(
    room_type_id=DOUBLE, unit_id=2, arrival=TODAY, departure=TODAY + DAY, adults=1, price=9000, first_name="Bert"
)


def made(store: Store) -> Booking:
    """The reservation that was made at the desk."""
    with store.reading() as session:
        return session.reservations.after(1, 1)[2]


def marked(marker: str) -> bytes:
    """The body of a booking that carries this marker."""
    return json.dumps({"refererEditable": referrer_of(marker)}).encode()


def test_a_reservation_made_here_is_known_again_by_its_marker(store: Store, desk: EditDesk) -> None:
    desk.create(STAY)
    mark = made(store).reference or ""
    told = booking(
        77, unit_id=2, departure=TODAY + DAY, adults=1, price=9000, first_name="Bert", last_name="", email=""
    )
    apply(store, replace(told, raw=marked(mark), referer="API"), source=Source.WEBHOOK)
    assert made(store).beds24_id == 77
    assert rows(store, "SELECT count(*) FROM reservations") == [(2,)]
    assert waiting(store) == []
    assert rows(store, "SELECT field, new FROM history WHERE reservation_id = 2") == [
        ("created", None),
        ("beds24_id", "77"),
    ]


def test_what_beds24_made_otherwise_of_it_is_still_to_be_sent(store: Store, desk: EditDesk) -> None:
    desk.create(STAY)
    told = booking(77, unit_id=2, departure=TODAY + DAY, adults=1, price=0, first_name="Bert", last_name="", email="")
    apply(store, replace(told, raw=marked(made(store).reference or "")))
    with store.reading() as session:
        (edit,) = session.edits.of([2])[2]
    assert (edit.field, edit.here, edit.there) == ("price", 9000, 0)
    assert waiting(store) == [(2, "waiting")]


def test_a_reservation_made_here_that_is_undone_is_cancelled(store: Store, desk: EditDesk) -> None:
    act = desk.create(STAY)
    desk.undo(act.id)
    assert made(store).status == "cancelled"


def test_everybody_is_told(desk: EditDesk, heard: list[object]) -> None:
    desk.change(1, {"price": 25000})
    assert [type(one).__name__ for one in heard] == ["ReservationsChanged", "EditsChanged"]


def test_a_rebuilt_reservation_keeps_what_the_desk_says(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"price": 25000})
    rebuilt = rebuild_reservation(store, 1, NOW)
    assert (rebuilt.differences, [gap.kind for gap in rebuilt.gaps if gap.kind is GapKind.BY_HAND]) == ((), [])


def test_what_was_said_of_an_erased_guest_is_gone(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"phone": "+43 1 5550100"})
    with store.writing() as session:
        session.erasing.empty([1], NOW, Source.CONSOLE.value)
    assert edits(store) == {}
    assert "5550100" not in str(rows(store, "SELECT * FROM acts"))


def test_an_opening_that_is_undone_shows_what_beds24_tells(store: Store, desk: EditDesk) -> None:
    """`new` and `confirmed` mean the same, so nothing is sent back; but what Beds24 told must not be forgotten."""
    apply(store, booking(2, status="new", unit_id=2))
    act = desk.change(2, {"status": "confirmed"})
    apply(store, later(booking(2, status="new", unit_id=2), status="confirmed"))
    desk.undo(act.id)
    assert stored(store, "status", beds24_id=2) == {"status": "confirmed"}
    apply(store, later(booking(2, status="new", unit_id=2), 120, status="new"))
    assert stored(store, "status", beds24_id=2) == {"status": "new"}


# Rooms that are taken by now


@pytest.mark.parametrize(
    "values",
    [{"unit_id": 2}, {"arrival": TODAY + 20 * DAY, "departure": TODAY + 22 * DAY}, {"status": "cancelled"}],
    ids=["move", "dates", "cancellation"],
)
def test_nothing_is_undone_into_a_room_that_is_taken_by_now(
    store: Store, desk: EditDesk, values: dict[str, Any]
) -> None:
    act = desk.change(1, values)
    apply(store, booking(2))
    before = shown(store), edits(store), waiting(store)
    with pytest.raises(RoomTaken, match=r"^Room 201 is taken by now, from .* by reservation 2\. Nothing was undone\.$"):
        desk.undo(act.id)
    assert (shown(store), edits(store), waiting(store)) == before
    with store.reading() as session:
        kept = session.acts.by_id(act.id)
    assert kept is not None
    assert kept.undone_by is None


def test_nothing_is_done_again_into_a_room_that_is_taken_by_now(store: Store, desk: EditDesk) -> None:
    (undone,) = desk.undo(desk.change(1, {"unit_id": 2}).id)
    apply(store, booking(2, unit_id=2))
    with pytest.raises(RoomTaken, match=r"Room 202 is taken by now.* Nothing was done again\."):
        desk.undo(undone.id)
    assert shown(store).unit_id == 1


def test_what_was_to_overbook_is_undone_and_done_again_all_the_same(store: Store, desk: EditDesk) -> None:
    apply(store, booking(2, unit_id=2))
    act = desk.change(1, {"unit_id": 2}, overbooks=True)
    (undone,) = desk.undo(act.id)
    assert shown(store).unit_id == 1
    desk.undo(undone.id)
    assert shown(store).unit_id == 2


def test_who_left_a_shared_room_may_come_back_to_it(store: Store, desk: EditDesk) -> None:
    apply(store, booking(2))
    act = desk.change(1, {"unit_id": 2})
    desk.undo(act.id)
    assert shown(store).unit_id == 1


def test_a_longer_stay_is_shortened_again_whoever_came_into_the_room(store: Store, desk: EditDesk) -> None:
    act = desk.change(1, {"departure": THERE.departure + DAY})
    apply(store, booking(2))
    desk.undo(act.id)
    assert shown(store).departure == THERE.departure
