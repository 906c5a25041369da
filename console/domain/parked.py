"""What waits: something received that could not be applied, as the store keeps it and a person sees it."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.booking import Booking, ParkedItem


@dataclass(frozen=True, slots=True)
class Parked:
    """A parked item with its story; `booking` is set where it was readable and only its place was missing."""

    item: ParkedItem
    booking: Booking | None
    first_seen: datetime
    last_seen: datetime
    times: int
