"""The first step: the demo hotel, the own one, or on from where one stopped."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, heeding_enter, label, row
from console.ui.kit.words import say
from console.ui.wizard.journey import Journey
from console.ui.wizard.step import Step
from console.ui.wording import wizard as words


class Choice(QPushButton):
    """A big button with an icon, a name, and what follows from pressing it."""

    def __init__(self, stage: Stage, icon: str, title: str, text: str) -> None:
        super().__init__()
        dress(heeding_enter(self), "choice")
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        sign, arrow = Sign(stage.icon(icon, "accent"), 32), Sign(stage.icon("caret-right"))
        self.about = label(wraps=True, kind="muted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # a button's own is fixed
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(Space.XL, Space.L, Space.L, Space.L)
        self._line.setSpacing(Space.L)
        self._line.addWidget(sign)
        self._line.addLayout(column(label(title, "subtitle"), self.about, spacing=Space.XS), 1)
        self._line.addWidget(arrow)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tell(text)

    def tell(self, text: str) -> None:
        self.about.setText(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """A button asks its text for its size; this one its content."""
        return self._line.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line.totalHeightForWidth(width)


class WelcomeStep(Step):
    """`demo_wanted` when the demo hotel was chosen."""

    name, rail = "welcome", words.STEP_WELCOME
    demo_wanted = Signal()

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.entitle(say(words.WELCOME), say(words.WELCOME_INTRO))
        self.resume = Choice(stage, "play-circle", say(words.RESUME), "")
        self.connect_beds24 = Choice(stage, "key", say(words.CONNECT), say(words.CONNECT_TEXT))
        self.demo = Choice(stage, "storefront", say(words.DEMO), say(words.DEMO_TEXT))
        self.another = button(say(words.ANOTHER_CODE), self.next_wanted.emit, "link")
        self.resume.clicked.connect(self._resume)
        self.connect_beds24.clicked.connect(self.next_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        choices = column(self.resume, self.connect_beds24, self.demo, spacing=Space.M)
        self.arrange(choices, row(self.another, None))

    def enter(self) -> None:
        kept = self.journey.key_kept
        self.resume.setVisible(kept)
        self.another.setVisible(kept)
        self.connect_beds24.setVisible(not kept)
        step = say(RAIL_OF.get(self.journey.draft.step, ""))
        self.resume.tell(say(words.RESUME_TEXT, step=step) if step else say(words.RESUME_TEXT_KEY))

    @property
    def primary(self) -> str:
        return ""

    @property
    def can_go_back(self) -> bool:
        return False

    @property
    def first_focus(self) -> QWidget | None:
        return self.resume if self.journey.key_kept else self.connect_beds24

    def press(self) -> None:
        self._resume()

    def _resume(self) -> None:
        self.trouble.hide()
        self.journey.look(lambda: self.step_wanted.emit(self.journey.draft.step or "key"), self.failed)


RAIL_OF = {
    "key": words.STEP_KEY,
    "property": words.STEP_PROPERTY,
    "rooms": words.STEP_ROOMS,
    "zone": words.STEP_ZONE,
    "preview": words.STEP_PREVIEW,
    "import": words.STEP_IMPORT,
}
