"""A deed as a person reads it."""

from console.domain.act_lines import ROOM, ActLine, ActResult, ShownChange
from console.domain.booking import MONEY_FIELDS
from console.domain.discrepancies import DiscrepancyKind
from console.domain.moments import moment_from
from console.domain.money import to_major
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reconcile.columns import Manner
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import reconcile as words
from console.ui.wording.rules import SENTENCES

RESULTS: dict[ActResult, tuple[str, str, Manner]] = {
    ActResult.EQUAL: (words.RESULT_EQUAL, words.RESULT_SENTENCE_EQUAL, ("check", "good")),
    ActResult.WAITING: (words.RESULT_WAITING, words.RESULT_SENTENCE_WAITING, ("clock", "warn")),
    ActResult.KEPT: (words.RESULT_KEPT, words.RESULT_SENTENCE_KEPT, ("arrows-left-right", "muted")),
    ActResult.CONFLICT: (words.RESULT_CONFLICT, words.RESULT_SENTENCE_CONFLICT, ("warning", "bad")),
    ActResult.TAKEN_BACK: (words.RESULT_TAKEN_BACK, words.RESULT_SENTENCE_TAKEN_BACK, ("arrow-counter-clockwise", "")),
}
"""In a few words, in a sentence, as an icon and a tone."""
_RULES = {key.value: sentence for key, sentence in SENTENCES.items()}


def _whole(line: ActLine) -> str:
    if line.settled is None:
        return words.ACT_NOTHING
    if line.keeps:
        return words.ACT_KEPT
    return words.ACT_BOOKED_AGAIN if line.can_be_undone else _WHOLE.get(line.settled, words.ACT_TAKEN)


_WHOLE = {
    DiscrepancyKind.ONLY_IN_BEDS24: words.ACT_TAKEN_IN,
    DiscrepancyKind.GROUP_INCOMPLETE: words.ACT_TAKEN_IN,
    DiscrepancyKind.ROOM: words.ACT_PLACED,
    DiscrepancyKind.ONLY_HERE: words.ACT_LINKED,
    DiscrepancyKind.GONE: words.ACT_LINKED,
}


class ActTelling:
    """Turns lines into words, by the hotel's clocks."""

    def __init__(self, stage: Stage, telling: DifferenceTelling) -> None:
        self._stage, self._days = stage, telling

    def when(self, line: ActLine) -> str:
        return time_words(self._stage, moment_from(line.at))

    def who(self, line: ActLine) -> str:
        return line.who or say(words.ACT_NO_ONE)

    def rule(self, line: ActLine) -> str:
        """What the rule says; one that is not known any more by its key."""
        known = _RULES.get(line.rule)
        return say(known) if known else line.rule

    def guest(self, line: ActLine) -> str:
        reference = line.reference or (str(line.beds24_id) if line.beds24_id else say(words.NO_NUMBER))
        return say(words.GUEST_AND_REFERENCE, guest=line.guest or say(words.NO_GUEST), reference=reference)

    def arrival(self, line: ActLine) -> str:
        return self._days.day(line.arrival)

    def what(self, line: ActLine) -> str:
        """Everything that it changed, in one line."""
        told = self.changes(line)
        first = told[0]
        for other in told[1:]:
            first = say(words.ACT_JOINED, one=first, other=other)
        return first

    def changes(self, line: ActLine) -> list[str]:
        """The same, one by one; of one that changed no field what it was."""
        return [self._change(one, line.currency) for one in line.changes] or [say(_whole(line))]

    def _change(self, one: ShownChange, currency: str) -> str:
        field = say(words.FIELD_ROOM) if one.field == ROOM else field_word(one.field)
        before, after, there = (self._value(one.field, value, currency) for value in one[1:])
        if one.before == one.after:
            return say(words.ACT_HELD, field=field, here=after, there=there)
        return say(words.ACT_CHANGED, field=field, before=before, after=after)

    def _value(self, field: str, value: str | None, currency: str) -> str:
        if value is not None and field in MONEY_FIELDS:
            value = str(to_major(int(value), currency))
        return value_word(field, value, currency)

    def result(self, line: ActLine) -> str:
        return say(RESULTS[line.result][0])

    def row(self, line: ActLine) -> str:
        """The whole row in one sentence, for those who listen to it."""
        return say(
            words.ACT_ROW,
            when=self.when(line),
            who=self.rule(line) if line.rule else self.who(line),
            guest=self.guest(line),
            what=self.what(line),
            result=self.result(line),
        )
