"""What is wrong with what was entered, said at the field."""

import re
from collections.abc import Mapping
from typing import Any

from console.domain.edit_checks import check_values, longest
from console.domain.errors import WrongInput
from console.ui.kit.words import say
from console.ui.wording import editing as words

_NIGHTS, _PEOPLE = ("arrival", "departure"), ("adults", "children")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def flaws_in(values: Mapping[str, Any], first: Mapping[str, Any]) -> dict[str, str]:
    """By field, the sentence for each of `values` that cannot be taken; what stands as it did at `first` is let be."""
    changed = {name: value for name, value in values.items() if value != first[name]}
    found = {name: sentence for name, value in changed.items() if (sentence := _flaw(name, value))}
    if not changed.keys().isdisjoint(_NIGHTS) and values["departure"] <= values["arrival"]:
        found["departure"] = say(words.FLAW_NO_NIGHT)
    if not changed.keys().isdisjoint(_PEOPLE) and sum(values[name] for name in _PEOPLE) < 1:
        found["adults"] = say(words.FLAW_NO_PEOPLE)
    return found


def _flaw(name: str, value: Any) -> str:
    if name == "email" and value and not _ADDRESS.fullmatch(value):
        return say(words.FLAW_NO_EMAIL)
    if isinstance(value, str) and len(value) > longest(name):
        return say(words.FLAW_TOO_LONG, most=longest(name), length=len(value))
    try:
        check_values({name: value})
    except WrongInput as error:
        return str(error)
    return ""
