"""The fields of a reservation and their values, as history keeps them, in words."""

from console.domain.booking import MONEY_FIELDS
from console.ui.kit.words import say
from console.ui.reservations.telling import Telling
from console.ui.wording import reservation_details as words
from console.ui.wording.sync_fields import NAMES, STATUSES

_DATES = frozenset({"arrival", "departure"})
_MOMENTS = frozenset({"booked_at", "cancelled_at"})


def field_word(field: str) -> str:
    """What people call a field; one that nobody named stands as it is."""
    known = NAMES.get(field)
    return say(known) if known else field


def value_words(field: str, value: str | None, currency: str, telling: Telling) -> str:
    """A value as history keeps it, in words; what cannot be read is shown as it stands."""
    if value is None or not value:
        return say(words.NOTHING)
    try:
        return _read(field, value, currency, telling)
    except ValueError:
        return value


def _read(field: str, value: str, currency: str, telling: Telling) -> str:
    if field in _DATES:
        return telling.day(value)
    if field in _MOMENTS:
        return telling.moment(value)
    if field in MONEY_FIELDS:
        return telling.money(int(value), currency)
    return say(STATUSES[value]) if field == "status" and value in STATUSES else value
