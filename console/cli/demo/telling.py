"""The day in lines, told while it passes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from console.cli.demo.stage import Stage
from console.cli.demo.story import letter_of, story_after
from console.cli.output import Output
from console.cli.runs_told import sums_of
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report


class DayLines:
    """Knows what was told already, so that nothing is told twice, whoever brought it."""

    def __init__(self, stage: Stage, output: Output) -> None:
        self._stage = stage
        self._output = output
        self.zone = ZoneInfo("UTC")
        self._cut_since: datetime | None = None
        self._history = self._letters = 0

    @property
    def is_cut(self) -> bool:
        """Whether the last run found no line to Beds24."""
        return self._cut_since is not None

    def say(self, sentence: str) -> None:
        self._output.say(f"{self._time()}  {sentence}")

    def show_step(self, step: int, steps: int) -> None:
        """In the terminal's last line, where there is one."""
        if self._output.live:
            state = "no line to Beds24" if self.is_cut else "all in step"
            self._output.update(f"{self._time()}  {step} of {steps} looks at Beds24, {state}")

    def tell_import(self) -> None:
        """Only the letters: the reservations are too many to be named."""
        self._pass_over_history()
        if letter := self._letter():
            self._output.say(letter)

    def tell_news(self) -> None:
        """What is new in the book since the last news."""
        for sentence in story_after(self._stage.place.store, self._history):
            self.say(sentence)
        self._pass_over_history()
        if letter := self._letter():
            self.say(letter)

    def tell_run(self, report: Report) -> None:
        """What a run found, or why it could not run."""
        if report.error is not None:
            self._tell_cut(report)
            return
        if self._cut_since is not None:
            minutes = (self._stage.time.now() - self._cut_since) // timedelta(minutes=1)
            self._cut_since = None
            self.say(f"✓  the line is back after {minutes} min; what happened meanwhile:")
        self.tell_news()
        if report.run.kind is RunKind.FULL:
            named = "✓  one more" if report.run.trigger is Trigger.MANUAL else "☾  the night's"
            self.say(f"{named} full sync: {sums_of(report.run)}")
        if report.run.kind is RunKind.ARRIVALS and report.reconciled is not None:
            tally = report.reconciled.tally
            agree = f"{tally.upcoming_agreeing} of {tally.upcoming}"
            self.say(f"☑  the arrivals of the next 48 hours were checked: {agree} as at Beds24")

    def _tell_cut(self, report: Report) -> None:
        if self._cut_since is None:
            self._cut_since = self._stage.time.now()
            self.say(f"✕  {report.error}")

    def _pass_over_history(self) -> None:
        with self._stage.place.store.reading() as session:
            self._history = session.inbox.newest_history()

    def _letter(self) -> str:
        with self._stage.place.store.reading() as session:
            known = len(session.messages.numbers())
        new, self._letters = known - self._letters, known
        return letter_of(self._stage.place.store, new)

    def _time(self) -> str:
        return f"{self._stage.time.now().astimezone(self.zone):%a %H:%M}"
