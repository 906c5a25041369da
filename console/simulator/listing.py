"""GET /bookings and GET /bookings/messages: one page of a list, its envelope, its keys by scope."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from console.simulator.assumptions import Assumptions
from console.simulator.auth import Grant
from console.simulator.book import Book, Walk
from console.simulator.bookings import FINANCIAL_KEYS, PERSONAL_KEYS, Booking, to_wire
from console.simulator.filters import Test, Today, flag, integers, page_number, read_tests
from console.simulator.items import companion_to_wire, group_to_wire, info_item_to_wire, invoice_item_to_wire
from console.simulator.wire import JsonObject, Request

PAGE_SIZE = 100
_REMEMBERED_WALKS = 64


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and whether another one follows."""

    rows: tuple[Booking, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Show:
    """What the reader may and wants to see of each booking."""

    personal: bool = True
    financial: bool = True
    invoice_items: bool = False
    info_items: bool = False
    guests: bool = False
    group: bool = False


def read_show(request: Request, grant: Grant) -> Show:
    """The include flags, cut down to the scopes (FACTS.md 1, scopes)."""
    personal = grant.allows("read", "bookings-personal")
    financial = grant.allows("read", "bookings-financial")
    return Show(
        personal,
        financial,
        flag(request, "includeInvoiceItems") and financial,
        flag(request, "includeInfoItems"),
        flag(request, "includeGuests") and personal,
        flag(request, "includeBookingGroup"),
    )


def show_booking(booking: Booking, show: Show, book: Book) -> JsonObject:
    """One booking as this reader sees it: hidden keys are absent, not empty."""
    row = to_wire(booking)
    for key in (() if show.personal else PERSONAL_KEYS) + (() if show.financial else FINANCIAL_KEYS):
        del row[key]
    if show.group:
        row = _with_group(row, book.group_of(booking))
    if show.invoice_items:
        row["invoiceItems"] = [invoice_item_to_wire(item, booking.id) for item in booking.invoice_items]
    if show.info_items:
        row["infoItems"] = [info_item_to_wire(item, booking.id) for item in booking.info_items]
    if show.guests:
        row["guests"] = [companion_to_wire(each) for each in booking.guests]
    return row


def _with_group(row: JsonObject, ids: Sequence[int]) -> JsonObject:
    group = group_to_wire(ids, ids[0]) if ids else None
    return {"id": row.pop("id"), "masterId": row.pop("masterId"), "bookingGroup": group, **row}


class Lister:
    """Finds pages. Each new walk (page 1) has another order; a walk keeps it while nothing changes."""

    def __init__(self, book: Book, seed: int, assumed: Assumptions) -> None:
        self._book = book
        self._assumed = assumed
        self._draw = random.Random(f"order {seed}")
        self._walks: dict[str, Walk] = {}
        self._found: tuple[str, int, list[Booking]] = ("", -1, [])

    def page(self, request: Request, today: Today, unseen: Sequence[Test] = (), *, always_first: bool = False) -> Page:
        """The page asked for; `unseen` hide rows from lists, `always_first` shows page 1 for any number."""
        number = page_number(request)
        tests = [*read_tests(request, today, self._assumed), *unseen]
        rows = self._rows(request, number, tests, fresh=bool(unseen))
        start = 0 if always_first else (number - 1) * PAGE_SIZE
        return Page(tuple(rows[start : start + PAGE_SIZE]), number, len(rows) > number * PAGE_SIZE)

    def walk_of(self, request: Request) -> Walk:
        """The order in which this query is being read."""
        return self._walks.get(_query_key(request), Walk())

    def _rows(self, request: Request, number: int, tests: list[Test], *, fresh: bool) -> list[Booking]:
        ids = integers(request, "id")
        if ids:
            named = (self._book.find(each) for each in sorted(ids))
            return _passing([each for each in named if each is not None], tests)
        key = _query_key(request)
        if number == 1:
            self._begin_walk(key)
        elif not fresh and self._found[:2] == (key, self._book.version):
            return self._found[2]
        rows = _passing(self._book.in_order(self._walks.get(key, Walk())), tests)
        self._found = (key, self._book.version, rows)
        return rows

    def _begin_walk(self, key: str) -> None:
        self._walks.pop(key, None)
        self._walks[key] = Walk(self._draw.random(), self._draw.choice((True, False)))
        if len(self._walks) > _REMEMBERED_WALKS:
            del self._walks[next(iter(self._walks))]


def _passing(bookings: list[Booking], tests: list[Test]) -> list[Booking]:
    for test in tests:
        bookings = [each for each in bookings if test(each)]
    return bookings


def _query_key(request: Request) -> str:
    return urlencode([pair for pair in request.query if pair[0] != "page"])


def envelope(kind: str, rows: Sequence[object], *, next_link: str | None = None) -> JsonObject:
    """The list envelope: `count` is of this page, the link is absolute or null (FACTS.md 2.4)."""
    return {
        "success": True,
        "type": kind,
        "count": len(rows),
        "pages": {"nextPageExists": next_link is not None, "nextPageLink": next_link},
        "data": list(rows),
    }


def next_link(request: Request, number: int, assumed: Assumptions) -> str:
    """Where the next page would be; on the service's other base path, which clients do not follow."""
    kept = [pair for pair in request.query if pair[0] != "page"] if assumed.next_link_keeps_filters else []
    return f"{request.origin}/v2{request.path}?{urlencode([*kept, ('page', str(number + 1))])}"
