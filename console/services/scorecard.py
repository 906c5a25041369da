"""What the webhook is worth: who heard of each change first, and how fast."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from console.store.store import Session

DAY: Final = timedelta(hours=24)
WEEK: Final = timedelta(days=7)
_WRONG_SECRETS = ("secret_absent", "secret_doubled", "secret_wrong", "stale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The changes that were made at Beds24 from `since` on, the desk's own aside.

    `by_webhook` of them were heard first by a webhook, the others by a check. `delay` is the median from a change to
    our knowing of it, None where there was none. `duplicates` are webhooks that came again and had no effect;
    `wrong_secrets` those refused, since the beginning (UTC) of the day of `since`.
    """

    since: datetime
    changes: int = 0
    by_webhook: int = 0
    delay: timedelta | None = None
    duplicates: int = 0
    wrong_secrets: int = 0

    @property
    def by_check(self) -> int:
        return self.changes - self.by_webhook


def scorecard(session: Session, now: datetime, span: timedelta) -> Scorecard:
    """The last `span`, or what has passed of it since the webhook was switched on."""
    config = next(iter(session.config.all()), None)
    enabled_at = session.webhook_settings.of(config.property_id).setup.enabled_at if config else None
    since = max(now - span, enabled_at) if enabled_at else now - span
    heard = session.hearsay.first_heard(since)
    counts = session.inbox.counts(since)
    delays = [max((one.known_at - one.changed_at).total_seconds(), 0.0) for one in heard]
    return Scorecard(
        since=since,
        changes=len(heard),
        by_webhook=sum(one.by_webhook for one in heard),
        delay=timedelta(seconds=median(delays)) if delays else None,
        duplicates=session.events.repeated(since),
        wrong_secrets=sum(counts.get(name, 0) for name in _WRONG_SECRETS),
    )
