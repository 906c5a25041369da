"""The connected hotel's own settings."""

from console.domain.config import Beds24Config
from console.domain.errors import NotConnected, SyncSwitchedOff
from console.domain.hotel import Property
from console.store.store import Session, Store

DRAFT = "first_connection"
"""The preference under which what was chosen for a first connection is kept until that stands."""


def first_connection_open(store: Store) -> bool:
    """Whether the hotel is still to be connected, or was left half way: time for the wizard."""
    with store.reading() as session:
        return not session.config.all() or session.preferences.get(DRAFT) is not None


def connected_config(session: Session) -> Beds24Config:
    """The settings of the connected hotel. Raises NotConnected."""
    config = next(iter(session.config.all()), None)
    if config is None:
        raise NotConnected("No hotel is connected yet. Connect it with an invite code from Beds24.")
    return config


def hotel_to_sync(store: Store) -> tuple[Beds24Config, Property]:
    """The connected hotel, its room types aside, where it is to be synced. Raises NotConnected, SyncSwitchedOff."""
    with store.reading() as session:
        config = connected_config(session)
        hotels = {hotel.property_id: hotel for hotel in session.hotel.properties()}
    if not config.pull_sync_enabled:
        raise SyncSwitchedOff("Syncing is switched off for this hotel. Switch it on to read bookings again.")
    return config, hotels[config.property_id]


def switch_pull_sync(store: Store, *, on: bool) -> None:
    """Let bookings be pulled, or stop that until it is switched on again. Raises NotConnected."""
    with store.writing() as session:
        session.config.change(connected_config(session).property_id, pull_sync_enabled=int(on))
