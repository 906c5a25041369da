"""Whether what somebody wants to change about a stay can be, told as a sentence where it cannot."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from console.domain.edits import FIELDS_OF, PART_OF, Part
from console.domain.errors import WrongInput
from console.domain.status import BEDS24_STATUSES

MOST_PEOPLE, MOST_MINOR = 99, 9_999_999_999
"""FACTS.md section 3: 0 to 99 people; amounts below 100 million in major units."""

_LONGEST: Final = {"address": 250, "comments": 1000, "notes": 2000, "message": 1000, "language": 2}
_USUAL_LENGTH: Final = 100


def check_values(values: Mapping[str, Any]) -> None:
    """Raise WrongInput for the first value that Beds24 could not take; dates are checked together by `check_stay`."""
    for name, value in values.items():
        if name not in PART_OF:
            raise WrongInput(f"This cannot be changed here: {name}.")
        _CHECKS[PART_OF[name]](name, value)


def longest(name: str) -> int:
    """How many letters Beds24 takes at most in a field of text."""
    return _LONGEST.get(name, _USUAL_LENGTH)


def check_stay(arrival: date, departure: date) -> None:
    if departure <= arrival:
        raise WrongInput("The departure has to be after the arrival.")


def _people(name: str, value: Any) -> None:
    if not isinstance(value, int) or not 0 <= value <= MOST_PEOPLE:
        raise WrongInput(f"The number of {name} has to be between 0 and {MOST_PEOPLE}.")


def _amount(name: str, value: Any) -> None:
    if not isinstance(value, int) or not 0 <= value <= MOST_MINOR:
        raise WrongInput(f"The {name} has to be an amount of zero or more.")


def _number(_name: str, value: Any) -> None:
    if not isinstance(value, int) or value < 0:
        raise WrongInput("Choose a room.")


def _day(name: str, value: Any) -> None:
    if not isinstance(value, date):
        raise WrongInput(f"The {name} has to be a date.")


def _status(_name: str, value: Any) -> None:
    if value not in BEDS24_STATUSES:
        raise WrongInput(f"The status has to be one of: {', '.join(BEDS24_STATUSES)}.")


def _text(name: str, value: Any) -> None:
    most = longest(name)
    if not isinstance(value, str):
        raise WrongInput(f"This has to be a text: {name}.")
    if len(value) > most:
        raise WrongInput(f"Beds24 takes at most {most} letters here ({name}), and these are {len(value)}.")


_CHECKS: Final[Mapping[Part, Callable[[str, Any], None]]] = dict.fromkeys(FIELDS_OF, _text) | {
    Part.DATES: _day,
    Part.ROOM: _number,
    Part.GUESTS: _people,
    Part.STATUS: _status,
    Part.PRICE: _amount,
    Part.DEPOSIT: _amount,
    Part.TAX: _amount,
    Part.COMMISSION: _amount,
}
