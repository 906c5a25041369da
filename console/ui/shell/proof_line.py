"""The proof of agreement in the head of the window: always there, in two short lines beside a sign."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.agreement import ProofState
from console.ui.kit.elided import Elided
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, row
from console.ui.kit.words import say
from console.ui.parts import ShowPlace
from console.ui.shell.proof_view import ProofView
from console.ui.shell.proof_words import (
    ICONS,
    deep_words,
    light_words,
    proof_line,
    proof_more,
    proof_sentence,
)
from console.ui.wording import proof as words


class ProofLine(QWidget):
    """Hidden until it was read how both sides stand. A press leads to where differences are listed."""

    def __init__(self, stage: Stage, proof: ProofView) -> None:
        super().__init__()
        self._stage = stage
        self._proof = proof
        self._state: ProofState | None = None
        self.sign = Sign(size=20)
        self.line, self.more = dress(Elided(), "strong"), dress(Elided(), "caption")
        self.setLayout(row(self.sign, column(self.line, self.more, spacing=0), spacing=Space.S))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        proof.changed.connect(self._refresh)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._stage.courier.send(ShowPlace("reconcile"))

    def _refresh(self) -> None:
        agreed = self._proof.agreed
        self.setVisible(agreed is not None)
        if agreed is None:
            return
        if agreed.state is not self._state:
            self._state = agreed.state
            self.sign.show_icon(self._stage.icon(*ICONS[agreed.state]))
        for label, text in ((self.line, proof_line(agreed)), (self.more, proof_more(agreed, self._stage))):
            if label.text() != text:
                label.setText(text)
                label.setVisible(bool(text))
        light, deep = light_words(agreed.agreement, self._stage), deep_words(agreed.agreement, self._stage)
        sentence = proof_sentence(agreed, self._stage)
        self.setAccessibleName(sentence)
        self.setToolTip(f"{sentence}\n{say(words.TIP, light=light, deep=deep)}")
