"""A Beds24 in memory for the tests of other parts; tests/beds24/test_contract.py holds it to the real client."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from console.domain.asking import (
    BookingPage,
    BookingQuery,
    BookingWrite,
    CreditState,
    KeyDetails,
    MessagePage,
    MessageQuery,
    PostVerdict,
    ReceivedMessage,
    Urgency,
)
from console.domain.booking import Booking, GuestMessage, ParkedItem
from console.domain.errors import ConsoleError, KeyRefused, NotConnected, Stopped
from console.domain.hotel import Property, RoomType, Unit, WebhookTarget
from console.domain.money import to_minor
from console.domain.powers import Power, powers_of
from console.domain.secret import Secret

A_HOUSE = Property(
    property_id=345754,
    name="Hotel Probe",
    currency="EUR",
    country="DE",
    room_types=(
        RoomType(713992, "Double Room", 2, (Unit(1, "101"), Unit(2, "102")), 2),
        RoomType(713993, "Garden Room", 1, (Unit(1, "201"),), 3),
    ),
)
INVITE_CODE = Secret("an-invite-code")
ALL_SCOPES = ("all:bookings", "all:bookings-personal", "all:bookings-financial", "all:properties")
_DATES = {"arrival": "arrival", "departure": "departure"}
_NAMES = {
    "propertyId": "property_id",
    "roomId": "room_type_id",
    "unitId": "unit_id",
    "roomQty": "room_qty",
    "numAdult": "adults",
    "numChild": "children",
    "firstName": "first_name",
    "lastName": "last_name",
    "arrivalTime": "arrival_time",
    "groupNote": "group_note",
    "flagColor": "flag_color",
    "flagText": "flag_text",
    "lang": "language",
    "country2": "country",
    "rateDescription": "rate_description",
    "apiReference": "channel_reference",
    "allowChannelUpdate": "allow_channel_update",
}
_SAME_NAME = (  # noqa: SIM905
    "status title email phone mobile company address city state postcode country comments notes message reference"
    " voucher referer"
).split()
_MONEY = ("price", "deposit", "tax", "commission")


class StillClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime = datetime(2026, 8, 4, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


@dataclass
class FakeBeds24:
    """Hands out the bookings and messages it was given; knobs are attributes, to be set at any time.

    `page_size` splits lists; `order` arranges the bookings of a list (by number unless given); `unreadable` are sent
    on the first page of a list without `ids`, and so many `unreadable_messages` left out of the first page of messages;
    `server_time` and `clock` tell the time of each page; `calls` notes every request as a tuple that begins with its
    kind; `writes` every accepted one; `replaced` tells which key came after which; `connected` False makes every call
    raise NotConnected; `modified_from_lifts_upcoming` is the open question of FACTS.md 2.2: without it, only
    a range or a number brings past stays.
    """

    bookings: dict[int, Booking] = field(default_factory=dict)
    hotels: tuple[Property, ...] = (A_HOUSE,)
    clock: StillClock = field(default_factory=StillClock)
    page_size: int = 100
    order: Callable[[list[Booking]], Iterable[Booking]] = field(default=lambda found: found)
    unreadable: tuple[ParkedItem, ...] = ()
    messages: list[ReceivedMessage] = field(default_factory=list)
    unreadable_messages: int = 0
    server_time: datetime | None = None
    scopes: tuple[str, ...] = ALL_SCOPES
    connected: bool = True
    modified_from_lifts_upcoming: bool = False
    between_pages: Callable[[int], None] = field(default=lambda _page: None)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    writes: list[BookingWrite] = field(default_factory=list)
    replaced: dict[str, Secret] = field(default_factory=dict)
    _failures: list[tuple[str, int, ConsoleError]] = field(default_factory=list)
    _refusals: dict[int | None, str] = field(default_factory=dict)
    _stopped: bool = False
    _spent: Decimal = Decimal(0)

    def put(self, *bookings: Booking) -> None:
        """Add these bookings, or put them in place of their former versions."""
        self.bookings |= {booking.beds24_id: booking for booking in bookings}

    def remove(self, *beds24_ids: int) -> None:
        """Delete for good, without a trace."""
        for beds24_id in beds24_ids:
            del self.bookings[beds24_id]

    def write_message(self, booking_id: int, message: GuestMessage) -> None:
        """A message about a booking, in the place of its former version if there is one; the booking stays as it is."""
        number = message.beds24_message_id
        others = [one for one in self.messages if one.message.beds24_message_id != number]
        self.messages = [*others, ReceivedMessage(booking_id, message)]

    def fail(self, error: ConsoleError, *, at_page: int = 1, kind: str = "bookings") -> None:
        """Let one coming request of `kind` (bookings, messages, properties, details, invite, write, webhook) fail."""
        self._failures.append((kind, at_page, error))

    def refuse(self, beds24_id: int | None, complaint: str) -> None:
        """Let writes to this booking (None: new ones) be refused with these words."""
        self._refusals[beds24_id] = complaint

    def exchange_invite(self, code: Secret, device_name: str) -> Secret:
        self._check("invite", 1, device_name)
        if code != INVITE_CODE:
            raise KeyRefused("The fake knows another invite code.")
        return Secret("a-refresh-token")

    def key_details(self) -> KeyDetails:
        self._ask("details", 1)
        return KeyDetails(valid=True, scopes=self.scopes, device_name="fake", created_at=self.clock.now())

    def properties(self, urgency: Urgency = Urgency.BACKGROUND) -> tuple[Property, ...]:
        self._ask("properties", 1, urgency)
        return self.hotels

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        number, last = 0, False
        while not last:
            number += 1
            self.between_pages(number)
            self._ask("bookings", number, query, urgency)
            found = list(self.order(sorted(self._found(query), key=lambda each: each.beds24_id)))
            start = (number - 1) * self.page_size
            last = len(found) <= start + self.page_size
            yield self._page(number, found[start : start + self.page_size], query, last=last)

    def message_pages(self, query: MessageQuery, urgency: Urgency = Urgency.BACKGROUND) -> Iterator[MessagePage]:
        number, last = 0, False
        while not last:
            number += 1
            self._ask("messages", number, query, urgency)
            if Power.READ_GUESTS not in powers_of(self.scopes):
                raise KeyRefused("The fake refuses the key.")
            found = [one for one in self.messages if self._is_asked_for(one, query)]
            start = (number - 1) * self.page_size
            part = tuple(found[start : start + self.page_size])
            last = len(found) <= start + self.page_size
            yield MessagePage(number, part, self.unreadable_messages if number == 1 else 0, Decimal(1), last)

    def write_bookings(self, writes: tuple[BookingWrite, ...]) -> tuple[PostVerdict, ...]:
        if not writes:
            return ()
        self._ask("write", 1, writes)
        return tuple(self._write(write) for write in writes)

    def set_webhook(self, property_id: int, target: WebhookTarget) -> PostVerdict:
        self._ask("webhook", 1, property_id, target)
        if property_id not in {hotel.property_id for hotel in self.hotels}:
            return PostVerdict(accepted=False, complaints=("access denied",))
        self.hotels = tuple(
            replace(hotel, webhook=target) if hotel.property_id == property_id else hotel for hotel in self.hotels
        )
        return PostVerdict(accepted=True)

    def credits(self) -> CreditState:
        return CreditState(max(Decimal(0), Decimal(100) - self._spent), 300.0, self._spent)

    def key_changed(self) -> None:
        self.calls.append(("key_changed",))

    def successor_of(self, key: Secret) -> Secret:
        return self.replaced.get(key.reveal(), key)

    def stop(self) -> None:
        self._stopped = True

    def resume(self) -> None:
        self._stopped = False

    def _ask(self, kind: str, page: int, *what: object) -> None:
        if not self.connected:
            raise NotConnected("The fake has no key.")
        self._check(kind, page, *what)

    def _check(self, kind: str, page: int, *what: object) -> None:
        if self._stopped:
            raise Stopped("The fake was stopped.")
        self.calls.append((kind, page, *what))
        self._spent += Decimal("1.2")
        for failure in self._failures:
            if failure[:2] == (kind, page):
                self._failures.remove(failure)
                raise failure[2]

    def _found(self, query: BookingQuery) -> Iterator[Booking]:
        ranges = (query.arrival_from, query.arrival_to, query.departure_from, query.departure_to)
        filtered = any((query.ids, *ranges)) or (self.modified_from_lifts_upcoming and query.modified_from)
        for booking in self.bookings.values():
            upcoming = bool(filtered) or booking.departure >= self.clock.now().date()
            if upcoming and booking.property_id == query.property_id and _matches(booking, query):
                yield booking

    def _is_asked_for(self, one: ReceivedMessage, query: MessageQuery) -> bool:
        if query.booking_ids and one.booking_id not in query.booking_ids:
            return False
        days = query.max_age_days
        return days is None or one.message.sent_at >= self.clock.now() - timedelta(days=days)

    def _page(self, number: int, bookings: list[Booking], query: BookingQuery, *, last: bool) -> BookingPage:
        unreadable = self.unreadable if number == 1 and not query.ids else ()
        now = self.clock.now()
        cost = Decimal(1) + Decimal("0.005") * len(bookings)
        return BookingPage(number, tuple(bookings), unreadable, now, self.server_time or now, cost, last)

    def _write(self, write: BookingWrite) -> PostVerdict:
        if complaint := self._refusals.get(write.beds24_id):
            return PostVerdict(accepted=False, complaints=(complaint,))
        known = self.bookings.get(write.beds24_id or 0)
        if write.beds24_id is not None and known is None:
            return PostVerdict(accepted=False, complaints=("access denied",))
        self.writes.append(write)
        values = {name: value for key, item in write.fields.items() for name, value in self._value(key, item)}
        if known is not None:
            self.put(replace(known, **values, modified_at=self.clock.now()))
            return PostVerdict(accepted=True)
        number = max(self.bookings, default=90_000_000) + 1
        first = {"property_id": self.hotels[0].property_id, "status": "new", "unit_id": 1, "referer": "API"}
        self.put(Booking(**{**first, **values}, beds24_id=number, modified_at=self.clock.now()))
        return PostVerdict(accepted=True, beds24_id=number)

    def _value(self, key: str, item: Any) -> Iterator[tuple[str, Any]]:
        if key in _DATES:
            yield key, date.fromisoformat(str(item))
        elif key in _MONEY:
            yield key, to_minor(Decimal(str(item)), self.hotels[0].currency)
        elif key in _NAMES or key in _SAME_NAME:
            yield _NAMES.get(key, key), item


def _matches(booking: Booking, query: BookingQuery) -> bool:
    bounds = (
        query.arrival_from is None or booking.arrival >= query.arrival_from,
        query.arrival_to is None or booking.arrival <= query.arrival_to,
        query.departure_from is None or booking.departure >= query.departure_from,
        query.departure_to is None or booking.departure <= query.departure_to,
        query.modified_from is None or booking.modified_at >= query.modified_from.replace(microsecond=0),
        not query.ids or booking.beds24_id in query.ids,
    )
    return all(bounds)
