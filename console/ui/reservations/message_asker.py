"""Asking Beds24 for what was written about one reservation, whichever pane or window a person asks from."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.errors import Stopped
from console.jobs.runner import Runner
from console.ui.kit.answers import Answers

if TYPE_CHECKING:
    from console.services.messages import Kept, MessageDesk


class MessageAsker(QObject):
    """Each signal carries the id of the reservation: `began`, `came` with how many messages are new, `broke` with the
    error. An errand waits for its turn behind a run."""

    began = Signal(int)
    came = Signal(int, int)
    broke = Signal(int, object)

    def __init__(self, runner: Runner, desk: "Callable[[], MessageDesk]") -> None:
        super().__init__()
        self._runner, self._desk = runner, desk
        self._answers = Answers(self)
        self._asking: set[int] = set()

    def is_asking(self, id_: int) -> bool:
        """Whether the answer for this reservation is still to come."""
        return id_ in self._asking

    def ask(self, id_: int) -> None:
        """Ask, unless that is under way."""
        if id_ in self._asking:
            return
        try:
            answer = self._runner.run_errand(lambda watch: self._desk().read_now(id_, watch))
        except Stopped as error:
            self.broke.emit(id_, error)
            return
        self._asking.add(id_)
        self.began.emit(id_)
        self._answers.follow(answer, partial(self._take, id_), partial(self._fail, id_))

    def _take(self, id_: int, kept: "Kept") -> None:
        self._asking.discard(id_)
        self.came.emit(id_, kept.fresh)

    def _fail(self, id_: int, error: BaseException) -> None:
        self._asking.discard(id_)
        self.broke.emit(id_, error)
