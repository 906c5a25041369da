"""Bookings as Beds24 may send them, and the same bookings spelled differently: another way to write each value."""

import html
import random
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Payload = dict[str, Any]

_FIRST = ("José", "Zoë", "Anna Maria", "Jürgen", "Søren", "Ngọc", "Łukasz", "Ana", "Мария", "Jean-Luc")
_LAST = (
    "Müller & Söhne",
    "O'Brien",
    "García",
    "van der Berg",
    "Nguyễn",
    "Weiß",
    "<Smith>",
    "Ünal",
    "Kovačić",
    "Straße",
)
_PHONES = ("+43 664 1234{:03d}", "+34 612 345 {:03d}", "+49 171 5551{:03d}", "+1 212 777 4{:03d}")
_NOTES = ("Late arrival\r\nafter 22:00", "Baby cot & high chair", "allergic to nuts", "", "2 cars \"blue\" & 'red'")
_CITIES = ("Köln", "São Paulo", "Wien", "Málaga", "Zürich")


def booking_payload(number: int, chance: random.Random, today: date) -> Payload:
    """One booking with all that is compared, in no order of guests."""
    arrival = today + timedelta(days=chance.randrange(-25, 500))
    cents = chance.choice((0, 50, 99, chance.randrange(100)))
    return {
        "id": 1000 + number,
        "propertyId": 4711,
        "roomId": 100 + number % 5,
        "unitId": 1 + number % 8,
        "roomQty": 1,
        "status": chance.choice(("new", "confirmed", "confirmed", "request", "cancelled")),
        "subStatus": "none",
        "arrival": arrival.isoformat(),
        "departure": (arrival + timedelta(days=chance.randrange(1, 9))).isoformat(),
        "numAdult": chance.randrange(1, 5),
        "numChild": chance.randrange(3),
        "title": chance.choice(("Mr", "Frau", "")),
        "firstName": chance.choice(_FIRST),
        "lastName": f"{chance.choice(_LAST)} {number}",
        "email": f"Guest.{number}@Example.org",
        "phone": chance.choice(_PHONES).format(number % 1000),
        "mobile": chance.choice(("", chance.choice(_PHONES).format((number + 7) % 1000))),
        "company": chance.choice(("", "Smith & Co")),
        "address": f"Hauptstraße {number}",
        "city": chance.choice(_CITIES),
        "state": "",
        "postcode": f"{number % 100000:05d}",
        "country2": chance.choice(("AT", "ES", "DE")),
        "country": "",
        "lang": "de",
        "price": int(f"{chance.randrange(50, 3000)}") + cents / 100,
        "deposit": chance.choice((0, 50, 120.5)),
        "tax": 12.35,
        "commission": chance.choice((0, 133943.31)),
        "comments": chance.choice(_NOTES),
        "notes": chance.choice(_NOTES),
        "message": "",
        "arrivalTime": chance.choice(("", "16:00 - 17:00")),
        "reference": f"REF{number}",
        "voucher": "",
        "channel": "booking",
        "apiSource": "Booking.com",
        "apiReference": str(4_000_000_000 + number),
        "masterId": None,
        "guests": [_companion_payload(number, place, chance) for place in range(chance.choice((0, 0, 1, 3)))],
        "bookingTime": "2026-05-01T10:00:00Z",
        "modifiedTime": "2026-05-02T10:00:00Z",
    }


def _companion_payload(number: int, place: int, chance: random.Random) -> Payload:
    """Some bear the same name, as fathers and sons do."""
    return {
        "id": 100 * number + place,
        "firstName": chance.choice(_FIRST[:2]),
        "lastName": f"{chance.choice(_LAST)} {number}",
        "email": chance.choice(("", f"Companion.{number}.{place}@Example.org")),
        "phone": chance.choice(("", chance.choice(_PHONES).format((number + place) % 1000))),
        "mobile": "",
        "company": "",
        "address": chance.choice(("", f"Hauptstraße {number}")),
        "city": chance.choice(_CITIES),
        "postcode": "",
        "country2": chance.choice(("", "AT", "ES")),
    }


