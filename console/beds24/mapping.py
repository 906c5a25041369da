"""Beds24's booking object to the hotel's own `Booking`, or to a parked item with its reason (FACTS.md section 3).

Only what a stay cannot be without parks the item: number, room type, status, dates, and a time of change that is told.
Whatever else is unfit counts as not told, so that one odd field never holds back a cancellation.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from console.beds24.companions import companions_of
from console.beds24.fields import AMOUNTS, COUNTS, TEXTS
from console.beds24.oddities import Oddity
from console.beds24.reading import (
    LONGEST_TEXT,
    Item,
    Unfit,
    day,
    identifier,
    lenient_moment,
    moment,
    money,
    number_of,
    shown_text,
    text,
)
from console.beds24.tidying import Note, kept, tidied, without_card_data
from console.beds24.wire import taken_apart
from console.domain.booking import NO_GROUP, UNASSIGNED, Booking, Cause, ParkedItem, booking_key
from console.domain.status import BEDS24_STATUSES

_STATUSES = frozenset(BEDS24_STATUSES)
_LONGEST_STATUS = 100
_IN_THE_FUTURE = timedelta(days=1)
_KEY_BYTES = 12
_COUNTRY_CODE = 2

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _nobody_listens(_oddity: Oddity) -> None:
    """For a caller who does not count oddities."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an item is read with: `property_id` for items that name none, `currency` for amounts (ISO 4217),
    `now` (aware UTC, Beds24's clock where known) when asked; `note` hears of every value that was unfit."""

    property_id: int
    currency: str
    now: datetime
    note: Note = _nobody_listens


def read_booking(received: bytes | object, asked: Asked) -> Booking | ParkedItem:
    """The booking in `received` (JSON bytes, or a decoded value); never raises for what was received.

    What is kept of it, `raw` or `payload`, is JSON with sorted keys and without card data.
    """
    try:
        item, strict = taken_apart(received)
    except (ValueError, RecursionError):
        return ParkedItem(_hash_key(received), Cause.UNREADABLE, "It is not valid JSON.", b"")
    if not isinstance(item, dict):
        return _parked({}, kept(item), Unfit("It is not a booking object."), asked)
    try:
        if not strict or len(received) > LONGEST_TEXT:  # type: ignore[arg-type]  # only bytes are strict
            item = tidied(item, asked.note)
        item, raw = without_card_data(item)
        return _booking(item, raw, asked)
    except Unfit as why:
        return _parked(item, kept(item), why, asked)
    except RecursionError:
        return _parked(item, kept(item), Unfit("It is nested too deeply."), asked)


def _booking(item: dict[str, Any], raw: bytes, asked: Asked) -> Booking:
    get = item.get
    beds24_id = identifier(get("id"), "number")
    room_type_id = identifier(get("roomId"), "room type")
    if beds24_id is None or room_type_id is None:
        raise Unfit("It has no booking number." if beds24_id is None else "It names no room type.")
    booked_at = _or_untold(asked, moment, get("bookingTime"), "time of booking")
    try:
        return Booking(
            beds24_id=beds24_id,
            property_id=_or_untold(asked, identifier, get("propertyId"), "property") or asked.property_id,
            room_type_id=room_type_id,
            unit_id=_or_untold(asked, identifier, get("unitId"), "unit") or UNASSIGNED,
            status=_status(get("status")),
            sub_status=_or_untold(asked, _sub_status, get("subStatus")),
            arrival=day(get("arrival"), "arrival"),
            departure=day(get("departure"), "departure"),
            modified_at=_modified_at(item, booked_at, asked),
            booked_at=booked_at,
            cancelled_at=_or_untold(asked, moment, get("cancelTime"), "time of cancelling"),
            group_id=_or_untold(asked, _group_of, item),
            country=_or_untold(asked, _country, item),
            companions=_or_untold(asked, companions_of, item),
            raw=raw,
            **_texts(item, raw, asked),
            **_numbers(item, asked),
        )
    except ValueError as why:
        raise Unfit(f"Its dates cannot be a stay: {why}.", Cause.IMPOSSIBLE_DATES) from None


def _or_untold(asked: Asked, read: Callable[_P, _T | None], *value: _P.args, **how: _P.kwargs) -> _T | None:
    """What `read` makes of a value; None, as if Beds24 had not told it, where the value is unfit."""
    try:
        return read(*value, **how)
    except Unfit:
        asked.note(Oddity.VALUE_UNFIT)
        return None


def _texts(item: Item, raw: bytes, asked: Asked) -> dict[str, Any]:
    """The text fields; most items hold neither an entity nor a NUL, so that their texts need no second look."""
    plain = b"&" not in raw and b"\\u0000" not in raw
    return {
        name: value if plain and type(value := item.get(key)) is str else _or_untold(asked, read, item.get(key), words)
        for read, name, key, words in TEXTS
    }


def _numbers(item: Item, asked: Asked) -> dict[str, Any]:
    """Amounts in minor units, and counts."""
    amounts = {name: _or_untold(asked, money, item.get(key), asked.currency, words) for name, key, words in AMOUNTS}
    counts = {name: _or_untold(asked, number_of, item, key, words, None) for name, key, words in COUNTS}
    return amounts | counts


def _status(value: object) -> str:
    """One of the six words in lower case, or an unknown word as received."""
    told = text(value, "status")
    if not told or not told.strip():
        raise Unfit("It has no status.")
    if told in _STATUSES:
        return told
    if len(told) > _LONGEST_STATUS:
        raise Unfit("Its status is no word.")
    plain = told.strip().lower()
    return plain if plain in _STATUSES else told


def _sub_status(value: object) -> str | None:
    told = text(value, "sub-status")
    return "none" if told == "" else told


def _modified_at(item: Item, booked_at: datetime | None, asked: Asked) -> datetime:
    """When it last changed. A moment far ahead would make every later change look old, so it is not believed."""
    told = moment(item.get("modifiedTime"), "time of change")
    if told is None:
        return booked_at if booked_at and _has_been(booked_at, asked) else asked.now
    if not _has_been(told, asked):
        raise Unfit("Its time of change lies in the future.")
    return told


def _has_been(at: datetime, asked: Asked) -> bool:
    return at <= asked.now + _IN_THE_FUTURE


def _group_of(item: Item) -> int | None:
    """The master's number; 0 when told that it is single, None when the answer leaves that open.

    `masterId` is null on the master itself too, so only a present `bookingGroup` tells single from master.
    """
    master = identifier(item.get("masterId"), "group")
    if master is not None:
        return master
    if "bookingGroup" not in item:
        return None
    group = item["bookingGroup"]
    if not group:
        return NO_GROUP
    if not isinstance(group, dict):
        raise Unfit("Its group cannot be read.")
    return identifier(group.get("master"), "group") or NO_GROUP


def _country(item: Item) -> str | None:
    """The two-letter code in upper case where Beds24 knows it, else the free text."""
    told = text(item.get("country2"), "country") or shown_text(item.get("country"), "country")
    if told is None:
        return None
    return told.upper() if len(told) == _COUNTRY_CODE and told.isascii() else told


def _parked(item: Item, payload: bytes, why: Unfit, asked: Asked) -> ParkedItem:
    """What waits. A time of change far ahead is not told on: it would shield the item from every later version."""
    beds24_id = _told(item, "id", identifier)
    modified_at = lenient_moment(item.get("modifiedTime"))
    return ParkedItem(
        key=booking_key(beds24_id) if beds24_id else _hash_key(payload),
        cause=why.cause,
        detail=why.detail,
        payload=payload,
        beds24_id=beds24_id,
        room_type_id=_told(item, "roomId", identifier),
        unit_id=_told(item, "unitId", identifier),
        modified_at=modified_at if modified_at and _has_been(modified_at, asked) else None,
    )


def _told(item: Item, key: str, read: Callable[[object, str], int | None]) -> int | None:
    try:
        return read(item.get(key), "")
    except Unfit:
        return None


def _hash_key(data: object) -> str:
    content = data if isinstance(data, bytes) else b""
    return f"item:{hashlib.blake2b(content, digest_size=_KEY_BYTES).hexdigest()}"
