"""The Beds24 client: joins transport, credits, keys and mapping to what `console.domain.asking.Beds24` promises."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from console.beds24.bookings import ALL_INCLUDES, Include, Walk
from console.beds24.calls import Asker
from console.beds24.credits import CreditMeter, Patience
from console.beds24.messages import message_pages
from console.beds24.oddities import Oddities, Oddity
from console.beds24.paging import MOST_PAGES, Walker
from console.beds24.properties import read_properties, webhook_fields
from console.beds24.reading import lenient_moment
from console.beds24.stopping import StopFlag, Waiter
from console.beds24.tokens import KeyDiary, Tokens, UnkeptDiary
from console.beds24.transport import DEFAULT_URL, Limits, Transport
from console.beds24.wire import decode_details
from console.beds24.writing import booking_item, post
from console.domain.asking import (
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
from console.domain.clock import Clock, SystemClock
from console.domain.errors import KeyRefused
from console.domain.hotel import Property, WebhookTarget
from console.domain.secret import Secret, Vault

_READS_PERSONAL = frozenset({"read:bookings-personal", "all:bookings-personal"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the client behaves; the defaults are for the real Beds24.

    `trust_env` lets the machine's proxy settings count; `includes` is what bookings carry beyond their own keys.
    """

    api_url: str = DEFAULT_URL
    trust_env: bool = True
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    includes: tuple[Include, ...] = ALL_INCLUDES
    most_pages: int = MOST_PAGES


@dataclass(frozen=True, slots=True)
class Means:
    """What tests replace: time, waiting and chance. `waiter` None means to wait on the machine's own time."""

    clock: Clock = field(default_factory=SystemClock)
    waiter: Waiter | None = None
    rng: random.Random = field(default_factory=random.SystemRandom)


class Beds24Client:
    """Implements `console.domain.asking.Beds24`; may be shared by threads, one call goes at a time."""

    def __init__(
        self, vault: Vault, diary: KeyDiary | None = None, settings: Settings | None = None, means: Means | None = None
    ) -> None:
        """Raises WrongInput when `settings.api_url` is neither https nor this machine. Nothing is asked yet."""
        self._settings = settings or Settings()
        means = means or Means()
        self._stop = StopFlag()
        self._oddities = Oddities()
        waiter = means.waiter or self._stop
        self._transport = Transport(
            self._settings.api_url,
            self._stop,
            means.clock,
            trust_env=self._settings.trust_env,
            limits=self._settings.limits,
        )
        self._credits = CreditMeter(means.clock, waiter, self._oddities, self._settings.patience)
        self._tokens = Tokens(
            self._transport, vault, diary or UnkeptDiary(), self._credits, self._oddities, means.clock
        )
        self._asker = Asker(self._transport, self._tokens, self._credits, means.clock, waiter, means.rng)
        self._includes = self._settings.includes

    def exchange_invite(self, code: Secret, device_name: str) -> Secret:
        """The refresh token for `code`; put it into the vault, then call `key_changed`."""
        return self._tokens.exchange(code, device_name)

    def key_changed(self) -> None:
        """Use the key that lies in the vault from now on."""
        self._tokens.forget()
        self._includes = self._settings.includes

    def successor_of(self, key: Secret) -> Secret:
        """The key that Beds24 has put in the place of `key`, as far as this program saw; else `key` itself."""
        return self._tokens.successor_of(key)

    def key_details(self) -> KeyDetails:
        answer, _ = self._asker.get("/authentication/details", urgency=Urgency.PERSON, metered=False)
        told = decode_details(answer.body)
        if not told.valid_token or told.token is None:
            return KeyDetails(valid=told.valid_token)
        return KeyDetails(
            valid=True,
            scopes=tuple(told.token.scopes),
            only_property_id=told.token.only_property_id,
            linked_properties=bool(told.token.linked_properties),
            white_list_only=bool(told.token.white_list_only),
            device_name=told.token.device_name or "",
            created_at=lenient_moment(told.token.created),
        )

    def properties(self, urgency: Urgency = Urgency.BACKGROUND) -> tuple[Property, ...]:
        return read_properties(self._asker, self._oddities, urgency)

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        walk = Walk(self._asker, self._oddities, currency, urgency, self._settings.most_pages)
        pages = walk.pages(query, self._includes)
        try:
            first = next(pages)
        except KeyRefused:
            if not self._can_do_without_guests():
                raise
            pages = walk.pages(query, self._includes)
            first = next(pages)
        yield first
        yield from pages

    def message_pages(self, query: MessageQuery, urgency: Urgency = Urgency.BACKGROUND) -> Iterator[MessagePage]:
        walker = Walker(
            self._asker, self._oddities, "/bookings/messages", "messages", urgency, self._settings.most_pages
        )
        return message_pages(walker, query)

    def write_bookings(self, writes: tuple[BookingWrite, ...]) -> tuple[PostVerdict, ...]:
        return post(self._asker, "/bookings", [booking_item(write) for write in writes])

    def set_webhook(self, property_id: int, target: WebhookTarget) -> PostVerdict:
        return post(self._asker, "/properties", [{"id": property_id, "webhooks": webhook_fields(target)}])[0]

    def credits(self) -> CreditState:
        return self._credits.state()

    def oddities(self) -> Mapping[Oddity, int]:
        """Where Beds24 broke what is known of it, counted since the start; for doctor and the support bundle."""
        return self._oddities.counts()

    def stop(self) -> None:
        """Every call under way or made later raises Stopped, within a fifth of a second, until `resume`."""
        self._stop.raise_()

    def resume(self) -> None:
        """Allow calls again after `stop`."""
        self._stop.lower()

    def close(self) -> None:
        """Stop, and hang up for good."""
        self.stop()
        self._transport.close()

    def _can_do_without_guests(self) -> bool:
        """After a refusal: whether the key is good but may not read guests, so that `includeGuests` must go."""
        if Include.GUESTS not in self._includes:
            return False
        details = self.key_details()
        if not details.valid or _READS_PERSONAL & set(details.scopes):
            return False
        self._includes = tuple(include for include in self._includes if include is not Include.GUESTS)
        return True
