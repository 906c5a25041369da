"""A list of words in Settings: what was added, a line to add another, and what is known without that."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from console.domain.guests.words import GuestWord
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import count, say
from console.ui.settings.section import Field
from console.ui.wording import guest_words as words


@dataclass(frozen=True, slots=True)
class Caption:
    """What a list is called, what is in it, and how a word of it looks; already translated."""

    title: str
    meaning: str
    hint: str


class WordList(QWidget):
    """`typed` tells what is to be added, `unwanted` a word to take back; what was refused stays to be mended."""

    typed = Signal(str)
    unwanted = Signal(str)

    def __init__(self, stage: Stage, caption: Caption) -> None:
        super().__init__()
        self._stage = stage
        self._shown: Sequence[GuestWord] | None = None
        self.removers: dict[str, QAbstractButton] = {}
        self.entry = QLineEdit()
        self.entry.setPlaceholderText(caption.hint)
        self.entry.setAccessibleName(caption.title)
        self.entry.setAccessibleDescription(caption.meaning)
        self.entry.returnPressed.connect(self._tell)
        self.add = button(say(words.ADD), self._tell)
        self.add.setAccessibleName(say(words.ADD_TO, title=caption.title))
        self.field = Field(stage, caption.title, caption.meaning, column())
        self.entry.textEdited.connect(lambda _text: self.field.complain(""))
        self.known = KnownWords(caption.title)
        self._box = column(spacing=Space.XS)
        line = row(spacing=Space.S)
        line.addWidget(self.entry, 1)
        line.addWidget(self.add)
        self.setLayout(column(self.field, line, self._box, self.known, spacing=Space.S))

    def show_words(self, added: Sequence[GuestWord], shipped: Sequence[str]) -> None:
        """Lines are made anew only where something is different; the keyboard goes to the next of them."""
        self.add.setEnabled(True)
        self.known.show_words(shipped)
        if added == self._shown:
            return
        at = next((number for number, one in enumerate(self.removers.values()) if one.hasFocus()), None)
        self._shown = added
        self._clear()
        for word in added:
            self._box.addWidget(self._line(word))
        if at is not None:
            self._focus(at)

    def was_added(self) -> None:
        """What was typed is in the list, and the line is free for another."""
        self.entry.clear()

    def _tell(self) -> None:
        if self.add.isEnabled():
            self.add.setEnabled(False)
            self.typed.emit(self.entry.text())

    def _focus(self, at: int) -> None:
        """On the line that now stands there, or on the entry where none is left."""
        left = list(self.removers.values())
        (left[min(at, len(left) - 1)] if left else self.entry).setFocus()

    def _clear(self) -> None:
        self.removers.clear()
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _line(self, word: GuestWord) -> QWidget:
        remove = button(say(words.REMOVE), lambda: self.unwanted.emit(word.word))
        remove.setAccessibleName(say(words.REMOVE_WORD, word=word.word))
        self.removers[word.word] = remove
        local = self._stage.local(word.added_at)
        day = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
        line = row(spacing=Space.L)
        line.addWidget(label(word.word, "strong", wraps=True, selectable=True), 1)
        line.addWidget(label(say(words.ADDED, day=day), "muted"))
        line.addWidget(remove)
        made = QWidget()
        made.setLayout(line)
        return made


class KnownWords(QWidget):
    """How many words the program knows by itself; all of them for those who ask."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._number = label(kind="muted")
        self.all = label(kind="muted", wraps=True, selectable=True)
        self.all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.all.hide()
        self.show_all = button(say(words.SHOW), self._turn, "link")
        self.show_all.setAccessibleName(say(words.SHOW_OF, title=title))
        self.setLayout(column(row(self._number, self.show_all, None), self.all, spacing=Space.XS))

    def show_words(self, shipped: Sequence[str]) -> None:
        """Nothing at all where the program cannot know any."""
        self._number.setText(count(*words.KNOWN, len(shipped)))
        self.all.setText(say(words.COMMA).join(shipped))
        self.setVisible(bool(shipped))

    def _turn(self) -> None:
        shows = self.all.isHidden()
        self.all.setVisible(shows)
        self.show_all.setText(say(words.HIDE if shows else words.SHOW))
