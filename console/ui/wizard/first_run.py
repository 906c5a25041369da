"""The frame of the first run: the way on the left, one step on the right, back and on below."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QWidget

from console.jobs.runner import Runner
from console.services.first_connection import FirstConnection
from console.ui.kit.acts import act
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, fill, label, progress_bar, row, rule
from console.ui.kit.words import say
from console.ui.wizard.bringing import ImportStep, PreviewStep
from console.ui.wizard.code import CodeStep
from console.ui.wizard.house import PropertyStep, RoomsStep
from console.ui.wizard.journey import Journey
from console.ui.wizard.key import KeyStep
from console.ui.wizard.step import WIDTH, Step, scrolling
from console.ui.wizard.welcome import WelcomeStep
from console.ui.wizard.zone import ZoneStep
from console.ui.wording import wizard as words

_RAIL_WIDTH = 250


class FirstRun(QWidget):
    """A page for the whole window. `finished` when the hotel is connected and read, `demo_wanted` for the demo.

    Nothing is announced before `finished`; the schedule should not ring until then.
    """

    finished = Signal()
    demo_wanted = Signal()

    def __init__(
        self,
        stage: Stage,
        setup: FirstConnection,
        runner: Runner,
        use_session_only: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage = stage
        self.journey = Journey(setup, runner, use_session_only)
        self.journey.setParent(self)  # what is answered after the page has gone concerns nobody
        dress(self, "page")
        self.steps = self._make_steps()
        self._stack = QStackedWidget()
        self._areas: list[QScrollArea] = [scrolling(step) for step in self.steps]
        for area in self._areas:
            self._stack.addWidget(area)
        self._marks: list[tuple[Sign, QLabel]] = []
        self._footer_frame = self._footer()
        self.setLayout(fill(row(), (self._rail(), rule(upright=True), self._page()), margin=0, spacing=0))
        self._bind()
        self._fit_text()
        self.show_step("welcome")
        self.journey.look_around(lambda: self.show_step("welcome"))

    def _make_steps(self) -> tuple[Step, ...]:
        kinds = (WelcomeStep, CodeStep, KeyStep, PropertyStep, RoomsStep, ZoneStep, PreviewStep, ImportStep)
        return tuple(kind(self._stage, self.journey) for kind in kinds)

    def _bind(self) -> None:
        for step in self.steps:
            step.next_wanted.connect(self._go_on)
            step.step_wanted.connect(self.show_step)
            step.changed.connect(self._step_changed)
            if isinstance(step, WelcomeStep):
                step.demo_wanted.connect(self._want_demo)
        self.journey.busy_changed.connect(lambda _busy: self._look())
        self.journey.draft_not_kept.connect(self._tell)
        self._stage.look_changed.connect(self._look)
        self._stage.look_changed.connect(self._fit_text)

    # The frame

    def _rail(self) -> QWidget:
        rail = dress(QWidget(), "surface")
        rail.setAccessibleName(say(words.STEPS_NAME))
        lines = column(spacing=Space.L)
        for step in self.steps:
            sign, text = Sign(), label(say(step.rail), wraps=True)
            self._marks.append((sign, text))
            line = row(sign, spacing=Space.M)
            line.addWidget(text, 1)
            lines.addLayout(line)
        self._program = label(say(words.PROGRAM), "title")
        box = fill(column(), (self._program, lines, None), margin=Space.XL, spacing=Space.XXL)
        box.setContentsMargins(Space.XL, Space.XXL, Space.L, Space.XL)
        rail.setLayout(box)
        self._rail_frame = rail
        return rail

    def _fit_text(self) -> None:
        """Large text needs more room: beside the way for the program's name, in a step for as many words in a line."""
        name = self._program.sizeHint().width() + Space.XL + Space.L
        self._rail_frame.setFixedWidth(max(_RAIL_WIDTH, name))
        for step in self.steps:
            step.setMaximumWidth(self._stage.scaled(WIDTH))

    def _page(self) -> QWidget:
        page = QWidget()
        page.setLayout(fill(column(), (self._stack, self._footer_frame), margin=0, spacing=0))
        return page

    def _footer(self) -> QFrame:
        footer = dress(QFrame(), "footer")
        self.back = button(say(words.BACK), self.go_back)
        self.cancel = button(say(words.CANCEL), self._cancel)
        self.next = button(say(words.GO_ON), self._press, "primary")
        self._busy_text = label(say(words.BUSY), "muted")
        self._busy_bar = progress_bar(say(words.BUSY))
        self._busy_bar.setRange(0, 0)
        self._busy_bar.setFixedWidth(120)
        content = row(self.back, None, self._busy_bar, self._busy_text, self.cancel, self.next, spacing=Space.M)
        footer.setLayout(fill(column(), (content,), margin=Space.L, spacing=0))
        act(self, say(words.KEY_BACK), self.go_back, "Alt+Left")
        act(self, say(words.KEY_GO_ON), self._press, "Ctrl+Return")
        act(self, say(words.KEY_CANCEL), self._cancel, "Esc")
        return footer

    # Going

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self._stack.currentIndex()]

    def show_step(self, name: str) -> None:
        """Go to a step; what it needs has to be there."""
        number = next(number for number, step in enumerate(self.steps) if step.name == name)
        self._stack.setCurrentIndex(number)
        self._areas[number].verticalScrollBar().setValue(0)
        self.step.enter()
        self._look()
        (self.step.first_focus or self.next).setFocus()

    def go_back(self) -> None:
        """To the step before; nothing that was typed is lost."""
        if self.back.isEnabled() and self.step.can_go_back:
            self.show_step(self.steps[self._stack.currentIndex() - 1].name)

    def _go_on(self) -> None:
        number = self._stack.currentIndex() + 1
        if number == len(self.steps):
            self.finished.emit()
        else:
            self.show_step(self.steps[number].name)

    def _press(self) -> None:
        if self.next.isEnabled() and self.next.isVisible():
            self.step.press()

    def _cancel(self) -> None:
        if self.journey.busy:
            self.cancel.setEnabled(False)
            self._busy_text.setText(say(words.STOPPING))
            self.journey.cancel()

    def _want_demo(self) -> None:
        self.step.trouble.hide()
        self.demo_wanted.emit()

    def tell_demo_failed(self, error: BaseException) -> None:
        """The demo beside this window did not come, or went down."""
        again = (say(words.TRY_AGAIN), self._want_demo)
        self.step.trouble.say(say(words.DEMO_FAILED), sentence_of(error), again)

    def _tell(self, error: BaseException) -> None:
        self.step.trouble.tell(error)

    def _step_changed(self) -> None:
        """Where one only waited, the keyboard goes to what leads on as soon as it does."""
        self._look()
        if self.step.shows_progress and self.next.isEnabled() and not self.next.isHidden():
            self.next.setFocus()

    def _look(self) -> None:
        """Show what can be done in the step as it is now."""
        busy, step = self.journey.busy, self.step
        self.next.setText(step.primary)
        self.next.setAccessibleName(step.primary)
        self.next.setVisible(bool(step.primary) and not busy)
        self.next.setEnabled(step.ready and not busy)
        self.back.setVisible(step.can_go_back)
        self.back.setEnabled(not busy)
        self._footer_frame.setVisible((busy and not step.has_own_stop) or step.can_go_back or bool(step.primary))
        self.cancel.setVisible(busy and not step.has_own_stop)
        self.cancel.setEnabled(not self.journey.cancelled)
        for part in (self._busy_bar, self._busy_text):
            part.setVisible(busy and not step.shows_progress)
        self._busy_text.setText(say(words.BUSY))
        self._mark()

    def _mark(self) -> None:
        here = self._stack.currentIndex()
        for number, (sign, text) in enumerate(self._marks):
            name = say(self.steps[number].rail)
            icon, tone = ("check-circle", "good") if number < here else ("circle", "muted")
            icon, tone = ("arrow-circle-right", "accent") if number == here else (icon, tone)
            sign.show_icon(self._stage.icon(icon, tone))
            dress(text, "strong" if number == here else "muted")
            told = words.STEP_DONE if number < here else words.STEP_NOW
            text.setAccessibleName(say(told, step=name) if number <= here else name)
