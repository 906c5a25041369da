"""`serve`: the schedule and the webhook without a window, until SIGTERM or Ctrl+C."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.cli.runs_told import KIND_WORDS, sums_of
from console.cli.sending import sending_sentences
from console.domain.announcing import OverbookingsChanged, ReservationsChanged
from console.domain.clock import Clock, SystemClock
from console.domain.config import Beds24Config
from console.domain.errors import ConsoleError
from console.domain.outbox import Sent
from console.domain.quick_tunnel import MovePhase, MoveState, TunnelFault, TunnelPhase, TunnelState
from console.domain.silence import Silence
from console.domain.webhook_ear import EarState
from console.jobs.outgoing import Postman
from console.jobs.report import Report
from console.jobs.ringing import Bell, ring
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.connection import connected_config

_LOOK_AT_THEM = "See which: export overbookings"


@dataclass(frozen=True, slots=True)
class Served:
    """The JSON document of `serve`, printed when it ends."""

    runs: int
    failed: int


class Hooks(Protocol):
    """What hears Beds24's messages while the schedule goes on."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class RunLines:
    """Tells every run in a line, in the hotel's time; runs on the worker's thread, so nothing may escape it.

    A run that cannot begin is tried again every few seconds, so the same refusal is told once in a row.
    """

    def __init__(self, output: Output, zone: ZoneInfo, clock: Clock | None = None) -> None:
        self._output = output
        self._zone = zone
        self._clock = clock or SystemClock()
        self._refusal = self._tunnel = self._unsent = ""
        self.runs = self.failed = 0

    def tell(self, report: Report) -> None:
        self.runs += 1
        self.failed += report.error is not None
        self._refusal = ""
        said = str(report.error) if report.error else sums_of(report.run)
        self._say(report.run.finished_at or report.run.started_at, f"{KIND_WORDS[report.run.kind]}: {said}")

    def tell_refused(self, error: ConsoleError) -> None:
        """A run could not even begin, or broke off without a report."""
        self.runs += 1
        self.failed += 1
        if str(error) != self._refusal:
            self._refusal = str(error)
            self._say(self._clock.now(), f"A run could not be done: {error}")

    def tell_heard(self, changed: ReservationsChanged | OverbookingsChanged) -> None:
        """A message of Beds24's changed something."""
        if isinstance(changed, OverbookingsChanged):
            self.tell_overbooked(changed)
            return
        told = f"Heard from Beds24: {counted(len(changed.ids), 'reservation')} new or changed."
        self._say(self._clock.now(), told)

    def tell_overbooked(self, changed: ReservationsChanged | OverbookingsChanged) -> None:
        """A room is held twice, or no longer; reservations as such are no news here."""
        if isinstance(changed, ReservationsChanged):
            return
        if changed.found:
            self._say(self._clock.now(), f"{counted(len(changed.found), 'overbooking')} found. {_LOOK_AT_THEM}")
        if changed.settled:
            self._say(self._clock.now(), f"{counted(len(changed.settled), 'overbooking')} ended.")

    def tell_sent(self, sent: tuple[Sent, ...]) -> None:
        """What came of the outbox; why something waits is told once in a row."""
        told = [sentence for sentence in sending_sentences(sent) if sentence != self._unsent]
        for sentence in told:
            self._say(self._clock.now(), sentence)
        self._unsent = told[-1] if told else self._unsent

    def tell_ear(self, state: EarState) -> None:
        """Whether Beds24's messages are heard, whenever that changes."""
        heard = f"Beds24's messages are heard at port {state.port}." if state.port else "No message of Beds24 is heard."
        self._say(self._clock.now(), f"{heard} {state.trouble}".strip())

    def tell_silence(self, silence: Silence | None) -> None:
        """Beds24's messages have fallen silent, or (None) one was heard again."""
        if silence is None:
            self._say(self._clock.now(), "Beds24's messages are heard again.")
            return
        changed = f"{counted(silence.changes, 'booking')} changed that they should have told of"
        since = f"{silence.since.astimezone(self._zone):%d %b %H:%M}"
        self._say(self._clock.now(), f"Beds24's messages are silent since {since}: {changed}. {_SILENT}")

    def tell_tunnel(self, state: TunnelState | MoveState) -> None:
        """How the quick tunnel stands, and whether Beds24 knows its address, whenever that changes."""
        told = _tunnel_words(state) if isinstance(state, TunnelState) else _move_words(state)
        if told and told != self._tunnel:
            self._tunnel = told
            self._say(self._clock.now(), told)

    def _say(self, at: datetime, sentence: str) -> None:
        with suppress(OSError, ValueError):  # whoever read our lines may have gone
            self._output.say(f"{at.astimezone(self._zone):%H:%M:%S} {sentence}")


