"""Bookings as they may be kept: long texts cut, values that are no JSON left out, no card data (FACTS.md section 3)."""

import json
from collections.abc import Callable
from typing import Any, Final

import msgspec

from console.beds24.oddities import Oddity
from console.beds24.reading import LONGEST_TEXT
from console.beds24.wire import Unreadable
from console.domain.cards import may_hold_cards, without_cards

Note = Callable[[Oddity], None]
"""Hears of every value that had to be left out or cut."""

_NEEDED: Final = frozenset({"id", "roomId", "status", "arrival", "departure", "modifiedTime"})
_DROPPED: Final = ("stripeToken", "pcibookingToken")
_LONGEST_KEPT: Final = 2_000
_LEFT_OUT: Final = Unreadable()
_encode = msgspec.json.Encoder(order="sorted").encode


def tidied(item: dict[str, Any], note: Note) -> dict[str, Any]:
    """`item` as strict JSON with texts of at most LONGEST_TEXT; what cannot be written so is left out, and noted.

    Of what a stay cannot be without, something unreadable remains, lest it look as if it had not been told.
    """
    clean = {_name(key): _tidy(value, note) for key, value in item.items()}
    return {key: [] if value is _LEFT_OUT else value for key, value in clean.items() if _stays(key, value)}


def without_card_data(item: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """`item` without card data, and the same as canonical JSON."""
    for key in _DROPPED:
        item.pop(key, None)
    raw = _encode(item)
    if not may_hold_cards(raw):
        return item, raw
    clean: dict[str, Any] = without_cards(item)
    return clean, _encode(clean)


def kept(item: object) -> bytes:
    """What may be kept of an item that could not be read: without card data, texts cut short, no such thing as NaN."""
    try:
        return json.dumps(without_cards(_presentable(item)), sort_keys=True, ensure_ascii=False).encode(
            "utf-8", "replace"
        )
    except (RecursionError, TypeError, ValueError):
        return b""


def _stays(key: str, value: object) -> bool:
    return value is not _LEFT_OUT or key in _NEEDED


def _tidy(value: object, note: Note) -> object:
    if isinstance(value, dict):
        inner = ((_name(key), _tidy(held, note)) for key, held in value.items())
        return {key: held for key, held in inner if held is not _LEFT_OUT}
    if isinstance(value, list):
        return [None if (held := _tidy(each, note)) is _LEFT_OUT else held for each in value]
    if isinstance(value, str):
        return _tidy_text(value, note)
    if _is_no_number(value):
        note(Oddity.VALUE_UNFIT)
        return _LEFT_OUT
    return value


def _tidy_text(text: str, note: Note) -> object:
    if not _is_writable(text):
        note(Oddity.VALUE_UNFIT)
        return _LEFT_OUT
    if len(text) <= LONGEST_TEXT:
        return text
    note(Oddity.TEXT_CUT)
    return text[: LONGEST_TEXT - 1].rstrip("0123456789 -") + "…"  # half a card number would not be known as one


def _name(key: object) -> str:
    return str(key).encode("utf-8", "replace").decode()


def _is_writable(text: str) -> bool:
    """Whether it holds no half of a character, which UTF-8 cannot carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_no_number(value: object) -> bool:
    return isinstance(value, Unreadable) or (isinstance(value, float) and value - value != 0)


def _presentable(value: object) -> object:
    if isinstance(value, str):
        return value[:_LONGEST_KEPT]
    if isinstance(value, dict):
        return {str(key)[:_LONGEST_KEPT]: _presentable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_presentable(inner) for inner in value]
    return None if _is_no_number(value) else value
