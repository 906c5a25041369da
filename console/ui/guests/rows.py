"""The rows of the list of guests without Qt: all, sifted, in order, found; each step keeps what it made."""

from bisect import insort
from collections.abc import Callable, Collection, Iterable
from itertools import compress, islice, repeat
from operator import add, itemgetter
from typing import Any

from console.domain.folding import Word
from console.domain.guests.lines import BY_NAME, GuestChip, GuestLine, sift_guests
from console.domain.sieve import narrows
from console.ui.kit.finding import hits, in_order

Key = Callable[[GuestLine], Any]
_MANY = 200
_TEXT = itemgetter(GuestLine._fields.index("search"))


class GuestRows:
    """What is shown are the sifted in order, of them those in which every word is found.

    Rows that are equal in the column sorted by stand by name; rows without a value there come last, always.
    """

    def __init__(self) -> None:
        self._chips: frozenset[GuestChip] = frozenset()
        self._words: tuple[Word, ...] = ()
        self._key: Key | None = None
        self._filled: Key | None = None
        self._descending = False
        self._all: list[GuestLine] = []
        self._ordered: list[GuestLine] = []
        self._texts: list[str] | None = None
        self._steps: list[_Step] = []
        self.shown: list[GuestLine] = []

    @property
    def all(self) -> list[GuestLine]:
        """All of them, by name; not to be altered."""
        return self._all

    def replace(self, lines: Iterable[GuestLine]) -> None:
        """Forget what was there; `lines` come by name."""
        self._all = list(lines)
        self._arrange()

    def merge(self, ids: frozenset[int], lines: Collection[GuestLine]) -> None:
        """`lines` is what has become of `ids`; those it lacks are no more."""
        kept = [line for line in self._all if line[0] not in ids]
        if len(lines) > _MANY:
            kept = sorted([*kept, *lines], key=BY_NAME)
        else:
            for line in lines:
                insort(kept, line, key=BY_NAME)
        self._all = kept
        self._arrange()

    def sort(self, key: Key | None, filled: Key | None, *, descending: bool) -> None:
        """Order by `key`; None is by name."""
        self._key, self._filled, self._descending = key, filled, descending
        self._arrange()

    def sift(self, chips: frozenset[GuestChip]) -> None:
        self._chips = chips
        self._arrange()

    def search(self, words: tuple[Word, ...]) -> None:
        """Show only lines in which every word is found. What was found letter by letter is kept: the next letter looks
        through it, and one that is taken back only goes a step back."""
        self._words = words
        while self._steps and not narrows(self._steps[-1].words, words):
            self._steps.pop()
        self._find()

    def found(self, words: tuple[Word, ...], most: int) -> list[GuestLine]:
        """The first of all, whatever is shown, in whom every word is found."""
        fits = (line for line in self._all if all(any(spelling in line.search for spelling in word) for word in words))
        return list(islice(fits, most))

    def prepare(self) -> None:
        """Make ready what makes the first letter of a search as quick as the others."""
        if self._texts is None:
            # Copied, so that they lie side by side in memory and are looked through three times as fast.
            self._texts = list(map(add, map(_TEXT, self._ordered), repeat("\n")))
        if self._steps:
            self._steps[-1].texts()

    def _arrange(self) -> None:
        sifted = sift_guests(self._all, self._chips)
        self._ordered = in_order(sifted, self._key, self._filled, descending=self._descending)
        self._texts = None
        self._steps = []
        self._find()

    def _find(self) -> None:
        self.shown = self._ordered
        if self._words:
            if not self._steps or self._steps[-1].words != self._words:
                self._steps.append(self._step())
            self.shown = self._steps[-1].lines

    def _step(self) -> "_Step":
        """From what was found last to what is found now."""
        self.prepare()
        step = self._steps[-1] if self._steps else _Step((), self._ordered, self._texts or [])
        for word in [word for word in self._words if word not in step.words]:
            texts = step.texts()
            step = _Step(self._words, step.lines, texts, hits(texts, word))
        return _Step(self._words, step.lines, step.texts()) if step.words != self._words else step


class _Step:
    """What was found for these words. The texts of it are made when they are looked through, or in a quiet moment."""

    def __init__(
        self, words: tuple[Word, ...], lines: list[GuestLine], texts: list[str], hit: list[bool] | None = None
    ) -> None:
        self.words = words
        self.lines = lines if hit is None else list(compress(lines, hit))
        self._texts, self._hit = texts, hit

    def texts(self) -> list[str]:
        """What is looked through, line by line."""
        if self._hit is not None:
            self._texts, self._hit = list(compress(self._texts, self._hit)), None
        return self._texts
