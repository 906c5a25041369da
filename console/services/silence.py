"""Whether webhooks have fallen silent, from what is stored; the window needs it at once, so little is loaded for it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from console.domain.silence import CLOCKS_DIFFER, HearingFacts, listening_since
from console.store.store import Session

if TYPE_CHECKING:
    from console.domain.config import Beds24Config
    from console.domain.webhook_setup import WebhookSetup

_MOST_LOOKED_AT = 300
_IS_ON = "SELECT EXISTS (SELECT 1 FROM webhook_settings WHERE property_id = ? AND enabled = 1)"


def hearing_facts(session: Session) -> HearingFacts:
    """What tells whether webhooks are silent: a few short queries, whatever the size of the hotel's file. While no
    check runs by itself, nothing can be told."""
    config = next(iter(session.config.all()), None)
    if config is None or not session.connection.execute(_IS_ON, (config.property_id,)).get:
        return HearingFacts()
    return _facts(session, config, session.webhook_settings.of(config.property_id).setup)


def _facts(session: Session, config: "Beds24Config", setup: "WebhookSetup") -> HearingFacts:
    heard_at = _heard_last(session, setup)
    if heard_at is None or not config.pull_sync_enabled:
        return HearingFacts(enabled=True, heard_at=heard_at)
    since = listening_since(setup.enabled_at, heard_at)
    return HearingFacts(
        enabled=True,
        enabled_at=setup.enabled_at,
        heard_at=heard_at,
        interval=timedelta(minutes=config.pull_every_minutes),
        found=session.hearsay.unannounced(since - CLOCKS_DIFFER, _MOST_LOOKED_AT),
    )


def _heard_last(session: Session, setup: "WebhookSetup") -> datetime | None:
    """When Beds24 last sent anything that was accepted; events are forgotten after a while, the use of a secret is
    not."""
    return max(filter(None, (setup.used_at, session.events.last_received())), default=None)
