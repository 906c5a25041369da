"""What the tab offers for making and changing reservations: entries of its menu, each for the one that is looked at."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.ui.editing.deeds import EditDeeds
from console.ui.kit.acts import act
from console.ui.kit.words import say
from console.ui.wording import changing as words


class Changing:
    """`current` tells the reservation (our id) that is looked at, None where there is none; `tell` says a line."""

    def __init__(
        self, tab: QWidget, deeds: EditDeeds, current: Callable[[], int | None], tell: Callable[[str], None]
    ) -> None:
        self._tab, self._deeds, self._current, self._tell = tab, deeds, current, tell
        one = partial(act, tab)
        self.actions: list[QAction] = [
            one(say(words.ACT_NEW), self.make, "Ctrl+N"),
            one(say(words.ACT_EDIT), partial(self._do, deeds.edit), "F2"),
            one(say(words.ACT_MOVE), partial(self._do, deeds.move), "Ctrl+M"),
            one(say(words.ACT_CANCEL), partial(self._do, deeds.cancel), "Ctrl+Del"),
        ]

    def make(self) -> None:
        """A new reservation."""
        self._deeds.make(self._tab, self._tell)

    def edit(self, id_: int, over: QWidget) -> None:
        """Change one that is shown in a pane or a window."""
        self._deeds.edit(over, id_, self._tell)

    def _do(self, deed: Callable[[QWidget, int, Callable[[str], None]], None]) -> None:
        id_ = self._current()
        if id_ is not None:
            deed(self._tab, id_, self._tell)
