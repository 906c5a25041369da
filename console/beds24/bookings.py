"""Listing bookings: the query in Beds24's words, and its pages one by one (FACTS.md section 2).

Naming all six statuses is what makes cancellations visible: `modifiedFrom` alone hides them. Paging repeats our
own query with the next number; the link that Beds24 offers is never followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from console.beds24.calls import Asker
from console.beds24.mapping import Asked, read_booking
from console.beds24.oddities import Oddities, Oddity
from console.beds24.transport import Answer, Params
from console.beds24.wire import FULL_PAGE, Page, decode_page, is_refusal
from console.domain.asking import BookingPage, BookingQuery, Urgency
from console.domain.booking import Booking, ParkedItem
from console.domain.errors import Garbled
from console.domain.moments import moment_text
from console.domain.status import BEDS24_STATUSES

MOST_PAGES: Final = 5_000
IDS_AT_ONCE: Final = 100


class Include(StrEnum):
    """What a booking may carry beyond its own keys."""

    INVOICE_ITEMS = "includeInvoiceItems"
    INFO_ITEMS = "includeInfoItems"
    GUESTS = "includeGuests"
    BOOKING_GROUP = "includeBookingGroup"


ALL_INCLUDES: Final = tuple(Include)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk over the pages of one query."""

    asker: Asker
    oddities: Oddities
    currency: str
    urgency: Urgency
    most_pages: int = MOST_PAGES

    def pages(self, query: BookingQuery, includes: tuple[Include, ...]) -> Iterator[BookingPage]:
        """The pages, numbered through from 1. Raises Garbled when paging does not come to an end."""
        parts = list(_parts_of(query))
        number = 0
        for position, part in enumerate(parts, start=1):
            for page in self._pages_of(part, params_of(part, includes)):
                number += 1
                yield replace(page, number=number, last=page.last and position == len(parts))

    def _pages_of(self, query: BookingQuery, params: Params) -> Iterator[BookingPage]:
        former: set[int] = set()
        for number in range(1, self.most_pages + 1):
            answer, cost = self.asker.get("/bookings", (*params, ("page", str(number))), self.urgency)
            received = _page_in(answer)
            mark = _mark_of(received)
            if received.items and mark in former:
                raise Garbled(_SAME_PAGE)
            former.add(mark)
            last = self._is_last(received)
            items = self._read(received, query, answer)
            yield BookingPage(
                number=number,
                bookings=tuple(item for item in items if isinstance(item, Booking)),
                unreadable=tuple(item for item in items if isinstance(item, ParkedItem)),
                asked_at=answer.asked_at,
                server_time=answer.server_time,
                credits=cost,
                last=last,
            )
            if last:
                return
        raise Garbled(_ENDLESS)

    def _read(self, page: Page, query: BookingQuery, answer: Answer) -> list[Booking | ParkedItem]:
        asked = Asked(query.property_id, self.currency, answer.server_time or answer.asked_at, self.oddities.note)
        items = [read_booking(item, asked) for item in page.items]
        self._compare_with_query(page, query, items)
        return items

    def _is_last(self, page: Page) -> bool:
        if page.more is None:
            self.oddities.note(Oddity.NO_PAGING)
            return len(page.items) < FULL_PAGE
        return not page.more

    def _compare_with_query(self, page: Page, query: BookingQuery, items: list[Booking | ParkedItem]) -> None:
        """Beds24 ignores what it does not know with a 200, so the filters' effect is looked at."""
        if not page.strict:
            self.oddities.note(Oddity.NOT_STRICT_JSON)
        if page.count is not None and page.count != len(page.items):
            self.oddities.note(Oddity.COUNT_DIFFERS)
        since = query.modified_from and query.modified_from.replace(microsecond=0)
        if since and any(item.modified_at and item.modified_at < since for item in items):
            self.oddities.note(Oddity.FILTER_IGNORED)
        if query.ids and any(item.beds24_id and item.beds24_id not in query.ids for item in items):
            self.oddities.note(Oddity.NOT_ASKED_FOR)


def params_of(query: BookingQuery, includes: tuple[Include, ...] = ALL_INCLUDES) -> Params:
    """`query` as pairs, without the page; every status as a key of its own, since a comma list is refused (2.2)."""
    pairs = [("propertyId", str(query.property_id))]
    pairs += [("status", status) for status in BEDS24_STATUSES]
    pairs += [("id", str(beds24_id)) for beds24_id in query.ids]
    if query.modified_from is not None:
        pairs.append(("modifiedFrom", moment_text(query.modified_from)))
    bounds: tuple[tuple[str, date | None], ...] = (
        ("arrivalFrom", query.arrival_from),
        ("arrivalTo", query.arrival_to),
        ("departureFrom", query.departure_from),
        ("departureTo", query.departure_to),
    )
    pairs += [(name, bound.isoformat()) for name, bound in bounds if bound is not None]
    pairs += [(include.value, "true") for include in includes]
    return tuple(pairs)


def _parts_of(query: BookingQuery) -> Iterator[BookingQuery]:
    """`query` in parts with few enough numbers for one address line."""
    if not query.ids:
        yield query
    for start in range(0, len(query.ids), IDS_AT_ONCE):
        yield replace(query, ids=query.ids[start : start + IDS_AT_ONCE])


def _mark_of(page: Page) -> int:
    """A number that two pages share only if they hold the same items."""
    try:
        return hash(page.items)
    except TypeError:
        return hash(repr(page.items))


def _page_in(answer: Answer) -> Page:
    if is_refusal(answer.body):
        raise Garbled(_REFUSED_WITH_200)
    return decode_page(answer.body)


_SAME_PAGE = "Beds24 sent the same page twice. Nothing is lost: we read the whole list again later."
_ENDLESS = "Beds24's list of bookings does not come to an end. Nothing is lost: we read the list again later."
_REFUSED_WITH_200 = "Beds24 answered with a refusal in place of bookings. Nothing was changed; we ask again later."
