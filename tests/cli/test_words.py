"""What a run is told as: sentences, codes, progress."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode, exit_code_of
from console.cli.output import Output
from console.cli.progress import CreditWait, ProgressLine
from console.cli.runs_told import BrokenRunDocument, document_for, exit_code_for, sentences_for, sums_of
from console.cli.serving import RunLines
from console.domain import errors
from console.domain.announcing import OverbookingsChanged, ReservationsChanged
from console.domain.asking import CreditState
from console.domain.runs import Counts, Outcome, Progress, Run, RunKind, Stage, Traffic, Trigger
from console.domain.silence import Silence
from console.jobs.report import Report
from tests.fakes.beds24 import StillClock

AT = datetime(2026, 8, 4, 9, 0, 0, 123456, tzinfo=UTC)
RUN = Run(
    7,
    RunKind.PULL,
    Trigger.MANUAL,
    AT,
    Outcome.DONE,
    finished_at=AT,
    counts=Counts(143, 140, 2, 1, 0),
    traffic=Traffic(2, Decimal("3.20")),
    took_ms=4100,
)


def test_the_sums_read_like_the_manual_says() -> None:
    assert sums_of(RUN) == "read 143 = 140 new + 2 changed + 1 unchanged + 0 parked; 3.2 credits; 4.1 s"


def test_one_of_a_kind_is_told_in_the_singular_and_many_in_groups_of_three_digits() -> None:
    assert [counted(n, "night") for n in (0, 1, 2, 12345)] == ["0 nights", "1 night", "2 nights", "12,345 nights"]
    assert [counted(n, "child", "children") for n in (1, 2)] == ["1 child", "2 children"]


def test_a_run_that_came_to_nothing_shows_no_row_of_noughts() -> None:
    braked = replace(RUN, outcome=Outcome.BRAKED, counts=Counts())
    assert sums_of(braked) == "no booking was written; 3.2 credits; 4.1 s"
    assert sums_of(replace(RUN, counts=Counts())).startswith("read 0 = 0 new")


def test_whole_credits_are_not_written_with_an_exponent() -> None:
    assert "; 100 credits;" in sums_of(replace(RUN, traffic=Traffic(1, Decimal(100))))


def test_a_good_run_is_done_and_one_with_waiting_bookings_needs_a_person() -> None:
    assert exit_code_for(Report(RUN), needs_person=False) is ExitCode.DONE
    assert exit_code_for(Report(RUN), needs_person=True) is ExitCode.NEEDS_A_PERSON
    assert any("export parked" in line for line in sentences_for(Report(RUN), waiting=2))


def test_numbers_that_do_not_add_up_are_told() -> None:
    wrong = replace(RUN, counts=Counts(5, 1, 1, 1, 1), errors=1)
    assert exit_code_for(Report(wrong), needs_person=False) is ExitCode.NEEDS_A_PERSON
    assert any("do not add up" in line for line in sentences_for(Report(wrong), waiting=0))


def test_the_brake_tells_its_reasons_and_how_to_go_on() -> None:
    braked = Report(replace(RUN, outcome=Outcome.BRAKED), error=errors.BrakePulled("Stopped: 37 of 40."))
    told = sentences_for(braked, waiting=0)
    assert "Stopped: 37 of 40." in told
    assert "--apply-anyway" in told[-1]
    document = document_for(braked, 0, ExitCode.NEEDS_A_PERSON)
    assert isinstance(document, BrokenRunDocument)
    assert (document.kind, document.exit_code) == ("BrakePulled", 1)


def test_a_document_has_whole_seconds() -> None:
    document = document_for(Report(RUN), 0, ExitCode.DONE)
    assert not isinstance(document, BrokenRunDocument)
    assert document.started_at == AT.replace(microsecond=0)


def test_gone_bookings_and_a_check_are_told() -> None:
    assert any("2 bookings no longer at Beds24" in line for line in sentences_for(Report(RUN, gone=(1, 2)), waiting=0))
    check = replace(RUN, kind=RunKind.CHECK)
    assert any("only a check" in line for line in sentences_for(Report(check), waiting=0))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.WrongInput(""), 2),
        (errors.Beds24Unreachable(""), 3),
        (errors.Garbled(""), 3),
        (errors.OutOfCredits("", 1.0), 3),
        (errors.KeyRefused(""), 4),
        (errors.StoreTrouble(""), 5),
        (errors.StoreDamaged(""), 5),
        (errors.StoreIsNewer(""), 5),
        (errors.AnotherInstance(""), 6),
        (errors.BrakePulled(""), 1),
        (errors.SyncSwitchedOff(""), 1),
        (errors.NotConnected(""), 1),
        (errors.VaultLocked(""), 1),
        (errors.VaultMissing(""), 1),
        (errors.RequestRefused(""), 1),
        (errors.Stopped(""), 1),
        (errors.OurBug(""), 70),
    ],
)
def test_every_error_has_its_code(error: errors.ConsoleError, code: int) -> None:
    assert exit_code_of(error) == code


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_progress_is_one_line_that_renews_itself() -> None:
    err = _Terminal()
    output = Output(as_json=False, out=io.StringIO(), err=err)
    line = ProgressLine(output, StillClock())
    line.tell(Progress(Stage.READING, pages=1, read=100))
    line.tell(Progress(Stage.WRITING, read=143, written=100, expected=143))
    output.say("Done.")
    told = err.getvalue()
    assert told.count("\n") == 1
    assert told.endswith("\rDone.\n")
    assert "\rWriting: 100 of 143 bookings" in told


def _credits(waits: float | None) -> CreditState:
    return CreditState(Decimal(0), waits, Decimal(0), waits)


def test_a_long_wait_for_beds24s_allowance_is_told_once_and_a_short_one_is_not() -> None:
    err = io.StringIO()
    waits = iter([None, 3.0, 2.0, None, 240.0, 239.9, 239.8, None, 60.2])
    wait = CreditWait(Output(as_json=False, out=io.StringIO(), err=err), lambda: _credits(next(waits)))
    for _ in range(9):
        wait.look()
    assert err.getvalue().splitlines() == [
        "Waiting for Beds24's allowance, 240 s more. Ctrl+C stops.",
        "Waiting for Beds24's allowance, 60 s more. Ctrl+C stops.",
    ]


def test_on_a_terminal_the_wait_is_counted_down_in_one_line() -> None:
    err = _Terminal()
    waits = iter([240.0, 239.0, 0.5])
    wait = CreditWait(Output(as_json=False, out=io.StringIO(), err=err), lambda: _credits(next(waits)))
    for _ in range(3):
        wait.look()
    assert "\n" not in err.getvalue()
    assert "240 s more" in err.getvalue()
    assert err.getvalue().rstrip().endswith("239 s more. Ctrl+C stops.")


def test_elsewhere_progress_is_a_line_now_and_then() -> None:
    err, clock = io.StringIO(), StillClock()
    line = ProgressLine(Output(as_json=False, out=io.StringIO(), err=err), clock)
    for seconds in range(6):
        clock.at = clock.at.replace(second=seconds)
        line.tell(Progress(Stage.READING, pages=seconds, read=seconds))
    assert err.getvalue().count("\n") == 2
    assert "\r" not in err.getvalue()


class _GoneReader(io.StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


def test_serve_tells_each_run_in_the_hotel_s_time_and_outlives_its_reader() -> None:
    err = io.StringIO()
    lines = RunLines(Output(as_json=False, out=io.StringIO(), err=err), ZoneInfo("Europe/Vienna"))
    lines.tell(Report(RUN))
    lines.tell(Report(RUN, error=errors.Beds24Unreachable("No line.")))
    assert err.getvalue().splitlines()[0].startswith("11:00:00 Sync: read 143")
    assert "No line." in err.getvalue()
    assert (lines.runs, lines.failed) == (2, 1)
    RunLines(Output(as_json=False, out=io.StringIO(), err=_GoneReader()), ZoneInfo("UTC")).tell(Report(RUN))


def test_serve_counts_every_run_that_could_not_begin_and_tells_the_same_reason_once_in_a_row() -> None:
    err = io.StringIO()
    lines = RunLines(Output(as_json=False, out=io.StringIO(), err=err), ZoneInfo("Europe/Vienna"), StillClock())
    for _ in range(3):
        lines.tell_refused(errors.StoreTrouble("The disk is full."))
    assert err.getvalue() == "11:00:00 A run could not be done: The disk is full.\n"
    lines.tell(Report(RUN))
    lines.tell_refused(errors.StoreTrouble("The disk is full."))
    assert err.getvalue().count("The disk is full.") == 2
    assert (lines.runs, lines.failed) == (5, 4)
    gone = RunLines(Output(as_json=False, out=io.StringIO(), err=_GoneReader()), ZoneInfo("UTC"))
    gone.tell_refused(errors.StoreTrouble("The disk is full."))
    assert gone.failed == 1


def test_serve_tells_of_overbookings_whoever_found_them_and_of_no_reservations_but_those_heard_of() -> None:
    err = io.StringIO()
    lines = RunLines(Output(as_json=False, out=io.StringIO(), err=err), ZoneInfo("Europe/Vienna"), StillClock())
    lines.tell_overbooked(ReservationsChanged((1, 2)))
    lines.tell_overbooked(OverbookingsChanged(found=(1,)))
    lines.tell_heard(OverbookingsChanged(settled=(1, 2)))
    lines.tell_heard(ReservationsChanged((1,)))
    assert err.getvalue().splitlines() == [
        "11:00:00 1 overbooking found. See which: export overbookings",
        "11:00:00 2 overbookings ended.",
        "11:00:00 Heard from Beds24: 1 reservation new or changed.",
    ]


def test_serve_tells_when_messages_fall_silent_and_when_one_is_heard_again() -> None:
    err = io.StringIO()
    clock = StillClock()
    lines = RunLines(Output(as_json=False, out=io.StringIO(), err=err), ZoneInfo("Europe/Vienna"), clock)
    lines.tell_silence(Silence(clock.now() - timedelta(hours=3), 1))
    lines.tell_silence(None)
    silent, heard = err.getvalue().splitlines()
    assert silent.startswith("11:00:00 Beds24's messages are silent since ")
    assert " 08:00: 1 booking changed that they should have told of." in silent
    assert heard == "11:00:00 Beds24's messages are heard again."
