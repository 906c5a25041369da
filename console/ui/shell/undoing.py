"""Undo and Redo of the whole window: the Edit menu, its keys, and the bar under the tabs."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from console.domain.announcing import EditsChanged, GuestsChanged, ReservationsChanged
from console.domain.undoing import Deed, DeedKey, next_redo, next_undo
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done, NotDone, Parts, TakenBack
from console.ui.shell.deed_words import as_sentence, deed_words, who_words
from console.ui.shell.undo_bar import UndoBar
from console.ui.wording import undoing as words

_log = logging.getLogger(__name__)
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
        self._under_way: dict[DeedKey, Deed] = {}
        self._refused: set[DeedKey] = set()
        self._reading = self._read_again = False
        self.bar = UndoBar(stage)
        self.undo = make(words.NOTHING_TO_UNDO, _UNDO_KEY, self.undo_last)
        self.redo = make(words.NOTHING_TO_REDO, "", self.redo_last)
        self.redo.setShortcuts([QKeySequence(key) for key in _REDO_KEYS])
        self.listed = QMenu(say(words.LAST_ACTS))
        self._show()
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._show)

    def look(self) -> None:
        """Read what was done last; of what is asked for while it is being read, once more is enough."""
        if self._reading:
            self._read_again = True
        else:
            self._reading = True
            self._stage.reader.ask(self._read, self._take_read, self._fail_read)

    def undo_last(self) -> None:
        """Take back what was done last; of what was done in one go, and stands in the bar, all of it."""
        if len(self._offered) > 1 and not self.bar.isHidden():
            self._undo_offered()
        elif (deed := self._next_undo()) is not None:
            self.take_back(deed)

    def redo_last(self) -> None:
        """Do again what was taken back last."""
        if (deed := next_redo(self._deeds)) is not None:
            self.do_again(deed)

    def take_back(self, *deeds: Deed) -> None:
        """Take these back, the newest first; the next press of the key is for what was done before."""
        for deed in deeds:
            undone = replace(deed, undone_at=self._stage.clock.now())
            self._save(undone, partial(self._undo, deed), partial(self._tell_undone, deed), self._refuse_undo)

    def do_again(self, deed: Deed) -> None:
        """Do again what was taken back."""
        redone = replace(deed, undone_at=None)
        self._save(redone, partial(self._redo, deed), partial(self._tell_redone, deed), _redo_refused)

    # On other threads, where what it works with is loaded

    def _read(self) -> tuple[Deed, ...]:
        return self._parts.undoing.last()

    def _read_named(self, keys: tuple[DeedKey, ...]) -> tuple[Deed, ...]:
        return self._parts.undoing.named(keys)

    def _undo(self, deed: Deed) -> None:
        self._parts.undoing.undo(deed)

    def _redo(self, deed: Deed) -> None:
        self._parts.undoing.redo(deed)

    def _save(
        self,
        becomes: Deed,
        write: Callable[[], None],
        then: Callable[[], None],
        refused: Callable[[Deed, BaseException], str],
    ) -> None:
        def done(_none: object) -> None:
            self._under_way.pop(becomes.key, None)
            then()
            self.look()

        def fail(error: BaseException) -> None:
            self._under_way.pop(becomes.key, None)
            self.bar.refuse(refused(becomes, error))
            self.look()

        self._under_way[becomes.key] = becomes
        self._take(self._deeds)
        self._parts.saver.save(write, done, fail)

    # What it hears and says

    def _hear(self, news: object) -> None:
        if isinstance(news, Done):
            self._offered = news.deeds
            act = self._with_key(words.UNDO, self.undo) if news.deeds else ""
            self.bar.tell(news.sentence, act, self._undo_offered if news.deeds else None)
        if isinstance(news, NotDone):
            self.bar.refuse(news.sentence)
        if isinstance(news, Done | EditsChanged | GuestsChanged | ReservationsChanged):
            self.look()

    def _undo_offered(self) -> None:
        """What the bar tells of, whatever was done since; it may not have been read yet."""
        wanted, self._offered = self._offered, ()

        def take(deeds: tuple[Deed, ...]) -> None:
            self.take_back(*(deed for deed in deeds if deed.undone_at is None))

        self._stage.reader.ask(partial(self._read_named, wanted), take)

    def _tell_undone(self, deed: Deed) -> None:
        sentence = words.TAKEN_BACK_CORRECTING if deed.corrects else words.TAKEN_BACK
        act = self._with_key(words.REDO, self.redo)
        self.bar.tell(say(sentence, what=deed_words(deed)), act, partial(self.do_again, deed))
        self._stage.courier.send(TakenBack(deed.key))

    def _tell_redone(self, deed: Deed) -> None:
        act = self._with_key(words.UNDO, self.undo)
        self.bar.tell(say(words.DONE_AGAIN, what=deed_words(deed)), act, partial(self.take_back, deed))

    def _refuse_undo(self, deed: Deed, error: BaseException) -> str:
        self._refused.add(deed.key)
        return say(words.NOT_TAKEN_BACK, what=as_sentence(deed_words(deed)), why=sentence_of(error))

    def _with_key(self, text: str, action: QAction) -> str:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return say(words.WITH_KEY, text=say(text), key=key)

    # What it knows

    def _next_undo(self) -> Deed | None:
        """What could not be taken back is passed over, so that what was done before can be."""
        return next_undo([deed for deed in self._deeds if deed.key not in self._refused])

    def _take_read(self, deeds: tuple[Deed, ...]) -> None:
        self._reading = False
        self._take(deeds)
        if self._read_again:
            self._read_again = False
            self.look()

    def _fail_read(self, error: Exception) -> None:
        """What is known stays; the next news are another chance."""
        self._reading = self._read_again = False
        _log.error("What was done last could not be read.", exc_info=error)

    def _take(self, deeds: tuple[Deed, ...]) -> None:
        """What is under way counts as done."""
        self._deeds = tuple(self._under_way.get(deed.key, deed) for deed in deeds)
        if any(deed.corrects and any(map(deed.is_named, self._offered)) for deed in self._deeds):
            self.bar.name_act(self._with_key(words.UNDO_CORRECTING, self.undo))
        self._show()

    def _show(self) -> None:
        undo, redo = self._next_undo(), next_redo(self._deeds)
        correcting = undo is not None and undo.corrects
        for action, deed, what, nothing in (
            (self.undo, undo, words.UNDO_WHAT_CORRECTING if correcting else words.UNDO_WHAT, words.NOTHING_TO_UNDO),
            (self.redo, redo, words.REDO_WHAT, words.NOTHING_TO_REDO),
        ):
            action.setText(_for_menu(say(what, what=deed_words(deed))) if deed else say(nothing))
            action.setEnabled(deed is not None)
        self._list()

    def _list(self) -> None:
        self.listed.clear()
        for deed in self._deeds[:_LISTED]:
            text = words.ACT_LINE if deed.undone_at is None else words.ACT_LINE_UNDONE
            when = time_words(self._stage, deed.at)
            told = say(text, when=when, who=who_words(deed), what=deed_words(deed))
            line = self.listed.addAction(_for_menu(told))
            line.setEnabled(deed.undone_at is None)
            line.triggered.connect(lambda _checked=False, one=deed: self.take_back(one))
        if not self._deeds:
            self.listed.addAction(say(words.NO_ACTS)).setEnabled(False)


def _for_menu(text: str) -> str:
    """A name with an ampersand in it marks no letter of the menu."""
    return text.replace("&", "&&")


def _redo_refused(deed: Deed, error: BaseException) -> str:
    return say(words.NOT_DONE_AGAIN, what=as_sentence(deed_words(deed)), why=sentence_of(error))
