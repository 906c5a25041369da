"""One simulated Beds24 as a process of its own, and worlds around it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.beds24.client import Beds24Client, Means, Settings
from console.domain.clock import SystemClock
from console.domain.secret import Vault
from console.services.connecting import Connectable
from console.services.first_connection import FirstConnection
from console.ui.kit.theme import Look, Theme
from console.ui.wizard.first_run import FirstRun
from console.vault.late_vault import LateVault
from tests.cli.running import Beds24Process
from tests.fakes.vault import FakeVault
from tests.ui.wizard.ground import NoWaiting, World, a_world

Worlds = Callable[..., World]


@pytest.fixture(scope="session")
def beds24_process() -> Iterator[Beds24Process]:
    process = Beds24Process("--bookings", "143", "--seed", "7")
    yield process
    process.stop()


@pytest.fixture
def sim(beds24_process: Beds24Process) -> Iterator[Beds24Process]:
    """The simulated Beds24 without any fault, its log empty."""
    beds24_process.order("log", clear=True)
    yield beds24_process
    beds24_process.order("clear")


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture
def worlds(qapp: QApplication, tmp_path: Path, sim: Beds24Process, vault: FakeVault) -> Iterator[Worlds]:
    """Makes a world; a second one over the same folder is the program started again."""
    with ExitStack() as closing:

        def make(
            *, url: str = "", kept_in: Vault | LateVault | None = None, beds24: Connectable | None = None
        ) -> World:
            closing.pop_all().close()
            place = kept_in or vault
            late = place if isinstance(place, LateVault) else LateVault(lambda: place)
            client = beds24
            if client is None:
                made = Beds24Client(
                    late, None, Settings(api_url=url or sim.url, trust_env=False), Means(waiter=NoWaiting())
                )
                closing.callback(made.close)
                client = made
            return closing.enter_context(
                a_world(qapp, tmp_path / "hotel", late, client, SystemClock(), Look(Theme.LIGHT))
            )

        yield make


class Traveller:
    """Clicks through a first run as a person does."""

    def __init__(self, qtbot: QtBot, page: FirstRun) -> None:
        self.qtbot = qtbot
        self.page = page
        page.resize(1280, 800)
        page.show()
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.page.journey.busy, timeout=20_000)

    def press_next(self) -> None:
        assert self.page.next.isEnabled(), f"cannot go on from {self.page.step.name}"
        self.page.next.click()
        self.settle()

    def go_to(self, name: str) -> None:
        """Press on until this step is shown."""
        while self.page.step.name != name:
            self.press_next()

    def enter_code(self, code: str) -> None:
        """From the welcome to the answer to this code."""
        if self.page.step.name == "welcome":
            self.page.steps[0].connect_beds24.click()  # type: ignore[attr-defined] # the step that is shown has it
        self.page.step.code.line.setText(code)  # type: ignore[attr-defined] # the step that is shown has it
        self.press_next()

    @property
    def trouble(self) -> str:
        return self.page.step.trouble.text


@pytest.fixture
def travel(qtbot: QtBot) -> Iterator[Callable[..., Traveller]]:
    pages: list[FirstRun] = []

    def start(world: World, kind: type[FirstConnection] = FirstConnection) -> Traveller:
        page = world.first_run(kind)
        pages.append(page)
        return Traveller(qtbot, page)

    yield start
    for page in pages:
        page.hide()
        page.deleteLater()
