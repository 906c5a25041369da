"""The bodies: version two of Beds24, the envelope of a relay, the inventory webhook (FACTS.md 7.1 and 7.2)."""

import json
from datetime import datetime

from console.simulator.book import Book
from console.simulator.hotel import Hotel
from console.simulator.items import Message, info_item_to_wire, invoice_item_to_wire
from console.simulator.listing import Show, show_booking
from console.simulator.webhooks.faults import Garbage
from console.simulator.webhooks.firing import Notice, RoomNotice, Word
from console.simulator.wire import JsonObject, stamp

_EVENTS = {
    Word.NEW: "booking.created",
    Word.CANCEL: "booking.cancelled",
    Word.DELETE: "booking.deleted",
    Word.MODIFY: "booking.modified",
    Word.MESSAGE: "booking.modified",
}
TOKEN_KEY = "pcibookingToken"  # noqa: S105 (the name of a key)

_GARBAGE = {
    Garbage.EMPTY: b"",
    Garbage.HTML: b"<html><body>Service Unavailable</body></html>",
    Garbage.NUMBER: b"42",
    Garbage.NO_BOOKING: b'{"timeStamp":"2026-08-04T09:00:00Z","retries":0}',
    Garbage.NOT_UTF8: b'{"booking":{"id":1,"lastName":"M\xfcller"}}',
    Garbage.DEEP: b"[" * 50_000 + b"]" * 50_000,
}


def booking_body(notice: Notice, book: Book, *, personal: bool, token_key: bool) -> JsonObject:
    """The booking with `bookingGroup`; without the 12 personal keys unless asked for."""
    row = show_booking(notice.booking, Show(personal=personal, group=True), book)
    if not token_key:
        del row[TOKEN_KEY]
    return row


def version_two(notice: Notice, booking: JsonObject, at: datetime, retries: int) -> JsonObject:
    """Beds24's own body; the items and messages are siblings of the booking and always there."""
    number, known = notice.booking.id, notice.booking
    return {
        "timeStamp": stamp(at),
        "booking": booking,
        "infoItems": [info_item_to_wire(item, number) for item in known.info_items],
        "invoiceItems": [invoice_item_to_wire(item, number) for item in known.invoice_items],
        "messages": [_message_to_wire(message) for message in notice.messages],
        "retries": retries,
    }


def envelope(notice: Notice, booking: JsonObject) -> JsonObject:
    """What a relay sends: the event by name, its id, the booking. A retry is the same to the byte."""
    return {"event": _EVENTS[notice.word], "id": notice.event_id, "booking": booking}


def inventory(notice: RoomNotice, hotel: Hotel) -> JsonObject:
    """The inventory webhook; its numbers are strings."""
    numbers = {"roomId": str(notice.room_id), "propId": str(hotel.id), "ownerId": str(hotel.owner_id)}
    return {**numbers, "action": "SYNC_ROOM"}


def encode(content: object) -> bytes:
    """The bytes on the wire."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def garbage(body: bytes, kind: Garbage) -> bytes:
    """What is sent instead of a body."""
    return body[: len(body) // 2] if kind is Garbage.TRUNCATED else _GARBAGE[kind]


def _message_to_wire(message: Message) -> JsonObject:
    return {
        "id": message.id,
        "bookingId": message.booking_id,
        "authorOwnerId": None,
        "time": stamp(message.time),
        "read": message.read,
        "message": message.message,
        "source": message.source,
    }
