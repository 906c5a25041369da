"""What is wrong with what was entered, said at the field."""

import re
from collections.abc import Mapping
from typing import Any

from console.domain.edit_checks import check_values, longest
from console.domain.errors import WrongInput
from console.ui.kit.words import say
from console.ui.wording import editing as words

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def flaws_in(values: Mapping[str, Any]) -> dict[str, str]:
    """By field, the sentence for each that cannot be taken."""
    found = {name: sentence for name, value in values.items() if (sentence := _flaw(name, value))}
    if {"arrival", "departure"} <= values.keys() and values["departure"] <= values["arrival"]:
        found["departure"] = say(words.FLAW_NO_NIGHT)
    if values.get("adults", 1) + values.get("children", 0) < 1:
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
