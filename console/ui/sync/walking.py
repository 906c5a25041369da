"""How the keyboard walks on the time line: along the lanes of checks, and below the last of them to the webhooks and to
what was sent."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from console.ui.sync.heard_lane import HeardLane
from console.ui.sync.lanes import Lane, Mark, change_lane, nearest, step

_STEPS: dict[int, tuple[Callable[..., Mark | None], int]] = {
    Qt.Key.Key_Left: (step, -1),
    Qt.Key.Key_Right: (step, 1),
    Qt.Key.Key_Up: (change_lane, -1),
    Qt.Key.Key_Down: (change_lane, 1),
    Qt.Key.Key_Home: (step, -1_000_000),
    Qt.Key.Key_End: (step, 1_000_000),
}
OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


def walks(key: int) -> bool:
    """Whether a key walks."""
    return key in _STEPS


def walk(key: int, marks: Sequence[Mark], chosen: Mark | None, below: Sequence[HeardLane]) -> Mark | None:
    """The check to which a key leads from the one that is chosen; None where it leads into a lane `below` the checks,
    or nowhere."""
    move, by = _STEPS[key]
    number = next((number for number, lane in enumerate(below) if lane.chosen is not None), None)
    if number is not None:
        return _walk_below(marks, below, number, move, by)
    found = move(marks, chosen, by)
    lane = next((one for one in below if one.marks), None)
    if move is change_lane and by > 0 and found is chosen and lane is not None:
        lane.choose(lane.nearest(chosen.x) if chosen else lane.newest)
        return None
    return found


def _walk_below(
    marks: Sequence[Mark], below: Sequence[HeardLane], number: int, move: Callable[..., Mark | None], by: int
) -> Mark | None:
    """Along a lane, into the next one that has anything, or above the first back to the lowest lane with a check."""
    lane, here = below[number], below[number].chosen
    if move is step:
        lane.walk(by)
        return None
    if here is None:
        return None
    others = below[number + 1 :] if by > 0 else reversed(below[:number])
    other = next((one for one in others if one.marks), None)
    if other is not None:
        lane.choose(None)
        other.choose(other.nearest(here.x))
        return None
    if by > 0:
        return None
    above = (nearest(marks, lane, here.x) for lane in reversed(Lane))
    return next((mark for mark in above if mark is not None), None)
