"""The brake: a run that looks wrong stops before it writes anything (UX.md section 4, no. 6).

What Beds24 plainly says is a cancellation passes, a whole group's too: holding one back costs a night. What
stops a run is bookings vanishing without a word, far fewer records than the last time, or so many coming stays
cancelled at once that a lost scope or an unlinked property is the likelier story.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrakeLimits:
    """Where the brake bites; the manager may move these."""

    vanished_rows: int = 10
    vanished_share: float = 0.05
    vanished_at_least: int = 3
    cancelled_share: float = 0.20
    cancelled_at_least: int = 10
    read_share: float = 0.70
    read_at_least: int = 20


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run is about to do, counted before it writes.

    `known` bookings are those the store holds as existing at Beds24 and the run should have met; `coming` are stays
    that are not cancelled and have not ended; `cancelled` counts those of them that would be, a group as one;
    `vanished` are known bookings found neither in the list nor by number; `last_read` is what the last complete run
    of this kind read, 0 when there was none.
    """

    read: int
    known: int
    coming: int
    cancelled: int
    vanished: int
    vanished_in_house: int
    last_read: int
    complete: bool


def reasons_to_stop(plan: RunPlan, limits: BrakeLimits) -> tuple[str, ...]:
    """Plain sentences, one for each limit that the plan exceeds; empty when the run may write."""
    found = (
        _too_many_vanish(plan, limits),
        _in_house_vanish(plan),
        _too_many_cancelled(plan, limits),
        _far_fewer_read(plan, limits),
    )
    return tuple(sentence for sentence in found if sentence)


def vanished_allowed(known: int, limits: BrakeLimits) -> int:
    """How many of `known` bookings may be found missing in one run before it stops."""
    return min(limits.vanished_rows, max(limits.vanished_at_least, int(known * limits.vanished_share)))


def _too_many_vanish(plan: RunPlan, limits: BrakeLimits) -> str:
    if plan.vanished <= vanished_allowed(plan.known, limits):
        return ""
    return f"{plan.vanished} of {plan.known} known bookings are no longer at Beds24, though none was cancelled."


def _in_house_vanish(plan: RunPlan) -> str:
    if not plan.vanished_in_house:
        return ""
    if plan.vanished_in_house == 1:
        return "The booking of a guest who is in the house now is no longer at Beds24."
    return f"{plan.vanished_in_house} bookings of guests who are in the house now are no longer at Beds24."


def _too_many_cancelled(plan: RunPlan, limits: BrakeLimits) -> str:
    if plan.cancelled < limits.cancelled_at_least or plan.cancelled <= plan.coming * limits.cancelled_share:
        return ""
    return f"{plan.cancelled} of {plan.coming} coming stays would be cancelled at once, groups counted as one."


def _far_fewer_read(plan: RunPlan, limits: BrakeLimits) -> str:
    if not plan.complete or plan.last_read < limits.read_at_least:
        return ""
    if plan.read >= plan.last_read * limits.read_share:
        return ""
    return f"Beds24 returned {plan.read} bookings; the last full sync read {plan.last_read}."
