"""A listener as the hotel has it, one for all tests that neither change its settings nor stop it."""

from collections.abc import Iterator

import pytest

from console.webhook.limits import Limits
from tests.webhook.door import Door, open_door


@pytest.fixture(scope="session")
def _standing() -> Iterator[Door]:
    with open_door(Limits(rate=10_000, burst=10_000)) as opened:
        yield opened


@pytest.fixture
def door(_standing: Door) -> Door:
    _standing.forget()
    return _standing
