"""Amounts in minor units of the property's currency; Beds24 sends major units (FACTS.md section 3)."""

from decimal import ROUND_HALF_UP, Decimal

# ISO 4217: currencies whose minor unit is not a hundredth.
_EXPONENTS = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"), 0
) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
_DEFAULT_EXPONENT = 2


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
