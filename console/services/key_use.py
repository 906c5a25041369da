"""When the key was last used: Beds24 forgets one that nobody uses."""

from datetime import datetime, timedelta

from console.domain.moments import moment_from, moment_text
from console.store.store import Session

KEY_LIVES_UNUSED = timedelta(days=30)
_LAST_USED = "key_last_used"


def last_use_of_key(session: Session) -> datetime | None:
    """When Beds24 last saw the key used by us."""
    text = session.preferences.get(_LAST_USED)
    return moment_from(text) if text else None


def note_use_of_key(session: Session, at: datetime) -> None:
    """Beds24 has just seen it."""
    session.preferences.set(_LAST_USED, moment_text(at))
