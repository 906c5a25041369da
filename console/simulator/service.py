"""The endpoints: each takes an admitted call and tells its answer and its price in credits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from console.simulator.assumptions import Assumptions
from console.simulator.auth import Grant
from console.simulator.book import Book
from console.simulator.credits import PLAIN_COST, list_cost, write_cost
from console.simulator.damage import page_json, spoil_rows
from console.simulator.faults import Active, FaultKind
from console.simulator.filters import Test, Today, flag, integers, page_number
from console.simulator.hotel import Hotel, Webhooks, hotel_to_wire, room_type_to_wire
from console.simulator.life import Life
from console.simulator.listing import PAGE_SIZE, Lister, Page, envelope, next_link, read_show, show_booking
from console.simulator.messages import message_rows, write_message
from console.simulator.propertywriting import write_property
from console.simulator.wire import Answer, JsonObject, RefusalError, Request, json_answer, read_array
from console.simulator.writing import MOST_BYTES, Writer


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was let in: what its token allows, what day it is, which faults hit it."""

    request: Request
    grant: Grant
    today: Today
    active: Active


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what it costs; None costs nothing and shows no X-Request-Cost."""

    answer: Answer
    cost: Decimal | None = PLAIN_COST


Handler = Callable[[Call], Outcome]


class Service:
    """All endpoints over one hotel's book."""

    def __init__(self, hotel: Hotel, book: Book, life: Life, seed: int, assumed: Assumptions) -> None:
        self._hotel = hotel
        self._book = book
        self._life = life
        self._assumed = assumed
        self._lister = Lister(book, seed, assumed)
        self._writer = Writer(hotel, book, assumed)
        self.webhooks = Webhooks()

    def today(self, now: datetime) -> Today:
        """The moment and the civil date in the property."""
        return Today(now, self._hotel.today(now))

    def list_bookings(self, call: Call) -> Outcome:
        """GET /bookings (FACTS.md 2)."""
        request = call.request
        show = read_show(request, call.grant)
        stuck = call.active.get(FaultKind.DUPLICATE_PAGE) is not None
        page = self._lister.page(request, call.today, _unseen(call), always_first=stuck)
        rows: list[object] = [self._of_this_version(show_booking(each, show, self._book)) for each in page.rows]
        content = envelope("booking", spoil_rows(rows, call.active), next_link=self._link(call, page))
        self._shift(call, page)
        return Outcome(page_json(content), list_cost(len(rows), with_items=show.invoice_items))

    def write_bookings(self, call: Call) -> Outcome:
        """POST /bookings (FACTS.md 4)."""
        items = _read_items(call.request)
        return Outcome(json_answer(201, self._writer.write_all(items, call.today)), write_cost(len(items)))

    def delete_bookings(self, call: Call) -> Outcome:
        """DELETE /bookings?id=1&id=2 (FACTS.md 4)."""
        ids = sorted(integers(call.request, "id"))
        return Outcome(json_answer(201, [self._writer.delete(each) for each in ids]), write_cost(len(ids)))

    def list_messages(self, call: Call) -> Outcome:
        """GET /bookings/messages."""
        rows = message_rows(call.request, self._book, call.today)
        number = page_number(call.request)
        start = (number - 1) * PAGE_SIZE
        more = len(rows) > start + PAGE_SIZE
        link = next_link(call.request, number, self._assumed) if more else None
        return Outcome(page_json(envelope("message", rows[start : start + PAGE_SIZE], next_link=link)))

    def write_messages(self, call: Call) -> Outcome:
        """POST /bookings/messages."""
        items = _read_items(call.request)
        return Outcome(json_answer(201, [write_message(each, self._book, call.today) for each in items]))

    def list_properties(self, call: Call) -> Outcome:
        """GET /properties: room types only with includeAllRooms or a roomId (FACTS.md 5)."""
        request = call.request
        wanted, rooms = integers(request, "id"), integers(request, "roomId")
        details, everything = flag(request, "includeUnitDetails"), flag(request, "includeAllRooms")
        content = hotel_to_wire(self._hotel, self.webhooks)
        if everything or rooms:
            types = [each for each in self._hotel.room_types if not rooms or each.id in rooms]
            content["roomTypes"] = [room_type_to_wire(each, self._hotel.id, details=details) for each in types]
        shown = [content] if not wanted or self._hotel.id in wanted else []
        more = PLAIN_COST / 2 if details and everything else Decimal(0)
        return Outcome(json_answer(200, envelope("property", shown)), PLAIN_COST + more)

    def write_properties(self, call: Call) -> Outcome:
        """POST /properties: only the webhooks object is written (FACTS.md 5)."""
        answers: list[JsonObject] = []
        for item in _read_items(call.request):
            answer, self.webhooks = write_property(item, self._hotel, self.webhooks)
            answers.append(answer)
        return Outcome(json_answer(201, answers))

    def fail(self, _: Call) -> Outcome:
        """Paths that answer 500 in practice (FACTS.md 2.2 and trap 9)."""
        raise RefusalError(500, "Internal server error")

    def _of_this_version(self, row: JsonObject) -> JsonObject:
        kept = {key: value for key, value in row.items() if key not in self._assumed.keys_omitted}
        return {**kept, **dict.fromkeys(self._assumed.keys_added, "")}

    def _link(self, call: Call, page: Page) -> str | None:
        more = page.more or call.active.get(FaultKind.ENDLESS_PAGES) is not None
        return next_link(call.request, page.number, self._assumed) if more else None

    def _shift(self, call: Call, page: Page) -> None:
        """After a page was served, change its first booking so that later rows move up over the border."""
        if call.active.get(FaultKind.SHIFT_PAGES) and page.more:
            walk = self._lister.walk_of(call.request)
            self._life.touch(page.rows[0], call.today.now, walk.last_place())


