"""The demo's proof: every booking of the simulated Beds24 against the reservation here, field by field, and every
message."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from console.domain.status import Status
from console.simulator import Simulator
from console.simulator.bookings import to_wire
from console.store.listing import ReservationRow
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """How many bookings Beds24 has, how many of them agree, the numbers that do not, and those kept as gone; how many
    messages Beds24 has, each of which has to be here for its booking to agree."""

    bookings: int
    agree: int
    differing: tuple[int, ...]
    gone: int
    messages: int

    @property
    def holds(self) -> bool:
        return self.agree == self.bookings and not self.differing


def prove(store: Store, simulator: Simulator) -> Proof:
    """Compare both sides, in both directions."""
    with simulator.lock:
        truth: dict[int, Mapping[str, Any]] = {booking.id: to_wire(booking) for booking in simulator.book}
        written = {number: {each.id for each in simulator.book.messages.get(number, ())} for number in truth}
    with store.reading() as session:
        here = {row.beds24_id: row for row in session.listing.reservations() if row.beds24_id is not None}
        read = session.messages.numbers()
    differing = [
        number
        for number, booking in truth.items()
        if not _agree(here.get(number), booking) or not written[number] <= read
    ]
    left = [row for number, row in here.items() if number not in truth]
    surplus = [row.beds24_id for row in left if row.status != Status.GONE and row.beds24_id is not None]
    return Proof(
        bookings=len(truth),
        agree=len(truth) - len(differing),
        differing=tuple(differing + surplus),
        gone=len(left) - len(surplus),
        messages=sum(map(len, written.values())),
    )


def _agree(row: ReservationRow | None, booking: Mapping[str, Any]) -> bool:
    """Equal but for what is kept on purpose: contacts that a portal blanks out, the price of a cancelled stay."""
    if row is None:
        return False
    pairs = [
        (row.status, booking["status"]),
        (row.arrival.isoformat(), booking["arrival"]),
        (row.departure.isoformat(), booking["departure"]),
        (row.room_type_id, booking["roomId"]),
        (row.unit_id, booking["unitId"] or 0),
        (row.adults, booking["numAdult"]),
        (row.children, booking["numChild"]),
        (row.channel_reference, booking["apiReference"]),
    ]
    if booking["email"]:
        pairs.append((row.email, booking["email"]))
    if row.status != Status.CANCELLED:
        pairs.append((row.price, Decimal(str(booking["price"])).quantize(Decimal("0.01"))))
    return all(ours == theirs for ours, theirs in pairs)
