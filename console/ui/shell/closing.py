"""What closing the window means: asked once, remembered."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from console.ui.kit.asking import Role, question
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


def closing_answer(settings: QSettings, ask: Callable[[], Closing | None]) -> Closing | None:
    """What was answered once, else what `ask` comes to, which is then kept; None to stay open."""
    answer = remembered_closing(settings)
    if answer is None and (answer := ask()) is not None:
        remember_closing(settings, answer)
    return answer


def ask_closing(parent: QWidget) -> Closing | None:
    """Put the question; None when the window shall not close after all."""
    answers = (
        (say(words.CLOSING_STAY), Role.AcceptRole),
        (say(words.CLOSING_STOP), Role.DestructiveRole),
        (say(words.CLOSING_BACK), Role.RejectRole),
    )
    heading, detail = say(words.CLOSING_QUESTION), say(words.CLOSING_DETAIL)
    box = question(parent, heading, detail, answers, at_hand=0, title=say(words.CLOSING_TITLE))
    box.exec()
    role = box.buttonRole(box.clickedButton())
    box.deleteLater()
    return {Role.AcceptRole: Closing.STAY, Role.DestructiveRole: Closing.STOP}.get(role)
