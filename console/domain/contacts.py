"""Contacts as keys for comparing: plain spelling rules, no judgement about whose they are."""

import re

_NOT_DIGITS = re.compile(r"[^0-9]+")
_FEWEST_DIGITS = 7


def email_key(email: str | None) -> str:
    """`email` as a key, case-insensitive; empty when it is no address."""
    text = (email or "").strip().casefold()
    name, at, host = text.partition("@")
    return text if at and name and "." in host and " " not in text else ""


def phone_key(phone: str | None) -> str:
    """The digits of `phone` without trunk or international zeros; empty when too few to tell two people apart."""
    digits = _NOT_DIGITS.sub("", phone or "").lstrip("0")
    return digits if len(digits) >= _FEWEST_DIGITS else ""
