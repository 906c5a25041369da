"""The countries of the world by name."""

from functools import cache

from PySide6.QtCore import QLocale

_LETTERS = 2


@cache
def country_names() -> tuple[tuple[str, str], ...]:
    """Each country's code (two letters) and name, by name."""
    codes = {territory: QLocale.territoryToCode(territory) for territory in QLocale.Country}
    named = {code: QLocale.territoryToString(territory) for territory, code in codes.items() if _is_country(code)}
    return tuple(sorted(named.items(), key=lambda one: one[1]))


def _is_country(code: str) -> bool:
    return len(code) == _LETTERS and code.isalpha()
