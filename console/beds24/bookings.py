"""Listing bookings: the query in Beds24's words, and its pages one by one (FACTS.md section 2).

Naming all six statuses is what makes cancellations visible: `modifiedFrom` alone hides them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from console.beds24.calls import Asker
from console.beds24.mapping import Asked, read_booking
from console.beds24.oddities import Oddities, Oddity
from console.beds24.paging import MOST_PAGES, Walker, in_parts
from console.beds24.transport import Answer, Params
from console.beds24.wire import Page
from console.domain.asking import BookingPage, BookingQuery, Urgency
from console.domain.booking import Booking, ParkedItem
from console.domain.moments import moment_text
from console.domain.status import BEDS24_STATUSES


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
        parts = [replace(query, ids=ids) for ids in in_parts(query.ids)]
        number = 0
        for position, part in enumerate(parts, start=1):
            for page in self._pages_of(part, params_of(part, includes)):
                number += 1
                yield replace(page, number=number, last=page.last and position == len(parts))

    def _pages_of(self, query: BookingQuery, params: Params) -> Iterator[BookingPage]:
        walker = Walker(self.asker, self.oddities, "/bookings", "bookings", self.urgency, self.most_pages)
        for turned in walker.walk(params):
            items = self._read(turned.page, query, turned.answer)
            yield BookingPage(
                number=turned.number,
                bookings=tuple(item for item in items if isinstance(item, Booking)),
                unreadable=tuple(item for item in items if isinstance(item, ParkedItem)),
                asked_at=turned.answer.asked_at,
                server_time=turned.answer.server_time,
                credits=turned.cost,
                last=turned.last,
            )

    def _read(self, page: Page, query: BookingQuery, answer: Answer) -> list[Booking | ParkedItem]:
        asked = Asked(query.property_id, self.currency, answer.server_time or answer.asked_at, self.oddities.note)
        items = [read_booking(item, asked) for item in page.items]
        self._compare_with_query(query, items)
        return items

    def _compare_with_query(self, query: BookingQuery, items: list[Booking | ParkedItem]) -> None:
        """Beds24 ignores what it does not know with a 200, so the filters' effect is looked at."""
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
