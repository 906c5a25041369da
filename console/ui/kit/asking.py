"""Questions that have to be answered before something is done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from console.ui.kit.widgets import dress

Role = QMessageBox.ButtonRole


def question(
    parent: QWidget, heading: str, text: str, answers: Sequence[tuple[str, Role]], *, at_hand: int, title: str = ""
) -> QMessageBox:
    """A dialog that asks; the answer `at_hand` is the one that Enter gives, the rejecting one that of Esc."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title or heading, heading, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(text)
    for number, (words, role) in enumerate(answers):
        made = box.addButton(words, role)
        dress(made, "danger" if role is Role.DestructiveRole else "primary" if number == at_hand else "")
        if number == at_hand:
            box.setDefaultButton(made)
            made.setFocus()
        if role is Role.RejectRole:
            box.setEscapeButton(made)
    return box


def ask_plainly(parent: QWidget, title: str, text: str, yes: str, no: str, then: Callable[[], object]) -> QMessageBox:
    """Ask without stopping the window's thread; `then` is called for yes. The safe answer is the one at hand."""
    box = question(parent, title, text, ((yes, Role.DestructiveRole), (no, Role.RejectRole)), at_hand=1)

    def finish() -> None:
        if box.buttonRole(box.clickedButton()) is Role.DestructiveRole:
            then()
        box.deleteLater()

    box.finished.connect(lambda _result: finish())
    box.open()
    return box
