"""What the webhook is worth, in one line of words."""

from datetime import timedelta

from console.cli.counting import counted
from console.services.scorecard import Scorecard


def score_words(score: Scorecard) -> str:
    """`44 changes: 41 by webhook, 3 by a check; half known within 58 s; 12 duplicates dropped; ...`."""
    turned_away = (
        f"{counted(score.duplicates, 'duplicate')} dropped",
        f"{counted(score.wrong_secrets, 'wrong secret')} refused",
    )
    if not score.changes:
        return "; ".join(("no booking changed", *turned_away))
    who = f"{counted(score.changes, 'change')}: {score.by_webhook:,} by webhook, {score.by_check:,} by a check"
    delay = () if score.delay is None else (f"half known within {_span(score.delay)}",)
    return "; ".join((who, *delay, *turned_away))


def _span(delay: timedelta) -> str:
    minutes, seconds = divmod(round(delay.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
