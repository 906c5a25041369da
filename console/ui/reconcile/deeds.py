"""What a person says of differences, kept by the thread for short writes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QMenu, QWidget

from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.undoing import DeedBook, DeedKey
from console.services.discrepancy_desk import DiscrepancyDesk, Told
from console.ui.kit.answers import Saver
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import count, say
from console.ui.parts import Done, NotDone
from console.ui.reconcile.saying_dialog import SayingDialog
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import reconcile as words

Lines = Sequence[DiscrepancyLine]
Failed = Callable[[BaseException], None]
_A_WHILE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Expecting:
    """That these may differ until a day of the hotel, for a reason."""

    lines: Lines
    until: date
    reason: str


class DifferenceDeeds:
    """Each asks what it has to know, has it kept, and tells what came of it.

    `keep_expected` is what keeps an expectation; it may be replaced by what does more than remember it.
    """

    def __init__(
        self, stage: Stage, desk: Callable[[], DiscrepancyDesk], saver: Saver, telling: DifferenceTelling
    ) -> None:
        self._stage, self._desk, self._saver, self._telling = stage, desk, saver, telling
        self.keep_expected: Callable[[Expecting, Callable[[], object], Failed], None] = self._expect

    def later_menu(self, parent: QWidget, lines: Lines) -> QMenu:
        """Until when these may be put off."""
        menu = QMenu(parent)
        menu.setAccessibleName(say(words.LATER))
        today = self._today()
        for text, day in ((words.LATER_TOMORROW, 1), (words.LATER_3_DAYS, 3)):
            self._add(menu, text, lines, today + timedelta(days=day))
        arrivals = {line.arrival for line in lines}
        if len(arrivals) == 1 and (arrival := arrivals.pop()) > today.isoformat():
            self._add(menu, words.LATER_ARRIVAL, lines, date.fromisoformat(arrival))
        menu.addAction(say(words.LATER_DATE)).triggered.connect(lambda: self.put_off(parent, lines))
        return menu

    def _add(self, menu: QMenu, text: str, lines: Lines, until: date) -> None:
        menu.addAction(say(text)).triggered.connect(lambda: self._snooze(lines, until, lambda: None, self._tell_failed))

    def put_off(self, parent: QWidget, lines: Lines) -> SayingDialog:
        """Ask until which day, and put off."""
        dialog = SayingDialog(parent, say(words.SAY_LATER_TITLE), say(words.SAY_LATER))
        dialog.ask_day(self._today(), self._today() + timedelta(days=7))
        dialog.wanted.connect(lambda: self._snooze(lines, dialog.chosen_day, dialog.accept, dialog.refuse))
        dialog.open()
        return dialog

    def expect(self, parent: QWidget, lines: Lines) -> SayingDialog:
        """Ask until which day and why, and let both sides differ."""
        dialog = SayingDialog(parent, say(words.SAY_EXPECT_TITLE), say(words.SAY_EXPECT))
        reason = lines[0].reason if len(lines) == 1 else ""
        dialog.ask_day(self._today(), self._until_usually(lines))
        dialog.ask_words(say(words.SAY_REASON), say(words.SAY_REASON_HINT), reason)
        dialog.wanted.connect(
            lambda: self.keep_expected(
                Expecting(lines, dialog.chosen_day, dialog.written), dialog.accept, dialog.refuse
            )
        )
        dialog.open()
        return dialog

    def note(self, parent: QWidget, lines: Lines) -> SayingDialog:
        """Ask what is to be known of them."""
        dialog = SayingDialog(parent, say(words.SAY_NOTE_TITLE), say(words.SAY_NOTE))
        dialog.ask_words(say(words.SAY_NOTE_TITLE), "", lines[0].note if len(lines) == 1 else "")
        dialog.wanted.connect(
            lambda: self._save(
                lines, lambda ids: self._desk().note(ids, dialog.written), words.DONE_NOTED, dialog.accept,
                dialog.refuse,
            )
        )  # fmt: skip
        dialog.open()
        return dialog

    def look_again(self, lines: Lines) -> None:
        """Back to what is to be reviewed."""
        self._save(
            lines, lambda ids: self._desk().look_again(ids), words.DONE_BACK, lambda: None, self._tell_failed
        )  # fmt: skip

    def _snooze(self, lines: Lines, until: date, then: Callable[[], object], failed: Failed) -> None:
        self._save(lines, lambda ids: self._desk().snooze(ids, until), words.DONE_SNOOZED, then, failed, until)

    def _expect(self, wanted: Expecting, then: Callable[[], object], failed: Failed) -> None:
        self._save(
            wanted.lines, lambda ids: self._desk().expect(ids, wanted.until, wanted.reason), words.DONE_EXPECTED, then,
            failed, wanted.until,
        )  # fmt: skip

    def _save(
        self,
        lines: Lines,
        write: Callable[[Collection[int]], Told],
        told: tuple[str, str],
        then: Callable[[], object],
        failed: Failed,
        until: date | None = None,
    ) -> None:
        ids = [line.id for line in lines]

        def saved(said: Told) -> None:
            then()
            day = self._telling.day(until.isoformat()) if until else ""
            deeds = (DeedKey(DeedBook.SAYINGS, said.number),) if said.number else ()
            self._stage.courier.send(Done(count(*told, said.count, until=day), deeds))

        self._saver.save(lambda: write(ids), saved, failed)

    def _tell_failed(self, error: BaseException) -> None:
        self._stage.courier.send(NotDone(say(words.NOT_SAID, error=sentence_of(error))))

    def _today(self) -> date:
        return date.fromisoformat(self._telling.today)

    def _until_usually(self, lines: Lines) -> date:
        """The arrival where it is one that is still to come, else in two weeks."""
        arrivals = {line.arrival for line in lines}
        arrival = arrivals.pop() if len(arrivals) == 1 else ""
        return date.fromisoformat(arrival) if arrival > self._telling.today else self._today() + _A_WHILE
