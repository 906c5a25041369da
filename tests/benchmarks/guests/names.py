"""The pools in `names.ini`: names by people's language, places and numbers by country."""

import itertools
import re
from collections.abc import Mapping
from configparser import ConfigParser, SectionProxy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests.benchmarks.guests.romanised import romanise

_COMMON = 0.45  # of surnames come from the list of common ones, the others are put together
_SKEW = 0.6  # the n-th name of a list is drawn 1 / n ** _SKEW times as often as the first


@dataclass(frozen=True, slots=True)
class Word:
    """One name: as it is usually written in Latin letters, its other spellings there, and its own script if another."""

    text: str
    others: tuple[str, ...] = ()
    native: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """Words of which the first are drawn more often."""

    words: tuple[Word, ...]
    weights: tuple[float, ...]

    def one(self, rng: Random) -> Word:
        return rng.choices(self.words, cum_weights=self.weights)[0]


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one language; `feminine` are endings (his, hers), `near` pairs of names that differ by little."""

    double: bool
    male: Draw
    female: Draw
    common: Draw
    made: tuple[Word, ...]
    feminine: tuple[tuple[str, str], ...]
    nicknames: Mapping[str, tuple[str, ...]]
    near: tuple[tuple[Word, Word], ...]
    titles: tuple[tuple[str, str], ...]
    domains: tuple[str, ...]

    def given(self, gender: str, rng: Random) -> Word:
        return (self.male if gender == "m" else self.female).one(rng)

    def surname(self, rng: Random) -> Word:
        return rng.choice(self.made) if self.made and rng.random() > _COMMON else self.common.one(rng)

    def hers(self, surname: Word) -> Word:
        """The form of `surname` that a woman bears; most languages know one form only."""
        own = surname.native or surname.text
        for his, hers in self.feminine:
            if own.endswith(his):
                changed = own[: len(own) - len(his)] + hers
                return _word(changed)
        return surname


@dataclass(frozen=True, slots=True)
class Country:
    """Where a guest lives. `mobile` has one figure or # for each digit after the country's code."""

    code: str
    pool: Pool
    dialling: str
    mobile: str
    trunk: str
    postcode: str
    cities: tuple[str, ...]
    streets: tuple[str, ...]


@cache
def countries() -> tuple[tuple[Country, ...], tuple[float, ...]]:
    """Every country, and the summed shares of guests from it."""
    ini = ConfigParser(delimiters=("=",), interpolation=None)
    ini.read(Path(__file__).with_name("names.ini"), encoding="utf-8")
    pools = {name: _pool(ini[name]) for name in ini.sections() if name.islower()}
    found = [(_country(ini[name], pools), float(ini[name]["share"])) for name in ini.sections() if name.isupper()]
    return tuple(one for one, _ in found), tuple(itertools.accumulate(share for _, share in found))


def _pool(lines: SectionProxy) -> Pool:
    pairs = [entry.split(":") for entry in lines["nicknames"].split()]
    return Pool(
        double=lines.getboolean("double", fallback=False),
        male=_draw(lines["male"]),
        female=_draw(lines["female"]),
        common=_draw(lines["surnames"]),
        made=tuple(_made(lines)),
        feminine=tuple((his, hers) for his, _, hers in map(_halves, lines.get("feminine", "").split())),
        nicknames={known: tuple(short.split(",")) for known, short in pairs},
        near=tuple((_word(one), _word(other)) for one, other in (pair.split("/") for pair in lines["near"].split())),
        titles=tuple((gender, _blanks(title)) for gender, title in (one.split(":") for one in lines["titles"].split())),
        domains=tuple(lines["domains"].split()),
    )


def _made(lines: SectionProxy) -> list[Word]:
    stems, endings = lines.get("stems", "").split(), lines.get("endings", "").split()
    return [_word(stem + ending) for stem in stems for ending in endings]


def _country(lines: SectionProxy, pools: Mapping[str, Pool]) -> Country:
    dialling, mobile, *trunk = lines["phone"].split()
    return Country(
        code=lines.name,
        pool=pools[lines["pool"]],
        dialling=dialling,
        mobile=mobile.replace("|", ""),
        trunk=trunk[0] if trunk else "",
        postcode=_blanks(lines["postcode"]),
        cities=tuple(map(_blanks, lines["cities"].split())),
        streets=tuple(map(_blanks, lines["streets"].split())),
    )


def _draw(line: str) -> Draw:
    words = tuple(map(_word, line.split()))
    return Draw(words, tuple(itertools.accumulate(1 / rank**_SKEW for rank in range(1, len(words) + 1))))


def _word(entry: str) -> Word:
    own, colon, spellings = _blanks(entry).partition(":")
    if colon:
        first, *others = spellings.split(",")
        return Word(first, tuple(others), own)
    if re.search(r"[^\W\d_a-zA-ZÀ-ɏ]", own):
        first, *others = romanise(own)
        return Word(first, tuple(others), own)
    return Word(own)


def _halves(entry: str) -> tuple[str, str, str]:
    return entry.partition(":")


def _blanks(text: str) -> str:
    return text.replace("_", " ")
