"""What a webhook's bytes tell, as far as it may be kept (FACTS.md 7.1 and 7.2).

Only keys named here get through, and card data is taken out of what they hold: whatever else stands in a body, above
all card numbers, codes and payment tokens, is never looked at again. What the sender calls the event is never believed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

from console.domain.cards import mask_cards, without_cards
from console.domain.hook_events import EventKind
from console.domain.moments import moment_from, moment_text

MOST_NOTICES: Final = 500
PERSONAL_KEYS: Final = frozenset(
    [
        *("title", "firstName", "lastName", "email", "phone", "mobile", "fax", "company"),
        *("address", "city", "state", "postcode"),
    ]
)
BOOKING_KEYS: Final = PERSONAL_KEYS | frozenset(
    [
        *("id", "masterId", "propertyId", "roomId", "unitId", "roomQty", "status", "subStatus", "arrival", "departure"),
        *("numAdult", "numChild", "country", "country2", "arrivalTime", "voucher", "comments", "notes", "message"),
        *("groupNote", "flagColor", "flagText", "lang", "referer", "reference", "channel", "apiSource", "apiReference"),
        *("allowChannelUpdate", "bookingTime", "modifiedTime", "cancelTime", "price", "deposit", "tax", "commission"),
        *("rateDescription", "refererEditable"),
    ]
)
_NO_MAILBOX: Final = str.maketrans("@+", "  ")
_GROUP: Final = "bookingGroup"
_GROUP_KEYS: Final = frozenset(("master", "ids"))
_ITEM_KEYS: Final = {
    "infoItems": frozenset(("id", "bookingId", "createTime", "code", "text")),
    "invoiceItems": frozenset(
        [
            *("id", "bookingId", "type", "subType", "description", "status", "qty", "amount", "lineTotal", "vatRate"),
            *("invoiceeId", "createTime"),
        ]
    ),
}
_MESSAGE_KEYS: Final = frozenset(("id", "bookingId", "time", "read", "message", "source", "attachmentName"))
_MOST_ITEMS: Final = 1_000
_LONGEST_NAME: Final = 200
_LARGEST: Final = 10**12
"""No number of Beds24's is as long as that of a card."""

