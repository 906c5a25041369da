"""What was heard lately at a glance: the last five messages, and how many were taken, repeated or refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from console.domain.hook_events import EventState, EventVerdict, HookEvent
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, label, row
from console.ui.kit.words import count, say
from console.ui.parts import ShowPlace
from console.ui.settings.ages import ago
from console.ui.wording import webhook as words

SHOWN = 5
COUNTED = timedelta(days=7)
_ACCEPTED, _REPEATED = "stored", "duplicate"
_NEEDS_YOU = (EventVerdict.FAILED, EventVerdict.PARKED)


class HeardCard(QWidget):
    """Nothing of a message's own text is here: whose booking, what came of it, and numbers."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.none = label(say(words.HEARD_NONE), "muted")
        self.counts = label(kind="muted", wraps=True)
        self.reasons = label(kind="muted", wraps=True)
        self._rows = [self._row() for _ in range(SHOWN)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        for number, line in enumerate(self._rows):
            for place, part in enumerate(line):
                grid.addWidget(part, number, place, Qt.AlignmentFlag.AlignTop)
        self.all = button(say(words.HEARD_ALL), lambda: stage.courier.send(ShowPlace("sync", "events")), "link")
        inner = card(self.none, grid, self.counts, self.reasons, row(self.all, None), margin=Space.XL, spacing=Space.M)
        self.setLayout(column(label(say(words.HEARD), "subtitle"), inner))

    def _row(self) -> tuple[Sign, QLabel, QLabel, QLabel]:
        verdict = label()
        verdict.setAlignment(Qt.AlignmentFlag.AlignRight)
        return Sign(size=18), label(kind="muted"), label(wraps=True), verdict

    @property
    def text(self) -> str:
        """Everything that is shown."""
        shown = [one.text() for line in self._rows for one in line if isinstance(one, QLabel) and not one.isHidden()]
        return " | ".join([*shown, self.counts.text(), self.reasons.text()])

    def show_heard(self, events: Sequence[HookEvent], counts: dict[str, int]) -> None:
        """The newest messages first, and the counts by how they ended."""
        now = self._stage.clock.now()
        self.none.setVisible(not events)
        self.all.setVisible(bool(events))
        for number, line in enumerate(self._rows):
            event = events[number] if number < len(events) else None
            if event is not None:
                self._fill(line, event, now)
            for part in line:
                part.setVisible(event is not None)
        refused = {name: times for name, times in counts.items() if name in words.REASONS and times}
        self.counts.setText(
            say(
                words.COUNTED,
                accepted=count(*words.ACCEPTED, counts.get(_ACCEPTED, 0)),
                repeated=count(*words.REPEATED, counts.get(_REPEATED, 0)),
                refused=count(*words.REFUSED, sum(refused.values())),
            )
        )
        self.reasons.setText(_reasons(refused))
        self.reasons.setVisible(bool(refused))

    def _fill(self, line: tuple[Sign, QLabel, QLabel, QLabel], event: HookEvent, now: datetime) -> None:
        sign, when, whose, verdict = line
        icon, tone, word = _verdict_of(event)
        sign.show_icon(self._stage.icon(icon, tone))
        when.setText(ago(last_heard(event), now))
        whose.setText(_whose(event))
        verdict.setText(say(word))


def last_heard(event: HookEvent) -> datetime:
    """When it came, or came once more."""
    return event.last_duplicate_at or event.received_at


def _verdict_of(event: HookEvent) -> tuple[str, str, str]:
    if event.verdict is EventVerdict.REFUSED:
        return "prohibit", "bad", words.UNREADABLE
    if event.state is EventState.PARKED or event.verdict in _NEEDS_YOU:
        return "warning-circle", "warn", words.NEEDS_YOU
    if event.state is EventState.PENDING:
        return "clock", "muted", words.BEING_TAKEN_IN
    return "check-circle", "good", words.TAKEN_IN


def _whose(event: HookEvent) -> str:
    if event.beds24_id is None:
        whose = say(words.HEARD_NOBODY)
    elif event.guest:
        whose = say(words.HEARD_GUEST, guest=event.guest, number=event.beds24_id)
    else:
        whose = say(words.HEARD_NUMBER, number=event.beds24_id)
    what = words.WHATS.get(event.what.value)
    return say(words.HEARD_WHAT, whose=whose, what=say(what)) if what else whose


def _reasons(refused: dict[str, int]) -> str:
    worst = sorted(refused.items(), key=lambda one: (-one[1], one[0]))
    told = [say(words.REASON, reason=say(words.REASONS[name]), n=times) for name, times in worst]
    return say(words.REFUSED_WHY, reasons=say(words.THERE_AND).join(told)) if told else ""
