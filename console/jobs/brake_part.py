"""What a run would do to the hotel, as the brake looks at it before anything is written."""

from datetime import date

from console.domain.brake import RunPlan, reasons_to_stop
from console.domain.errors import BrakePulled
from console.domain.runs import RunKind
from console.services.preferences import brake_limits
from console.store.spool import Spool
from console.store.store import Session, Store


def stop_what_looks_wrong(
    store: Store, property_id: int, spool: Spool, absent: frozenset[int], today: date, *, full: bool
) -> None:
    """Let a run pass that looks as runs do; `absent` is what Beds24 no longer has. Raises BrakePulled."""
    with store.reading() as session:
        plan = _plan(session, property_id, spool, absent, today, full=full)
        reasons = reasons_to_stop(plan, brake_limits(session))
    if reasons:
        raise BrakePulled("Stopped before changing anything. " + " ".join(reasons))


def _plan(
    session: Session, property_id: int, spool: Spool, absent: frozenset[int], today: date, *, full: bool
) -> RunPlan:
    coming = session.reservations.coming_numbers(today)
    known = session.reservations.existing_numbers(property_id)
    last = session.runs.last_done(RunKind.FULL)
    return RunPlan(
        read=spool.count(),
        known=len(known),
        coming=len(coming),
        cancelled=_counting_groups_once(spool.released(), coming),
        vanished=len(absent & known) if full else 0,
        vanished_in_house=session.reservations.in_house_among(absent, today) if full else 0,
        last_read=last.counts.read if last else 0,
        complete=full,
    )


def _counting_groups_once(released: dict[int, int], coming: set[int]) -> int:
    """How many decisions lie behind the coming stays among `released`: a group cancelled as a whole is one."""
    lost = {number: group for number, group in released.items() if number in coming}
    return len({group for group in lost.values() if group}) + sum(not group for group in lost.values())
