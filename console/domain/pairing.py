"""Two bookings that are likely one stay: entered twice, or sent twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from operator import attrgetter
from typing import Any, Final

from console.domain.booking import Booking, full_name
from console.domain.contacts import email_key, phone_key
from console.domain.discrepancies import Difference, DiscrepancyKind, Evidence, LikelyCause
from console.domain.sameness import text_key
from console.domain.severity import severity_on
from console.domain.status import HOLDS_NO_ROOM, is_closure

_MOST_ALIKE: Final = 200
"""Stays of one type with the same dates that are compared each with each; no small hotel has more."""

_short_of = attrgetter(
    "beds24_id",
    "group_id",
    "unit_id",
    "channel",
    "channel_reference",
    "first_name",
    "last_name",
    "email",
    "phone",
    "mobile",
    "modified_at",
)


@dataclass(frozen=True, slots=True)
class _Stay:
    number: int
    group: int
    unit_id: int
    channel: str
    reference: str
    name: str
    contacts: frozenset[str]
    modified_at: datetime


class Pairing:
    """Remembers in short every stay that holds good and has not ended, until `pairs` is asked for."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._alike: dict[tuple[date, date, int], list[tuple[Any, ...]]] = {}
        self._one_sided: dict[int, bool] = {}

    def take(self, booking: Booking, *, is_here: bool, is_there: bool) -> None:
        """Remember a stay; on which side it is decides in which column of a pair its number stands."""
        if booking.departure <= self._today or booking.status in HOLDS_NO_ROOM or is_closure(booking.status):
            return
        key = (booking.arrival, booking.departure, booking.room_type_id)
        self._alike.setdefault(key, []).append(_short_of(booking))
        if not (is_here and is_there):
            self._one_sided[booking.beds24_id] = is_here

    def pairs(self) -> Iterator[Difference]:
        """Each booking that repeats an earlier one, once."""
        for (arrival, *_), shorts in self._alike.items():
            if 1 < len(shorts) <= _MOST_ALIKE:
                yield from self._pairs_of(sorted(map(_stay, shorts), key=lambda stay: stay.number), arrival)

    def _pairs_of(self, stays: list[_Stay], arrival: date) -> Iterator[Difference]:
        told: set[int] = set()
        for first, second in combinations(stays, 2):
            cause = None if second.number in told else _same_because(first, second)
            if cause is not None:
                told.add(second.number)
                yield self._pair(first, second, cause, arrival)

    def _pair(self, first: _Stay, second: _Stay, cause: LikelyCause, arrival: date) -> Difference:
        number, only_here = str(first.number), self._one_sided.get(first.number)
        return Difference(
            kind=DiscrepancyKind.DUPLICATE_PAIR,
            severity=severity_on(arrival, self._today),
            beds24_id=second.number,
            here=None if only_here is False else number,
            there=None if only_here else number,
            hint=cause,
            evidence=Evidence(changed_there=second.modified_at, other=first.number),
        )


def _stay(short: tuple[Any, ...]) -> _Stay:
    number, group, unit_id, channel, reference, first_name, last_name, email, phone, mobile, modified_at = short
    return _Stay(
        number,
        group or number,
        unit_id,
        text_key(channel),
        text_key(reference),
        text_key(full_name(first_name, last_name)),
        frozenset({email_key(email), phone_key(phone), phone_key(mobile)} - {""}),
        modified_at,
    )


def _same_because(first: _Stay, second: _Stay) -> LikelyCause | None:
    """Why two stays of one type with the same dates are taken for one; the rooms of a group are not.

    A family may book two rooms, so the same guest counts only where the room is the same too, or where one of the two
    has none yet or came by another channel.
    """
    if first.group == second.group:
        return None
    if first.reference and (first.channel, first.reference) == (second.channel, second.reference):
        return LikelyCause.SAME_REFERENCE
    if not first.name or first.name != second.name:
        return None
    if first.unit_id and first.unit_id == second.unit_id:
        return LikelyCause.SAME_GUEST
    apart = bool(first.unit_id and second.unit_id) and first.channel == second.channel
    return LikelyCause.SAME_GUEST if first.contacts & second.contacts and not apart else None
