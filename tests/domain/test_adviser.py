"""Change it here or there: every channel of Beds24's, every part, and the words that the adviser has for it."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.adviser import Advice, ChannelMay, Owner, Point, Way, advise, changed_parts, reminder_for
from console.domain.booking import Booking
from console.domain.channels import Manner
from console.domain.edits import FIELDS_OF, Part
from console.services.channels import known_channels
from console.simulator.channels import CHANNELS, Channel
from tests.building import DOUBLE, SINGLE, TODAY, booking

# Every value of `channel` in Beds24's OpenAPI file: of the booking, and of the filter of GET /bookings.
_CODES = (
    "agoda", "airbnb", "airbnbical", "asiatravel", "atraveode", "bedandbreakfasteu", "bedandbreakfastnl",
    "bookeasycomau", "booking", "bookingpage", "bookitconz", "despegar", "direct", "edreamsodigeo", "expedia",
    "feratel", "flipkey", "goibibo", "googleads", "googlecal", "guestlinkcouk", "holidaylettingscouk", "hometogo",
    "hostelinternational", "hostelsclub", "hostelworld", "hotelbeds", "housetripcom", "hrs", "icalimport1",
    "icalimport2", "icalimport3", "jomres", "lastminute", "marriott", "nzaa", "ostrovokru", "ota", "reserva",
    "rezintelnet", "tablethotels", "tiket", "tomastravel", "traum", "traumferienwohnungen", "traveloka", "travia",
    "trip", "tripadvisorrentals", "trivagocom", "vacationstay", "visitscotlandcom", "vrbo", "vrboical",
    "webroomsconz",
)  # fmt: skip
_OWN = {"direct", "bookingpage", "googleads"}
_CALENDARS = {"airbnbical", "googlecal", "icalimport1", "icalimport2", "icalimport3", "vrboical"}
_OF_THE_CHANNEL = {Part.DATES, Part.STATUS, Part.PRICE, Part.GUESTS}
_OF_THE_DESK = {Part.ROOM, Part.NOTES, Part.ARRIVAL_TIME, Part.PHONE, Part.MOBILE, Part.EMAIL}
_TABLE = Path(__file__).parents[2] / "resources" / "channels" / "channels.json"


def _advise(known: Booking, part: Part, **values: Any) -> Advice:
    return advise(known, part, values, known_channels().of(known))


def _sold(channel: str = "booking", **changes: Any) -> Booking:
    return booking(channel=channel, api_source="", **changes)


def test_the_table_knows_every_channel_of_beds24_and_no_other() -> None:
    assert sorted(known_channels().known) == sorted(_CODES)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.code)
def test_the_simulated_channels_bear_the_same_name_and_belong_to_whom_they_belong_there(channel: Channel) -> None:
    known = known_channels().known[channel.code]
    assert known.name == channel.name
    assert (known.manner is Manner.PORTAL) == channel.is_ota


@pytest.mark.parametrize("code", _CODES)
@pytest.mark.parametrize("part", sorted(_OF_THE_CHANNEL | _OF_THE_DESK))
def test_every_channel_says_of_every_part_to_whom_it_belongs(code: str, part: Part) -> None:
    owned = set() if code in _OWN else {Part.DATES, Part.STATUS} if code in _CALENDARS else _OF_THE_CHANNEL
    advice = _advise(_sold(code), part)
    assert (advice.owner is Owner.CHANNEL) == (part in owned)
    assert advice.matters == bool(advice.ways) == (part in owned)
    assert advice.may_send


def test_dates_of_a_portal_lead_to_a_double_booking_and_may_be_overwritten() -> None:
    advice = _advise(_sold(), Part.DATES, departure=TODAY)
    assert advice.points == (
        Point.BELONGS, Point.NOT_CHANGED_THERE, Point.DOUBLE_BOOKING, Point.MAY_BE_OVERWRITTEN,
    )  # fmt: skip
    assert advice.ways == (Way.CHANGE_THERE, Way.ASK_GUEST, Way.KEEP_HERE, Way.SEND)


def test_cancelling_here_does_not_cancel_at_the_portal() -> None:
    points = _advise(_sold(), Part.STATUS, status="cancelled").points
    assert Point.STAYS_BOOKED_THERE in points
    assert Point.FREED in points
    assert Point.TOLD_AS_GUEST not in points


def test_only_vrbo_hears_of_a_cancellation_as_one_by_the_guest() -> None:
    told = [
        code for code in _CODES if Point.TOLD_AS_GUEST in _advise(_sold(code), Part.STATUS, status="cancelled").points
    ]
    assert told == ["vrbo"]


def test_one_room_of_a_group_is_not_the_whole_group() -> None:
    assert Point.ONE_OF_GROUP in _advise(_sold(group_id=7), Part.STATUS, status="cancelled").points
    assert Point.ONE_OF_GROUP in _advise(_sold("direct", group_id=7), Part.STATUS, status="cancelled").points
    assert Point.ONE_OF_GROUP not in _advise(_sold(), Part.STATUS, status="cancelled").points


def test_what_was_cancelled_at_the_portal_stays_so_there() -> None:
    points = _advise(_sold(status="cancelled"), Part.STATUS, status="confirmed").points
    assert Point.STAYS_CANCELLED_THERE in points
    assert Point.FREED not in points


def test_of_a_direct_booking_only_the_guest_is_still_to_be_told() -> None:
    assert _advise(_sold("direct"), Part.STATUS, status="cancelled").points == (Point.GUEST_NOT_TOLD, Point.FREED)
    assert _advise(_sold("direct"), Part.DATES, departure=TODAY).points == ()


@pytest.mark.parametrize(
    ("allowed", "may", "overwritten", "room_back"),
    [
        (None, ChannelMay.EVERYTHING, True, True),
        ("all", ChannelMay.EVERYTHING, True, True),
        ("a word of tomorrow", ChannelMay.EVERYTHING, True, True),
        ("allExceptRoomChange", ChannelMay.ALL_BUT_ROOM, True, False),
        ("none", ChannelMay.NOTHING, False, False),
    ],
)
def test_what_the_channel_may_change_decides_what_may_come_back(
    allowed: str | None, may: ChannelMay, overwritten: bool, room_back: bool
) -> None:
    sold = _sold(allow_channel_update=allowed)
    dates, room = _advise(sold, Part.DATES, departure=TODAY), _advise(sold, Part.ROOM, unit_id=2)
    assert dates.channel_may is may
    assert (Point.MAY_BE_OVERWRITTEN in dates.points) == overwritten
    assert (Point.ROOM_MAY_COME_BACK in room.points) == room_back


def test_a_room_of_another_type_is_not_what_the_guest_booked_at_the_portal() -> None:
    assert Point.OTHER_TYPE_THERE in _advise(_sold(), Part.ROOM, room_type_id=SINGLE, unit_id=1).points
    assert Point.OTHER_TYPE_THERE not in _advise(_sold(), Part.ROOM, room_type_id=DOUBLE, unit_id=2).points
    assert _advise(_sold("direct"), Part.ROOM, room_type_id=SINGLE, unit_id=1).points == ()


def test_a_calendar_brings_back_what_it_blocks_and_has_no_guest_to_ask() -> None:
    advice = _advise(_sold("airbnbical"), Part.DATES, departure=TODAY)
    assert Point.COMES_BACK in advice.points
    assert Way.ASK_GUEST not in advice.ways


def test_a_closure_belongs_to_the_desk_whoever_made_it() -> None:
    advice = _advise(_sold(status="black"), Part.STATUS, status="cancelled")
    assert (advice.owner, advice.points) == (Owner.DESK, (Point.FREED,))


def test_what_beds24_no_longer_has_cannot_be_sent() -> None:
    advice = _advise(_sold(status="gone"), Part.NOTES, notes="x")
    assert (advice.owner, advice.may_send, advice.points) == (Owner.NOBODY, False, (Point.GONE,))


def test_a_channel_is_known_by_its_name_where_its_code_is_not_told() -> None:
    assert known_channels().of(booking(channel="", api_source="Airbnb")).code == "airbnb"
    assert known_channels().of(booking(channel="", api_source="")).manner is Manner.OWN


def test_a_channel_that_nobody_knows_is_taken_for_a_portal_under_the_name_that_beds24_shows() -> None:
    channel = known_channels().of(booking(channel="brandnew", api_source="Brand New Rooms"))
    assert (channel.name, channel.manner) == ("Brand New Rooms", Manner.PORTAL)
    assert channel.owns >= _OF_THE_CHANNEL


def test_only_parts_that_would_really_change_are_asked_about() -> None:
    known = booking()
    assert changed_parts(known, {"arrival": known.arrival, "departure": TODAY, "notes": "x"}) == (
        Part.DATES,
        Part.NOTES,
    )
    assert changed_parts(known, {"unit_id": known.unit_id}) == ()


@pytest.mark.parametrize(("arrives_in", "reminds_in"), [(-3, 1), (0, 1), (1, 1), (2, 1), (3, 2), (8, 7), (90, 7)])
def test_a_wanted_difference_comes_back_to_mind_before_the_guest_does(arrives_in: int, reminds_in: int) -> None:
    day = timedelta(days=1)
    assert reminder_for(TODAY + arrives_in * day, TODAY) == TODAY + reminds_in * day


def test_the_table_names_no_address_and_only_parts_that_there_are() -> None:
    text = _TABLE.read_text(encoding="utf-8")
    assert not re.search(r"https?:|www\.", text)
    for one in json.loads(text)["channels"]:
        assert {*one.get("owns", ()), *one.get("told", ())} <= {str(part) for part in FIELDS_OF}
