"""The page of instant messages over a real store, a real listener and a simulated Beds24 that sends real messages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.cli.demo.living import connect_demo
from console.cli.demo.stage import Stage as Hotel
from console.cli.demo.stage import set_stage
from console.domain.secret import Secret, SecretName
from console.jobs.runner import Runner
from console.services.backups import Backups
from console.services.connecting import Offer, connect_hotel
from console.services.guest_words import GuestWordDesk
from console.services.house_settings import HouseSettings
from console.services.inbox import InboxDesk
from console.services.key_desk import KeyDesk
from console.services.mapped_places import MappedPlaces
from console.services.tunnels import tunnels_here
from console.services.webhook_at_beds24 import WebhookAtBeds24
from console.services.webhook_settings import WebhookDesk
from console.store.files import DataFolder, open_data_folder
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look, Theme
from console.ui.settings.services import SettingsServices
from console.ui.settings.tab import SettingsTab
from console.ui.settings.webhook import WebhookSection
from console.ui.settings.webhook_parts import WebhookParts
from console.vault.column_cipher import cipher_of
from console.webhook_wiring import Hooks
from tests.building import NOW
from tests.ui.conftest import runner_of

PATIENCE = 15_000
READS_ONLY = ("read:bookings", "read:bookings-personal", "read:properties")


class Page:
    """The page, and everything around it that a test looks at or spoils."""

    def __init__(self, tab: SettingsTab, hotel: Hotel, hooks: Hooks, stage: Stage, qtbot: QtBot) -> None:
        self.tab = tab
        self.hotel = hotel
        self.hooks = hooks
        self.stage = stage
        self._qtbot = qtbot
        tab.show_place("webhook")
        assert isinstance(tab.section, WebhookSection)
        self.section = tab.section

    @property
    def desk(self) -> WebhookDesk:
        return self.section.parts.desk

    def until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=PATIENCE)

    def settle(self) -> None:
        """Let what was shown anew find its place."""
        self._qtbot.wait(50)

    def turn(self, *, on: bool = True) -> None:
        """Press the switch, and wait until it is kept."""
        self.section.switch.click()
        self.until(lambda: self.desk.standing().setup.enabled is on)

    def listen(self) -> int:
        """Switch on and wait until it hears; gives the port."""
        self.turn()
        self.until(lambda: self.hooks.ear.state.port is not None)
        self.until(lambda: "heard yet" in self.section.state.text)
        return self.hooks.ear.state.port or 0

    def give_address(self, public_url: str) -> None:
        """Type the public address in."""
        public = self.section.way.public
        public.setText(public_url)
        public.editingFinished.emit()
        self.until(lambda: self.desk.standing().setup.public_url == public_url)
        self.until(self.section.there.set_up.isEnabled)

    def told(self) -> dict[str, str]:
        """What Beds24 has."""
        return dict(self.hotel.simulator.service.webhooks.wire())  # type: ignore[arg-type] # all of them are texts

    def use_key(self, *scopes: str) -> None:
        """Another key in the place of the one that may do everything."""
        hotel = self.hotel
        hotel.vault.forget(SecretName.REFRESH_TOKEN)
        code = Secret(hotel.simulator.make_invite_code(scopes))
        connect_hotel(hotel.place.store, hotel.vault, hotel.beds24, hotel.place.clock, Offer(invite_code=code))
        self.section.refresh()


@contextmanager
def hearing_tab(
    app: QApplication, hotel: Hotel, folder: Path, look: Look
) -> Iterator[tuple[SettingsTab, Hooks, Stage, Runner]]:
    """Settings over a connected hotel whose messages are heard. Programs are looked for in `folder`/bin."""
    with ExitStack() as closing:
        courier, saver = Courier(), Saver()
        closing.callback(saver.stop)
        reader = Reader(partial(hotel.place.store.database.connected, query_only=True))
        closing.callback(reader.stop)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        stage = Stage(app, look, reader, courier, settings, hotel.place.clock, UTC)
        runner = runner_of(hotel.place.store, hotel.beds24, hotel.place.clock, courier.send)
        closing.callback(runner.stop)
        hooks = Hooks(
            hotel.place,
            runner,
            hotel.vault,
            courier.send,
            courier.send,
            tell_events=courier.send,
            tell_tunnel=courier.send,
            programs=str(folder / "bin"),
        )
        hooks.start()
        closing.callback(hooks.stop)
        data = DataFolder(hotel.place.store.database.path.parent)
        tab = SettingsTab(stage, _services(hotel, data, runner, saver, hooks, folder / "bin"))
        tab.show()
        yield tab, hooks, stage, runner
        tab.hide()
        tab.deleteLater()


@contextmanager
def webhook_page(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Page]:
    """Nothing is set up yet."""
    data = open_data_folder(folder / "data")
    with set_stage(data, NOW, 7, lambda _url: None) as hotel:
        connect_demo(hotel)
        with hearing_tab(qapp, hotel, folder, Look(Theme.LIGHT)) as (tab, hooks, stage, runner):
            tab.resize(1100, 800)
            qtbot.waitUntil(lambda: not runner.busy)
            yield Page(tab, hotel, hooks, stage, qtbot)
            qtbot.waitUntil(lambda: not runner.busy, timeout=PATIENCE)


def _services(
    hotel: Hotel, folder: DataFolder, runner: Runner, saver: Saver, hooks: Hooks, programs: Path
) -> SettingsServices:
    store, clock = hotel.place.store, hotel.place.clock

    return SettingsServices(
        house=HouseSettings(store),
        guest_words=GuestWordDesk(store, clock),
        mapped=MappedPlaces(store, clock),
        key=KeyDesk(store, hotel.vault, hotel.beds24, clock),
        backups=Backups(folder, clock),
        runner=runner,
        saver=saver,
        version="0.1.0",
        restore=None,
        webhook=WebhookParts(
            desk=WebhookDesk(store, clock),
            there=WebhookAtBeds24(store, hotel.beds24, lambda: cipher_of(hotel.vault)),
            inbox=InboxDesk(store, clock),
            open_cipher=lambda: cipher_of(hotel.vault),
            ear=lambda: hooks.ear.state,
            try_out=hooks.ear.trip.begin,
            tunnels=lambda: tunnels_here(str(programs)),
            tunnel=lambda: hooks.tunnel.keeper.state,
            move=lambda: hooks.tunnel.mover.state,
            choose_port=hooks.ear.choose_port,
        ),
    )
