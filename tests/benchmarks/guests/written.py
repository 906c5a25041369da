"""How a contact comes to stand in a booking: spelt, mistyped, masked, an alias of the channel, or one made up."""

import re
from random import Random
from string import ascii_lowercase, digits

from tests.benchmarks.guests.contacts import slug
from tests.benchmarks.guests.names import Country, Word
from tests.benchmarks.guests.spelling import Name

PLACEHOLDER_EMAILS = (
    "N/A", "-", "x@x.com", "no@email.com", "na@na.com", "guest@guest.com", "noemail@noemail.com", "noreply@booking.com",
    "NOEMAILONPROFILE@RADISSONHOTELS.COM",
)  # fmt: skip
PLACEHOLDER_PHONES = ("-", "0000000000", "1111111111", "123456789", "+43 1")
EXPEDIA_NO_PHONE = "1 1111111111"
MASKED_PHONES = ("+43 *** *** **", "XXXXXXXX", "+1 ***-***-4821")
AFFILIATE_EMAIL, AFFILIATE_PHONE = "lodgingsupport@affiliate-ota.example", "+1 425 555 0100"
OWN_PHONE = "+43 666 533565"
_ALIASES = {
    "expedia": "m.expediapartnercentral.com",
    "trip": "guest.trip.com",
}
_PROVIDERS_MISTYPED = (("gmail.com", "gmial.com"), ("gmail.com", "gmail.co"), ("outlook.com", "outlok.com"))


def joined_slug(words: tuple[Word, ...]) -> str:
    return slug("".join(word.text for word in words))


def alias(channel: str, name: Name, reference: str, rng: Random) -> str:
    """The address that a channel made up for one booking; empty where it makes none."""
    if channel == "booking":
        return f"{(slug(name.first)[:1] + slug(name.last))[:10]}.{_some(rng, digits, 6)}@guest.booking.com"
    if channel == "agoda":
        return f"booking-{reference}@agoda-messaging.com"
    if channel == "vrbo":
        return (
            "-".join(_some(rng, "0123456789abcdef", length) for length in (8, 4, 4, 4, 12)) + "@messages.homeaway.com"
        )
    if channel in _ALIASES:
        return f"{_some(rng, ascii_lowercase + digits, 10)}@{_ALIASES[channel]}"
    return ""


def mistyped_email(email: str, rng: Random) -> str:
    """`email` with a slip in its name or its provider."""
    for right, wrong in _PROVIDERS_MISTYPED:
        if email.endswith(right) and rng.random() < 0.3:
            return email.removesuffix(right) + wrong
    local, _, domain = email.partition("@")
    at = rng.randrange(1, len(local))
    rest = local[at + 1 :] if rng.random() < 0.5 else local[at - 1 :]
    return f"{local[:at]}{rest}@{domain}"


def with_dot(email: str, rng: Random) -> str:
    """An address at Gmail with a dot more, which reaches the same mailbox."""
    local, _, domain = email.partition("@")
    at = rng.randrange(1, len(local))
    return f"{local[:at]}.{local[at:]}@{domain}".replace("..", ".")


def with_tag(email: str) -> str:
    return email.replace("@", "+hotel@", 1)


def in_other_case(email: str, rng: Random) -> str:
    return rng.choice((email.upper(), email.title(), f" {email}"))


def spelt_phone(phone: str, country: Country | None, rng: Random) -> str:
    """A number (country's code, blank, figures) in one of the ways in which people and channels write it.

    `country` gives the zero dialled inside it; without one the number is written with its country's code.
    """
    code, _, figures = phone.partition(" ")
    if country is not None and country.dialling == code and rng.random() < 0.15:
        return rng.choice((_grouped(country.trunk + figures, " "), country.trunk + figures))
    separator = rng.choice((" ", " ", " ", "", "", "", "-", "/", "."))
    head = rng.choice(("+", "+", "+", "+", "00", ""))
    if head != "+":
        return f"{head}{code}{figures}"
    return f"+{code}{separator}{_grouped(figures, separator)}"


def phone_with_wrong_digit(phone: str, rng: Random) -> str:
    at = rng.randrange(len(phone) - 6, len(phone))
    return phone[:at] + rng.choice([figure for figure in digits if figure != phone[at]]) + phone[at + 1 :]


def with_extension(spelt: str, rng: Random) -> str:
    return f"{spelt} ext. {_some(rng, digits, 5)}"


def _grouped(figures: str, separator: str) -> str:
    return separator.join(re.findall(r"\d{3}(?=\d{2})|\d+", figures))


def _some(rng: Random, letters: str, length: int) -> str:
    return "".join(rng.choices(letters, k=length))
