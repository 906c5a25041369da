"""Single histories worth their own test: what the machine found, and the limits that it leaves out."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from console.domain.asking import Beds24, BookingPage, BookingQuery, Urgency
from console.domain.booking import Cause, ParkedItem
from console.domain.runs import RunKind
from console.services.pull_sync import Watch, pull_bookings
from console.simulator import BadItem, Fault, FaultKind
from console.store.reservations import CREATED
from console.store.spool import Spool
from tests.building import NOW, booking
from tests.properties import promises
from tests.properties.equality import held_by
from tests.properties.events import Arrives, Deleted, Edited, RoomShown, RoomUnknown, restore
from tests.properties.machine import DAY, HOUR
from tests.properties.world import World
from tests.storing import rows


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, bookings=4)
    world.sync()
    world.sleep(HOUR)
    yield world
    world.close()


def last_number(world: World) -> int:
    """The booking that pick -1 means."""
    return max(booking.id for booking in world.simulator.book)


def test_a_booking_that_was_unreadable_once_does_not_wait_for_ever(world: World) -> None:
    world.happen(Edited(0, "notes", "written down"))
    world.sync()
    world.simulator.switch_on(Fault(FaultKind.BAD_ITEM, detail=BadItem.ZERO_DATE))
    world.sync()
    assert held_by(world.store).waiting
    world.sync()
    assert not held_by(world.store).waiting


def test_an_older_body_does_not_free_the_newer_version_that_waits_for_its_room(world: World) -> None:
    world.happen(Arrives())
    world.sync()
    world.happen(Edited(-1, "notes", "first"))
    old = world.told.versions(last_number(world))[-1]
    world.sleep(60)
    world.happen(RoomUnknown(-1))
    world.sync()
    world.deliver(old)
    assert list(held_by(world.store).waiting) == [f"booking:{last_number(world)}"]
    world.sleep(HOUR)
    world.happen(RoomShown())
    assert world.settle() == []


def test_a_known_stay_in_an_unknown_room_goes_on_waiting_until_the_room_is_known(world: World) -> None:
    world.happen(Arrives())
    world.sync()
    before = world.told.versions(last_number(world))[-1]
    world.sleep(60)
    world.happen(RoomUnknown(-1))
    for _ in range(2):
        world.sync()
        world.deliver(before)
        world.sleep(HOUR)
        assert list(held_by(world.store).waiting) == [f"booking:{last_number(world)}"]
    world.happen(RoomShown())
    assert world.settle() == []
    assert held_by(world.store).rooms[last_number(world)] is not None


def test_a_known_stay_that_was_unreadable_while_its_room_is_unknown_waits_for_the_room_only(world: World) -> None:
    world.happen(Arrives())
    world.sync()
    world.sleep(DAY)
    world.sync()
    world.sleep(DAY)
    world.sync()
    world.happen(RoomUnknown(-1))
    world.sync()
    world.simulator.switch_on(Fault(FaultKind.BAD_ITEM, detail=BadItem.ZERO_DATE))
    world.sync()
    assert [one.booking for one in held_by(world.store).waiting.values()] == [None]
    world.sync()
    (waiting,) = held_by(world.store).waiting.values()
    assert waiting.item.cause is Cause.UNKNOWN_ROOM
    assert waiting.booking is not None


def test_a_row_that_moved_and_cannot_be_read_makes_the_pages_be_read_again() -> None:
    """Otherwise the row that slipped over the border of a page in its stead would be missed."""
    moved = ParkedItem("booking:2", Cause.UNREADABLE, "", b"", 2, modified_at=NOW + timedelta(seconds=1))
    walks: list[int] = []

    class TwoPages:
        def booking_pages(self, *_: object) -> Iterator[BookingPage]:
            walks.append(1)
            yield BookingPage(1, (booking(1),), (), NOW, NOW, Decimal(1), last=False)
            yield BookingPage(2, (), (moved,) if len(walks) == 1 else (), NOW, NOW, Decimal(1), last=True)

    query = BookingQuery(property_id=1)
    with Spool() as spool:
        pull_bookings(cast("Beds24", TwoPages()), query, "EUR", spool, Watch(), Urgency.BACKGROUND)
    assert len(walks) > 1


def test_a_clock_that_was_a_year_ahead_hides_neither_a_change_nor_a_deletion(world: World) -> None:
    """Both were read with the wrong time: two versions of one second, and a booking that was missing."""
    world.set_clock(365 * 24 * 60)
    world.happen(Arrives(), Arrives(), Edited(-1, "notes", "first"))
    world.sync()
    world.happen(Edited(-1, "notes", "second, within the same second"), Deleted(-2))
    world.sync(RunKind.FULL)
    world.happen(Edited(-1, "notes", "third, within the same second"))
    assert world.settle() == []


def test_a_deleted_booking_that_reappears_unaltered_is_taken_back(world: World) -> None:
    deleted = world.told.versions(last_number(world))[-1]
    world.happen(Deleted(-1))
    assert world.settle() == []
    restore(world.simulator, deleted, unaltered=True)
    assert world.settle() == []
    history = rows(
        world.store,
        "SELECT field, new FROM history h JOIN reservations r ON r.id = reservation_id WHERE beds24_id = ?",
        deleted.id,
    )
    assert history == [(CREATED, None), ("status", "gone"), ("status", deleted.status.value)]


def test_a_page_that_comes_twice_with_another_between_loses_nothing(world: World) -> None:
    for _ in range(8):
        world.happen(Arrives())
    world.sleep(2 * DAY)
    world.simulator.switch_on(Fault(FaultKind.DUPLICATE_PAGE, "/bookings", skip=2))
    world.sync()
    promises.no_unread_change_is_passed(world)
    world.sync()
    assert promises.unread_before(world, world.simulator.clock.now()) == []


def test_a_row_hidden_by_a_deletion_between_two_pages_comes_with_the_next_full_sync(world: World) -> None:
    """The named limit of paging by number: what moves up over a border because a row vanished leaves no trace.

    It can only be missed by a pull after more than a day of silence; the night's full sync brings it.
    """
    for _ in range(8):
        world.happen(Arrives())
    world.sleep(2 * DAY)
    world.sync(between={pick: Deleted(pick) for pick in (3, 4)})
    assert world.settle() == []


def test_a_first_import_of_a_hotel_that_never_rests_is_made_whole_by_the_next_full_sync(tmp_path: Path) -> None:
    """The other named limit: such an import begins the watermark, though it may have missed what moved up."""
    world = World(tmp_path, bookings=20)
    world.simulator.switch_on(Fault(FaultKind.SHIFT_PAGES, times=None))
    report = world.sync()
    assert report is not None
    assert report.run.watermark is not None
    world.sleep(3 * DAY)
    assert world.settle() == []
    world.close()
