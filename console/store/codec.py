"""Bookings as rows and back: one encoder a column, chosen once from the field's type."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any

import msgspec

from console.domain.booking import BOOKING_FIELDS, NOT_THERE_YET, Booking
from console.domain.companion import Companion
from console.domain.moments import maybe_moment_from, maybe_moment_text, moment_from, moment_text

_APART = ("messages", "raw")
BOOKING_COLUMNS = tuple(name for name in BOOKING_FIELDS if name not in _APART)

_values_of = attrgetter(*BOOKING_COLUMNS)
_TYPES = {field.name: field.type for field in fields(Booking)}
_Companions = tuple[Companion, ...] | None
_companions_from = msgspec.json.Decoder(_Companions).decode
_encode_json = msgspec.json.Encoder().encode


def companions_text(companions: _Companions) -> str | None:
    """Companions as one value of a row; None where nothing was told of any."""
    return None if companions is None else _encode_json(companions).decode()


def companions_from(text: str | None) -> _Companions:
    """The companions that are stored as `text`."""
    return None if text is None else _companions_from(text)


_ENCODERS: dict[Any, Callable[[Any], Any]] = {
    date: date.isoformat,
    datetime: moment_text,
    datetime | None: maybe_moment_text,
    _Companions: companions_text,
}
_DECODERS: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: moment_from,
    datetime | None: maybe_moment_from,
    _Companions: companions_from,
}


def _by_position(table: dict[Any, Callable[[Any], Any]]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    return tuple((n, table[_TYPES[name]]) for n, name in enumerate(BOOKING_COLUMNS) if _TYPES[name] in table)


_ENCODE_AT = _by_position(_ENCODERS)
_DECODE_AT = _by_position(_DECODERS)
_NUMBER = BOOKING_COLUMNS.index("beds24_id")


def booking_values(booking: Booking) -> list[Any]:
    """The values of BOOKING_COLUMNS, ready to be bound."""
    values = list(_values_of(booking))
    for position, encode in _ENCODE_AT:
        values[position] = encode(values[position])
    values[_NUMBER] = values[_NUMBER] or None
    return values


def booking_from(values: Sequence[Any], raw: bytes = b"") -> Booking:
    """The booking whose BOOKING_COLUMNS are `values`; its messages stay in their own table."""
    decoded = list(values)
    for position, decode in _DECODE_AT:
        decoded[position] = decode(decoded[position])
    decoded[_NUMBER] = decoded[_NUMBER] or NOT_THERE_YET
    return Booking(**dict(zip(BOOKING_COLUMNS, decoded, strict=True)), raw=raw)


def field_json(name: str, value: Any) -> str:
    """One field's value as JSON, so that an absent one and an empty text stay apart."""
    encode = _ENCODERS.get(_TYPES[name])
    return _encode_json(value if value is None or encode is None else encode(value)).decode()


def field_from_json(name: str, text: str) -> Any:
    """The value that `field_json` wrote."""
    value, decode = msgspec.json.decode(text), _DECODERS.get(_TYPES[name])
    return value if value is None or decode is None else decode(value)


def value_text(value: object) -> str | None:
    """A field's value as history keeps it: text for people and exports, None where nothing was told."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(one.text for one in value)
    return moment_text(value) if isinstance(value, datetime) else str(value)


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Booking).decode


def packed(booking: Booking) -> bytes:
    """The whole booking as one value, for what waits and cannot have a row yet."""
    return _pack(booking)


def unpacked(body: bytes) -> Booking:
    return _unpack(body)
