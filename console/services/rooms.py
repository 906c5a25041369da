"""Rooms learnt from Beds24, and the parked bookings that have waited for them."""

from console.domain.asking import Beds24, Urgency
from console.domain.errors import KeyRefused
from console.domain.hotel import Property
from console.services.applying import Applied, Applying
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.store.store import Store


def fetch_property(beds24: Beds24, property_id: int, urgency: Urgency = Urgency.BACKGROUND) -> Property:
    """The property as Beds24 has it now; raises KeyRefused when the key no longer reaches it."""
    for hotel in beds24.properties(urgency):
        if hotel.property_id == property_id:
            return hotel
    raise KeyRefused(
        f"Beds24 no longer shows property {property_id} to our key. Bookings are not arriving. Look in Beds24 "
        "whether the property is still linked, or connect again with a new invite code."
    )


def take_up_parked(store: Store, context: Applying, *, but_not: frozenset[int] = frozenset()) -> Applied:
    """Apply the parked bookings whose room is known by now, but for those that the run brings anew itself."""
    with store.reading() as session:
        places = session.hotel.places()
        ready = [
            Received(booking, read_at)
            for booking, read_at in session.waiting.waiting_for_rooms()
            if booking.beds24_id not in but_not and places.knows(booking.room_type_id, booking.unit_id)
        ]
    return sync_bookings_to_pms(store, ready, context) if ready else Applied()


def keep_property(store: Store, hotel: Property, time_zone: str) -> None:
    """Remember a property, its rooms and, if it is new here, its settings."""
    with store.writing() as session:
        session.hotel.keep(hotel)
        session.config.add(hotel.property_id, time_zone)
