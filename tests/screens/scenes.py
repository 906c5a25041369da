"""What is pictured of the window: each scene says what is brought to the front, and how it is left again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from console.cli.demo.controls import DemoControls
from console.cli.demo.stage import Stage as Demo
from console.domain.announcing import EventsChanged
from console.domain.hook_events import EventState
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.simulator import Fault, FaultKind, Kind
from console.ui.guests.columns import NUMBER_OF as GUEST_COLUMNS
from console.ui.guests.edit_dialog import EditDialog
from console.ui.guests.list import GuestsPage
from console.ui.guests.tab import GuestsTab
from console.ui.opening import Life
from console.ui.picturing import SIZE, settle
from console.ui.reconcile.tab import ReconcileTab
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.tab import SettingsTab
from console.ui.shell.keys import KeysSheet
from console.ui.shell.pill import PillDetails
from console.ui.sync.brake import brake_question
from console.ui.sync.dry_run_dialog import DryRunDialog
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.raw_dialog import RawDialog
from console.ui.sync.tab import SyncTab
from tests.screens.morning import hear_a_morning

_TICKABLE = Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True, slots=True)
class Set:
    """What the scenes are played with."""

    life: Life
    demo: Demo

    def show(self, key: str) -> QWidget:
        self.life.window.show_tab(key)
        settle(self.life.stage)
        return self.life.window

    @property
    def reservations(self) -> ReservationsTab:
        return cast("ReservationsTab", self.life.window.tab("reservations"))

    @property
    def guests(self) -> GuestsPage:
        return cast("GuestsTab", self.life.window.tab("guests")).findChildren(GuestsPage)[0]

    @property
    def sync(self) -> SyncTab:
        return cast("SyncTab", self.life.window.tab("sync"))

    @property
    def reconcile(self) -> ReconcileTab:
        return cast("ReconcileTab", self.life.window.tab("reconcile"))

    @property
    def settings(self) -> SettingsTab:
        return cast("SettingsTab", self.life.window.tab("settings"))

    def run(self, kind: RunKind, *, apply_anyway: bool = False) -> Report:
        """Let a run begin and end while the window goes on."""
        future = self.life.parts.runner.ask(Wish(kind, Trigger.MANUAL, apply_anyway=apply_anyway))
        while not future.done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        settle(self.life.stage)
        return future.result()


def _stay(_at: Set, _widget: QWidget) -> None:
    """Nothing to put away."""


def _close(_at: Set, widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.reject()
    else:
        widget.hide()


@dataclass(frozen=True, slots=True)
class Scene:
    """`arrange` gives the widget to be pictured; `leave` puts away what the next scene does not want."""

    name: str
    arrange: Callable[[Set], QWidget]
    leave: Callable[[Set, QWidget], None] = _stay


def _details(page: int) -> Callable[[Set], QWidget]:
    """The pane of a reservation that has messages and a history, at one of its pages."""

    def arrange(at: Set) -> QWidget:
        window = at.show("reservations")
        at.reservations.open_reservation(_talked_about(at))
        at.reservations.pane.tabs.setCurrentIndex(page)
        settle(at.life.stage)
        return window

    return arrange


def _conversation(at: Set) -> QWidget:
    """The page of messages after a person has asked Beds24 for them."""
    window = _details(3)(at)
    page = at.reservations.pane.messages
    page.read_now.click()
    while not page.read_now.isEnabled():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    settle(at.life.stage)
    return window


def _talked_about(at: Set) -> int:
    """Our id of a coming stay of a portal's guest who wrote, moved the dates, and may stay in several rooms."""
    shown = at.reservations.model.shown
    groups = [line for line in shown if line.group_id and line.channel == "booking" and line.status == "new"]
    line = (groups or list(shown))[-1]
    life = at.demo.simulator
    if line.beds24_id is not None and line.modified_at == line.booked_at:
        for kind in (Kind.MESSAGE, Kind.PRICE_CHANGED, Kind.GUEST_CORRECTED, Kind.OPENED_IN_PANEL):
            at.demo.time.advance(60)
            life.happen(kind, line.beds24_id)
        at.run(RunKind.PULL)
    return line.id


def _close_details(at: Set, _widget: QWidget) -> None:
    at.reservations.pane.closed.emit()


def _guests(at: Set) -> QWidget:
    """With one whom the desk knows, and one to whom no room is let again."""
    window = at.show("guests")
    _wait_for(at, lambda: at.guests.feed.is_whole)
    _speak_of_guests(at)
    at.guests.table.sortByColumn(GUEST_COLUMNS["stays"], Qt.SortOrder.DescendingOrder)
    at.guests.table.scrollToTop()
    settle(at.life.stage)
    return window


