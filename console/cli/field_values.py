"""FIELD=VALUE words as what they mean: dates, rooms by their names, amounts in major units, texts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from console.domain.booking import MONEY_FIELDS, UNASSIGNED
from console.domain.edits import PART_OF
from console.domain.errors import WrongInput
from console.domain.money import amount_from
from console.services.edit_book import House

_DAYS = frozenset({"arrival", "departure"})
_NUMBERS = frozenset({"room_type_id", "unit_id", "adults", "children"})
NAMES = ("room", "room_type", *PART_OF)
"""Every field that can be given."""


def values_from(pairs: Sequence[tuple[str, str]], house: House) -> dict[str, Any]:
    """The values by field of a booking. Raises WrongInput for a field that there is not, and for what cannot be one."""
    values: dict[str, Any] = {}
    for name, text in pairs:
        if name not in NAMES:
            raise WrongInput(f"There is no field {name}. There are: {', '.join(NAMES)}.")
        values |= _value(name, text, house)
    return values


def _value(name: str, text: str, house: House) -> Mapping[str, Any]:
    if name == "room":
        return _room(text, house)
    if name == "room_type":
        return _room_type(text, house)
    if name in _DAYS:
        return {name: _day(name, text)}
    if name in _NUMBERS:
        return {name: _read(int, name, text, "a whole number")}
    if name in MONEY_FIELDS:
        return {name: _read(lambda typed: amount_from(typed, house.currency), name, text, "an amount like 120.50")}
    return {name: text.strip()}


def _room(text: str, house: House) -> dict[str, int]:
    found = [room for room in house.rooms if room.name.casefold() == text.strip().casefold()]
    if len(found) == 1:
        return {"room_type_id": found[0].room_type_id, "unit_id": found[0].unit_id}
    known = ", ".join(room.name for room in house.rooms)
    raise WrongInput(f"{'Several rooms are' if found else 'No room is'} called {text}. There are: {known}.")


def _room_type(text: str, house: House) -> dict[str, int]:
    for one in house.room_types:
        if one.name.casefold() == text.strip().casefold():
            return {"room_type_id": one.room_type_id, "unit_id": UNASSIGNED}
    known = ", ".join(one.name for one in house.room_types)
    raise WrongInput(f"No room type is called {text}. There are: {known}.")


def _day(name: str, text: str) -> date:
    day: date = _read(date.fromisoformat, name, text, "a date like 2026-05-14")
    return day


def _read(read: Callable[[str], Any], name: str, text: str, kind: str) -> Any:
    try:
        return read(text)
    except ValueError:
        raise WrongInput(f"{name} has to be {kind}, and not {text or 'nothing'}.") from None
