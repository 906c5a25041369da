"""What services rely on, held by the fake in memory and by the real client over HTTP to the simulator alike."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

import pytest

from console.beds24.client import Beds24Client, Means, Settings
from console.domain.asking import (
    Beds24,
    BookingPage,
    BookingQuery,
    BookingWrite,
    MessagePage,
    MessageQuery,
    ReceivedMessage,
    Urgency,
)
from console.domain.booking import Booking, GuestMessage
from console.domain.errors import KeyRefused, NotConnected, RequestRefused, Stopped
from console.domain.hotel import WebhookTarget
from console.domain.secret import Secret, SecretName
from console.domain.status import BEDS24_STATUSES
from console.simulator import Fault, FaultKind, SimulatedClock, Simulator, serve
from console.simulator.items import Message
from tests.beds24.timing import MORNING, HandClock, LeapingWaiter
from tests.fakes.beds24 import INVITE_CODE, FakeBeds24, StillClock
from tests.fakes.vault import FakeVault

PAGE_SIZE = 100


class House(Protocol):
    """A Beds24 whose bookings a test can set; `room` is a room type of it."""

    property_id: int
    room: int

    @property
    def beds24(self) -> Beds24: ...

    def add(self, arrival: date, status: str = "confirmed", **more: Any) -> int:
        """A booking of two nights; its number."""

    def write(self, message_id: int, booking_id: int, text: str, source: str = "guest") -> None:
        """A message about a booking, sent now."""

    def lose_right_to_guests(self) -> None: ...

    def pass_time(self, seconds: int) -> None: ...

    def cancel(self, beds24_id: int) -> None: ...

    def invite_code(self) -> Secret: ...

    def disconnect(self) -> None: ...


@dataclass
class FakeHouse:
    beds24: FakeBeds24
    clock: StillClock

    def __post_init__(self) -> None:
        self.property_id = self.beds24.hotels[0].property_id
        self.room = self.beds24.hotels[0].room_types[0].room_type_id

    def add(self, arrival: date, status: str = "confirmed", **more: Any) -> int:
        number = max(self.beds24.bookings, default=90_000_000) + 1
        fields = {"last_name": more.get("lastName", ""), "price": int(more.get("price", 0) * 100)}
        departure, now = arrival + timedelta(days=2), self.clock.now()
        self.beds24.put(
            Booking(
                beds24_id=number, property_id=self.property_id, room_type_id=self.room, unit_id=1, status=status,
                arrival=arrival, departure=departure, modified_at=now, booked_at=now, group_id=0, **fields,
            )
        )  # fmt: skip
        return number

    def write(self, message_id: int, booking_id: int, text: str, source: str = "guest") -> None:
        self.beds24.write_message(booking_id, GuestMessage(message_id, self.clock.now(), source, text, read=False))

    def lose_right_to_guests(self) -> None:
        self.beds24.scopes = ("read:bookings", "read:properties")

    def pass_time(self, seconds: int) -> None:
        self.clock.at += timedelta(seconds=seconds)

    def cancel(self, beds24_id: int) -> None:
        known = self.beds24.bookings[beds24_id]
        self.beds24.put(replace(known, status="cancelled", modified_at=self.clock.now()))

    def invite_code(self) -> Secret:
        return INVITE_CODE

    def disconnect(self) -> None:
        self.beds24.connected = False


@dataclass
class SimulatedHouse:
    beds24: Beds24Client
    simulator: Simulator
    clock: SimulatedClock
    vault: FakeVault

    def __post_init__(self) -> None:
        self.property_id = self.simulator.hotel.id
        self.room = self.simulator.hotel.room_types[0].id

    def add(self, arrival: date, status: str = "confirmed", **more: Any) -> int:
        days = {"arrival": arrival.isoformat(), "departure": (arrival + timedelta(days=2)).isoformat()}
        return self.simulator.create({"roomId": self.room, "unitId": 1, "status": status, **days, **more}).id

    def write(self, message_id: int, booking_id: int, text: str, source: str = "guest") -> None:
        with self.simulator.lock:
            self.simulator.book.add_message(Message(message_id, booking_id, self.clock.now(), text, source))

    def lose_right_to_guests(self) -> None:
        self.simulator.switch_on(Fault(FaultKind.SCOPE_LOST, times=None, detail="bookings-personal"))

    def pass_time(self, seconds: int) -> None:
        self.clock.advance(seconds)

    def cancel(self, beds24_id: int) -> None:
        self.simulator.cancel(beds24_id, "api")

    def invite_code(self) -> Secret:
        return Secret(self.simulator.make_invite_code())

    def disconnect(self) -> None:
        self.vault.forget(SecretName.REFRESH_TOKEN)
        self.beds24.key_changed()


@pytest.fixture(params=["fake", "real client and simulator"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    if request.param == "fake":
        clock = StillClock(MORNING)
        yield FakeHouse(FakeBeds24(clock=clock), clock)
        return
    with ExitStack() as stack:
        yield simulated(stack)


def simulated(stack: ExitStack) -> SimulatedHouse:
    clock, hands, vault = SimulatedClock(MORNING), HandClock(MORNING), FakeVault()
    simulator = Simulator(clock, seed=5, credit_limit=10_000)
    server = stack.enter_context(serve(simulator))
    means = Means(hands, LeapingWaiter(hands), random.Random(1))
    client = Beds24Client(vault, settings=Settings(api_url=server.base_url), means=means)
    stack.callback(client.close)
    vault.write(SecretName.REFRESH_TOKEN, client.exchange_invite(Secret(simulator.make_invite_code()), "contract"))
    return SimulatedHouse(client, simulator, clock, vault)


SOON = date(2026, 9, 3)
LONG_AGO = date(2025, 2, 1)


def pages(house: House, **bounds: Any) -> list[BookingPage]:
    query = BookingQuery(property_id=house.property_id, **bounds)
    return list(house.beds24.booking_pages(query, "EUR", Urgency.BACKGROUND))


def ids(house: House, **bounds: Any) -> set[int]:
    return {booking.beds24_id for page in pages(house, **bounds) for booking in page.bookings}


def test_every_status_is_listed(house: House) -> None:
    added = {house.add(SOON, status) for status in BEDS24_STATUSES}
    assert ids(house) == added


def test_a_cancellation_shows_among_the_changes(house: House) -> None:
    number = house.add(SOON)
    house.pass_time(3600)
    since = MORNING + timedelta(minutes=30)
    assert ids(house, modified_from=since) == set()
    house.cancel(number)
    (page,) = pages(house, modified_from=since)
    assert [booking.status for booking in page.bookings] == ["cancelled"]


def test_a_change_in_the_very_second_asked_for_is_listed(house: House) -> None:
    number = house.add(SOON)
    assert ids(house, modified_from=MORNING) == {number}


def test_past_stays_are_listed_only_where_a_range_or_a_number_asks_for_them(house: House) -> None:
    past, coming = house.add(LONG_AGO), house.add(SOON)
    assert ids(house) == {coming}
    assert ids(house, modified_from=MORNING) == {coming}
    assert ids(house, modified_from=MORNING, arrival_from=date(2020, 1, 1)) == {past, coming}
    assert ids(house, ids=(past,)) == {past}


def test_ranges_include_the_days_they_name(house: House) -> None:
    first, second = house.add(SOON), house.add(SOON + timedelta(days=1))
    assert ids(house, arrival_from=SOON, arrival_to=SOON) == {first}
    assert ids(house, departure_from=SOON + timedelta(days=3)) == {second}
    assert ids(house, departure_to=SOON + timedelta(days=2)) == {first}


def test_a_number_that_does_not_exist_gives_an_empty_last_page(house: House) -> None:
    (page,) = pages(house, ids=(1,))
    assert (page.bookings, page.unreadable, page.last) == ((), (), True)


def test_a_long_list_comes_complete_in_pages_of_a_hundred(house: House) -> None:
    added = {house.add(SOON) for _ in range(2 * PAGE_SIZE + 1)}
    found = pages(house)
    assert [len(page.bookings) for page in found] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert [(page.number, page.last) for page in found] == [(1, False), (2, False), (3, True)]
    assert {booking.beds24_id for page in found for booking in page.bookings} == added
    assert all(page.credits >= 1 for page in found)
    assert house.beds24.credits().spent >= 3


def test_a_page_tells_both_clocks(house: House) -> None:
    (page,) = pages(house)
    assert page.asked_at == MORNING
    assert page.server_time == MORNING


def test_a_booking_is_told_with_name_price_and_moments(house: House) -> None:
    number = house.add(SOON, lastName="Probe", price=300.5)
    (page,) = pages(house, ids=(number,))
    (booking,) = page.bookings
    assert (booking.last_name, booking.price, booking.group_id) == ("Probe", 30050, 0)
    assert (booking.arrival, booking.departure) == (SOON, SOON + timedelta(days=2))
    assert (booking.room_type_id, booking.unit_id, booking.property_id) == (house.room, 1, house.property_id)
    assert booking.modified_at == booking.booked_at == MORNING


def messages(house: House, *booking_ids: int, days: int | None = None) -> list[MessagePage]:
    query = MessageQuery(property_id=house.property_id, booking_ids=booking_ids, max_age_days=days)
    return list(house.beds24.message_pages(query, Urgency.PERSON))


def test_messages_are_told_with_booking_author_time_and_text(house: House) -> None:
    number = house.add(SOON)
    house.write(7, number, "Is there a car park?\n谢谢")
    (page,) = messages(house)
    told = GuestMessage(7, MORNING, "guest", "Is there a car park?\n谢谢", read=False)
    assert page.messages == (ReceivedMessage(number, told),)
    assert (page.number, page.unreadable, page.last) == (1, 0, True)
    assert page.credits >= 1


def test_messages_of_named_bookings_alone(house: House) -> None:
    first, second, third = (house.add(SOON) for _ in range(3))
    for message_id, number in enumerate((first, second, third), 1):
        house.write(message_id, number, "Hello")
    (page,) = messages(house, first, third)
    assert {one.booking_id for one in page.messages} == {first, third}


def test_old_messages_are_left_out_where_an_age_is_named(house: House) -> None:
    number = house.add(SOON)
    house.write(1, number, "Long ago")
    house.pass_time(3 * 86_400)
    house.write(2, number, "Now")
    assert {one.message.text for page in messages(house) for one in page.messages} == {"Long ago", "Now"}
    assert {one.message.text for page in messages(house, days=2) for one in page.messages} == {"Now"}


def test_many_messages_come_in_pages_of_a_hundred(house: House) -> None:
    number = house.add(SOON)
    for message_id in range(1, PAGE_SIZE + 2):
        house.write(message_id, number, "Hello")
    assert [(page.number, len(page.messages), page.last) for page in messages(house)] == [
        (1, PAGE_SIZE, False),
        (2, 1, True),
    ]


def test_no_messages_are_an_empty_last_page(house: House) -> None:
    (page,) = messages(house)
    assert (page.messages, page.last) == ((), True)


def test_without_the_right_to_guests_messages_are_refused_and_bookings_told(house: House) -> None:
    house.add(SOON)
    house.lose_right_to_guests()
    with pytest.raises(KeyRefused):
        messages(house)
    assert len(pages(house)) == 1


def test_the_house_tells_its_rooms(house: House) -> None:
    (found,) = house.beds24.properties()
    assert (found.property_id, found.currency) == (house.property_id, "EUR")
    for room_type in found.room_types:
        assert [unit.unit_id for unit in room_type.units] == list(range(1, room_type.qty + 1))


def test_a_webhook_that_was_set_is_told(house: House) -> None:
    target = WebhookTarget("twoNoPersonalData", "https://hotel.example/hook", "none", "X-Secret: canary")
    assert house.beds24.set_webhook(house.property_id, target).accepted
    assert house.beds24.properties()[0].webhook == target


def test_a_webhook_of_a_strange_house_is_refused(house: House) -> None:
    assert not house.beds24.set_webhook(99, WebhookTarget()).accepted


def test_a_written_booking_is_read_back(house: House) -> None:
    fields = {"roomId": house.room, "arrival": "2026-09-03", "departure": "2026-09-05", "lastName": "Probe"}
    created, strange = house.beds24.write_bookings((BookingWrite(fields), BookingWrite({"notes": "x"}, 1)))
    assert created.accepted
    assert created.beds24_id is not None
    assert (strange.accepted, strange.beds24_id) == (False, None)
    assert strange.complaints
    house.pass_time(60)
    assert house.beds24.write_bookings((BookingWrite({"notes": "late"}, created.beds24_id),))[0].accepted
    (page,) = pages(house, ids=(created.beds24_id,))
    assert [(each.last_name, each.notes) for each in page.bookings] == [("Probe", "late")]
    assert page.bookings[0].modified_at == MORNING + timedelta(seconds=60)


def test_an_invite_code_works_and_a_wrong_one_is_refused(house: House) -> None:
    assert house.beds24.exchange_invite(house.invite_code(), "desk").reveal()
    with pytest.raises(KeyRefused):
        house.beds24.exchange_invite(Secret("wrong-code"), "desk")


def test_the_key_tells_what_it_may_do(house: House) -> None:
    details = house.beds24.key_details()
    assert details.valid
    assert any(scope.endswith(":bookings-personal") for scope in details.scopes)


def test_without_a_key_nothing_can_be_asked(house: House) -> None:
    house.disconnect()
    with pytest.raises(NotConnected):
        pages(house)
    with pytest.raises(NotConnected):
        messages(house)
    with pytest.raises(NotConnected):
        house.beds24.properties()


def test_a_stop_ends_a_walk_between_pages_and_resuming_allows_the_next(house: House) -> None:
    for _ in range(PAGE_SIZE + 1):
        house.add(SOON)
    walk = house.beds24.booking_pages(BookingQuery(property_id=house.property_id), "EUR")
    next(walk)
    house.beds24.stop()
    with pytest.raises(Stopped):
        next(walk)
    with pytest.raises(Stopped):
        house.beds24.properties()
    house.beds24.resume()
    assert len(pages(house)) == 2


def test_the_fake_fails_where_it_is_told_to() -> None:
    clock = StillClock(MORNING)
    house = FakeHouse(FakeBeds24(clock=clock, page_size=1), clock)
    for _ in range(2):
        house.add(SOON)
    house.beds24.fail(RequestRefused("no"), at_page=2)
    walk = house.beds24.booking_pages(BookingQuery(property_id=house.property_id), "EUR")
    next(walk)
    with pytest.raises(RequestRefused):
        next(walk)
    assert len(pages(house)) == 2
