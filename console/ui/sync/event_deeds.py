"""What a person may do about an event; each is done on the saver's thread, and every answer comes back here."""

from collections.abc import Callable, Collection
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from console.services.inbox import InboxDesk
from console.ui.kit.answers import Saver
from console.ui.kit.words import count, say
from console.ui.wording import sync_events as words

T = TypeVar("T")


class EventDeeds(QObject):
    """`done` tells in words what came of it, `failed` the error; both the numbers of the events to be read anew."""

    done = Signal(str, object)
    failed = Signal(object, object)

    def __init__(self, desk: InboxDesk, saver: Saver, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saver = saver

    def try_again(self, number: int) -> None:
        """Let a parked event be tried anew."""
        self._do(lambda: self._desk.try_again(number), lambda _none: count(*words.DONE_AGAIN, 1), (number,))

    def try_all_again(self, cause: str, numbers: Collection[int]) -> None:
        """Let everything be tried anew that is parked for one cause; of that, `numbers` are shown."""
        self._do(lambda: self._desk.try_all_again(cause), lambda tried: count(*words.DONE_AGAIN, tried), numbers)

    def replay(self, number: int) -> None:
        """Work off an event once more, as a new one."""
        self._do(lambda: self._desk.replay(number), lambda _new: say(words.DONE_REPLAY), (number,))

    def dismiss(self, number: int, note: str) -> None:
        """Lay a parked event aside."""
        self._do(lambda: self._desk.dismiss(number, note), lambda _none: say(words.DONE_DISMISS), (number,))

    def _do(self, verb: Callable[[], T], tell: Callable[[T], str], numbers: Collection[int]) -> None:
        self._saver.save(
            verb,
            lambda answer: self.done.emit(tell(answer), tuple(numbers)),
            lambda error: self.failed.emit(error, tuple(numbers)),
        )
