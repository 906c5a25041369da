"""The question before something is applied that the brake held back."""

from PySide6.QtWidgets import QMessageBox, QWidget

from console.domain.runs import Run
from console.ui.kit.asking import Role, question
from console.ui.kit.words import say
from console.ui.wording import sync as words


def brake_question(parent: QWidget, run: Run) -> QMessageBox:
    """The dialog, with the numbers that the brake gave; the safe answer is the default."""
    text = "\n\n".join((run.message, say(words.BRAKE_DETAIL)))
    answers = ((say(words.BRAKE_YES), Role.AcceptRole), (say(words.BRAKE_NO), Role.RejectRole))
    return question(parent, say(words.BRAKE_ASK), text, answers, at_hand=1, title=say(words.BRAKE_TITLE))


def confirm_apply(parent: QWidget, run: Run) -> bool:
    """Ask, and wait for the answer."""
    box = brake_question(parent, run)
    box.exec()
    sure = box.buttonRole(box.clickedButton()) is Role.AcceptRole
    box.deleteLater()
    return sure
