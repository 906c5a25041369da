"""Dialogs that are about to open, sooner or later, and are waited for by whoever opened them."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def in_dialog(act: Callable[[QDialog], object]) -> Callable[[], bool]:
    """Do `act` in the dialog that opens next; what is given tells whether that has been done."""
    timer = QTimer(QApplication.instance())  # at every turn of the loop
    acted: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            return
        timer.stop()
        timer.deleteLater()
        assert isinstance(dialog, QDialog)
        acted.append(dialog)
        act(dialog)

    timer.timeout.connect(look)
    timer.start()
    return lambda: bool(acted)