def _unseen(call: Call) -> list[Test]:
    """Rows kept out of lists by faults; asking for ids finds them all the same."""
    if call.request.values("id"):
        return []
    tests: list[Test] = []
    if late := call.active.get(FaultKind.LATE_ROWS):
        visible = call.today.now - timedelta(seconds=late.seconds)
        tests.append(lambda each: each.modified_time <= visible)
    if hidden := call.active.get(FaultKind.HIDE):
        ids = frozenset(hidden.ids)
        tests.append(lambda each: bool(ids) and each.id not in ids)
    return tests


def _read_items(request: Request) -> list[object]:
    if len(request.body) > MOST_BYTES:
        raise RefusalError(400, "Request body is too large")
    return read_array(request.body)


@dataclass(frozen=True, slots=True)
class Route:
    """Which endpoint serves a path, and the scopes it needs besides a valid token."""

    name: str
    verb: str
    areas: tuple[str, ...]


_PERSONAL = ("bookings", "bookings-personal")
ROUTES: Mapping[tuple[str, str], Route] = {
    ("GET", "/bookings"): Route("list_bookings", "read", ("bookings",)),
    ("POST", "/bookings"): Route("write_bookings", "write", ("bookings",)),
    ("DELETE", "/bookings"): Route("delete_bookings", "delete", ("bookings",)),
    ("GET", "/bookings/messages"): Route("list_messages", "read", _PERSONAL),
    ("POST", "/bookings/messages"): Route("write_messages", "write", _PERSONAL),
    ("GET", "/properties"): Route("list_properties", "read", ("properties",)),
    ("POST", "/properties"): Route("write_properties", "write", ("properties",)),
    ("GET", "/properties/rooms"): Route("fail", "read", ("properties",)),
}


def find_route(request: Request) -> Route:
    """The route of a request, or 404; /bookings/{number} exists only as an error 500."""
    route = ROUTES.get((request.method, request.path))
    if route is not None:
        return route
    if request.path.startswith("/bookings/") and request.path.removeprefix("/bookings/").isdigit():
        return Route("fail", "read", ("bookings",))
    raise RefusalError(404, "Not found")
