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
from console.person import who_is_here
from console.services.book import Book
from console.services.connection import first_connection_open
from console.services.sync_status import SyncStatus
from console.settings_wiring import Restoring, SettingsMaker, settings_of
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier
from console.ui.opening import Application, Opening, open_window
from console.ui.parts import FirstRunParts, Parts
from console.vault.late_vault import LateVault

if TYPE_CHECKING:
    from concurrent.futures import Future

    from console.domain.asking import CreditState
    from console.jobs.report import Report
    from console.services.act_book import ActBook
    from console.services.agreement import AgreementBook
    from console.services.discrepancy_book import DiscrepancyBook
    from console.services.discrepancy_desk import DiscrepancyDesk
    from console.services.edit_book import EditBook
    from console.services.editing import EditDesk
    from console.services.event_book import EventBook
    from console.services.fix_book import FixBook
    from console.services.fixing import FixDesk
    from console.services.guest_book import GuestBook
    from console.services.guest_decisions import GuestDesk
    from console.services.guest_editing import GuestEditing
    from console.services.guest_erasing import ErasingDesk
    from console.services.guest_review import ReviewBook
    from console.services.inbox import InboxDesk
    from console.services.messages import MessageDesk
    from console.services.outbox_desk import OutboxDesk
    from console.services.overbooking_book import OverbookingBook
    from console.services.overbooking_desk import OverbookingDesk
    from console.services.parked_items import ParkedItems
    from console.services.rebuilding import RebuildDesk
    from console.services.record_book import RecordBook
    from console.services.rule_desk import RuleDesk
    from console.services.run_book import RunBook
    from console.services.stay_editing import StayEditing
    from console.services.undoing import UndoDesk
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
        return Parts(
            runner=runner,
            ring=self._ring,
            sync=SyncStatus(self.place.store),
            book=Book(self.place.store),
            make_guest_book=self._guest_book,
            make_guest_editing=partial(self._guest_editing, courier),
            make_guest_desk=partial(self._guest_desk, courier),
            make_guest_erasing=partial(self._guest_erasing, courier),
            make_guest_review=self._guest_review,
            make_run_book=self._run_book,
            make_parked=partial(self._parked, courier),
            make_messages=partial(self._messages, courier),
            make_rebuilds=partial(self._rebuilds, courier),
            make_inbox=self._inbox,
            make_events=self._events,
            make_agreement=self._agreement,
            make_edit_desk=partial(self._edit_desk, courier),
            make_act_book=self._act_book,
            make_discrepancy_book=self._discrepancy_book,
            make_overbooking_book=self._overbooking_book,
            make_overbooking_desk=partial(self._overbooking_desk, courier),
            make_discrepancy_desk=partial(self._discrepancy_desk, courier),
            make_rule_desk=partial(self._rule_desk, courier),
            make_edit_book=self._edit_book,
            make_stay_editing=partial(self._stay_editing, courier),
            make_fix_book=self._fix_book,
            make_fix_desk=partial(self._fix_desk, courier),
            make_record_book=self._record_book,
            make_undoing=partial(self._undoing, courier),
            make_outbox=partial(self._outbox, courier),
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

    def _guest_book(self) -> "GuestBook":
        from console.services.guest_book import GuestBook

        return GuestBook(self.place.store)

    def _guest_editing(self, courier: Courier) -> "GuestEditing":
        from console.services.guest_editing import GuestEditing

        return GuestEditing(self.place.store, self.place.clock, courier.send)

    def _guest_review(self) -> "ReviewBook":
        from console.services.guest_review import ReviewBook

        return ReviewBook(self.place.store, self.place.clock)

    def _guest_erasing(self, courier: Courier) -> "ErasingDesk":
        from console.services.guest_erasing import ErasingDesk

        return ErasingDesk(self.place.store, self.place.clock, courier.send)

    def _guest_desk(self, courier: Courier) -> "GuestDesk":
        from console.services.guest_decisions import GuestDesk

        return GuestDesk(self.place.store, self.place.clock, courier.send)

    def _run_book(self) -> "RunBook":
        from console.services.run_book import RunBook

        return RunBook(self.place.store)

    def _parked(self, courier: Courier) -> "ParkedItems":
        from console.services.parked_items import ParkedItems

        return ParkedItems(self.place.store, self.place.beds24, self.place.clock, courier.send)

    def _messages(self, courier: Courier) -> "MessageDesk":
        from console.services.messages import MessageDesk

        return MessageDesk(self.place.store, self.place.beds24, self.place.clock, courier.send)

    def _rebuilds(self, courier: Courier) -> "RebuildDesk":
        from console.services.rebuilding import RebuildDesk

        return RebuildDesk(self.place.store, self.place.clock, courier.send)

    def _inbox(self) -> "InboxDesk":
        from console.services.inbox import InboxDesk

        wake = self.hooks.wake if self.hooks else lambda: None
        return InboxDesk(self.place.store, self.place.clock, wake)

    def _events(self) -> "EventBook":
        from console.services.event_book import EventBook

        return EventBook(self.place.store)

    def _undoing(self, courier: Courier) -> "UndoDesk":
        from console.services.undoing import UndoDesk

        return UndoDesk(
            self.place.store,
            self.place.clock,
            courier.send,
            partial(self._edit_desk, courier),
            partial(self._guest_desk, courier),
        )

    def _agreement(self) -> "AgreementBook":
        from console.services.agreement import AgreementBook

        return AgreementBook(self.place.store)

    def _outbox(self, courier: Courier) -> "OutboxDesk":
        from console.services.outbox_desk import OutboxDesk

        return OutboxDesk(self.place.store, self.place.beds24, self.place.clock, courier.send, who_is_here)

    def _edit_desk(self, courier: Courier) -> "EditDesk":
        from console.services.editing import EditDesk

        return EditDesk(self.place.store, self.place.clock, courier.send, who_is_here)

    def _overbooking_book(self) -> "OverbookingBook":
        from console.services.overbooking_book import OverbookingBook

        return OverbookingBook(self.place.store, self.place.clock)

    def _overbooking_desk(self, courier: Courier) -> "OverbookingDesk":
        from console.services.overbooking_desk import OverbookingDesk

        return OverbookingDesk(self.place.store, self.place.clock, courier.send, who_is_here)

    def _act_book(self) -> "ActBook":
        from console.services.act_book import ActBook

        return ActBook(self.place.store)

    def _discrepancy_book(self) -> "DiscrepancyBook":
        from console.services.discrepancy_book import DiscrepancyBook

        return DiscrepancyBook(self.place.store, self.place.clock)

    def _rule_desk(self, courier: Courier) -> "RuleDesk":
        from console.services.rule_desk import RuleDesk

        return RuleDesk(self.place.store, self.place.clock, courier.send, who_is_here)

    def _discrepancy_desk(self, courier: Courier) -> "DiscrepancyDesk":
        from console.services.discrepancy_desk import DiscrepancyDesk

        return DiscrepancyDesk(self.place.store, self.place.clock, courier.send, who_is_here)

    def _edit_book(self) -> "EditBook":
        from console.services.edit_book import EditBook

        return EditBook(self.place.store)

    def _stay_editing(self, courier: Courier) -> "StayEditing":
        from console.services.stay_editing import StayEditing

        return StayEditing(self.place.store, self.place.clock, courier.send, who_is_here)

    def _fix_book(self) -> "FixBook":
        from console.services.fix_book import FixBook

        return FixBook(self.place.store)

    def _record_book(self) -> "RecordBook":
        from console.services.record_book import RecordBook

        return RecordBook(self.place.store, self.place.clock)

    def _fix_desk(self, courier: Courier) -> "FixDesk":
        from console.services.fixing import FixDesk, sending_by

        place = self.place
        send = sending_by(place.beds24, place.store, place.clock, courier.send)
        return FixDesk(place.store, place.beds24, place.clock, courier.send, who_is_here, send)

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
