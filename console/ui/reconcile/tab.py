"""The Reconcile tab: how both sides stand, and behind each other the lists of what differs and of what was done."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.discrepancies import DiscrepancyStatus
from console.services.discrepancy_book import ReconcileStanding
from console.ui.kit.acts import act, gap
from console.ui.kit.columns import ColumnsSheet
from console.ui.kit.moments import time_words
from console.ui.kit.paged_tab import Page, PagedTab
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, label, row
from console.ui.kit.words import count, say
from console.ui.parts import Done
from console.ui.reconcile.feed import ReconcileFeed
from console.ui.reconcile.head import CHECK_KEY, ReconcileHead
from console.ui.reconcile.page import PageOf
from console.ui.reconcile.taking_out import Shown, TakingOut
from console.ui.wording import reconcile as words
from console.ui.wording import tables as table_words

_PEOPLE_WAIT = DiscrepancyStatus.OPEN
_OUT_OF_SIGHT = frozenset({DiscrepancyStatus.EXPECTED, DiscrepancyStatus.SNOOZED})


@runtime_checkable
class ListPage(Protocol):
    """A page that is a list: what is shown in it can be searched, copied and saved, its columns chosen."""

    table: Table

    def shown(self) -> Shown: ...

    def start_search(self) -> None: ...


class ReconcileTab(PagedTab):
    """Its pages are handed in, so that others may stand beside the lists; what concerns the list in front (searching,
    columns, saving) is offered once, for all of them."""

    def __init__(
        self,
        stage: Stage,
        head: ReconcileHead,
        feed: ReconcileFeed,
        pages: Sequence[tuple[QWidget, Page]],
        hotel: Callable[[], str],
    ) -> None:
        self.proof, self.feed = head, feed
        self._stage = stage
        self.taking_out = TakingOut(stage, head, self._shown, hotel)
        super().__init__(say(words.TITLE), pages)
        feed.setParent(self)
        feed.came.connect(lambda reading: head.tell(reading.standing))
        feed.failed.connect(head.tell_failure)

    def head(self) -> tuple[QWidget | QVBoxLayout, ...]:
        title = row(label(self.title(), "title"), spacing=Space.L)
        title.addLayout(self.proof.buttons, 1)
        return (column(title), self.proof, column(row(self.tabs, None)))

    def make_actions(self) -> list[QAction]:
        offered = super().make_actions()
        return [
            act(self, say(words.CHECK_NOW), self.proof.check_now, CHECK_KEY),
            gap(self),
            *offered,
            gap(self),
            act(self, say(words.ACT_SEARCH), self._search, "Ctrl+F"),
            act(self, say(table_words.COLUMNS), self._choose_columns, "Ctrl+Shift+M"),
            act(self, say(words.ACT_COPY), self._copy),
            act(self, say(words.ACT_EXPORT), self.taking_out.export, "Ctrl+E"),
            act(self, say(words.ACT_PDF), self.taking_out.export_pdf, "Ctrl+P"),
        ]

    # The list in front

    @property
    def _list(self) -> ListPage | None:
        page = self.in_front
        return page if isinstance(page, ListPage) else None

    def _shown(self) -> Shown:
        return self._list.shown() if self._list else Shown(self.in_front.title(), [], [], [])

    def _search(self) -> None:
        if self._list:
            self._list.start_search()

    def _choose_columns(self) -> None:
        if self._list:
            ColumnsSheet(self._list.table).open()

    def _copy(self) -> None:
        if self._list:
            table = self._list.table
            QGuiApplication.clipboard().setText(table.copy_text())
            self._stage.courier.send(Done(count(*words.COPIED, len(table.selected_rows()))))


def for_review(stage: Stage) -> PageOf:
    """The page of what needs a person."""

    def empty(standing: ReconcileStanding) -> tuple[str, str]:
        if standing.last is None:
            return say(words.NEVER_HEADLINE), say(words.NEVER_DETAIL)
        when = say(words.AGREE_DETAIL, when=time_words(stage, standing.last.compared_at))
        if standing.expected or standing.snoozed:
            expected = count(words.EXPECTED_ONE, words.EXPECTED_MANY, standing.expected + standing.snoozed)
            return say(words.AGREE_BUT, expected=expected), when
        upcoming = standing.last.tally.upcoming
        return count(words.AGREE_ONE, words.AGREE_MANY, upcoming) if upcoming else say(words.AGREE_NONE), when

    return PageOf(
        "review",
        frozenset({_PEOPLE_WAIT}),
        words.PAGE_REVIEW,
        words.PAGE_REVIEW_N,
        words.TABLE_REVIEW,
        empty,
        counts=True,
    )


def expected() -> PageOf:
    """The page of what people want so, and of what they put off."""
    return PageOf(
        "expected",
        _OUT_OF_SIGHT,
        words.PAGE_EXPECTED,
        words.PAGE_EXPECTED_N,
        words.TABLE_EXPECTED,
        lambda _standing: (say(words.EXPECTED_EMPTY), say(words.EXPECTED_EMPTY_DETAIL)),
        with_state=True,
    )
