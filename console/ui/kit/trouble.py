"""Trouble said where it happened: what it is, in a sentence, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from console.domain.errors import (
    Beds24Unreachable,
    ConsoleError,
    Garbled,
    KeyRefused,
    OutOfCredits,
    Stopped,
    StoreDamaged,
    StoreTrouble,
    VaultLocked,
    VaultMissing,
    WrongInput,
)
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.wording import trouble as words

Act = tuple[str, Callable[[], object]]
_HEADLINES: tuple[tuple[type[ConsoleError], str], ...] = (
    (Beds24Unreachable, words.UNREACHABLE),
    (Garbled, words.GARBLED),
    (OutOfCredits, words.OUT_OF_CREDITS),
    (KeyRefused, words.REFUSED),
    (VaultMissing, words.VAULT_MISSING),
    (VaultLocked, words.VAULT_LOCKED),
    (StoreDamaged, words.STORE_DAMAGED),
    (StoreTrouble, words.STORE_TROUBLE),
    (WrongInput, words.WRONG_INPUT),
    (Stopped, words.STOPPED),
)


def headline_of(error: BaseException) -> str:
    """What happened, in a few words."""
    found = next((text for kind, text in _HEADLINES if isinstance(error, kind)), words.OTHER)
    return say(found if isinstance(error, ConsoleError) else words.FAULT)


def sentence_of(error: BaseException) -> str:
    """What it means; a fault of ours never shows its inside."""
    return str(error) if isinstance(error, ConsoleError) else say(words.FAULT_DETAIL)


class Trouble(QFrame):
    """Hidden until something is told."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        dress(self, "trouble", "bad")
        self._icon = Sign(size=22)
        self._headline = label(kind="strong", wraps=True)
        self._sentence = label(wraps=True, selectable=True)
        self._acts = row(spacing=Space.S)
        texts = column(self._headline, self._sentence, self._acts, spacing=Space.XS)
        line = row(spacing=Space.M)
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        self.setLayout(fill(column(), (line,), margin=Space.L, spacing=0))
        self.setAccessibleName(say(words.REGION))
        self.hide()

    @property
    def text(self) -> str:
        """What is told now, empty when hidden."""
        return "" if self.isHidden() else f"{self._headline.text()} {self._sentence.text()}"

    def tell(self, error: BaseException, *acts: Act) -> None:
        """Show what went wrong; what was stopped on purpose is no alarm."""
        self._show(headline_of(error), sentence_of(error), calm=isinstance(error, Stopped), acts=acts)

    def say(self, headline: str, sentence: str, *acts: Act) -> None:
        """Show words that are already translated."""
        self._show(headline, sentence, calm=False, acts=acts)

    def calm(self, headline: str, *acts: Act) -> None:
        """Show words about something that was wanted so."""
        self._show(headline, "", calm=True, acts=acts)

    def _show(self, headline: str, sentence: str, *, calm: bool, acts: tuple[Act, ...]) -> None:
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        name, tone = ("info", "muted") if calm else ("warning-circle", "bad")
        self._icon.show_icon(self._stage.icon(name, tone))
        dress(self, "trouble", "calm" if calm else "bad")
        self._put(acts)
        self.show()

    def _put(self, acts: tuple[Act, ...]) -> None:
        while (item := self._acts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for text, do in acts:
            self._acts.addWidget(button(text, do))
        self._acts.addStretch(1)
