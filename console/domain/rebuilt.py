"""A reservation as it comes of everything that was received of it, beside how it stands."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.domain.booking import Booking, BookingVersion
from console.domain.merging import Merged


class GapKind(StrEnum):
    """Why what is kept does not tell all that a reservation came from.

    `starts_late`: the oldest body that is kept is not the first that was read. `messages_gone`: webhooks changed it
    whose bodies are kept no more. `unreadable`: bodies are kept that cannot be read as a booking. `by_hand`: it was
    changed here by somebody, which no body tells.
    """

    STARTS_LATE = "starts_late"
    MESSAGES_GONE = "messages_gone"
    UNREADABLE = "unreadable"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Gap:
    """`number`: of how many webhooks, bodies or changes it is true."""

    kind: GapKind
    number: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it is and as rebuilt, as texts of history: amounts in minor units, None where nothing was told."""

    field: str
    here: str | None
    rebuilt: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A reservation as it stands at one moment; any change of it makes another one."""

    booking: Booking
    version: BookingVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of rebuilding one reservation.

    `facts` were applied, the oldest of them read at `since`. `merged` is what they come to, None where they come to
    nothing; with `gaps`, what is known here and was not told by them stays in it. `ends_early`: what stands was told by
    something newer than all that is kept.
    """

    reservation_id: int
    currency: str
    facts: int
    since: datetime | None
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    ends_early: bool
    standing: Standing = field(repr=False)
    merged: Merged | None = field(repr=False)

    @property
    def booking(self) -> Booking | None:
        return self.merged.booking if self.merged else None

    @property
    def beds24_id(self) -> int:
        return self.standing.booking.beds24_id

    @property
    def can_adopt(self) -> bool:
        """Whether there is something to take over that is not older than what stands."""
        return self.merged is not None and bool(self.differences) and not self.ends_early
