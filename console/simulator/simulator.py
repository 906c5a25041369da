"""The service itself, without a network: one call in, one answer out, all state inside."""

import random
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from console.simulator.assumptions import Assumptions
from console.simulator.auth import ALL_SCOPES, Grant, KeyCabinet
from console.simulator.book import Book
from console.simulator.bookings import Booking
from console.simulator.clock import Clock, SimulatedClock
from console.simulator.composing import Composer
from console.simulator.credits import TOKEN_COST, Balance, CreditMeter
from console.simulator.damage import answer_instead, spoil_delivery, spoil_headers
from console.simulator.desk import Desk
from console.simulator.faults import Active, Fault, FaultBox, FaultKind
from console.simulator.guests import GuestBook
from console.simulator.hotel import Hotel, build_hotel
from console.simulator.kinds import Happening, Kind
from console.simulator.life import Life
from console.simulator.population import Population
from console.simulator.propertywriting import set_webhooks
from console.simulator.requestlog import RequestLog
from console.simulator.service import Call, Handler, Outcome, Service, find_route
from console.simulator.webhooks.hooks import Account, Hooks
from console.simulator.wire import (
    Answer,
    Query,
    RefusalError,
    Request,
    json_answer,
    read_request,
    refusal,
)

AUTHENTICATION = "/authentication/"
_WITH_HEADERS = frozenset({200, 201, 400, 401, 429})


