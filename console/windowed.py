"""The wiring of the window over the hotel's own data; that over a demo hotel is in `console.demo_wiring`."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console import VERSION
from console.beds24.late_client import LateClient
from console.cli.orders import VaultKind
from console.domain.announcing import ContactWordsChanged, RunBegan, RunRefused, SyncSettingsChanged
from console.domain.errors import ConsoleError
from console.house import House
from console.jobs.difference_watch import DifferenceWatch
from console.jobs.gathering import Gatherer
from console.jobs.outgoing import Postman
from console.jobs.runner import Runner
from console.jobs.running import keep_matched, start_runner
from console.jobs.workplace import Workplace
from console.late_hooks import LateHooks
from console.services.book import Book
from console.services.connection import first_connection_open
from console.services.sync_status import SyncStatus
from console.settings_wiring import Restoring, SettingsMaker, settings_of
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier
from console.ui.opening import Application, Opening, open_window
from console.ui.parts import FirstRunParts, Parts
from console.vault.late_vault import LateVault
from console.window_services import WindowServices

if TYPE_CHECKING:
    from concurrent.futures import Future

    from console.domain.asking import CreditState
    from console.jobs.report import Report
    from console.ui.demo_controls import DemoVerbs

_log = logging.getLogger(__name__)
_DEMO_RINGS_EVERY = 1.0


def raise_other(house: House) -> bool:
    """Let the window that is in charge of the folder come forward; False when there is none."""
    from console.ui.shell.instance import ring_doorbell

    return ring_doorbell(house.folder.path)


def open_hotel(house: House, application: Application) -> None:
    """The window over the hotel's data; the folder's lock has to be held. Raises what keeps it from starting again."""
    restoring = Restoring(house)
    open_window(hotel_opening(house, restoring.wish), application)
    if restoring.wished:
        from console.beside import start_again

        house.closing.close()
        start_again()


def hotel_opening(house: House, restore: Callable[[Path], None] | None = None) -> Opening:
    """What the window over the hotel's data is opened with: the first run where no hotel is connected yet."""
    store = house.open_store()
    vault = _vault(house)
    client = LateClient(lambda: house.beds24(vault, store))
    place = Workplace(store, client, house.clock)
    hooks = LateHooks(place, vault)
    settings = settings_of(house, place, client, vault, restore, hooks)
    wiring = Wiring(house, place, client.credits, settings)
    wiring.hooks = hooks
    if first_connection_open(store):
        from console.services.first_connection import FirstConnection

        setup = FirstConnection(store, vault, client, house.clock)
        wiring.first_run = FirstRunParts(setup, vault.use_session_only, wiring.begin, partial(_start_demo, house))
    return opening_of(house, wiring)


def _vault(house: House) -> LateVault:
    """The keyring is opened when it is needed; an encrypted file at once, for its passphrase is asked for here."""
    if house.line.vault is VaultKind.KEYRING:
        return LateVault(house.vault)
    opened = house.vault()
    return LateVault(lambda: opened)


