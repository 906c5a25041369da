"""The demo's own menu: what one may do to the made-up hotel while one watches."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from console.ui.kit.answers import Saver
from console.ui.kit.words import say
from console.ui.wording import shell as words


class DemoVerbs(Protocol):
    """What can be done to the demo hotel; each may wait for its lock, so not on the window's thread."""

    def new_booking(self) -> None: ...
    def change_booking(self) -> None: ...
    def cancel_booking(self) -> None: ...
    def burst(self) -> None: ...
    def add_room(self) -> None: ...
    def cut_line(self) -> None: ...
    def mend_line(self) -> None: ...
    def kill_key(self) -> None: ...
    def revive_key(self) -> None: ...


def demo_actions(demo: DemoVerbs, saver: Saver, parent: QObject) -> list[QAction]:
    """The entries of the menu, with their keys, in groups."""

    def act(text: str, key: str, verb: Callable[[], None]) -> QAction:
        action = QAction(say(text), parent)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False: saver.save(verb, _nothing, _break))
        return action

    def line() -> QAction:
        made = QAction(parent)
        made.setSeparator(True)
        return made

    return [
        act(words.DEMO_NEW, "Ctrl+Alt+N", demo.new_booking),
        act(words.DEMO_CHANGE, "Ctrl+Alt+G", demo.change_booking),
        act(words.DEMO_CANCEL, "Ctrl+Alt+C", demo.cancel_booking),
        act(words.DEMO_BURST, "Ctrl+Alt+B", demo.burst),
        act(words.DEMO_ROOM, "Ctrl+Alt+R", demo.add_room),
        line(),
        act(words.DEMO_CUT, "Ctrl+Alt+X", demo.cut_line),
        act(words.DEMO_MEND, "Ctrl+Alt+M", demo.mend_line),
        line(),
        act(words.DEMO_KILL, "Ctrl+Alt+K", demo.kill_key),
        act(words.DEMO_REVIVE, "Ctrl+Alt+L", demo.revive_key),
    ]


def _nothing(_answer: object) -> None:
    """What the demo did shows itself with the next check."""


def _break(error: BaseException) -> None:
    """A fault of ours, since nobody else has a hand in the demo."""
    raise error
