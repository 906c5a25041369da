"""How the keyboard walks on the time line: along the lanes of checks, and below the last of them to the webhooks."""

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


def walk(key: int, marks: Sequence[Mark], chosen: Mark | None, heard: HeardLane) -> Mark | None:
    """The check to which a key leads from the one that is chosen; None where it leads to a webhook, or nowhere."""
    move, by = _STEPS[key]
    if heard.chosen is not None:
        return _walk_heard(marks, heard, move, by)
    found = move(marks, chosen, by)
    below = heard.nearest(chosen.x) if chosen else heard.newest
    if move is change_lane and by > 0 and found is chosen and below is not None:
        heard.choose(below)
        return None
    return found


def _walk_heard(marks: Sequence[Mark], heard: HeardLane, move: Callable[..., Mark | None], by: int) -> Mark | None:
    """Along the webhooks, and above them back to the lowest lane that has a check."""
    if move is step:
        heard.walk(by)
        return None
    here = heard.chosen
    if by > 0 or here is None:
        return None
    above = (nearest(marks, lane, here.x) for lane in reversed(Lane))
    return next((mark for mark in above if mark is not None), None)
