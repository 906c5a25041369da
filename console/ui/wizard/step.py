"""What every step of the first run has: a title, an introduction, its content, and a place for trouble."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QWidget

from console.ui.kit.in_view import InView
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import card, column, label, row
from console.ui.kit.words import say
from console.ui.wizard.journey import Journey
from console.ui.wording import wizard as words

WIDTH = 720


class Step(QWidget):
    """`next_wanted` leads on, `step_wanted` to a step by its name; `changed` asks the frame to look at it again."""

    name = ""
    rail = ""
    shows_progress = False
    has_own_stop = False
    next_wanted = Signal()
    step_wanted = Signal(str)
    changed = Signal()

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__()
        self.stage = stage
        self.journey = journey
        self.heading = label(kind="display", wraps=True)
        self.intro = label(kind="muted", wraps=True)
        self.trouble = Trouble(stage)
        InView(self.trouble)

    def enter(self) -> None:
        """Called each time that the step is shown."""

    def press(self) -> None:
        """The primary button was pressed."""
        self.next_wanted.emit()

    @property
    def ready(self) -> bool:
        """Whether the primary button can be pressed."""
        return True

    @property
    def primary(self) -> str:
        """The words of the primary button; without any there is none."""
        return say(words.GO_ON)

    @property
    def can_go_back(self) -> bool:
        return True

    @property
    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the step is shown; None for the primary button."""
        return None

    def entitle(self, heading: str, intro: str = "") -> None:
        self.heading.setText(heading)
        self.intro.setText(intro)
        self.intro.setVisible(bool(intro))

    def failed(self, error: BaseException) -> None:
        """Tell what went wrong, with another try at hand."""
        self.trouble.tell(error, (say(words.TRY_AGAIN), self.press))

    def arrange(self, *content: QWidget | QLayout, stretch: bool = True) -> None:
        """Lay out the step; with `stretch` its content keeps its own height."""
        inner = column(self.heading, self.intro, spacing=Space.S)
        box = column(inner, *content, self.trouble, spacing=Space.XL)
        if stretch:
            box.addStretch(1)
        self.setLayout(box)


class Figure(QFrame):
    """A number with what it counts."""

    def __init__(self, meaning: str) -> None:
        super().__init__()
        self.number = label("–", "display")
        inner = card(self.number, label(meaning, "muted", wraps=True), spacing=Space.XS)
        self.setLayout(column(inner))
        self.setAccessibleName(meaning)

    def show_number(self, text: str) -> None:
        self.number.setText(text)
        self.setAccessibleDescription(text)


def scrolling(content: QWidget) -> QScrollArea:
    """`content` in the middle of whatever width there is, scrolled where the window is too low for it."""
    holder = QWidget()
    content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line = QHBoxLayout(holder)
    line.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XL)
    line.addStretch(1)
    line.addWidget(content, 100)
    line.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area


def signed(stage: Stage, icon: str, tone: str, text: str, detail: str = "") -> QHBoxLayout:
    """A line that begins with an icon; the detail stands under it, quieter."""
    texts = column(label(text, wraps=True), spacing=0)
    if detail:
        texts.addWidget(label(detail, "muted", wraps=True))
    line = row(spacing=Space.M)
    line.addWidget(Sign(stage.icon(icon, tone)), alignment=Qt.AlignmentFlag.AlignTop)
    line.addLayout(texts, 1)
    return line
