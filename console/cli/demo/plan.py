"""The day that the demo plays: when something happens, and when the line is cut."""

import random
from dataclasses import dataclass, field

from console.cli.demo.stage import DAY, STEP

STEPS = DAY // STEP
CUT_AT, HEALED_AT = 66, 73
"""The steps from and to which nothing reaches Beds24, nor Beds24 this computer."""

_EVENTS = 45


@dataclass(frozen=True, slots=True)
class DayPlan:
    """When something happens: the step's number, and how many seconds into it."""

    moments: dict[int, tuple[float, ...]] = field(default_factory=dict)


def plan_day(seed: int, events: int = _EVENTS, steps: int = STEPS) -> DayPlan:
    """The same day for the same seed; three things happen while the line is cut."""
    draw = random.Random(f"day {seed}")  # noqa: S311 - a demo, no secret
    chosen = [draw.randrange(1, steps - 1) for _ in range(events)] + [CUT_AT + 1, CUT_AT + 3, CUT_AT + 4]
    longest = STEP.total_seconds() - 20
    return DayPlan(
        {step: tuple(sorted(draw.uniform(5, longest) for _ in range(chosen.count(step)))) for step in set(chosen)}
    )
