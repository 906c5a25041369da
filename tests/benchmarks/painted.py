"""A child of the start's benchmark: `python -m tests.benchmarks.painted bare|window FOLDER`.

Prints "painted" once the first picture stands, then the memory in use a little later, and ends.
"""
# ruff: noqa: PLC0415 - each child loads only what it is about

import os
import sys
import time
from pathlib import Path

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
    """The console itself; after its first paint it would connect, and is let tell instead."""
    from console import windowed
    from console.app import main

    windowed.Wiring.connect = lambda *_: tell()  # type: ignore[method-assign]
    main(["--data-dir", folder])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        window(sys.argv[2])
