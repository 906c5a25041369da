"""A receiver on loopback and a house that tells it everything."""

from collections.abc import Iterator

import pytest

from tests.simulator.webhooks.receiver import House, Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def house(receiver: Receiver) -> House:
    return House(receiver)
