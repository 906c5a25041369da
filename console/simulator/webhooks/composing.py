"""Writes a letter: method, address, headers and body of one try, with whatever spoils it."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from console.simulator.assumptions import WebhookAssumptions
from console.simulator.book import Book
from console.simulator.hotel import Hotel, Webhooks
from console.simulator.webhooks.bodies import booking_body, encode, envelope, garbage, inventory, version_two
from console.simulator.webhooks.cards import form_data, with_additional, with_cards
from console.simulator.webhooks.deliveries import Delivery, Letter
from console.simulator.webhooks.faults import ActiveFaults, CardPlace, Garbage, WebhookFaultKind
from console.simulator.webhooks.firing import Notice, RoomNotice, Word
from console.simulator.webhooks.options import WebhookOptions
from console.simulator.webhooks.signing import header_lines, signature, spoiled
from console.simulator.wire import JsonObject

_JSON = ("Content-Type", "application/json")
_FORM = ("Content-Type", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Manner:
    """Everything that decides how a letter looks at the moment of sending."""

    settings: Webhooks
    options: WebhookOptions
    assumed: WebhookAssumptions


def compose(delivery: Delivery, manner: Manner, at: datetime, hotel: Hotel, book: Book, active: ActiveFaults) -> Letter:
    """The letter for one try."""
    if isinstance(delivery.notice, RoomNotice):
        body = encode(inventory(delivery.notice, hotel))
        letter = Letter("POST", delivery.url, (_JSON, *header_lines(manner.options.inventory_header)), body)
        return _signed(letter, manner.options, active)
    notice = _latest(delivery.notice, book) if manner.assumed.reads_at_sending else delivery.notice
    custom = header_lines(manner.settings.custom_header)
    if active.get(WebhookFaultKind.WRONG_SECRET):
        custom = tuple((name, spoiled(value)) for name, value in custom)
    if manner.settings.version == "one":
        letter = _version_one(delivery.url, notice, manner.settings, hotel)
    else:
        content = _content(notice, manner, at, len(delivery.tries), book)
        letter = Letter("POST", delivery.url, (_JSON,), _spoiled_body(content, active))
    letter = replace(letter, headers=(*letter.headers, *custom), faults=active.names())
    return _signed(letter, manner.options, active)


def _latest(notice: Notice, book: Book) -> Notice:
    known = book.find(notice.booking.id)
    return notice if known is None else replace(notice, booking=known, messages=book.messages.get(known.id, ()))


def _version_one(url: str, notice: Notice, settings: Webhooks, hotel: Hotel) -> Letter:
    """GET with the number and a word; with additionalData a form, so POST (FACTS.md 7.1)."""
    address = url.replace("[PROPERTYID]", str(hotel.id))
    word = Word.CANCEL if notice.word is Word.DELETE else notice.word
    query = urlencode({"bookid": notice.booking.id, "status": word.value})
    full = f"{address}{'&' if '?' in address else '?'}{query}"
    form = form_data(settings.additional_data)
    if form:
        return Letter("POST", full, (_FORM,), urlencode(form).encode())
    return Letter("GET", full, (), b"")


def _content(notice: Notice, manner: Manner, at: datetime, retries: int, book: Book) -> JsonObject:
    personal = manner.settings.version == "twoWithPersonalData"
    booking = booking_body(notice, book, personal=personal, token_key=manner.assumed.payment_token_key)
    enveloped = manner.options.envelope
    content = envelope(notice, booking) if enveloped else version_two(notice, booking, at, retries)
    return with_additional(content, manner.settings.additional_data)


def _spoiled_body(content: JsonObject, active: ActiveFaults) -> bytes:
    if cards := active.get(WebhookFaultKind.CARD_DATA):
        content = with_cards(content, CardPlace(cards.detail) if cards.detail else None)
    body = encode([content] if active.get(WebhookFaultKind.ARRAY) else content)
    if spoil := active.get(WebhookFaultKind.GARBAGE):
        return garbage(body, Garbage(spoil.detail or Garbage.TRUNCATED))
    return body


def _signed(letter: Letter, options: WebhookOptions, active: ActiveFaults) -> Letter:
    if not options.hmac_secret:
        return letter
    wrong = active.get(WebhookFaultKind.WRONG_SECRET)
    secret = spoiled(options.hmac_secret) if wrong else options.hmac_secret
    return replace(letter, headers=(*letter.headers, signature(secret, letter.body, prefix=options.hmac_prefix)))
