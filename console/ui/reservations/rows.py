"""The rows of the list without Qt: all, in order, sifted, found. Each step keeps what it made for the next one."""

from bisect import insort
from collections.abc import Callable, Collection, Iterable
from itertools import compress, repeat
from operator import add, itemgetter
from typing import Any

from console.domain.folding import Word
from console.domain.lines import ReservationLine
from console.domain.sieve import At, Sieve, find, narrows, sift, without_released
from console.ui.kit.finding import hits as found_in
from console.ui.kit.finding import in_order

_BASE = itemgetter(ReservationLine._fields.index("arrival"), ReservationLine._fields.index("id"))
_MANY = 200
_TEXT = itemgetter(ReservationLine._fields.index("search"))
Key = Callable[[ReservationLine], Any]


class Rows:
    """What is shown are the sifted, in order. A search looks at what was released too, even where the list without
    words leaves it aside; so the two stand in order apart, and each is put in order when it is first looked at.

    Rows that are equal in the column sorted by stand by arrival; rows without a value there come last, always.
    """

    def __init__(self, at: At) -> None:
        self._at = at
        self._sieve = Sieve()
        self._words: tuple[Word, ...] = ()
        self._key: Key | None = None
        self._filled: Key | None = None
        self._descending = False
        self._all: list[ReservationLine] = []
        self._sifted: list[ReservationLine] = []
        self._usual: list[ReservationLine] = []
        self._ordered: list[ReservationLine] | None = None
        self._searched: list[ReservationLine] | None = None
        self._texts: list[str] | None = None
        self._shown_texts: list[str] = []
        self._hits: list[bool] | None = None
        self.shown: list[ReservationLine] = []

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self._all)

    @property
    def all(self) -> list[ReservationLine]:
        """All of them, by arrival; not to be altered."""
        return self._all

    @property
    def left_aside(self) -> int:
        """How many would be shown had they not been released."""
        return 0 if self._words else len(self._sifted) - len(self._usual)

    def replace(self, lines: Iterable[ReservationLine]) -> None:
        """Forget what was there."""
        self._all = sorted(lines, key=_BASE)
        self._sift()

    def merge(self, ids: frozenset[int], lines: Collection[ReservationLine]) -> None:
        """`lines` is what has become of `ids`; those it lacks are no more."""
        kept = [line for line in self._all if line[0] not in ids]
        if len(lines) > _MANY:
            kept = sorted([*kept, *lines], key=_BASE)
        else:
            for line in lines:
                insort(kept, line, key=_BASE)
        self._all = kept
        self._sift()

    def sort(self, key: Key | None, filled: Key | None, *, descending: bool) -> None:
        """Order by `key`; None is by arrival."""
        self._key, self._filled, self._descending = key, filled, descending
        self._arrange()

    def sift(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self._sift()

    def search(self, words: tuple[Word, ...]) -> None:
        """Show only lines in which every word is found."""
        former, self._words = self._words, words
        if former and narrows(former, words):
            self._narrow([word for word in words if word not in former])
        else:
            self._find()

    def prepare(self) -> bool:
        """Do a step of what makes the first key of a search as quick as the others; False when all is done."""
        if self._searched is None:
            self._order_searched()
        elif self._texts is None:
            self._texts_searched()
        else:
            self._narrow_texts()
            return False
        return True

    def _order_searched(self) -> list[ReservationLine]:
        """What a search looks at, in order."""
        if self._searched is None:
            self._searched = self._in_order(self._sifted)
        return self._searched

    def _texts_searched(self) -> list[str]:
        """Their texts, copied: so they lie side by side in memory, and are looked through three times as fast."""
        if self._texts is None:
            self._texts = list(map(add, map(_TEXT, self._order_searched()), repeat("\n")))
        return self._texts

    def _narrow_texts(self) -> None:
        """The texts of what is shown, and of nothing else."""
        if self._hits is not None:
            self._shown_texts = list(compress(self._shown_texts, self._hits))
            self._hits = None

    def be_at(self, at: At) -> None:
        """Time has gone on."""
        self._at = at
        self._sift()

    def also_found_with(self, sieve: Sieve) -> int:
        """How many lines the present words would find with another sieve."""
        lines = sift(self._all, sieve, self._at)
        return len(find(lines, self._words) if self._words or sieve.keeps_released else without_released(lines))

    def _sift(self) -> None:
        self._sifted = sift(self._all, self._sieve, self._at)
        self._usual = self._sifted if self._sieve.keeps_released else without_released(self._sifted)
        self._arrange()

    def _arrange(self) -> None:
        self._ordered = self._searched = self._texts = None
        self._find()

    def _find(self) -> None:
        self._hits = None
        if self._words:
            self.shown = self._order_searched()
            self._shown_texts = self._texts_searched()
            self._narrow(self._words)
        else:
            self.shown = self._order_usual()

    def _order_usual(self) -> list[ReservationLine]:
        """What stands there without words, in order."""
        if self._ordered is None:
            self._ordered = self._in_order(self._usual)
        if self._usual is self._sifted:
            self._searched = self._ordered
        return self._ordered

    def _in_order(self, lines: list[ReservationLine]) -> list[ReservationLine]:
        return in_order(lines, self._key, self._filled, descending=self._descending)

    def _narrow(self, words: Iterable[Word]) -> None:
        """Keep of what is shown the lines with these words; in C from end to end, for 100,000 lines at each key."""
        for word in words:
            self._narrow_texts()
            hits = found_in(self._shown_texts, word)
            if not all(hits):
                self.shown = list(compress(self.shown, hits))
                self._hits = hits
