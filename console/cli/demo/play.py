"""The demo itself: connect, import, live through a day, and prove that both sides agree."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from console.cli.demo.proof import Proof, prove
from console.cli.demo.stage import BOOKINGS, DAY, STEP, Stage, clear_former_demo, on_the_step, set_stage
from console.cli.demo.story import letter_of, story_of
from console.cli.demo.summary import DaySums, demo_document, summary_text
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.cli.progress import ProgressLine
from console.cli.runs_told import sums_of
from console.domain.clock import Clock
from console.domain.due import Schedule, night_of
from console.domain.errors import OurBug, Stopped
from console.domain.runs import Progress, RunKind, Trigger
from console.domain.secret import Secret
from console.jobs.ledger import due_wish
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.services.connecting import Offer, connect_hotel
from console.services.missing import BELIEVED_AFTER
from console.simulator import Fault, FaultKind, Kind
from console.store.files import DataFolder

SEED = 7
_STEPS = DAY // STEP
_EVENTS = 45
_CUT_AT, _HEALED_AT = 66, 73
_BEFORE_THE_NIGHT = timedelta(hours=1)
_BANNER = "DEMO · a simulated hotel on this computer · nothing here is real, nothing leaves this computer · DEMO"
_RULE = "─" * len(_BANNER)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """When something happens: the step's number, and how many seconds into it."""

    moments: dict[int, tuple[float, ...]] = field(default_factory=dict)


def plan_day(seed: int, events: int = _EVENTS, steps: int = _STEPS) -> DayPlan:
    """The same day for the same seed; three things happen while the line is cut."""
    draw = random.Random(f"day {seed}")  # noqa: S311 - a demo, no secret
    chosen = [draw.randrange(1, steps - 1) for _ in range(events)] + [_CUT_AT + 1, _CUT_AT + 3, _CUT_AT + 4]
    longest = STEP.total_seconds() - 20
    return DayPlan(
        {step: tuple(sorted(draw.uniform(5, longest) for _ in range(chosen.count(step)))) for step in set(chosen)}
    )


def play_demo(
    folder: DataFolder,
    clock: Clock,
    output: Output,
    interrupts: Interrupts,
    *,
    seconds: float = 20.0,
    steps: int = _STEPS,
    at_end: Callable[[Stage], None] = lambda _stage: None,
) -> ExitCode:
    """Play the day, or its first `steps`, in about `seconds`; the folder's lock has to be held.

    `at_end` is called while the demo hotel still stands.

    Raises Stopped and the store's errors.
    """
    for line in (_RULE, _BANNER, _RULE):
        output.say(line)
    clear_former_demo(folder)
    start = on_the_step(clock.now()) - DAY  # so that the day played ends at the present moment
    with set_stage(
        folder, start, SEED, lambda url: output.say(f"A fresh demo hotel, its Beds24 simulated at {url}")
    ) as stage:
        play = _Play(stage, output, interrupts, clock, seconds / steps, steps)
        try:
            code = play.play(folder)
            at_end(stage)
            return code
        finally:
            play.runner.stop()


