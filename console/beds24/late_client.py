"""A client that is made when it is first needed, so that a window stands before the network's libraries are loaded."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from threading import Lock
from typing import Protocol

from console.domain.asking import (
    Beds24,
    BookingPage,
    BookingQuery,
    BookingWrite,
    CreditState,
    KeyDetails,
    MessagePage,
    MessageQuery,
    PostVerdict,
    Urgency,
)
from console.domain.hotel import Property, WebhookTarget
from console.domain.secret import Secret


class ClosableBeds24(Beds24, Protocol):
    """A client that holds connections and keys."""

    def successor_of(self, key: Secret) -> Secret: ...

    def close(self) -> None: ...


class LateClient:
    """Implements `console.domain.asking.Beds24`; `make` is called once, by the first thread that asks for anything.

    A stop that comes before that is remembered and given on.
    """

    def __init__(self, make: Callable[[], ClosableBeds24]) -> None:
        self._make = make
        self._client: ClosableBeds24 | None = None
        self._stopped = False
        self._turn = Lock()

    def exchange_invite(self, code: Secret, device_name: str) -> Secret:
        """The refresh token that a one-use invite code buys."""
        return self._made().exchange_invite(code, device_name)

    def key_details(self) -> KeyDetails:
        """What the key may do."""
        return self._made().key_details()

    def properties(self, urgency: Urgency = Urgency.BACKGROUND) -> tuple[Property, ...]:
        """Every property that the key reaches."""
        return self._made().properties(urgency)

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        """The pages of `query`, each requested when it is taken."""
        return self._made().booking_pages(query, currency, urgency)

    def message_pages(self, query: MessageQuery, urgency: Urgency = Urgency.BACKGROUND) -> Iterator[MessagePage]:
        """The pages of `query`, each requested when it is taken."""
        return self._made().message_pages(query, urgency)

    def write_bookings(self, writes: tuple[BookingWrite, ...]) -> tuple[PostVerdict, ...]:
        """Beds24's word on each."""
        return self._made().write_bookings(writes)

    def set_webhook(self, property_id: int, target: WebhookTarget) -> PostVerdict:
        """Where the property's webhooks go from now on."""
        return self._made().set_webhook(property_id, target)

    def credits(self) -> CreditState:
        """The allowance; nothing is known of it before the first request."""
        client = self._client
        return client.credits() if client else CreditState(None, None, Decimal(0))

    def key_changed(self) -> None:
        """Use the key that lies in the vault from now on; a client yet to be made will do so anyway."""
        if self._client:
            self._client.key_changed()

    def successor_of(self, key: Secret) -> Secret:
        """The key that Beds24 has put in the place of `key`; a client yet to be made has seen none replaced."""
        return self._client.successor_of(key) if self._client else key

    def stop(self) -> None:
        """Break off the request under way, from any thread."""
        self._stopped = True
        if self._client:
            self._client.stop()

    def resume(self) -> None:
        """Allow calls again."""
        self._stopped = False
        if self._client:
            self._client.resume()

    def close(self) -> None:
        """Close what was opened, if anything was."""
        if self._client:
            self._client.close()

    def _made(self) -> ClosableBeds24:
        with self._turn:
            if self._client is None:
                client = self._make()
                if self._stopped:
                    client.stop()
                self._client = client
            return self._client
