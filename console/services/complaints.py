"""Beds24's complaints about an order as sentences for the person at the desk, with its own words behind them."""

from collections.abc import Iterable

_BY_WORDS = {
    "no availability": "The room is not free at Beds24 on these nights.",
    "access denied": "Beds24 does not have this booking any more, or the key may not change it.",
    "required": "Something that Beds24 needs is missing.",
}
_BY_FIELD = {
    "arrival": "Beds24 does not take the day of arrival.",
    "departure": "Beds24 does not take the day of departure.",
    "roomId": "Beds24 does not know this kind of room.",
    "unitId": "Beds24 does not know this room.",
    "numAdult": "Beds24 does not take the number of adults.",
    "numChild": "Beds24 does not take the number of children.",
    "price": "Beds24 does not take the price.",
    "status": "Beds24 does not take this status.",
    "email": "Beds24 does not take the e-mail address.",
    "notes": "Beds24 does not take the notes.",
}
_PLAIN = "Beds24 did not take this."
_NO_WORDS = "Beds24 did not take this and gave no reason."


def complaint_sentence(complaints: Iterable[str]) -> str:
    """`complaints` are as `PostVerdict` has them, `field: message`; empty where there are none."""
    return " ".join(dict.fromkeys(_sentence(one) for one in complaints))


def refusal_sentence(complaints: Iterable[str]) -> str:
    """The same for an order that was refused, be it without a word."""
    return complaint_sentence(complaints) or _NO_WORDS


def _sentence(complaint: str) -> str:
    field, _, message = complaint.rpartition(": ")
    plain = _BY_WORDS.get(message.lower()) or _BY_FIELD.get(field) or _PLAIN
    return f"{plain} (Beds24: “{complaint}”)"
