"""Guests to review as lists show them: pairs that are proposed, stays of each, what was decided, what the rules did."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class DecisionKind(StrEnum):
    """What people say of guests."""

    MERGE = "merge"
    NOT_SAME = "not_same"
    SPLIT = "split"


class StayOfGuest(NamedTuple):
    """One reservation of a guest: dates in ISO, `room` the type's name while none is assigned, `channel` its name,
    `holds_room` 1 or 0, `group` the same number for rooms that were booked together."""

    reservation_id: int
    profile_id: int
    beds24_id: int | None
    arrival: str
    departure: str
    room: str
    status: str
    channel: str
    holds_room: int
    group: int | None = None


class Proposal(NamedTuple):
    """Two guests (the smaller id first; the same one twice for a card that may hold two people) that a person should
    look at: the rule, its weight for the order, the two sources that it found, and what speaks against it."""

    guest_a: int
    guest_b: int
    rule: str
    score: int
    profile_a: int
    profile_b: int
    conflict: str


class OpenProposal(NamedTuple):
    """Two guests to look at (the same one twice for a card that may hold two people): the rule, its weight (0 to 100,
    for the order only), what spoke against it, since when it stands, both names, the day on which the first of the
    two arrives (ISO, empty for neither), and 1 where both had a room in one night."""

    guest_a: int
    guest_b: int
    rule: str
    score: int
    conflict: str
    since: str
    name_a: str
    name_b: str
    arrives: str
    same_nights: int


class TiedSource(NamedTuple):
    """One source that a rule linked to a guest: the source, the guest, the rule, when, the guest's name, the names that
    it and the source it was matched with told, Beds24's number and the arrival of its stay."""

    profile_id: int
    guest_id: int
    rule: str
    at: datetime
    name: str
    told: str
    told_there: str
    beds24_id: int | None
    arrival: str | None


class DecidedLine(NamedTuple):
    """One decision as a list shows it: who made it and when, of which kind, by which rule it was proposed (empty for
    none), the two guests as they are now (None for one who is no more), the names that both told when it was made, and
    of how many it is in its batch."""

    id: int
    at: datetime
    actor: str
    kind: str
    rule: str
    note: str
    undone_at: datetime | None
    guest_a: int | None
    guest_b: int | None
    name_a: str
    name_b: str
    batch_id: int | None
    in_batch: int
