"""What a run asks of Beds24 before it writes anything: the bookings, those that are missing, and the rooms."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from console.domain.asking import BookingQuery, Urgency
from console.domain.brake import vanished_allowed
from console.domain.clock import Clock
from console.domain.config import Beds24Config
from console.domain.hotel import Property
from console.domain.runs import Traffic
from console.jobs.workplace import Workplace
from console.services.clock_watch import clock_ahead_between
from console.services.missing import BELIEVED_AFTER, ask_by_number
from console.services.preferences import brake_limits
from console.services.pull_sync import Pass, Watch, pull_bookings
from console.services.rooms import fetch_property
from console.store.spool import Spool

OVERLAP = timedelta(hours=24)
FIRST_ARRIVAL, LAST_ARRIVAL = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which hotel a run asks, for all of it or for what changed, and who waits; `apply_anyway`: however much is
    missing."""

    config: Beds24Config
    hotel: Property
    full: bool
    urgency: Urgency
    apply_anyway: bool

    def today(self, clock: Clock) -> date:
        """The hotel's."""
        return clock.now().astimezone(self.config.zone).date()


@dataclass(frozen=True, slots=True)
class Told:
    """What Beds24 told, besides the bookings in the spool.

    `absent` are the numbers that it does not have, `rooms` is None where they were not asked for, `clock_ahead` is how
    far our clock is before Beds24's, None where that told no time.
    """

    one: Pass
    absent: frozenset[int]
    rooms: Property | None
    clock_ahead: timedelta | None


def read_part(place: Workplace, asked: Asked, spool: Spool, watch: Watch) -> Told:
    """Read all of it into `spool`. Raises what the client and the store raise, and Stopped."""
    one = pull_bookings(place.beds24, _query(asked), asked.hotel.currency, spool, watch, asked.urgency)
    ahead = _compare_clocks(one, place.clock.now())
    absent = _look_for_missing(place, asked, spool, watch)
    return Told(one, absent, read_rooms(place, asked, spool, watch), ahead)


def _query(asked: Asked) -> BookingQuery:
    since = None if asked.full or asked.config.watermark is None else asked.config.watermark - OVERLAP
    return BookingQuery(
        property_id=asked.config.property_id,
        modified_from=since,
        arrival_from=FIRST_ARRIVAL,
        arrival_to=LAST_ARRIVAL,
    )


def _compare_clocks(one: Pass, now: datetime) -> timedelta | None:
    asked_at, server_time = one.newest or (None, None)
    return clock_ahead_between(asked_at, server_time, now) if asked_at and server_time else None


def _look_for_missing(place: Workplace, asked: Asked, spool: Spool, watch: Watch) -> frozenset[int]:
    """A full sync asks for all known bookings that its list lacks; a pull only for those missed before."""
    property_id = asked.config.property_id
    with place.store.reading() as session:
        if asked.full:
            known = session.reservations.existing_numbers(property_id)
            enough = None if asked.apply_anyway else vanished_allowed(len(known), brake_limits(session))
            numbers = (known | session.waiting.numbers()) - spool.numbers()
        else:
            numbers = set(session.reservations.missed_since(place.clock.now() - BELIEVED_AFTER))
            enough = None
    return ask_by_number(
        place.beds24,
        numbers,
        property_id,
        asked.hotel.currency,
        spool,
        watch,
        urgency=asked.urgency,
        enough_absent=enough,
    )


def read_rooms(place: Workplace, asked: Asked, spool: Spool, watch: Watch) -> Property | None:
    """The rooms as Beds24 has them, read every night and when a booking names one that nothing has waited for."""
    with place.store.reading() as session:
        places = session.hotel.places()
        waited_for = session.waiting.places()
    named = spool.places(asked.today(place.clock)) - waited_for
    if not asked.full and all(places.knows(*one) for one in named):
        return None
    spent = place.beds24.credits().spent
    hotel = fetch_property(place.beds24, asked.config.property_id, asked.urgency)
    watch.spend(Traffic(1, place.beds24.credits().spent - spent))
    return hotel
