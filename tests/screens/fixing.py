"""What is done about differences: the record of one, several at once, what was done, what is expected, the rules; and
the outbox while the line is down. They end with both sides equal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.cli.demo.controls import DemoControls
from console.domain.fixing import Way
from console.domain.runs import RunKind
from console.simulator import Fault, FaultKind
from console.ui.editing.move_dialog import MoveDialog
from console.ui.picturing import settle
from console.ui.reconcile.fixes import PageFixes
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.record_dialog import RecordDialog
from tests.screens.desk import opened, portals_stay
from tests.screens.scenes import Scene, Set

_MOVE = 2
_DIFFERING = 4


def _page(at: Set) -> DifferencesPage:
    at.show("reconcile")
    at.reconcile.show_place("review")
    return cast("DifferencesPage", at.reconcile.in_front)


def _fixes(at: Set) -> PageFixes:
    return cast("PageFixes", _page(at).findChild(PageFixes))


def _until(at: Set, is_so: Callable[[], Any]) -> None:
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    settle(at.life.stage)


def _at(key: str) -> Callable[[Set], QWidget]:
    def arrange(at: Set) -> QWidget:
        window = at.show("reconcile")
        at.reconcile.show_place(key)
        settle(at.life.stage)
        return window

    return arrange


def _close(_at: Set, widget: QWidget) -> None:
    cast("QDialog", widget).reject()


def _move(at: Set) -> QWidget:
    dialog = opened(at, MoveDialog, _MOVE)
    _until(at, lambda: dialog.rooms.list.count() > 0)
    return dialog


def _differing(at: Set) -> QWidget:
    """What is for review once Beds24 has changed bookings without a trace and both sides were compared."""
    DemoControls(at.demo.simulator).let_differ()
    at.run(RunKind.RECONCILE)
    page = _page(at)
    _until(at, lambda: len(page.model.shown) >= _DIFFERING)
    return at.life.window


def _both_sides(at: Set) -> QWidget:
    """A booking whose guest count and notes both differ, with one direction chosen."""
    line = next(one for one in _page(at).model.shown if one.field == "adults")
    booking = at.demo.simulator.book.find(line.beds24_id or 0)
    assert booking is not None
    at.demo.simulator.book.put(replace(booking, notes="Late arrival, after 22:00."), quiet=True)
    fixes = _fixes(at)
    fixes.open_record(line)
    dialog = cast("RecordDialog", fixes.dialog)
    _until(at, lambda: dialog.record is not None and dialog.again.isEnabled())
    next(iter(dialog.sheet.arrows.values())).click()
    return dialog


def _choose(at: Set, number: int) -> PageFixes:
    """Mark so many rows, and wait until it is known what may be done about them."""
    page, fixes = _page(at), _fixes(at)
    mode = page.table.selectionMode()
    page.table.clearSelection()
    page.table.setSelectionMode(page.table.SelectionMode.MultiSelection)
    for place in range(number):
        page.table.selectRow(place)
    page.table.setSelectionMode(mode)
    _until(at, lambda: {line.id for line in page.marked_lines()} == set(fixes.panel.offers))
    return fixes


def _several(at: Set) -> QWidget:
    """Shown first as they will be done."""
    fixes = _choose(at, len(_page(at).model.shown))
    fixes.wish(Way.TAKE)
    assert fixes.dialog is not None
    return fixes.dialog


def _fix(at: Set, number: int) -> None:
    fixes = _choose(at, number)
    fixes.wish(Way.TAKE)
    if number > 1 and fixes.dialog is not None:
        fixes.dialog.accept()
    _until(at, lambda: not fixes.fixer.busy)


def _fixed(at: Set) -> QWidget:
    """Two were settled just now."""
    _fix(at, 2)
    return _at("by_us")(at)


def _agreeing(at: Set) -> QWidget:
    """All that was left was settled, and both sides compared once more."""
    while number := len(_page(at).model.shown):
        _fix(at, number)
        at.run(RunKind.RECONCILE)
    at.life.window.undoing.bar.hide()
    return at.life.window


def _waiting(at: Set) -> QWidget:
    """The line is down, and somebody wrote something to a stay."""
    at.show("reservations")
    line = portals_stay(at)
    at.demo.simulator.switch_on(Fault(FaultKind.RESET, times=None))
    desk = at.life.parts.edit_desk
    with ThreadPoolExecutor(1) as elsewhere:  # the window's own thread cannot write
        elsewhere.submit(desk.change, line.id, {"notes": "Bitte ein ruhiges Zimmer im Dachgeschoß"}).result()
    window = at.show("sync")
    at.sync.show_outbox()
    _until(at, lambda: at.sync.outbox.model.rowCount() == 1 and at.life.window.view.standing.outbox.waiting == 1)
    return window


def _decided(at: Set) -> QWidget:
    """Beds24 wrote something else to the same stay before the line was back; a rule has decided."""
    (entry,) = at.sync.outbox._read.entries
    at.demo.simulator.faults.clear()
    at.demo.time.advance(60)
    at.demo.simulator.modify(entry.line.beds24_id or 0, {"notes": "Late arrival, after 22:00."})
    at.run(RunKind.PULL)
    _until(at, lambda: at.life.window.view.standing.outbox.waiting == 0)
    at.sync.show_runs()
    return _at("by_rule")(at)


FIX_SCENES = (
    Scene("dialog-move", _move, _close),
    Scene("reconcile-rules", _at("rules")),
    Scene("reconcile", _differing),
    Scene("dialog-both-sides", _both_sides, _close),
    Scene("dialog-fix-several", _several, _close),
    Scene("reconcile-fixed-by-us", _fixed),
    Scene("reconcile-expected", _at("expected")),
    Scene("sync-outbox", _waiting),
    Scene("reconcile-fixed-by-rule", _decided),
    Scene("reconcile-agreeing", _agreeing),
)
