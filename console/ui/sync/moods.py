"""How a run ended, as the eye tells it: an icon, a tone and a word each, never a colour alone."""

from dataclasses import dataclass
from enum import IntEnum

from console.domain.runs import Outcome, Run, RunKind
from console.ui.kit.words import say
from console.ui.wording import sync as words


class Mood(IntEnum):
    """From the calmest to the most alarming; where several share a place on the time line, the worst is shown."""

    QUIET = 0
    CHANGED = 1
    RUNNING = 2
    STOPPED = 3
    CRASHED = 4
    BRAKED = 5
    FAILED = 6
    WRONG_SUM = 7


@dataclass(frozen=True, slots=True)
class Face:
    """A Phosphor icon, a field of Colours, and the word."""

    icon: str
    tone: str
    word: str


FACES = {
    Mood.QUIET: Face("check", "muted", words.DONE),
    Mood.CHANGED: Face("check-circle", "accent", words.DONE_CHANGED),
    Mood.RUNNING: Face("arrows-clockwise", "accent", words.RUNNING),
    Mood.STOPPED: Face("stop-circle", "muted", words.STOPPED),
    Mood.CRASHED: Face("lightning", "warn", words.CRASHED),
    Mood.BRAKED: Face("hand", "warn", words.BRAKED),
    Mood.FAILED: Face("x-circle", "bad", words.FAILED),
    Mood.WRONG_SUM: Face("warning-octagon", "bad", words.WRONG_SUM),
}
PROBLEMS = frozenset({Mood.CRASHED, Mood.BRAKED, Mood.FAILED, Mood.WRONG_SUM})

_OF_OUTCOME = {
    Outcome.RUNNING: Mood.RUNNING,
    Outcome.FAILED: Mood.FAILED,
    Outcome.BRAKED: Mood.BRAKED,
    Outcome.STOPPED: Mood.STOPPED,
    Outcome.CRASHED: Mood.CRASHED,
}


def mood_of(run: Run) -> Mood:
    """What a run came to. One whose numbers do not add up is a problem, however it says that it ended."""
    if run.outcome is not Outcome.RUNNING and not run.counts.add_up:
        return Mood.WRONG_SUM
    if run.outcome is Outcome.DONE:
        return Mood.CHANGED if has_changes(run) else Mood.QUIET
    return _OF_OUTCOME[run.outcome]


def has_changes(run: Run) -> bool:
    """Whether it brought something new."""
    return bool(run.counts.created or run.counts.updated)


def mood_word(mood: Mood) -> str:
    return say(FACES[mood].word)


def result_word(run: Run) -> str:
    """How a run ended, in a word; one that only looks has changed nothing."""
    mood = mood_of(run)
    return say(words.WOULD_CHANGE) if mood is Mood.CHANGED and run.kind is RunKind.CHECK else mood_word(mood)
