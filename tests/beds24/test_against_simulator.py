"""The client against a Beds24 on this machine that misbehaves on purpose, and its manners as that Beds24 saw them."""

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import pytest

from console.beds24.client import Beds24Client, Means, Settings
from console.beds24.oddities import Oddity
from console.domain.asking import BookingPage, BookingQuery, BookingWrite, Urgency
from console.domain.errors import Beds24Unreachable, Garbled, KeyRefused, OutOfCredits
from console.domain.hotel import WebhookTarget
from console.domain.secret import Secret, SecretName
from console.simulator import BadItem, Fault, FaultKind, SimulatedClock, Simulator, serve
from tests.beds24.test_contract import SimulatedHouse, simulated
from tests.beds24.timing import MORNING, HandClock, LeapingWaiter
from tests.fakes.vault import FakeVault
from tests.simulator.openapi import official

BASE = "https://beds24.com/api/v2"
WIDE = {"arrival_from": date(2000, 1, 1)}
BOOKINGS = "/bookings"


@pytest.fixture
def house() -> Iterator[SimulatedHouse]:
    with ExitStack() as stack:
        house = simulated(stack)
        house.simulator.populate(130)
        house.simulator.log.clear()
        yield house


def walk(house: SimulatedHouse, **bounds: Any) -> list[BookingPage]:
    query = BookingQuery(property_id=house.property_id, **{**WIDE, **bounds})
    return list(house.beds24.booking_pages(query, "EUR"))


def asked(house: SimulatedHouse) -> list[str]:
    return [entry.path for entry in house.simulator.log.entries()]


def everything(house: SimulatedHouse) -> set[int]:
    return {booking.id for booking in house.simulator.book}


def test_a_full_walk_reads_every_booking_of_the_house_and_parks_none(house: SimulatedHouse) -> None:
    pages = walk(house)
    assert {booking.beds24_id for page in pages for booking in page.bookings} == everything(house)
    assert [page.unreadable for page in pages] == [(), ()]
    assert house.beds24.oddities() == {}


@pytest.mark.parametrize(
    "kind", [FaultKind.HTTP_500, FaultKind.HTTP_502_HTML, FaultKind.RESET, FaultKind.EXPIRED_KEY, FaultKind.HTTP_429]
)
def test_a_passing_trouble_is_overcome_without_losing_a_booking(house: SimulatedHouse, kind: FaultKind) -> None:
    house.simulator.switch_on(Fault(kind, BOOKINGS, skip=1))
    assert {each.beds24_id for page in walk(house) for each in page.bookings} == everything(house)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.HTTP_500, Beds24Unreachable),
        (FaultKind.HTTP_502_HTML, Beds24Unreachable),
        (FaultKind.RESET, Beds24Unreachable),
        (FaultKind.HTTP_429, OutOfCredits),
        (FaultKind.EXPIRED_KEY, KeyRefused),
        (FaultKind.SCOPE_LOST, KeyRefused),
        (FaultKind.HTML_200, Garbled),
        (FaultKind.TRUNCATED_JSON, Garbled),
        (FaultKind.HUGE_BODY, Garbled),
        (FaultKind.GZIP_BOMB, Garbled),
        (FaultKind.REDIRECT_ELSEWHERE, Garbled),
        (FaultKind.EMPTY_ANSWER, Garbled),
        (FaultKind.DUPLICATE_PAGE, Garbled),
    ],
)
def test_a_lasting_trouble_is_named_for_what_it_is(
    house: SimulatedHouse, kind: FaultKind, error: type[Exception]
) -> None:
    house.simulator.switch_on(Fault(kind, BOOKINGS, times=None))
    with pytest.raises(error):
        walk(house)


@pytest.mark.parametrize("kind", [FaultKind.HEADERS_MISSING, FaultKind.HEADERS_SPEC_SPELLING])
def test_credit_headers_may_be_missing_or_spelled_as_documented(house: SimulatedHouse, kind: FaultKind) -> None:
    house.simulator.switch_on(Fault(kind, BOOKINGS, times=None))
    assert sum(len(page.bookings) for page in walk(house)) == len(everything(house))
    missing = kind is FaultKind.HEADERS_MISSING
    assert (Oddity.NO_CREDIT_HEADERS in house.beds24.oddities()) is missing


READABLE = (
    BadItem.UNKNOWN_STATUS,
    BadItem.NO_MODIFIED_TIME,
    BadItem.TEXT_PRICE,
    BadItem.HUGE_PRICE,
    BadItem.LONE_SURROGATE,
    BadItem.NESTED_NAME,
)


@pytest.mark.parametrize("bad", [each for each in BadItem if each not in READABLE])
def test_one_bad_item_is_parked_and_all_others_are_read(house: SimulatedHouse, bad: BadItem) -> None:
    house.simulator.switch_on(Fault(FaultKind.BAD_ITEM, BOOKINGS, detail=bad.value))
    pages = walk(house)
    assert sum(len(page.unreadable) for page in pages) == 1
    assert sum(len(page.bookings) for page in pages) == len(everything(house)) - 1


