"""A check gone through booking by booking: what the brake says of it, four groups, ticks, and applying the ticked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QPushButton, QWidget

from console.domain.errors import BrakePulled
from console.jobs.report import Report
from console.services.dry_run import Chosen, ForeseenGroup, foreseen_of, sums_of
from console.ui.kit.acts import act
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, chip, column, fill, label, row
from console.ui.kit.words import count, say
from console.ui.sync.dry_run_model import DryRunModel
from console.ui.sync.dry_run_words import sums_words
from console.ui.wording import dry_run as words

_WIDTH, _HEIGHT = 960, 620
_BOOKING_WIDTH, _VALUE_WIDTH = 440, 200
_TICK_ALL_KEY = "Ctrl+A"
_GROUPS = {
    ForeseenGroup.NEW: words.GROUP_NEW,
    ForeseenGroup.CHANGED: words.GROUP_CHANGED,
    ForeseenGroup.CANCELLED: words.GROUP_CANCELLED,
    ForeseenGroup.MISSING: words.GROUP_MISSING,
}


Apply = Callable[[tuple[Chosen, ...], Callable[[Report], None], Callable[[BaseException], None]], None]


class DryRunDialog(QDialog):
    """`apply` asks for a run that applies what is chosen, and hands its report or the error on."""

    def __init__(self, parent: QWidget, stage: Stage, report: Report, apply: Apply) -> None:
        super().__init__(parent)
        self._stage, self._report, self._ask = stage, report, apply
        self._asked: tuple[Chosen, ...] = ()
        self._is_gone = False
        self.model = DryRunModel(stage, foreseen_of(report.foreseen))
        self._groups: set[ForeseenGroup] = set()
        self.setWindowTitle(say(words.TITLE))
        self._make_list()
        self._lay_out()
        self.resize(stage.scaled(_WIDTH), stage.scaled(_HEIGHT))
        self.model.ticks_changed.connect(self._rest)
        self.finished.connect(lambda _result: self._go())
        self._show_rows()
        self._rest()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def _make_list(self) -> None:
        self.table = Table(self.model, say(words.NAME), self._stage)
        self.table.setSortingEnabled(False)
        self.table.set_widths({0: _BOOKING_WIDTH, 1: _VALUE_WIDTH})
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.opened.connect(self.model.turn)
        self.frame = TableFrame(self.table)

    def _lay_out(self) -> None:
        self.sums = label(kind="subtitle", wraps=True, selectable=True)
        self.cut = label(say(words.CUT, n=len(self.model.foreseen)), "caption")
        self.cut.setVisible(self._counted() > len(self.model.foreseen))
        self.brake = Trouble(self._stage)
        self.trouble = Trouble(self._stage)
        if isinstance(self._report.error, BrakePulled):
            self.brake.say(say(words.BRAKE), str(self._report.error))
        self.state = label(kind="muted", wraps=True)
        self.apply_button = button("", self._apply, "primary")
        self.close_button = button(say(words.CLOSE), self.reject)
        foot = row(self.state, self.close_button, self.apply_button)
        foot.setStretchFactor(self.state, 1)
        body = (
            *(self.sums, self.brake, label(say(words.TEXT), "muted", wraps=True), self.cut),
            *(self._choosers(), self.trouble, self.frame, foot),
        )
        box = fill(column(), body, margin=Space.XL, spacing=Space.M)
        box.setStretchFactor(self.frame, 1)
        self.setLayout(box)

    def _choosers(self) -> QHBoxLayout:
        self.chips = {group: chip("", partial(self._show_group, group), tip=say(words.CHIP_TIP)) for group in _GROUPS}
        tip = say(words.TICK_ALL_TIP, key=_TICK_ALL_KEY)
        self.all_button: QPushButton = button(say(words.TICK_ALL), self.model.tick_shown, "link", tip=tip)
        self.none_button: QPushButton = button(say(words.TICK_NONE), self.model.untick, "link")
        act(self, say(words.TICK_ALL), self.model.tick_shown, _TICK_ALL_KEY)
        return row(*self.chips.values(), None, self.all_button, self.none_button, spacing=Space.S)

    def _counted(self) -> int:
        counts = self._report.run.counts
        return counts.created + counts.updated

    # -- what it shows

    def _show_group(self, group: ForeseenGroup, on: bool) -> None:
        self._groups = self._groups | {group} if on else self._groups - {group}
        self.model.show_groups(self._groups)
        self._show_rows()

    def _show_rows(self) -> None:
        sums = sums_of(self.model.foreseen)
        self.sums.setText(sums_words(sums))
        for group, made in self.chips.items():
            text = say(words.CHIP, group=say(_GROUPS[group]), n=getattr(sums, group))
            made.setText(text)
            made.setAccessibleName(text)
        if self.model.rowCount():
            self.frame.show_rows()
        elif self.model.foreseen:
            self.frame.tell(say(words.NONE_SHOWN))
        else:
            icon = self._stage.icon("check-circle", "good")
            self.frame.tell(say(words.ALL_DONE if self._report.foreseen else words.NOTHING), icon=icon)

    def _rest(self) -> None:
        """What can be pressed now."""
        number, busy = len(self.model.ticked), bool(self._asked)
        self.apply_button.setText(count(*words.APPLY, number) if number else say(words.APPLY_NONE))
        self.apply_button.setEnabled(number > 0 and not busy)
        self.table.setEnabled(not busy)
        for one in (self.all_button, self.none_button):
            one.setEnabled(bool(self.model.foreseen) and not busy)
        self.close_button.setDefault(not number)

    # -- applying

    def _apply(self) -> None:
        self._asked = tuple(Chosen(one.beds24_id, one) for one in self.model.ticked)
        self.trouble.hide()
        self.state.setText(say(words.APPLYING))
        self._rest()
        self._ask(self._asked, self._end, self._fail)

    def _end(self, report: Report) -> None:
        if self._is_gone:
            return
        if report.error is not None:
            self._fail(report.error)
            return
        done = {one.beds24_id for one in self._asked} - set(report.moved)
        self._asked = ()
        self.model.take_end(done, report.moved)
        told = ((words.APPLIED, len(done) - len(report.gone)), (words.GONE, len(report.gone)))
        parts = [count(*template, number) for template, number in (*told, (words.MOVED, len(report.moved))) if number]
        self.state.setText(" ".join(parts))
        self._show_rows()
        self._rest()

    def _fail(self, error: BaseException) -> None:
        if self._is_gone:
            return
        self._asked = ()
        self.state.setText("")
        self.trouble.say(say(words.NOT_APPLIED), sentence_of(error), (say(words.AGAIN), self._apply))
        self._rest()

    def _go(self) -> None:
        """It is closed; what was asked for goes on, and the list of checks tells what came of it."""
        self._is_gone = True
        self.deleteLater()