def respelled(payload: Payload, chance: random.Random) -> Payload:
    """The same booking: every value that has another spelling is written in one of them, or left as it is."""
    return {key: chance.choice(_WAYS.get(key, _AS_IT_IS))(value, chance) for key, value in payload.items()}


Way = Callable[[Any, random.Random], Any]


def _as_it_is(value: Any, _chance: random.Random) -> Any:
    return value


def _upper(value: str, _chance: random.Random) -> str:
    return value.upper()


def _lower(value: str, _chance: random.Random) -> str:
    return value.lower()


def _blanks(value: str, chance: random.Random) -> str:
    inner = value.replace(" ", chance.choice(("  ", "\u00a0", " \t")))
    return f"{chance.choice((' ', '', chr(10)))}{inner}{chance.choice((' ', '  ', ''))}"


def _entities(value: str, _chance: random.Random) -> str:
    return html.escape(value)


def _numeric_entities(value: str, _chance: random.Random) -> str:
    return "".join(one if one.isascii() and one.isalnum() else f"&#{ord(one)};" for one in value)


def _decomposed(value: str, _chance: random.Random) -> str:
    return unicodedata.normalize("NFD", value)


def _unix_lines(value: str, _chance: random.Random) -> str:
    return value.replace("\r\n", "\n")


def _as_text(value: float, _chance: random.Random) -> str:
    return f"{value:.2f}"


def _as_float(value: float, _chance: random.Random) -> float:
    return float(value)


def _as_short_text(value: float, _chance: random.Random) -> str:
    return f" {value:g} " if value == round(value, 2) and value < 10_000 else f"{value}"


def _rounded(value: float, _chance: random.Random) -> int:
    """As a save in Beds24's panel does (FACTS.md 8.11), halves away from zero."""
    return int(value + 0.5)


def _international(value: str, _chance: random.Random) -> str:
    return value.replace("+", "00", 1)


def _digits(value: str, _chance: random.Random) -> str:
    return "".join(one for one in value if one.isdigit())


def _dashes(value: str, _chance: random.Random) -> str:
    head, *rest = value.split(" ")
    return f"{head}-({rest[0]})/" + ".".join(rest[1:]) if rest else value


def _opened(value: str, _chance: random.Random) -> str:
    """As opening the booking in Beds24's panel does, and closing it does not undo."""
    return {"new": "confirmed", "confirmed": "new"}.get(value, value.upper())


def _number_as_text(value: int, _chance: random.Random) -> str:
    return str(value)


def _shuffled(value: list[Payload], chance: random.Random) -> list[Payload]:
    """In another order, each spelled in another way, with an entry of nobody among them and other numbers."""
    people = [respelled(one, chance) | {"id": chance.randrange(10**6)} for one in value]
    people += [{"id": 7, "firstName": "", "lastName": " "}] * chance.randrange(2)
    return chance.sample(people, len(people))


_TEXT: tuple[Way, ...] = (_as_it_is, _upper, _lower, _blanks, _entities, _numeric_entities, _decomposed, _unix_lines)
_PHONE: tuple[Way, ...] = (_as_it_is, _international, _digits, _dashes, _blanks)
_MONEY: tuple[Way, ...] = (_as_it_is, _as_text, _as_float, _as_short_text, _rounded)
_PLAIN: tuple[Way, ...] = (_as_it_is, _upper, _lower, _blanks)
_AS_IT_IS: tuple[Way, ...] = (_as_it_is,)
_WAYS: dict[str, tuple[Way, ...]] = (
    dict.fromkeys(("firstName", "lastName", "company", "address", "city", "comments", "notes", "title"), _TEXT)
    | dict.fromkeys(("phone", "mobile"), _PHONE)
    | dict.fromkeys(("price", "deposit", "tax", "commission"), _MONEY)
    | dict.fromkeys(("email", "country2", "lang", "postcode", "reference", "apiReference", "arrivalTime"), _PLAIN)
    | dict.fromkeys(("numAdult", "numChild"), (_as_it_is, _number_as_text))
    | {"status": (_as_it_is, _opened), "guests": (_as_it_is, _shuffled)}
)
