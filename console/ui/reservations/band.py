"""One calm line over the list as long as it may lack what is known elsewhere; it goes by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from console.domain.pill import Pill, PillState
from console.ui.kit.moments import time_words
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import say
from console.ui.shell.sync_view import SyncView
from console.ui.wording import reservations as words

_AGED = frozenset({PillState.LATE, PillState.NOT_SYNCING, PillState.OFFLINE})


class StaleBand(QFrame):
    """A list that could not be renewed outweighs data that is old."""

    def __init__(self, stage: Stage, again: Callable[[], object]) -> None:
        super().__init__()
        self._stage = stage
        self._view: SyncView | None = None
        self._failed, self._aged = "", ""
        self._sentence = label(wraps=True)
        self.again = button(say(words.TRY_AGAIN), again)
        line = row(Sign(stage.icon("clock-afternoon", "warn")), spacing=Space.M)
        line.addWidget(self._sentence, 1)
        line.addWidget(self.again)
        line.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.setLayout(line)
        dress(self, "strip", "warn")
        self.setAccessibleName(say(words.STALE_NAME))
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is away."""
        return "" if self.isHidden() else self._sentence.text()

    def tell_failed(self, sentence: str) -> None:
        """Something could not be read; empty once it could."""
        self._failed = sentence
        self._show()

    def follow(self, view: SyncView) -> None:
        """Tell how fresh the data is, now and whenever that changes."""
        self._view = view
        view.changed.connect(self._look)
        self._look()

    def tell_pill(self, pill: Pill) -> None:
        """The data is old, or is not any more."""
        aged = pill.state in _AGED and pill.moment is not None
        self._aged = say(words.STALE_DATA, time=time_words(self._stage, pill.moment)) if aged else ""
        self._show()

    def _look(self) -> None:
        if self._view is not None:
            self.tell_pill(self._view.pill)

    def _show(self) -> None:
        if self._sentence.text() == (self._failed or self._aged) and self.again.isHidden() is not bool(self._failed):
            return
        self._sentence.setText(self._failed or self._aged)
        self.again.setVisible(bool(self._failed))
        self.setVisible(bool(self._failed or self._aged))
