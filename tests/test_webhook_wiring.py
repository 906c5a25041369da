"""The ear follows how the webhook is set up, tells how it stands, gets over trouble, and ends in time."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.clock import SystemClock
from console.domain.errors import PortTaken
from console.domain.secret import Secret
from console.domain.webhook_ear import EarState
from console.domain.webhook_setup import PATH, USUAL_HEADER
from console.services.inbox import Hearing, InboxDesk
from console.services.webhook_settings import KnownSecrets, WebhookDesk, WebhookWishes
from console.store.store import Store
from console.vault.column_cipher import cipher_of
from console.webhook_wiring import Ear, Keeping, Spot
from tests.building import HOTEL, NOW
from tests.cli.hooks import SECRET, free_port, post
from tests.cli.running import until
from tests.fakes.vault import FakeVault
from tests.storing import new_store

GOOD = (USUAL_HEADER, SECRET)
STOPS_WITHIN = 2.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path, HOTEL) as opened:
        yield opened


class Place:
    """An ear over a store of its own, with what it told."""

    def __init__(self, store: Store) -> None:
        self.clock = SystemClock()
        self.vault = FakeVault()
        self.desk = WebhookDesk(store, self.clock)
        self.inbox = InboxDesk(store, self.clock)
        self.told: list[EarState] = []
        hearing = Hearing(store, lambda: None)
        self._keeping = Keeping(hearing, hearing.together, self.inbox.add_counts)
        self._secrets = KnownSecrets(store, lambda: cipher_of(self.vault))
        self.ear = self.make_ear()

    def make_ear(self, spot: Spot | None = None) -> Ear:
        return Ear(self.desk, self._secrets, self.clock, self._keeping, self.told.append, spot, look_every=0.05)

    def switch_on(self, secret: str = SECRET) -> None:
        self.desk.switch_on(WebhookWishes(secret=Secret(secret)), lambda: cipher_of(self.vault))


@pytest.fixture
def place(store: Store) -> Iterator[Place]:
    made = Place(store)
    yield made
    made.ear.stop()


def test_it_listens_as_soon_as_it_is_switched_on_and_keeps_its_port(place: Place) -> None:
    place.ear.start()
    assert place.ear.state == EarState()
    place.switch_on()
    until(lambda: place.ear.state.port is not None)
    port = place.ear.state.port
    until(lambda: place.desk.standing().setup.port == port)
    assert place.told == [EarState(port)]
    place.desk.switch_off()
    until(lambda: place.ear.state.port is None)
    assert post(port or 0, b"{}", GOOD) == 410


def test_a_port_that_another_program_has_is_told_and_taken_once_it_is_free(place: Place) -> None:
    port = free_port()
    place.desk.keep_port(port)
    place.switch_on()
    with socket.create_server(("127.0.0.1", port)):
        place.ear.start()
        until(lambda: place.ear.state.port_taken)
        assert str(port) in place.ear.state.trouble
    until(lambda: place.ear.state == EarState(port))


def test_a_port_that_was_asked_for_is_had_or_nothing_is(place: Place) -> None:
    place.switch_on()
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTaken):
        place.make_ear(Spot(port=taken.getsockname()[1])).start()


def test_a_vault_that_does_not_open_is_told_and_got_over(place: Place) -> None:
    place.switch_on()
    place.vault.locked = True
    place.ear.start()
    until(lambda: "locked" in place.ear.state.trouble)
    assert place.ear.state.port is None
    place.vault.locked = False
    until(lambda: place.ear.state.port is not None)
    assert place.ear.state.trouble == ""


def test_who_was_refused_is_counted_by_the_reason_and_the_last_use_is_kept(place: Place) -> None:
    place.switch_on()
    place.ear.start()
    until(lambda: place.ear.state.port is not None)
    port = place.ear.state.port or 0
    answers = [
        post(port, b"{}"),
        post(port, b"{}", (USUAL_HEADER, "wrong")),
        post(port, b'{"booking": {"id": 1}}', GOOD),
    ]
    assert answers == [401, 401, 200]
    place.ear.stop()
    counts = place.inbox.counts(NOW)
    assert (counts["secret_absent"], counts["secret_wrong"], counts["stored"]) == (1, 1, 1)
    assert place.desk.standing().setup.secret_used_at is not None


def test_it_ends_in_time_with_connections_open_and_is_not_heard_after_that(place: Place) -> None:
    place.switch_on()
    place.ear.start()
    until(lambda: place.ear.state.port is not None)
    port = place.ear.state.port or 0
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    for line in lines[10:]:
        line.sendall(f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode())
    began = time.monotonic()
    place.ear.stop()
    assert time.monotonic() - began < STOPS_WITHIN
    for line in lines:
        line.close()
    with pytest.raises(ConnectionRefusedError):
        post(port, b"{}")
