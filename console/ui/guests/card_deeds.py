"""What a person does to a card: asked for what is missing, saved on a thread of its own, told."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.guests.card import CardField
from console.domain.guests.card_rows import NoteKept
from console.domain.undoing import DeedBook, DeedKey
from console.services.guest_card import GuestCard
from console.services.guest_decisions import Decided
from console.services.guest_editing import DO_NOT_RENT
from console.ui.guests.card_telling import CardTelling
from console.ui.guests.move_dialog import FindGuests, MoveDialog
from console.ui.guests.services import GuestServices
from console.ui.guests.text_dialog import TextDialog
from console.ui.kit.asking import ask_plainly
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done
from console.ui.wording import guest_card as words

_NOTE_TITLES = {"note": words.NOTE_TITLE, "preference": words.PREFERENCE_TITLE}


class CardDeeds(QObject):
    """`over` is what dialogs stand before, `tell` says in a line what came of it, `find` gives guests by what is
    typed."""

    def __init__(
        self, stage: Stage, services: GuestServices, over: QWidget, tell: Callable[[str], None], find: FindGuests
    ) -> None:
        super().__init__(over)
        self._stage, self._over, self._tell, self._find = stage, over, tell, find
        self.saver, self.editing, self._desk = services.saver, services.make_editing(), services.make_desk()
        self._eraser = services.eraser

    def pick(self, card: GuestCard, name: CardField, value: str) -> None:
        """Let the card show this value, whatever comes."""
        self._save(partial(self.editing.pick, card.id, name, value))

    def unpick(self, card: GuestCard, name: CardField) -> None:
        self._save(partial(self.editing.unpick, card.id, name))

    def set_flag(self, card: GuestCard, flag: str) -> None:
        """Flag the guest; a reason is asked for where one is needed."""
        if flag != DO_NOT_RENT:
            self._save(partial(self.editing.set_flag, card.id, flag))
            return

        def save(reason: str) -> Callable[[], object]:
            return partial(self.editing.set_flag, card.id, flag, reason)

        self._ask(say(words.REASON_TITLE), say(words.REASON_TEXT), "", say(words.REASON_SAVE), save)

    def clear_flag(self, card: GuestCard, flag: str) -> None:
        self._save(partial(self.editing.clear_flag, card.id, flag))

    def add_note(self, card: GuestCard, kind: str) -> None:
        def save(text: str) -> Callable[[], object]:
            return partial(self.editing.add_note, card.id, kind, text)

        self._ask(say(_NOTE_TITLES[kind]), say(words.NOTE_FIELD), "", say(words.SAVE), save)

    def change_note(self, card: GuestCard, note: NoteKept) -> None:
        def save(text: str) -> Callable[[], object]:
            return partial(self.editing.change_note, card.id, note.id, text)

        self._ask(say(_NOTE_TITLES[note.kind]), say(words.NOTE_FIELD), note.text, say(words.SAVE), save)

    def remove_note(self, card: GuestCard, note: NoteKept) -> None:
        """After asking: what was removed cannot be brought back."""
        remove = partial(self._save, partial(self.editing.remove_note, card.id, note.id))
        text = say(words.REMOVE_TEXT, text=note.text)
        ask_plainly(self._over, say(words.REMOVE_TITLE), text, say(words.REMOVE_NOTE), say(words.KEEP), remove)

    def separate(self, card: GuestCard, profile_id: int, telling: CardTelling) -> None:
        """Move stays to another guest; that of `profile_id` is ticked at first."""
        dialog = MoveDialog(self._over, self._stage, card, telling, self._find, frozenset({profile_id}))

        def done(decided: Decided) -> None:
            dialog.accept()
            key = DeedKey(DeedBook.DECISIONS, decided.number)
            self._stage.courier.send(Done(say(words.SEPARATED), (key,)))

        def move() -> None:
            self.saver.save(partial(self._desk.split, card.id, dialog.sources, dialog.into), done, dialog.refuse)

        dialog.wanted.connect(move)
        dialog.open()

    def erase(self, card: GuestCard) -> None:
        """Show what erasing the guest comes to, and let a person say that it shall be."""
        self._eraser.open(self._over, card.id, self._tell)

    def _ask(self, title: str, field: str, text: str, yes: str, save: Callable[[str], Callable[[], object]]) -> None:
        """The dialog stays open until what was typed is kept."""
        dialog = TextDialog(self._over, title, field, text, yes)

        def keep() -> None:
            self.saver.save(save(dialog.text), lambda _none: dialog.accept(), dialog.refuse)

        dialog.wanted.connect(keep)
        dialog.open()

    def _save(self, write: Callable[[], Any], then: Callable[[], None] = lambda: None) -> None:
        self.saver.save(
            write,
            lambda _answer: then(),
            lambda error: self._tell(say(words.NOT_SAVED, error=sentence_of(error))),
        )
