"""What the desk wants of a booking, in Beds24's words: keys, units and the actions of an order (FACTS.md section 4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from console.beds24.fields import AMOUNTS, COUNTS, TEXTS
from console.domain.asking import BookingWrite
from console.domain.booking import UNASSIGNED
from console.domain.markers import referrer_of
from console.domain.money import to_major

_NOT_OURS: Final = frozenset(
    {"api_source", "referer", "reference", "channel", "channel_reference", "allow_channel_update"}
)
_KEYS: Final = {
    **{name: key for _read, name, key, _words in TEXTS if name not in _NOT_OURS},
    **{name: key for name, key, _words in COUNTS},
    "status": "status",
    "room_type_id": "roomId",
    "unit_id": "unitId",
}
_AMOUNT_KEYS: Final = {name: key for name, key, _words in AMOUNTS}
_DAYS: Final = frozenset({"arrival", "departure"})
_COUNTRY, _CODE, _CODE_LENGTH = "country", "country2", 2


def change_of(beds24_id: int, values: Mapping[str, Any], currency: str) -> BookingWrite:
    """An order to change just these fields of a booking; an explicit 0 or "" is sent as it is.

    `values` are by field of `Booking`, amounts in minor units of `currency`. Other programs of the hotel that listen to
    Beds24's webhooks hear of it as they would of a change in its panel.
    """
    return BookingWrite({**_worded(values, currency), "actions": {"allowWebhooks": True}}, beds24_id)


def creation_of(values: Mapping[str, Any], currency: str, marker: str, *, overbook: bool) -> BookingWrite:
    """An order to make a booking, which is known again by `marker` (`console.domain.markers`).

    What is None is left to Beds24, which also finds a unit where none is named. It takes a booking for a room that is
    not free unless it is told to look (`overbook` false).
    """
    told = {name: value for name, value in values.items() if value is not None}
    if told.get("unit_id") == UNASSIGNED:
        del told["unit_id"]
    looks = {} if overbook else {"checkAvailability": True}
    referrer = {"refererEditable": referrer_of(marker)}
    return BookingWrite({**_worded(told, currency), **referrer, "actions": {"allowWebhooks": True, **looks}})


def is_orderable(field: str) -> bool:
    """Whether Beds24 lets this field of `Booking` be written."""
    return field in _KEYS or field in _AMOUNT_KEYS or field in _DAYS or field == _COUNTRY


def _worded(values: Mapping[str, Any], currency: str) -> dict[str, Any]:
    return {key: item for name, value in values.items() for key, item in _pairs(name, value, currency)}


def _pairs(name: str, value: Any, currency: str) -> tuple[tuple[str, Any], ...]:
    """A country is two keys there: the code, which is read first, and free text."""
    if name in _AMOUNT_KEYS:
        return ((_AMOUNT_KEYS[name], to_major(value, currency)),)
    if name in _DAYS and isinstance(value, date):
        return ((name, value.isoformat()),)
    if name == _COUNTRY:
        return ((_CODE, value),) if len(value) == _CODE_LENGTH else ((_CODE, None), (_COUNTRY, value))
    return ((_KEYS[name], value),)
