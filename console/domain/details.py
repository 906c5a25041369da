"""One reservation with everything that is known of it, for whoever looks closely."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from console.domain.booking import Booking, GuestMessage
from console.domain.lines import Differing, ReservationLine

if TYPE_CHECKING:
    from console.domain.edits import Part


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it changed; moments and amounts are the texts that history keeps (amounts in minor units).

    `changed_at` is when Beds24 says that it was made; `hinted` whether an instant message had told or hinted of it
    before somebody else brought it; `by_whom` the person or the rule that did it here."""

    at: str
    source: str
    field: str
    old: str | None
    new: str | None
    minor: bool
    changed_at: str | None = None
    hinted: bool = False
    by_whom: str = ""


@dataclass(frozen=True, slots=True)
class CardMove:
    """The stay went to another guest's card: when, to whom (the name there now), by which rule of matching, and by
    whose decision of which kind, empty where a rule did it by itself; `undone` tells that a decision was taken back
    by it."""

    at: str
    name: str = field(repr=False)
    rule: str
    decision: str
    by_whom: str
    undone: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What the hotel calls a place of Beds24's; `room` is empty for a type as such (`unit_id` 0)."""

    room_type_id: int
    unit_id: int
    room_type: str
    room: str


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """One line of the bill as Beds24 sent it; amounts in minor units, `quantity` empty for payments."""

    description: str
    quantity: str
    amount: int | None
    total: int | None


@dataclass(frozen=True, slots=True)
class WordOfDesk:
    """A part of which the desk says something else than Beds24 tells: how far that is, since when and by whom."""

    part: "Part"
    how: Differing
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ReservationDetails:
    """`changes` and `card_moves` come newest first, `texts` are the fields of now as history writes them; `other_stays`
    are of the same guest, `group` holds every other member; `body` is the JSON received (without card data), `row` our
    own columns as they are stored.

    `messages_read_at` is when Beds24 was last asked for the messages, None where it never was; `may_read_messages`
    whether the key has the right to, as far as that is known.

    `words` are the desk's on parts that Beds24 tells otherwise, `told_texts` the fields as Beds24 tells them, and
    `sending` why something of it has not arrived there, empty where nothing is known to stand in the way."""

    line: ReservationLine
    booking: Booking
    read_at: str
    messages: tuple[GuestMessage, ...]
    messages_read_at: datetime | None
    may_read_messages: bool
    changes: tuple[Change, ...]
    texts: tuple[tuple[str, str | None], ...]
    card_moves: tuple[CardMove, ...]
    places: tuple[PlaceName, ...]
    other_stays: tuple[ReservationLine, ...]
    group: tuple[ReservationLine, ...]
    invoice: tuple[InvoiceItem, ...]
    body: bytes
    row: tuple[tuple[str, str | None], ...]
    words: tuple[WordOfDesk, ...] = ()
    told_texts: tuple[tuple[str, str | None], ...] = ()
    sending: str = ""

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
