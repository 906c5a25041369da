"""Undo and Redo of the whole window: the Edit menu, its keys, and the bar under the tabs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.undoing import Deed, DeedKey, next_redo, next_undo
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done, Parts
from console.ui.shell.deed_words import as_sentence, deed_words, who_words
from console.ui.shell.undo_bar import UndoBar
from console.ui.wording import undoing as words

if TYPE_CHECKING:
    from console.services.undoing import UndoDesk

_LISTED = 12
_UNDO_KEY = "Ctrl+Z"
_REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


class Undoing(QObject):
    """Knows the last deeds; a text field that has the keyboard keeps these keys for itself, as Qt has it."""

    def __init__(self, stage: Stage, parts: Parts, make: Callable[[str, str, Callable[[], object]], QAction]) -> None:
        super().__init__()
        self._stage, self._parts = stage, parts
        self._deeds: tuple[Deed, ...] = ()
        self._offered: tuple[DeedKey, ...] = ()
        self.bar = UndoBar(stage)
        self.undo = make(words.NOTHING_TO_UNDO, _UNDO_KEY, self.undo_last)
        self.redo = make(words.NOTHING_TO_REDO, "", self.redo_last)
        self.redo.setShortcuts([QKeySequence(key) for key in _REDO_KEYS])
        self.listed = QMenu(say(words.LAST_ACTS))
        self._show()
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._show)

    def look(self) -> None:
        """Read what was done last."""
        self._stage.reader.ask(self._read, self._take)

    def _read(self) -> tuple[Deed, ...]:
        """On the reader's thread, since what it works with is loaded then."""
        return self._desk.last()

    def undo_last(self) -> None:
        """Take back what was done last."""
        if (deed := next_undo(self._deeds)) is not None:
            self.take_back(deed)

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        if (deed := next_redo(self._deeds)) is not None:
            self.do_again(deed)

    def take_back(self, *deeds: Deed) -> None:
        """Take these back, the newest first; the next press of the key is for what was done before."""
        for deed in deeds:
            self._put(replace(deed, undone_at=self._stage.clock.now()))
            self._save(partial(self._desk.undo, deed), partial(self._tell_undone, deed), partial(_undo_refused, deed))

    def do_again(self, deed: Deed) -> None:
        self._put(replace(deed, undone_at=None))
        self._save(partial(self._desk.redo, deed), partial(self._tell_redone, deed), partial(_redo_refused, deed))

    @property
    def _desk(self) -> "UndoDesk":
        return self._parts.undoing

    def _save(
        self, write: Callable[[], None], then: Callable[[], None], refused: Callable[[BaseException], str]
    ) -> None:
        def fail(error: BaseException) -> None:
            self.bar.refuse(refused(error))
            self.look()

        self._parts.saver.save(write, lambda _none: then(), fail)

    def _hear(self, news: object) -> None:
        if isinstance(news, Done):
            self._offered = news.deeds
            act = self._with_key(words.UNDO, self.undo) if news.deeds else ""
            self.bar.tell(news.sentence, act, self._undo_offered if news.deeds else None)
        if isinstance(news, Done | GuestsChanged | ReservationsChanged):
            self.look()

    def _undo_offered(self) -> None:
        """What the bar tells of, whatever was done since; it may not have been read yet."""
        wanted, self._offered = self._offered, ()

        def take(deeds: tuple[Deed, ...]) -> None:
            self._take(deeds)
            self.take_back(*(deed for deed in deeds if deed.key in wanted and deed.undone_at is None))

        self._stage.reader.ask(self._read, take)

    def _tell_undone(self, deed: Deed) -> None:
        sentence = say(words.TAKEN_BACK, what=deed_words(deed))
        self.bar.tell(sentence, self._with_key(words.REDO, self.redo), partial(self.do_again, deed))
        self.look()

    def _tell_redone(self, deed: Deed) -> None:
        sentence = say(words.DONE_AGAIN, what=deed_words(deed))
        self.bar.tell(sentence, self._with_key(words.UNDO, self.undo), partial(self.take_back, deed))
        self.look()

    def _with_key(self, text: str, action: QAction) -> str:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return say(words.WITH_KEY, text=say(text), key=key)

    def _put(self, deed: Deed) -> None:
        self._take(tuple(deed if one.key == deed.key else one for one in self._deeds))

    def _take(self, deeds: tuple[Deed, ...]) -> None:
        self._deeds = deeds
        self._show()

    def _show(self) -> None:
        for action, deed, what, nothing in (
            (self.undo, next_undo(self._deeds), words.UNDO_WHAT, words.NOTHING_TO_UNDO),
            (self.redo, next_redo(self._deeds), words.REDO_WHAT, words.NOTHING_TO_REDO),
        ):
            action.setText(say(what, what=deed_words(deed)) if deed else say(nothing))
            action.setEnabled(deed is not None)
        self._list()

    def _list(self) -> None:
        self.listed.clear()
        for deed in self._deeds[:_LISTED]:
            text = words.ACT_LINE if deed.undone_at is None else words.ACT_LINE_UNDONE
            when = time_words(self._stage, deed.at)
            line = self.listed.addAction(say(text, when=when, who=who_words(deed), what=deed_words(deed)))
            line.setEnabled(deed.undone_at is None)
            line.triggered.connect(lambda _checked=False, one=deed: self.take_back(one))
        if not self._deeds:
            self.listed.addAction(say(words.NO_ACTS)).setEnabled(False)


def _undo_refused(deed: Deed, error: BaseException) -> str:
    return say(words.NOT_TAKEN_BACK, what=as_sentence(deed_words(deed)), why=sentence_of(error))


def _redo_refused(deed: Deed, error: BaseException) -> str:
    return say(words.NOT_DONE_AGAIN, what=as_sentence(deed_words(deed)), why=sentence_of(error))