@pytest.mark.parametrize("bad", READABLE)
def test_what_can_still_be_understood_is_read(house: SimulatedHouse, bad: BadItem) -> None:
    house.simulator.switch_on(Fault(FaultKind.BAD_ITEM, BOOKINGS, detail=bad.value))
    assert sum(len(page.bookings) for page in walk(house)) == len(everything(house))


def test_a_price_that_is_no_number_costs_only_the_price(house: SimulatedHouse) -> None:
    house.simulator.switch_on(Fault(FaultKind.NAN_PRICE, BOOKINGS))
    bookings = [booking for page in walk(house) for booking in page.bookings]
    assert len(bookings) == len(everything(house))
    assert [booking.price for booking in bookings].count(None) == 1
    assert house.beds24.oddities()[Oddity.NOT_STRICT_JSON] == 1


def test_a_rotated_key_is_kept_and_works(house: SimulatedHouse) -> None:
    former = house.vault.read(SecretName.REFRESH_TOKEN)
    house.simulator.switch_on(Fault(FaultKind.ROTATE_REFRESH, times=None))
    walk(house)
    assert house.vault.read(SecretName.REFRESH_TOKEN) != former
    house.simulator.keys.expire_access()
    walk(house)
    assert house.beds24.oddities()[Oddity.TOKEN_ROTATED] == 2


def test_a_key_without_the_personal_scope_reads_bookings_without_names(house: SimulatedHouse) -> None:
    scopes = ("read:bookings", "read:properties")
    key = house.beds24.exchange_invite(Secret(house.simulator.make_invite_code(scopes)), "d")
    house.vault.write(SecretName.REFRESH_TOKEN, key)
    house.beds24.key_changed()
    bookings = [each for page in walk(house) for each in page.bookings]
    assert len(bookings) == len(everything(house))
    assert {(each.first_name, each.email, each.price) for each in bookings} == {(None, None, None)}


def test_a_key_made_for_other_addresses_is_refused(house: SimulatedHouse) -> None:
    code = Secret(house.simulator.make_invite_code(whitelist=("203.0.113.7",)))
    with pytest.raises(KeyRefused, match="internet addresses"):
        house.beds24.exchange_invite(code, "d")


class SharedTime(LeapingWaiter):
    """Waiting moves the simulator's clock too."""

    def __init__(self, hands: HandClock, clock: SimulatedClock) -> None:
        super().__init__(hands)
        self._simulated = clock

    def wait(self, seconds: float) -> None:
        super().wait(seconds)
        self._simulated.advance(seconds)


def test_a_job_that_reads_a_lot_slows_down_and_never_meets_a_429_nor_the_reserve() -> None:
    clock, hands, vault = SimulatedClock(MORNING), HandClock(MORNING), FakeVault()
    simulator = Simulator(clock, seed=5)
    simulator.populate(130)
    with serve(simulator) as server:
        waiter = SharedTime(hands, clock)
        client = Beds24Client(vault, settings=Settings(server.base_url), means=Means(hands, waiter, random.Random(1)))
        key = client.exchange_invite(Secret(simulator.make_invite_code()), "d")
        vault.write(SecretName.REFRESH_TOKEN, key)
        left = []
        for _ in range(60):
            list(
                client.booking_pages(BookingQuery(property_id=simulator.hotel.id, arrival_from=date(2000, 1, 1)), "EUR")
            )
            left.append(client.credits().remaining or 0)
        client.close()
    assert {entry.status for entry in simulator.log.entries()} == {200}
    assert min(left) > 12
    assert waiter.waits
    assert client.credits().spent > 150


def test_an_empty_allowance_is_told_to_a_person_at_once(house: SimulatedHouse) -> None:
    house.simulator.credits.drain(house.simulator.clock.now())
    with pytest.raises(OutOfCredits):
        house.beds24.properties(Urgency.PERSON)


def test_eight_threads_ask_one_after_the_other(house: SimulatedHouse) -> None:
    threads = [threading.Thread(target=lambda: walk(house)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert house.simulator.log.most_at_once == 1
    assert asked(house).count("/authentication/token") == 1
    assert asked(house).count(BOOKINGS) == 16


def test_every_request_keeps_to_beds24s_own_description(house: SimulatedHouse) -> None:
    contract = official()
    walk(house, modified_from=MORNING - timedelta(days=1), arrival_to=date(2027, 1, 1), departure_from=date(2020, 1, 1))
    walk(house, ids=tuple(everything(house)), departure_to=date(2030, 1, 1))
    house.beds24.properties()
    house.beds24.key_details()
    house.beds24.exchange_invite(Secret(house.simulator.make_invite_code()), "desk")
    house.beds24.set_webhook(house.property_id, WebhookTarget("one", "https://a.example/x"))
    fields = {"roomId": house.room, "arrival": "2026-09-03", "departure": "2026-09-05", "status": "confirmed"}
    house.beds24.write_bookings((BookingWrite(fields), BookingWrite({"status": "cancelled"}, 5)))
    entries = house.simulator.log.entries()
    assert {(entry.method, entry.path) for entry in entries} >= {("POST", BOOKINGS), ("POST", "/properties")}
    for entry in entries:
        contract.check_request(entry.method, f"{BASE}{entry.path}?{entry.query}", entry.headers, entry.body)
