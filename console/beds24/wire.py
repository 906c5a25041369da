"""The shapes of Beds24's answers, tolerant of missing, unknown and oddly typed keys (FACTS.md 1, 2.4, 4, 5).

Only a shape that makes the whole answer useless raises Garbled. What msgspec refuses because of one item (NaN, a broken
character) is read again by Python's own json, item by item.
"""

import json
from typing import Any, Final, TypeVar

import msgspec

from console.domain.errors import Garbled, RequestRefused

FULL_PAGE: Final = 100
_MOST_DIGITS: Final = 30
_T = TypeVar("_T")


class TokenAnswer(msgspec.Struct, rename="camel"):
    """Answer of `/authentication/setup` and `/authentication/token`; `expires_in` in seconds, really 86,400."""

    token: str
    expires_in: int = 3600
    refresh_token: str = ""

    def __repr__(self) -> str:
        return "TokenAnswer(•••)"


class Details(msgspec.Struct, rename="camel"):
    """What `/authentication/details` says of a token."""

    scopes: list[str] = []
    created: str | None = None
    device_name: str | None = None
    linked_properties: bool | None = None
    only_property_id: int | None = None
    white_list_only: bool | None = None


class DetailsAnswer(msgspec.Struct, rename="camel"):
    """Answer of `/authentication/details`."""

    valid_token: bool = False
    token: Details | None = None


class Refusal(msgspec.Struct):
    """The envelope of an error; `code` is the HTTP status as far as known."""

    success: bool = False
    code: int = 0
    error: str = ""

    def __repr__(self) -> str:
        return f"Refusal(code={self.code})"


class Paging(msgspec.Struct, rename="camel"):
    next_page_exists: Any = None


class Envelope(msgspec.Struct):
    """A page of anything; items stay as received until each is read on its own."""

    success: Any = True
    count: Any = None
    pages: Paging | None = None
    data: list[msgspec.Raw] | None = None
    code: Any = None
    error: Any = None


class Complaint(msgspec.Struct):
    action: str | None = None
    field: str | None = None
    message: str | None = None


class Verdict(msgspec.Struct):
    """Beds24's word on one posted item; HTTP 201 even when refused."""

    success: bool = False
    new: dict[str, Any] | None = None
    errors: list[Complaint] | None = None
    warnings: list[Complaint] | None = None

    def __repr__(self) -> str:
        return f"Verdict(success={self.success})"


class Unreadable:
    """Stands where Python's json met NaN or Infinity, which are no JSON."""

    __slots__ = ()


class Page(msgspec.Struct, frozen=True):
    """A page taken apart: each item is its JSON bytes, or a decoded value that is no strict JSON."""

    items: tuple[bytes | object, ...]
    more: bool | None
    count: int | None
    strict: bool = True


_envelopes = msgspec.json.Decoder(Envelope, strict=False)
_tokens = msgspec.json.Decoder(TokenAnswer, strict=False)
_details = msgspec.json.Decoder(DetailsAnswer, strict=False)
_refusals = msgspec.json.Decoder(Refusal, strict=False)
_items = msgspec.json.Decoder()
_verdicts = msgspec.json.Decoder(list[Verdict])


def decode_token(body: bytes) -> TokenAnswer:
    return _decoded(_tokens, body)


def decode_details(body: bytes) -> DetailsAnswer:
    return _decoded(_details, body)


def decode_verdicts(body: bytes) -> list[Verdict]:
    """Raises RequestRefused when Beds24 answered with one refusal for all, Garbled when with neither."""
    try:
        return _verdicts.decode(body)
    except (ValueError, RecursionError):
        refusal = decode_refusal(body)
        if refusal.code:
            raise RequestRefused(
                f"Beds24 refused the change as a whole (code {refusal.code}). Nothing was changed."
            ) from None
        raise Garbled(_NOT_AS_PROMISED) from None


def decode_refusal(body: bytes) -> Refusal:
    """The envelope of an error, or an empty one: never raises."""
    try:
        return _refusals.decode(body)
    except (ValueError, RecursionError):
        return Refusal()


def loose(received: bytes) -> Any:
    """What Python's json reads: Unreadable for NaN, lone surrogates kept. Raises ValueError, RecursionError."""
    text = received.decode("utf-8", "surrogateescape")
    return json.loads(text, parse_constant=lambda _: Unreadable(), parse_int=_bounded_int, strict=False)


def taken_apart(received: bytes | object) -> tuple[object, bool]:
    """An item, and whether it was strict JSON. Raises ValueError and RecursionError for what is no JSON at all."""
    if not isinstance(received, bytes):
        return received, False
    try:
        return _items.decode(received), True
    except (ValueError, RecursionError):
        return loose(received), False


def decode_page(body: bytes) -> Page:
    """The items of a page. Raises Garbled when there is no list of items to be found."""
    try:
        envelope = _envelopes.decode(body)
    except (ValueError, RecursionError):
        return _page_by_hand(body)
    if envelope.data is None:
        raise Garbled(_NOT_AS_PROMISED)
    more = None if envelope.pages is None else _truth(envelope.pages.next_page_exists)
    return Page(tuple(bytes(raw) for raw in envelope.data), more, _whole(envelope.count))


def is_refusal(body: bytes) -> bool:
    """Whether an answer with status 200 is an error in disguise."""
    refusal = decode_refusal(body[:4096]) if len(body) <= 4096 else Refusal()  # noqa: PLR2004  # real ones are short
    return bool(refusal.code or refusal.error) and not refusal.success


def _page_by_hand(body: bytes) -> Page:
    try:
        page = loose(body)
    except (ValueError, RecursionError):
        raise Garbled(_NOT_AS_PROMISED) from None
    data = page.get("data") if isinstance(page, dict) else None
    if not isinstance(data, list):
        raise Garbled(_NOT_AS_PROMISED)
    pages = page.get("pages")
    more = _truth(pages.get("nextPageExists")) if isinstance(pages, dict) else None
    return Page(tuple(_strict_or_value(item) for item in data), more, _whole(page.get("count")), strict=False)


def _strict_or_value(item: object) -> bytes | object:
    """`item` as strict JSON where that is possible without changing it."""
    try:
        return json.dumps(item, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError):
        return item


def _bounded_int(text: str) -> int | str:
    return int(text) if len(text) <= _MOST_DIGITS else text


def _truth(value: object) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _decoded(decoder: "msgspec.json.Decoder[_T]", body: bytes) -> _T:
    try:
        return decoder.decode(body)
    except (ValueError, RecursionError):
        raise Garbled(_NOT_AS_PROMISED) from None


_NOT_AS_PROMISED = (
    "Beds24 answered, but not with what it promises (perhaps a maintenance page, or an answer cut off). "
    "Nothing was changed; we ask again later."
)
