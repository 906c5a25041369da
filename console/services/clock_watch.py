"""How far this computer's clock is from Beds24's, as it was last compared."""

from datetime import datetime, timedelta

from console.store.store import Session

_AHEAD = "clock_ahead_seconds"


def clock_ahead_between(asked_at: datetime, server_time: datetime, now: datetime) -> timedelta:
    """How far our clock is ahead of one that told `server_time` between `asked_at` and `now`, both ours; less than
    nothing where it is behind, and nothing where the time that the answer took explains the difference."""
    return max(timedelta(0), asked_at - server_time) - max(timedelta(0), server_time - now)


def note_clock(session: Session, ahead: timedelta) -> None:
    """Remember what a comparison found."""
    session.preferences.set(_AHEAD, round(ahead.total_seconds()))


def clock_ahead(session: Session) -> timedelta:
    """What the last comparison found; nothing where there was none."""
    return timedelta(seconds=int(session.preferences.get(_AHEAD) or 0))
