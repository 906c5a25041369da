"""GET and POST /bookings/messages: the conversation with the guest (FACTS.md 3 and 4)."""

from datetime import timedelta

from console.simulator.book import Book
from console.simulator.bookings import Booking
from console.simulator.channels import belongs_to_portal
from console.simulator.filters import Today, choice, integers
from console.simulator.items import Message
from console.simulator.wire import JsonObject, RefusalError, Request, stamp

SOURCES = ("host", "guest", "internalNote", "system")
OLDEST_DAYS = 999


def message_rows(request: Request, book: Book, today: Today) -> list[JsonObject]:
    """The messages asked for, by id, bookingId, masterId, roomId, propertyId, source, filter and maxAge (SPEC)."""
    ids, bookings = integers(request, "id"), integers(request, "bookingId")
    rooms, sources = integers(request, "roomId"), choice(request, "source", SOURCES)
    properties, masters = integers(request, "propertyId"), integers(request, "masterId")
    read = choice(request, "filter", ("read", "unread"))
    oldest = today.now - timedelta(days=_max_age(request))
    return [
        _message_to_wire(each, booking)
        for booking in book
        for each in book.messages.get(booking.id, ())
        if (not ids or each.id in ids)
        and (not bookings or booking.id in bookings)
        and (not rooms or booking.room_id in rooms)
        and (not properties or booking.property_id in properties)
        and (not masters or booking.master_id in masters)
        and (not sources or each.source in sources)
        and (not read or ("read" if each.read else "unread") in read)
        and each.time >= oldest
    ]


def _max_age(request: Request) -> int:
    ages = integers(request, "maxAge")
    if any(not 1 <= age <= OLDEST_DAYS for age in ages):
        raise RefusalError(400, "Parameter maxAge is invalid")
    return max(ages, default=36_500)


def _message_to_wire(message: Message, booking: Booking) -> JsonObject:
    return {
        "id": message.id,
        "bookingId": message.booking_id,
        "roomId": booking.room_id,
        "propertyId": booking.property_id,
        "authorOwnerId": None,
        "time": stamp(message.time),
        "read": message.read,
        "message": message.message,
        "source": message.source,
        "attachment": None,
        "attachmentName": None,
        "attachmentMimeType": None,
    }


def write_message(item: object, book: Book, today: Today) -> JsonObject:
    """One item of POST /bookings/messages: a new message of an OTA booking, or `read` of a known one."""
    match item:
        case {"bookingId": int(booking_id), "message": str(text)}:
            return _send(booking_id, text, book, today)
        case {"id": int(message_id), "read": bool(read)}:
            return _mark(message_id, book, read=read)
        case _:
            return _refused("new message", "invalid")


def _send(booking_id: int, text: str, book: Book, today: Today) -> JsonObject:
    booking = book.find(booking_id)
    if booking is None or not belongs_to_portal(booking):
        return _refused("new message", "booking does not support messages")
    message = Message(book.new_item_id(), booking_id, today.now, text, "host", read=True)
    book.add_message(message, quiet=True)
    return {"success": True, "new": _message_to_wire(message, booking)}


def _mark(message_id: int, book: Book, *, read: bool) -> JsonObject:
    if not book.mark_message(message_id, read=read):
        return _refused("modify message", "access denied")
    return {"success": True, "modified": {"id": message_id, "read": read}}


def _refused(action: str, message: str) -> JsonObject:
    return {"success": False, "errors": [{"action": action, "message": message}]}
