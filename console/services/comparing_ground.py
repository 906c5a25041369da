"""What a comparison goes by: which bookings it is about, the rooms that are known here, what may have gone wrong."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from console.domain.booking import Booking
from console.domain.config import Beds24Config
from console.domain.differing import Ground, Here, Window
from console.domain.discrepancies import Facts
from console.domain.due import ARRIVALS_AHEAD
from console.domain.guests.contacts import ContactKind, ContactReader
from console.domain.silence import HearingFacts
from console.domain.status import Status
from console.services.guest_readers import readers_in
from console.services.silence import hearing_facts
from console.store.spool import Spool
from console.store.store import Session

_AT_ONCE: Final = 50
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared at `now`: the whole window of a hotel, the `arrivals` of the next 48 hours, or `only` one
    booking, whatever its dates.

    `believed_after` is how long after Beds24 first lacked a booking its saying so again counts as the second time.
    """

    config: Beds24Config
    currency: str
    now: datetime
    believed_after: timedelta
    only: int | None = None
    arrivals: bool = False
    window: Window = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", Window.around(self.today))

    @property
    def today(self) -> date:
        """The hotel's own date."""
        return self.now.astimezone(self.config.zone).date()

    def holds(self, booking: Booking, ours: Collection[int]) -> bool:
        """Whether the booking is compared: as Beds24 tells it, or as it stands here (`ours` are those numbers), it lies
        in the window. One of another property is none of ours."""
        if booking.beds24_id in ours:
            return True
        return self._asks_for(booking) and booking.property_id == self.config.property_id

    def _asks_for(self, booking: Booking) -> bool:
        if self.only is not None:
            return self.only == booking.beds24_id
        if self.arrivals:
            return self.today <= booking.arrival <= self.last_arrival
        return self.window.holds(booking)

    @property
    def last_arrival(self) -> date:
        """The last day whose arrivals an arrivals check takes in."""
        return self.today + ARRIVALS_AHEAD

    @property
    def is_whole(self) -> bool:
        """Whether everything is compared that ever is."""
        return self.only is None and not self.arrivals


def ground_in(session: Session, scope: Scope) -> Ground:
    """The places that are known here and how numbers are dialled. Raises StoreTrouble."""
    places = session.hotel.places()
    contacts = readers_in(session).contacts
    return Ground(
        today=scope.today,
        now=scope.now,
        believed_after=scope.believed_after,
        currency=scope.currency,
        room_ids=places.room_ids,
        room_types=places.room_type_ids,
        read_phone=lambda text, country: _dialled(contacts, text, country),
        markers=frozenset(session.sendings.marked()),
    )


def _dialled(contacts: ContactReader, text: str, country: str) -> str:
    contact = contacts.phone(text, country)
    return contact.key if contact is not None and contact.kind is ContactKind.VALID else ""


def numbers_here(session: Session, scope: Scope) -> set[int]:
    """The bookings that stand here and are compared, those included that Beds24 no longer has."""
    if scope.only is not None:
        return session.sides.known_among([scope.only])
    if scope.arrivals:
        return session.sides.arriving(scope.today, scope.last_arrival, scope.config.property_id)
    return session.sides.numbers_in(scope.window, scope.config.property_id)


def numbers_expected(session: Session, scope: Scope) -> set[int]:
    """The bookings that a complete reading should bring, as far as we know; one that is asked for in any case."""
    if scope.only is not None:
        return {scope.only}
    return numbers_here(session, scope) & session.reservations.existing_numbers(scope.config.property_id)


def missing_here(session: Session, unread: Collection[int], absent: Collection[int]) -> list[Here]:
    """Of what stands here and was not read that which was asked for by number in vain, now or so often before that it
    is believed gone."""
    stored = session.sides.here(unread).values()
    return [one for one in stored if one.booking.beds24_id in absent or one.booking.status == Status.GONE]


def groups_around(session: Session, spool: Spool, scope: Scope) -> Iterable[int]:
    """Where not everything is compared, the groups of what is, as far as others of them are here."""
    if scope.is_whole:
        return ()
    told = (one.booking for page in spool.pages(_AT_ONCE) for one in page if scope.holds(one.booking, ()))
    groups = {booking.group_id or booking.beds24_id for booking in told}
    return [group for group in groups if session.sides.has_group(group)]


def facts_in(session: Session, numbers: Collection[int], now: datetime) -> Facts:
    """What the ledger and the inbox know, of these bookings in particular. Raises StoreTrouble."""
    config = next(iter(session.config.all()), None)
    return Facts(
        now=now,
        read_until=config.watermark if config else None,
        failed_runs=session.sides.failed_runs(),
        listening_since=_listening_since(hearing_facts(session)),
        heard=session.sides.heard(numbers) if numbers else {},
    )


def _listening_since(facts: HearingFacts) -> datetime | None:
    """Webhooks that were never heard may not be set up at Beds24 yet, so that none can be missed."""
    if not facts.enabled or facts.heard_at is None:
        return None
    return facts.enabled_at or _EVER
