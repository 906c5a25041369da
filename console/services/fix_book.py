"""What may be done about differences, and why something may not, for whoever looks at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from console.domain.adviser import Owner, advise
from console.domain.booking import Booking
from console.domain.channels import Channel
from console.domain.edits import PART_OF, Part
from console.domain.fixing import Deed, Found, Obstacle, Way, way_of
from console.services.channels import known_channels
from console.services.sending import write_obstacle
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class Offer:
    """What each way comes to for a difference, or why it is closed; `channel` names the one that owns what differs.

    `held` is a sentence that tells why nothing can be sent now, empty where it can; what is sent nevertheless waits.
    """

    id: int
    ways: Mapping[Way, Deed | Obstacle]
    channel: str = ""
    held: str = ""

    def deed(self, way: Way) -> Deed | None:
        """What would be done; None where the way is closed."""
        found = self.ways[way]
        if isinstance(found, Obstacle) or (way is Way.SEND and self.held):
            return None
        return found


class FixBook:
    """Questions about fixes; to be asked on the reader's thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def offers(self, ids: Sequence[int]) -> Mapping[int, Offer]:
        """What may be done about each of these discrepancies (by their ids)."""
        with self._store.reading() as session:
            found = session.discrepancies.found(ids)
            held = write_obstacle(session) or ""
            numbers = {one.number for one in found.values() if one.number is not None}
            here = session.reservations.bookings(numbers)
            return MappingProxyType(
                {one.id: _offer(one, here.get(one.number or 0), held) for one in found.values() if one.alive}
            )


def _offer(found: Found, here: Booking | None, held: str) -> Offer:
    ways = {way: way_of(found.kind, found.field, found.cause, way) for way in Way}
    if found.number is None:
        ways[Way.TAKE] = Obstacle.UNREADABLE
    owner = _owner(found, here, _part_sent(found, ways[Way.SEND]))
    if owner is not None:
        ways[Way.SEND] = Obstacle.CHANNEL_OWNS
    return Offer(found.id, MappingProxyType(ways), owner.name if owner else "", held)


def _part_sent(found: Found, deed: Deed | Obstacle) -> Part | None:
    """What sending would change at Beds24; None where it is nothing that a channel could own."""
    if deed is Deed.CANCEL_THERE:
        return Part.STATUS
    return PART_OF[found.field] if deed is Deed.SEND_VALUE else None


def _owner(found: Found, booking: Booking | None, part: Part | None) -> Channel | None:
    """The channel that owns a part of a booking, be it one of which only Beds24 knows."""
    if part is None:
        return None
    if booking is None:
        channel = known_channels().named(found.channel, found.channel)
        return channel if part in channel.owns else None
    channel = known_channels().of(booking)
    return channel if advise(booking, part, {}, channel).owner is Owner.CHANNEL else None
