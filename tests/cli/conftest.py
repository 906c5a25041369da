"""One simulated Beds24 for all tests of the command line, and folders connected to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Beds24Process, Console, make_quick_vault


@pytest.fixture(scope="session")
def beds24_process() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", "143", "--seed", "7")
    yield process
    process.stop()


@pytest.fixture
def beds24(beds24_process: Beds24Process) -> Iterator[Beds24Process]:
    """The simulated Beds24 without any fault, its log empty."""
    beds24_process.order("log", clear=True)
    yield beds24_process
    beds24_process.order("clear")


@pytest.fixture
def console(tmp_path: Path, beds24: Beds24Process) -> Console:
    """A folder in which nothing has happened yet."""
    make_quick_vault(tmp_path / "hotel")
    return Console(tmp_path / "hotel", beds24.url)


@pytest.fixture(scope="session")
def connected_folder(tmp_path_factory: pytest.TempPathFactory, beds24_process: Beds24Process) -> Path:
    """A folder that was just connected; to be copied."""
    console = Console(tmp_path_factory.mktemp("connected") / "hotel", beds24_process.url)
    make_quick_vault(console.folder)
    beds24_process.order("clear")
    assert console.connect(beds24_process).code == 0
    return console.folder


@pytest.fixture
def connected(console: Console, connected_folder: Path) -> Console:
    """A folder of the test's own that was just connected."""
    shutil.copytree(connected_folder, console.folder, dirs_exist_ok=True)
    return console


@pytest.fixture(scope="module")
def read_hotel(
    tmp_path_factory: pytest.TempPathFactory, beds24_process: Beds24Process, connected_folder: Path
) -> Console:
    """A folder with everything read; for tests that only look."""
    beds24_process.order("clear")
    console = Console(tmp_path_factory.mktemp("read") / "hotel", beds24_process.url)
    shutil.copytree(connected_folder, console.folder)
    assert console.run("sync").code == 0
    return console
