"""Both sides of one booking in full: asked for anew as it opens, settled field by field, with what happened on each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QWidget

from console.domain.edits import FIELDS_OF, Part
from console.domain.errors import Stopped
from console.domain.fixing import Fix, Found, Way
from console.domain.record import Record
from console.jobs.runner import Runner
from console.services.fix_book import FixBook, Offer
from console.services.fixing import FixDesk
from console.services.fixing_booking import Fixed
from console.services.looking_again import Looked
from console.services.record_book import RecordBook
from console.ui.kit.answers import Answers
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.reconcile.conflict_questions import ConflictQuestions
from console.ui.reconcile.fix_words import outcome_words
from console.ui.reconcile.fixer import Fixer
from console.ui.reconcile.record_sheet import RecordSheet
from console.ui.reconcile.record_words import story_words
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import fixes as words

_WIDTH, _HEIGHT = 980, 740
_SHARES = (340, 130)


@dataclass(frozen=True, slots=True)
class RecordParts:
    """What a record is read and settled with."""

    book: RecordBook
    fixes: FixBook
    runner: Runner
    desk: Callable[[], FixDesk]


class RecordDialog(QDialog):
    """`keep_wanted` carries the ids of differences that are to stay, `reservation_wanted` ours of the reservation,
    `rule_wanted` the key of a rule."""

    keep_wanted = Signal(object)
    reservation_wanted = Signal(int)
    rule_wanted = Signal(str)

    def __init__(
        self, parent: QWidget, stage: Stage, telling: DifferenceTelling, parts: RecordParts, fixer: Fixer, number: int
    ) -> None:
        super().__init__(parent)
        self._stage, self._telling, self._parts, self._fixer = stage, telling, parts, fixer
        self._number = number
        self._answers = Answers(self)
        self._is_gone = False
        self.record: Record | None = None
        self._build()
        self.finished.connect(self._go)
        fixer.done.connect(self._take_fixed)
        fixer.failed.connect(self._tell_failed)
        self._read(None)
        self.look()

    def _build(self) -> None:
        self.setWindowTitle(say(words.RECORD_TITLE))
        self.guest = label(kind="title", wraps=True)
        self.stay = label(kind="muted", wraps=True, selectable=True)
        self.asked = label(kind="caption", wraps=True)
        self.trouble = Trouble(self._stage)
        self.questions = ConflictQuestions()
        self.sheet = RecordSheet(self._stage)
        self.story = dress(QListWidget(), "columns")
        self.story.setAccessibleName(say(words.STORY))
        self.story.setWordWrap(True)
        self.story.setMinimumHeight(self._stage.scaled(_SHARES[1] // 2))
        self.state = label(kind="muted", wraps=True)
        self.raw = button(say(words.RAW), self._show_reservation)
        self.again = button(say(words.COMPARE_AGAIN), self.look)
        self.apply = button("", self._apply, "primary")
        self.sheet.changed.connect(self._offer)
        self.questions.answered.connect(self._answer)
        self.questions.whole_answered.connect(lambda found, way: self._fix([_fix(found, way)]))
        self.questions.keep_wanted.connect(self._keep)
        self.questions.rule_wanted.connect(self._show_rule)
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        below = QWidget()
        below.setLayout(column(label(say(words.STORY), "caption"), self.story, spacing=Space.XS))
        split.addWidget(self.sheet)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([self._stage.scaled(height) for height in _SHARES])
        foot = row(self.raw, self.again, self.state, button(say(words.CLOSE), self.reject), self.apply)
        foot.setStretchFactor(self.state, 1)
        head = column(self.guest, self.stay, self.asked, spacing=Space.XS)
        box = column(head, self.trouble, self.questions, split, foot, margin=Space.XL, spacing=Space.M)
        box.setStretchFactor(split, 1)
        self.setLayout(box)
        self.resize(self._stage.scaled(_WIDTH), self._stage.scaled(_HEIGHT))

    # Reading

    def look(self) -> None:
        """Ask Beds24 for the booking, without taking anything over."""
        number, desk = self._number, self._parts.desk
        try:
            answer = self._parts.runner.run_errand(lambda watch: desk().look(number, watch))
        except Stopped as error:
            self._tell_not_asked(error)
            return
        self.asked.setText(say(words.RECORD_ASKING))
        self.again.setEnabled(False)
        self._answers.follow(answer, self._read, self._tell_not_asked)

    def _read(self, looked: Looked | None) -> None:
        if not self._is_gone:
            self._stage.reader.ask(partial(self._read_both, looked), self._take, self._tell_failed)

    def _read_both(self, looked: Looked | None) -> tuple[Record, Mapping[int, Offer]]:
        """On the reader's thread."""
        record = self._parts.book.record(self._number, looked)
        return record, self._parts.fixes.offers([one.id for one in record.found])

    def _take(self, read: tuple[Record, Mapping[int, Offer]]) -> None:
        if self._is_gone:
            return
        is_first, (self.record, offers) = self.record is None, read
        self._tell(self.record)
        self.questions.show_record(self.record, offers)
        self.sheet.show_record(self.record, offers)
        self._offer()
        if is_first:
            self._give_keyboard()

    def _give_keyboard(self) -> None:
        """To the first question or field that is to be decided."""
        asked = (*self.questions.whole.values(), *self.questions.buttons.values(), *self.sheet.arrows.values())
        if (first := next((one for one in asked if one.isEnabled()), None)) is not None:
            first.setFocus()

    def _tell(self, record: Record) -> None:
        telling = self._telling
        days = {"arrival": telling.day(record.arrival), "departure": telling.day(record.departure)}
        self.guest.setText(record.guest or say(words.RECORD_TITLE))
        self.stay.setText(say(words.RECORD_STAY, room=record.room, number=record.number, **days))
        if record.asked_at is not None:
            self.again.setEnabled(True)
            self.asked.setText(self._asked_words(record))
        self.story.clear()
        told = [story_words(self._stage, record, line) for line in record.story]
        self.story.addItems(told or [say(words.STORY_NONE)])
        self.raw.setVisible(record.reservation_id is not None)

    def _asked_words(self, record: Record) -> str:
        told = [say(words.RECORD_ASKED, when=time_words(self._stage, record.asked_at))]
        if not record.there:
            told.append(say(words.RECORD_ABSENT))
        if record.reservation_id is None:
            told.append(say(words.RECORD_NOT_HERE))
        return " ".join(told)

    def _tell_not_asked(self, error: BaseException) -> None:
        if not self._is_gone:
            self.again.setEnabled(True)
            self.asked.setText(f"{say(words.RECORD_NOT_ASKED)} {sentence_of(error)}")

    def _tell_failed(self, error: BaseException) -> None:
        if not self._is_gone:
            self.trouble.say(say(words.NOT_DONE), sentence_of(error))
            self._offer()

    # Settling

    def _offer(self) -> None:
        number = len(self.sheet.chosen_lines())
        text = count(words.APPLY_ONE, words.APPLY_MANY, number) if number else say(words.APPLY_NONE)
        self.apply.setText(text)
        self.apply.setAccessibleName(text)
        self.apply.setEnabled(bool(number) and not self._fixer.busy)

    def _apply(self) -> None:
        if self.record is None:
            return
        wanted = {
            found.id: (found, self.sheet.ways[line.field])
            for line in self.sheet.chosen_lines()
            for found in self.record.found_of(line)
        }
        self._fix([_fix(found, way) for found, way in wanted.values()])

    def _answer(self, part: Part, way: Way) -> None:
        self._fix([_fix(found, way) for found in self._found(part)])

    def _keep(self, part: Part) -> None:
        self.keep_wanted.emit([found.id for found in self._found(part)])

    def _found(self, part: Part) -> Sequence[Found]:
        return [one for one in self.record.found if one.field in FIELDS_OF[part]] if self.record else ()

    def _fix(self, fixes: Sequence[Fix]) -> None:
        self.trouble.hide()
        self._fixer.fix(fixes)
        self.state.setText(count(words.DOING_ONE, words.DOING_MANY, len(fixes)))
        self._offer()

    def _take_fixed(self, fixed: tuple[Fixed, ...]) -> None:
        if not self._is_gone:
            self.state.setText(outcome_words(fixed))
            self.sheet.ways = {}
            self.look()

    # Elsewhere

    def _show_reservation(self) -> None:
        if self.record is not None and self.record.reservation_id is not None:
            self.reservation_wanted.emit(self.record.reservation_id)
            self.reject()

    def _show_rule(self, key: str) -> None:
        self.rule_wanted.emit(key)
        self.reject()

    def _go(self) -> None:
        self._is_gone = True
        self.deleteLater()


def _fix(found: Found, way: Way) -> Fix:
    return Fix(found.id, way, found.here, found.there)
