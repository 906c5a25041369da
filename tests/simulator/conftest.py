"""An empty house, a full house, and someone with a key to each."""

import pytest

from console.simulator import SimulatedClock, Simulator
from tests.simulator.caller import Caller


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def simulator(clock: SimulatedClock) -> Simulator:
    return Simulator(clock, seed=11, credit_limit=10_000)


@pytest.fixture
def caller(simulator: Simulator) -> Caller:
    return Caller(simulator)


@pytest.fixture
def full(simulator: Simulator) -> Caller:
    simulator.populate(350)
    return Caller(simulator)
