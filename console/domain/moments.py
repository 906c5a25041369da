"""Moments as text: aware UTC on our side, `YYYY-MM-DDTHH:MM:SSZ` on every border (FACTS.md 2.3)."""

from datetime import UTC, datetime


def moment_text(moment: datetime) -> str:
    """`moment` (aware, any zone) as UTC text in whole seconds; sorts like the moments themselves."""
    return moment.astimezone(UTC).isoformat()[:19] + "Z"


def moment_from(text: str) -> datetime:
    """The aware UTC moment that `text` names; raises ValueError when it is not a full moment."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def maybe_moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def maybe_moment_from(text: str | None) -> datetime | None:
    return None if text is None else moment_from(text)
