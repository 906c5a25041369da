"""The page of guests to review over the demo hotel: pairs that differ, that something contradicts, and what is past."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from console.domain.guests.evidence import Fact
from console.services.guest_review import PairView
from console.ui.guests.review import ReviewPage
from console.ui.guests.review_rows import Choice, rows_of
from console.ui.picturing import settle
from tests.screens.scenes import Scene, Set


def _page(at: Set) -> ReviewPage:
    found = at.life.window.tab("guests").findChild(ReviewPage)
    assert isinstance(found, ReviewPage)
    return found


def _open(at: Set) -> ReviewPage:
    at.show("guests")
    page = _page(at)
    at.life.window.tab("guests").show_place("review")  # type: ignore[attr-defined] # the tab of guests
    _until(at, lambda: page.open.feed.is_whole)
    return page


def _until(at: Set, is_so: Callable[[], Any]) -> None:
    while not is_so():
        QApplication.processEvents()
    settle(at.life.stage)


def _go_to(at: Set, page: ReviewPage, wanted: Callable[[PairView], Any]) -> None:
    """The pair that shows best what is wanted of it."""
    best, row = -1, 0
    for number in range(page.open.model.rowCount()):
        page.open.listed.go_to(number)
        one = page.open.model.at(number)
        pair = (one.guest_a, one.guest_b) if one else None
        _until(at, lambda: page.open.showing.view is not None and page.open.showing.pair == pair)  # noqa: B023 - waited for here
        view = page.open.showing.view
        worth = int(wanted(view)) if view is not None else -1
        if worth > best:
            best, row = worth, number
    page.open.listed.go_to(row)
    settle(at.life.stage)


def _a_slip(at: Set) -> QWidget:
    """Names or addresses that differ by a letter, and much in common."""
    page = _open(at)
    _go_to(at, page, lambda view: 3 * sum(one.differs for one in rows_of(view)) + len(view.weighed.agreeing))
    page.open.pane.sheet.fields.choose_side(Choice.HERE)
    return at.life.window


def _a_conflict(at: Set) -> QWidget:
    """Two rooms in one night, or another name."""
    page = _open(at)
    _go_to(
        at,
        page,
        lambda view: (
            9 * any(one.fact is Fact.SAME_NIGHTS for one in view.weighed.contradicting)
            + len(view.weighed.contradicting)
        ),
    )
    return at.life.window


def _done(at: Set) -> QWidget:
    """One merge stands, another was taken back."""
    page = _open(at)
    for decide in (page.open.deciding.not_same, page.open.merge, page.open.merge):
        _until(at, lambda: page.open.showing.view is not None)
        view = page.open.showing.view
        if view is not None and view.same_nights:
            page.open.skip()
            _until(at, lambda: page.open.showing.view is not None)
        known = page.deeds.undoable
        decide()
        _until(at, lambda: page.deeds.undoable is not known)  # noqa: B023 - waited for here
    page.deeds.undo_last()
    page.show_place("done")
    _until(at, lambda: page.done.feed.is_whole and any(line.undone_at for line in page.done.model.shown))
    return at.life.window


def _automatic(at: Set) -> QWidget:
    page = _open(at)
    page.show_place("automatic")
    _until(at, lambda: page.automatic.feed.is_whole)
    return at.life.window


def _first_page(at: Set, _widget: QWidget) -> None:
    at.life.window.tab("guests").show_place("list")  # type: ignore[attr-defined] # the tab of guests


REVIEW_SCENES: tuple[Scene, ...] = (
    Scene("guests-to-review", _a_slip, _first_page),
    Scene("guests-to-review-conflict", _a_conflict, _first_page),
    Scene("guests-reviewed", _done, _first_page),
    Scene("guests-matched-by-rules", _automatic, _first_page),
)