class Simulator:
    """A Beds24 account with one property. Thread-safe; all chance is drawn under `seed`.

    `clock` tells the time to everything but real waiting; `rooms` builds a house unless `hotel` is given;
    `credit_limit` is the allowance per five minutes; `assumed` settles what is open in FACTS.md 10.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        seed: int = 1,
        *,
        rooms: int = 20,
        hotel: Hotel | None = None,
        credit_limit: float = 100,
        assumed: Assumptions | None = None,
    ) -> None:
        self.lock = threading.RLock()
        self.clock: Clock = clock or SimulatedClock()
        self.hotel = hotel or build_hotel(rooms)
        self.assumed = assumed or Assumptions()
        self.book = Book(seed)
        self.keys = KeyCabinet(seed, self.hotel.owner_id)
        self.credits = CreditMeter(Decimal(str(credit_limit)))
        self.faults = FaultBox(seed)
        self.log = RequestLog()
        draw = random.Random(f"guests {seed}")
        guests = GuestBook(draw)
        composer = Composer(self.hotel, self.book, draw, self.assumed.unassigned_unit)
        self.life = Life(self.hotel, self.book, composer, guests, seed)
        self._desk = Desk(self.hotel, self.book)
        self._population = Population(self.hotel, self.book, composer, guests, seed)
        self.service = Service(self.hotel, self.book, self.life, seed, self.assumed)
        account = Account(
            self.hotel, self.book, self.clock, self.lock, lambda: self.service.webhooks, self.life.settle_due
        )
        self.hooks = Hooks(account, seed, self.assumed.webhooks)

    def populate(self, n_bookings: int = 143, *, double_bookings: int = 0) -> None:
        """Fill the book around today; the same bookings for the same seed, house and moment.

        `double_bookings` more are made into rooms that are already taken.
        """
        with self.lock:
            self._population.settle(n_bookings, self.clock.now())
            self.happen(Kind.DOUBLE_BOOKING, times=double_bookings)

    def make_invite_code(
        self, scopes: Sequence[str] = ALL_SCOPES, *, linked: bool = False, whitelist: Sequence[str] = ()
    ) -> str:
        """An invite code as the panel makes it: one use, 24 hours; scopes like `read:bookings`."""
        with self.lock:
            return self.keys.make_code(self.clock.now(), Grant(tuple(scopes), linked, tuple(whitelist)))

    def make_long_life_token(self, scopes: Sequence[str] = ALL_SCOPES) -> str:
        """A read-only token, dead after 90 days without use."""
        with self.lock:
            return self.keys.make_long_life(self.clock.now(), Grant(tuple(scopes)))

    def switch_on(self, fault: Fault) -> None:
        """Let something go wrong from the next request on."""
        with self.lock:
            self.faults.switch_on(fault)

    def happen(self, kind: Kind | None = None, booking_id: int | None = None, times: int = 1) -> tuple[Happening, ...]:
        """Let `times` events happen now: of a kind, on a booking, or as chance has it."""
        with self.lock:
            return tuple(self.life.happen(self.clock.now(), kind, booking_id) for _ in range(times))

    def create(self, values: Mapping[str, object]) -> Booking:
        """A booking out of nowhere, in Beds24's keys; `roomId`, `arrival`, `departure` are needed."""
        with self.lock:
            return self._desk.create(values, self.clock.now())

    def modify(self, booking_id: int, values: Mapping[str, object]) -> Booking:
        """Change any of the 70 keys of a booking; modifiedTime follows unless it is given too."""
        with self.lock:
            return self._desk.modify(booking_id, values, self.clock.now())

    def cancel(self, booking_id: int, by: str = "channel") -> Booking:
        """Cancel as a channel, the panel or the API would: `by` is channel, panel or api."""
        with self.lock:
            return self._desk.cancel(booking_id, by, self.clock.now())

    def delete(self, booking_id: int) -> None:
        """Delete for good; no list and no id finds it afterwards."""
        with self.lock:
            self.book.delete(booking_id)

    def set_webhooks(self, settings: Mapping[str, object]) -> None:
        """Set up booking webhooks in the keys of the property: version (also none), url, additionalData, customHeader.

        Raises ValueError for what the service would not take.
        """
        with self.lock:
            self.service.webhooks = set_webhooks(self.service.webhooks, settings)

    def handle(
        self,
        method: str,
        path: str,
        query: Query = (),
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        *,
        peer: str = "127.0.0.1",
        origin: str = "https://api.beds24.com",
    ) -> Answer:
        """Answer one call; `path` with or without the `/api/v2` prefix."""
        request = read_request(method, path, query, headers, body, peer, origin)
        with self.lock:
            now = self.clock.now()
            self.life.settle_due(now)
            active = self.faults.strike(request)
            answer = self._answer(request, active, now)
            self.log.note(request, answer.status, now, active.names())
            return spoil_delivery(answer, active)

    def _answer(self, request: Request, active: Active, now: datetime) -> Answer:
        instead = answer_instead(active)
        if instead is not None and not instead[0].applied:
            outcome = Outcome(instead[1], None)
        else:
            outcome = self._serve(request, active, now)
            if instead is not None:
                outcome = Outcome(instead[1], outcome.cost)
        balance = self.credits.spend(now, outcome.cost)
        return self._with_credits(request, outcome.answer, balance, active)

    def _with_credits(self, request: Request, answer: Answer, balance: Balance, active: Active) -> Answer:
        if request.path == f"{AUTHENTICATION}details" or answer.status not in _WITH_HEADERS:
            return answer
        if active.get(FaultKind.HTTP_429):
            balance = replace(balance, remaining=Decimal(0))
        return replace(answer, headers=(*answer.headers, *spoil_headers(balance.headers(), active)))

    def _serve(self, request: Request, active: Active, now: datetime) -> Outcome:
        try:
            if request.path.startswith(AUTHENTICATION):
                return self._authenticate(request, active, now)
            return self._admit_and_serve(request, active, now)
        except RefusalError as refused:
            return Outcome(refusal(refused), None)

    def _admit_and_serve(self, request: Request, active: Active, now: datetime) -> Outcome:
        grant = self.keys.admit(request.headers.get("token", ""), request.peer, now)
        if lost := active.get(FaultKind.SCOPE_LOST):
            grant = grant.without((lost.detail or "bookings",))
        route = find_route(request)
        if not all(grant.allows(route.verb, area) for area in route.areas):
            raise RefusalError(401, "Token not valid")
        self._refuse_when_empty(now)
        handler: Handler = getattr(self.service, route.name)
        return handler(Call(request, grant, self.service.today(now), active))

    def _refuse_when_empty(self, now: datetime) -> None:
        if self.credits.is_empty(now):
            raise RefusalError(429, "Credit limit exceeded")

    def _authenticate(self, request: Request, active: Active, now: datetime) -> Outcome:
        if (request.method, request.path) == ("GET", f"{AUTHENTICATION}details"):
            token = request.headers.get("token", "")
            return Outcome(json_answer(200, self.keys.describe(token, request.peer, now)), None)
        self._refuse_when_empty(now)
        match request.method, request.path.removeprefix(AUTHENTICATION):
            case "GET", "setup":
                return Outcome(json_answer(200, self._set_up(request, now)), TOKEN_COST)
            case "GET", "token":
                return Outcome(json_answer(200, self._renew(request, active, now)), TOKEN_COST)
            case "DELETE", "token":
                self.keys.revoke(request.headers.get("refreshtoken", ""), now)
                return Outcome(Answer(200), TOKEN_COST)
            case _:
                raise RefusalError(404, "Not found")

    def _set_up(self, request: Request, now: datetime) -> dict[str, object]:
        code, device = request.headers.get("code", ""), request.headers.get("devicename", "")
        return self.keys.set_up(code, device, request.peer, now)

    def _renew(self, request: Request, active: Active, now: datetime) -> dict[str, object]:
        rotate = self.assumed.rotates_refresh_tokens or bool(active.get(FaultKind.ROTATE_REFRESH))
        return self.keys.renew(request.headers.get("refreshtoken", ""), request.peer, now, rotate=rotate)
