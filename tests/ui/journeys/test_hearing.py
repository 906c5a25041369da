"""The window hears Beds24's messages: switched on while it runs, a booking stands in the list without a sync."""

import time

import pytest

from console.domain.secret import Secret
from console.domain.webhook_ear import EarState
from console.services.webhook_settings import WebhookWishes
from tests.cli.hooks import SECRET, post, silence, tell_beds24
from tests.cli.running import STOPS_WITHIN, Beds24Process
from tests.ui.journeys.conftest import BOOKINGS, Start
from tests.ui.journeys.program import Program, in_days


def listen(program: Program, sim: Beds24Process) -> int:
    """Switch the webhook on as the page does, and let Beds24 know; the port."""
    webhook = program.life.parts.settings().webhook
    assert webhook is not None
    desk, ear, open_cipher = webhook.desk, webhook.ear, webhook.open_cipher
    wishes = WebhookWishes(secret=Secret(SECRET))
    program.life.parts.saver.save(lambda: desk.switch_on(wishes, open_cipher), lambda _standing: None, _fail)
    program.until(lambda: ear().port is not None)
    port = ear().port
    assert port is not None
    tell_beds24(sim, port)
    return port


def test_a_booking_stands_in_the_list_without_a_sync(program: Program, sim: Beds24Process) -> None:
    list_ = program.reservations().model
    program.until(lambda: list_.total == BOOKINGS)
    runs = len(program.reports)
    port = listen(program, sim)
    program.until(lambda: [one.port for one in program.news if isinstance(one, EarState)] == [port])
    room = sim.order("truth")["bookings"][0]["roomId"]
    sim.order("create", roomId=room, arrival=in_days(300), departure=in_days(302), lastName="Sofortda")
    began = time.monotonic()
    program.until(lambda: any(one.guest.endswith("Sofortda") for one in list_.all))
    assert time.monotonic() - began < 3
    assert len(program.reports) == runs


def test_the_window_ends_in_time_while_it_hears_and_hears_again_at_the_next_start(
    program: Program, sim: Beds24Process, start: Start
) -> None:
    port = listen(program, sim)
    silence(sim)
    began = time.monotonic()
    program.life.end()
    assert time.monotonic() - began < STOPS_WITHIN
    again = start()
    webhook = again.life.parts.settings().webhook
    assert webhook is not None
    again.until(lambda: webhook.ear().port == port)
    assert post(port, b"{}") == 401


def _fail(error: BaseException) -> None:
    pytest.fail(str(error))
