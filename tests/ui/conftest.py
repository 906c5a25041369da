"""The window as its tests have it: a real store in a temporary folder, a fake Beds24, the real runner."""

import functools
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication

from console.domain.announcing import RunBegan, RunRefused
from console.domain.asking import Beds24
from console.domain.clock import Clock
from console.domain.pill import PillState
from console.domain.secret import Secret, SecretName
from console.jobs.ringing import ring
from console.jobs.runner import Runner
from console.jobs.running import start_runner
from console.jobs.workplace import Workplace
from console.services.act_book import ActBook
from console.services.agreement import AgreementBook
from console.services.backups import Backups
from console.services.book import Book
from console.services.discrepancy_book import DiscrepancyBook
from console.services.discrepancy_desk import DiscrepancyDesk
from console.services.edit_book import EditBook
from console.services.editing import EditDesk
from console.services.event_book import EventBook
from console.services.fix_book import FixBook
from console.services.fixing import FixDesk, sending_by
from console.services.guest_book import GuestBook
from console.services.guest_decisions import GuestDesk
from console.services.guest_editing import GuestEditing
from console.services.guest_erasing import ErasingDesk
from console.services.guest_review import ReviewBook
from console.services.guest_words import GuestWordDesk
from console.services.house_settings import HouseSettings
from console.services.inbox import InboxDesk
from console.services.key_desk import KeyDesk
from console.services.mapped_places import MappedPlaces
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
from console.services.sync_status import SyncStatus
from console.services.undoing import UndoDesk
from console.store.files import DataFolder
from console.store.store import Store
from console.ui.editing.deeds import EditDeeds
from console.ui.editing.services import EditServices
from console.ui.kit.answers import Saver
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Look, Theme
from console.ui.parts import Parts
from console.ui.settings.services import SettingsServices
from tests.building import HOTEL, NOW
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.fakes.vault import FakeVault
from tests.storing import new_store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HERE = Path(__file__).parent
_HERE_IN_IDS = "tests/ui/"
_OFFSCREEN = ("This plugin does not support", "systemTrayWindowChanged")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails a test of the window; here, not in pyproject, so that the rest runs without pytest-qt."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_OFFSCREEN, extend=True))


def pytest_runtest_logstart(nodeid: str) -> None:
    """As in the program (`ui.shell.collecting`): a worker's thread that happened to collect what a test left behind
    would destroy Qt objects on the wrong thread, and with them the process."""
    if nodeid.startswith(_HERE_IN_IDS):
        gc.disable()


def pytest_runtest_logfinish(nodeid: str) -> None:
    """By now nobody holds what the test made. Only that is looked at, unless the program has collected itself."""
    if nodeid.startswith(_HERE_IN_IDS):
        if (app := QApplication.instance()) is not None:
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect(2 if "journeys" in nodeid else 1)
        gc.enable()


class Listener(QObject):
    """Hears on the window's thread, as the window does; a plain function would hear on the sender's."""

    def __init__(self) -> None:
        super().__init__()
        self.news: list[object] = []

    def hear(self, news: object) -> None:
        self.news.append(news)


@dataclass
class Desk:
    """Everything around a window."""

    stage: Stage
    parts: Parts
    store: Store
    beds24: FakeBeds24
    clock: StillClock
    runner: Runner
    news: list[object]


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def beds24(clock: StillClock) -> FakeBeds24:
    return FakeBeds24(hotels=(HOTEL,), clock=clock)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made


@pytest.fixture
def look() -> Look:
    return Look(Theme.LIGHT)


@pytest.fixture
def desk(
    qapp: QApplication, tmp_path: Path, store: Store, beds24: FakeBeds24, clock: StillClock, look: Look
) -> Iterator[Desk]:
    """A connected hotel; nothing has been read yet."""
    with ExitStack() as closing:
        courier = Courier()
        saver = Saver()
        closing.callback(saver.stop)
        reader = Reader(functools.partial(store.database.connected, query_only=True))
        closing.callback(reader.stop)
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        stage = Stage(qapp, look, reader, courier, settings, clock, NOW.tzinfo or NOW.astimezone().tzinfo)  # type: ignore[arg-type] # UTC at least
        runner = runner_of(store, beds24, clock, courier.send)
        closing.callback(runner.stop)
        parts = parts_of(store, beds24, clock, runner, saver, courier.send)
        listener = Listener()
        courier.arrived.connect(listener.hear)
        yield Desk(stage, parts, store, beds24, clock, runner, listener.news)


