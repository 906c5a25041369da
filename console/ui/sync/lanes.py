"""The time line as plain geometry: which run stands where, what shares a place, where nothing happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import pairwise

from console.domain.runs import Run, RunKind, Trigger
from console.services.event_book import HeardAt
from console.ui.sync.moods import Mood, mood_of

MISSED_INTERVALS = 2
CLOSEST = 4.0


class Lane(IntEnum):
    PULL = 0
    NIGHT = 1
    HAND = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more runs of a lane at a place, `x` pixels from the left; the worst of them, and of those the newest."""

    lane: Lane
    x: float
    run: Run
    mood: Mood
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without any check, longer than it should be."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return self.until - self.since


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch of time that is shown, over `width` pixels."""

    since: datetime
    until: datetime
    width: float

    def x_of(self, moment: datetime) -> float:
        return (moment - self.since) / (self.until - self.since) * self.width


def lane_of(run: Run) -> Lane:
    """Where a run stands: what a person started is by hand, whatever it read."""
    if run.trigger is Trigger.MANUAL:
        return Lane.HAND
    return Lane.NIGHT if run.kind is RunKind.FULL else Lane.PULL


def marks_of(runs: Iterable[Run], span: Span) -> tuple[Mark, ...]:
    """The marks of `runs` (oldest first), runs too close to be told apart as one."""
    marks: list[Mark] = []
    last: dict[Lane, int] = {}
    for run in runs:
        if not span.since <= run.started_at <= span.until:
            continue
        mark = Mark(lane_of(run), span.x_of(run.started_at), run, mood_of(run), (run,))
        place = last.get(mark.lane)
        if place is not None and mark.x - marks[place].x < CLOSEST:
            marks[place] = _joined(marks[place], mark)
        else:
            last[mark.lane] = len(marks)
            marks.append(mark)
    return tuple(marks)


def _joined(earlier: Mark, later: Mark) -> Mark:
    worst = later if later.mood >= earlier.mood else earlier
    return Mark(earlier.lane, earlier.x, worst.run, worst.mood, earlier.runs + later.runs)


def gaps_of(runs: Sequence[Run], span: Span, interval: timedelta) -> tuple[Gap, ...]:
    """Where nothing was checked for more than two intervals; before the very first run nothing was missed."""
    moments = [run.started_at for run in runs if run.started_at <= span.until]
    if not moments:
        return ()
    edges = [max(moment, span.since) for moment in moments] + [span.until]
    return tuple(Gap(one, other) for one, other in pairwise(edges) if other - one > MISSED_INTERVALS * interval)


@dataclass(frozen=True, slots=True)
class HeardMark:
    """One or more webhooks at a place, `x` pixels from the left; the last one came at `at`."""

    x: float
    at: datetime
    number: int
    parked: bool


def heard_marks_of(heard: Iterable[HeardAt], span: Span) -> tuple[HeardMark, ...]:
    """The marks of webhooks (the oldest first), those too close to be told apart as one."""
    marks: list[HeardMark] = []
    for one in heard:
        if not span.since <= one.at <= span.until:
            continue
        x = span.x_of(one.at)
        if marks and x - marks[-1].x < CLOSEST:
            former = marks[-1]
            marks[-1] = HeardMark(former.x, one.at, former.number + 1, former.parked or one.parked)
        else:
            marks.append(HeardMark(x, one.at, 1, one.parked))
    return tuple(marks)


def nearest(marks: Sequence[Mark], lane: Lane | None, x: float) -> Mark | None:
    """The mark closest to `x`, in one lane or in any."""
    among = [mark for mark in marks if lane is None or mark.lane is lane]
    return min(among, key=lambda mark: abs(mark.x - x), default=None)


def mark_with(marks: Sequence[Mark], run_id: int) -> Mark | None:
    """The mark in which a run stands."""
    return next((mark for mark in marks if any(run.id == run_id for run in mark.runs)), None)


def step(marks: Sequence[Mark], chosen: Mark | None, by: int) -> Mark | None:
    """The next mark of the same lane, forwards or backwards; from nowhere the newest of all."""
    if chosen is None:
        return max(marks, key=lambda mark: mark.run.started_at, default=None)
    lane = sorted((mark for mark in marks if mark.lane is chosen.lane), key=lambda mark: mark.x)
    return lane[min(max(lane.index(chosen) + by, 0), len(lane) - 1)]


def change_lane(marks: Sequence[Mark], chosen: Mark | None, by: int) -> Mark | None:
    """The mark closest in time in the next lane that has any."""
    if chosen is None:
        return step(marks, None, 0)
    number = int(chosen.lane) + by
    while Lane.PULL <= number <= Lane.HAND:
        found = nearest(marks, Lane(number), chosen.x)
        if found is not None:
            return found
        number += by
    return chosen
