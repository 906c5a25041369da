"""A reservation beside what was received of it: what it was rebuilt from, the fields that differ, adopting them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from console.domain.errors import Stopped
from console.domain.lines import ReservationLine
from console.domain.rebuilt import Gap, GapKind, Rebuilt
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, column, fill, label, row
from console.ui.kit.words import count, say
from console.ui.reservations.differences_model import DifferencesModel
from console.ui.reservations.telling import Telling
from console.ui.wording import rebuilding as words

if TYPE_CHECKING:
    from console.ui.reservations.rebuilder import Rebuilder

_WIDTH, _HEIGHT = 680, 440
_FIELD_WIDTH, _VALUE_WIDTH = 160, 220
_COUNTED = {
    GapKind.MESSAGES_GONE: words.MESSAGES_GONE,
    GapKind.UNREADABLE: words.UNREADABLE,
    GapKind.BY_HAND: words.BY_HAND,
}


class RebuildDialog(QDialog):
    """Rebuilds as soon as it is made; `adopted` tells in words that the reservation is now as rebuilt."""

    adopted = Signal(str)

    def __init__(
        self, parent: QWidget, stage: Stage, telling: Telling, line: ReservationLine, rebuilder: "Rebuilder"
    ) -> None:
        super().__init__(parent)
        self._stage, self._telling, self._line, self._rebuilder = stage, telling, line, rebuilder
        self.rebuilt: Rebuilt | None = None
        self._is_adopting = self._is_gone = False
        self.finished.connect(lambda _result: self._go())
        self.setWindowTitle(say(words.TITLE))
        self.resize(stage.scaled(_WIDTH), stage.scaled(_HEIGHT))
        self._lay_out()
        self._rebuild()

    def _lay_out(self) -> None:
        self.model = DifferencesModel(self._stage, self._telling)
        self.table = Table(self.model, say(words.TABLE_NAME), self._stage)
        self.table.setSortingEnabled(False)
        self.table.set_widths({0: _FIELD_WIDTH, 1: _VALUE_WIDTH})
        self.frame = TableFrame(self.table)
        self.story = label(kind="muted", wraps=True)
        self.gaps = label(kind="caption", wraps=True)
        self.trouble = Trouble(self._stage)
        self.state = label(kind="muted", wraps=True)
        self.adopt_button = button(say(words.ADOPT), self._adopt, "primary", tip=say(words.ADOPT_TIP))
        self.close_button = button(say(words.CLOSE), self.reject)
        foot = row(self.state, self.close_button, self.adopt_button)
        foot.setStretchFactor(self.state, 1)
        head = column(label(self._telling.guest(self._line), "subtitle", wraps=True), self._stay(), spacing=Space.XS)
        body = (head, self.story, self.gaps, self.trouble, self.frame, foot)
        box = fill(column(), body, margin=Space.XL, spacing=Space.M)
        box.setStretchFactor(self.frame, 1)
        self.setLayout(box)

    def _stay(self) -> QLabel:
        line, telling = self._line, self._telling
        days = {"arrival": telling.day(line.arrival), "departure": telling.day(line.departure)}
        return label(say(words.STAY, room=telling.room(line), **days), wraps=True)

    # What it shows

    def _rebuild(self) -> None:
        self.rebuilt = None
        self.trouble.hide()
        self.frame.tell(say(words.LOADING), icon=self._stage.icon("hourglass"))
        self._rest("")
        self._rebuilder.rebuild(self._line.beds24_id or 0, self._take, self._fail)

    def _take(self, rebuilt: Rebuilt) -> None:
        if self._is_gone:
            return
        self.rebuilt = rebuilt
        self.story.setText(self._story(rebuilt))
        self.story.setVisible(rebuilt.since is not None)
        self._tell_gaps(rebuilt)
        self._tell_differences(rebuilt)
        self._rest("")

    def _story(self, rebuilt: Rebuilt) -> str:
        since = self._telling.moment_of(rebuilt.since) if rebuilt.since else ""
        story = count(words.STORY_ONE, words.STORY_MANY, rebuilt.facts, since=since)
        if not rebuilt.differences:
            return story
        differing = count(words.DIFFERING_ONE, words.DIFFERING_MANY, len(rebuilt.differences))
        return " ".join((story, differing, *([say(words.EXPLAINED)] if rebuilt.can_adopt else ())))

    def _tell_gaps(self, rebuilt: Rebuilt) -> None:
        told = [_gap_words(gap) for gap in rebuilt.gaps] if rebuilt.booking else []
        if rebuilt.ends_early and rebuilt.differences:
            told.append(say(words.ENDS_EARLY))
        self.gaps.setText("\n".join(told))
        self.gaps.setVisible(bool(told))

    def _tell_differences(self, rebuilt: Rebuilt) -> None:
        self.model.show_all(rebuilt.differences, rebuilt.currency)
        if rebuilt.booking is None:
            icon = self._stage.icon("ghost")
            self.frame.tell(say(words.NOTHING_KEPT), say(words.NOTHING_KEPT_DETAIL), icon=icon)
        elif not rebuilt.differences:
            icon = self._stage.icon("check-circle", "good")
            self.frame.tell(say(words.SAME), say(words.SAME_DETAIL), icon=icon)
        else:
            self.frame.show_rows()

    def _fail(self, error: BaseException) -> None:
        if self._is_gone:
            return
        icon = self._stage.icon("warning-circle", "bad")
        again = (say(words.TRY_AGAIN), self._rebuild)
        self.frame.tell(say(words.FAILED), sentence_of(error), icon=icon, action=again)

    # Adopting

    def _adopt(self) -> None:
        if self.rebuilt is None:
            return
        self.trouble.hide()
        try:
            self._rebuilder.adopt(self.rebuilt, self._end_adopted, self._fail_to_adopt)
        except Stopped as error:
            self._fail_to_adopt(error)
            return
        self._is_adopting = True
        self._rest(say(words.ADOPTING))

    def _end_adopted(self, _none: None) -> None:
        self._is_adopting = False
        self.adopted.emit(say(words.ADOPTED))
        self.accept()
        self._go()

    def _fail_to_adopt(self, error: BaseException) -> None:
        """Said here, even if the dialog was closed meanwhile: whoever pressed the button believes that it is done."""
        self._is_adopting = False
        self.trouble.say(say(words.NOT_ADOPTED), sentence_of(error), (say(words.AGAIN), self._rebuild))
        self._rest("")
        self.open()

    def _go(self) -> None:
        """It is closed; while the answer to a wish is still to come, only out of sight."""
        if not self._is_adopting and not self._is_gone:
            self._is_gone = True
            self.deleteLater()

    def _rest(self, state: str) -> None:
        """What is under way, and what can be pressed meanwhile; Enter closes where there is nothing to adopt."""
        can_adopt = self.rebuilt is not None and self.rebuilt.can_adopt and not self._is_adopting
        self.state.setText(state)
        self.adopt_button.setVisible(self.rebuilt is not None and bool(self.rebuilt.differences))
        self.adopt_button.setEnabled(can_adopt)
        self.close_button.setDefault(not can_adopt)


def _gap_words(gap: Gap) -> str:
    return say(words.STARTS_LATE) if gap.kind is GapKind.STARTS_LATE else count(*_COUNTED[gap.kind], gap.number)
