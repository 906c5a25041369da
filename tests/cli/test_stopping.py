"""Ctrl+C and SIGTERM: quick, clean, in a sentence, also while a request hangs."""

import signal
import subprocess

from tests.cli.running import STOPS_WITHIN, Beds24Process, Console, until


def test_ctrl_c_ends_a_sync_whose_request_hangs(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("log", clear=True)
    beds24.order("fault", kind="timeout", path="/bookings", times=None, seconds=60)
    with connected.process("sync", "--json") as sync:
        until(lambda: beds24.requests_of("/bookings") > 0)
        ran, took = sync.stop(signal.SIGINT)
    assert ran.code == 1
    assert took < STOPS_WITHIN
    assert ran.json()["kind"] == "Stopped"
    assert "Traceback" not in ran.err
    beds24.order("clear")
    assert connected.run("export", "runs").json()[-1]["outcome"] == "stopped"
    assert connected.run("sync").code == 0


def test_ctrl_c_ends_a_full_sync_that_waits_for_beds24s_allowance(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("fault", kind="429", times=None)
    with connected.process("sync", "--full") as sync:
        sync.line_with("Waiting for Beds24's allowance")
        ran, took = sync.stop(signal.SIGINT)
    assert (ran.code, took < STOPS_WITHIN) == (1, True)
    assert "Traceback" not in ran.err


def test_ctrl_c_ends_connecting_while_beds24_is_silent(console: Console, beds24: Beds24Process) -> None:
    assert console.connect(beds24).code == 0
    beds24.order("log", clear=True)
    beds24.order("fault", kind="timeout", path="/properties", times=None, seconds=60)
    with console.process("connect") as connect:
        until(lambda: beds24.requests_of("/properties") > 0)
        ran, took = connect.stop(signal.SIGINT)
    assert (ran.code, took < STOPS_WITHIN) == (1, True)
    assert ran.err.count("\n") == 1


def test_serve_syncs_at_once_and_ends_with_sigterm(connected: Console) -> None:
    with connected.process("serve") as serving:
        assert "arrivals at 07:00 and 18:00" in serving.line_with("Serving property")
        assert "read" in serving.line_with("sync: read")
        ran, took = serving.stop(signal.SIGTERM)
    assert (ran.code, took < STOPS_WITHIN) == (0, True)
    assert "Traceback" not in ran.err


def test_serve_ends_with_sigterm_while_a_request_hangs(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("log", clear=True)
    beds24.order("fault", kind="timeout", path="/bookings", times=None, seconds=60)
    with connected.process("serve", "--json") as serving:
        until(lambda: beds24.requests_of("/bookings") > 0)
        ran, took = serving.stop(signal.SIGTERM)
    assert (ran.code, took < STOPS_WITHIN) == (0, True)
    assert ran.json()["runs"] == 1


def test_what_a_killed_sync_left_open_is_closed_by_the_next_start(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("log", clear=True)
    beds24.order("fault", kind="timeout", path="/bookings", times=None, seconds=60)
    with connected.process("sync") as sync:
        until(lambda: beds24.requests_of("/bookings") > 0)
        sync.stop(signal.SIGKILL)
    beds24.order("clear")
    assert connected.run("export", "runs").json()[-1]["outcome"] == "running"
    assert connected.run("sync").code == 0
    assert [run["outcome"] for run in connected.run("export", "runs").json()] == ["crashed", "done"]


def test_ctrl_c_ends_the_demo(console: Console) -> None:
    with console.demo_process() as demo:
        demo.line_with("Now a day passes")
        ran, took = demo.stop(signal.SIGINT)
    assert (ran.code, took < STOPS_WITHIN) == (1, True)
    assert ran.out == ""


def test_ctrl_c_ends_waiting_for_the_code(console: Console) -> None:
    with console.process("connect", "--invite-code", "-", stdin=subprocess.PIPE) as connect:
        connect.line_with("Waiting for")
        ran, took = connect.stop(signal.SIGINT)
    assert (ran.code, took < STOPS_WITHIN) == (1, True)
    assert "Traceback" not in ran.err


def test_ctrl_c_ends_a_doctor_whose_question_hangs(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("log", clear=True)
    beds24.order("fault", kind="timeout", path="/authentication/details", times=None, seconds=60)
    with connected.process("doctor", "--online", "--json") as doctor:
        until(lambda: beds24.requests_of("/authentication/details") > 0)
        ran, took = doctor.stop(signal.SIGINT)
    assert (ran.code, took < STOPS_WITHIN) == (1, True)
    assert ran.json()["kind"] == "Stopped"
    assert "Traceback" not in ran.err
