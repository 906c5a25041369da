"""Text as people search for it: without accents, case or script, phone numbers by their digits."""

import re

from anyascii import anyascii

from console.domain.booking import Booking

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_NOT_DIGITS = re.compile(r"\D+")
_PHONE_LIKE = re.compile(r"[\d\s+()/.\-]+")


def folded(text: str) -> str:
    """`text` in plain lower-case letters: `Müller` becomes `muller`, `李伟` becomes `liwei`."""
    return text.lower() if text.isascii() else anyascii(text).lower()


def search_text(booking: Booking) -> str:
    """Everything by which a reservation is found, in one line: each name in every spelling that may be typed."""
    parts: list[str] = []
    for text in (booking.guest_name, booking.company, booking.email, booking.city):
        if text:
            parts += _spellings(text)
    parts += [digits for phone in (booking.phone, booking.mobile) if phone and (digits := _NOT_DIGITS.sub("", phone))]
    parts += [(booking.channel_reference or "").lower(), str(booking.beds24_id), (booking.reference or "").lower()]
    return " ".join(part for part in parts if part)


def search_words(typed: str) -> tuple[str, ...]:
    """What must all be found in a `search_text` for it to match what was typed.

    A number typed with blanks, dashes or a plus is one word of digits, without the zeros of a dialling prefix.
    """
    text = typed.strip()
    if _PHONE_LIKE.fullmatch(text):
        digits = _NOT_DIGITS.sub("", text)
        return (digits.lstrip("0") or digits,) if digits else ()
    return tuple(folded(word) for word in text.split())


def _spellings(text: str) -> list[str]:
    if text.isascii():
        return [text.lower()]
    plain, native = folded(text), text.casefold()
    with_e = folded(native.translate(_UMLAUTS))
    return [plain, native] if with_e == plain else [plain, with_e, native]
