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
        self._shown_texts: list[str] = []
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
        """Show only lines in which every word is found."""
        former, self._words = self._words, words
        if former and narrows(former, words):
            self._narrow([word for word in words if word not in former])
        else:
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

    def _arrange(self) -> None:
        sifted = sift_guests(self._all, self._chips)
        self._ordered = in_order(sifted, self._key, self._filled, descending=self._descending)
        self._texts = None
        self._find()

    def _find(self) -> None:
        self.shown = self._ordered
        if self._words:
            self.prepare()
            self._shown_texts = self._texts or []
            self._narrow(self._words)

    def _narrow(self, words: Iterable[Word]) -> None:
        for word in words:
            found = hits(self._shown_texts, word)
            if not all(found):
                self.shown = list(compress(self.shown, found))
                self._shown_texts = list(compress(self._shown_texts, found))
