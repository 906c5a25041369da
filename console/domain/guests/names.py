"""Names as people are called, compared: what is the same name, nearly the same, or another one (GUESTS.md 3.4)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from console.domain.folding import folded
from console.domain.guests.lists import NameLists


class NameLevel(IntEnum):
    """How much two names agree; from `FIRST_ONLY` on they can be one person's."""

    DIFFERENT = 0
    SAME_FIRST = 1
    SAME_FAMILY = 2
    UNKNOWN = 3
    FIRST_ONLY = 4
    INITIAL = 5
    CLOSE = 6
    STRONG = 7
    EXACT = 8

    @property
    def can_be_one(self) -> bool:
        return self >= NameLevel.UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name in folded words, without titles and particles; `loose` where nobody told given from family name.

    `words` are those that are more than an initial; `spelled` is the whole of it in one line, from which `name_from`
    makes it again: two names are the same where it is."""

    given: tuple[str, ...] = field(repr=False)
    family: tuple[str, ...] = field(repr=False)
    loose: bool
    joined: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    initials: tuple[str, ...] = field(repr=False)
    spelled: str = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and self.spelled == other.spelled

    def __hash__(self) -> int:
        return hash(self.spelled)

    @property
    def is_empty(self) -> bool:
        return not (self.given or self.family)


@lru_cache(maxsize=4_096)
def name_from(spelled: str) -> Name:
    """The name whose `Name.spelled` this is."""
    given_text, family_text, loose, joined = spelled.split("|")
    given, family = tuple(given_text.split()), tuple(family_text.split())
    both = (*given, *family)
    words = tuple(word for word in both if len(word) > 1)
    initials = tuple(word for word in both if len(word) == 1)
    return Name(given, family, bool(loose), joined, words, initials, spelled)


NO_NAME = name_from("|||")


def _name(given: tuple[str, ...], family: tuple[str, ...], joined: str, *, loose: bool = False) -> Name:
    return name_from(f"{' '.join(given)}|{' '.join(family)}|{'l' if loose else ''}|{joined}")


class NameReader:
    """Reads names as channels and desks write them, and compares them, with the lists that it was given."""

    def __init__(self, lists: NameLists) -> None:
        self._titles = frozenset(map(plain, lists.titles))
        self._titles_or_names = frozenset(map(plain, lists.titles_or_names))
        self._particles = frozenset(map(plain, lists.particles))
        self._given_names = frozenset(map(plain, lists.given_names))
        self._groups: dict[str, frozenset[int]] = {}
        for token, groups in lists.nicknames.items():
            word = plain(token)
            self._groups[word] = self._groups.get(word, frozenset()) | groups
        self._levels: dict[tuple[str, str], NameLevel] = {}

    def read(self, first: str, last: str) -> Name:
        """The name in two fields as they were filled in; either may be empty or hold all of it."""
        if "/" in last and not first.strip():
            last, _, first = last.partition("/")
        given_named, family_named = self._named(_words_of(first), _words_of(last))
        given, family = self._core(given_named), self._core(family_named)
        joined = "".join((*given_named, *family_named))
        if not given or not family:
            return _one_field(given, family, joined)
        return _name(given, family, joined)

    def level(self, one: Name, other: Name) -> NameLevel:
        """How much two names agree; the order of the two means nothing."""
        pair = (one.spelled, other.spelled) if one.spelled <= other.spelled else (other.spelled, one.spelled)
        known = self._levels.get(pair)
        if known is None:
            if len(self._levels) > _REMEMBERED:
                self._levels.clear()
            known = self._levels[pair] = self._compare(name_from(pair[0]), name_from(pair[1]))
        return known

    def _named(self, first: tuple[str, ...], last: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Both fields without titles; of a word that may be a name too, like Pan, where two other words are left."""
        given, family = self._without_titles(first), self._without_titles(last)
        if len(given) + len(family) <= _FULL:
            return given, family
        return self._behind_title(given), self._behind_title(family)

    def _without_titles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._titles)

    def _behind_title(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return words[1:] if len(words) > 1 and words[0] in self._titles_or_names else words

    def _core(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """The words that tell people apart; particles only where nothing else is left."""
        return tuple(word for word in named if word not in self._particles) or named

    def _compare(self, one: Name, other: Name) -> NameLevel:
        if one.is_empty or other.is_empty:
            return NameLevel.UNKNOWN
        short, long = sorted((one, other), key=lambda name: (len(name.words), len(name.initials)))
        if self._is_exact(short, long):
            return NameLevel.EXACT
        left, right = _difference(short.words, long.words)
        if not left and len(short.words) > 1 and _given_agrees(short, long) and _initials_fit(short, right):
            return NameLevel.STRONG
        if self._is_close(short, long, left, right):
            return NameLevel.CLOSE
        return _lesser_level(short, long, left, right)

    def _is_exact(self, short: Name, long: Name) -> bool:
        if len(short.words) < _FULL:
            return False
        if Counter(short.words) == Counter(long.words):
            return not (short.initials and long.initials) or Counter(short.initials) == Counter(long.initials)
        turned = "".join((*long.family, *long.given))
        return short.joined in (long.joined, turned)

    def _is_close(self, short: Name, long: Name, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        """All words agree but for short forms and other spellings, and for one slip of the pen at most."""
        if not left or len(short.words) < _FULL or not _initials_fit(short, right):
            return False
        words, rest = self._without_spellings(left, right)
        if len(words) > 1:
            return False
        if not words:
            return len(short.words) == len(long.words) or short.loose or long.loose or _given_agrees(short, long)
        partner = next((candidate for candidate in rest if self._is_slip(words[0], candidate, short, long)), None)
        if partner is None or len(left) > 1:
            return False
        of_given = words[0] in short.given and partner in long.given
        return of_given or short.loose or long.loose or _given_agrees(short, long)

    def _without_spellings(self, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """The words of both sides that are not spellings or short forms of one another."""
        words, rest = [], list(right)
        for word in left:
            partner = next((candidate for candidate in rest if self._is_one_name(word, candidate)), None)
            if partner is None:
                words.append(word)
            else:
                rest.remove(partner)
        return words, rest

    def _is_one_name(self, word: str, other: str) -> bool:
        return bool(self._groups.get(word, _NOTHING) & self._groups.get(other, _NOTHING))

    def _is_slip(self, word: str, other: str, short: Name, long: Name) -> bool:
        if word in self._given_names and other in self._given_names:
            return False
        return _is_slip(word, other, is_given=word in short.given or other in long.given)


def _one_field(given: tuple[str, ...], family: tuple[str, ...], joined: str) -> Name:
    """All of a name in one field: the last word is taken for the family's, and is no more than a guess."""
    words = given or family
    if len(words) > 1:
        return _name(words[:-1], words[-1:], joined, loose=True)
    return _name(given, family, joined)


def plain(text: str) -> str:
    """One word folded for comparing: without accents and case, and with ü, ue and u alike."""
    return _UMLAUT.sub(r"\1", folded(text))


def _words_of(text: str) -> tuple[str, ...]:
    spaced = _EACH_SIGN.sub(r" \g<0> ", text) if not text.isascii() else text
    return tuple(_UMLAUT.sub(r"\1", word) for word in _BETWEEN.split(folded(spaced)) if word)


def _difference(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ours, theirs = Counter(short), Counter(long)
    return tuple((ours - theirs).elements()), tuple((theirs - ours).elements())


def _given_agrees(short: Name, long: Name) -> bool:
    """Two of a family share every surname: the first given name has to be the same, wherever it was written."""
    if short.loose or long.loose:
        return _agrees_loosely(short, long)
    if not short.given or not long.given:
        return False
    first, other = short.given[0], long.given[0]
    return first == other or (first in long.family and other in short.family)


def _agrees_loosely(short: Name, long: Name) -> bool:
    if short.loose and long.loose:
        return bool(short.words) and bool(long.words) and short.words[0] == long.words[0]
    told, untold = (long, short) if short.loose else (short, long)
    ends = (untold.words[0], untold.words[-1]) if untold.words else ()
    return bool(told.given) and told.given[0] in ends


def _initials_fit(short: Name, left_over: Iterable[str]) -> bool:
    """Each initial of the shorter name begins one of the words that it does not spell out, where such are left."""
    rest = list(left_over)
    for initial in short.initials:
        found = next((word for word in rest if word.startswith(initial)), None)
        if found is None:
            return not rest
        rest.remove(found)
    return True


def _lesser_level(short: Name, long: Name, left: tuple[str, ...], right: tuple[str, ...]) -> NameLevel:
    if short.words and not left:
        if short.initials and _initials_fit(short, (*right, *long.initials)):
            return NameLevel.INITIAL
        if not short.initials and len(short.words) == 1 and short.words[0] in (*long.given, *long.words[: long.loose]):
            return NameLevel.FIRST_ONLY
    if set(short.family) & set(long.family) & {*short.words}:
        return NameLevel.SAME_FAMILY
    if short.given and long.given and short.given[0] == long.given[0] and len(short.given[0]) > 1:
        return NameLevel.SAME_FIRST
    return NameLevel.SAME_FAMILY if set(short.words) & set(long.words) else NameLevel.DIFFERENT


def _is_slip(word: str, other: str, *, is_given: bool) -> bool:
    """A letter too many, too few, wrong, or two that changed places; in a given name not at its end, where Mario and
    Maria, Martin and Martina differ."""
    length = min(len(word), len(other))
    allowed = 2 if length >= _LONG and not is_given else 1
    if length < (_SHORTEST_GIVEN if is_given else _SHORTEST) or word[0] != other[0]:
        return False
    if OSA.distance(word, other, score_cutoff=allowed) > allowed:
        return False
    return not is_given or word[-1] == other[-1]


_REMEMBERED = 10_000
_FULL = 2
_LONG = 9
_SHORTEST = 4
_SHORTEST_GIVEN = 5
_NOTHING: frozenset[int] = frozenset()
_UMLAUT = re.compile(r"([aou])e(?=[a-z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_EACH_SIGN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")
