"""Whether both sides agree, in a sentence and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.cli.counting import counted
from console.domain.agreement import Agreement, ProofState
from console.services.agreement import Agreed


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """How the upcoming bookings stand: upcoming = agreeing + differing + on_purpose + waiting.

    `deep` were read and compared and have not changed here since, `oldest_check` is the oldest of these comparisons;
    `light_only` are proved by no more than that nothing newer was found up to `read_until` (Beds24's clock).
    """

    state: ProofState
    upcoming: int
    agreeing: int
    differing: int
    on_purpose: int
    waiting: int
    deep: int
    light_only: int
    oldest_check: datetime | None
    read_until: datetime | None
    compared_at: datetime | None


def agreement_document(agreed: Agreed) -> AgreementDocument:
    one = agreed.agreement
    return AgreementDocument(
        agreed.state,
        one.upcoming,
        one.agreeing,
        one.differing,
        one.on_purpose,
        one.waiting,
        one.deep,
        one.light_only,
        one.oldest_deep,
        one.read_until,
        one.compared_at,
    )


def sentence_of(agreed: Agreed, now: datetime) -> str:
    """How all upcoming bookings stand at `now`, and how old the oldest check is."""
    one = agreed.agreement
    if agreed.state is ProofState.NOT_COMPARED:
        return f"{counted(one.upcoming, 'upcoming booking')}; both sides were not compared yet."
    agree = f"{one.agreeing} of {counted(one.upcoming, 'upcoming booking')} agree with Beds24"
    parts = [agree, *_others(one), *_oldest(one.oldest_deep, now)]
    if one.light_only:
        parts.append(f"{counted(one.light_only, 'booking')} not compared since the last change")
    if agreed.state is ProofState.STALE:
        parts.append("a check that should have proved it since was missed")
    return f"{'; '.join(parts)}."


def _others(one: Agreement) -> Iterator[str]:
    if one.differing:
        yield f"{one.differing} {'differs' if one.differing == 1 else 'differ'}"
    if one.on_purpose:
        yield f"{one.on_purpose} kept otherwise on purpose"
    if one.waiting:
        yield f"{one.waiting} changed here and not yet there"


def _oldest(at: datetime | None, now: datetime) -> list[str]:
    return [f"oldest check {span(now - at)} ago"] if at else []


def span(age: timedelta) -> str:
    """ "4 min", "3 h 20 min", "2 days"."""
    minutes = max(0, int(age.total_seconds() // 60))
    hours, days = minutes // 60, minutes // 1440
    if days > 1:
        return f"{days} days"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
