"""What a check has seen, in the figures that a hotel recognises itself by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from console.domain.status import holds_room, is_closure
from console.store.spool import Received


@dataclass(frozen=True, slots=True)
class Preview:
    """Stays that hold a room, closures aside: those arriving today, and all that have not ended."""

    arriving: int = 0
    coming: int = 0

    def __add__(self, other: "Preview") -> "Preview":
        return Preview(self.arriving + other.arriving, self.coming + other.coming)


def preview_of(page: Iterable[Received], today: date) -> Preview:
    """The figures of one page, by the hotel's own date."""
    stays = [one.booking for one in page if holds_room(one.booking.status) and not is_closure(one.booking.status)]
    return Preview(
        sum(stay.arrival == today for stay in stays),
        sum(stay.departure > today for stay in stays),
    )
