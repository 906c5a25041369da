"""Which reservations a list shows: chips, a status, a channel, a room, and words that were typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from console.domain.booking import NO_GROUP
from console.domain.folding import Word
from console.domain.lines import ReservationLine, differs, has_not_come, is_stay, lacks_contact, lacks_room
from console.domain.moments import moment_text
from console.domain.status import RELEASED, Status

_RECENT: Final = timedelta(hours=24)
_STATUS: Final = ReservationLine._fields.index("status")
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
    DIFFERS = "differs"
    PAST = "past"


WHEN: Final = (Chip.ARRIVING, Chip.IN_HOUSE, Chip.LEAVING)
NEWS: Final = (Chip.NEW, Chip.CHANGED)
KIND: Final = (Chip.CANCELLED, Chip.REQUEST, Chip.CLOSURE)
TRAITS: Final = (Chip.GROUP, Chip.UNASSIGNED, Chip.NO_CONTACT, Chip.DIFFERS)


NO_SHOW: Final = "no_show"
STATUSES: Final = (
    Status.CONFIRMED.value,
    Status.NEW.value,
    Status.REQUEST.value,
    Status.INQUIRY.value,
    Status.CANCELLED.value,
    Status.BLACK.value,
    NO_SHOW,
    Status.GONE.value,
)
_TELLS_OF_RELEASED: Final = frozenset({Chip.CANCELLED, Chip.NEW, Chip.CHANGED})


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is let through; without chips everything that has not ended.

    `status` is one of STATUSES, empty for any. What was released (cancelled, or gone) stays aside unless something asks
    for it: see `keeps_released`.
    """

    chips: frozenset[Chip] = frozenset()
    channel: str = ""
    room_type_id: int | None = None
    room_id: int | None = None
    status: str = ""

    @property
    def keeps_released(self) -> bool:
        """Whether a list without words shows what was released too: that was asked for, or is news."""
        return bool(self.status or self.chips & _TELLS_OF_RELEASED)


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


def without_released(lines: list[ReservationLine]) -> list[ReservationLine]:
    """What holds a room or may come to hold one, in its order."""
    released = RELEASED
    return [line for line in lines if line[_STATUS] not in released]


def find(lines: list[ReservationLine], words: tuple[Word, ...]) -> list[ReservationLine]:
    """The lines in which every word is found (see `console.domain.folding.search_words`), in their order."""
    for word in words:
        lines = [line for line in lines if any(spelling in line.search for spelling in word)]
    return lines


def narrows(former: tuple[Word, ...], words: tuple[Word, ...]) -> bool:
    """Whether everything found by `words` is surely among what `former` found."""
    return all(any(_within(new, old) for new in words) for old in former)


def _within(new: Word, old: Word) -> bool:
    return all(any(spelling in longer for spelling in old) for longer in new)


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
    yield from _of_status(sieve.status)
    yield from _places(sieve)


def _of_status(status: str) -> Iterator[Test]:
    if status == NO_SHOW:
        yield has_not_come
    elif status:
        yield lambda line: line.status == status and not has_not_come(line)


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
    Chip.DIFFERS: differs,
}
