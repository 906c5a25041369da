"""The parameters of GET /bookings: what is accepted, what is refused with which text (FACTS.md 2.1-2.3)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from console.simulator.assumptions import Assumptions
from console.simulator.bookings import UNLESS_ASKED, Booking, Status
from console.simulator.channels import BY_CODE
from console.simulator.wire import RefusalError, Request

Test = Callable[[Booking], bool]

FILTERS = ("arrivals", "departures", "new", "current")
FILTERED_STATUSES = frozenset({Status.CONFIRMED, Status.NEW, Status.REQUEST})
OTHER_CHANNELS = frozenset(
    (
        "asiatravel", "atraveode", "bookingpage", "despegar", "edreamsodigeo", "feratel", "goibibo",
        "hometogo", "hotelbeds", "hrs", "jomres", "marriott", "ostrovokru", "ota", "tiket",
        "tomastravel", "traveloka", "travia", "traum", "tripadvisorrentals", "vacationstay",
        "airbnbical", "bedandbreakfasteu", "bedandbreakfastnl", "bookeasycomau", "bookitconz",
        "flipkey", "googlecal", "googleads", "guestlinkcouk", "holidaylettingscouk",
        "hostelinternational", "hostelsclub", "housetripcom", "icalimport1", "icalimport2",
        "icalimport3", "lastminute", "nzaa", "reserva", "rezintelnet", "tablethotels",
        "traumferienwohnungen", "trivagocom", "visitscotlandcom", "vrboical", "webroomsconz",
    )
)  # fmt: skip
LIFTS_UPCOMING = (
    "filter", "id", "masterId", "apiReference", "searchString", "arrival", "arrivalFrom", "arrivalTo",
    "departure", "departureFrom", "departureTo", "bookingTimeFrom", "bookingTimeTo",
)  # fmt: skip
MODIFIED = ("modifiedFrom", "modifiedTo")
_DAY = "YYYY-MM-DD"
_MOMENT = "YYYY-MM-DDTHH:MM:SS"
_MOMENT_PATTERN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?")


@dataclass(frozen=True, slots=True)
class Today:
    """What "now" means to a list: the moment, and the civil date in the property."""

    now: datetime
    day: date


def integers(request: Request, name: str) -> frozenset[int]:
    """A repeatable integer; a comma list or a word is refused with 400 (FACTS.md 2.2)."""
    values = request.values(name)
    if not all(re.fullmatch(r"-?\d{1,18}", value) for value in values):
        raise RefusalError(400, f"Parameter {name} is in an invalid format. Expected format: integer")
    return frozenset(int(value) for value in values)


def choice(request: Request, name: str, allowed: Iterable[str]) -> frozenset[str]:
    """A repeatable word out of a list; any other word, and a comma list too, is refused with 400."""
    values = frozenset(request.values(name))
    if values - frozenset(allowed):
        raise RefusalError(400, f"Parameter {name} is invalid")
    return values


def flag(request: Request, name: str) -> bool:
    """A boolean parameter: absent is false."""
    value = request.value(name)
    if value is None:
        return False
    if value.lower() not in {"true", "false", "1", "0"}:
        raise RefusalError(400, f"Parameter {name} is in an invalid format. Expected format: boolean")
    return value.lower() in {"true", "1"}


def page_number(request: Request) -> int:
    """`page`, from 1."""
    value = request.value("page")
    if value is not None and not re.fullmatch(r"[1-9]\d{0,8}", value):
        raise RefusalError(400, "Parameter page is in an invalid format. Expected format: integer")
    return int(value or 1)


def day(request: Request, name: str) -> date | None:
    """A bare date, refused with the recorded text when it is not one."""
    value = request.value(name)
    if value is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise RefusalError(400, f"Parameter {name} is in an invalid format. Expected format: {_DAY}")


def moment(request: Request, name: str) -> datetime | None:
    """A UTC second as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS with or without Z (FACTS.md 2.3)."""
    value = request.value(name)
    if value is None:
        return None
    if _MOMENT_PATTERN.fullmatch(value):
        try:
            return datetime.fromisoformat(value.rstrip("Z")).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise RefusalError(400, f"Parameter {name} is in an invalid format. Expected format: {_MOMENT}")


def read_tests(request: Request, today: Today, assumed: Assumptions) -> list[Test]:
    """Everything a booking has to pass to be listed; unknown parameters are ignored (FACTS.md 2.1)."""
    return [
        *_moments(request, assumed),
        *_identities(request),
        *_dates(request, assumed),
        *_statuses(request),
        *_filter(request, today),
        *_upcoming(request, today, assumed),
    ]


def _identities(request: Request) -> Iterable[Test]:
    if properties := integers(request, "propertyId"):
        yield lambda each: each.property_id in properties
    if rooms := integers(request, "roomId"):
        yield lambda each: each.room_id in rooms
    if masters := integers(request, "masterId"):
        yield lambda each: each.master_id in masters
    if references := frozenset(request.values("apiReference")):
        yield lambda each: each.api_reference in references
    if channels := choice(request, "channel", OTHER_CHANNELS | BY_CODE.keys()):
        yield lambda each: each.channel in channels
    if text := (request.value("searchString") or "").lower():
        yield lambda each: text in _searched(each)


def _searched(booking: Booking) -> str:
    name = f"{booking.first_name} {booking.last_name}"
    return f"{name}\n{booking.email}\n{booking.api_reference}\n{booking.id}".lower()


def _dates(request: Request, assumed: Assumptions) -> Iterable[Test]:
    margin = timedelta(days=0 if assumed.dates_inclusive else 1)
    if (on := day(request, "arrival")) is not None:
        yield lambda each: each.arrival == on
    if (since := day(request, "arrivalFrom")) is not None:
        arrives_first = since + margin
        yield lambda each: each.arrival >= arrives_first
    if (until := day(request, "arrivalTo")) is not None:
        arrives_last = until - margin
        yield lambda each: each.arrival <= arrives_last
    if (leaves := day(request, "departure")) is not None:
        yield lambda each: each.departure == leaves
    if (leaves_since := day(request, "departureFrom")) is not None:
        leaves_first = leaves_since + margin
        yield lambda each: each.departure >= leaves_first
    if (leaves_until := day(request, "departureTo")) is not None:
        leaves_last = leaves_until - margin
        yield lambda each: each.departure <= leaves_last


def _moments(request: Request, assumed: Assumptions) -> Iterable[Test]:
    margin = timedelta(seconds=0 if assumed.dates_inclusive else 1)
    if (booked_since := moment(request, "bookingTimeFrom")) is not None:
        earliest = booked_since + margin
        yield lambda each: each.booking_time >= earliest
    if (booked_until := moment(request, "bookingTimeTo")) is not None:
        latest = booked_until - margin
        yield lambda each: each.booking_time <= latest
    if (since := moment(request, "modifiedFrom")) is not None:
        first = since + margin
        yield lambda each: each.modified_time >= first
    if (until := moment(request, "modifiedTo")) is not None:
        last = until - margin
        yield lambda each: each.modified_time <= last


def _statuses(request: Request) -> Iterable[Test]:
    asked = choice(request, "status", Status)
    if asked == frozenset(Status):
        return
    if asked:
        yield lambda each: each.status in asked
    elif not request.values("id"):
        wanted = FILTERED_STATUSES if request.value("filter") else UNLESS_ASKED
        yield lambda each: each.status in wanted


def _filter(request: Request, today: Today) -> Iterable[Test]:
    for word in choice(request, "filter", FILTERS):
        yield _FILTER_TESTS[word](today)


_FILTER_TESTS: dict[str, Callable[[Today], Test]] = {
    "arrivals": lambda today: lambda each: each.arrival == today.day,
    "departures": lambda today: lambda each: each.departure == today.day,
    "new": lambda today: lambda each: each.booking_time >= today.now - timedelta(hours=24),
    "current": lambda today: lambda each: each.arrival <= today.day <= each.departure,
}


def _upcoming(request: Request, today: Today, assumed: Assumptions) -> Iterable[Test]:
    lifting = LIFTS_UPCOMING + (MODIFIED if assumed.modified_from_lifts_upcoming else ())
    if not any(request.values(name) for name in lifting):
        yield lambda each: each.departure >= today.day
