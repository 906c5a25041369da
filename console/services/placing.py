"""Stays put anew into the rooms of the house, after somebody changed which place of Beds24's is which room."""

from datetime import datetime

from console.domain.applying import Source
from console.services.applying import Applying, reason_to_wait
from console.services.connection import connected_config
from console.store.store import Session


def context_now(session: Session, now: datetime, source: Source) -> Applying:
    """In whose name something is applied at this moment, outside of any run."""
    config = connected_config(session)
    hotels = {hotel.property_id: hotel for hotel in session.hotel.properties()}
    return Applying(
        property_id=config.property_id,
        currency=hotels[config.property_id].currency,
        today=now.astimezone(config.zone).date(),
        at=now,
        source=source,
    )


def place_anew(session: Session, room_type_id: int, context: Applying) -> tuple[int, ...]:
    """Put the stays of a room type of Beds24's that are not over where they belong now; the ids of those that moved.

    One that has no room any more goes on standing in the book, and waits for its room as any other does.
    """
    places = session.hotel.places()
    stays = session.house.stays_of_type(room_type_id, context.today)
    rooms = {stay.id: places.room_ids.get((room_type_id, stay.unit_id)) for stay in stays}
    moved = [stay.id for stay in stays if rooms[stay.id] != stay.room_id]
    session.house.give_rooms((rooms[id_], id_) for id_ in moved)
    homeless = [stay.beds24_id for stay in stays if rooms[stay.id] is None]
    for booking in session.reservations.bookings(homeless).values():
        item = reason_to_wait(booking, places, context)
        if item is not None:
            session.waiting.park(item, booking, context.at)
    return tuple(moved)
