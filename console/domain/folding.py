"""Text as people search for it: without accents, case or script, phone numbers by their digits."""

import re

from anyascii import anyascii

from console.domain.booking import Booking

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_NOT_DIGITS = re.compile(r"\D+")
_PHONE_LIKE = re.compile(r"[\d\s+()/.\-]+")
_E_OF_UMLAUT = re.compile(r"(?<=[aou])e(?=[a-z])")
# The codes of countries: of one figure, of two, and all others of three.
_COUNTRY = re.compile(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d")
_LONG_NUMBER = 6
Word = tuple[str, ...]
"""The spellings of one word, any of which will do."""


def folded(text: str) -> str:
    """`text` in plain lower-case letters: `Müller` becomes `muller`, `李伟` becomes `liwei`."""
    return text.lower() if text.isascii() else anyascii(text).lower()


def without_apostrophes(text: str) -> str:
    """A folded name as many type it: `o'connor` is also looked for as `oconnor`."""
    return text.replace("'", "")


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order, case and accent; an empty name is anybody's."""
    return not one or not other or sorted(folded(one).split()) == sorted(folded(other).split())


def search_text(booking: Booking) -> str:
    """Everything by which a reservation is found, in one line: each name in every spelling that may be typed."""
    parts: list[str] = []
    for text in (booking.guest_name, booking.company, booking.email, booking.city):
        if text:
            parts += _spellings(text)
    parts += [digits for phone in (booking.phone, booking.mobile) if phone and (digits := _NOT_DIGITS.sub("", phone))]
    parts += [(booking.channel_reference or "").lower(), str(booking.beds24_id), (booking.reference or "").lower()]
    return " ".join(part for part in parts if part)


def search_words(typed: str) -> tuple[Word, ...]:
    """What must all be found in a `search_text` for it to match what was typed."""
    text = typed.strip()
    if _PHONE_LIKE.fullmatch(text):
        return _number_words(text)
    return tuple(found for word in text.split() for found in _typed_word(word))


def _typed_word(word: str) -> tuple[Word, ...]:
    if _PHONE_LIKE.fullmatch(word):
        return _number_words(word)
    plain, native = folded(word), word.casefold()
    with_e, without_e = folded(native.translate(_UMLAUTS)), _E_OF_UMLAUT.sub("", plain)
    spellings = dict.fromkeys((plain, with_e, without_e))
    return (tuple(one for one in spellings if not any(other in one for other in spellings if other != one)),)


def _number_words(text: str) -> tuple[Word, ...]:
    """A number typed with blanks, dashes or a plus is digits without the zeros of a dialling prefix; a reference is
    also looked for as it is printed. Of a number with its country the rest is enough once it is long: it may be stored
    with a zero between them, or without the country."""
    digits = _NOT_DIGITS.sub("", text)
    if text.startswith(("+", "00")) and (country := _COUNTRY.match(digits.lstrip("0"))):
        rest = digits.lstrip("0")[country.end() :].lstrip("0")
        return ((rest,),) if len(rest) >= _LONG_NUMBER else tuple((part,) for part in (country[0], rest) if part)
    number = digits.lstrip("0") or digits
    if not number:
        return ()
    as_printed = text != digits and text[0].isdigit() and " " not in text
    return ((number, text),) if as_printed else ((number,),)


def _spellings(text: str) -> list[str]:
    plain, native = folded(text), text.casefold()
    with_e = native if text.isascii() else folded(native.translate(_UMLAUTS))
    return list(dict.fromkeys((plain, without_apostrophes(plain), with_e, native)))
