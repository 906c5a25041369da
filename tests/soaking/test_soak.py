"""A minute of a hotel's life under watch; `make soak` is ten."""

from pathlib import Path

import pytest

from tests.soaking.figures import figures
from tests.soaking.soak import soak

pytestmark = pytest.mark.slow


def test_a_hotel_that_lives_for_a_minute_ends_as_beds24_has_it_in_time_and_without_an_error(tmp_path: Path) -> None:
    soaked = soak(tmp_path, minutes=1, pace=60)
    assert len(soaked.told) > 30
    assert [figure.line() for figure in figures(soaked) if not figure.kept] == []