def _speak_of_guests(at: Set) -> None:
    """Say something of those with the most stays, once."""
    editing = at.life.parts.guest_editing
    first, second = sorted(at.guests.model.all, key=lambda line: line.stays, reverse=True)[:2]
    if first.vip:
        return

    def speak() -> None:
        editing.set_flag(first.id, "vip")
        editing.add_note(first.id, "preference", "A quiet room, as high up as possible")
        editing.add_note(first.id, "note", "Allergic to nuts")
        editing.set_flag(second.id, "do_not_rent", "Smoked in the room twice, and left without paying")

    with ThreadPoolExecutor(1) as elsewhere:  # the window's own thread cannot write
        elsewhere.submit(speak).result()
    _wait_for(at, lambda: any(line.do_not_rent for line in at.guests.model.all))


def _wait_for(at: Set, comes: Callable[[], bool]) -> None:
    while not comes():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    settle(at.life.stage)


def _guests_found(text: str) -> Callable[[Set], QWidget]:
    """What is typed in plain letters finds every script; the first card is open."""

    def arrange(at: Set) -> QWidget:
        window = _guests(at)
        at.guests.filters.search.setText(text)
        at.guests.open_guest(at.guests.model.line(0).id)
        _wait_for(at, lambda: at.guests.pane.card is not None)
        return window

    return arrange


def _clear_guests(at: Set, _widget: QWidget) -> None:
    at.guests.filters.clear()


def _guest_card(page: int) -> Callable[[Set], QWidget]:
    """The card of the guest with the most stays, at one of its pages."""

    def arrange(at: Set) -> QWidget:
        window = _guests(at)
        at.guests.open_guest(max(at.guests.model.all, key=lambda line: line.stays).id)
        at.guests.pane.tabs.setCurrentIndex(page)
        _wait_for(at, lambda: at.guests.pane.card is not None)
        return window

    return arrange


def _guest_form(at: Set) -> QWidget:
    """Typed by hand, and known already."""
    line = max(at.guests.model.all, key=lambda one: (bool(one.email), one.stays))
    at.guests.add_guest()
    dialog = at.guests.findChildren(EditDialog)[-1]
    first, _, last = line.name.partition(" ")
    for name, text in {"first_name": first, "last_name": last, "email": line.email}.items():
        dialog.fields[name].setText(text)
    _wait_for(at, dialog.looks.isVisible)
    return dialog


def _searched(text: str) -> Callable[[Set], QWidget]:
    def arrange(at: Set) -> QWidget:
        window = at.show("reservations")
        at.reservations.filters.search.setText(text)
        return window

    return arrange


def _clear_search(at: Set, _widget: QWidget) -> None:
    at.reservations.filters.clear()


def _sized(width: int, height: int, percent: int = 100) -> Callable[[Set], QWidget]:
    def arrange(at: Set) -> QWidget:
        window = at.show("reservations")
        at.life.stage.set_look(replace(at.life.stage.look, text_percent=percent))
        window.resize(width, height)
        return window

    return arrange


def _usual_size(at: Set, widget: QWidget) -> None:
    at.life.stage.set_look(replace(at.life.stage.look, text_percent=100))
    widget.resize(*SIZE)


def _checked(at: Set) -> QWidget:
    window = at.show("sync")
    at.demo.simulator.happen(times=6)
    at.run(RunKind.CHECK)
    return window


def _dry_run(at: Set) -> QWidget:
    """The check gone through, with two of its bookings ticked."""
    at.sync.runs.pane.choose.click()
    settle(at.life.stage)
    dialog = next(one for one in at.sync.findChildren(DryRunDialog) if one.isVisible())
    heads = [
        row for row in range(dialog.model.rowCount()) if dialog.model.flags(dialog.model.index(row, 0)) & _TICKABLE
    ]
    for row in heads[:2]:
        dialog.model.turn(row)
    return dialog


def _pulled(at: Set) -> QWidget:
    window = at.show("sync")
    report = at.run(RunKind.PULL)
    at.sync.show_place(str(report.run.id))
    return window


def _running(at: Set) -> QWidget:
    """In the midst of a full sync over a slow line."""
    window = at.show("sync")
    at.demo.simulator.switch_on(Fault(FaultKind.SLOW, path="/bookings", times=1, seconds=6))
    at.life.parts.runner.ask(Wish(RunKind.FULL, Trigger.MANUAL))
    return window


def _ended(at: Set, _widget: QWidget) -> None:
    at.demo.simulator.faults.clear()
    at.run(RunKind.FULL)


def _parked(at: Set) -> QWidget:
    for _ in range(2):
        DemoControls(at.demo.simulator).add_room()
    at.run(RunKind.PULL)
    window = at.show("sync")
    at.sync.show_parked()
    return window


def _mapping(at: Set) -> QWidget:
    parked = at.life.parts.parked
    dialog = MapRoomDialog(at.life.window, parked.groups()[0], parked.rooms())
    dialog.lines[0].choice.setCurrentIndex(1)
    dialog.show()
    return dialog


def _raw(at: Set) -> QWidget:
    parked = at.life.parts.parked
    thing = parked.groups()[0].things[0]
    dialog = RawDialog(at.life.window, thing, parked.payload(thing.key))
    dialog.show()
    return dialog


