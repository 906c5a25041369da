"""Reconcile › Rules: who is right where both sides changed the same, in the order in which the rules are asked."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.domain.announcing import EditsChanged, RulesChanged
from console.domain.settling import Mode, RuleKey
from console.services.rule_desk import RuleDesk, RuleLine, TriedRule
from console.ui.kit.acts import act, gap, menu
from console.ui.kit.answers import Saver
from console.ui.kit.list_and_pane import ListAndPane, ListAndPaneView
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.parts import ShowPlace
from console.ui.reconcile.rules_model import RULE_COLUMNS, RuleModel
from console.ui.reconcile.rules_pane import MODE_KEYS, RulePane
from console.ui.wording import rules as words

_GATHER_MS = 250
_PANE = 380


class RulesPage(ListAndPaneView):
    """Every change is kept at once and can be taken back; the rule in the current row is tried on the past."""

    key = "rules"
    renewed = Signal()

    def __init__(self, stage: Stage, desk: RuleDesk, saver: Saver) -> None:
        super().__init__()
        self._stage, self._desk, self._saver = stage, desk, saver
        self._wanted: RuleKey | None = None
        self._begun = False
        self.model: RuleModel[RuleLine] = RuleModel(stage, RULE_COLUMNS)
        self.table = Table(self.model, say(words.LIST), stage)
        self.table.setSortingEnabled(False)
        self.table.set_widths(self.model.widths)
        self.frame = TableFrame(self.table)
        self.pane = RulePane(stage)
        self.trouble = Trouble(stage)
        self.news = label(kind="muted", wraps=True)
        self.undo = button(say(words.UNDO), self.take_back, icon=stage.icon("arrow-counter-clockwise"))
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self.read)
        self.split = ListAndPane(stage, self._list_side(), self.pane, _PANE)
        self._arrange()
        self._actions = self._make_actions()
        self._wire()

    def _list_side(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(self.frame, margin=0))
        return made

    def _arrange(self) -> None:
        head = row(label(say(words.HINT), "muted", wraps=True), self.undo, spacing=Space.M)
        head.setStretch(0, 1)
        body = column(head, self.news, self.trouble, spacing=Space.S)
        body.setContentsMargins(0, 0, 0, Space.M)
        body.addWidget(self.split, 1)
        self.setLayout(body)
        self.news.hide()
        self.frame.tell(say(words.LOADING), icon=self._stage.icon("hourglass"))
        self.remember = self.table.remember(self._stage.settings, "reconcile/rules_columns")

    def _wire(self) -> None:
        self.table.chosen.connect(self._choose)
        self.pane.mode_wanted.connect(self.set_mode)
        self.pane.move_wanted.connect(self.move_rule)
        self.pane.trial.stay_wanted.connect(lambda id_: self._stage.courier.send(ShowPlace("reservations", str(id_))))
        self._stage.courier.arrived.connect(self._hear)
        self._stage.zone_changed.connect(self.read)

    # -- what the tab asks

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the page comes to the front."""
        return self.table if self.table.isVisible() else self

    def show_place(self, place: str) -> None:
        """Go to a rule, by its key."""
        if place in set(RuleKey):
            self._wanted = RuleKey(place)
            self._go_to(self._wanted)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type] # a QShowEvent
        if not self._begun:
            self._begun = True
            self.read()

    def _make_actions(self) -> list[QAction]:
        by_mode = [
            act(self, say(words.MODES[mode]), partial(self.set_mode, mode), key, self.table)
            for mode, key in MODE_KEYS.items()
        ]
        moves = [
            act(self, say(words.EARLIER), lambda: self.move_rule(-1), "Alt+Up", self.table),
            act(self, say(words.LATER), lambda: self.move_rule(1), "Alt+Down", self.table),
        ]
        undo = act(self, say(words.UNDO), self.take_back, "U", self)
        return [menu(self, say(words.MENU), [*by_mode, gap(self), *moves, gap(self), undo])]

    # -- what is shown

    @property
    def line(self) -> RuleLine | None:
        """The rule in the current row."""
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def read(self) -> None:
        """Show the rules as they stand now."""
        if self._begun:
            self._stage.reader.ask(self._desk.look, self._take, self._fail)

    def _hear(self, news: object) -> None:
        if isinstance(news, RulesChanged | EditsChanged) and self._begun and not self._gathering.isActive():
            self._gathering.start()

    def _take(self, lines: tuple[RuleLine, ...]) -> None:
        wanted = self._wanted or (self.line.key if self.line else lines[0].key)
        self.trouble.hide()
        self.model.replace(lines)
        self.frame.show_rows()
        self._go_to(wanted)
        self.undo.setEnabled(any(line.changed_at for line in lines))
        self.renewed.emit()

    def _go_to(self, key: RuleKey) -> None:
        row_of = {line.key: number for number, line in enumerate(self.model.lines)}
        if key in row_of:
            self._wanted = None
            self.table.selectRow(row_of[key])
            self._choose(row_of[key])

    def _fail(self, error: Exception) -> None:
        if self.model.lines:
            self._say(say(words.STALE, error=sentence_of(error)))
            return
        icon = self._stage.icon("warning-circle", "bad")
        self.frame.tell(say(words.FAILED), sentence_of(error), icon=icon, action=(say(words.TRY_AGAIN), self.read))

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self.model.lines):
            return
        line = self.model.lines[at]
        self.pane.show_line(line, len(self.model.lines))
        if Mode.SUGGEST not in line.modes:
            self.pane.trial.tell(say(words.ASKING))
            return
        self.pane.trial.wait()
        self._stage.reader.ask(partial(self._desk.try_out, line.key), self._show_trial, self._fail_trial)

    def _show_trial(self, trial: TriedRule) -> None:
        if self.line is not None and self.line.key is trial.key:
            self.pane.trial.show_trial(trial)

    def _fail_trial(self, error: Exception) -> None:
        self.pane.trial.tell(sentence_of(error))

    # -- what is done

    def set_mode(self, mode: Mode) -> None:
        """Let the rule in the current row act otherwise from now on."""
        line = self.line
        if line is not None and mode in line.modes and mode is not line.mode:
            self._keep(partial(self._desk.set_mode, line.key, mode))

    def move_rule(self, by: int) -> None:
        """Let the rule in the current row be asked so many places later."""
        line = self.line
        if line is not None and line.key is not RuleKey.ASK:
            self._keep(partial(self._desk.move, line.key, by))

    def take_back(self) -> None:
        """Undo the last change of a mode or a place, whoever made it."""
        self._saver.save(self._desk.undo, self._tell_undone, self._refuse)

    def _tell_undone(self, key: RuleKey | None) -> None:
        if key is None:
            self._say(say(words.NOTHING_TO_UNDO))
            return
        self._wanted = key
        self._say(say(words.UNDONE, rule=say(words.SENTENCES[key])))
        self.read()

    def _keep(self, write: partial[None]) -> None:
        self.news.hide()
        self._saver.save(write, lambda _none: self.read(), self._refuse)

    def _refuse(self, error: BaseException) -> None:
        """What is shown is what is kept."""
        self.trouble.tell(error)
        self.read()

    def _say(self, text: str) -> None:
        self.news.setText(text)
        self.news.show()
