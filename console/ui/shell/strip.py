"""The strip under the header: the few things only a person can fix, one sentence and one button each."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.domain.needs import Need, NeedKind
from console.domain.runs import RunKind
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import count, say
from console.ui.parts import ShowPlace
from console.ui.shell.commands import Commands
from console.ui.shell.pill import icon_label
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words

MOST_ROWS = 3
_SENTENCES = {
    NeedKind.DATABASE: words.NEED_DATABASE,
    NeedKind.KEY_REFUSED: words.NEED_KEY_REFUSED,
    NeedKind.VAULT: words.NEED_VAULT,
    NeedKind.BRAKE: words.NEED_BRAKE,
    NeedKind.SWITCHED_OFF: words.NEED_SWITCHED_OFF,
    NeedKind.MISHAP: words.NEED_MISHAP,
}
_COUNTED = {
    NeedKind.ROOMS: words.NEED_ROOMS,
    NeedKind.CLOCK: words.NEED_CLOCK,
    NeedKind.KEY_DIES: words.NEED_KEY_DIES,
}
_URGENT = frozenset({NeedKind.DATABASE, NeedKind.KEY_REFUSED, NeedKind.VAULT})
_Fix = tuple[str, Callable[[], object]]


class Strip(QWidget):
    """Hidden while nothing needs anybody."""

    def __init__(self, stage: Stage, view: SyncView, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._view = view
        self._commands = commands
        self._shown: tuple[Need, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setAccessibleName(say(words.NEED_REGION))
        view.changed.connect(self._refresh)
        stage.look_changed.connect(self._rebuild)
        self._rebuild()

    def _refresh(self) -> None:
        if self._view.needs[:MOST_ROWS] != self._shown:
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._shown = self._view.needs[:MOST_ROWS]
        for need in self._shown:
            self._box.addWidget(self._row(need))
        self.setVisible(bool(self._shown))

    def _row(self, need: Need) -> QFrame:
        urgent = need.kind in _URGENT
        frame = dress(QFrame(), "strip", "bad" if urgent else "warn")
        icon = icon_label(self._stage, "warning-octagon" if urgent else "warning", "bad" if urgent else "warn", 20)
        sentence = label(sentence_of(need), wraps=True)
        text, do = self._fix(need.kind)
        line = row(icon, spacing=Space.M)
        line.addWidget(sentence, 1)
        line.addWidget(button(say(text), do))
        line.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        frame.setLayout(line)
        return frame

    def _fix(self, kind: NeedKind) -> _Fix:
        fixes: dict[NeedKind, _Fix] = {
            NeedKind.DATABASE: (words.FIX_DATABASE, lambda: self._go("settings", "data")),
            NeedKind.KEY_REFUSED: (words.FIX_KEY, lambda: self._go("settings", "connection")),
            NeedKind.VAULT: (words.FIX_VAULT, lambda: self._commands.ask(RunKind.PULL)),
            NeedKind.BRAKE: (words.FIX_BRAKE, lambda: self._go("sync", "brake")),
            NeedKind.SWITCHED_OFF: (words.FIX_SWITCH_ON, self._commands.switch_on),
            NeedKind.ROOMS: (words.FIX_ROOMS, lambda: self._go("sync", "parked")),
            NeedKind.CLOCK: (words.FIX_CLOCK, lambda: self._commands.ask(RunKind.PULL)),
            NeedKind.KEY_DIES: (words.FIX_KEY_DIES, lambda: self._commands.ask(RunKind.PULL)),
            NeedKind.MISHAP: (words.FIX_MISHAP, self._view.forget_mishap),
        }
        return fixes[kind]

    def _go(self, tab: str, place: str) -> None:
        self._stage.courier.send(ShowPlace(tab, place))


def sentence_of(need: Need) -> str:
    """One sentence that says what is the case."""
    if need.kind in _COUNTED:
        return count(*_COUNTED[need.kind], need.number)
    template = _SENTENCES[need.kind]
    return say(template, detail=need.detail) if need.detail else say(template.replace(" {detail}", ""))
