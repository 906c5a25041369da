"""The program in this process: everything real but the keyring, against a simulated Beds24 in a process of its own."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from console.beds24.client import Beds24Client, Means, Settings
from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.domain.pill import PillState
from console.domain.secret import Secret, Vault
from console.house import House
from console.jobs.report import Report
from console.services.connecting import Offer, StoredDiary, connect_hotel
from console.store.store import Store
from console.ui.guests.tab import GuestsTab
from console.ui.kit.courier import Courier
from console.ui.opening import Life, Opening
from console.ui.reconcile.tab import ReconcileTab
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.tab import SettingsTab
from console.ui.shell.collecting import Collector
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from console.windowed import hotel_opening
from tests.cli.running import Beds24Process
from tests.ui.conftest import Listener
from tests.ui.wizard.ground import NoWaiting, open_store

PATIENCE_MS = 20_000
_TURN_SECONDS = 0.001  # as `open_window` sets it


class TrialHouse(House):
    """Keeps its secrets in the vault of the test, and does not wait between two tries."""

    def __init__(self, folder: Path, url: str, vault: Vault) -> None:
        line = CommandLine(OpenWindow(), data_dir=folder, api_url=url)
        super().__init__(line, Output(as_json=False), SystemClock(), Interrupts())
        self._trial_vault = vault

    def vault(self) -> Vault:
        return self._trial_vault

    def beds24(self, vault: Vault, store: Store | None) -> Beds24Client:
        settings = Settings(api_url=self.line.api_url or "", trust_env=False)
        diary = StoredDiary(store) if store else None
        client = Beds24Client(vault, diary, settings, Means(clock=self.clock, waiter=NoWaiting()))
        self.closing.callback(client.close)
        return client


def connect(folder: Path, sim: Beds24Process, vault: Vault, *scopes: str) -> None:
    """A data folder that is connected to the simulated hotel and has read nothing yet; with a key that may do all, or
    what is named."""
    folder.mkdir(mode=0o700, exist_ok=True)
    store = open_store(folder)
    client = Beds24Client(vault, None, Settings(api_url=sim.url, trust_env=False), Means(waiter=NoWaiting()))
    connect_hotel(store, vault, client, SystemClock(), Offer(invite_code=Secret(sim.invite(*scopes))))
    client.close()
    store.close()


@dataclass
class Program:
    """A start of the program; `store` for looking into it, `news` for what its parts told each other."""

    life: Life
    store: Store
    qtbot: QtBot
    news: list[object] = field(default_factory=list)

    @property
    def window(self) -> Window:
        return self.life.window

    def shows(self, state: PillState) -> bool:
        """Whether the pill says so."""
        return self.window.view.pill.state is state

    @property
    def reports(self) -> list[Report]:
        return [one for one in self.news if isinstance(one, Report)]

    @property
    def idle(self) -> bool:
        return not self.life.parts.runner.busy and not self.window.view.running

    @property
    def needs(self) -> list[str]:
        """What the strip shows."""
        return [one.kind.value for one in self.window.view.needs] if self.window.strip.isVisible() else []

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def key(self, name: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key in the window, once it has the keyboard again."""
        self.until(self._comes_forward)
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        QTest.keyClick(self.window, name, held)

    def _comes_forward(self) -> bool:
        """Asked for again and again: a dialog that goes may take a former wish with it."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
        return self.window.isActiveWindow()

    def run(self, start: Callable[[], object]) -> Report:
        """Start a run, and wait until it has ended and the window knows."""
        before = len(self.reports)
        start()
        self.until(lambda: len(self.reports) > before and self.idle)
        return self.reports[-1]

    def sync_now(self) -> Report:
        """F5, as soon as nothing runs."""
        self.until(lambda: self.idle and self.window.commands.sync_now.isEnabled())
        return self.run(lambda: self.key(Qt.Key.Key_F5))

    def reservations(self) -> ReservationsTab:
        """The tab, brought to the front."""
        self.window.show_tab("reservations")
        tab = self.window.tab("reservations")
        assert isinstance(tab, ReservationsTab)
        return tab

    def sync(self) -> SyncTab:
        """The tab, brought to the front."""
        self.window.show_tab("sync")
        tab = self.window.tab("sync")
        assert isinstance(tab, SyncTab)
        return tab

    def guests(self) -> GuestsTab:
        """The tab, brought to the front."""
        self.window.show_tab("guests")
        tab = self.window.tab("guests")
        assert isinstance(tab, GuestsTab)
        return tab

    def reconcile(self) -> ReconcileTab:
        """The tab, brought to the front."""
        self.window.show_tab("reconcile")
        tab = self.window.tab("reconcile")
        assert isinstance(tab, ReconcileTab)
        return tab

    def settings(self) -> SettingsTab:
        """The tab, brought to the front."""
        self.window.show_tab("settings")
        tab = self.window.tab("settings")
        assert isinstance(tab, SettingsTab)
        return tab

    def count(self, what: str = "reservations") -> int:
        """How many rows of this kind lie in the store."""
        with self.store.reading() as session:
            return session.listing.count(what)


def click(button: QWidget) -> None:
    """With the mouse; only what is there to be clicked."""
    assert button.isVisible(), f"{button} cannot be seen"
    assert button.isEnabled(), f"{button} cannot be pressed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_first(place: QWidget) -> None:
    """The first button that can be seen and pressed in `place`."""
    click(next(one for one in place.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()))


def press_role(role: QMessageBox.ButtonRole) -> Callable[[QDialog], None]:
    """Give the answer of this role to a question."""

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        click(next(one for one in dialog.buttons() if dialog.buttonRole(one) is role))

    return press


def in_days(days: int) -> str:
    """A day of Beds24's; to be chosen far from any border, for it is counted here and not in the hotel."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


@contextmanager
def a_program(qtbot: QtBot, qapp: QApplication, folder: Path, url: str, vault: Vault) -> Iterator[Program]:
    """Started as `console.windowed` starts it, and ended in the same order; the loop is the test's."""
    with TrialHouse(folder, url, vault) as house:
        house.take_charge()
        with opened(qtbot, qapp, house, hotel_opening(house)) as program:
            yield program


@contextmanager
def opened(qtbot: QtBot, qapp: QApplication, house: House, opening: Opening) -> Iterator[Program]:
    """The window, from its first paint to its end."""
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_SECONDS)
    with ExitStack() as outer:
        outer.callback(sys.setswitchinterval, turn)
        outer.callback(_let_go, qapp)
        courier = Courier()
        collector = outer.enter_context(Collector())
        outer.callback(gc.unfreeze)
        outer.enter_context(opening.connected())
        closing = outer.enter_context(ExitStack())
        life = Life(qapp, opening, courier, closing)
        listener = Listener()
        courier.arrived.connect(listener.hear)
        closing.callback(life.deleteLater)
        closing.callback(life.end)
        life.show(collector.settle)
        yield Program(life, _store_of(house), qtbot, listener.news)


def _store_of(house: House) -> Store:
    """A reader of its own, closed with the house."""
    store = open_store(house.folder.path)
    house.closing.callback(store.close)
    return store


def _let_go(qapp: QApplication) -> None:
    """Destroy what was put aside for the next turn of the loop."""
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
