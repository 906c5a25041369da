"""Which bookings on one side alone a stay on the other side alone may be: the same guest, reference or nights."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from console.domain.discrepancies import DiscrepancyKind
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.sameness import text_key

MOST = 12
_HERE_ONLY: Final = frozenset({DiscrepancyKind.ONLY_HERE, DiscrepancyKind.GONE})
_THERE_ONLY: Final = frozenset({DiscrepancyKind.ONLY_IN_BEDS24, DiscrepancyKind.GROUP_INCOMPLETE})


def partners_of(line: DiscrepancyLine, lines: Iterable[DiscrepancyLine]) -> tuple[DiscrepancyLine, ...]:
    """The lines of which the booking could be the stay of `line`, the likeliest first; at most MOST."""
    wanted = _other_side(line)
    weighed = [(_likeness(line, other), other) for other in lines if other.kind in wanted and _is_whole(other)]
    likely = sorted((pair for pair in weighed if pair[0]), key=lambda pair: (-pair[0], pair[1].arrival))
    return tuple(other for _, other in likely[:MOST])


def _other_side(line: DiscrepancyLine) -> frozenset[DiscrepancyKind]:
    if line.kind in _HERE_ONLY:
        return _THERE_ONLY
    return _HERE_ONLY if line.kind in _THERE_ONLY and _is_whole(line) else frozenset()


def _is_whole(line: DiscrepancyLine) -> bool:
    return not line.field and line.beds24_id is not None


def _likeness(one: DiscrepancyLine, other: DiscrepancyLine) -> int:
    """0 where nothing speaks for it."""
    same_guest = bool(one.guest) and text_key(one.guest) == text_key(other.guest)
    same_reference = bool(one.reference) and text_key(one.reference) == text_key(other.reference)
    return 4 * same_reference + 3 * same_guest + 2 * _shares_nights(one, other)


def _shares_nights(one: DiscrepancyLine, other: DiscrepancyLine) -> bool:
    if not all((one.arrival, one.departure, other.arrival, other.departure)):
        return False
    begins = max(date.fromisoformat(one.arrival), date.fromisoformat(other.arrival))
    return begins < min(date.fromisoformat(one.departure), date.fromisoformat(other.departure))
