"""One reservation with everything that is known of it, for whoever looks closely."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.booking import Booking, GuestMessage
from console.domain.lines import ReservationLine


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it changed; moments and amounts are the texts that history keeps (amounts in minor units)."""

    at: str
    source: str
    field: str
    old: str | None
    new: str | None
    minor: bool


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """One line of the bill as Beds24 sent it; amounts in minor units, `quantity` empty for payments."""

    description: str
    quantity: str
    amount: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class ReservationDetails:
    """`changes` come newest first; `other_stays` are of the same guest, `group` holds every other member;
    `body` is the JSON received (without card data), `row` our own columns as they are stored.

    `messages_read_at` is when Beds24 was last asked for the messages, None where it never was; `may_read_messages`
    whether the key has the right to, as far as that is known."""

    line: ReservationLine
    booking: Booking
    read_at: str
    messages: tuple[GuestMessage, ...]
    messages_read_at: datetime | None
    may_read_messages: bool
    changes: tuple[Change, ...]
    other_stays: tuple[ReservationLine, ...]
    group: tuple[ReservationLine, ...]
    invoice: tuple[InvoiceItem, ...]
    body: bytes
    row: tuple[tuple[str, str | None], ...]

    @property
    def erased_at(self) -> str:
        """When its guest was erased, as it is stored; empty where nobody was."""
        return next((value for name, value in self.row if name == "erased_at" and value), "")


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room, or with `room_id` None its whole type, by which a list can be narrowed."""

    room_type_id: int
    room_id: int | None
    name: str
