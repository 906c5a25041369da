"""What one may do about syncing, at the head of the tab; it goes on in the next line where the text is large."""

from functools import partial

from PySide6.QtWidgets import QWidget

from console.domain.runs import RunKind
from console.ui.kit.flow import Flow
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress
from console.ui.kit.words import say
from console.ui.sync.controls import SyncControls
from console.ui.wording import sync as words


class SyncButtons(QWidget):
    """Each rests while a run is under way, for it would only be joined."""

    def __init__(self, controls: SyncControls) -> None:
        super().__init__()
        self._controls = controls
        deeds = controls.deeds
        now, full, check = (partial(deeds.ask, kind) for kind in (RunKind.PULL, RunKind.FULL, RunKind.CHECK))
        self.sync_now = button(say(words.SYNC_NOW), now, "primary", tip=say(words.SYNC_NOW_TIP))
        self.full = button(say(words.FULL_SYNC), full, tip=say(words.FULL_SYNC_TIP))
        self.check = button(say(words.CHECK_ONLY), check, tip=say(words.CHECK_ONLY_TIP))
        self.pause = button(say(words.PAUSE), deeds.pause, tip=say(words.PAUSE_TIP))
        self.go_on = button(say(words.GO_ON), deeds.resume, tip=say(words.GO_ON_TIP))
        flow = Flow(Space.S, Space.S, to_right=True)
        for one in (self.check, self.full, self.pause, self.go_on, self.sync_now):
            flow.add(one)
        self.setLayout(flow)

    def look(self) -> None:
        """Show what may be done now."""
        for one in (self.sync_now, self.full, self.check):
            one.setEnabled(not self._controls.running)
        paused = self._controls.paused_until is not None
        self.pause.setVisible(not paused)
        self.go_on.setVisible(paused)

    def stand_out(self, *, stands: bool) -> None:
        """Whether *Sync now* is the first thing to do where one is."""
        dress(self.sync_now, "primary" if stands else "")
