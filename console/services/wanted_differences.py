"""Differences that somebody wants: expected from the start, and brought back to mind on a day of the hotel."""

from collections.abc import Collection
from datetime import date

from console.domain.announcing import DiscrepanciesChanged
from console.domain.causes import explained
from console.domain.differing import differences_between
from console.domain.discrepancies import Discrepancy, DiscrepancyStatus, LikelyCause
from console.domain.edits import FIELDS_OF, Part
from console.services.comparing_ground import Scope, facts_in, ground_in
from console.services.connection import connected_config
from console.services.discrepancy_desk import Said, say_in
from console.services.edit_writing import Doing, Standing, standing_of
from console.services.missing import BELIEVED_AFTER
from console.store.store import Session

_REASON = "Changed here only, on purpose."
_BEFORE_ANY_RUN = 0


def expect_in(
    session: Session, reservation_id: int, parts: Collection[Part], until: date, doing: Doing
) -> DiscrepanciesChanged:
    """Let what the desk wants to stay different in these parts of a reservation (our id) be expected, until the day
    `until` begins. Raises WrongInput where that is no later day than today, or too late a one."""
    standing = standing_of(session, reservation_id)
    fields = {name for part in parts for name in FIELDS_OF[part]}
    wanted = [one for one in _kept(session, standing, doing) if one.difference.field in fields]
    session.discrepancies.take(wanted, _BEFORE_ANY_RUN, doing.at)
    known = {(one.difference.kind, one.difference.field) for one in wanted}
    alive = session.discrepancies.alive(standing.currency, doing.at, standing.shown.beds24_id)
    ids = tuple(row.id for row in alive if (row.kind, row.field) in known)
    if ids:
        say_in(session, ids, Said(DiscrepancyStatus.EXPECTED, until, _REASON), doing.who, doing.at)
    return DiscrepanciesChanged(ids)


def _kept(session: Session, standing: Standing, doing: Doing) -> list[Discrepancy]:
    """What a comparison would say of the reservation, as far as the desk wants it so."""
    number = standing.shown.beds24_id
    here = session.sides.here([number]).get(number)
    if here is None:
        return []
    scope = Scope(connected_config(session), standing.currency, doing.at, BELIEVED_AFTER, number)
    found = differences_between(here, standing.told, ground_in(session, scope))
    facts = facts_in(session, [number], doing.at)
    return [explained(one, facts) for one in found if one.hint is LikelyCause.KEPT_BY_DESK]
