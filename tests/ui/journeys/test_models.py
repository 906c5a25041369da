"""Every model of the window keeps Qt's rules while the hotel lives: Qt's own examiner warns, and a warning fails."""

from itertools import chain

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractProxyModel, QAbstractTableModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView

from console.domain.sieve import Chip
from console.ui.guests.list import GuestsPage
from console.ui.guests.review import ReviewPage
from console.ui.reservations.rebuild_dialog import RebuildDialog
from console.ui.shell.keys import KeysSheet
from console.ui.sync.dry_run_dialog import DryRunDialog
from console.ui.window import Window
from tests.cli.running import Beds24Process
from tests.ui.journeys.program import Program, click, in_days
from tests.ui.journeys.test_choosing import opened


def models_of(window: Window) -> dict[type[QAbstractItemModel], QAbstractItemModel]:
    """Our own models behind the lists of a window, Qt's aside."""
    shown = [view.model() for view in window.findChildren(QAbstractItemView)]
    behind = [one.sourceModel() for one in shown if isinstance(one, QAbstractProxyModel)]
    return {type(one): one for one in (*shown, *behind) if type(one).__module__.startswith("console.")}


def every_kind() -> set[type[QAbstractItemModel]]:
    direct = chain(QAbstractTableModel.__subclasses__(), QAbstractListModel.__subclasses__())
    kinds = chain.from_iterable(kind.__subclasses__() or (kind,) for kind in direct)
    return {kind for kind in kinds if kind.__module__.startswith("console.")}


def rebuilding(program: Program) -> RebuildDialog:
    """A reservation rebuilt beside what it is."""
    tab = program.reservations()
    program.until(lambda: tab.model.rowCount() > 0)
    tab.table.selectRow(0)
    next(one for one in tab.actions() if one.shortcut().toString() == "Ctrl+Alt+A").trigger()
    (dialog,) = tab.findChildren(RebuildDialog)
    program.until(lambda: dialog.rebuilt is not None)
    return dialog


def choosing(program: Program, sim: Beds24Process) -> DryRunDialog:
    """What a full sync would do, gone through."""
    sim.order("happen", times=5)
    program.window.commands.check_only.trigger()
    return opened(program)


def test_all_models_of_the_window_pass_qts_examiner_while_bookings_come_change_and_go(
    program: Program, sim: Beds24Process
) -> None:
    window = program.window
    _reconcile, _settings = program.reconcile(), program.settings()
    reservations, sync = program.reservations(), program.sync()
    guests = program.guests()
    (listed,), (review,) = guests.findChildren(GuestsPage), guests.findChildren(ReviewPage)
    for number in range(review.lists.count()):  # each is made when somebody turns to it
        review.lists.setCurrentIndex(number)
    rebuilt, chosen = rebuilding(program), choosing(program, sim)
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    models = models_of(window)
    assert set(models) == every_kind()
    examiners = [QAbstractItemModelTester(one, _WARN, window) for one in models.values()]

    sheet.search.setText("sync")
    sheet.close()
    rebuilt.close()
    chosen.close()
    for room, status in ((4711, "confirmed"), (4711, "new"), (4712, "confirmed")):
        sim.order("create", roomId=room, unitId=1, status=status, arrival=in_days(300), departure=in_days(301))
    sim.order("happen", times=15)
    program.sync_now()
    program.until(lambda: sync.parked.things.rowCount() > 0)
    reservations.filters.set_chips([Chip.PAST])
    for column in (1, 5, 11):
        reservations.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        sim.order("happen", times=10)
        program.sync_now()
        listed.table.sortByColumn(column % listed.model.columnCount(), Qt.SortOrder.DescendingOrder)
    reservations.filters.search.setText("a")
    listed.filters.search.setText("a")
    window.show_tab("sync")
    click(sync.runs.filters._problems)
    assert all(examiner.model() is not None for examiner in examiners)


_WARN = QAbstractItemModelTester.FailureReportingMode.Warning
