"""The hotel's settings, each read and changed by itself; a change is heeded by the next ring or run."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from console.domain.booking import UNASSIGNED
from console.domain.brake import BrakeLimits
from console.domain.config import Beds24Config
from console.domain.errors import WrongInput
from console.domain.hotel import Cleaning, RoomType
from console.domain.wishes import Notifications
from console.services.connection import connected_config, switch_pull_sync
from console.services.preferences import brake_limits, set_brake_limits
from console.services.time_zones import checked_zone
from console.store.store import Store

_NOTIFICATIONS = "notifications"
INTERVAL_BOUNDS = (1, 1440)
LONGEST_ROOM_NAME = 60


@dataclass(frozen=True, slots=True)
class HouseRoom:
    """A room of ours beside the place at Beds24 that it is; `type_name` is Beds24's."""

    id: int
    room_type_id: int
    unit_id: int
    type_name: str
    name: str
    named_by_hand: bool
    cleaning: Cleaning
    active: bool


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A place that bookings name and that is no room of ours; `unit_id` 0 is the type as such."""

    room_type_id: int
    unit_id: int
    bookings: int


@dataclass(frozen=True, slots=True)
class House:
    """The rooms, and the places that bookings name and nobody knows."""

    rooms: tuple[HouseRoom, ...]
    unknown: tuple[UnknownPlace, ...]


class HouseSettings:
    """Reads are short; every change is one transaction. Raises NotConnected, WrongInput and the store's errors."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sync(self) -> Beds24Config:
        """Interval, night hour, time zone, and whether bookings are pulled at all."""
        with self._store.reading() as session:
            return connected_config(session)

    def set_interval(self, minutes: int) -> None:
        """Look for changes every so many minutes."""
        least, most = INTERVAL_BOUNDS
        if not least <= minutes <= most:
            raise WrongInput(f"Between {least} minute and {most} minutes (a day) can pass between two checks.")
        self._change(pull_every_minutes=minutes)

    def set_night_hour(self, hour: int) -> None:
        """Compare everything once a night, from this hour of the hotel's day on."""
        if not 0 <= hour < 24:  # noqa: PLR2004 - hours of a day
            raise WrongInput("The night hour has to be from 0 to 23.")
        self._change(full_sync_hour=hour)

    def switch_arrival_checks(self, *, on: bool) -> None:
        """Look at the arrivals of the next 48 hours every day by itself, or leave that."""
        self._change(arrival_checks=int(on))

    def set_arrivals_at(self, times: Iterable[time]) -> None:
        """When arrivals are looked at, in times of the hotel's day."""
        with self._store.writing() as session:
            session.config.set_arrivals_at(connected_config(session).property_id, times)

    def set_time_zone(self, name: str) -> None:
        """The zone in which the hotel's days begin and end."""
        self._change(time_zone=checked_zone(name))

    def switch_sync(self, *, on: bool) -> None:
        """Let bookings be pulled, or stop that."""
        switch_pull_sync(self._store, on=on)

    def brake(self) -> BrakeLimits:
        """Where the brake bites."""
        with self._store.reading() as session:
            return brake_limits(session)

    def set_brake(self, limits: BrakeLimits) -> None:
        """Heeded from the next run on."""
        with self._store.writing() as session:
            set_brake_limits(session, limits)

    def notifications(self) -> Notifications:
        """What is told outside the window."""
        with self._store.reading() as session:
            kept = session.preferences.get(_NOTIFICATIONS)
        return _notifications(kept) if isinstance(kept, dict) else Notifications()

    def set_notifications(self, wishes: Notifications) -> None:
        told = asdict(wishes)
        told |= {name: told[name].isoformat("minutes") for name in ("quiet_from", "quiet_until")}
        with self._store.writing() as session:
            session.preferences.set(_NOTIFICATIONS, told)

    def house(self) -> House:
        """Every room, and what is missing among them."""
        with self._store.reading() as session:
            types = {kind.room_type_id: kind for kind in session.hotel.room_types()}
            by_hand = session.house.named_by_hand()
            rooms = tuple(
                HouseRoom(
                    room.id,
                    room.room_type_id,
                    room.unit_id,
                    _type_name(types.get(room.room_type_id)),
                    room.name,
                    room.id in by_hand,
                    room.cleaning,
                    room.active,
                )
                for room in session.hotel.rooms()
            )
            places = session.hotel.places()
            waiting = [UnknownPlace(*place) for place in session.house.parked_places()]
        unknown = tuple(one for one in waiting if not places.knows(one.room_type_id, one.unit_id or UNASSIGNED))
        return House(rooms, unknown)

    def rename_room(self, room_id: int, name: str) -> None:
        """Give a room the hotel's own name; reading the rooms again leaves it alone."""
        name = checked_room_name(name)
        with self._store.writing() as session:
            taken = {room.name.casefold() for room in session.hotel.rooms() if room.id != room_id and room.active}
            if name.casefold() in taken:
                raise WrongInput(f"Another room is already called {name}. Give this one a name of its own.")
            session.house.rename(room_id, name)

    def set_cleaning(self, room_id: int, cleaning: Cleaning) -> None:
        with self._store.writing() as session:
            session.hotel.set_cleaning(room_id, cleaning)

    def _change(self, **values: Any) -> None:
        with self._store.writing() as session:
            session.config.change(connected_config(session).property_id, **values)


def checked_room_name(name: str) -> str:
    """`name` without blanks around it; raises WrongInput for one that no room can have."""
    name = " ".join(name.split())
    if not name:
        raise WrongInput("A room needs a name.")
    if len(name) > LONGEST_ROOM_NAME:
        raise WrongInput(f"A room's name can have at most {LONGEST_ROOM_NAME} characters.")
    return name


def _type_name(kind: RoomType | None) -> str:
    return kind.name if kind else ""


def _notifications(kept: dict[str, Any]) -> Notifications:
    usual = Notifications()
    return Notifications(
        new_bookings=bool(kept.get("new_bookings", usual.new_bookings)),
        cancellations=bool(kept.get("cancellations", usual.cancellations)),
        trouble=bool(kept.get("trouble", usual.trouble)),
        quiet=bool(kept.get("quiet", usual.quiet)),
        quiet_from=time.fromisoformat(kept.get("quiet_from", usual.quiet_from.isoformat())),
        quiet_until=time.fromisoformat(kept.get("quiet_until", usual.quiet_until.isoformat())),
    )
