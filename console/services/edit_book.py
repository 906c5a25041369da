"""What somebody needs to see who changes a reservation: how it stands, whose it is, and which rooms are free."""

from dataclasses import dataclass, field
from datetime import date

from console.domain.booking import Booking
from console.domain.channels import Channel
from console.domain.edits import Edit
from console.domain.hotel import Room, RoomType
from console.domain.occupancy import Spot, spots
from console.domain.outbox import SendState
from console.services.channels import known_channels
from console.services.sending import write_obstacle
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True)
class House:
    """The hotel as far as a reservation needs it; `obstacle` says why nothing can be sent to Beds24, empty where
    nothing is known to stand in the way."""

    room_types: tuple[RoomType, ...]
    rooms: tuple[Room, ...]
    currency: str
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A reservation as it stood when somebody began to change it, and the channel that sold it; `refused` is why Beds24
    did not take what was changed before, empty where it took it."""

    reservation_id: int
    booking: Booking = field(repr=False)
    edits: tuple[Edit, ...]
    channel: Channel
    house: House
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for a room: nights of `[arrival, departure)` for as many people; `own` is the reservation (our id) that
    is to move, None for a new one."""

    arrival: date
    departure: date
    people: int = 0
    own: int | None = None


class EditBook:
    """Short questions, for the reader's thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def house(self) -> House:
        with self._store.reading() as session:
            return house_in(session)

    def ground(self, reservation_id: int) -> Ground | None:
        """How a reservation (our id) stands; None where there is none."""
        with self._store.reading() as session:
            booking = session.reservations.after(reservation_id - 1, 1).get(reservation_id)
            if booking is None:
                return None
            edits = session.edits.of([reservation_id]).get(reservation_id, ())
            state, message = session.sendings.standing_of(reservation_id)
            refused = message if state == SendState.REFUSED else ""
            return Ground(reservation_id, booking, edits, known_channels().of(booking), house_in(session), refused)

    def spots(self, search: Search) -> tuple[Spot, ...]:
        """Every type and every room for these nights."""
        with self._store.reading() as session:
            return spots_in(session, search)


def house_in(session: Session) -> House:
    hotel = next(iter(session.hotel.properties()), None)
    return House(
        session.hotel.room_types(),
        tuple(room for room in session.hotel.rooms() if room.active),
        hotel.currency if hotel else "",
        write_obstacle(session) or "",
    )


def spots_in(session: Session, search: Search) -> tuple[Spot, ...]:
    """As `EditBook.spots`, in the caller's transaction."""
    stays = session.occupancy.stays(search.arrival, search.departure)
    others = [stay for stay in stays if stay.reservation_id != search.own]
    hotel = session.hotel
    return spots(
        hotel.room_types(), hotel.rooms(), others, search.arrival, search.departure, people=search.people
    )  # fmt: skip
