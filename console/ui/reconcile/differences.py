"""The columns of the lists of differences."""

from collections.abc import Sequence

from console.domain.discrepancies import LikelyCause, Severity
from console.domain.discrepancy_lines import SEVERITIES as BY_SEVERITY
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.suggesting import suggestion_for
from console.ui.reconcile.columns import PLAIN, Column, Manner
from console.ui.reconcile.telling import SEVERITIES, DifferenceTelling
from console.ui.wording import reconcile as words

_RANK = {severity: rank for rank, severity in enumerate(BY_SEVERITY)}
_FAULTS = frozenset({LikelyCause.NOT_APPLIED, LikelyCause.OLDER_THERE, LikelyCause.UNDATED})


def columns_of(telling: DifferenceTelling, *, with_state: bool) -> Sequence[Column[DiscrepancyLine]]:
    """Those of what is to be reviewed, or `with_state` those of what is expected and put off."""
    state: Column[DiscrepancyLine] = Column(
        "state", words.STATE, telling.said, lambda line: (line.until or "", line.said_by), 190
    )
    usual: tuple[Column[DiscrepancyLine], ...] = (
        Column("severity", words.SEVERITY, telling.severity, _by_severity, 122, _manner, telling.row),
        Column("kind", words.KIND, telling.kind, lambda line: (telling.kind(line), line.arrival), 128),
        Column("guest", words.GUEST, telling.guest_and_reference, lambda line: telling.guest(line).lower(), 150),
        Column("arrival", words.ARRIVAL, telling.arrival, lambda line: line.arrival, 98),
        Column("here", words.HERE, telling.here, telling.here, 96),
        Column("beds24", words.BEDS24, telling.there, telling.there, 96),
        Column("agreed", words.AGREED, telling.agreed, telling.agreed, 110, hidden=with_state),
        Column("since", words.SINCE, telling.since, lambda line: line.since, 110),
        Column("cause", words.CAUSE, telling.cause, telling.cause, 168, _manner_of_cause),
        Column("suggested", words.SUGGESTED, telling.suggestion, _by_suggestion, 150, hidden=with_state),
        Column("owner", words.OWNER, telling.owner, telling.owner, 110),
    )
    return (usual[0], state, *usual[1:]) if with_state else usual


def _by_severity(line: DiscrepancyLine) -> tuple[int, str, int]:
    return _RANK[line.severity], line.arrival, line.id


def _by_suggestion(line: DiscrepancyLine) -> tuple[str, str]:
    return suggestion_for(line.kind, line.cause).value, line.arrival


def _manner(line: DiscrepancyLine) -> Manner:
    _, icon, tone = SEVERITIES[line.severity]
    return icon, tone


def _manner_of_cause(line: DiscrepancyLine) -> Manner:
    """What should not happen at all stands out."""
    return ("warning", "warn") if line.cause in _FAULTS and line.severity is not Severity.COSMETIC else PLAIN
