"""Card data never stays: payment tokens, security codes and card numbers are taken out of everything received.

Known keys are dropped wherever they stand; card numbers inside texts are masked: what is not kept cannot leak.
A card number is 13 to 19 ASCII digits, with blanks or dashes between (or in the groups of the card itself, with dots,
slashes or underscores), with a known issuer's first digits and a right Luhn digit. A phone number looks like one at
times, so up to 15 digits (the longest phone number, ITU-T E.164) stay after a "+" or in a phone field.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

MASK: Final = "[card removed]"
CODE_MASK: Final = "[code removed]"

_CARD_KEYS = frozenset(
    [
        *("pan", "csc", "cvn", "securitycode", "cardsecuritycode", "cardcode", "ccnumber", "ccnum", "ccno", "cardno"),
        *("creditcard", "creditcardno", "carddata", "carddetails", "cardexpiry", "cardexpires"),
    ]
)
_IN_CARD_KEYS = ("token", "cvc", "cvv", "cardnumber", "cardnum")
_CHANNEL_KEYS = frozenset(["apireference"])  # a channel's own code; some of 16 digits pass for card numbers
_PHONE_KEYS = frozenset(
    [
        *("phone", "phone1", "phone2", "phonenumber", "mobile", "mobilephone", "mobilenumber", "fax", "faxnumber"),
        *("tel", "telephone", "cell", "cellphone", "whatsapp"),
    ]
)
_LABEL_KEYS = ("code", "name", "key", "type", "label")
_CONTENT_KEYS = frozenset(("text", "value", "content", "data"))
_FEWEST, _MOST, _LONGEST_PHONE = 13, 19, 15

_BETWEEN = r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff]"
_DIGITS = re.compile(rf"[0-9](?:{_BETWEEN}{{0,3}}+[0-9]){{12,}}+")
_AS_ON_CARD = re.compile(
    r"(?<![0-9])(?:[0-9]{4}([./_])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[47][0-9]{2}([./_])[0-9]{6}\2[0-9]{5})(?![0-9])"
)
_GROUP = re.compile(r"[0-9]+")
_ISO_DATE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])")
_DATE_IN_JSON = re.compile(rb"20(?<![0-9]20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])")
_CODE_NOTE = re.compile(
    r"(?i)\b((?:cvc|cvv|cvn|csc|security[ _-]?code|card[ _-]?code)[ _-]?2?)"
    r"(\s*(?:code|number|no\.?|is|:|=|#|-|\")*\s*)[0-9]{3,4}(?![0-9])"
)
_TOKEN_NOTE = re.compile(r"(?i)\b(tokens?)((?:[^\w]{1,3}(?=[\w-]*[0-9])[\w-]{8,})+)")
_ISSUED = re.compile(
    r"4[0-9]{12}(?:[0-9]{3}|[0-9]{5,6})?"  # Visa
    r"|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"  # Mastercard
    r"|3[47][0-9]{13}"  # American Express
    r"|3(?:0[0-5]|[689][0-9])[0-9]{11,16}"  # Diners Club
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12,15}"  # JCB
    r"|(?:5[0678]|6[0-9])[0-9]{11,17}"  # Maestro, Discover, UnionPay, RuPay
)
_ALL_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_DROPPED = b" -./_\\nrtbfu" + bytes(range(0x80, 0x100))
_ESCAPED_BLANK = re.compile(r"\\(?:[nrtbf]|u00[01][0-9a-f])")
_KEYS = re.compile(r'"([^"]{1,200})"(?=:)')
_LABELS = re.compile(r'"(?:code|name|key|type|label)":"([^"]{1,200})"')
_RUN = b"0" * _FEWEST
_WORDS = (b"cv", b"csc", b"token", b"card", b"security", b'"pan', b'"cc')
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def may_hold_cards(data: bytes) -> bool:
    """Look quickly at compact UTF-8 JSON in which only quotes, backslashes and control characters are escaped.

    False means surely nothing to take out; True means that `without_cards` has to look.
    """
    lower = data.lower()
    many_digits = _has_long_run(data) and _has_long_run(_DATE_IN_JSON.sub(b"D", data))
    words = any(word in lower for word in _WORDS)
    if not many_digits and not words:
        return False
    flat = _ESCAPED_BLANK.sub(" ", data.decode("utf-8", "replace"))
    if many_digits and _holds_number(flat):
        return True
    return words and _names_or_notes_cards(flat)


def _has_long_run(data: bytes) -> bool:
    return _RUN in data.translate(_ALL_DIGITS_ALIKE, _DROPPED)


def _holds_number(flat: str) -> bool:
    found = any(_mask_run(flat, run, phone=False) != run.group() for run in _DIGITS.finditer(flat))
    return found or any(_mask_as_on_card(run) != run.group() for run in _AS_ON_CARD.finditer(flat))


def _names_or_notes_cards(flat: str) -> bool:
    names = (*_KEYS.findall(flat), *_LABELS.findall(flat))
    noted = _CODE_NOTE.search(flat) or _TOKEN_NOTE.search(flat)
    return noted is not None or any(_is_card_key(name) for name in names)


def without_cards(value: Any) -> Any:
    """`value` (decoded JSON) without card data; the same object where there was none to take."""
    return _clean(value, phone=False)


def _clean(value: Any, *, phone: bool) -> Any:
    if isinstance(value, str):
        return mask_cards(value, phone=phone)
    if isinstance(value, dict):
        return _clean_object(value)
    if isinstance(value, (list, tuple)):
        return [_clean(item, phone=phone) for item in value]
    return _clean_number(value, phone=phone)


def _clean_object(value: dict[Any, Any]) -> dict[Any, Any]:
    told_code = any(_is_card_key(str(value[label])) for label in _LABEL_KEYS if isinstance(value.get(label), str))
    kept: dict[Any, Any] = {}
    for key, item in value.items():
        name = _plain(str(key))
        if _is_card_key(name) or (told_code and name in _CONTENT_KEYS):
            continue
        kept[mask_cards(str(key))] = item if name in _CHANNEL_KEYS else _clean(item, phone=name in _PHONE_KEYS)
    return kept


def _clean_number(value: Any, *, phone: bool) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    whole = isinstance(value, float) and value.is_integer()
    digits = str(int(value) if whole else value)
    return MASK if mask_cards(digits, phone=phone) != digits else value


def mask_cards(text: str, *, phone: bool = False) -> str:
    """`text` with card numbers, security codes and payment tokens masked; up to 15 digits stay when `phone`."""
    if len(text) < _FEWEST and not _CODE_NOTE.search(text):
        return text
    if _DIGITS.search(text):
        text = _DIGITS.sub(lambda run: _mask_run(text, run, phone=phone), text)
    text = _AS_ON_CARD.sub(_mask_as_on_card, text)
    text = _CODE_NOTE.sub(rf"\1\2{CODE_MASK}", text)
    return _TOKEN_NOTE.sub(rf"\1 {CODE_MASK}", text)


def _mask_run(text: str, run: re.Match[str], *, phone: bool) -> str:
    """The run of digit groups with every card number in it masked; dates in it are no part of one."""
    shown = run.group()
    if text.startswith("@", run.end()):  # the booking's number in a channel's relay address
        return shown
    is_phone = phone or text[: run.start()].endswith("+")
    pieces: list[str] = []
    end = 0
    for date in _ISO_DATE.finditer(shown):
        pieces += [_mask_groups(shown[end : date.start()], is_phone=is_phone), date.group()]
        end = date.end()
    pieces.append(_mask_groups(shown[end:], is_phone=is_phone))
    return "".join(pieces)


def _mask_as_on_card(run: re.Match[str]) -> str:
    """No phone number and no date is written in such groups."""
    return MASK if is_card_number("".join(_GROUP.findall(run.group()))) else run.group()


def _mask_groups(shown: str, *, is_phone: bool) -> str:
    groups = [(group.group(), group.start(), group.end()) for group in _GROUP.finditer(shown)]
    pieces: list[str] = []
    end = index = 0
    while index < len(groups):
        count = _groups_of_card(groups, index, fewest=_LONGEST_PHONE + 1 if is_phone else _FEWEST)
        if count:
            pieces += [shown[end : groups[index][1]], MASK]
            end = groups[index + count - 1][2]
        index += count or 1
    return "".join(pieces) + shown[end:]


def _groups_of_card(groups: list[tuple[str, int, int]], index: int, fewest: int) -> int:
    """How many groups from `index` on are a card number together, the most there are; 0 if none."""
    best = 0
    for count, digits in _joined(groups, index):
        if len(digits) >= fewest and is_card_number(digits):
            best = count
    return best


def _joined(groups: list[tuple[str, int, int]], index: int) -> Iterator[tuple[int, str]]:
    digits = ""
    for count, (group, _, _) in enumerate(groups[index : index + _MOST], start=1):
        digits += group
        if len(digits) > _MOST:
            return
        yield count, digits


def is_card_number(digits: str) -> bool:
    """Whether `digits` has an issuer's first digits, that issuer's length, and a right Luhn digit."""
    return _ISSUED.fullmatch(digits) is not None and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = sum(map(int, digits[-1::-2])) + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return total % 10 == 0


@lru_cache(maxsize=1024)
def _is_card_key(name: str) -> bool:
    plain = _plain(name)
    return plain in _CARD_KEYS or any(part in plain for part in _IN_CARD_KEYS)


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())
