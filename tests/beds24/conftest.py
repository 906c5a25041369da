"""A client with a key, whose time is moved by hand."""

import random
from collections.abc import Callable, Iterator

import pytest

from console.beds24.bookings import Include
from console.beds24.client import Beds24Client, Means, Settings
from console.beds24.credits import Patience
from console.beds24.tokens import KeyDiary
from console.beds24.transport import Limits
from console.domain.secret import Secret, SecretName, Vault
from tests.beds24.timing import HandClock, LeapingWaiter
from tests.fakes.vault import FakeVault

MakeClient = Callable[..., Beds24Client]
REFRESH_TOKEN = "canary-refresh-" + "r" * 140


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def waiter(clock: HandClock) -> LeapingWaiter:
    return LeapingWaiter(clock)


@pytest.fixture
def vault() -> FakeVault:
    vault = FakeVault()
    vault.write(SecretName.REFRESH_TOKEN, Secret(REFRESH_TOKEN))
    return vault


@pytest.fixture
def make_client(clock: HandClock, waiter: LeapingWaiter, vault: FakeVault) -> Iterator[MakeClient]:
    """Builds clients over hand-moved time and closes them."""
    made: list[Beds24Client] = []

    def make(
        api_url: str,
        *,
        keys: Vault | None = None,
        diary: KeyDiary | None = None,
        includes: tuple[Include, ...] = (),
        most_pages: int = 50,
    ) -> Beds24Client:
        settings = Settings(api_url, False, Limits(), Patience(), includes, most_pages)
        client = Beds24Client(keys or vault, diary, settings, Means(clock, waiter, random.Random(3)))
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()
