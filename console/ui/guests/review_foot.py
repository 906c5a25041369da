"""What stands under a pair: what may be decided, each with its key, and what was decided last with its Undo."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from console.domain.errors import ConsoleError
from console.ui.guests.review_deeds import Deed, DeedKind, ReviewDeeds
from console.ui.kit.flow import Flow
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

_DONE = {
    DeedKind.MERGE: words.DONE_MERGED,
    DeedKind.NOT_SAME: words.DONE_NOT_SAME,
    DeedKind.HOUSEHOLD: words.DONE_HOUSEHOLD,
    DeedKind.WHOLE: words.DONE_WHOLE,
    DeedKind.SPLIT: words.DONE_SPLIT,
    DeedKind.SEPARATE: words.DONE_SEPARATED,
    DeedKind.UNDO: words.DONE_UNDONE,
}
_DONE_MANY = {
    DeedKind.BATCH: (words.DONE_BATCH_ONE, words.DONE_BATCH_MANY),
    DeedKind.UNDO_BATCH: (words.DONE_UNDONE_BATCH_ONE, words.DONE_UNDONE_BATCH_MANY),
}


def done_words(deed: Deed) -> str:
    """What was done, in a sentence."""
    if deed.kind in _DONE_MANY:
        return count(*_DONE_MANY[deed.kind], deed.times)
    return say(_DONE[deed.kind], who=deed.who)


class DoneBar(QFrame):
    """One calm line: what was done last, with Undo; or what changed meanwhile. Told only to whoever sees it.

    With a `key`, Undo goes on to what was done before; without one it takes back what the line tells of."""

    def __init__(self, stage: Stage, deeds: ReviewDeeds, key: str = "") -> None:
        super().__init__()
        dress(self, "live")
        self._stage, self._deeds, self._goes_on = stage, deeds, bool(key)
        self._told: Deed | None = None
        self._sign = Sign(size=18)
        self.sentence = label(wraps=True, selectable=True)
        text = say(words.WITH_KEY, text=say(words.UNDO), key=key).strip()
        self.undo = button(text, deeds.undo_last, tip=say(words.UNDO_TIP))
        line = row(self._sign, self.sentence, self.undo, spacing=Space.M)
        line.setStretch(1, 1)
        self.setLayout(column(line, margin=Space.S))
        self.hide()
        deeds.done.connect(self.tell_done)
        deeds.began.connect(self._tell_doing)
        deeds.undoable_changed.connect(self._look)

    @property
    def text(self) -> str:
        """What it says, empty while it is away."""
        return "" if self.isHidden() else self.sentence.text()

    def tell_done(self, deed: Deed) -> None:
        """What was done; a list that nobody looks at says nothing of it later."""
        parent = self.parentWidget()
        self._told = deed
        if parent is not None and parent.isVisible():
            self._tell("check-circle", "good", done_words(deed))
        else:
            self.hide()

    def _tell_doing(self, _deed: Deed) -> None:
        """It may have to wait for a run."""
        parent = self.parentWidget()
        if parent is not None and parent.isVisible():
            self._tell("hourglass", "muted", say(words.DOING))

    def tell_news(self, sentence: str) -> None:
        """Something changed while somebody looked, or could not be ticked."""
        self._tell("info", "muted", sentence)

    def _tell(self, icon: str, tone: str, sentence: str) -> None:
        self._sign.show_icon(self._stage.icon(icon, tone))
        self.sentence.setText(sentence)
        self._look()
        self.show()

    def _look(self) -> None:
        last = self._deeds.undoable
        is_told = last is not None and self._told is not None and self._told.number == last.number
        self.undo.setVisible(last is not None and (self._goes_on or is_told))


class DecideButtons(QWidget):
    """The same words as the keys: one press decides the pair above."""

    def __init__(
        self,
        merge: Callable[[], object],
        not_same: Callable[[], object],
        household: Callable[[], object],
        skip: Callable[[], object],
    ) -> None:
        super().__init__()
        self.merge = button("", merge, "primary")
        self.not_same = button("", not_same)
        self.household = button("", household, tip=say(words.HOUSEHOLD_TIP))
        self.skip = button("", skip, tip=say(words.SKIP_TIP))
        _name(self.household, words.HOUSEHOLD, "H")
        _name(self.skip, words.SKIP, "S")
        flow = Flow(Space.S, Space.XS)
        for one in (self.merge, self.not_same, self.household, self.skip):
            flow.add(one)
        self.setLayout(column(flow))
        self.offer(there_is=False, torn=False)

    def offer(self, *, there_is: bool, torn: bool) -> None:
        """A card that may hold two people is no pair: it stays one, or becomes two."""
        _name(self.merge, words.ONE_PERSON if torn else words.MERGE, "M")
        _name(self.not_same, words.TWO_PEOPLE if torn else words.NOT_SAME, "N")
        self.merge.setToolTip(say(words.ONE_PERSON_TIP if torn else words.MERGE_TIP))
        self.not_same.setToolTip(say(words.TWO_PEOPLE_TIP if torn else words.NOT_SAME_TIP))
        for one in (self.merge, self.not_same, self.skip):
            one.setEnabled(there_is)
        self.household.setEnabled(there_is and not torn)


def _name(made: QPushButton, text: str, key: str) -> None:
    made.setText(say(words.WITH_KEY, text=say(text), key=key))
    made.setAccessibleName(say(text))


def tell_trouble(trouble: Trouble, error: BaseException) -> None:
    """What could not be saved, in the words of the error; a fault of ours keeps its inside to itself."""
    if isinstance(error, ConsoleError):
        trouble.say(say(words.NOT_DONE), str(error))
    else:
        trouble.tell(error)
