"""A run's progress for whoever watches: one line that renews itself on a terminal, now and then a line elsewhere."""

from collections.abc import Callable

from console.cli.output import Output
from console.domain.asking import CreditState
from console.domain.clock import Clock
from console.domain.runs import Progress, Stage

_LINE_EVERY = 2.0
_WORTH_TELLING = 5.0


class ProgressLine:
    """Give its `tell` to whatever reports progress; it may be called from any thread."""

    def __init__(self, output: Output, clock: Clock) -> None:
        self._output = output
        self._clock = clock
        self._told_at = clock.monotonic()

    def tell(self, progress: Progress) -> None:
        sentence = progress_sentence(progress)
        if self._output.live:
            self._output.update(sentence)
        elif self._clock.monotonic() - self._told_at >= _LINE_EVERY:
            self._told_at = self._clock.monotonic()
            self._output.say(sentence)


class CreditWait:
    """Tells that a run waits for Beds24's allowance, which may take minutes; ask it to `look` again and again."""

    def __init__(self, output: Output, credits_now: Callable[[], CreditState]) -> None:
        self._output = output
        self._credits_now = credits_now
        self._told = False

    def look(self) -> None:
        waits = self._credits_now().waits or 0.0
        if self._output.live and waits >= 1:
            self._output.update(_waiting_sentence(waits))
        elif waits >= _WORTH_TELLING and not self._told:
            self._output.say(_waiting_sentence(waits))
            self._told = True
        elif not waits:
            self._told = False


def _waiting_sentence(seconds: float) -> str:
    return f"Waiting for Beds24's allowance, {seconds:.0f} s more. Ctrl+C stops."


def progress_sentence(progress: Progress) -> str:
    match progress.stage:
        case Stage.READING:
            return f"Reading from Beds24: page {progress.pages}, {progress.read} bookings so far"
        case Stage.ASKING_BY_ID:
            return f"Asking for single bookings: {progress.read} read so far"
        case Stage.WRITING:
            return f"Writing: {progress.written} of {progress.expected} bookings"
        case Stage.CLOSING:
            return "Closing the run"
        case Stage.MESSAGES:
            return f"Reading guests' messages: page {progress.pages}"