def _braked(at: Set) -> QWidget:
    for booking in list(at.demo.simulator.book)[:40]:
        at.demo.simulator.delete(booking.id)
    at.run(RunKind.FULL)
    window = at.show("sync")
    at.sync.show_place("brake")
    return window


def _brake_question(at: Set) -> QWidget:
    run = at.sync.runs.model.run(at.sync.runs.current or 0)
    assert run is not None
    box = brake_question(at.life.window, run)
    box.show()
    return box


def _events(at: Set) -> QWidget:
    """What webhooks told this morning; the last one, that moved a stay, is chosen."""
    with ThreadPoolExecutor(1) as elsewhere:  # the window's own thread cannot write
        elsewhere.submit(hear_a_morning, at.demo).result()
    at.run(RunKind.PULL)
    window = at.show("sync")
    at.life.stage.courier.send(EventsChanged())
    settle(at.life.stage)
    at.sync.show_events()
    at.sync.events.choose(at.sync.events.model.newest)
    return window


def _event_parked(at: Set) -> QWidget:
    """One that was tried in vain."""
    view = at.sync.events
    view.choose(next(one.event.id for one in view.model.shown if one.event.state is EventState.PARKED))
    return at.life.window


def _to_the_checks(at: Set, _widget: QWidget) -> None:
    at.sync.show_runs()


def _key_dead(at: Set) -> QWidget:
    at.demo.simulator.faults.clear()
    at.run(RunKind.FULL)
    DemoControls(at.demo.simulator).kill_key()
    at.run(RunKind.PULL)
    return at.show("reservations")


def _line_cut(at: Set) -> QWidget:
    at.demo.simulator.faults.clear()
    DemoControls(at.demo.simulator).cut_line()
    at.demo.time.advance(14 * 60)
    at.run(RunKind.PULL)
    return at.show("reservations")


def _pill(at: Set) -> QWidget:
    at.demo.simulator.faults.clear()
    at.run(RunKind.PULL)
    at.show("reservations")
    pill = at.life.window.header.pill
    pill.click()
    return next(each for each in pill.findChildren(PillDetails) if each.isVisible())


def _section(name: str) -> Callable[[Set], QWidget]:
    def arrange(at: Set) -> QWidget:
        window = at.show("settings")
        at.settings.show_place(name)
        return window

    return arrange


def _data(at: Set) -> QWidget:
    section = at.settings.sections["data"]
    next(each for each in section.findChildren(QPushButton) if each.text() == "Back up now").click()
    return _section("data")(at)


def _keys(at: Set) -> QWidget:
    at.life.window.show_keys()
    return next(each for each in at.life.window.findChildren(KeysSheet) if each.isVisible())


SCENES: tuple[Scene, ...] = (
    Scene("reservations", lambda at: at.show("reservations")),
    Scene("reservations-1920", _sized(1920, 1080), _usual_size),
    Scene("reservations-150-percent", _sized(*SIZE, percent=150), _usual_size),
    Scene("reservation-overview", _details(0), _close_details),
    Scene("reservation-guest", _details(1), _close_details),
    Scene("reservation-money", _details(2), _close_details),
    Scene("reservation-messages", _conversation, _close_details),
    Scene("reservation-history", _details(4), _close_details),
    Scene("reservation-links", _details(5), _close_details),
    Scene("reservation-raw", _details(6), _close_details),
    Scene("reservations-search", _searched("muller"), _clear_search),
    Scene("reservations-nothing-found", _searched("no such guest"), _clear_search),
    Scene("guests", _guests),
    Scene("guests-search", _guests_found("zhang"), _clear_guests),
    Scene("guest-card-arabic", _guests_found("nhyn"), _clear_guests),
    Scene("guest-card", _guest_card(0)),
    Scene("guest-stays", _guest_card(1)),
    Scene("guest-sources", _guest_card(2)),
    Scene("dialog-guest", _guest_form, _close),
    Scene("sync", lambda at: at.show("sync")),
    Scene("sync-running", _running, _ended),
    Scene("sync-check-only", _checked),
    Scene("dialog-dry-run", _dry_run, _close),
    Scene("sync-changes", _pulled),
    Scene("sync-waiting", _parked),
    Scene("dialog-map-room", _mapping, _close),
    Scene("dialog-as-received", _raw, _close),
    Scene("sync-events", _events),
    Scene("sync-event-parked", _event_parked, _to_the_checks),
    Scene("key-refused", _key_dead),
    Scene("line-cut", _line_cut),
    Scene("dialog-pill", _pill, _close),
    *(
        Scene(f"settings-{name}", _section(name))
        for name in (
            "connection",
            "rooms",
            "guests",
            "schedule",
            "brake",
            "appearance",
            "notifications",
            "about",
        )
    ),
    Scene("settings-data", _data),
    Scene("dialog-keys", _keys, _close),
    Scene("sync-braked", _braked),
    Scene("dialog-brake", _brake_question, _close),
)
