"""The sync pill, and the six lines that a press on it shows."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from console.domain.pill import PillState, Tone
from console.domain.quick_tunnel import TunnelPhase
from console.domain.runs import Run
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, heeding_enter, label, row
from console.ui.kit.words import count, say
from console.ui.parts import Parts
from console.ui.shell.commands import Commands
from console.ui.shell.pill_words import ICONS, pill_sentence, pill_text
from console.ui.shell.proof_view import ProofView
from console.ui.shell.proof_words import deep_words, light_words
from console.ui.shell.sync_view import SyncView
from console.ui.wording import proof as proof_words
from console.ui.wording import shell as words

TONE_COLOURS = {Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad", Tone.CALM: "text"}
_TUNNEL_LINES = {
    TunnelPhase.WAITING: words.LINE_TUNNEL_STARTING,
    TunnelPhase.STARTING: words.LINE_TUNNEL_STARTING,
    TunnelPhase.DOWN: words.LINE_TUNNEL_DOWN,
}
_ICON = QSize(15, 15)
_WIDTH = 440


class PillButton(QPushButton):
    """Words, shape and colour; a press opens the details."""

    def __init__(self, stage: Stage, parts: Parts, view: SyncView, commands: Commands, proof: ProofView) -> None:
        super().__init__()
        self._stage = stage
        self._view = view
        self._details = PillDetails(stage, parts, view, commands, proof, self)
        self._shown: tuple[str, PillState, Tone] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(_ICON)
        heeding_enter(self)
        self.clicked.connect(lambda _checked=False: self._details.open_under(self))
        view.changed.connect(self._refresh)
        stage.look_changed.connect(self._restyle)
        self._refresh()

    def _restyle(self) -> None:
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        """Touch the widget only when it says something else: a tick must cost next to nothing."""
        pill = self._view.pill
        text = pill_text(pill, self._stage)
        if self._shown == (text, pill.state, pill.tone):
            return
        self._shown = (text, pill.state, pill.tone)
        self.setText(f" {text}")
        self.setIcon(self._stage.icon(ICONS[pill.state], TONE_COLOURS[pill.tone]))
        self.setToolTip(pill_sentence(pill, self._stage))
        self.setAccessibleName(say(words.PILL_NAME, state=text))
        dress(self, "pill", pill.tone.value)


class PillDetails(QFrame):
    """What the pill means, six lines, the last two of them the proof that both sides agree, and what can be done."""

    def __init__(
        self,
        stage: Stage,
        parts: Parts,
        view: SyncView,
        commands: Commands,
        proof: ProofView,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._stage = stage
        self._parts = parts
        self._view = view
        self._commands = commands
        self._proof = proof
        dress(self, "popup")
        self._headline = label(kind="subtitle")
        self._sentence = label(kind="muted", wraps=True)
        self.lines = [label(wraps=True) for _ in range(6)]
        self._check = label(kind="muted")
        self._buttons = [
            self._button(commands.sync_now, "primary"),
            self._button(commands.check_only),
            self._button(commands.pause),
            self._button(commands.resume),
        ]
        acts = row(*self._buttons, None)
        self.setLayout(
            column(self._headline, self._sentence, self._grid(), acts, margin=Space.L, spacing=Space.M),
        )
        self.setMinimumWidth(_WIDTH)
        proof.changed.connect(self._refresh)

    def open_under(self, pill: QWidget) -> None:
        """Show it with its right edge under that of the pill."""
        self._view.read()
        self._fill()
        self._fit()
        corner = pill.mapToGlobal(QPoint(pill.width() - self.width(), pill.height() + Space.XS))
        self.move(corner)
        self.show()
        next((one for one in self._buttons if one.isEnabled() and one.isVisible()), self._buttons[0]).setFocus()

    def _button(self, action: QAction, kind: str = "") -> QPushButton:
        made = button(action.text(), lambda: self._press(action), kind)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(key)
        return made

    def _press(self, action: QAction) -> None:
        self.hide()
        action.trigger()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        others = (
            *(words.LINE_FULL, words.LINE_CREDITS, words.LINE_WEBHOOKS),
            *(proof_words.LINE_LIGHT, proof_words.LINE_DEEP),
        )
        names = (self._check, *(label(say(name), "muted") for name in others))
        for number, (name, value) in enumerate(zip(names, self.lines, strict=True)):
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _fit(self) -> None:
        width = max(_WIDTH, self.minimumSizeHint().width())
        self.resize(width, self.heightForWidth(width))

    def _refresh(self) -> None:
        if self.isVisible():
            self._fill()
            self._fit()

    def _fill(self) -> None:
        pill, standing = self._view.pill, self._view.standing
        self._headline.setText(pill_text(pill, self._stage))
        self._sentence.setText(pill_sentence(pill, self._stage))
        minutes = standing.config.pull_every_minutes if standing.config else 5
        self._check.setText(say(words.LINE_CHECK, n=minutes))
        left = self._parts.credits().remaining
        values = (
            self._run_words(standing.last_pull),
            self._run_words(standing.last_full),
            f"{left:.0f}" if left is not None else say(words.CREDITS_UNKNOWN),
            self._webhook_words(minutes),
            *self._proof_words(),
        )
        for line, value in zip(self.lines, values, strict=True):
            line.setText(value)
        actions = (
            self._commands.sync_now,
            self._commands.check_only,
            self._commands.pause,
            self._commands.resume,
        )
        for pressed, action in zip(self._buttons, actions, strict=True):
            pressed.setVisible(action.isVisible())
            pressed.setEnabled(action.isEnabled())

    def _proof_words(self) -> tuple[str, str]:
        agreed = self._proof.agreed
        if agreed is None:
            return "", ""
        return light_words(agreed.agreement, self._stage), deep_words(agreed.agreement, self._stage)

    def _webhook_words(self, minutes: int) -> str:
        hearing, silence = self._view.standing.hearing, self._view.silence
        if not hearing.enabled:
            return say(words.LINE_WEBHOOKS_OFF, n=minutes)
        if (tunnel := _TUNNEL_LINES.get(self._view.tunnel.phase)) is not None:
            return say(tunnel)
        if silence is not None:
            since = time_words(self._stage, silence.since)
            return count(*words.LINE_WEBHOOKS_SILENT, silence.changes, since=since)
        if hearing.heard_at is None:
            return say(words.LINE_WEBHOOKS_NONE)
        return say(words.LINE_WEBHOOKS_HEARD, when=time_words(self._stage, hearing.heard_at))

    def _run_words(self, run: Run | None) -> str:
        if run is None:
            return time_words(self._stage, None)
        when = time_words(self._stage, run.finished_at or run.started_at)
        return say(words.LINE_DONE, when=when, n=run.counts.read)
