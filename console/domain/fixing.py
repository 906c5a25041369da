"""What can be done about a difference between both sides, and what stands in the way of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from console.domain.discrepancies import DiscrepancyKind, LikelyCause
from console.domain.edits import PART_OF


class Way(StrEnum):
    """In which direction a difference is settled."""

    TAKE = "take"
    """What Beds24 tells counts."""
    SEND = "send"
    """What stands here counts, and Beds24 shall get it."""
    KEEP = "keep"
    """Both stay as they are, which is expected from now on."""
    MATCH = "match"
    """Two of them are one and the same stay."""


class Deed(StrEnum):
    """What a way comes to for a difference of a certain kind."""

    TAKE_VALUE = "take_value"
    TAKE_IN = "take_in"
    """A booking that only Beds24 has begins a reservation here."""
    BELIEVE_GONE = "believe_gone"
    """A stay that Beds24 does not have is called off here."""
    PLACE = "place"
    """It goes to the room to which its place at Beds24 leads."""
    READ_AGAIN = "read_again"
    SEND_VALUE = "send_value"
    CANCEL_THERE = "cancel_there"
    """A booking that shall not be is cancelled at Beds24."""
    CREATE_THERE = "create_there"
    """A stay that only stands here is booked at Beds24."""
    KEEP = "keep"
    LINK = "link"
    """A stay that Beds24 does not have, and a booking that is not here, become one."""
    CANCEL_DOUBLE = "cancel_double"


class Obstacle(StrEnum):
    """Why a way is closed."""

    NOT_SENDABLE = "not_sendable"
    """No change of this field is taken by Beds24 from a program."""
    ROOM_UNKNOWN = "room_unknown"
    """Its room has to be mapped first."""
    UNREADABLE = "unreadable"
    NOT_ONE_VALUE = "not_one_value"
    """It concerns two bookings, of which none is righter than the other."""
    NO_PAIR = "no_pair"
    """There is nothing that it could be matched with."""
    GROUP_UNKNOWN = "group_unknown"
    """The first booking of its group is known to neither side."""
    CHANNEL_OWNS = "channel_owns"
    """The channel would not hear of it, and may overwrite it."""
    KEPT_BY_RULE = "kept_by_rule"
    """Beds24 tells nothing any more, and nothing never wipes out what is known."""


_PAIRED: Final = MappingProxyType({Way.TAKE: Obstacle.NOT_ONE_VALUE, Way.SEND: Obstacle.NOT_ONE_VALUE})
_ONLY_THERE: Final = MappingProxyType({Way.TAKE: Deed.TAKE_IN, Way.SEND: Deed.CANCEL_THERE, Way.MATCH: Deed.LINK})
_MISSING: Final = MappingProxyType({Way.TAKE: Deed.BELIEVE_GONE, Way.SEND: Deed.CREATE_THERE, Way.MATCH: Deed.LINK})
_WHOLE: Final[Mapping[DiscrepancyKind, Mapping[Way, Deed | Obstacle]]] = MappingProxyType(
    {
        DiscrepancyKind.ONLY_IN_BEDS24: _ONLY_THERE,
        DiscrepancyKind.ONLY_HERE: _MISSING,
        DiscrepancyKind.GONE: _MISSING,
        DiscrepancyKind.DUPLICATE_PAIR: {**_PAIRED, Way.MATCH: Deed.CANCEL_DOUBLE},
        DiscrepancyKind.UNMAPPED_ROOM: {Way.TAKE: Obstacle.ROOM_UNKNOWN, Way.SEND: Obstacle.ROOM_UNKNOWN},
        DiscrepancyKind.UNREADABLE: {Way.TAKE: Deed.READ_AGAIN, Way.SEND: Obstacle.UNREADABLE},
    }
)
"""The kinds that concern a whole booking, or what is no value of one."""

_CLOSED: Final = MappingProxyType(
    {LikelyCause.MASTER_UNKNOWN: Obstacle.GROUP_UNKNOWN, LikelyCause.KEPT_BY_RULE: Obstacle.KEPT_BY_RULE}
)


def way_of(kind: DiscrepancyKind, field: str, cause: LikelyCause, way: Way) -> Deed | Obstacle:
    """What `way` comes to for such a difference, or why it is closed; whether the key may write, who owns the field and
    what is on the line is not asked here."""
    if way is Way.KEEP:
        return Deed.KEEP
    if kind is DiscrepancyKind.GROUP_INCOMPLETE and not field:
        return _ONLY_THERE[way]
    if kind in _WHOLE:
        return _WHOLE[kind].get(way, Obstacle.NO_PAIR)
    return Obstacle.NO_PAIR if way is Way.MATCH else _way_of_value(field, cause, way)


def _way_of_value(field: str, cause: LikelyCause, way: Way) -> Deed | Obstacle:
    if cause in _CLOSED:
        return _CLOSED[cause]
    if way is Way.TAKE:
        return Deed.PLACE if field == "room_id" else Deed.TAKE_VALUE
    return Deed.SEND_VALUE if field in PART_OF else Obstacle.NOT_SENDABLE


@dataclass(frozen=True, slots=True)
class Found:
    """A remembered difference as it stands: values are texts (amounts in minor units), `number` is the booking's, None
    where it has none; `other` is the other booking of a pair. One that is not `alive` has ended. `channel` names what
    sold a booking that is not here, as far as that is known."""

    id: int
    kind: DiscrepancyKind
    field: str
    cause: LikelyCause
    number: int | None
    other: int | None
    here: str | None
    there: str | None
    alive: bool
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """What is to be done about one difference, with both values as whoever chose it saw them.

    `id` is the discrepancy's. `until` is up to when the difference is expected (the hotel's own date; None for good)
    and `reason` why; `other` is the number of the booking that it is matched with, or of the double to be cancelled.
    """

    id: int
    way: Way
    here: str | None
    there: str | None
    until: date | None = None
    reason: str = ""
    other: int | None = None


class Outcome(StrEnum):
    """How an attempt to settle a difference ended."""

    EQUAL = "equal"
    """Both sides tell the same, as read back."""
    EXPECTED = "expected"
    WAITS = "waits"
    """It is saved here and waits to be sent."""
    REFUSED = "refused"
    """Beds24 did not take it; what stands here stays."""
    OTHERWISE = "otherwise"
    """Beds24 took it, and tells another value."""
    MOVED = "moved"
    """One side is not as it was looked at; nothing was done."""
    AGREED = "agreed"
    """Both sides agreed already; nothing had to be done."""
    FAILED = "failed"
    """It could not be tried; nothing was done."""
    STOPPED = "stopped"
    """Somebody stopped before its turn came."""
