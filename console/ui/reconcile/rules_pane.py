"""One rule: what it says, what it may do, where it stands, and what it would have decided lately."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from console.domain.settling import Mode, RuleKey
from console.services.rule_desk import Case, RuleLine, TriedRule
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, fill, fit_height, label, row, rule
from console.ui.kit.words import count, say
from console.ui.reconcile.rules_model import CASE_COLUMNS, RuleModel, changed_words, one_mode_word
from console.ui.wording import rules as words

MODE_KEYS = {mode: str(number) for number, mode in enumerate(Mode, 1)}


class ModeChoice(QWidget):
    """The modes that a rule has; `chosen` carries the one that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons = {mode: QRadioButton() for mode in Mode}
        for number, made in enumerate(self.buttons.values()):
            self._group.addButton(made, number)
        self._group.idClicked.connect(lambda number: self.chosen.emit(list(Mode)[number]))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for number, made in enumerate(self.buttons.values()):
            grid.addWidget(made, number // 2, number % 2)
        self.setLayout(grid)

    def show_line(self, line: RuleLine) -> None:
        """Nothing can be chosen of a rule that has one mode only."""
        for mode, made in self.buttons.items():
            word = one_mode_word(line, mode)
            made.setText(word)
            made.setToolTip(say(words.MODE_WITH_KEY, mode=word, key=MODE_KEYS[mode]))
            made.setAccessibleName(word)
            made.setVisible(mode in line.modes and len(line.modes) > 1)
            if mode is line.mode:
                made.setChecked(True)


class TrialView(QWidget):
    """What the rule would have decided; `stay_wanted` carries a reservation (our id) of a case that was opened."""

    stay_wanted = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._sentences = label(wraps=True, selectable=True)
        self.model: RuleModel[Case] = RuleModel(stage, CASE_COLUMNS)
        self.table = Table(self.model, say(words.CASES), stage)
        self.table.setSortingEnabled(False)
        self.table.set_widths(self.model.widths)
        self.table.setMinimumHeight(4 * stage.row_height)
        self.table.opened.connect(self._open)
        self._head = label(say(words.DIFFERS), "caption")
        body = column(label(say(words.PAST), "strong"), self._sentences, self._head, spacing=Space.S)
        body.addWidget(self.table, 1)
        body.addStretch(0)
        self.setLayout(body)
        self.wait()

    @property
    def text(self) -> str:
        """What is said of the past."""
        return self._sentences.text()

    def wait(self) -> None:
        """It is being tried."""
        self._show([say(words.TRYING)], ())

    def tell(self, sentence: str) -> None:
        """Why there is no answer."""
        self._show([sentence], ())

    def show_trial(self, trial: TriedRule) -> None:
        self._show(trial_sentences(trial), trial.cases)

    def _show(self, sentences: list[str], cases: tuple[Case, ...]) -> None:
        self._sentences.setText("\n".join(sentences))
        fit_height(self._sentences)
        self.model.replace(cases)
        for one in (self._head, self.table):
            one.setVisible(bool(cases))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_height(self._sentences)

    def _open(self, at: int) -> None:
        self.stay_wanted.emit(self.model.lines[at].reservation_id)


def trial_sentences(trial: TriedRule) -> list[str]:
    """A trial as it is told."""
    if not trial.conflicts:
        return [say(words.NO_CONFLICTS)]
    if not trial.would:
        return [count(*words.NONE_OF_ITS_OWN, trial.conflicts)]
    told = [count(*words.WOULD, trial.would)]
    if not trial.by_people:
        return [*told, say(words.NOBODY)]
    told.append(count(*words.SAME, trial.by_people, same=trial.same))
    return told if trial.cases else [*told, say(words.ALL_SAME)]


class RulePane(QFrame):
    """`mode_wanted` carries a Mode, `move_wanted` by how many places the rule is to be asked later."""

    mode_wanted = Signal(object)
    move_wanted = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        dress(self, "card")
        self._sentence = label(kind="subtitle", wraps=True, selectable=True)
        self._meaning = label(kind="muted", wraps=True)
        self._head = label(say(words.MODE), "strong")
        self.changed = label(kind="caption", wraps=True)
        self.modes = ModeChoice()
        self.modes.chosen.connect(self.mode_wanted)
        self.earlier = button(say(words.EARLIER), lambda: self.move_wanted.emit(-1), icon=stage.icon("arrow-up"))
        self.later = button(say(words.LATER), lambda: self.move_wanted.emit(1), icon=stage.icon("arrow-down"))
        self.trial = TrialView(stage)
        body = fill(
            QVBoxLayout(self),
            (
                *(self._sentence, self._meaning, self._head, self.modes, row(self.earlier, self.later, None)),
                *(self.changed, rule(), self.trial),
            ),
            margin=Space.L,
            spacing=Space.M,
        )
        body.setStretchFactor(self.trial, 1)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_line(self, line: RuleLine, last: int) -> None:
        """Of `last` places the last but one is as far down as a rule goes."""
        self._sentence.setText(say(words.SENTENCES[line.key]))
        self._meaning.setText(say(words.MEANINGS[line.key]))
        is_fixed = line.key is RuleKey.ASK
        self._head.setVisible(not is_fixed)
        self.modes.show_line(line)
        self.changed.setText(changed_words(self._stage, line))
        self.changed.setVisible(not is_fixed)
        self._fit()
        for made, can in ((self.earlier, line.place > 1), (self.later, line.place < last - 1)):
            made.setVisible(not is_fixed)
            made.setEnabled(can and not is_fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for one in (self._sentence, self._meaning, self.changed):
            fit_height(one)
