"""Who holds which room on which nights, and which rooms are free for a stay."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from console.domain.hotel import Cleaning, Room, RoomType
from console.domain.status import is_closure

_NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A reservation that holds a room, or one unit of a type while `room_id` is None; `[arrival, departure)`.

    `beds24_id` is None as long as Beds24 knows nothing of it; `rooms` is how many units it takes (Beds24's roomQty);
    `locked`: somebody at Beds24 fixed its room, so that not even the channel may change it. `guest` is empty for a
    closure.
    """

    reservation_id: int
    beds24_id: int | None
    room_type_id: int
    unit_id: int
    room_id: int | None
    status: str
    arrival: date
    departure: date
    rooms: int = 1
    adults: int = 0
    children: int = 0
    locked: bool = False
    channel: str = ""
    group_id: int = 0
    booked_at: datetime | None = None
    guest: str = field(default="", repr=False)

    @property
    def is_closure(self) -> bool:
        """Whether the room is closed, and nobody sleeps in it."""
        return is_closure(self.status)

    def takes(self, arrival: date, departure: date) -> bool:
        """Whether it takes a night of `[arrival, departure)`; a stay of no night takes none."""
        return max(self.arrival, arrival) < min(self.departure, departure)


class Hindrance(StrEnum):
    """What keeps a stay from a room; all but the first can be overruled by whoever knows better."""

    TAKEN = "taken"
    SOLD_OUT = "sold_out"
    """The room is empty, but stays without a room need every unit of its type."""
    OUT_OF_ORDER = "out_of_order"
    TOO_SMALL = "too_small"


@dataclass(frozen=True, slots=True)
class Spot:
    """A room of a type, or the type without a room yet (`room` None), seen for certain nights.

    `taken_by` are the stays that have it then, the earliest first; `left` is how many units of the type are free on
    the fullest of the nights, below nought where more were sold than there are.
    """

    room_type: RoomType
    room: Room | None
    hindrance: Hindrance | None
    taken_by: tuple[Stay, ...] = ()
    left: int = 0

    @property
    def fits(self) -> bool:
        return self.hindrance is None


def nights_of(arrival: date, departure: date) -> Iterator[date]:
    """The nights of `[arrival, departure)`, each by the day on which it begins."""
    night = arrival
    while night < departure:
        yield night
        night += _NIGHT


def capacity_of(room_type: RoomType, rooms: Iterable[Room]) -> int:
    """How many stays a type has units for: as many as Beds24 sells, else (added by hand) as it has rooms."""
    own = sum(room.active and room.room_type_id == room_type.room_type_id for room in rooms)
    return room_type.qty or own


def free_units(capacity: int, stays: Iterable[Stay], arrival: date, departure: date) -> int:
    """How many of a type's `capacity` are free on the fullest night of `[arrival, departure)`; `stays` are those of the
    type. Below nought where more were sold than there are."""
    sold: dict[date, int] = defaultdict(int)
    for stay in stays:
        for night in nights_of(max(stay.arrival, arrival), min(stay.departure, departure)):
            sold[night] += stay.rooms
    return capacity - max(sold.values(), default=0)


def spots(
    room_types: Sequence[RoomType],
    rooms: Collection[Room],
    stays: Collection[Stay],
    arrival: date,
    departure: date,
    *,
    people: int = 0,
) -> tuple[Spot, ...]:
    """Every type, followed by its rooms, for the nights of `[arrival, departure)` and as many people, in the order of
    `room_types` and `rooms`. The stay that looks for a room must not be among `stays`."""
    taking = [stay for stay in stays if stay.takes(arrival, departure)]
    found: list[Spot] = []
    for room_type in room_types:
        of_type = [stay for stay in taking if stay.room_type_id == room_type.room_type_id]
        left = free_units(capacity_of(room_type, rooms), of_type, arrival, departure)
        too_small = 0 < room_type.max_people < people
        found.append(Spot(room_type, None, _of_type(left, too_small=too_small), (), left))
        found.extend(
            _room_spot(room_type, room, taking, left, too_small=too_small)
            for room in rooms
            if room.active and room.room_type_id == room_type.room_type_id
        )
    return tuple(found)


def best_first(found: Iterable[Spot], room_type_id: int | None) -> tuple[Spot, ...]:
    """What fits before what does not, of each the wished type's first, and rooms before types without one; otherwise as
    they stood."""
    return tuple(
        sorted(
            found,
            key=lambda spot: (not spot.fits, spot.room_type.room_type_id != room_type_id, spot.room is None),
        )
    )


def _room_spot(room_type: RoomType, room: Room, taking: Iterable[Stay], left: int, *, too_small: bool) -> Spot:
    inside = tuple(sorted((stay for stay in taking if stay.room_id == room.id), key=lambda stay: stay.arrival))
    if inside:
        return Spot(room_type, room, Hindrance.TAKEN, inside, left)
    if room.cleaning is Cleaning.OUT_OF_ORDER:
        return Spot(room_type, room, Hindrance.OUT_OF_ORDER, (), left)
    return Spot(room_type, room, _of_type(left, too_small=too_small), (), left)


def _of_type(left: int, *, too_small: bool) -> Hindrance | None:
    if left <= 0:
        return Hindrance.SOLD_OUT
    return Hindrance.TOO_SMALL if too_small else None
