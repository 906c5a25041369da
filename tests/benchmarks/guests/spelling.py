"""How a name comes to stand in a booking: shortened, folded, mistyped, turned round, in capitals, in its own script."""

import itertools
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from anyascii import anyascii

from tests.benchmarks.guests.names import Pool, Word
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.people import Person

_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"}
_GERMAN = str.maketrans(_DIGRAPHS)
_DESK = frozenset({"phone", "walkin"})
_NATIVE = frozenset({"booking", "direct", "trip"})
_GDS_TITLES = {"m": ("MR", "MR"), "f": ("MRS", "MS")}
_NEIGHBOURS = {a: b for row in ("qwertzuiop", "asdfghjkl", "yxcvbnm") for a, b in itertools.pairwise(row)}


@dataclass(frozen=True, slots=True)
class Name:
    """First and last name as written, and the traps that lie in it."""

    first: str
    last: str
    traps: tuple[str, ...] = ()

    def but(self, trap: str, first: str, last: str) -> "Name":
        return replace(self, first=first, last=last, traps=(*self.traps, trap))


class Speller:
    """Writes people's names as a channel would."""

    def __init__(self, told: Parameters, rng: Random) -> None:
        self._told = told
        self._rng = rng

    def written(self, person: Person, channel: str, day: date) -> Name:
        name = self._cased(self._mistyped(self._folded(self._spelt(person, channel, day), channel), channel))
        if channel == "agency" and self._happens(self._told.gds_name):
            return _as_in_a_gds(name, person.gender, self._rng)
        name = self._titled(name, person)
        if channel == "airbnb" and self._happens(self._told.first_only):
            letter = f"{name.last[:1]}." if name.last and self._rng.random() < 0.5 else ""
            return name.but("airbnb_first_only", name.first, letter)
        return self._placed(name)

    def plain(self, person: Person, day: date) -> str:
        """Full name as a person writes who has time."""
        return f"{person.given[0].text} {_joined(person.surname_at(day))}"

    def _happens(self, share: float) -> bool:
        return self._rng.random() < share

    def _spelt(self, person: Person, channel: str, day: date) -> Name:
        told, surname = self._told, person.surname_at(day)
        if person.given[0].native and channel in _NATIVE and self._happens(told.native_script):
            return _in_own_script(person, surname)
        given, traps = person.given, list[str]()
        if len(given) > 1 and self._happens(told.drop_middle):
            given = given[:1]
            traps.append("middle_dropped")
        if person.country.pool.nicknames.get(given[0].text) and self._happens(told.nickname):
            given = (Word(self._rng.choice(person.country.pool.nicknames[given[0].text])),)
            traps.append("nickname")
        if len(surname) > 1 and self._happens(told.drop_second_surname):
            surname = surname[:1]
            traps.append("one_surname")
        first, last = (" ".join(self._romanised(word, traps) for word in words) for words in (given, surname))
        if self._happens(told.initial):
            first = first[:1] + self._rng.choice(("", "."))
            traps.append("initial")
        return Name(first, last, tuple(dict.fromkeys(traps)))

    def _romanised(self, word: Word, traps: list[str]) -> str:
        if not word.others or not self._happens(self._told.other_spelling):
            return word.text
        traps.append("translit")
        return self._rng.choice(word.others)

    def _folded(self, name: Name, channel: str) -> Name:
        told = self._told
        if "native_script" in name.traps or (name.first + name.last).isascii():
            return name
        if not self._happens(told.ascii_desk if channel in _DESK else told.ascii_ota):
            return name
        as_digraph = self._happens(told.german_ue)
        first, last = (anyascii(text.translate(_GERMAN) if as_digraph else text) for text in (name.first, name.last))
        return name.but("folded", first, last)

    def _mistyped(self, name: Name, channel: str) -> Name:
        if not self._happens(self._told.typo_desk if channel in _DESK else self._told.typo_self):
            return name
        if self._rng.random() < 0.4 and len(name.first) > 3:
            return name.but("name_typo", mistyped(name.first, self._rng), name.last)
        return name.but("name_typo", name.first, mistyped(name.last, self._rng))

    def _cased(self, name: Name) -> Name:
        dice = self._rng.random()
        if dice < self._told.upper:
            return name.but("upper", name.first.upper(), name.last.upper())
        if dice < self._told.upper + self._told.lower:
            return name.but("lower", name.first.lower(), name.last.lower())
        return name

    def _titled(self, name: Name, person: Person) -> Name:
        if self._happens(self._told.couple):
            return name.but("couple", f"Mr & Mrs {name.first}", name.last)
        if not self._happens(self._told.title):
            return name
        return name.but("title", f"{_title(person.country.pool, person.gender, self._rng)} {name.first}", name.last)

    def _placed(self, name: Name) -> Name:
        if self._happens(self._told.swap):
            return name.but("swap", name.last, name.first)
        if self._happens(self._told.onefield):
            return name.but("onefield", "", f"{name.first} {name.last}")
        return name


def mistyped(text: str, rng: Random) -> str:
    """`text` with one slip of the finger: two letters changed over, one left out, doubled, or its neighbour hit."""
    if len(text) < 3:
        return text
    at = rng.randrange(1, len(text) - 1)
    slips = (
        text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + _NEIGHBOURS.get(text[at].lower(), "e") + text[at + 1 :],
    )
    return rng.choice(slips)


def _title(pool: Pool, gender: str, rng: Random) -> str:
    return rng.choice([title for whose, title in pool.titles if whose in (gender, "x")])


def _in_own_script(person: Person, surname: tuple[Word, ...]) -> Name:
    first, last = (" ".join(word.native or word.text for word in words) for words in (person.given, surname))
    return Name(first, last, ("native_script",))


def _as_in_a_gds(name: Name, gender: str, rng: Random) -> Name:
    return name.but("gds_name", "", f"{name.last}/{name.first} {rng.choice(_GDS_TITLES[gender])}".upper())


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)
