"""Beds24 goes on sending, and nothing arrives: the console says so, and takes it back when the first one does."""

from pathlib import Path

import pytest

from console.domain.runs import RunKind
from console.domain.silence import Silence, silence_of
from console.services.scorecard import DAY, scorecard
from console.services.silence import hearing_facts
from console.simulator import WebhookFault, WebhookFaultKind
from tests.properties.hooked import HookedWorld

FIVE_MINUTES = 300.0


class Hotel(HookedWorld):
    """Asked about every five minutes; whatever is sent in between is delivered, worked off and read again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, bookings=8)
        self.sync(RunKind.FULL)
        with self.database.connected(), self.store.writing() as session:
            session.webhook_settings.change(self.simulator.hotel.id, enabled=1)

    def book(self, night: int) -> None:
        """A booking of a portal, of one more night each."""
        room = self.simulator.hotel.room_types[0].id
        stay = {"roomId": room, "unitId": 1, "arrival": f"2027-03-{night:02}", "departure": f"2027-03-{night + 1:02}"}
        self.simulator.create(
            {**stay, "lastName": "Muster", "channel": "booking", "apiSourceId": 19, "apiSource": "Booking.com"}
        )
        self.told.note(self.simulator)

    def pass_by(self, turns: int) -> None:
        for _ in range(turns):
            self.sleep(FIVE_MINUTES)
            self.deliver_due()
            self.work_off()
            self.reread()
            self.sync()

    def silence(self) -> Silence | None:
        """As the window would tell it now."""
        with self.database.connected(), self.store.reading() as session:
            return silence_of(hearing_facts(session), self.clock.now())


@pytest.fixture
def hotel(tmp_path: Path) -> Hotel:
    return Hotel(tmp_path)


def test_a_courier_that_loses_everything_is_noticed_and_the_first_that_arrives_ends_it(hotel: Hotel) -> None:
    hotel.book(1)
    hotel.pass_by(4)
    with hotel.database.connected(), hotel.store.reading() as session:
        assert scorecard(session, hotel.clock.now(), DAY).by_webhook >= 1
    hotel.goes_wrong(WebhookFault(WebhookFaultKind.LOSS, times=None))
    for night in (3, 5, 7):
        hotel.book(night)
        hotel.pass_by(1)
    assert hotel.silence() is None
    hotel.pass_by(3)
    told = hotel.silence()
    assert told is not None
    assert told.changes == 3
    hotel.simulator.hooks.clear_faults()
    hotel.book(9)
    hotel.pass_by(2)
    assert hotel.silence() is None


def test_one_that_only_comes_late_is_not_called_silent(hotel: Hotel) -> None:
    hotel.book(1)
    hotel.pass_by(4)
    hotel.goes_wrong(WebhookFault(WebhookFaultKind.LATE, times=None, seconds=720.0))
    for night in range(3, 27, 2):
        hotel.book(night)
        hotel.pass_by(1)
        assert hotel.silence() is None
    hotel.pass_by(12)
    assert hotel.silence() is None
