"""The few widgets that every screen is made of; each takes words that are already translated."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIcon
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.kit.sign import Sign
from console.ui.kit.theme import Space

Box = TypeVar("Box", bound=QBoxLayout)
Made = TypeVar("Made", bound=QWidget)
Pushed = TypeVar("Pushed", bound=QPushButton)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def label(text: str = "", kind: str = "", *, tone: str = "", wraps: bool = False, selectable: bool = False) -> QLabel:
    """A text; `kind` is display, title, subtitle, caption, muted, badge or nothing."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return dress(made, kind, tone)


def fit_height(text: QLabel) -> None:
    """Give a text that wraps the height that it needs at its width; nested layouts forget that."""
    text.setMinimumHeight(0)  # a label counts the one it has into what it asks for
    text.setMinimumHeight(max(text.heightForWidth(text.width()), 0))


def button(
    text: str, on_click: Callable[[], object], kind: str = "", *, tip: str = "", icon: QIcon | None = None
) -> QPushButton:
    """A button that calls `on_click`; `kind` is primary, danger, link, chip, nav, pill or nothing."""
    made = heeding_enter(QPushButton(text))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: on_click())
    made.setAccessibleName(text or tip)
    if tip:
        made.setToolTip(tip)
    if icon is not None:
        made.setIcon(icon)
        made.setText(f" {text}")  # Fusion leaves no room between the two
    return dress(made, kind)


def heeding_enter(made: Pushed) -> Pushed:
    """Let Enter press the button that has the keyboard, as Qt itself does in dialogs only."""
    made.setAutoDefault(True)
    return made


def chip(text: str, on_toggle: Callable[[bool], object], *, tip: str = "") -> QPushButton:
    """A filter that is on or off."""
    made = dress(heeding_enter(QPushButton(text)), "chip")
    made.setCheckable(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    made.toggled.connect(on_toggle)
    return made


def card(*content: QWidget | QLayout, margin: int = Space.L, spacing: int = Space.S) -> QFrame:
    """A surface with its content one under the other."""
    frame = dress(QFrame(), "card")
    fill(QVBoxLayout(frame), content, margin=margin, spacing=spacing)
    return frame


def rule(*, upright: bool = False) -> QFrame:
    """A hair line between two things."""
    return dress(QFrame(), "upright" if upright else "line")


def row(*content: QWidget | QLayout | None, spacing: int = Space.S) -> QHBoxLayout:
    """Side by side; None is the stretch that takes what room is left."""
    return fill(QHBoxLayout(), content, margin=0, spacing=spacing)


def column(*content: QWidget | QLayout | None, margin: int = 0, spacing: int = Space.S) -> QVBoxLayout:
    """One under the other; None is the stretch that takes what room is left."""
    return fill(QVBoxLayout(), content, margin=margin, spacing=spacing)


def fill(box: Box, content: tuple[QWidget | QLayout | None, ...], *, margin: int, spacing: int) -> Box:
    """Put `content` into `box`."""
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(spacing)
    for one in content:
        if one is None:
            box.addStretch(1)
        elif isinstance(one, QWidget):
            box.addWidget(one)
        else:
            box.addLayout(one)
    return box


def progress_bar(name: str) -> QProgressBar:
    """A bar without words; what it means stands beside it."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedHeight(Space.S)
    bar.setAccessibleName(name)
    return bar


def dress(widget: Made, kind: str, tone: str = "") -> Made:
    """Say what a widget is, so that the style sheet finds it; may be said again when its state changes."""
    return _mark(widget, kind=kind, tone=tone)


def frame_if_by_key(widget: QWidget, event: QFocusEvent) -> None:
    """Frame what the keyboard came to by a key; whoever clicked knows where that is."""
    _mark(widget, keyboard=event.reason() in _BY_KEY)


def _mark(widget: Made, **properties: object) -> Made:
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


class Message(QWidget):
    """What a list shows instead of rows: what is the case, and the one thing to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Sign(size=40)
        self._headline = label(kind="subtitle", wraps=True)
        self._detail = label(kind="muted", wraps=True)
        self._act: Callable[[], object] = lambda: None
        self._button = button("", self._press, "primary")
        for one in (self._headline, self._detail):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        centre = column(spacing=Space.S)
        centre.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        centre.addWidget(self._headline)
        centre.addWidget(self._detail)
        centre.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, centre, None, margin=Space.XXL))

    def _press(self) -> None:
        self._act()

    def tell(
        self,
        headline: str,
        detail: str = "",
        *,
        icon: QIcon | None = None,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show this; `action` is the words of the button and what it does."""
        self._headline.setText(headline)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._icon.show_icon(icon or QIcon())
        self._icon.setVisible(icon is not None)
        self._button.setVisible(action is not None)
        if action:
            self._button.setText(action[0])
            self._button.setAccessibleName(action[0])
            self._act = action[1]
