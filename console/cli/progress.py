"""A run's progress for whoever watches: one line that renews itself on a terminal, now and then a line elsewhere."""

from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.runs import Progress, Stage

_LINE_EVERY = 2.0


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
