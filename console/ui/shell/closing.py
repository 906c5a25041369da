"""What closing the window means: asked once, remembered."""

from enum import StrEnum

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox, QWidget

from console.ui.kit.words import say
from console.ui.wording import shell as words

_KEY = "window/closing"


class Closing(StrEnum):
    """`stay` beside the clock and go on syncing, or `stop`."""

    STAY = "stay"
    STOP = "stop"


def remembered_closing(settings: QSettings) -> Closing | None:
    """The answer given once; None where nobody was asked yet."""
    kept = settings.value(_KEY)
    return Closing(str(kept)) if kept in set(Closing) else None


def remember_closing(settings: QSettings, closing: Closing | None) -> None:
    """Keep an answer; None lets it be asked again."""
    if closing is None:
        settings.remove(_KEY)
    else:
        settings.setValue(_KEY, closing.value)


def ask_closing(parent: QWidget) -> Closing | None:
    """Put the question; None when the window shall not close after all."""
    box = QMessageBox(parent)
    box.setWindowTitle(say(words.CLOSING_TITLE))
    box.setText(say(words.CLOSING_QUESTION))
    box.setInformativeText(say(words.CLOSING_DETAIL))
    stay = box.addButton(say(words.CLOSING_STAY), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(say(words.CLOSING_STOP), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(say(words.CLOSING_BACK), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.exec()
    return {stay: Closing.STAY, stop: Closing.STOP}.get(box.clickedButton())  # type: ignore[call-overload,no-any-return]
