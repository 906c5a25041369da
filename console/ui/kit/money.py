"""Amounts as people read them."""

import re

from PySide6.QtCore import QLocale

from console.domain.money import exponent_of, to_major

_SYMBOLS = {"EUR": "€", "GBP": "£", "JPY": "¥"}
_CLOSE_BEHIND = re.compile(r"(?<=\d)\s*(?=[^\d\s.,'’]+$)")
_NARROW = "\u00a0"


def money_word(minor: int, currency: str, locale: QLocale | None = None) -> str:
    """An amount in the locale's manner, its currency never glued to the digits before it."""
    symbol = _SYMBOLS.get(currency, f"{currency}{_NARROW}")
    amount = float(to_major(minor, currency))
    told = (locale or QLocale()).toCurrencyString(amount, symbol, exponent_of(currency))
    return _CLOSE_BEHIND.sub(_NARROW, told.replace(2 * _NARROW, _NARROW).strip())
