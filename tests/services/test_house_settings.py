"""The hotel's settings: what may be chosen, that it is kept, and that the ledger and the brake heed it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from console.domain.brake import BrakeLimits
from console.domain.errors import WrongInput
from console.domain.hotel import Cleaning
from console.domain.runs import Outcome, RunKind, Trigger
from console.domain.wishes import Notifications
from console.jobs.ledger import due_wish
from console.jobs.sync_job import run_full_sync_job
from console.jobs.workplace import Workplace
from console.services.house_settings import HouseSettings, UnknownPlace
from console.services.pull_sync import Watch
from console.services.rooms import keep_property
from console.store.store import Store
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.storing import apply


@pytest.fixture
def house(store: Store) -> HouseSettings:
    return HouseSettings(store)


@pytest.fixture
def place(store: Store) -> Workplace:
    clock = StillClock(NOW)
    return Workplace(store, FakeBeds24(hotels=(HOTEL,), clock=clock), clock)


def _settle_night(place: Workplace) -> None:
    assert run_full_sync_job(place, Trigger.SCHEDULE, Watch()).run.outcome is Outcome.DONE


def _later(place: Workplace, **passed: int) -> None:
    assert isinstance(place.clock, StillClock)
    place.clock.at += timedelta(**passed)


def _due(place: Workplace) -> RunKind | None:
    wish = due_wish(place)
    return wish.kind if wish else None


def test_the_ledger_heeds_the_interval(house: HouseSettings, place: Workplace) -> None:
    _settle_night(place)
    _later(place, minutes=7)
    assert due_wish(place) is not None
    house.set_interval(10)
    assert due_wish(place) is None


def test_the_ledger_heeds_the_night_hour(house: HouseSettings, place: Workplace) -> None:
    _settle_night(place)
    house.set_night_hour(5)
    _later(place, hours=14)
    assert _due(place) is RunKind.PULL, "four in the morning in Vienna"
    _later(place, hours=1)
    assert _due(place) is RunKind.FULL


def test_the_ledger_heeds_the_time_zone(house: HouseSettings, place: Workplace) -> None:
    _settle_night(place)
    _later(place, hours=4)
    assert _due(place) is RunKind.PULL
    house.set_time_zone("Pacific/Auckland")
    assert _due(place) is RunKind.FULL, "it is four in the morning there, of a night that was not compared yet"


def test_nothing_is_due_while_sync_is_switched_off(house: HouseSettings, place: Workplace) -> None:
    house.switch_sync(on=False)
    assert due_wish(place) is None
    house.switch_sync(on=True)
    assert due_wish(place) is not None


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_an_interval_out_of_bounds_is_not_kept(house: HouseSettings, minutes: int) -> None:
    with pytest.raises(WrongInput, match="1440"):
        house.set_interval(minutes)
    assert house.sync().pull_every_minutes == 5


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_night_hour_out_of_bounds_is_not_kept(house: HouseSettings, hour: int) -> None:
    with pytest.raises(WrongInput):
        house.set_night_hour(hour)
    assert house.sync().full_sync_hour == 3


def test_a_time_zone_that_is_none_is_not_kept(house: HouseSettings) -> None:
    with pytest.raises(WrongInput):
        house.set_time_zone("Middle-earth/Bree")
    assert house.sync().time_zone == "Europe/Vienna"


def test_a_full_sync_heeds_the_limits_of_the_brake(house: HouseSettings, place: Workplace) -> None:
    beds24 = place.beds24
    assert isinstance(beds24, FakeBeds24)
    arrival = TODAY + timedelta(days=30)
    beds24.put(*(booking(number, arrival=arrival, departure=arrival + timedelta(days=1)) for number in range(1, 41)))
    _settle_night(place)
    beds24.remove(*range(1, 3))
    house.set_brake(replace(BrakeLimits(), vanished_at_least=1, vanished_rows=1))
    _later(place, days=1)
    assert run_full_sync_job(place, Trigger.SCHEDULE, Watch()).run.outcome is Outcome.BRAKED
    house.set_brake(replace(BrakeLimits(), vanished_at_least=5))
    assert run_full_sync_job(place, Trigger.SCHEDULE, Watch()).run.outcome is Outcome.DONE


def test_a_name_given_by_hand_survives_reading_the_rooms_again(house: HouseSettings, store: Store) -> None:
    room = house.house().rooms[0]
    house.rename_room(room.id, "  Zum   Löwen ")
    keep_property(store, HOTEL, "Europe/Vienna")
    again = house.house().rooms[0]
    assert (again.name, again.named_by_hand) == ("Zum Löwen", True)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_room_keeps_its_name_rather_than_none_at_all(house: HouseSettings, name: str) -> None:
    room = house.house().rooms[0]
    with pytest.raises(WrongInput):
        house.rename_room(room.id, name)
    assert house.house().rooms[0].name == room.name


def test_two_rooms_never_get_one_name(house: HouseSettings) -> None:
    first, second = house.house().rooms[:2]
    with pytest.raises(WrongInput, match="already called"):
        house.rename_room(first.id, second.name.upper())


def test_housekeepings_word_is_kept(house: HouseSettings) -> None:
    house.set_cleaning(house.house().rooms[0].id, Cleaning.DIRTY)
    assert house.house().rooms[0].cleaning is Cleaning.DIRTY


def test_a_place_that_bookings_name_and_nobody_knows_is_told(house: HouseSettings, store: Store) -> None:
    apply(store, booking(1, room_type_id=999, unit_id=4), booking(2, room_type_id=999, unit_id=4))
    assert house.house().unknown == (UnknownPlace(999, 4, 2),)


def test_what_is_to_be_told_is_kept_and_usual_until_then(house: HouseSettings) -> None:
    assert house.notifications() == Notifications()
    wishes = Notifications(cancellations=False, quiet=True, quiet_from=time(21, 30))
    house.set_notifications(wishes)
    assert house.notifications() == wishes


@pytest.mark.parametrize(
    ("at", "silent"), [(time(21, 59), False), (time(22), True), (time(3), True), (time(6, 59), True), (time(7), False)]
)
def test_quiet_hours_pass_midnight(at: time, silent: bool) -> None:
    assert Notifications(quiet=True).silent_at(at) is silent
    assert not Notifications(quiet=False).silent_at(at)
