"""Amounts in minor units of the property's currency; Beds24 sends major units (FACTS.md section 3)."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# ISO 4217: currencies whose minor unit is not a hundredth.
_EXPONENTS = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"), 0
) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
_DEFAULT_EXPONENT = 2
_BLANKS = frozenset(" '’\u00a0\u202f")


def exponent_of(currency: str) -> int:
    """How many decimals amounts in `currency` (ISO 4217, upper case) have."""
    return _EXPONENTS.get(currency, _DEFAULT_EXPONENT)


def to_minor(amount: Decimal, currency: str) -> int:
    """`amount` in major units as whole minor units, halves away from zero; raises ValueError if not finite."""
    if not amount.is_finite():
        raise ValueError("an amount must be a finite number")
    return int(amount.scaleb(exponent_of(currency)).to_integral_value(ROUND_HALF_UP))


def to_major(minor: int, currency: str) -> Decimal:
    """`minor` units back in major units, with the currency's own number of decimals."""
    return Decimal(minor).scaleb(-exponent_of(currency))


def is_rounding(old: int, new: int, currency: str) -> bool:
    """Whether `new` is `old` with its decimals rounded away, as a save in Beds24's panel does (FACTS.md 8.11)."""
    unit = 10 ** exponent_of(currency)
    return old != new and new % unit == 0 and abs(old - new) * 2 <= unit


def amount_from(text: str, currency: str) -> int:
    """What a person typed as an amount in major units, as minor units: 450, 450.50, 1.234,50 and 1'234.50 alike.

    Three digits behind a point or comma are thousands, but in a currency with three decimals. Raises ValueError for
    anything else.
    """
    found = _typed(exponent_of(currency)).fullmatch("".join(letter for letter in text if letter not in _BLANKS))
    if found is None:
        raise ValueError("this is no amount")
    whole = re.sub("[.,]", "", found["whole"])
    return to_minor(Decimal(f"{whole}.{found['decimals'] or 0}"), currency)


@cache
def _typed(exponent: int) -> re.Pattern[str]:
    """Digits, in threes by one mark or not at all, and behind another mark at most as many decimals."""
    whole = r"(?P<whole>\d+|\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)"
    decimals = rf"(?:(?!(?P=mark))[.,](?P<decimals>\d{{1,{exponent}}}))?" if exponent else "(?P<decimals>)"
    return re.compile(whole + decimals, re.ASCII)
