"""The stays of two guests on one time line: years without a stay take no room, a night together always shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from console.domain.guests.review_lines import StayOfGuest
from console.services.guest_review import PairView

_NEAR_DAYS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One stay on its lane: 0 above, 1 below; `first` and `nights` are counted from the beginning of its stretch."""

    lane: int
    stay: StayOfGuest
    first: int
    nights: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Stays that lie near each other, from a day (ISO) on, and the nights (first, after the last) of both at once."""

    begins: str
    nights: int
    bars: tuple[Bar, ...]
    together: tuple[tuple[int, int], ...]


def stretches_of(view: PairView) -> tuple[Stretch, ...]:
    """All stays of both by time, those near each other in one stretch."""
    stays = [(lane, stay) for lane, side in enumerate((view.one, view.other)) for stay in side.stays]
    stays.sort(key=lambda pair: (pair[1].arrival, pair[1].departure, pair[0]))
    groups: list[list[tuple[int, StayOfGuest]]] = []
    until = date.min
    for lane, stay in stays:
        if not groups or (_day(stay.arrival) - until).days > _NEAR_DAYS:
            groups.append([])
        groups[-1].append((lane, stay))
        until = max(until, _day(stay.departure))
    return tuple(_stretch(group, view) for group in groups)


def _stretch(group: Sequence[tuple[int, StayOfGuest]], view: PairView) -> Stretch:
    begins = min(_day(stay.arrival) for _, stay in group)
    bars = tuple(Bar(lane, stay, _since(begins, stay.arrival), _nights(stay)) for lane, stay in group)
    within = {stay.reservation_id for _, stay in group}
    together = (
        (_since(begins, max(one.arrival, other.arrival)), _since(begins, min(one.departure, other.departure)))
        for one, other in view.same_nights
        if one.reservation_id in within
    )
    nights = max(bar.first + bar.nights for bar in bars)
    return Stretch(begins.isoformat(), nights, bars, tuple(sorted(set(together))))


def in_reading_order(stretches: Iterable[Stretch]) -> list[Bar]:
    """Every bar, as the keyboard goes from one to the next."""
    return [bar for stretch in stretches for bar in stretch.bars]


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _since(begins: date, iso: str) -> int:
    return (_day(iso) - begins).days


def _nights(stay: StayOfGuest) -> int:
    return max(1, (_day(stay.departure) - _day(stay.arrival)).days)
