"""Joins what mends differences to the pages of differences: the panel beside the list, keys, dialogs, the record."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.edits import PART_OF
from console.domain.errors import WrongInput
from console.domain.fixing import Fix, Outcome, Way
from console.domain.partners import partners_of
from console.services.fixing_booking import Fixed
from console.ui.kit.acts import act
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.parts import Parts, ShowPlace
from console.ui.reconcile.batch_dialog import BatchDialog
from console.ui.reconcile.deeds import DifferenceDeeds, Expecting, Failed
from console.ui.reconcile.fix_match import MatchDialog, is_double
from console.ui.reconcile.fix_panel import FixPanel
from console.ui.reconcile.fix_words import BUTTONS
from console.ui.reconcile.fixer import Fixer, fix_of
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.record_dialog import RecordDialog, RecordParts
from console.ui.wording import fixes as words

_ROOMS = "rooms"


class PageFixes(QObject):
    """What mends the differences of one page; `dialog` is the one that was opened last."""

    def __init__(self, stage: Stage, parts: Parts, page: DifferencesPage, fixer: Fixer) -> None:
        super().__init__(page)
        self._stage, self._parts, self.page, self.fixer = stage, parts, page, fixer
        self.dialog: QDialog | None = None
        self.panel = FixPanel(stage, parts.fix_book, fixer)
        page.pane.put_fixes(self.panel)
        page.marked.connect(self.panel.tell)
        page.opened.connect(self.open_record)
        page.offer(
            [act(page, say(_ACTS[way]), partial(self.wish, way), key, page.table) for way, (_, key) in BUTTONS.items()]
        )
        self.panel.way_wanted.connect(self.wish)
        self.panel.record_wanted.connect(self._open_marked)
        self.panel.mapping_wanted.connect(lambda: stage.courier.send(ShowPlace("settings", _ROOMS)))

    def wish(self, way: Way) -> None:
        """Do this about everything that is marked; several are shown first as they will be done."""
        lines = self.panel.lines
        if not self.panel.can(way):
            return
        if way is Way.MATCH:
            self._match(lines)
        elif len(lines) == 1:
            self.fixer.fix([fix_of(lines[0], way)])
        else:
            self._preview(lines, way)

    def _preview(self, lines: Sequence[DiscrepancyLine], way: Way) -> None:
        dialog = BatchDialog(self.page, self._stage, self.page.telling, lines, self.panel.offers, way)
        self._open(dialog, lambda: self.fixer.fix(dialog.fixes))

    def _match(self, lines: Sequence[DiscrepancyLine]) -> None:
        if len(lines) != 1:
            return
        line = lines[0]
        dialog = MatchDialog(self.page, self._stage, double=is_double(line))
        if is_double(line):
            numbers = [number for number in (line.beds24_id, line.evidence.other) if number]
            ids = [id_ for id_ in (line.reservation_id, line.other_id) if id_ is not None]
            here = partial(self._parts.book.lines_of, ids)
            self._stage.reader.ask(here, lambda found: dialog.offer_pair(self.page.telling, numbers, found))
        else:
            dialog.offer_lines(self.page.telling, partners_of(line, self.page.model.all))
        self._open(dialog, lambda: self.fixer.fix([fix_of(line, Way.MATCH, dialog.number)]))

    def _open_marked(self) -> None:
        lines = self.page.marked_lines()
        if len(lines) == 1:
            self.open_record(lines[0])

    def open_record(self, line: DiscrepancyLine | None) -> None:
        """Show both sides of a line's booking in full."""
        if line is None or line.beds24_id is None:
            return
        parts = RecordParts(
            self._parts.record_book, self._parts.fix_book, self._parts.runner, lambda: self._parts.fix_desk
        )
        dialog = RecordDialog(self.page, self._stage, self.page.telling, parts, self.fixer, line.beds24_id)
        dialog.keep_wanted.connect(self._keep)
        dialog.reservation_wanted.connect(lambda id_: self._stage.courier.send(ShowPlace("reservations", str(id_))))
        dialog.rule_wanted.connect(lambda key: self._stage.courier.send(ShowPlace("reconcile", f"rules/{key}")))
        self.dialog = dialog
        dialog.open()

    def _keep(self, ids: Sequence[int]) -> None:
        """Ask until when and why these may differ."""
        lines = [line for line in self.page.model.all if line.id in ids]
        if lines:
            self.page.deeds.expect(self.page, lines)

    def _open(self, dialog: QDialog, then: Callable[[], object]) -> None:
        self.dialog = dialog
        dialog.accepted.connect(then)
        dialog.open()


_ACTS = {Way.TAKE: words.TAKE, Way.SEND: words.SEND, Way.MATCH: words.MATCH}


def hang_fixes(stage: Stage, parts: Parts, deeds: DifferenceDeeds, pages: Sequence[DifferencesPage]) -> None:
    """Let the differences of these pages be mended."""
    fixer = Fixer(stage, parts.runner, lambda: parts.fix_desk)
    deeds.keep_expected = _keeping(fixer, deeds.keep_expected)
    for page in pages:
        PageFixes(stage, parts, page, fixer)
    fixer.setParent(pages[0])


Keep = Callable[[Expecting, Callable[[], object], Failed], None]


def _keeping(fixer: Fixer, otherwise: Keep) -> Keep:
    """What keeps an expectation: what stands here stays over what Beds24 tells, instead of being overwritten by its
    next version; where the desk has no word in it, it is only remembered."""

    def keep(wanted: Expecting, then: Callable[[], object], failed: Failed) -> None:
        if not any(line.field in PART_OF and line.reservation_id for line in wanted.lines):
            otherwise(wanted, then, failed)
            return
        if fixer.busy:  # only to remember it would let the next sync take away what is to stay
            failed(WrongInput(say(words.BUSY)))
            return
        _Once(fixer, then, failed)
        fixer.fix(
            [
                Fix(line.id, Way.KEEP, line.here, line.there, until=wanted.until, reason=wanted.reason)
                for line in wanted.lines
            ]
        )

    return keep


class _Once(QObject):
    """Tells one asker what comes of what is settled next."""

    def __init__(self, fixer: Fixer, then: Callable[[], object], failed: Failed) -> None:
        super().__init__(fixer)
        self._then, self._failed = then, failed
        fixer.done.connect(self._take)
        fixer.failed.connect(self._fail)

    def _take(self, fixed: tuple[Fixed, ...]) -> None:
        self.deleteLater()
        refused = next((one.sentence for one in fixed if one.outcome is Outcome.FAILED and one.sentence), "")
        if refused:
            self._failed(WrongInput(refused))
        else:
            self._then()

    def _fail(self, error: BaseException) -> None:
        self.deleteLater()
        self._failed(error)
