"""`serve` hears a simulated Beds24: seconds instead of minutes, only who knows the secret, nothing lost."""

import hashlib
import hmac
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from console.domain.webhook_setup import PATH, USUAL_HEADER
from tests.cli.hooks import (
    SECRET,
    all_worked_off,
    body_of,
    events,
    free_port,
    hearing,
    post,
    reservation,
    silence,
    tell_beds24,
)
from tests.cli.running import STOPS_WITHIN, Beds24Process, Console, until

FIELDS = {"id", "received_at", "verdict", "kind", "beds24_id", "attempts", "duplicate_of"}
GOOD = (USUAL_HEADER, SECRET)


@pytest.fixture
def port(connected: Console, beds24: Beds24Process) -> Iterator[int]:
    """The port at which a connected console is going to hear Beds24."""
    assert connected.run("webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    chosen = free_port()
    tell_beds24(beds24, chosen)
    yield chosen
    silence(beds24)


def test_a_new_booking_is_here_within_seconds_without_a_pull(
    connected: Console, beds24: Beds24Process, port: int
) -> None:
    with hearing(connected, port):
        began = time.monotonic()
        (happened,) = beds24.order("happen", kind="new_booking")["happened"]
        (number,) = happened["booking_ids"]
        until(lambda: reservation(connected, number) is not None)
        took = time.monotonic() - began
        all_worked_off(connected)
        (event,) = events(connected)
        beds24.order("cancel", id=number)
        until(lambda: (reservation(connected, number) or {})["status"] == "cancelled")
    assert took < 3
    assert set(event) >= FIELDS
    assert (event["verdict"], event["kind"], event["beds24_id"]) == ("applied", "booking", number)
    assert "pull" not in [run["kind"] for run in connected.run("export", "runs").json()]


def test_who_does_not_know_the_secret_is_refused_and_leaves_nothing_behind(
    connected: Console, beds24: Beds24Process, port: int
) -> None:
    body = body_of(beds24.order("truth")["bookings"][0])
    with hearing(connected, port) as serving:
        answers = [
            post(port, body),
            post(port, body, (USUAL_HEADER, f"{SECRET}0")),
            post(port, body, (USUAL_HEADER, "")),
            post(port, body, GOOD, GOOD),
            post(port, body, ("X_Webhook_Secret", SECRET)),
            post(port, body, GOOD, path=f"{PATH}/else"),
            post(port, body, GOOD, ("Origin", "https://elsewhere.example")),
            post(port, b"no JSON", GOOD),
        ]
        good = post(port, body, GOOD)
        all_worked_off(connected)
        told = events(connected)
        ran, _ = serving.stop(signal.SIGTERM)
    assert answers == [401, 401, 401, 401, 400, 404, 403, 400]
    assert good == 200
    assert [event["verdict"] for event in told] in (["refused", "same"], ["refused", "older"])
    assert SECRET not in ran.err + ran.out


def test_a_signature_over_the_raw_body_is_believed_in_hmac_mode(
    connected: Console, beds24: Beds24Process, port: int
) -> None:
    connected.run("webhook", "on", "--mode", "hmac")
    body = body_of(beds24.order("truth")["bookings"][0])
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    with hearing(connected, port):
        assert post(port, body, ("X-Beds24-Signature", signature)) == 200
        assert post(port, body, ("X-Beds24-Signature", f"sha256={signature}")) == 200
        assert post(port, body + b" ", ("X-Beds24-Signature", signature)) == 401
        assert post(port, body, GOOD) == 401
        assert len(events(connected)) == 1
        assert events(connected)[0]["duplicates"] == 1


def test_what_is_changed_beside_it_counts_within_seconds(connected: Console, beds24: Beds24Process, port: int) -> None:
    body = body_of(beds24.order("truth")["bookings"][0])
    with hearing(connected, port):
        connected.run("webhook", "on", "--secret", "-", stdin="another-secret-of-the-hotel")
        until(lambda: post(port, body, (USUAL_HEADER, "another-secret-of-the-hotel")) == 200)
        assert post(port, body, GOOD) == 200
        until(lambda: connected.run("webhook", "show", "--json").json()["previous_used_at"] is not None)
        connected.run("webhook", "on", "--path", "secret")
        path = connected.run("webhook", "show", "--json").json()["path"]
        until(lambda: _answer(port, body, path) == 200)
        connected.run("webhook", "off")
        until(lambda: _answer(port, body, path) == 410)


def _answer(port: int, body: bytes, path: str) -> int:
    """The code, 0 while nobody listens."""
    try:
        return post(port, body, GOOD, path=path)
    except OSError:
        return 0


def test_the_port_is_kept_and_a_tunnel_finds_it_again(connected: Console, port: int) -> None:
    with hearing(connected, port):
        pass
    assert connected.run("webhook", "show", "--json").json()["port"] == port
    with connected.process("serve") as serving:
        assert str(port) in serving.line_with("are heard at")


def test_a_port_that_is_taken_is_told_and_ends_a_serve_that_asked_for_it(connected: Console, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), connected.process("serve", "--port", str(port)) as serving:
        ran = serving.ended()
    assert ran.code == 1
    assert "Traceback" not in ran.err


def test_serve_stops_in_time_with_connections_half_open(connected: Console, port: int) -> None:
    with hearing(connected, port) as serving:
        lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
        for line in lines[10:]:
            line.sendall(f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode())
        ran, took = serving.stop(signal.SIGTERM)
        for line in lines:
            line.close()
    assert (ran.code, took < STOPS_WITHIN) == (0, True)
    assert "Traceback" not in ran.err


def test_an_event_is_replayed_as_a_new_one_and_only_a_parked_one_is_tried_again(
    connected: Console, beds24: Beds24Process, port: int
) -> None:
    assert connected.run("events", "list").out.startswith("Nothing has been heard yet.")
    body = body_of(beds24.order("truth")["bookings"][0])
    with hearing(connected, port):
        assert post(port, body, GOOD) == 200
        assert connected.run("events", "replay", "1").code == 0
        all_worked_off(connected)
    listed = connected.run("events", "list", "--json").json()
    assert [(event["id"], event["duplicate_of"], event["source"]) for event in listed["events"]] == [
        (2, 1, "replay"),
        (1, None, "webhook"),
    ]
    assert (listed["pending"], listed["parked"]) == (0, 0)
    for words in (("retry", "1"), ("retry", "7"), ("replay", "7")):
        assert connected.run("events", *words).code == 2
