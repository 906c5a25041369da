"""The fields POST /bookings may write: kinds and limits of SPEC `newBooking`, checked one by one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from console.simulator.bookings import FIELD_OF, PERSONAL_KEYS, Status

SUB_STATUSES = (
    "actionRequired", "allotment", "cancelledByGuest", "cancelledByHost", "noShow",
    "waitlist", "walkin", "none", "nonPayment",
)  # fmt: skip
MOST_MONEY = 99_999_999.99
MOST_PEOPLE = 99
_WIDE = {"address": 250, "comments": 1000, "notes": 2000, "message": 1000, "groupNote": 5000, "flagText": 32}
_TEXTS = ("country", "arrivalTime", "voucher", "comments", "notes", "message", "flagText")
_FREE = ("refererEditable", "apiMessage")
_NULLABLE = ("groupNote", "country2", "stripeToken", "pcibookingToken")

Check = Callable[[object], Any]


@dataclass(frozen=True, slots=True)
class Invalid:
    """A field that was sent with a value the service does not take."""

    field: str


def _text(limit: int) -> Check:
    def check(value: object) -> str:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or len(text) > limit:
            raise ValueError
        return text

    return check


def _or_null(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _integer(low: int, high: int) -> Check:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError
        return value

    return check


def _money(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MOST_MONEY:
        raise ValueError
    return round(float(value), 2)


def _day(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError
    return date.fromisoformat(value)


def _colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"([0-9A-Fa-f]{6})?", value):
        raise ValueError
    return value


def _one_of(words: tuple[str, ...]) -> Check:
    def check(value: object) -> str:
        if value not in words:
            raise ValueError
        return str(value)

    return check


_NUMBER = _integer(0, 2**53)
CHECKS: Mapping[str, Check] = {
    **{key: _text(_WIDE.get(key, 100)) for key in (*PERSONAL_KEYS, *_TEXTS)},
    **{key: _text(100_000) for key in _FREE},
    **{key: _or_null(_text(_WIDE.get(key, 300))) for key in _NULLABLE},
    **{f"custom{n}": _text(1000) for n in range(1, 11)},
    **dict.fromkeys(("price", "deposit", "tax", "commission"), _money),
    **dict.fromkeys(("numAdult", "numChild"), _integer(0, MOST_PEOPLE)),
    **dict.fromkeys(("arrival", "departure"), _day),
    **dict.fromkeys(("masterId", "invoiceeId"), _or_null(_NUMBER)),
    **dict.fromkeys(("roomId", "unitId"), _NUMBER),
    "roomQty": _integer(1, MOST_PEOPLE),
    "status": lambda value: Status(str(value)),
    "flagColor": _colour,
    "lang": _text(2),
    "rateDescription": _text(1000),
}
SUB_STATUS_CHECK = _one_of(SUB_STATUSES)


def read_fields(
    item: Mapping[str, object], *, accepts_sub_status: bool = False
) -> tuple[dict[str, Any], list[Invalid]]:
    """The writable fields of an item by Booking field name, and those with a wrong value.

    What is not writable (id, propertyId, times, channel, anything unknown) is passed over in silence.
    """
    checks = {**CHECKS, "subStatus": SUB_STATUS_CHECK} if accepts_sub_status else CHECKS
    values: dict[str, Any] = {}
    wrong: list[Invalid] = []
    for key in item.keys() & checks.keys():
        try:
            values[FIELD_OF[key]] = checks[key](item[key])
        except ValueError:
            wrong.append(Invalid(key))
    return values, sorted(wrong, key=lambda each: each.field)