class _Play:
    """One showing."""

    def __init__(
        self, stage: Stage, output: Output, interrupts: Interrupts, clock: Clock, pace: float, steps: int
    ) -> None:
        self._stage = stage
        self._output = output
        self._interrupts = interrupts
        self._clock = clock
        self._pace = pace
        self._steps = steps
        self._zone = ZoneInfo("UTC")
        self._sums = DaySums()
        self._delete_step = 0
        self._cut_since: datetime | None = None
        self._importing: ProgressLine | None = None
        self.runner: Runner = start_runner(stage.place, tell=self._tell_progress, on_done=lambda _report: None)

    def play(self, folder: DataFolder) -> ExitCode:
        began = self._clock.monotonic()
        self._connect()
        self._import()
        self._live(plan_day(SEED))
        proof = self._prove()
        took = self._clock.monotonic() - began
        self._output.result(
            demo_document(self._sums, proof, took, folder.path), summary_text(self._sums, proof, took, folder.path)
        )
        if not proof.holds:
            raise OurBug(f"{len(proof.differing)} bookings of the demo differ from its Beds24. Please tell support.")
        return ExitCode.DONE

    def _connect(self) -> None:
        stage = self._stage
        code = Secret(stage.simulator.make_invite_code())
        connected = connect_hotel(
            stage.place.store, stage.vault, stage.beds24, stage.place.clock, Offer(invite_code=code)
        )
        self._zone = ZoneInfo(connected.time_zone)
        rooms = sum(len(kind.units) for kind in connected.hotel.room_types)
        self._output.say(
            f"Connected with an invite code: {connected.hotel.name}, {rooms} rooms, time zone {connected.time_zone}"
        )

    def _import(self) -> None:
        self._importing = ProgressLine(self._output, self._clock)
        report = self._run(Wish(RunKind.FULL, Trigger.MANUAL))
        self._importing = None
        if report.error is not None:
            raise report.error
        self._sums.note(report)
        self._output.say(f"Imported {report.run.counts.created} of {BOOKINGS} bookings: {sums_of(report.run)}")
        self._tell_letter(report, self._output.say)
        self._output.say(
            f"Now a day passes, {DAY // timedelta(hours=1)} hours in seconds, with a look at Beds24 every five "
            "minutes of it. Ctrl+C stops."
        )

    def _live(self, plan: DayPlan) -> None:
        began = self._clock.monotonic()
        self._delete_step = max(0, (self._until_the_night() - _BEFORE_THE_NIGHT) // STEP)
        for step in range(self._steps):
            self._play_step(step, plan.moments.get(step, ()))
            ahead = began + (step + 1) * self._pace - self._clock.monotonic()
            if self._interrupts.wait(max(0.0, ahead)):
                raise Stopped("The demo was stopped.")

    def _play_step(self, step: int, moments: tuple[float, ...]) -> None:
        self._trouble(step)
        end = self._stage.time.now() + STEP
        for seconds in moments:
            self._stage.time.advance(max(0.0, seconds - self._seconds_into(end)))
            self._sums.happened += len(self._stage.simulator.happen())
        self._stage.time.advance(end - self._stage.time.now())
        wish = due_wish(self._stage.place)
        if wish is not None:
            self._tell(self._run(wish))
        if self._output.live:
            state = "no line to Beds24" if self._cut_since else "all in step"
            self._output.update(f"{self._time()}  {step + 1} of {self._steps} looks at Beds24, {state}")

    def _seconds_into(self, end: datetime) -> float:
        return STEP.total_seconds() - (end - self._stage.time.now()).total_seconds()

    def _trouble(self, step: int) -> None:
        """A cut line around midday; and a guest's message and a booking deleted for good, which only the night's sync
        can notice."""
        if step == _CUT_AT:
            self._stage.simulator.switch_on(Fault(FaultKind.RESET, times=None))
        if step == _HEALED_AT:
            self._stage.simulator.faults.clear(FaultKind.RESET)
        if step == self._delete_step:
            self._stage.simulator.happen(Kind.MESSAGE)
            self._delete_one()

    def _until_the_night(self) -> timedelta:
        """The time left until the hotel's next full sync is due."""
        schedule = Schedule(self._zone)
        now = self._stage.time.now()
        night = datetime.combine(night_of(now, schedule) + DAY, time(schedule.full_hour), self._zone)
        return night - now

    def _delete_one(self) -> None:
        simulator = self._stage.simulator
        today = self._stage.time.now().date()
        later = [each.id for each in simulator.book if each.arrival > today + timedelta(days=5) and not each.master_id]
        if later:
            simulator.delete(min(later))

    def _run(self, wish: Wish) -> Report:
        return self._interrupts.result_of(self.runner.ask(wish), self.runner.stop)

    def _tell(self, report: Report) -> None:
        self._sums.note(report)
        if report.error is not None:
            self._tell_cut(report)
            return
        if self._cut_since is not None:
            minutes = (self._stage.time.now() - self._cut_since) // timedelta(minutes=1)
            self._cut_since = None
            self._say(f"✓  the line is back after {minutes} min; what happened meanwhile:")
        for sentence in story_of(self._stage.place.store, report):
            self._say(sentence)
        if report.run.kind is RunKind.FULL:
            named = "✓  one more" if report.run.trigger is Trigger.MANUAL else "☾  the night's"
            self._say(f"{named} full sync: {sums_of(report.run)}")
            self._tell_letter(report, self._say)

    def _tell_letter(self, report: Report, say: Callable[[str], None]) -> None:
        if letter := letter_of(self._stage.place.store, report):
            say(letter)

    def _tell_cut(self, report: Report) -> None:
        if self._cut_since is None:
            self._cut_since = self._stage.time.now()
            self._say(f"✕  {report.error}")

    def _prove(self) -> Proof:
        """Read all once more; what Beds24 did not have then is asked for again before it is believed gone."""
        report = self._read_all()
        if report.missing:
            self._stage.time.advance(BELIEVED_AFTER)
            self._read_all()
        return prove(self._stage.place.store, self._stage.simulator)

    def _read_all(self) -> Report:
        report = self._run(Wish(RunKind.FULL, Trigger.MANUAL))
        self._tell(report)
        return report

    def _tell_progress(self, progress: Progress) -> None:
        """Only the import is long enough to be followed; the day's runs are told by what they bring."""
        if self._importing is not None:
            self._importing.tell(progress)

    def _say(self, sentence: str) -> None:
        self._output.say(f"{self._time()}  {sentence}")

    def _time(self) -> str:
        return f"{self._stage.time.now().astimezone(self._zone):%a %H:%M}"
