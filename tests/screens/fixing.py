"""A scene of settling what differs: both sides of a booking in full."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from console.cli.demo.controls import DemoControls
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.runs import RunKind
from console.ui.picturing import settle
from console.ui.reconcile.fixes import PageFixes
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.record_dialog import RecordDialog
from tests.screens.scenes import Scene, Set


def _both_sides(at: Set) -> QWidget:
    """A booking of which a value differs, with one direction chosen."""
    page = _page(at)
    fixes = cast("PageFixes", page.findChild(PageFixes))
    fixes.open_record(next(line for line in page.model.shown if _has_values(line)))
    dialog = cast("RecordDialog", fixes.dialog)
    _wait(lambda: dialog.record is not None and dialog.again.isEnabled())
    next(iter(dialog.sheet.arrows.values())).click()
    return dialog


def _page(at: Set) -> DifferencesPage:
    at.show("reconcile")
    at.reconcile.show_place("review")
    page = next(one for one in at.reconcile.findChildren(DifferencesPage) if one.key == "review")
    while not any(map(_has_values, page.model.shown)):
        DemoControls(at.demo.simulator).let_differ()
        at.run(RunKind.RECONCILE)
        settle(at.life.stage)
    return page


def _has_values(line: DiscrepancyLine) -> bool:
    return bool(line.field) and line.reservation_id is not None and None not in (line.here, line.there)


def _wait(is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _close(_at: Set, widget: QWidget) -> None:
    widget.close()


FIX_SCENES = (Scene("dialog-both-sides", _both_sides, _close),)
