"""The strip under the header: the few things only a person can fix, one sentence and one button each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.domain.errors import BrakePulled
from console.domain.needs import Need, NeedKind
from console.domain.runs import RunKind
from console.jobs.report import Report
from console.ui.kit.asking import Role, question
from console.ui.kit.moments import time_words
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, dress, label, row
from console.ui.kit.words import count, say
from console.ui.parts import ShowPlace
from console.ui.shell.deeds import SyncDeeds
from console.ui.shell.places import PLACES
from console.ui.shell.sync_view import SyncView
from console.ui.wording import outbox as outbox_words
from console.ui.wording import proof as proof_words
from console.ui.wording import shell as words

MOST_ROWS = 3
_SENTENCES = {
    NeedKind.DATABASE: words.NEED_DATABASE,
    NeedKind.KEY_REFUSED: words.NEED_KEY_REFUSED,
    NeedKind.NO_KEY: words.NEED_NO_KEY,
    NeedKind.VAULT: words.NEED_VAULT,
    NeedKind.BRAKE: words.NEED_BRAKE,
    NeedKind.SWITCHED_OFF: words.NEED_SWITCHED_OFF,
    NeedKind.MISHAP: words.NEED_MISHAP,
}
_WITH_DETAIL = {NeedKind.DATABASE: words.NEED_DATABASE_WITH, NeedKind.VAULT: words.NEED_VAULT_WITH}
_COUNTED = {
    NeedKind.OVERBOOKED_TONIGHT: words.NEED_OVERBOOKED_TONIGHT,
    NeedKind.OVERBOOKED: words.NEED_OVERBOOKED,
    NeedKind.ARRIVALS: proof_words.NEED_ARRIVALS,
    NeedKind.NOT_SENT: outbox_words.NEED,
    NeedKind.ROOMS: words.NEED_ROOMS,
    NeedKind.CLOCK_AHEAD: words.NEED_CLOCK_AHEAD,
    NeedKind.CLOCK_BEHIND: words.NEED_CLOCK_BEHIND,
    NeedKind.SILENCE: words.NEED_SILENCE,
    NeedKind.KEY_DIES: words.NEED_KEY_DIES,
}
_URGENT = frozenset(
    {NeedKind.DATABASE, NeedKind.KEY_REFUSED, NeedKind.NO_KEY, NeedKind.VAULT, NeedKind.OVERBOOKED_TONIGHT}
)
_Fix = tuple[str, Callable[[], object]]


class Strip(QWidget):
    """Hidden while nothing needs anybody. The first three are shown, the others when they are asked for."""

    def __init__(self, stage: Stage, view: SyncView, deeds: SyncDeeds, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._view = view
        self._deeds = deeds
        self._shown: tuple[Need, ...] = ()
        self._found: Report | None = None
        self._all_wanted = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setAccessibleName(say(words.NEED_REGION))
        view.changed.connect(self._refresh)
        stage.look_changed.connect(self._rebuild)
        self._rebuild()

    def offer(self, report: Report) -> None:
        """Let a person who was busy go to what a check found."""
        self._found = report
        self._rebuild()

    def _refresh(self) -> None:
        if self._view.needs != self._shown:
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._shown = self._view.needs
        for need in self._shown if self._all_wanted else self._shown[:MOST_ROWS]:
            self._box.addWidget(self._row_of(need))
        if len(self._shown) > MOST_ROWS:
            self._box.addWidget(self._turner())
        if self._found is not None:
            self._box.addWidget(self._row_of_found(self._found))
        self.setVisible(self._box.count() > 0)

    def _row_of(self, need: Need) -> QFrame:
        tone, icon = ("bad", "warning-octagon") if need.kind in _URGENT else ("warn", "warning")
        text, do = self._fix(need.kind)
        sign, sentence = Sign(self._stage.icon(icon, tone)), sentence_of(need, self._stage)
        return self._row(tone, sign, sentence, button(say(text), do))

    def _row_of_found(self, report: Report) -> QFrame:
        look = button(say(words.LOOK_AT_FOUND), lambda: self._end_offer(look=True))
        leave = button(say(words.NOT_NOW), lambda: self._end_offer(look=False), "link")
        return self._row("calm", Sign(self._stage.icon("info", "text")), sentence_of_found(report), leave, look)

    def _row(self, tone: str, sign: Sign, sentence: str, *acts: QWidget) -> QFrame:
        line = row(sign, spacing=Space.M)
        line.addWidget(label(sentence, wraps=True), 1)
        for act in acts:
            line.addWidget(act)
        return _framed(tone, line)

    def _turner(self) -> QFrame:
        """Leads to what has no place in the first rows, and back."""
        more = say(words.MORE_NEEDS, n=len(self._shown) - MOST_ROWS)
        text = say(words.FEWER_NEEDS) if self._all_wanted else more
        return _framed("warn", row(Sign(), button(text, self._turn, "link"), None, spacing=0), margin=0)

    def _turn(self) -> None:
        self._all_wanted = not self._all_wanted
        self._rebuild()

    def _end_offer(self, *, look: bool) -> None:
        report, self._found = self._found, None
        self._rebuild()
        if look and report is not None:
            self._go(ShowPlace("sync", str(report.run.id)))

    def _fix(self, kind: NeedKind) -> _Fix:
        go = partial(self._go, PLACES.get(kind))
        fixes: dict[NeedKind, _Fix] = {
            NeedKind.DATABASE: (words.FIX_DATABASE, go),
            NeedKind.KEY_REFUSED: (words.FIX_KEY, go),
            NeedKind.NO_KEY: (words.FIX_NO_KEY, go),
            NeedKind.VAULT: (words.FIX_VAULT, lambda: self._deeds.ask(RunKind.PULL)),
            NeedKind.OVERBOOKED_TONIGHT: (words.FIX_OVERBOOKED, go),
            NeedKind.OVERBOOKED: (words.FIX_OVERBOOKED, go),
            NeedKind.ARRIVALS: (proof_words.FIX_ARRIVALS, go),
            NeedKind.NOT_SENT: (outbox_words.FIX, go),
            NeedKind.BRAKE: (words.FIX_BRAKE, go),
            NeedKind.SWITCHED_OFF: (words.FIX_SWITCH_ON, self._deeds.switch_on),
            NeedKind.ROOMS: (words.FIX_ROOMS, go),
            NeedKind.CLOCK_AHEAD: (words.FIX_CLOCK, self._explain_clock),
            NeedKind.CLOCK_BEHIND: (words.FIX_CLOCK, self._explain_clock),
            NeedKind.SILENCE: (words.FIX_SILENCE, go),
            NeedKind.KEY_DIES: (words.FIX_KEY_DIES, lambda: self._deeds.ask(RunKind.PULL)),
            NeedKind.MISHAP: (words.FIX_MISHAP, self._view.forget_mishap),
        }
        return fixes[kind]

    def _explain_clock(self) -> None:
        answers = ((say(words.CLOCK_AGAIN), Role.AcceptRole), (say(words.CLOSE), Role.RejectRole))
        box = question(self, say(words.CLOCK_TITLE), say(words.CLOCK_HELP), answers, at_hand=0)
        box.accepted.connect(partial(self._deeds.ask, RunKind.PULL))
        box.finished.connect(box.deleteLater)
        box.open()

    def _go(self, place: ShowPlace | None) -> None:
        self._stage.courier.send(place)


def sentence_of(need: Need, stage: Stage) -> str:
    """One sentence that says what is the case."""
    if need.kind in _COUNTED:
        return count(*_COUNTED[need.kind], need.number, since=time_words(stage, need.since))
    if need.detail and need.kind is NeedKind.BRAKE:
        return need.detail
    if need.detail and need.kind in _WITH_DETAIL:
        return say(_WITH_DETAIL[need.kind], detail=need.detail)
    return say(_SENTENCES[need.kind])


def sentence_of_found(report: Report) -> str:
    """What a check came to, in one sentence."""
    if report.error is not None and not isinstance(report.error, BrakePulled):
        return say(words.FOUND_TROUBLE)
    number = max(report.run.counts.created + report.run.counts.updated, len(report.foreseen))
    return count(*words.FOUND, number) if number else say(words.FOUND_NOTHING)


def _framed(tone: str, line: QHBoxLayout, margin: int = Space.S) -> QFrame:
    line.setContentsMargins(Space.XL, margin, Space.XL, margin)
    frame = dress(QFrame(), "strip", tone)
    frame.setLayout(line)
    return frame
