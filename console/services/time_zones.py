"""Time zones by name, and a guess at a hotel's: Beds24 does not tell it (FACTS.md section 5)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal import get_localzone_name

from console.domain.errors import WrongInput


class GuessedFrom(StrEnum):
    COUNTRY = "country"
    COMPUTER = "computer"


@dataclass(frozen=True, slots=True)
class ZoneGuess:
    time_zone: str
    guessed_from: GuessedFrom


def checked_zone(name: str) -> str:
    """`name` if it is a zone of the IANA list; raises WrongInput."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongInput("There is no such time zone. Its name has to be like Europe/Vienna.") from None


def guess_zone(country: str) -> ZoneGuess:
    """The zone of `country` (ISO 3166, two letters) where it has but one, else this computer's."""
    zone = _only_zone(country.strip().upper())
    return ZoneGuess(zone, GuessedFrom.COUNTRY) if zone else ZoneGuess(_own_zone(), GuessedFrom.COMPUTER)


def _only_zone(country: str) -> str:
    """By today's list, else by the list of clocks since 1970: a country's first line there is its own."""
    own = [zone for codes, zone in _table("zone.tab") if country in codes]
    shared = [zone for codes, zone in _table("zone1970.tab") if codes[0] == country]
    return next((zones[0] for zones in (own, shared) if len(zones) == 1), "")


def _own_zone() -> str:
    try:
        return checked_zone(get_localzone_name())
    except (WrongInput, LookupError, OSError):
        return "UTC"


@cache
def _table(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((tuple(line[0].split(",")), line[2]) for line in lines)
