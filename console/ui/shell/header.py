"""The head of the window: which hotel, whether it is the demo, whether both sides agree, how syncing stands."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton

from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import say
from console.ui.parts import Parts
from console.ui.shell.commands import Commands
from console.ui.shell.pill import PillButton
from console.ui.shell.proof_line import ProofLine
from console.ui.shell.proof_view import ProofView
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words


class Header(QFrame):
    """The hotel's name on the left, the proof of agreement, pill and *Sync now* on the right."""

    def __init__(self, stage: Stage, parts: Parts, view: SyncView, commands: Commands, proof: ProofView) -> None:
        super().__init__()
        self._stage = stage
        self._view = view
        self._commands = commands
        self.hotel = label(kind="title")
        self.pill = PillButton(stage, parts, view, commands, proof)
        self.sync_now = self._sync_button()
        self.proof = ProofLine(stage, proof)
        line = row(self.hotel, None, self.proof, self.pill, self.sync_now, spacing=Space.M)
        line.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self.setLayout(line)
        dress(self, "header")
        view.changed.connect(self._refresh)
        self._refresh()

    def _sync_button(self) -> QPushButton:
        action = self._commands.sync_now
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        icon = self._stage.icon("arrows-clockwise", "text")
        return button(action.text(), action.trigger, tip=say(words.SYNC_NOW_TIP, key=key), icon=icon)

    def _refresh(self) -> None:
        name = self._view.standing.hotel or say(words.NO_HOTEL)
        if self.hotel.text() != name:
            self.hotel.setText(name)
        self.sync_now.setEnabled(self._commands.sync_now.isEnabled())
        self.sync_now.setVisible(self._view.standing.config is not None)


class DemoBanner(QFrame):
    """Says DEMO, unmistakably, as long as the window stands."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        word = label(say(words.DEMO_WORD), "demo-word")
        faster = say(words.DEMO_BANNER_FAST, speed=f"{parts.speed:.0f}")
        said = label(faster if parts.speed > 1 else say(words.DEMO_BANNER), wraps=True)
        line = row(word, said, spacing=Space.M)
        line.setStretch(1, 1)
        line.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        self.setLayout(line)
        dress(self, "demo")