def runner_of(store: Store, beds24: Beds24, clock: Clock, send: Callable[[object], None]) -> Runner:
    """As `console.windowed` starts it, but for gathering."""
    return start_runner(
        Workplace(store, beds24, clock),
        tell=send,
        announce=send,
        on_begin=lambda wish: send(RunBegan(wish.kind, wish.trigger)),
        on_refused=lambda error: send(RunRefused(error)),
        on_done=send,
    )


def parts_of(
    store: Store, beds24: FakeBeds24, clock: Clock, runner: Runner, saver: Saver, send: Callable[[object], None]
) -> Parts:
    """The parts of a window over this store."""
    return Parts(
        runner=runner,
        ring=lambda: ring(Workplace(store, beds24, clock), runner),
        sync=SyncStatus(store),
        book=Book(store),
        make_guest_book=lambda: GuestBook(store),
        make_guest_editing=lambda: GuestEditing(store, clock, send),
        make_guest_desk=lambda: GuestDesk(store, clock, send),
        make_guest_erasing=lambda: ErasingDesk(store, clock, send),
        make_guest_review=lambda: ReviewBook(store, clock),
        make_run_book=lambda: RunBook(store),
        make_parked=lambda: ParkedItems(store, beds24, clock, send),
        make_messages=lambda: MessageDesk(store, beds24, clock, send),
        make_rebuilds=lambda: RebuildDesk(store, clock, send),
        make_inbox=lambda: InboxDesk(store, clock),
        make_events=lambda: EventBook(store),
        make_agreement=lambda: AgreementBook(store),
        make_edit_desk=lambda: EditDesk(store, clock, send, lambda: "Maria"),
        make_outbox=lambda: OutboxDesk(store, beds24, clock, send, lambda: "Maria"),
        make_overbooking_book=lambda: OverbookingBook(store, clock),
        make_overbooking_desk=lambda: OverbookingDesk(store, clock, send, lambda: "Maria"),
        make_act_book=lambda: ActBook(store),
        make_discrepancy_book=lambda: DiscrepancyBook(store, clock),
        make_rule_desk=lambda: RuleDesk(store, clock, send, lambda: "Maria"),
        make_discrepancy_desk=lambda: DiscrepancyDesk(store, clock, send, lambda: "Maria"),
        make_edit_book=lambda: EditBook(store),
        make_stay_editing=lambda: StayEditing(store, clock, send, lambda: "Maria"),
        make_fix_book=lambda: FixBook(store),
        make_record_book=lambda: RecordBook(store, clock),
        make_fix_desk=lambda: FixDesk(
            store, beds24, clock, send, lambda: "Maria", sending_by(beds24, store, clock, send)
        ),
        make_undoing=lambda: UndoDesk(
            store,
            clock,
            send,
            lambda: EditDesk(store, clock, send, lambda: "Maria"),
            lambda: GuestDesk(store, clock, send),
            lambda: DiscrepancyDesk(store, clock, send, lambda: "Maria"),
        ),
        settings=functools.partial(settings_of, store, beds24, clock, runner, saver),
        saver=saver,
        credits=beds24.credits,
        database=store.database.path,
        version="0.1.0",
    )


def edit_deeds_of(desk: Desk, syncing: PillState = PillState.IN_SYNC) -> EditDeeds:
    """The dialogs over this desk, as the window opens them."""
    parts = desk.parts
    return EditDeeds(
        desk.stage, lambda: EditServices(parts.edit_book, parts.stay_editing, parts.saver, lambda: syncing)
    )  # fmt: skip


def settings_of(store: Store, beds24: FakeBeds24, clock: Clock, runner: Runner, saver: Saver) -> SettingsServices:
    """Settings over this store, with a key in a vault that forgets it at the end."""
    vault = FakeVault()
    vault.write(SecretName.REFRESH_TOKEN, Secret("a-refresh-token"))
    return SettingsServices(
        house=HouseSettings(store),
        mapped=MappedPlaces(store, clock),
        guest_words=GuestWordDesk(store, clock),
        key=KeyDesk(store, vault, beds24, clock),
        backups=Backups(DataFolder(store.database.path.parent), clock),
        runner=runner,
        saver=saver,
        version="0.1.0",
        restore=None,
    )