_DELETED: Final = frozenset(("booking.deleted", "deleted"))
_BARE: Final = ("id", "roomId", "arrival")
"""What a booking has that stands in an array without anything around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that a webhook told.

    `booking` has Beds24's own keys, as far as they are allowed, the items of its bill among them; `messages` are what
    guest and hotel wrote. `named` is what the sender called it. `has_personal` says whether it tells of the guest at
    all: where it does not, that is no news about the guest.
    """

    kind: EventKind
    beds24_id: int | None = None
    property_id: int | None = None
    event_id: str = ""
    named: str = ""
    sent_at: datetime | None = None
    retries: int = 0
    booking: Mapping[str, Any] = field(default_factory=dict, repr=False)
    messages: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    deleted: bool = False
    has_personal: bool = False

    @property
    def changed_at(self) -> datetime | None:
        """When the booking was changed, as far as the body tells."""
        return _moment(self.booking.get("modifiedTime"))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nothing in a body can be made use of; `reason` is a plain sentence without anything that was received."""

    reason: str


def read_body(body: bytes, query: str) -> tuple[Notice, ...] | Unreadable:
    """Everything that a request tells; never raises for what was received.

    A body of version two, an envelope or an array of either comes first; a query with a number is a hint (version one).
    """
    hint = _hint_in(query)
    if not body.strip():
        return (hint,) if hint else Unreadable("It is empty.")
    try:
        content = json.loads(body.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return (hint,) if hint else Unreadable("It is not valid JSON.")
    items = content if isinstance(content, list) else [content]
    if len(items) > MOST_NOTICES:
        return Unreadable("It holds more bookings than a webhook can.")
    found = tuple(notice for item in items if isinstance(item, dict) and (notice := _notice(item)))
    if found:
        return found
    return (hint,) if hint else Unreadable("It holds neither a booking nor a room.")


def dedupe_key(notice: Notice, received_at: datetime) -> str:
    """What is equal for two deliveries of one event: its own id; else the booking and everything it tells, whenever
    it was sent. What tells only a number is one event a minute."""
    if notice.event_id:
        return f"event|{notice.event_id}"
    if notice.kind is EventKind.BOOKING:
        return f"booking|{notice.beds24_id}|{hashlib.sha256(fields_of(notice)).hexdigest()}"
    minute = moment_text(received_at)[:16]
    return f"{notice.kind}|{notice.beds24_id or notice.property_id}|{notice.named}|{minute}"


def fields_of(notice: Notice) -> bytes:
    """What is kept of a notice, as canonical JSON."""
    told = {
        "booking": notice.booking,
        "messages": notice.messages,
        "deleted": notice.deleted,
        "has_personal": notice.has_personal,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _notice(item: dict[str, Any]) -> Notice | None:
    booking = item.get("booking")
    if isinstance(booking, dict):
        return _booking_notice(item, booking)
    if all(key in item for key in _BARE):
        return _booking_notice(item, item)
    if "propId" in item and "roomId" in item:
        room, hotel = _number(item["roomId"]), _number(item["propId"])
        named = f"{_text(item.get('action'))} {room or ''}".strip()
        return Notice(kind=EventKind.INVENTORY, property_id=hotel, named=named) if hotel else None
    return None


def _booking_notice(around: dict[str, Any], told: dict[str, Any]) -> Notice | None:
    """None where it names no booking."""
    beds24_id = _number(told.get("id"))
    if beds24_id is None:
        return None
    named = _text(around.get("event"))
    kept = {key: value for key, value in _clean(_allowed(told, BOOKING_KEYS)).items() if _strictly(value) == value}
    kept |= _group_in(told.get(_GROUP)) if _GROUP in told else {}
    kept |= {name: _items(around[name], keys) for name, keys in _ITEM_KEYS.items() if name in around}
    return Notice(
        kind=EventKind.BOOKING,
        beds24_id=beds24_id,
        property_id=_number(told.get("propertyId")),
        event_id=_event_id(around.get("id")) if named else "",
        named=named,
        sent_at=_moment(around.get("timeStamp")),
        retries=_number(around.get("retries")) or 0,
        booking=kept,
        messages=tuple(_items(around.get("messages"), _MESSAGE_KEYS)),
        deleted=named in _DELETED or told.get("status") == "deleted",
        has_personal=any(key in told for key in PERSONAL_KEYS),
    )


def _hint_in(query: str) -> Notice | None:
    """The number in a query of version one; its word for what happened is never believed."""
    told = parse_qs(query)
    beds24_id = _number(next(iter(told.get("bookid", ())), None))
    if beds24_id is None:
        return None
    return Notice(kind=EventKind.HINT, beds24_id=beds24_id, named=_text(next(iter(told.get("status", ())), "")))


def _allowed(told: Mapping[str, Any], keys: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """The allowed keys, as far as they hold a plain value."""
    return ((key, value) for key, value in told.items() if key in keys and not isinstance(value, (dict, list)))


def _clean(told: Iterator[tuple[str, Any]]) -> dict[str, Any]:
    clean: dict[str, Any] = without_cards(dict(told))
    return clean


def _strictly(value: Any) -> Any:
    """`value` without what could be a card's number although it is likelier that of a phone, of a mailbox or of a
    channel, all of which stay when they are read from Beds24: that comes seconds later."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return value
    masked = mask_cards(str(value).translate(_NO_MAILBOX))
    return value if masked == str(value).translate(_NO_MAILBOX) else masked


def _group_in(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        return {_GROUP: None}
    ids = told.get("ids")
    numbers = [number for each in ids[:_MOST_ITEMS] if (number := _number(each))] if isinstance(ids, list) else []
    return {_GROUP: {"master": _number(told.get("master")), "ids": numbers}}


def _items(told: object, keys: frozenset[str]) -> list[dict[str, Any]]:
    if not isinstance(told, list):
        return []
    items = [_clean(_allowed(item, keys)) for item in told[:_MOST_ITEMS] if isinstance(item, dict)]
    return [{key: _strictly(value) for key, value in item.items()} for item in items]


def _number(value: object) -> int | None:
    """A number of Beds24's, also as text; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(_LARGEST)):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value < _LARGEST else None


def _text(value: object) -> str:
    """A short plain name, without card data; empty for anything else."""
    told = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(told, str):
        return ""
    clean: str = without_cards(told[:_LONGEST_NAME])
    return clean.encode("utf-8", "replace").decode()


def _event_id(value: object) -> str:
    """The event's own id; one that may not be kept as it is by its hash, so that no two ids become one."""
    told = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    kept = _text(value)
    if not isinstance(told, str) or kept == told:
        return kept
    return f"sha256:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()}"


def _moment(value: object) -> datetime | None:
    try:
        return moment_from(value) if isinstance(value, str) else None
    except ValueError:
        return None
