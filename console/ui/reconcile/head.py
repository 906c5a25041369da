"""The head of the tab: how both sides stand, when that was proved and will be again, and the comparison by hand."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from console.domain.announcing import RunBegan, RunRefused
from console.domain.runs import COMPARING, Outcome, Progress, RunKind
from console.jobs.report import Report
from console.services.discrepancy_book import ReconcileStanding
from console.ui.kit.days import Days
from console.ui.kit.flow import Flow
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, fill, label, progress_bar, row
from console.ui.kit.words import count, say
from console.ui.parts import Parts
from console.ui.reconcile.sparkline import Sparkline
from console.ui.shell.commands import ARRIVALS_KEY
from console.ui.shell.deeds import SyncDeeds
from console.ui.wording import proof as proof_words
from console.ui.wording import reconcile as words
from console.ui.wording import sync as sync_words

_BAR_WIDTH = 160
CHECK_KEY = "Ctrl+Shift+F5"


class ReconcileHead(QWidget):
    """`buttons` has room for what else can be asked for from here; `standing` is what it tells."""

    def __init__(self, stage: Stage, parts: Parts) -> None:
        super().__init__()
        self._stage, self._parts = stage, parts
        self._comparing = False
        self.standing: ReconcileStanding | None = None
        self._deeds = SyncDeeds(stage, parts)
        self.sentence = label(say(words.LOADING), wraps=True, selectable=True)
        self.sparkline = Sparkline(stage, Days(QLocale()))
        tip = say(words.CHECK_NOW_TIP, key=CHECK_KEY)
        self.check = button(say(words.CHECK_NOW), self.check_now, "primary", tip=tip)
        self.buttons = Flow(Space.S, Space.S, to_right=True)
        tip = say(proof_words.CHECK_ARRIVALS_TIP, key=ARRIVALS_KEY)
        self.arrivals = button(say(proof_words.CHECK_ARRIVALS), self.check_arrivals, tip=tip)
        rehearse = partial(self._deeds.ask, RunKind.CHECK)
        self.check_only = button(say(sync_words.CHECK_ONLY), rehearse, tip=say(sync_words.CHECK_ONLY_TIP))
        self.buttons.add(self.check_only)
        self.buttons.add(self.arrivals)
        self.buttons.add(self.check)
        self.trouble = label(kind="strong", tone="warn", wraps=True, selectable=True)
        self.trouble.hide()
        self._make_progress()
        self.setLayout(self._lay_out())
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._tell)

    def _make_progress(self) -> None:
        self.progress = dress(QFrame(), "live")
        self.doing = label(kind="strong")
        self._bar = progress_bar(say(words.CHECKING_NAME))
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self.cancel: QPushButton = button(say(words.CANCEL), self._parts.runner.cancel, tip=say(words.CANCEL_TIP))
        line = row(self.doing, None, self._bar, self.cancel, spacing=Space.M)
        self.progress.setLayout(fill(column(), (line,), margin=Space.S, spacing=0))
        self.progress.hide()

    def _lay_out(self) -> QVBoxLayout:
        line = row(spacing=Space.L)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.sparkline)
        return column(line, self.trouble, self.progress, spacing=Space.S)

    def check_now(self) -> None:
        """Compare both sides, or join the comparison under way."""
        if not self._comparing:
            self._deeds.ask(RunKind.RECONCILE)

    def check_arrivals(self) -> None:
        """Read, apply and compare those who arrive in the next 48 hours."""
        if not self._comparing:
            self._deeds.ask(RunKind.ARRIVALS)

    # What it tells

    def tell(self, standing: ReconcileStanding) -> None:
        """How both sides stand."""
        self.standing = standing
        self._tell()

    def tell_failure(self, error: Exception) -> None:
        """It could not be read; what stood there stands."""
        self._tell_trouble(say(words.UNREADABLE, reason=sentence_of(error)))

    def _tell(self) -> None:
        standing = self.standing
        if standing is None:
            return
        self.sentence.setText(" · ".join(self._figures(standing)))
        self._tell_trouble(self._broken(standing))
        today = self._stage.local(self._stage.clock.now()).date().isoformat()
        self.sparkline.show_nights(standing.nights, today)

    def _tell_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _figures(self, standing: ReconcileStanding) -> Iterator[str]:
        next_at = time_words(self._stage, standing.next_at) if standing.next_at else ""
        if standing.last is None:
            yield say(words.NEVER_NEXT, next=next_at) if next_at else say(words.NEVER)
            return
        tally = standing.last.tally
        yield say(
            words.COMPARED,
            upcoming=count(words.UPCOMING_ONE, words.UPCOMING_MANY, tally.upcoming),
            past=count(words.PAST_ONE, words.PAST_MANY, tally.past),
            when=time_words(self._stage, standing.last.compared_at),
        )
        yield count(words.DIFFER_ONE, words.DIFFER_MANY, standing.open) if standing.open else say(words.NONE_DIFFER)
        if standing.expected:
            yield count(words.EXPECTED_ONE, words.EXPECTED_MANY, standing.expected)
        if standing.snoozed:
            yield count(words.SNOOZED_ONE, words.SNOOZED_MANY, standing.snoozed)
        if next_at:
            yield say(words.NEXT, when=next_at)

    def _broken(self, standing: ReconcileStanding) -> str:
        run, last = standing.broken, standing.last
        if run is None:
            return ""
        when, braked = time_words(self._stage, run.started_at), run.outcome is Outcome.BRAKED
        if last is None:
            return say(words.BRAKED_FIRST if braked else words.BROKEN_FIRST, when=when, reason=run.message)
        of = time_words(self._stage, last.compared_at)
        return say(words.BRAKED if braked else words.BROKEN, when=when, reason=run.message, of=of)

    # News

    def _hear(self, news: object) -> None:
        if isinstance(news, RunBegan) and news.kind in COMPARING:
            self._follow(comparing=True)
        elif isinstance(news, Progress) and self._comparing:
            self.doing.setText(count(*words.CHECKING_READ, news.read) if news.read else say(words.CHECKING))
        elif isinstance(news, Report) and news.run.kind in COMPARING:
            self._follow(comparing=False)
        elif isinstance(news, RunRefused) and self._comparing:
            self._follow(comparing=False)
            self._tell_trouble(say(words.REFUSED, reason=news.error))

    def _follow(self, *, comparing: bool) -> None:
        self._comparing = comparing
        self.doing.setText(say(words.CHECKING))
        self.progress.setVisible(comparing)
        self.check.setEnabled(not comparing)
        self.arrivals.setEnabled(not comparing)
