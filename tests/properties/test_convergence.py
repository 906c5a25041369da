"""The heart of the product: whatever the order, loss and repetition of what is read, the end state is the same."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.machine import Histories

HISTORIES, PARTS = 2_000, 80

# Shrinking and explaining a failure take minutes, more than a test may: add Phase.shrink here to look at one.
_CALM = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
    print_blob=True,
)


def test_any_history_ends_with_the_store_equal_to_beds24() -> None:
    """The same histories every time; the slow suite has new ones."""
    run_state_machine_as_test(
        Histories, settings=settings(_CALM, max_examples=30, stateful_step_count=15, derandomize=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_any_of_two_thousand_histories_ends_with_the_store_equal_to_beds24(part: int) -> None:
    """New histories every time, in parts short enough for the watchdog."""
    run_state_machine_as_test(
        Histories, settings=settings(_CALM, max_examples=HISTORIES // PARTS, stateful_step_count=25)
    )
