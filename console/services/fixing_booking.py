"""The differences of one booking settled in one transaction: compared anew with what Beds24 tells now, and only where
everything still is as somebody looked at it, done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus
from console.domain.edits import PART_OF
from console.domain.errors import WrongInput
from console.domain.fixing import Fix, Found, Outcome, Way
from console.services.applying import Applying
from console.services.discrepancy_desk import LONGEST, Said, say_in
from console.services.fixing_deeds import carry_out
from console.services.fixing_ground import Did, Fixing
from console.services.looking_again import Looked, compare_again
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of one fix; `sentence` tells more where something stood in the way, `act_id` is what undoes it,
    `reservation_id` (ours) what it is about. Of one that `sends` something is still to be sent."""

    fix: Fix
    outcome: Outcome
    sentence: str = ""
    act_id: int | None = None
    reservation_id: int | None = None
    sends: bool = False


def settle_booking(
    session: Session, number: int | None, fixes: Sequence[Fix], looked: Looked, context: Applying, who: str
) -> tuple[Fixed, ...]:
    """Settle what was chosen about the differences of one booking; one without a number can only be expected.

    Raises WrongInput for what cannot be done, RoomTaken and the store's errors; then nothing of it is done.
    """
    if number is not None:
        compare_again(session, number, looked, context.at)
    elif any(fix.way is not Way.KEEP for fix in fixes):
        raise WrongInput("Beds24 told it without a number, so that it cannot be asked for again.")
    found = session.discrepancies.found(fix.id for fix in fixes)
    judged = {fix.id: _as_looked_at(fix, found.get(fix.id)) for fix in fixes}
    if Outcome.MOVED in judged.values():
        return tuple(Fixed(fix, judged[fix.id] or Outcome.MOVED) for fix in fixes)
    wanted = [fix for fix in fixes if judged[fix.id] is None]
    done = _carry_out(session, number, wanted, found, looked, context, who)
    _expect(session, wanted, context, who)
    return tuple(_fixed(session, fix, done.get(fix.id), context) for fix in fixes)


def _as_looked_at(fix: Fix, found: Found | None) -> Outcome | None:
    """Why nothing is done about it; None where it still is as somebody looked at it."""
    if found is None or not found.alive:
        return Outcome.AGREED
    return None if (found.here, found.there) == (fix.here, fix.there) else Outcome.MOVED


def _carry_out(
    session: Session,
    number: int | None,
    fixes: Sequence[Fix],
    found: Mapping[int, Found],
    looked: Looked,
    context: Applying,
    who: str,
) -> dict[int, Did]:
    """What was done about each; what is settled together is done once."""
    if number is None or not fixes:
        return {fix.id: Did(expected=True) for fix in fixes if fix.way is Way.KEEP}
    fixing = Fixing(session, number, looked, context, who)
    fixing.take_over()
    done: dict[tuple[str, ...], Did] = {}
    for fix in fixes:
        if (key := _together(fix, found[fix.id])) not in done:
            done[key] = carry_out(fixing, fix, found[fix.id])
    for each in {number, *(fix.other for fix in fixes if fix.other)}:
        compare_again(session, each, looked, context.at)
    return {fix.id: done[_together(fix, found[fix.id])] for fix in fixes}


def _together(fix: Fix, found: Found) -> tuple[str, ...]:
    return fix.way, PART_OF.get(found.field, f"{found.kind} {found.field}")


def _expect(session: Session, fixes: Sequence[Fix], context: Applying, who: str) -> None:
    for fix in fixes:
        if fix.way is Way.KEEP:
            until = fix.until or context.today + LONGEST
            say_in(session, [fix.id], Said(DiscrepancyStatus.EXPECTED, until, fix.reason), who, context.at)


def _fixed(session: Session, fix: Fix, did: Did | None, context: Applying) -> Fixed:
    if did is None:
        return Fixed(fix, Outcome.AGREED)
    if did.expected:
        return Fixed(fix, Outcome.EXPECTED, act_id=did.act_id, reservation_id=did.reservation_id)
    ended = session.discrepancies.found([fix.id])[fix.id]
    if not ended.alive or ended.kind is DiscrepancyKind.DUPLICATE_PAIR:
        session.discrepancies.end([fix.id], context.at)
    if ended.alive and not did.sends and ended.kind is not DiscrepancyKind.DUPLICATE_PAIR:
        return Fixed(fix, Outcome.FAILED, "It still differs after that. Look at both sides.")
    outcome = Outcome.WAITS if did.sends else Outcome.EQUAL
    return Fixed(fix, outcome, act_id=did.act_id, reservation_id=did.reservation_id, sends=did.sends)
