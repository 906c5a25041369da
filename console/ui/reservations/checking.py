"""One reservation checked with Beds24 on a person's word: read by number, compared, and told in a line."""

from contextlib import suppress

from PySide6.QtCore import QObject

from console.domain.discrepancies import LikelyCause
from console.domain.errors import Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.ui.kit.acts import act, gap
from console.ui.kit.answers import Answers
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import count, say
from console.ui.reservations.tab import ReservationsTab
from console.ui.wording import proof as words

CHECK_KEY = "Ctrl+Alt+B"


class Checking(QObject):
    """Belongs to the tab that offers it; nothing of the reservation is changed by it."""

    def __init__(self, runner: Runner, tab: ReservationsTab) -> None:
        super().__init__(tab)
        self._runner, self._tab = runner, tab
        self._answers = Answers(self)
        tab.offer(gap(tab), act(tab, say(words.CHECK_ONE), self.check, CHECK_KEY))

    def check(self) -> None:
        """Ask Beds24 for the reservation that is looked at, and compare it."""
        line = self._tab.looked_at_line()
        if line is None:
            return
        if line.beds24_id is None:
            self._tab.tell_notice(say(words.NOT_THERE_YET))
            return
        self._tab.tell_notice(say(words.CHECKING_ONE))
        wish = Wish(RunKind.RECONCILE, Trigger.MANUAL, beds24_id=line.beds24_id)
        with suppress(Stopped):  # the program is about to end
            self._answers.follow(self._runner.ask(wish), self._tell, self._fail)

    def _tell(self, report: Report) -> None:
        if report.error is not None:
            self._fail(report.error)
            return
        compared = report.reconciled.found if report.reconciled else ()
        found = [one for one in compared if one.cause is not LikelyCause.KEPT_BY_RULE]
        self._tab.tell_notice(count(*words.ONE_DIFFERS, len(found)) if found else say(words.ONE_AGREES))

    def _fail(self, error: BaseException) -> None:
        self._tab.tell_notice(say(words.ONE_FAILED, reason=sentence_of(error)))