def serve(
    place: Workplace,
    start_runner: Callable[[RunLines], tuple[Runner, Postman]],
    make_hooks: Callable[[Runner, RunLines], Hooks],
    interrupts: Interrupts,
    output: Output,
) -> ExitCode:
    """Ring, hear and run until asked to stop. Raises NotConnected, PortTaken."""
    with place.store.reading() as session:
        config = connected_config(session)
    lines = RunLines(output, config.zone, place.clock)
    runner, postman = start_runner(lines)

    def on_ring() -> None:
        ring(place, runner)
        postman.look()

    hooks = make_hooks(runner, lines)
    output.say(_greeting(config))
    try:
        hooks.start()
        with Bell(on_ring):
            interrupts.wait()
    finally:
        hooks.stop()
        postman.stop()
        ended = runner.stop()
    output.say("Stopped." if ended else "Stopped; the request under way was left to itself. Nothing is lost.")
    if output.as_json:
        output.result(Served(lines.runs, lines.failed), "")
    return ExitCode.DONE


_SILENT = "The checks found them, so nothing is lost. See: doctor"
_FAULTS = {
    TunnelFault.NOT_INSTALLED: "cloudflared is not installed",
    TunnelFault.NOT_STARTED: "cloudflared could not be started",
    TunnelFault.ENDED: "cloudflared ended",
    TunnelFault.SILENT: "Cloudflare gave it no address",
    TunnelFault.LOST: "Cloudflare has forgotten it",
}
_MOVES = {
    MovePhase.NOTHING: "",
    MovePhase.UNDER_WAY: "",
    MovePhase.DONE: "Beds24 sends to the tunnel's new address.",
    MovePhase.NOT_THERE: "Beds24 no longer sends here, so it was not told the tunnel's new address.",
    MovePhase.NO_RIGHT: "The key may not change settings in Beds24: enter the address that webhook show tells there.",
    MovePhase.FAILED: "Beds24 could not be told the tunnel's new address; it is tried again.",
}


def _tunnel_words(state: TunnelState) -> str:
    """A sentence, where there is something to be told."""
    if state.phase is TunnelPhase.OPEN:
        return f"The quick tunnel is open at {state.address}. webhook show tells the address for Beds24."
    return f"The quick tunnel is down: {_FAULTS[state.fault]}. It is started again." if state.fault else ""


def _move_words(state: MoveState) -> str:
    return f"{_MOVES[state.phase]} {state.sentence}".strip()


def _greeting(config: Beds24Config) -> str:
    if not config.pull_sync_enabled:
        return "Serving, but syncing is switched off for this hotel; switch it on with: sync --switch on"
    return (
        f"Serving property {config.property_id}: changes every {config.pull_every_minutes} min, everything at "
        f"{config.full_sync_hour:02d}:00{_arrivals(config)} ({config.time_zone}). Stop with Ctrl+C."
    )


def _arrivals(config: Beds24Config) -> str:
    """When the arrivals of the next 48 hours are checked, if they are."""
    times = " and ".join(f"{at:%H:%M}" for at in config.schedule.arrivals_at)
    return f", arrivals at {times}" if times else ""
