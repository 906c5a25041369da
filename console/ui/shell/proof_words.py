"""The proof that both sides agree, in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from console.domain.agreement import Agreement, ProofState
from console.ui.kit.moments import AgeWords, time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import proof as words

if TYPE_CHECKING:
    from console.services.agreement import Agreed

_AGE = AgeWords(words.AGE_MINUTES, words.AGE_HOURS, words.AGE_DAYS)
ICONS = {
    ProofState.AGREE: ("equals-bold", "good"),
    ProofState.DIFFER: ("warning-circle-bold", "warn"),
    ProofState.STALE: ("clock-afternoon-bold", "warn"),
    ProofState.NOT_COMPARED: ("question-bold", "muted"),
}


def proof_line(agreed: "Agreed") -> str:
    """ "141 of 143 upcoming bookings agree with Beds24"."""
    one = agreed.agreement
    if not one.upcoming:
        return say(words.NONE_UPCOMING)
    if agreed.state is ProofState.NOT_COMPARED:
        return count(*words.NOT_COMPARED, one.upcoming)
    template = words.AGREED if agreed.state is ProofState.STALE else words.AGREE
    return count(*template, one.upcoming, agreeing=one.agreeing)


def proof_more(agreed: "Agreed", stage: Stage) -> str:
    """ "2 differ · oldest check 4 min ago"."""
    return say(words.PART).join(_more(agreed, stage))


def proof_sentence(agreed: "Agreed", stage: Stage) -> str:
    """All of it in one line, with the first words where nothing is wrong."""
    begin = [say(words.IN_SYNC)] if agreed.state is ProofState.AGREE else []
    return say(words.PART).join(filter(None, (*begin, proof_line(agreed), proof_more(agreed, stage))))


def light_words(one: Agreement, stage: Stage) -> str:
    """What a complete reading of all changes has proved."""
    if one.read_until is None:
        return say(words.LIGHT_NONE)
    return say(words.LIGHT, time=time_words(stage, one.read_until))


def deep_words(one: Agreement, stage: Stage) -> str:
    """What was read and compared itself."""
    if one.oldest_deep is None:
        return say(words.DEEP_NONE)
    template = words.DEEP if one.deep >= one.upcoming else words.DEEP_AND_LIGHT
    return say(template, deep=one.deep, n=one.upcoming, light=one.light_only, time=time_words(stage, one.oldest_deep))


def _more(agreed: "Agreed", stage: Stage) -> Iterator[str]:
    one, now = agreed.agreement, stage.clock.now()
    for template, number in (
        (words.DIFFER, one.differing),
        (words.WAITING, one.waiting),
        (words.ON_PURPOSE, one.on_purpose),
    ):
        if number:
            yield count(*template, number)
    if agreed.state is ProofState.STALE:
        proved = [at for at in (one.read_at, one.compared_at) if at is not None]
        yield say(words.NOT_PROVED_SINCE, time=time_words(stage, min(proved, default=None)))
    elif one.oldest_deep is not None:
        yield _oldest(one.oldest_deep, now)


def _oldest(at: datetime, now: datetime) -> str:
    minutes = max(0, int((now - at).total_seconds() // 60))
    return say(words.OLDEST, age=_AGE.of(minutes)) if minutes else say(words.JUST_NOW)
