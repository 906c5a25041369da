"""The Sync tab over a real store and a fake Beds24, and a ledger that can be filled."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.domain.booking import Cause, ParkedItem
from console.domain.runs import Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.store.store import Store
from console.ui.editing.deeds import EditDeeds
from console.ui.editing.services import EditServices
from console.ui.shell.sync_view import SyncView
from console.ui.sync.controls import SyncControls
from console.ui.sync.events_view import EventParts
from console.ui.sync.outbox_view import OutboxParts
from console.ui.sync.tab import SyncTab
from tests.building import NOW, booking
from tests.storing import apply
from tests.ui.conftest import Desk

Keep = Callable[..., Run]
MINUTE = timedelta(minutes=1)
SLEEPY = 5000
GARDEN = 715747


def keep_run(store: Store, started_at: datetime = NOW, **changes: Any) -> Run:
    """A run in the ledger; it ended well after a second, unless told otherwise."""
    kind, trigger = changes.pop("kind", RunKind.PULL), changes.pop("trigger", Trigger.SCHEDULE)
    usual: dict[str, Any] = {
        "outcome": Outcome.DONE,
        "finished_at": started_at + timedelta(seconds=1),
        "took_ms": 1200,
        "counts": Counts(12, 0, 0, 12, 0),
        "traffic": Traffic(1, Decimal("1.3")),
    }
    with store.writing() as session:
        run = replace(session.runs.open(kind, trigger, started_at, None), **(usual | changes))
        session.runs.close(run)
    return run


def services_of(desk: Desk, view: SyncView) -> EditServices:
    """What the dialogs of changing work with."""
    return EditServices(desk.parts.edit_book, desk.parts.stay_editing, desk.parts.saver, lambda: view.pill.state)


@pytest.fixture
def open_unread_tab(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], SyncTab]]:
    """Makes the tab and shows it."""

    def make() -> SyncTab:
        view = SyncView(desk.stage, desk.parts)
        controls = SyncControls(desk.stage, desk.parts, view)
        edits = EditDeeds(desk.stage, lambda: services_of(desk, view))
        events = EventParts(desk.parts.events, desk.parts.inbox, desk.parts.saver)
        outbox = OutboxParts(desk.parts.outbox, edits.edit)
        tab = SyncTab(desk.stage, desk.parts.run_book, desk.parts.parked, events, outbox, controls)
        for one in (controls, edits):
            one.setParent(tab)
        qtbot.addWidget(tab)
        tab.resize(1100, 720)
        tab.show()
        return tab

    yield make
    desk.runner.stop()


@pytest.fixture
def open_tab(open_unread_tab: Callable[[], SyncTab], qtbot: QtBot) -> Callable[[], SyncTab]:
    """As above, and waits until it has read the ledger and what waits."""

    def make() -> SyncTab:
        tab = open_unread_tab()
        read = [tab.runs.figures_read, tab.parked.counted, tab.events.counted, tab.outbox.counted]
        with qtbot.waitSignals(read, timeout=SLEEPY):
            pass
        return tab

    return make


@pytest.fixture
def park(desk: Desk) -> Callable[[], None]:
    """Two bookings for a room that nobody knows, one that cannot be read, one without a number."""

    def fill() -> None:
        garden = [booking(n, room_type_id=GARDEN, first_name="Ana", last_name=f"López {n}") for n in (1, 2)]
        desk.beds24.put(*garden)
        apply(desk.store, *garden)
        unreadable = ParkedItem("booking:5", Cause.UNREADABLE, "Its arrival cannot be read.", b'{"id": 5}', 5)
        with desk.store.writing() as session:
            session.waiting.park(unreadable, None, NOW)
            session.waiting.park(ParkedItem("item:x", Cause.UNREADABLE, "It is not valid JSON.", b""), None, NOW)

    return fill
