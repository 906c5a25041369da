"""What a check foresees, booking by booking in four groups, and which of it a person chose to have applied."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from console.domain.status import Status
from console.store.run_book import FieldLine, Touched

__all__ = ["Chosen", "DrySums", "FieldLine", "Foreseen", "ForeseenGroup", "Touched", "foreseen_of", "sums_of"]


class ForeseenGroup(StrEnum):
    """What a full sync would make of a booking; of one that would be cancelled only that counts."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One booking that a full sync would begin or change, or that Beds24 no longer has."""

    beds24_id: int
    group: ForeseenGroup
    touched: Touched

    @property
    def fields(self) -> int:
        """How many fields would be another, those that nobody would notice left out."""
        return sum(not line.minor for line in self.touched.lines)

    def is_still(self, touched: Touched | None) -> bool:
        """Whether a new reading would come to the same; None: it would change nothing any more, for it is done."""
        return touched is None or replace(touched, id=self.touched.id) == self.touched


@dataclass(frozen=True, slots=True)
class DrySums:
    """ "+2 new, 5 changed (9 fields), 1 cancelled, 0 missing"."""

    new: int = 0
    changed: int = 0
    fields: int = 0
    cancelled: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A booking that is to be applied by itself; `shown` is what the person was shown of it, None where nothing was."""

    beds24_id: int
    shown: Foreseen | None = None


def foreseen_of(touched: Iterable[Touched]) -> tuple[Foreseen, ...]:
    """What was foreseen, each in its group."""
    return tuple(Foreseen(one.beds24_id, _group_of(one), one) for one in touched if one.beds24_id is not None)


def sums_of(foreseen: Iterable[Foreseen]) -> DrySums:
    """How many of each group, and how many fields would be another in those that would change."""
    kept = tuple(foreseen)
    count = Counter(one.group for one in kept)
    return DrySums(
        new=count[ForeseenGroup.NEW],
        changed=count[ForeseenGroup.CHANGED],
        fields=sum(one.fields for one in kept if one.group is ForeseenGroup.CHANGED),
        cancelled=count[ForeseenGroup.CANCELLED],
        missing=count[ForeseenGroup.MISSING],
    )


def _group_of(touched: Touched) -> ForeseenGroup:
    if touched.is_new:
        return ForeseenGroup.NEW
    told = {line.new for line in touched.lines if line.field == "status"}
    if Status.GONE in told:
        return ForeseenGroup.MISSING
    return ForeseenGroup.CANCELLED if Status.CANCELLED in told else ForeseenGroup.CHANGED
