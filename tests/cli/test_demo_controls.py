"""What one may do to the demo hotel leaves what it says."""

from datetime import UTC, datetime, timedelta

from console.cli.demo.controls import DemoControls
from console.simulator import SimulatedClock, Simulator

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def test_two_portals_sell_one_room_and_a_room_beside_it_stays_free() -> None:
    simulator = Simulator(SimulatedClock(NOW), seed=5)
    simulator.populate(143)
    known = {one.id for one in simulator.book}
    DemoControls(simulator).sell_twice()
    one, other = (booking for booking in simulator.book if booking.id not in known)
    assert (one.room_id, one.unit_id, one.arrival, one.departure) == (
        other.room_id,
        other.unit_id,
        other.arrival,
        other.departure,
    )
    assert {one.channel, other.channel} == {"booking", "airbnb"}
    assert abs(one.booking_time - other.booking_time) < timedelta(minutes=15)
    room = simulator.hotel.room_type(one.room_id)
    assert room is not None
    assert simulator.book.free_units(one.room_id, room.units, one.arrival, one.departure)
