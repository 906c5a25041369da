"""Stays that are not this guest's: chosen, and moved to a guest of their own or to another one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QListWidget, QListWidgetItem, QRadioButton, QWidget

from console.domain.guests.lines import GuestLine
from console.services.guest_card import GuestCard
from console.ui.guests.card_telling import CardTelling
from console.ui.kit.search_field import search_field
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import guest_card as words
from console.ui.wording import guests as list_words

_MOST = 30
_WIDTH = 520
FindGuests = Callable[[str, int], Sequence[GuestLine]]


class MoveDialog(QDialog):
    """`wanted` asks for the move; whoever makes it accepts the dialog, or `refuse`s. `find` gives guests by what is
    typed; `chosen` are the sources that are ticked at first."""

    wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        card: GuestCard,
        telling: CardTelling,
        find: FindGuests,
        chosen: frozenset[int],
    ) -> None:
        super().__init__(parent)
        self._card, self._telling, self._find = card, telling, find
        self.setWindowTitle(say(words.MOVE_TITLE))
        self.setMinimumWidth(stage.scaled(_WIDTH))
        self.boxes = {source.row.profile_id: QCheckBox(self._told(source.row.profile_id)) for source in card.sources}
        for id_, box in self.boxes.items():
            box.setChecked(id_ in chosen)
            box.toggled.connect(lambda _on: self._look())
        self.to_new = QRadioButton(say(words.MOVE_TO_NEW))
        self.to_other = QRadioButton(say(words.MOVE_TO_OTHER))
        self.to_new.setChecked(True)
        self.to_other.toggled.connect(self._offer)
        self.search = search_field(stage, say(list_words.SEARCH), say(list_words.SEARCH_NAME))
        self.search.textChanged.connect(self._search)
        self.found = QListWidget()
        self.found.setAccessibleName(say(words.MOVE_FOUND))
        self.found.currentRowChanged.connect(lambda _row: self._look())
        self.trouble = label(wraps=True)
        self.move_button = button(say(words.MOVE), self._want, "primary")
        self._lay_out()

    @property
    def sources(self) -> list[int]:
        """The sources that are to go."""
        return [id_ for id_, box in self.boxes.items() if box.isChecked()]

    @property
    def into(self) -> int | None:
        """The guest whom they go to; None for one of their own."""
        item = self.found.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if self.to_other.isChecked() and item is not None else None

    def refuse(self, error: BaseException) -> None:
        """Say why it was not done."""
        self.trouble.setText(sentence_of(error))
        self.trouble.show()
        self._look()

    def _told(self, profile_id: int) -> str:
        source = self._card.source(profile_id)
        name = source.name if source is not None else ""
        return say(words.MOVE_SOURCE, where=self._telling.where(source), name=name or say(list_words.NO_NAME))

    def _lay_out(self) -> None:
        self.trouble.hide()
        content: list[QWidget] = [label(say(words.MOVE_WHICH), "subtitle"), *self.boxes.values()]
        content += [label(say(words.MOVE_WHERE), "subtitle"), self.to_new, self.to_other, self.search, self.found]
        hint = label(say(words.MOVE_HINT), "caption", wraps=True)
        end = row(None, button(say(words.CANCEL), self.reject), self.move_button)
        self.setLayout(column(*content, hint, self.trouble, end, margin=Space.L, spacing=Space.S))
        QShortcut("Ctrl+Return", self, self._want)
        self.finished.connect(self.deleteLater)
        self._offer(is_other=False)

    def _offer(self, is_other: bool) -> None:
        self.search.setVisible(is_other)
        self.found.setVisible(is_other)
        if is_other:
            self.search.setFocus()
        self._look()

    def _search(self, typed: str) -> None:
        self.found.clear()
        for line in self._find(typed, _MOST) if typed.strip() else ():
            if line.id != self._card.id:
                item = QListWidgetItem(self._telling.guests.brief(line))
                item.setData(Qt.ItemDataRole.UserRole, line.id)
                self.found.addItem(item)
        if self.found.count():
            self.found.setCurrentRow(0)
        self._look()

    def _look(self) -> None:
        """The button works once it is clear what goes where."""
        some = 0 < len(self.sources) < len(self.boxes)
        self.move_button.setEnabled(some and (self.to_new.isChecked() or self.into is not None))

    def _want(self) -> None:
        if self.move_button.isEnabled():
            self.move_button.setEnabled(False)
            self.wanted.emit()
