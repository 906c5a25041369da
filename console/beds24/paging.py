"""Walking over a list page by page: our own query with the next number; Beds24's link is never followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from console.beds24.calls import Asker
from console.beds24.oddities import Oddities, Oddity
from console.beds24.transport import Answer, Params
from console.beds24.wire import FULL_PAGE, Page, decode_page, is_refusal
from console.domain.asking import Urgency
from console.domain.errors import Garbled

MOST_PAGES: Final = 5_000
IDS_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Turned:
    """A page as it came: its number, what it holds, the answer that brought it, and what that cost."""

    number: int
    page: Page
    answer: Answer
    cost: Decimal
    last: bool


@dataclass(frozen=True, slots=True)
class Walker:
    """Walks over lists of one kind; `what` names in errors what they hold."""

    asker: Asker
    oddities: Oddities
    path: str
    what: str
    urgency: Urgency
    most_pages: int = MOST_PAGES

    def walk(self, params: Params) -> Iterator[Turned]:
        """The pages from 1 to the last. Raises Garbled when paging does not come to an end."""
        former: set[int] = set()
        for number in range(1, self.most_pages + 1):
            answer, cost = self.asker.get(self.path, (*params, ("page", str(number))), self.urgency)
            page = self._page_in(answer)
            mark = _mark_of(page)
            if page.items and mark in former:
                raise Garbled("Beds24 sent the same page twice. Nothing is lost: we read the whole list again later.")
            former.add(mark)
            last = self._is_last(page)
            self._look_at(page)
            yield Turned(number, page, answer, cost, last)
            if last:
                return
        raise Garbled(
            f"Beds24's list of {self.what} does not come to an end. Nothing is lost: we read the list again later."
        )

    def _page_in(self, answer: Answer) -> Page:
        if is_refusal(answer.body):
            raise Garbled(
                f"Beds24 answered with a refusal in place of {self.what}. Nothing was changed; we ask again later."
            )
        return decode_page(answer.body)

    def _is_last(self, page: Page) -> bool:
        if page.more is None:
            self.oddities.note(Oddity.NO_PAGING)
            return len(page.items) < FULL_PAGE
        return not page.more

    def _look_at(self, page: Page) -> None:
        if not page.strict:
            self.oddities.note(Oddity.NOT_STRICT_JSON)
        if page.count is not None and page.count != len(page.items):
            self.oddities.note(Oddity.COUNT_DIFFERS)


def in_parts(ids: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """`ids` in parts with few enough numbers for one address line; a single empty part where there are none."""
    if not ids:
        yield ()
    for start in range(0, len(ids), IDS_AT_ONCE):
        yield ids[start : start + IDS_AT_ONCE]


def _mark_of(page: Page) -> int:
    """A number that two pages share only if they hold the same items."""
    try:
        return hash(page.items)
    except TypeError:
        return hash(repr(page.items))
