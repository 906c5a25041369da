"""Why two sides differ, from what the ledger of runs and the inbox of webhooks know; the strongest evidence wins."""

from dataclasses import replace
from datetime import datetime, timedelta

from console.domain.discrepancies import Difference, Discrepancy, Evidence, Facts, LikelyCause

WEBHOOK_GRACE = timedelta(minutes=3)
"""Beds24's webhooks come within a minute as a rule (FACTS.md 7.4); until then nothing is missed."""


def explained(difference: Difference, facts: Facts) -> Discrepancy:
    """The difference with its likely cause and every fact that is known of it."""
    failed = _failed_run(difference.evidence.changed_there, facts)
    evidence = replace(difference.evidence, read_until=facts.read_until)
    cause = difference.hint or _cause(difference, facts, failed)
    if cause is LikelyCause.RUN_FAILED:
        evidence = replace(evidence, failed_run=failed)
    return Discrepancy(difference, cause, evidence)


def _cause(difference: Difference, facts: Facts, failed: int | None) -> LikelyCause:
    known: Evidence = difference.evidence
    changed = known.changed_there
    if changed is None or (known.changed_here is not None and changed <= known.changed_here):
        return LikelyCause.UNDATED if changed == known.changed_here else LikelyCause.OLDER_THERE
    if facts.read_until is not None and changed < facts.read_until:  # of one second nobody knows which came first
        return LikelyCause.NOT_APPLIED
    if failed is not None:
        return LikelyCause.RUN_FAILED
    if difference.announced and _was_missed(difference.beds24_id, changed, facts):
        return LikelyCause.MISSED_WEBHOOK
    return LikelyCause.CHANGED_SINCE


def _failed_run(changed: datetime | None, facts: Facts) -> int | None:
    """The first run that began after the change and did not end well, where none has ended well since."""
    if changed is None:
        return None
    return next((number for number, started_at in facts.failed_runs if started_at >= changed), None)


def _was_missed(number: int, changed: datetime, facts: Facts) -> bool:
    if facts.listening_since is None or changed < facts.listening_since or facts.now - changed < WEBHOOK_GRACE:
        return False
    heard = facts.heard.get(number)
    return heard is None or heard < changed
