"""The hotel the simulator starts with."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.simulator import Simulator
from console.simulator.bookings import Booking, Status, to_wire


def _full(seed: int, count: int, rooms: int = 20) -> Simulator:
    simulator = Simulator(seed=seed, rooms=rooms)
    simulator.populate(count)
    return simulator


def _nights_sold_twice(simulator: Simulator) -> list[tuple[int, int | None, int]]:
    sold = Counter(
        (booking.room_id, booking.unit_id, night)
        for booking in simulator.book
        if booking.blocks and booking.unit_id
        for night in range(booking.arrival.toordinal(), booking.departure.toordinal())
    )
    return [night for night, times in sold.items() if times > 1]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), count=st.integers(0, 400), rooms=st.integers(1, 60))
def test_any_house_is_filled_exactly_and_no_room_is_sold_twice(seed: int, count: int, rooms: int) -> None:
    simulator = _full(seed, count, rooms)
    assert len(simulator.book) == count
    assert _nights_sold_twice(simulator) == []


def test_the_same_seed_gives_the_same_bookings() -> None:
    def rows(seed: int) -> list[object]:
        return [to_wire(booking) for booking in _full(seed, 143).book]

    assert rows(3) == rows(3)
    assert rows(3) != rows(4)


def test_past_present_and_future_are_all_there() -> None:
    simulator = _full(1, 143)
    today = simulator.hotel.today(simulator.clock.now())
    live = [booking for booking in simulator.book if booking.blocks]
    in_house = [booking for booking in live if booking.arrival <= today < booking.departure]
    assert 5 <= len(in_house) <= 20
    assert any(booking.departure < today for booking in live)
    assert any(booking.arrival > today for booking in live)


def test_all_statuses_channels_groups_and_bookings_without_a_unit_occur() -> None:
    book = list(_full(1, 600).book)
    assert {booking.status for booking in book} == set(Status)
    assert len({booking.channel for booking in book}) >= 8
    assert sum(1 for booking in book if booking.master_id) >= 10
    assert sum(1 for booking in book if not booking.unit_id) >= 5
    assert any(booking.sub_status == "noShow" for booking in book)
    cancelled = [booking for booking in book if booking.status is Status.CANCELLED]
    assert {booking.cancel_time is None for booking in cancelled} == {True, False}


def test_guests_write_in_many_scripts() -> None:
    text = "".join(booking.first_name + booking.last_name for booking in _full(1, 3000).book)
    for first, last in (
        ("Α", "ω"),
        ("А", "я"),
        ("ا", "ي"),
        ("一", "鿿"),
        ("ễ", "ễ"),
        ("가", "힣"),
        ("א", "ת"),
        ("ß", "ß"),
    ):
        assert any(first <= letter <= last for letter in text), f"nobody writes with {first}"
    assert "Hohenbergstein-Löwenfels" in text


def _of(channel: str) -> list[Booking]:
    return [booking for booking in _full(2, 1500).book if booking.channel == channel]


def test_booking_com_gives_each_booking_an_alias_of_its_own() -> None:
    aliases = {booking.api_reference: booking.email for booking in _of("booking")}
    assert all(email.endswith("@guest.booking.com") for email in aliases.values())
    assert len(set(aliases.values())) == len(aliases)
    assert all(len(reference) == 10 for reference in aliases)


def test_airbnb_gives_no_email_and_a_phone_of_bare_digits() -> None:
    for booking in _of("airbnb"):
        assert booking.email == ""
        assert booking.phone.isdigit()
        assert booking.api_reference.startswith("HM")


@pytest.mark.parametrize(
    ("channel", "domain"),
    [
        ("expedia", "@m.expediapartnercentral.com"),
        ("agoda", "@agoda-messaging.com"),
        ("vrbo", "@messages.homeaway.com"),
        ("trip", "@guest.trip.com"),
    ],
)
def test_the_other_portals_have_relays_of_their_own(channel: str, domain: str) -> None:
    assert _of(channel)
    assert all(booking.email.endswith(domain) for booking in _of(channel))


def test_some_direct_guests_return_and_some_share_a_mailbox() -> None:
    by_mailbox: dict[str, set[str]] = {}
    for booking in _of("direct"):
        if booking.email:
            by_mailbox.setdefault(booking.email, set()).add(f"{booking.first_name} {booking.last_name}")
    assert any(len(names) > 1 for names in by_mailbox.values())
    assert all(email.rpartition("@")[2].startswith(("example.", "mail.example.")) for email in by_mailbox)


def test_a_closure_has_no_guest_and_no_price() -> None:
    closures = [booking for booking in _full(1, 600).book if booking.status is Status.BLACK]
    assert closures
    assert all((each.last_name, each.email, each.price, each.num_adult) == ("", "", 0, 0) for each in closures)


def test_rooms_are_sold_twice_when_asked_for() -> None:
    simulator = Simulator()
    simulator.populate(60, double_bookings=2)
    assert len(simulator.book) == 62
    assert _nights_sold_twice(simulator)


def test_prices_are_the_sum_of_the_nightly_rates() -> None:
    for booking in _of("booking"):
        lines = [line for line in booking.rate_description.splitlines() if line.strip()]
        if len(lines) == (booking.departure - booking.arrival).days and booking.price:
            assert round(sum(float(line.split()[-1]) for line in lines), 2) == booking.price


@pytest.mark.slow
@pytest.mark.parametrize(("count", "rooms"), [(20_000, 60), (100_000, 200)])
def test_a_huge_book_can_be_made_and_no_room_is_sold_twice(count: int, rooms: int) -> None:
    simulator = _full(1, count, rooms)
    assert len(simulator.book) == count
    assert _nights_sold_twice(simulator) == []
