"""Discrepancies as a list shows them: one light row each, with whose stay it is."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final, NamedTuple

from console.domain.adviser import Owner
from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, Evidence, LikelyCause, Severity
from console.domain.edits import PART_OF, Part
from console.domain.folding import folded

SEVERITIES = tuple(Severity)
"""The worst first."""


class DiscrepancyLine(NamedTuple):
    """One discrepancy that is not fixed; dates and moments are ISO texts, amounts are texts in minor units.

    `reservation_id` and `guest_id` are None where the booking is not here; what tells of the stay is then as Beds24
    told it. `agreed` is what both sides last agreed on, None where nothing was changed at the desk since. `status` is
    that of the moment of reading: what was put off comes back by itself once `until` has passed, and `said_by` tells
    who put it off. `other_id` is our id of the other booking of a pair, where that is here; `owner` is who decides on
    what differs, None where that is nothing that could be changed; `room_names` are the names of the rooms that `here`
    and `there` mean, where those are known.
    """

    id: int
    severity: Severity
    kind: DiscrepancyKind
    beds24_id: int | None
    reservation_id: int | None
    guest_id: int | None
    guest: str
    channel_code: str
    channel: str
    reference: str
    arrival: str
    departure: str
    room: str
    field: str
    here: str | None
    there: str | None
    agreed: str | None
    currency: str
    since: str
    last_seen: str
    cause: LikelyCause
    evidence: Evidence
    status: DiscrepancyStatus
    until: str | None
    reason: str
    note: str
    said_by: str
    said_at: str | None
    other_id: int | None = None
    owner: Owner | None = None
    room_names: tuple[str | None, str | None] = (None, None)


class DiscrepancyGroup(StrEnum):
    """What a list of differences is narrowed by: kinds that the desk thinks of as one."""

    MISSING = "missing"
    CANCELLED = "cancelled"
    DATES = "dates"
    ROOM = "room"
    GUESTS = "guests"
    PRICE = "price"
    DATA = "data"
    TWICE = "twice"


GROUP_OF: Final = {
    DiscrepancyKind.ONLY_IN_BEDS24: DiscrepancyGroup.MISSING,
    DiscrepancyKind.ONLY_HERE: DiscrepancyGroup.MISSING,
    DiscrepancyKind.GONE: DiscrepancyGroup.MISSING,
    DiscrepancyKind.GROUP_INCOMPLETE: DiscrepancyGroup.MISSING,
    DiscrepancyKind.UNREADABLE: DiscrepancyGroup.MISSING,
    DiscrepancyKind.CANCELLED_THERE: DiscrepancyGroup.CANCELLED,
    DiscrepancyKind.CANCELLED_HERE: DiscrepancyGroup.CANCELLED,
    DiscrepancyKind.STATUS: DiscrepancyGroup.CANCELLED,
    DiscrepancyKind.DATES: DiscrepancyGroup.DATES,
    DiscrepancyKind.ROOM: DiscrepancyGroup.ROOM,
    DiscrepancyKind.UNMAPPED_ROOM: DiscrepancyGroup.ROOM,
    DiscrepancyKind.GUEST_COUNT: DiscrepancyGroup.GUESTS,
    DiscrepancyKind.PRICE: DiscrepancyGroup.PRICE,
    DiscrepancyKind.GUEST_DATA: DiscrepancyGroup.DATA,
    DiscrepancyKind.DETAILS: DiscrepancyGroup.DATA,
    DiscrepancyKind.DUPLICATE_PAIR: DiscrepancyGroup.TWICE,
}


_PARTS: Final = {
    DiscrepancyKind.CANCELLED_THERE: Part.STATUS,
    DiscrepancyKind.CANCELLED_HERE: Part.STATUS,
    DiscrepancyKind.STATUS: Part.STATUS,
    DiscrepancyKind.ROOM: Part.ROOM,
    DiscrepancyKind.UNMAPPED_ROOM: Part.ROOM,
}


def part_that_differs(line: DiscrepancyLine) -> Part | None:
    """The part of the booking in which both sides differ; None where the whole booking is meant, or nothing that could
    be changed."""
    return _PARTS.get(line.kind) or PART_OF.get(line.field)


def passes(line: DiscrepancyLine, severities: Collection[Severity], groups: Collection[DiscrepancyGroup]) -> bool:
    """Whether the line is of one of these severities and of one of these groups; none named is any."""
    return (not severities or line.severity in severities) and (not groups or GROUP_OF[line.kind] in groups)


def search_text(line: DiscrepancyLine) -> str:
    """Everything by which a line is found."""
    number = str(line.beds24_id or "")
    return folded(" ".join((line.guest, number, line.reference, line.room, str(line.evidence.other or ""))))
