"""The tabs of the window; each is made when it is first needed, and only then are its modules loaded."""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from console.domain.runs import RunKind
from console.ui.kit.stage import Stage
from console.ui.parts import Parts, ShowPlace
from console.ui.shell.deeds import SyncDeeds
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words

if TYPE_CHECKING:
    from console.ui.editing.services import EditServices


@dataclass(frozen=True, slots=True)
class Entry:
    """One tab: its name for `ShowPlace`, its icon, its title, and how it is made.

    A tab is a QWidget. Its `actions()` become the menu named after it while it is in front; `first_focus`, where it
    has one, gets the keyboard then; a signal `badge_changed(int)` sets the number beside its title;
    `show_place(place: str)` goes to a place in it; it dresses itself anew on `stage.look_changed`; `remember()` keeps
    columns and sizes and is called when the window closes.
    """

    key: str
    icon_name: str
    title: str
    make: Callable[[Stage, Parts, SyncView], QWidget]


def _reservations(stage: Stage, parts: Parts, view: SyncView) -> QWidget:
    from console.ui.editing.deeds import EditDeeds
    from console.ui.reservations.checking import Checking
    from console.ui.reservations.message_asker import MessageAsker
    from console.ui.reservations.putting_back import PuttingBack
    from console.ui.reservations.rebuilder import Rebuilder
    from console.ui.reservations.tab import ReservationsTab

    sync_now = partial(SyncDeeds(stage, parts).ask, RunKind.PULL)
    asker = MessageAsker(parts.runner, lambda: parts.messages)
    rebuilder = Rebuilder(stage, parts.runner, lambda: parts.rebuilds)
    edits = EditDeeds(stage, partial(_edit_services, parts, view))
    tab = ReservationsTab(
        stage, parts.book, asker, rebuilder, edits, sync_now, lambda: view.standing.hotel, online=parts.demo is None
    )
    for one in (asker, rebuilder, edits):
        one.setParent(tab)
    tab.band.follow(view)
    PuttingBack(stage, edits, tab)
    Checking(parts.runner, tab)
    return tab


def _edit_services(parts: Parts, view: SyncView) -> "EditServices":
    from console.ui.editing.services import EditServices

    return EditServices(parts.edit_book, parts.stay_editing, parts.saver, lambda: view.pill.state)


def _guests(stage: Stage, parts: Parts, _view: SyncView) -> QWidget:
    from console.ui.guests.erasing import Eraser
    from console.ui.guests.list import GuestsPage
    from console.ui.guests.review import ReviewPage
    from console.ui.guests.services import GuestServices
    from console.ui.guests.tab import GuestsTab

    eraser = Eraser(stage, parts.runner, lambda: parts.guest_erasing)
    services = GuestServices(
        parts.guest_book, lambda: parts.guest_editing, lambda: parts.guest_desk, parts.saver, eraser
    )
    listed = GuestsPage(stage, services)
    review = ReviewPage(stage, parts.guest_review, parts.runner, lambda: parts.guest_desk)
    tab = GuestsTab([(listed, listed), (review, review)])
    review.guest_wanted.connect(lambda id_: stage.courier.send(ShowPlace("guests", str(id_))))
    eraser.setParent(tab)
    return tab


def _reconcile(stage: Stage, parts: Parts, view: SyncView) -> QWidget:
    from console.ui.reconcile.pages import make_tab

    return make_tab(stage, parts, lambda: view.standing.hotel)


def _sync(stage: Stage, parts: Parts, view: SyncView) -> QWidget:
    from console.ui.editing.deeds import EditDeeds
    from console.ui.sync.controls import SyncControls
    from console.ui.sync.events_view import EventParts
    from console.ui.sync.outbox_view import OutboxParts
    from console.ui.sync.tab import SyncTab

    controls = SyncControls(stage, parts, view)
    events = EventParts(parts.events, parts.inbox, parts.saver)
    edits = EditDeeds(stage, partial(_edit_services, parts, view))
    outbox = OutboxParts(parts.outbox, edits.edit)
    tab = SyncTab(stage, parts.run_book, parts.parked, events, outbox, controls, parts.speed)
    for one in (controls, edits):
        one.setParent(tab)
    tab.reservation_wanted.connect(lambda id_: stage.courier.send(ShowPlace("reservations", str(id_))))
    return tab


def _settings(stage: Stage, parts: Parts, _view: SyncView) -> QWidget:
    from console.ui.settings.tab import SettingsTab

    return SettingsTab(stage, parts.settings())


ENTRIES: tuple[Entry, ...] = (
    Entry("reservations", "calendar-check", words.TAB_RESERVATIONS, _reservations),
    Entry("guests", "users", words.TAB_GUESTS, _guests),
    Entry("reconcile", "scales", words.TAB_RECONCILE, _reconcile),
    Entry("sync", "arrows-clockwise", words.TAB_SYNC, _sync),
    Entry("settings", "gear", words.TAB_SETTINGS, _settings),
)
