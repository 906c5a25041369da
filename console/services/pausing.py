"""A pause of the schedule: nothing is checked by itself until it is over; a person may still sync by hand."""

from datetime import datetime

from console.domain.moments import maybe_moment_from, moment_text
from console.store.store import Session, Store

_PAUSED_UNTIL = "paused_until"


def pause(store: Store, until: datetime) -> None:
    """Ring for nothing until `until`."""
    with store.writing() as session:
        session.preferences.set(_PAUSED_UNTIL, moment_text(until))


def resume(store: Store) -> None:
    """End a pause before its time."""
    with store.writing() as session:
        session.preferences.forget(_PAUSED_UNTIL)


def paused_until(session: Session) -> datetime | None:
    """The end of the newest pause, which may be over; None where there was none."""
    return maybe_moment_from(session.preferences.get(_PAUSED_UNTIL))


def is_paused(session: Session, now: datetime) -> bool:
    """Whether a pause holds at `now`."""
    until = paused_until(session)
    return until is not None and until > now
