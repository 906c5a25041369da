"""Change it here or there: to whom a part of a booking belongs, and what changing it here will and will not do there.

The portal is master of what it sold (FACTS.md section 4): a cancellation in Beds24 does not cancel there, and its next
message may overwrite what was changed here, unless `allowChannelUpdate` keeps it from that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from console.domain.booking import Booking
from console.domain.channels import Channel, Manner
from console.domain.edits import FIELDS_OF, Part
from console.domain.status import HOLDS_NO_ROOM, RELEASED, Status


class Owner(StrEnum):
    """Who decides on a part of a booking; nobody, once Beds24 no longer has the booking."""

    CHANNEL = "channel"
    DESK = "desk"
    NOBODY = "nobody"


class ChannelMay(StrEnum):
    """What a change at the channel may alter at Beds24 (`allowChannelUpdate`)."""

    EVERYTHING = "all"
    ALL_BUT_ROOM = "allExceptRoomChange"
    NOTHING = "none"


class Point(StrEnum):
    """One thing that a person should know before changing something here; each is a sentence."""

    BELONGS = "belongs"
    NOT_CHANGED_THERE = "not_changed_there"
    DOUBLE_BOOKING = "double_booking"
    STAYS_BOOKED_THERE = "stays_booked_there"
    STAYS_CANCELLED_THERE = "stays_cancelled_there"
    TOLD_AS_GUEST = "told_as_guest"
    """The channel hears of the cancellation, as one by the guest."""
    FREED = "freed"
    ONE_OF_GROUP = "one_of_group"
    COMES_BACK = "comes_back"
    """The calendar brings it back with its next reading."""
    MAY_BE_OVERWRITTEN = "may_be_overwritten"
    OTHER_TYPE_THERE = "other_type_there"
    ROOM_MAY_COME_BACK = "room_may_come_back"
    GUEST_NOT_TOLD = "guest_not_told"
    GONE = "gone"


class Way(StrEnum):
    """What can be done, the best first."""

    CHANGE_THERE = "change_there"
    ASK_GUEST = "ask_guest"
    KEEP_HERE = "keep_here"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class Advice:
    """`may_send`: whether Beds24 can take the change at all; what belongs to the channel it takes, and the channel does
    not hear of it. `ways` are empty where nothing speaks against simply changing it."""

    part: Part
    owner: Owner
    channel: Channel
    channel_may: ChannelMay
    points: tuple[Point, ...] = ()
    ways: tuple[Way, ...] = ()

    @property
    def may_send(self) -> bool:
        return self.owner is not Owner.NOBODY

    @property
    def matters(self) -> bool:
        """Whether a person should choose before the change is made."""
        return self.owner is not Owner.DESK


def advise(booking: Booking, part: Part, values: Mapping[str, Any], channel: Channel) -> Advice:
    """What to say to whoever changes `part` of `booking`, which `channel` sold, to `values` (by field; what is left out
    stays as it is)."""
    may = channel_may(booking)
    if booking.status == Status.GONE:
        return Advice(part, Owner.NOBODY, channel, may, (Point.GONE,), (Way.KEEP_HERE,))
    if booking.status == Status.BLACK or part not in channel.owns:
        return Advice(part, Owner.DESK, channel, may, tuple(_own_points(booking, part, values, channel, may)))
    points = tuple(_channel_points(booking, part, values, channel, may))
    ways = (Way.CHANGE_THERE, Way.ASK_GUEST, Way.KEEP_HERE, Way.SEND)
    return Advice(
        part, Owner.CHANNEL, channel, may, points, ways if channel.manner is Manner.PORTAL else _WITHOUT_GUEST
    )


_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WITHOUT_GUEST = (Way.CHANGE_THERE, Way.KEEP_HERE, Way.SEND)


def changed_parts(booking: Booking, values: Mapping[str, Any]) -> tuple[Part, ...]:
    """The parts of `booking` that `values` would change, in the order of the parts."""
    return tuple(
        part
        for part, names in FIELDS_OF.items()
        if any(name in values and values[name] != getattr(booking, name) for name in names)
    )


def reminder_for(arrival: date, today: date) -> date:
    """When a difference that is wanted comes back to mind: the day before the guest arrives, at most in a week, and
    tomorrow at the earliest."""
    return max(today + _DAY, min(today + _WEEK, arrival - _DAY))


def channel_may(booking: Booking) -> ChannelMay:
    """What the channel may change of it; everything, where Beds24 does not say."""
    try:
        return ChannelMay(booking.allow_channel_update or "")
    except ValueError:
        return ChannelMay.EVERYTHING


def _channel_points(
    booking: Booking, part: Part, values: Mapping[str, Any], channel: Channel, may: ChannelMay
) -> Iterator[Point]:
    yield Point.BELONGS
    if part is Part.STATUS:
        yield from _status_points(booking, values, channel)
    else:
        yield Point.NOT_CHANGED_THERE
    if part is Part.DATES:
        yield Point.DOUBLE_BOOKING
    if channel.manner is Manner.CALENDAR:
        yield Point.COMES_BACK
    elif may is not ChannelMay.NOTHING:
        yield Point.MAY_BE_OVERWRITTEN


def _status_points(booking: Booking, values: Mapping[str, Any], channel: Channel) -> Iterator[Point]:
    if _releases(booking, values):
        yield Point.TOLD_AS_GUEST if Part.STATUS in channel.told else Point.STAYS_BOOKED_THERE
        yield Point.FREED
        if booking.group_id:
            yield Point.ONE_OF_GROUP
    elif booking.status in RELEASED:
        yield Point.STAYS_CANCELLED_THERE
    else:
        yield Point.NOT_CHANGED_THERE


def _own_points(
    booking: Booking, part: Part, values: Mapping[str, Any], channel: Channel, may: ChannelMay
) -> Iterator[Point]:
    if part is Part.STATUS and _releases(booking, values):
        if booking.status != Status.BLACK:
            yield Point.GUEST_NOT_TOLD
        yield Point.FREED
        if booking.group_id:
            yield Point.ONE_OF_GROUP
    if part is Part.ROOM and channel.manner is not Manner.OWN and booking.status != Status.BLACK:
        if values.get("room_type_id", booking.room_type_id) != booking.room_type_id:
            yield Point.OTHER_TYPE_THERE
        if may is ChannelMay.EVERYTHING:
            yield Point.ROOM_MAY_COME_BACK


def _releases(booking: Booking, values: Mapping[str, Any]) -> bool:
    """Whether the room is free again afterwards."""
    return booking.status not in HOLDS_NO_ROOM and values.get("status", booking.status) in HOLDS_NO_ROOM