class Wiring:
    """Joins the parts around the window's courier, and connects them after the first paint."""

    def __init__(
        self,
        house: House,
        place: Workplace,
        credit_state: "Callable[[], CreditState]",
        settings: SettingsMaker,
        speed: float = 1.0,
        demo: "DemoVerbs | None" = None,
    ) -> None:
        self._house = house
        self.place = place
        self._credits = credit_state
        self._settings = settings
        self._speed = speed
        self._demo = demo
        self.prepare: Callable[[Runner], None] = lambda _runner: None
        self.first_run: FirstRunParts | None = None
        self.hooks: LateHooks | None = None
        self._begun = False
        self._runner: Runner | None = None
        self._postman: Postman | None = None
        self._differences: DifferenceWatch | None = None
        self._bell = ExitStack()

    def join(self, courier: Courier, saver: Saver) -> Parts:
        """The parts; nothing is asked of network or keyring yet."""
        runner = self._runner = self._start_runner(courier)
        self._house.closing.callback(runner.stop)
        self._house.closing.callback(self._bell.close)
        postman = self._postman = Postman(self.place, runner, courier.send)
        self._house.closing.callback(postman.stop)
        courier.arrived.connect(self._match_anew)
        courier.arrived.connect(postman.hear)
        differences = self._differences = DifferenceWatch(self.place, runner, courier.send)
        courier.arrived.connect(differences.hear)
        if self.hooks is not None:
            self.hooks.join(runner, courier.send)
            self._house.closing.callback(self.hooks.stop)
        made = WindowServices(self.place, courier.send, self._wake)
        return Parts(
            runner=runner,
            ring=self._ring,
            sync=SyncStatus(self.place.store),
            book=Book(self.place.store),
            make_guest_book=made.guest_book,
            make_guest_editing=made.guest_editing,
            make_guest_desk=made.guest_desk,
            make_guest_erasing=made.guest_erasing,
            make_guest_review=made.guest_review,
            make_run_book=made.run_book,
            make_parked=made.parked,
            make_messages=made.messages,
            make_rebuilds=made.rebuilds,
            make_inbox=made.inbox,
            make_events=made.events,
            make_agreement=made.agreement,
            make_edit_desk=made.edit_desk,
            make_act_book=made.act_book,
            make_discrepancy_book=made.discrepancy_book,
            make_overbooking_book=made.overbooking_book,
            make_overbooking_desk=made.overbooking_desk,
            make_discrepancy_desk=made.discrepancy_desk,
            make_rule_desk=made.rule_desk,
            make_edit_book=made.edit_book,
            make_stay_editing=made.stay_editing,
            make_fix_book=made.fix_book,
            make_fix_desk=made.fix_desk,
            make_record_book=made.record_book,
            make_undoing=made.undoing,
            make_outbox=made.outbox,
            settings=partial(self._settings, runner, saver),
            saver=saver,
            credits=self._credits,
            database=self._house.folder.database,
            version=VERSION,
            speed=self._speed,
            demo=self._demo,
            first_run=self.first_run,
        )

    def _match_anew(self, news: object) -> None:
        """A word more or less in the lists of contacts may make one guest of two, or two of one."""
        if isinstance(news, ContactWordsChanged) and self._runner is not None:
            keep_matched(self._runner, self.place)

    def _wake(self) -> None:
        if self.hooks is not None:
            self.hooks.wake()

    def begin(self) -> None:
        """From now on a ring counts; during the first run it would get in the way."""
        self._begun = True

    def connect(self, courier: Courier) -> None:
        """Begin to sync; on a thread of its own, since the first ring reads and the libraries take their time."""
        from console.jobs.ringing import RING_EVERY_SECONDS, Bell

        if self._runner is None:
            return
        try:
            self.prepare(self._runner)
        except ConsoleError as error:
            _log.warning("The demo hotel cannot be connected: %s", error)
            courier.send(RunRefused(error))
            return
        courier.send(SyncSettingsChanged())
        self._begun = self._begun or self.first_run is None
        self._bell.enter_context(Bell(self._ring, _DEMO_RINGS_EVERY if self._demo else RING_EVERY_SECONDS))
        if self.hooks is not None:
            self.hooks.start()

    def _ring(self) -> None:
        from console.jobs.ringing import ring

        if self._runner is not None and self._begun:
            ring(self.place, self._runner)
            if self._postman is not None:
                self._postman.look()

    def _start_runner(self, courier: Courier) -> Runner:
        gatherer = Gatherer(courier.send)

        def done(report: "Report") -> None:
            gatherer.flush()
            courier.send(report)
            if self._postman is not None:
                self._postman.ended(report)

        return start_runner(
            self.place,
            tell=gatherer.tell,
            announce=gatherer.announce,
            on_begin=lambda wish: courier.send(RunBegan(wish.kind, wish.trigger)),
            on_refused=lambda error: courier.send(RunRefused(error)),
            on_done=done,
        )


def opening_of(house: House, wiring: Wiring) -> Opening:
    connected = partial(wiring.place.store.database.connected, query_only=True)
    return Opening(house.folder.path, wiring.place.clock, connected, wiring.join, wiring.connect)


def _start_demo(house: House) -> "Future[None]":
    """The demo hotel in a process of its own, with a folder of its own."""
    from console.beside import start_beside

    return start_beside(["--demo", *(["--data-dir", str(house.line.data_dir)] if house.line.data_dir else [])])
