"""The demo itself: connect, import, live through a day, and prove that both sides agree."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from console.cli.demo.controls import DemoControls
from console.cli.demo.mail import Hooks, HooksMaker, Mail
from console.cli.demo.plan import CUT_AT, HEALED_AT, STEPS, DayPlan, plan_day
from console.cli.demo.proof import Proof, prove
from console.cli.demo.stage import BOOKINGS, DAY, STEP, Stage, clear_former_demo, on_the_step, set_stage
from console.cli.demo.summary import DayEnd, DaySums, demo_document, summary_text
from console.cli.demo.telling import DayLines
from console.cli.demo.way import MessageWay
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
from console.domain.webhook_ear import EarState
from console.jobs.ledger import due_wish
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.running import start_runner
from console.services.connecting import Offer, connect_hotel
from console.services.missing import BELIEVED_AFTER
from console.services.scorecard import scorecard
from console.simulator import Kind
from console.store.files import DataFolder

SEED = 7
_BEFORE_THE_NIGHT = timedelta(hours=1)
_BANNER = "DEMO · a simulated hotel on this computer · nothing here is real, nothing leaves this computer · DEMO"
_RULE = "─" * len(_BANNER)


def play_demo(
    folder: DataFolder,
    clock: Clock,
    output: Output,
    interrupts: Interrupts,
    make_hooks: HooksMaker,
    *,
    seconds: float = 20.0,
    steps: int = STEPS,
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
        hooks = make_hooks(stage.place, play.runner, stage.vault, play.hear)
        try:
            code = play.play(folder, hooks)
            hooks.stop()
            at_end(stage)
            return code
        finally:
            hooks.stop()
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
        self._sums = DaySums()
        self._lines = DayLines(stage, output)
        self._controls = DemoControls(stage.simulator)
        self._way = MessageWay(stage.place, stage.vault)
        self._mail = Mail(stage)
        self._delete_step = 0
        self._importing: ProgressLine | None = None
        self.runner: Runner = start_runner(stage.place, tell=self._tell_progress, on_done=lambda _report: None)

    def hear(self, news: object) -> None:
        """What listener and worker tell, from any thread."""
        self._mail.hear(news)
        if isinstance(news, EarState):
            self._way.lead(self.runner, news)

    def play(self, folder: DataFolder, hooks: Hooks) -> ExitCode:
        began = self._clock.monotonic()
        self._connect()
        self._listen(hooks)
        self._import()
        day_began = self._stage.time.now()
        self._live(plan_day(SEED), hooks)
        proof = self._prove()
        now = self._stage.time.now()
        with self._stage.place.store.reading() as session:
            heard = scorecard(session, now, now - day_began)
        end = DayEnd(self._sums, heard, proof, self._clock.monotonic() - began, folder.path)
        self._output.result(demo_document(end), summary_text(end))
        if not proof.holds:
            raise OurBug(f"{len(proof.differing)} bookings of the demo differ from its Beds24. Please tell support.")
        return ExitCode.DONE

    def _connect(self) -> None:
        stage = self._stage
        code = Secret(stage.simulator.make_invite_code())
        connected = connect_hotel(
            stage.place.store, stage.vault, stage.beds24, stage.place.clock, Offer(invite_code=code)
        )
        self._lines.zone = ZoneInfo(connected.time_zone)
        rooms = sum(len(kind.units) for kind in connected.hotel.room_types)
        self._output.say(
            f"Connected with an invite code: {connected.hotel.name}, {rooms} rooms, time zone {connected.time_zone}"
        )

    def _listen(self, hooks: Hooks) -> None:
        self._way.switch_on()
        hooks.start()
        self._interrupts.result_of(self._way.told, self.runner.stop)
        self._output.say("Instant messages are switched on, and its Beds24 was told to send them to this computer.")

    def _import(self) -> None:
        self._importing = ProgressLine(self._output, self._clock)
        report = self._run(Wish(RunKind.FULL, Trigger.MANUAL))
        self._importing = None
        if report.error is not None:
            raise report.error
        self._sums.note(report)
        self._output.say(f"Imported {report.run.counts.created} of {BOOKINGS} bookings: {sums_of(report.run)}")
        self._lines.tell_import()
        self._output.say(
            f"Now a day passes, {DAY // timedelta(hours=1)} hours in seconds, with a look at Beds24 every five "
            "minutes of it. Ctrl+C stops."
        )

    def _live(self, plan: DayPlan, hooks: Hooks) -> None:
        began = self._clock.monotonic()
        self._delete_step = max(0, (self._until_the_night() - _BEFORE_THE_NIGHT) // STEP)
        for step in range(self._steps):
            self._play_step(step, plan.moments.get(step, ()), hooks)
            ahead = began + (step + 1) * self._pace - self._clock.monotonic()
            if self._interrupts.wait(max(0.0, ahead)):
                raise Stopped("The demo was stopped.")

    def _play_step(self, step: int, moments: tuple[float, ...], hooks: Hooks) -> None:
        self._trouble(step)
        begin = self._stage.time.now()
        for seconds in moments:
            self._pass_until(begin + timedelta(seconds=seconds), hooks)
            self._sums.happened += len(self._stage.simulator.happen())
        self._pass_until(begin + STEP, hooks)
        wish = due_wish(self._stage.place)
        if wish is not None:
            self._tell(self._run(wish))
        self._lines.show_step(step + 1, self._steps)

    def _pass_until(self, moment: datetime, hooks: Hooks) -> None:
        """Let time pass, and whatever Beds24 sends meanwhile come when it comes."""
        place = self._stage.place
        while (due := self._mail.next_due()) is not None and due <= moment:
            self._stage.time.advance(max(timedelta(0), due - place.clock.now()))
            self._mail.bring(hooks)
            self._interrupts.result_of(self.runner.run_errand(lambda _watch: None), self.runner.stop)
            with place.store.reading() as session:
                reads_again = session.rereads.waiting()
            if not reads_again:
                self._lines.tell_news()
        self._stage.time.advance(max(timedelta(0), moment - place.clock.now()))

    def _trouble(self, step: int) -> None:
        """A cut line around midday, a guest's message, and a booking deleted for good, which Beds24 tells nobody and
        only the night's sync can notice."""
        if step == CUT_AT:
            self._controls.cut_line()
        if step == HEALED_AT:
            self._controls.mend_line()
        if step == self._delete_step:
            self._stage.simulator.happen(Kind.MESSAGE)
            self._delete_one()

    def _until_the_night(self) -> timedelta:
        """The time left until the hotel's next full sync is due."""
        schedule = Schedule(self._lines.zone)
        now = self._stage.time.now()
        night = datetime.combine(night_of(now, schedule) + DAY, time(schedule.full_hour), self._lines.zone)
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
        self._lines.tell_run(report)

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
