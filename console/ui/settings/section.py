"""What every section of Settings has: a title, fields that save themselves, and a quiet word when they did."""

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget

from console.domain.announcing import SyncSettingsChanged
from console.domain.errors import ConsoleError, NotConnected
from console.ui.kit.in_view import InView
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Act, Trouble, sentence_of
from console.ui.kit.widgets import column, dress, label, row
from console.ui.kit.words import say
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

WIDTH = 760
_SAVED_FOR = 2500
_CONTROL_WIDTH = 220


class Field(QWidget):
    """A setting: its name and what it means on the left, its control on the right, a complaint underneath."""

    def __init__(self, stage: Stage, title: str, meaning: str, control: QWidget | QLayout) -> None:
        super().__init__()
        self._stage = stage
        self._sign = Sign(size=16)
        self._complaint = label(wraps=True, tone="bad")
        self._note = QWidget()
        note = row(self._sign, spacing=Space.S)
        note.addWidget(self._complaint, 1)
        self._note.setLayout(note)
        self._note.hide()
        texts = column(label(title, "strong", wraps=True), label(meaning, "muted", wraps=True), spacing=2)
        line = row(spacing=Space.XL)
        line.addLayout(texts, 1)
        if isinstance(control, QWidget):
            line.addWidget(control, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        else:
            line.addLayout(control)
        self.setLayout(column(line, self._note, spacing=Space.XS))
        self._name(control, title, meaning)

    @property
    def complaint(self) -> str:
        """What is wrong with what was entered, empty when nothing is."""
        return "" if self._note.isHidden() else self._complaint.text()

    def complain(self, sentence: str) -> None:
        """Say beside the field why something is not kept; nothing takes it back."""
        self._complaint.setText(sentence)
        self._sign.show_icon(self._stage.icon("warning-circle", "bad"))
        self._note.setVisible(bool(sentence))

    @staticmethod
    def _name(control: QWidget | QLayout, title: str, meaning: str) -> None:
        if isinstance(control, QWidget):
            control.setAccessibleName(control.accessibleName() or title)
            control.setAccessibleDescription(meaning)
            for inner in control.findChildren(QLineEdit):
                inner.setAccessibleName(control.accessibleName())


class Section(QWidget):
    """`refresh` shows what is kept; `save` keeps a change, and tells beside its field when it could not."""

    name = ""
    title = ""
    icon_name = ""
    about = ""

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__()
        self.stage = stage
        self.services = services
        self._saved_sign = Sign(size=16)
        self._saved = label(kind="muted", wraps=True)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_SAVED_FOR)
        self._fade.timeout.connect(lambda: self.tell_saving(""))
        self.trouble = Trouble(stage)
        self.unread = Trouble(stage)
        for part in (self.trouble, self.unread):
            InView(part)
        self._content = QWidget()

    def arrange(self, *content: QWidget | QLayout | None, stretch: bool = True) -> None:
        """Lay out the section; with `stretch` its content keeps its own height."""
        head = row(label(say(self.title), "title"), None, self._saved_sign, self._saved)
        inner = column(spacing=Space.XL)
        for one in content:
            if isinstance(one, QWidget):
                inner.addWidget(one)
            elif one is not None:
                inner.addLayout(one)
        self._content.setLayout(inner)
        about = label(say(self.about), "muted", wraps=True)
        box = column(column(head, about, spacing=Space.XS), self.unread, self._content, self.trouble, spacing=Space.XL)
        if stretch:
            box.addStretch(1)
        self.setLayout(box)

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        """Buttons that the menu bar offers too, each with its words there and its key."""
        return ()

    def remember(self) -> None:
        """The window closes."""

    def refresh(self) -> None:
        """Show what is kept now; called each time that the section comes into view."""

    def begin(self, deed: str) -> None:
        """Begin what another part of the window leads to."""

    def said(self) -> str:
        """Every word in it, for the search."""
        texts = [say(self.title), say(self.about)]
        texts += [one.text() for one in self.findChildren(QLabel)]
        texts += [one.text() for one in self.findChildren(QAbstractButton)]
        return " ".join(texts)

    def tell_saving(self, text: str) -> None:
        """A word in the section's head."""
        self._saved.setText(text)
        sign = self.stage.icon("check", "good") if text == say(words.SAVED) else self.stage.icon("circle-dashed")
        self._saved_sign.show_icon(sign)
        self._saved_sign.setVisible(bool(text))

    def save(
        self, field: Field, write: Callable[[], Any], then: Callable[[], object] = lambda: None, *, told: bool = True
    ) -> None:
        """Keep a change on the saver's thread; a change that is refused is taken back in the window too."""

        def kept(_answer: object) -> None:
            self.tell_saved()
            then()
            if told:
                self.stage.courier.send(SyncSettingsChanged())

        def refused(error: BaseException) -> None:
            self.tell_saving("")
            self.refresh()
            field.complain(sentence_of(error))

        field.complain("")
        self.tell_saving(say(words.SAVING))
        self.services.saver.save(write, kept, refused)

    def tell_saved(self) -> None:
        self.tell_saving(say(words.SAVED))
        self._fade.start()

    def read(self, ask: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Show what is kept; what cannot be read can neither be changed, until another try succeeds."""
        try:
            kept = ask()
        except NotConnected as error:
            self._tell_unread(error)
        except ConsoleError as error:
            self._tell_unread(error, (say(words.TRY_AGAIN), self.refresh))
        else:
            self.unread.hide()
            self._content.setEnabled(True)
            show(kept)

    def _tell_unread(self, error: ConsoleError, *acts: Act) -> None:
        self._content.setEnabled(False)
        self.unread.say(say(words.UNREAD), sentence_of(error), *acts)


def number_field(suffix: str, most: int, on_change: Callable[[int], object]) -> QSpinBox:
    """A number; it is told once typing has ended."""
    made = QSpinBox()
    made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setRange(0, most)
    made.setSuffix(suffix)
    made.setKeyboardTracking(False)
    made.setMinimumWidth(_CONTROL_WIDTH // 2)
    made.valueChanged.connect(on_change)
    return made


def choice_field(entries: dict[str, str], on_choice: Callable[[str], object]) -> QComboBox:
    """One of a few, by key and words that are already translated."""
    made = QComboBox()
    made.setMinimumWidth(_CONTROL_WIDTH)
    for key, text in entries.items():
        made.addItem(text, key)
    made.activated.connect(lambda number: on_choice(str(made.itemData(number))))
    return made


class _TimeField(QTimeEdit):
    """Tab leaves it, as it leaves every field; from hours to minutes go the arrows, or the next digit typed."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)


def time_field(title: str, on_change: Callable[[time], object]) -> QTimeEdit:
    """A time of day; it is told once typing has ended."""
    made = _TimeField()
    made.setAccessibleName(title)
    for inner in made.findChildren(QLineEdit):
        inner.setAccessibleName(title)
    made.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setKeyboardTracking(False)
    made.timeChanged.connect(lambda at: on_change(time(at.hour(), at.minute())))
    return made


def show_time(control: QTimeEdit, at: time, *, enabled: bool) -> None:
    """Show a time without its being taken for a change."""
    control.setEnabled(enabled)
    control.blockSignals(True)
    control.setTime(QTime(at.hour, at.minute))
    control.blockSignals(False)


def show_quietly(control: QSpinBox | QAbstractButton, value: int | bool) -> None:
    """Show a value without its being taken for a change."""
    control.blockSignals(True)
    if isinstance(control, QSpinBox):
        control.setValue(int(value))
    else:
        control.setChecked(bool(value))
    control.blockSignals(False)


def block(*fields: QWidget | QLayout) -> QWidget:
    """Fields that belong together, on one surface."""
    made = dress(QWidget(), "plain")
    made.setLayout(column(*fields, spacing=Space.XL))
    return made
