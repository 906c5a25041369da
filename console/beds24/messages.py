"""Listing guests' messages, and reading each (FACTS.md section 3); one that cannot be read is left out and counted.

Only its number, its booking and its time are needed to place a message; whatever else is unfit counts as not told.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from console.beds24.oddities import Oddity
from console.beds24.paging import Turned, Walker, in_parts
from console.beds24.reading import Unfit, identifier, moment, shown_text
from console.beds24.tidying import Note, tidied
from console.beds24.transport import Params
from console.beds24.wire import taken_apart
from console.domain.asking import MessagePage, MessageQuery, ReceivedMessage
from console.domain.booking import GuestMessage
from console.domain.cards import without_cards

_FILE = "attachment"
_AUTHORS = {"internalNotes": "internalNote"}  # the description of the API spells it both ways
_UNKNOWN = "unknown"
_LONGEST_NAME = 100


def message_pages(walker: Walker, query: MessageQuery) -> Iterator[MessagePage]:
    """The pages, numbered through from 1. Raises Garbled when paging does not come to an end."""
    parts = list(in_parts(query.booking_ids))
    number = 0
    for position, part in enumerate(parts, start=1):
        for turned in walker.walk(params_of(replace(query, booking_ids=part))):
            number += 1
            yield _page_of(turned, number, walker.oddities.note, last=turned.last and position == len(parts))


def params_of(query: MessageQuery) -> Params:
    """`query` as pairs, without the page; each booking as a key of its own, since a comma list is refused."""
    pairs = [("propertyId", str(query.property_id))]
    pairs += [("bookingId", str(number)) for number in query.booking_ids]
    if query.max_age_days is not None:
        pairs.append(("maxAge", str(query.max_age_days)))
    return tuple(pairs)


def _page_of(turned: Turned, number: int, note: Note, *, last: bool) -> MessagePage:
    found: list[ReceivedMessage] = []
    for item in turned.page.items:
        try:
            found.append(read_message(item, note))
        except Unfit:
            note(Oddity.MESSAGE_UNREADABLE)
    return MessagePage(number, tuple(found), len(turned.page.items) - len(found), turned.cost, last)


def read_message(received: bytes | object, note: Note) -> ReceivedMessage:
    """The message in `received` (JSON bytes, or a decoded value), without card data. Raises Unfit."""
    item = _object(received, note)
    message_id, booking_id = identifier(item.get("id"), "number"), identifier(item.get("bookingId"), "booking")
    sent_at = moment(item.get("time"), "time")
    if message_id is None or booking_id is None or sent_at is None:
        raise Unfit("It has no number, no booking or no time.")
    author = _told(item, "source") or _UNKNOWN
    message = GuestMessage(
        message_id,
        sent_at.replace(microsecond=0),
        _AUTHORS.get(author, author)[:_LONGEST_NAME],
        _told(item, "message"),
        read=_is_read(item.get("read")),
        attachment=_told(item, "attachmentName")[:_LONGEST_NAME] or (_UNKNOWN if item[_FILE] else ""),
    )
    return ReceivedMessage(booking_id, message)


def _object(received: bytes | object, note: Note) -> dict[str, Any]:
    """The item with only the word whether a file came with it: the file itself is not kept."""
    try:
        item, _ = taken_apart(received)
        if not isinstance(item, dict):
            raise Unfit("It is not an object.")
        clean: dict[str, Any] = without_cards(tidied({**item, _FILE: bool(item.get(_FILE))}, note))
    except (ValueError, RecursionError):
        raise Unfit("It is not valid JSON.") from None
    return clean


def _told(item: dict[str, Any], key: str) -> str:
    """A text; what is none counts as not told."""
    try:
        return (shown_text(item.get(key), key) or "").strip()
    except Unfit:
        return ""


def _is_read(value: object) -> bool:
    """Only a plain no asks somebody to look."""
    return str(value).lower() not in {"false", "0"}
