"""What is asked of Beds24 and what comes back: the contract between the services and the client."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from console.domain.booking import Booking, GuestMessage, ParkedItem
from console.domain.hotel import Property, WebhookTarget
from console.domain.secret import Secret


class Urgency(StrEnum):
    """Who waits for the answer: a job leaves a reserve of credits untouched, a person may use it."""

    BACKGROUND = "background"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingQuery:
    """Which bookings to list. Every status is always asked for (FACTS.md 2.2); absent bounds are not sent.

    `modified_from` is an aware UTC moment, the ranges are civil dates, inclusive as far as Beds24 says.
    """

    property_id: int
    modified_from: datetime | None = None
    arrival_from: date | None = None
    arrival_to: date | None = None
    departure_from: date | None = None
    departure_to: date | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingPage:
    """One page of bookings.

    `asked_at` is our own clock when the request started; `server_time` is Beds24's clock from the `Date` header,
    None where it sent none; `credits` is what the page cost; `last` says that no page follows.
    """

    number: int
    bookings: tuple[Booking, ...]
    unreadable: tuple[ParkedItem, ...]
    asked_at: datetime
    server_time: datetime | None
    credits: Decimal
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageQuery:
    """Which guests' messages to list: of these bookings, or of all, no older than `max_age_days` (1 to 999)."""

    property_id: int
    booking_ids: tuple[int, ...] = ()
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message and the number of the booking that it is about."""

    booking_id: int
    message: GuestMessage


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One page of messages; `unreadable` counts those that were left out, `credits` is what the page cost."""

    number: int
    messages: tuple[ReceivedMessage, ...]
    unreadable: int
    credits: Decimal
    last: bool


@dataclass(frozen=True, slots=True)
class CreditState:
    """The account's allowance as the last answer told it; None where no answer has told yet.

    `waits` is for how many seconds more a call waits for credits, None while none does.
    """

    remaining: Decimal | None
    resets_in: float | None
    spent: Decimal
    waits: float | None = None


@dataclass(frozen=True, slots=True)
class KeyDetails:
    """What a key may do, from `/authentication/details`; an empty `scopes` of an invalid key says nothing."""

    valid: bool
    scopes: tuple[str, ...] = ()
    only_property_id: int | None = None
    linked_properties: bool = False
    white_list_only: bool = False
    device_name: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostVerdict:
    """Beds24's word on one item of a POST, in the order sent; `beds24_id` is set when it created a booking."""

    accepted: bool
    beds24_id: int | None = None
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingWrite:
    """One item of `POST /bookings`: a create without `beds24_id`, else an update of just these fields.

    `fields` uses Beds24's own key names, already in Beds24's units.
    """

    fields: dict[str, Any] = field(repr=False)
    beds24_id: int | None = None


class Beds24(Protocol):
    """Everything the services ask of Beds24. Every call may raise Beds24Unreachable, OutOfCredits, KeyRefused,
    Garbled, RequestRefused, Stopped or NotConnected from `console.domain.errors`."""

    def exchange_invite(self, code: Secret, device_name: str) -> Secret:
        """The refresh token that a one-use invite code buys."""

    def key_details(self) -> KeyDetails: ...

    def properties(self, urgency: Urgency = Urgency.BACKGROUND) -> tuple[Property, ...]: ...

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        """The pages of `query` in order, each requested when it is taken; amounts in minor units of `currency`."""

    def message_pages(self, query: MessageQuery, urgency: Urgency = Urgency.BACKGROUND) -> Iterator[MessagePage]:
        """The pages of `query` in order, each requested when it is taken; KeyRefused without the right to read them."""

    def write_bookings(self, writes: tuple[BookingWrite, ...]) -> tuple[PostVerdict, ...]: ...

    def set_webhook(self, property_id: int, target: WebhookTarget) -> PostVerdict: ...

    def credits(self) -> CreditState: ...

    def key_changed(self) -> None:
        """Use the key that lies in the vault from now on; to be called after another one was put there."""

    def stop(self) -> None:
        """Break off the request under way, from any thread; it and every later call raise Stopped until `resume`."""

    def resume(self) -> None:
        """Allow calls again after `stop`."""
