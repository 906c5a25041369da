"""A question that has to be answered before something is taken away."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_plainly(parent: QWidget, title: str, text: str, yes: str, no: str, then: Callable[[], object]) -> QMessageBox:
    """Ask without stopping the window's thread; `then` is called for yes. The safe answer is the one at hand."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    leave = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    agree.clicked.connect(lambda _checked=False: then())
    box.finished.connect(box.deleteLater)
    box.open()
    return box
