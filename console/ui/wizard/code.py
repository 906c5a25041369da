"""The step of the invite code: where Beds24 keeps it, and a field to paste it into."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from console.domain.errors import VaultLocked, VaultMissing, WeRetry
from console.domain.secret import Secret
from console.ui.kit.secret_field import SecretField
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, label, row
from console.ui.kit.words import say
from console.ui.wizard.journey import Journey
from console.ui.wizard.sketch import Sketch
from console.ui.wizard.step import Step
from console.ui.wording import wizard as words

_LARGE = 120


class CodeStep(Step):
    """The code is spent only once the place for its key has been opened."""

    name, rail = "code", words.STEP_CODE

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.entitle(say(words.CODE), say(words.CODE_INTRO))
        self.code = SecretField(stage, say(words.CODE_FIELD), say(words.CODE_HINT))
        self.code.line.textChanged.connect(self._typed)
        self.code.line.returnPressed.connect(lambda: self.press() if self.ready else None)
        entry = column(label(say(words.CODE_FIELD), "strong"), self.code, spacing=Space.XS)
        safe = label(say(words.CODE_SAFE), "caption", wraps=True)
        self.arrange(self._guide(), column(entry, safe, spacing=Space.S))

    def _guide(self) -> QWidget:
        steps = column(spacing=Space.M)
        for number, text in enumerate((words.GUIDE_1, words.GUIDE_2, words.GUIDE_3), 1):
            steps.addLayout(self._numbered(number, say(text)))
            if text == words.GUIDE_2:
                rights = label(say(words.GUIDE_RIGHTS), "strong", wraps=True, selectable=True)
                why = label(say(words.GUIDE_RIGHTS_WHY), "caption", wraps=True)
                inset = column(rights, why, spacing=Space.XS)
                inset.setContentsMargins(Space.XXL, 0, 0, 0)
                steps.addLayout(inset)
        self._guide_line = row(spacing=Space.XL)
        self._guide_line.addLayout(steps, 1)
        self._guide_line.addLayout(column(Sketch(self.stage), None))
        self.stage.look_changed.connect(self._turn_guide)
        self._turn_guide()
        return card(self._guide_line, row(self._opener(), None), margin=Space.XL, spacing=Space.M)

    def _turn_guide(self) -> None:
        """Beside large text there is no room for the sketch; then it stands under it."""
        below = self.stage.look.text_percent > _LARGE
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._guide_line.setDirection(direction)

    def _opener(self) -> QPushButton:
        icon = self.stage.icon("arrow-square-out", "accent")
        return button(say(words.GUIDE_OPEN), self._open_beds24, "link", icon=icon)

    def _numbered(self, number: int, text: str) -> QHBoxLayout:
        line = row(spacing=Space.M)
        line.addWidget(label(str(number), "badge", tone="accent"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, wraps=True), 1)
        return line

    @property
    def ready(self) -> bool:
        return bool(self.code.text)

    @property
    def primary(self) -> str:
        return say(words.CODE_USE)

    @property
    def first_focus(self) -> QWidget | None:
        return self.code.line

    def enter(self) -> None:
        self.code.line.selectAll()

    def press(self) -> None:
        self.trouble.hide()
        self.journey.bring_code(Secret(self.code.text), self._accepted, self.failed)

    def failed(self, error: BaseException) -> None:
        """What was typed stays, for another try; without a keyring the program's own memory is offered."""
        again = (say(words.TRY_AGAIN), self.press)
        if isinstance(error, (VaultMissing, VaultLocked)):
            self.trouble.tell(error, again, (say(words.SESSION_ONLY), self._use_session_only))
        elif isinstance(error, WeRetry):
            self.trouble.tell(error, again)
        else:
            self.trouble.tell(error)
        self.changed.emit()
        self.code.take_up()

    def _use_session_only(self) -> None:
        self.journey.use_session_only()
        self.press()

    def _accepted(self) -> None:
        self.code.clear()
        self.next_wanted.emit()

    def _typed(self) -> None:
        self.trouble.hide()
        self.changed.emit()

    def _open_beds24(self) -> None:
        QDesktopServices.openUrl(QUrl(words.GUIDE_URL))
