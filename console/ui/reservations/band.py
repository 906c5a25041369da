"""One calm line over the list as long as it may lack what is known elsewhere; it goes by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import reservations as words


class StaleBand(QFrame):
    """A list that could not be renewed outweighs data that is old."""

    def __init__(self, stage: Stage, again: Callable[[], object]) -> None:
        super().__init__()
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

    def tell_aged(self, sentence: str) -> None:
        """The data is old; empty once it is not."""
        self._aged = sentence
        self._show()

    def _show(self) -> None:
        self._sentence.setText(self._failed or self._aged)
        self.again.setVisible(bool(self._failed))
        self.setVisible(bool(self._failed or self._aged))
