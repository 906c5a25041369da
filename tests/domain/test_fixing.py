"""What may be done about each kind of difference, and what stands in the way."""

import pytest

from console.domain.discrepancies import DiscrepancyKind, LikelyCause
from console.domain.fixing import Deed, Obstacle, Way, way_of

_VALUES = (
    DiscrepancyKind.CANCELLED_THERE,
    DiscrepancyKind.CANCELLED_HERE,
    DiscrepancyKind.STATUS,
    DiscrepancyKind.DATES,
    DiscrepancyKind.ROOM,
    DiscrepancyKind.GUEST_COUNT,
    DiscrepancyKind.PRICE,
    DiscrepancyKind.GUEST_DATA,
    DiscrepancyKind.DETAILS,
)


@pytest.mark.parametrize("kind", DiscrepancyKind)
@pytest.mark.parametrize("field", ["", "adults", "room_id", "group_id"])
@pytest.mark.parametrize("cause", LikelyCause)
def test_every_difference_has_an_answer_for_every_way_and_can_be_kept(
    kind: DiscrepancyKind, field: str, cause: LikelyCause
) -> None:
    assert all(isinstance(way_of(kind, field, cause, way), Deed | Obstacle) for way in Way)
    assert way_of(kind, field, cause, Way.KEEP) is Deed.KEEP


@pytest.mark.parametrize("kind", _VALUES)
def test_a_value_goes_either_way(kind: DiscrepancyKind) -> None:
    assert way_of(kind, "departure", LikelyCause.CHANGED_SINCE, Way.TAKE) is Deed.TAKE_VALUE
    assert way_of(kind, "departure", LikelyCause.CHANGED_SINCE, Way.SEND) is Deed.SEND_VALUE
    assert way_of(kind, "departure", LikelyCause.CHANGED_SINCE, Way.MATCH) is Obstacle.NO_PAIR


@pytest.mark.parametrize(
    ("kind", "take", "send", "match"),
    [
        (DiscrepancyKind.ONLY_IN_BEDS24, Deed.TAKE_IN, Deed.CANCEL_THERE, Deed.LINK),
        (DiscrepancyKind.GROUP_INCOMPLETE, Deed.TAKE_IN, Deed.CANCEL_THERE, Deed.LINK),
        (DiscrepancyKind.ONLY_HERE, Deed.BELIEVE_GONE, Deed.CREATE_THERE, Deed.LINK),
        (DiscrepancyKind.GONE, Deed.BELIEVE_GONE, Deed.CREATE_THERE, Deed.LINK),
        (DiscrepancyKind.DUPLICATE_PAIR, Obstacle.NOT_ONE_VALUE, Obstacle.NOT_ONE_VALUE, Deed.CANCEL_DOUBLE),
        (DiscrepancyKind.UNMAPPED_ROOM, Obstacle.ROOM_UNKNOWN, Obstacle.ROOM_UNKNOWN, Obstacle.NO_PAIR),
        (DiscrepancyKind.UNREADABLE, Deed.READ_AGAIN, Obstacle.UNREADABLE, Obstacle.NO_PAIR),
    ],
)
def test_a_whole_booking_has_ways_of_its_own(
    kind: DiscrepancyKind, take: Deed | Obstacle, send: Deed | Obstacle, match: Deed | Obstacle
) -> None:
    assert [way_of(kind, "", LikelyCause.CHANGED_SINCE, way) for way in (Way.TAKE, Way.SEND, Way.MATCH)] == [
        take,
        send,
        match,
    ]


def test_what_beds24_takes_from_no_program_and_what_our_rules_keep_cannot_be_sent() -> None:
    details = DiscrepancyKind.DETAILS
    assert way_of(details, "channel_reference", LikelyCause.CHANGED_SINCE, Way.SEND) is Obstacle.NOT_SENDABLE
    assert way_of(details, "notes", LikelyCause.KEPT_BY_RULE, Way.SEND) is Obstacle.KEPT_BY_RULE
    assert way_of(details, "notes", LikelyCause.KEPT_BY_RULE, Way.TAKE) is Obstacle.KEPT_BY_RULE
