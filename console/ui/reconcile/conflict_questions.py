"""What both sides changed since they last agreed, each as a question with both values as its answers."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from console.domain.edits import Choice, Part
from console.domain.fixing import Found, Way
from console.domain.record import Record, RecordLine, Suggested
from console.domain.settling import RuleKey
from console.services.fix_book import Offer
from console.ui.kit.field_words import field_word
from console.ui.kit.flow import Flow
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, label, row
from console.ui.kit.words import say
from console.ui.reconcile.fix_words import button_words, way_words
from console.ui.reconcile.record_words import shown
from console.ui.reconcile.telling import KINDS
from console.ui.wording import fixes as words
from console.ui.wording.rules import SENTENCES


class ConflictQuestions(QWidget):
    """`answered` carries a part and the way; `keep_wanted` a part that is to stay different; `rule_wanted` the key of
    the rule that is to decide from now on. `whole_answered` carries the difference of a whole booking and the way."""

    answered = Signal(object, object)
    whole_answered = Signal(object, object)
    keep_wanted = Signal(object)
    rule_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(column(spacing=Space.S))
        self.buttons: dict[tuple[Part, Way], QPushButton] = {}
        self.whole: dict[Way, QPushButton] = {}

    def show_record(self, record: Record, offers: Mapping[int, Offer]) -> None:
        """Ask what has to be decided."""
        box = self.layout()
        while box is not None and (item := box.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.deleteLater()
        self.buttons, self.whole = {}, {}
        whole = [one for one in record.found if not one.field and one.id in offers]
        for found in whole:
            if box is not None:
                box.addWidget(self._whole_card(found, offers[found.id]))
        parts = dict.fromkeys(line.part for line in record.conflicts if line.part is not None)
        for part in parts:
            if box is not None:
                box.addWidget(self._card(part, record, offers))
        self.setVisible(bool(parts or whole))

    def _whole_card(self, found: Found, offer: Offer) -> QFrame:
        """A booking that one side does not have: what may be done about that, each with what it means."""
        rows: list[QWidget | Flow] = [label(say(KINDS[found.kind]), "strong", wraps=True)]
        for way in (Way.TAKE, Way.SEND):
            made = button(button_words(way, offer), partial(self.whole_answered.emit, found, way))
            made.setEnabled(offer.deed(way) is not None)
            self.whole[way] = made
            line = QWidget()
            told = label(way_words(offer, way), "muted", wraps=True)
            line.setLayout(row(made, told, spacing=Space.M))
            line.layout().setStretch(1, 1)  # type: ignore[union-attr] # it has just been given one
            rows.append(line)
        return card(*rows)

    def _card(self, part: Part, record: Record, offers: Mapping[int, Offer]) -> QFrame:
        lines = [line for line in record.conflicts if line.part is part]
        sentences = [_question(line, record) for line in lines]
        told = label(" ".join(sentences), "strong", wraps=True, selectable=True)
        answers = Flow(Space.S, Space.S)
        for made in self._answers(part, lines, record, offers):
            answers.add(made)
        content: list[QWidget | Flow] = [told, answers]
        if record.phone:
            content.insert(1, label(say(words.CONFLICT_CALL, phone=record.phone), "muted", selectable=True))
        suggested = next((one for one in record.suggested if one.part is part), None)
        if suggested is not None:
            content.append(self._suggestion(suggested, lines, record))
        return card(*content)

    def _answers(
        self, part: Part, lines: Sequence[RecordLine], record: Record, offers: Mapping[int, Offer]
    ) -> list[QPushButton]:
        found = [offers[one.id] for line in lines for one in record.found_of(line) if one.id in offers]
        made = []
        for way, text in ((Way.TAKE, words.CONFLICT_THEIRS), (Way.SEND, words.CONFLICT_OURS)):
            values = ", ".join(
                shown(line, line.there if way is Way.TAKE else line.here, record.currency) for line in lines
            )
            answer = button(say(text, value=values), partial(self.answered.emit, part, way))
            closed = next((way_words(offer, way) for offer in found if offer.deed(way) is None), "")
            answer.setEnabled(bool(found) and not closed)
            answer.setToolTip(closed)
            self.buttons[part, way] = answer
            made.append(answer)
        keep = button(say(words.KEEP_BUTTON), partial(self.keep_wanted.emit, part))
        keep.setEnabled(bool(found))
        self.buttons[part, Way.KEEP] = keep
        return [*made, keep]

    def _suggestion(self, suggested: Suggested, lines: Sequence[RecordLine], record: Record) -> QWidget:
        value = _values(lines, record, theirs=suggested.choice is Choice.THEIRS)
        rule = say(SENTENCES[RuleKey(suggested.rule)])
        holder = QWidget()
        told = label(say(words.CONFLICT_SUGGESTS, rule=rule, value=value), "muted", wraps=True)
        always = button(say(words.CONFLICT_ALWAYS), partial(self.rule_wanted.emit, suggested.rule), "link")
        holder.setLayout(column(told, always, spacing=0))
        return holder


def _question(line: RecordLine, record: Record) -> str:
    told = {"here": line.here, "there": line.there, "agreed": line.agreed}
    values = {name: shown(line, value, record.currency) for name, value in told.items()}
    told_by = {"field": field_word(line.field), "channel": record.channel or say(words.BEDS24)}
    return f"{say(words.CONFLICT, **told_by, **values)} {say(words.CONFLICT_AGREED, **values)}"


def _values(lines: Sequence[RecordLine], record: Record, *, theirs: bool) -> str:
    """The values of one side."""
    return ", ".join(shown(line, line.there if theirs else line.here, record.currency) for line in lines)
