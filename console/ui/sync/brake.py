"""The question before something is applied that the brake held back."""

from PySide6.QtWidgets import QMessageBox, QWidget

from console.domain.runs import Run
from console.ui.kit.words import say
from console.ui.wording import sync as words


def brake_question(parent: QWidget, run: Run) -> QMessageBox:
    """The dialog, with the numbers that the brake gave; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(say(words.BRAKE_TITLE))
    box.setText(say(words.BRAKE_ASK))
    box.setInformativeText("\n\n".join((run.message, say(words.BRAKE_DETAIL))))
    box.addButton(say(words.BRAKE_YES), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(say(words.BRAKE_NO), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    return box


def confirm_apply(parent: QWidget, run: Run) -> bool:
    """Ask, and wait for the answer."""
    box = brake_question(parent, run)
    box.exec()
    sure = box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.AcceptRole
    box.deleteLater()
    return sure
