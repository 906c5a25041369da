"""A child of the start's benchmark: `python -m tests.benchmarks.painted bare|window FOLDER`.

Prints "painted" once a table with its rows was painted, then the memory in use a little later, and ends. For the
console that is its real window with the first screenful of reservations in it; an empty frame does not count.
"""
# ruff: noqa: PLC0415 - each child loads only what it is about

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.ui.kit.answers import Saver
    from console.ui.kit.courier import Courier
    from console.ui.parts import Parts

_LOADED_AFTER = 3.0
_ROWS, _COLUMNS = 40, 11


def memory_mb() -> float:
    """What of this process is in memory and its own."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    private = [int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty"))]
    return sum(private) / 1024


def tell() -> None:
    """The two lines, then the end."""
    print("painted", flush=True)
    time.sleep(_LOADED_AFTER)
    print(memory_mb(), flush=True)
    os._exit(0)


def bare() -> None:
    """The least that could be called a window with a list: one table, shown."""
    import threading

    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, threading.Thread(target=tell).start)
            return False

    app = QApplication(["bare"])
    model = QStandardItemModel()
    for row in range(_ROWS):
        model.appendRow([QStandardItem(f"{row} {column}") for column in range(_COLUMNS)])
    window, table, eye = QMainWindow(), QTableView(), Eye()
    table.setModel(model)
    table.viewport().installEventFilter(eye)
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    app.exec()


def window(folder: str) -> None:
    """The console as `console.app` opens it, but that it never connects: keyring and network are asked nothing."""
    import gc
    from dataclasses import replace

    gc.disable()
    import console.app  # noqa: F401 - what the program loads before it knows that a window is wanted
    from console.cli.interrupts import Interrupts
    from console.cli.output import Output
    from console.cli.parser import read_command_line
    from console.domain.clock import SystemClock
    from console.house import House

    gc.enable()
    line = read_command_line(["--data-dir", folder])
    with Interrupts() as interrupts, House(line, Output(as_json=False), SystemClock(), interrupts) as house:
        gc.disable()
        house.take_charge()
        house.begin_check()
        from console.windowed import hotel_opening  # first, as in the program: it loads Qt after what is not Qt

        opening = hotel_opening(house)

        def join(courier: "Courier", saver: "Saver") -> "Parts":
            look_for_rows()
            return opening.join(courier, saver)

        from console.ui.opening import open_window

        open_window(replace(opening, join=join, connect=lambda _courier: None))


def look_for_rows() -> None:
    """In the first turn of Qt's loop look for the table, and tell when that was painted with rows in it."""
    import threading

    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from console.ui.reservations.listing import ReservationTable

    class Eye(QObject):
        def __init__(self, table: ReservationTable) -> None:
            super().__init__(table)
            self._table = table
            table.viewport().installEventFilter(self)
            table.viewport().update()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint and self._table.isVisible() and self._table.model().rowCount():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, threading.Thread(target=tell).start)
            return False

    def look() -> None:
        for table in QApplication.allWidgets():
            if isinstance(table, ReservationTable):
                Eye(table)

    QTimer.singleShot(0, look)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        window(sys.argv[2])
