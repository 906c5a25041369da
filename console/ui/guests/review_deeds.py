"""What a person decides about guests while they review: done on the thread that writes, taken back in turn."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.domain.errors import Stopped
from console.domain.guests.card import CardField
from console.jobs.runner import Runner
from console.services.guest_decisions import Decided, GuestDesk
from console.ui.kit.answers import Answers

Pair = tuple[int, int]


class DeedKind(StrEnum):
    """What was decided, or taken back."""

    MERGE = "merge"
    BATCH = "batch"
    NOT_SAME = "not_same"
    HOUSEHOLD = "household"
    WHOLE = "whole"
    SPLIT = "split"
    SEPARATE = "separate"
    UNDO = "undo"
    UNDO_BATCH = "undo_batch"


@dataclass(frozen=True, slots=True)
class Deed:
    """One decision under way or done: the pairs that it is about, who they are, for the sentence about it, and of how
    many decisions it is one."""

    kind: DeedKind
    pairs: tuple[Pair, ...]
    who: str = field(repr=False)
    number: int = 0
    times: int = 1


class ReviewDeeds(QObject):
    """`began` and `done` carry a Deed, the latter with its number; `failed` the Deed and the error.

    What is done here can be undone here, the latest first; `undoable` tells the one that would be, or None."""

    began = Signal(object)
    done = Signal(object)
    failed = Signal(object, object)
    undoable_changed = Signal()

    def __init__(self, runner: Runner, desk: Callable[[], GuestDesk]) -> None:
        super().__init__()
        self._runner, self._desk = runner, desk
        self._answers = Answers(self)
        self._done: list[Deed] = []
        self._under_way = self._undos_wanted = 0

    @property
    def undoable(self) -> Deed | None:
        return self._done[-1] if self._done else None

    def merge(self, pair: Pair, picks: Mapping[CardField, str], who: str) -> None:
        self._do(Deed(DeedKind.MERGE, (pair,), who), lambda desk: desk.merge(*pair, picks))

    def merge_all(self, pairs: Sequence[Pair]) -> None:
        """As one batch with one undo."""
        self._do(Deed(DeedKind.BATCH, tuple(pairs), "", times=len(pairs)), lambda desk: _first(desk.merge_all(pairs)))

    def not_same(self, pair: Pair, who: str) -> None:
        self._do(Deed(DeedKind.NOT_SAME, (pair,), who), lambda desk: desk.not_same(*pair))

    def same_household(self, pair: Pair, who: str) -> None:
        self._do(Deed(DeedKind.HOUSEHOLD, (pair,), who), lambda desk: desk.same_household(*pair))

    def keep_whole(self, pair: Pair, sources: Pair, picks: Mapping[CardField, str], who: str) -> None:
        """A card is one person's; `sources` are the two whose dates of birth differ."""
        self._do(Deed(DeedKind.WHOLE, (pair,), who), lambda desk: desk.keep_whole(*sources, picks))

    def split(self, pair: Pair, going: Sequence[int], who: str) -> None:
        """A card is two people's; `going` are the sources of the second."""
        self._do(Deed(DeedKind.SPLIT, (pair,), who), lambda desk: desk.split(pair[0], going))

    def separate(self, source: int, who: str) -> None:
        """An automatic match was wrong."""
        self._do(Deed(DeedKind.SEPARATE, (), who), lambda desk: desk.separate(source))

    def undo_last(self) -> None:
        """Take back the latest of what was done here; of what is still being saved, once it is."""
        if self._under_way:
            self._undos_wanted += 1
            return
        if (last := self.undoable) is None:
            return
        if last.kind is DeedKind.BATCH:
            self.undo_batch(last.number, last.times)
        else:
            self.undo(last.number, last.who)

    def undo(self, number: int, who: str) -> None:
        """Take back a decision of any age."""
        self._do(Deed(DeedKind.UNDO, (), who, number), lambda desk: desk.undo(number))

    def undo_batch(self, number: int, times: int) -> None:
        """Take back a batch of so many, by the number that all of it bears."""
        self._do(Deed(DeedKind.UNDO_BATCH, (), "", number, times), lambda desk: desk.undo_batch(number))

    def forget(self, number: int) -> None:
        """A decision, or a batch, was taken back elsewhere."""
        self._remember([one for one in self._done if one.number != number])

    def _do(self, deed: Deed, act: Callable[[GuestDesk], Decided | None]) -> None:
        with suppress(Stopped):  # the program is about to end
            answer = self._runner.run_errand(lambda _watch: act(self._desk()))
            former = list(self._done)
            if deed.kind in _UNDOING:
                self._remember([one for one in former if one.number != deed.number])
            self._under_way += 1
            self.began.emit(deed)
            self._answers.follow(
                answer, lambda decided: self._take(deed, decided), lambda error: self._fail(deed, error, former)
            )

    def _remember(self, done: list[Deed]) -> None:
        self._done = done
        self.undoable_changed.emit()

    def _fail(self, deed: Deed, error: BaseException, former: list[Deed]) -> None:
        if deed.kind in _UNDOING:
            self._remember(former)
        self._under_way -= 1
        self._undos_wanted = 0  # whoever wanted them had something else before their eyes
        self.failed.emit(deed, error)

    def _take(self, deed: Deed, decided: Decided | None) -> None:
        made = replace(deed, number=deed.number or (decided.number if decided else 0))
        if deed.kind not in _UNDOING and decided is not None:
            self._remember([*self._done, made])
        self._under_way -= 1
        self.done.emit(made)
        if self._undos_wanted and not self._under_way:
            self._undos_wanted -= 1
            self.undo_last()


_UNDOING = (DeedKind.UNDO, DeedKind.UNDO_BATCH)


def _first(made: Sequence[Decided]) -> Decided | None:
    return made[0] if made else None
