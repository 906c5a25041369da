"""The packed program, built once for all tests, and a simulated Beds24."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Beds24Process, make_quick_vault
from tests.package.packed import ROOT, Packed

BOOKINGS = 143


@pytest.fixture(scope="session")
def built() -> None:
    subprocess.run(["make", "package"], cwd=ROOT, check=True)


@pytest.fixture
def packed(built: None, tmp_path: Path) -> Packed:
    """With an encrypted file for `--vault file` that is quick to open."""
    packed = Packed(tmp_path)
    make_quick_vault(packed.data)
    return packed


@pytest.fixture(scope="module")
def beds24() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", str(BOOKINGS), "--seed", "7")
    yield process
    process.stop()
