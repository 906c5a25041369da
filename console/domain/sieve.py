"""Which reservations a list shows: chips, a channel, a room, and words that were typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from console.domain.booking import NO_GROUP
from console.domain.lines import ReservationLine, is_stay, lacks_contact, lacks_room
from console.domain.moments import moment_text
from console.domain.status import RELEASED, Status

_RECENT: Final = timedelta(hours=24)
Test = Callable[[ReservationLine], bool]


class Chip(StrEnum):
    """A filter that is on or off.

    Chips of one family widen each other (arriving or leaving), chips of different families narrow each other.
    """

    ARRIVING = "arriving"
    IN_HOUSE = "in_house"
    LEAVING = "leaving"
    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    REQUEST = "request"
    CLOSURE = "closure"
    GROUP = "group"
    UNASSIGNED = "unassigned"
    NO_CONTACT = "no_contact"
    PAST = "past"


WHEN: Final = (Chip.ARRIVING, Chip.IN_HOUSE, Chip.LEAVING)
NEWS: Final = (Chip.NEW, Chip.CHANGED)
KIND: Final = (Chip.CANCELLED, Chip.REQUEST, Chip.CLOSURE)
TRAITS: Final = (Chip.GROUP, Chip.UNASSIGNED, Chip.NO_CONTACT)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is let through; without chips everything that has not ended."""

    chips: frozenset[Chip] = frozenset()
    channel: str = ""
    room_type_id: int | None = None
    room_id: int | None = None


@dataclass(frozen=True, slots=True)
class At:
    """The moment for which a list is made: the hotel's date in ISO, and the moment a day ago in UTC."""

    today: str
    day_ago: str

    @classmethod
    def moment(cls, now: datetime, zone: tzinfo) -> "At":
        return cls(now.astimezone(zone).date().isoformat(), moment_text(now - _RECENT))


def sift(lines: list[ReservationLine], sieve: Sieve, at: At) -> list[ReservationLine]:
    """The lines that pass, in their order."""
    if Chip.PAST not in sieve.chips:
        today = at.today
        lines = [line for line in lines if line.departure >= today]
    for passes in _tests(sieve, at):
        lines = [line for line in lines if passes(line)]
    return lines


def find(lines: list[ReservationLine], words: tuple[str, ...]) -> list[ReservationLine]:
    """The lines in which every word is found (see `console.domain.folding.search_words`), in their order."""
    for word in words:
        lines = [line for line in lines if word in line.search]
    return lines


def narrows(former: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether everything found by `words` is surely among what `former` found."""
    return all(any(old in new for new in words) for old in former)


def _tests(sieve: Sieve, at: At) -> Iterator[Test]:
    """What a line must pass besides not having ended, the sharpest first."""
    chips = sieve.chips
    when = [_WHEN[chip](at.today) for chip in WHEN if chip in chips]
    kinds = frozenset[str]().union(*(_STATUSES[chip] for chip in KIND if chip in chips))
    if when:
        yield _any_of(when)
    if kinds:
        yield lambda line: line.status in kinds
    elif when:
        yield is_stay
    news = [_NEWS[chip](at.day_ago) for chip in NEWS if chip in chips]
    if news:
        yield _any_of(news)
    yield from (_TRAITS[chip] for chip in TRAITS if chip in chips)
    yield from _places(sieve)


def _places(sieve: Sieve) -> Iterator[Test]:
    if sieve.channel:
        yield lambda line: line.channel == sieve.channel
    if sieve.room_type_id is not None:
        yield lambda line: line.room_type_id == sieve.room_type_id
    if sieve.room_id is not None:
        yield lambda line: line.room_id == sieve.room_id


def _any_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda line: any(passes(line) for passes in tests)


_WHEN: Final[dict[Chip, Callable[[str], Test]]] = {
    Chip.ARRIVING: lambda today: lambda line: line.arrival == today,
    Chip.IN_HOUSE: lambda today: lambda line: line.arrival < today < line.departure,
    Chip.LEAVING: lambda today: lambda line: line.departure == today and line.arrival < today,
}
_NEWS: Final[dict[Chip, Callable[[str], Test]]] = {
    Chip.NEW: lambda since: lambda line: (line.booked_at or "") >= since,
    Chip.CHANGED: lambda since: lambda line: line.modified_at >= since,
}
_STATUSES: Final[dict[Chip, frozenset[str]]] = {
    Chip.CANCELLED: RELEASED,
    Chip.REQUEST: frozenset({Status.REQUEST.value, Status.INQUIRY.value}),
    Chip.CLOSURE: frozenset({Status.BLACK.value}),
}
_TRAITS: Final[dict[Chip, Test]] = {
    Chip.GROUP: lambda line: line.group_id != NO_GROUP,
    Chip.UNASSIGNED: lacks_room,
    Chip.NO_CONTACT: lacks_contact,
}
