"""The demo's own menu: what one may do to the made-up hotel while one watches."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.ui.kit.acts import act, gap
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
    def let_differ(self) -> None: ...
    def sell_twice(self) -> None: ...
    def silence_messages(self) -> None: ...
    def revive_messages(self) -> None: ...
    def send_twice(self) -> None: ...
    def send_false_secret(self) -> None: ...
    def cut_line(self) -> None: ...
    def mend_line(self) -> None: ...
    def kill_key(self) -> None: ...
    def revive_key(self) -> None: ...


def demo_actions(demo: DemoVerbs, saver: Saver, parent: QWidget) -> list[QAction]:
    """The entries of the menu, with their keys, in groups."""

    def let(text: str, key: str, verb: Callable[[], None]) -> QAction:
        return act(parent, say(text), lambda: saver.save(verb, _nothing, _break), key)

    return [
        let(words.DEMO_NEW, "Ctrl+Alt+N", demo.new_booking),
        let(words.DEMO_CHANGE, "Ctrl+Alt+G", demo.change_booking),
        let(words.DEMO_CANCEL, "Ctrl+Alt+C", demo.cancel_booking),
        let(words.DEMO_BURST, "Ctrl+Alt+I", demo.burst),
        let(words.DEMO_ROOM, "Ctrl+Alt+R", demo.add_room),
        let(words.DEMO_DIFFER, "Ctrl+Alt+J", demo.let_differ),
        let(words.DEMO_SOLD_TWICE, "Ctrl+Alt+V", demo.sell_twice),
        gap(parent),
        let(words.DEMO_SILENT, "Ctrl+Alt+S", demo.silence_messages),
        let(words.DEMO_AUDIBLE, "Ctrl+Alt+H", demo.revive_messages),
        let(words.DEMO_TWICE, "Ctrl+Alt+E", demo.send_twice),
        let(words.DEMO_FALSE, "Ctrl+Alt+F", demo.send_false_secret),
        gap(parent),
        let(words.DEMO_CUT, "Ctrl+Alt+X", demo.cut_line),
        let(words.DEMO_MEND, "Ctrl+Alt+M", demo.mend_line),
        gap(parent),
        let(words.DEMO_KILL, "Ctrl+Alt+K", demo.kill_key),
        let(words.DEMO_REVIVE, "Ctrl+Alt+L", demo.revive_key),
    ]


def _nothing(_answer: object) -> None:
    """What the demo did shows itself within seconds, or with the next check."""


def _break(error: BaseException) -> None:
    """A fault of ours, since nobody else has a hand in the demo."""
    raise error
