"""The hotel lives: bookings, changes and cancellations arrive, each as the real service would show it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from console.simulator.book import Book
from console.simulator.bookings import Booking, Status
from console.simulator.changes import (
    cancelled_by_api,
    cancelled_by_channel,
    cancelled_in_panel,
    forgotten,
    opened_in_panel,
)
from console.simulator.channels import BY_CODE, DIRECT, draw_channel, draw_portal
from console.simulator.composing import Composer, Stay
from console.simulator.guests import GuestBook
from console.simulator.hotel import Hotel, RoomType
from console.simulator.items import Message
from console.simulator.kinds import WEIGHTS, Happening, Kind, candidates, is_time_for
from console.simulator.letters import Letters
from console.simulator.wire import whole_second


class Life:
    """Lets things happen in the hotel, drawn under a seed; a kind that has no candidate becomes a new booking."""

    def __init__(self, hotel: Hotel, book: Book, composer: Composer, guests: GuestBook, seed: int) -> None:
        self._hotel = hotel
        self._book = book
        self._composer = composer
        self._guests = guests
        self._draw = random.Random(f"life {seed}")
        self._letters = Letters(random.Random(f"letters {seed}"))
        self._due: list[tuple[datetime, int]] = []
        self.happened: list[Happening] = []

    def happen(self, now: datetime, kind: Kind | None = None, booking_id: int | None = None) -> Happening:
        """One event: of a kind, on a booking, or as chance has it."""
        at = whole_second(now)
        chosen = kind or self._draw.choices(tuple(WEIGHTS), tuple(WEIGHTS.values()))[0]
        touched = self._carry_out(chosen, at, booking_id)
        if not touched and kind is None:
            chosen, touched = Kind.NEW_BOOKING, self._book_in(at, draw_channel(self._draw).code)
        happening = Happening(chosen, touched, at)
        self.happened.append(happening)
        return happening

    def settle_due(self, now: datetime) -> None:
        """Carry out what was begun earlier and is due by now: the further rooms of a cancelled group."""
        ripe = [(at, number) for at, number in self._due if at <= now]
        self._due = [(at, number) for at, number in self._due if at > now]
        for at, number in ripe:
            booking = self._book.find(number)
            if booking is not None and booking.status is not Status.CANCELLED:
                self._book.put(cancelled_in_panel(booking, at))
                self.happened.append(Happening(Kind.CANCELLED_BY_CHANNEL, (number,), at))

    def touch(self, booking: Booking, now: datetime, place: float | None = None) -> Booking:
        """A change of no weight (an internal note) that moves a booking in the lists."""
        note = f"Seen by reception {whole_second(now):%H:%M}"
        return self._book.put(replace(booking, notes=note, modified_time=whole_second(now)), place)

    def _carry_out(self, kind: Kind, at: datetime, booking_id: int | None) -> tuple[int, ...]:
        if kind in self._arrivals():
            return self._arrivals()[kind](at)
        booking = self._choose(kind, at, booking_id)
        return () if booking is None else self._apply(kind, booking, at)

    def _arrivals(self) -> dict[Kind, Callable[[datetime], tuple[int, ...]]]:
        return {
            Kind.NEW_BOOKING: lambda at: self._book_in(at, draw_portal(self._draw).code),
            Kind.DIRECT_BOOKING: lambda at: self._book_in(at, DIRECT.code),
            Kind.NEW_GROUP: self._book_group,
            Kind.CLOSURE: self._close_room,
            Kind.INQUIRY: lambda at: self._book_in(at, "airbnb", Status.INQUIRY),
            Kind.DOUBLE_BOOKING: self._double_book,
        }

    def _apply(self, kind: Kind, booking: Booking, at: datetime) -> tuple[int, ...]:
        match kind:
            case Kind.MESSAGE:
                self._write(booking, at)
            case Kind.HARD_DELETE:
                self._book.delete(booking.id)
            case Kind.GROUP_CANCELLED:
                self._cancel_group(booking, at)
            case Kind.DATES_CHANGED | Kind.UNIT_MOVED | Kind.ROOM_MOVED:
                return self._move(kind, booking, at)
            case _:
                self._book.put(self._changed(kind, booking, at), quiet=kind is Kind.CANCELLED_BY_API)
        return (booking.id,)

    def _changed(self, kind: Kind, booking: Booking, at: datetime) -> Booking:
        made: dict[Kind, Callable[[], Booking]] = {
            Kind.INQUIRY_TO_REQUEST: lambda: self._requested(booking),
            Kind.REQUEST_CONFIRMED: lambda: replace(booking, status=Status.CONFIRMED),
            Kind.OPENED_IN_PANEL: lambda: opened_in_panel(booking),
            Kind.PRICE_CHANGED: lambda: replace(booking, price=round(booking.price * 1.07 + 0.5, 2)),
            Kind.GUEST_CORRECTED: lambda: self._corrected(booking),
            Kind.CANCELLED_BY_CHANNEL: lambda: cancelled_by_channel(booking, at, self._book.new_item_id()),
            Kind.CANCELLED_IN_PANEL: lambda: cancelled_in_panel(booking, at),
            Kind.CANCELLED_BY_API: lambda: cancelled_by_api(booking),
            Kind.NO_SHOW: lambda: replace(booking, sub_status="noShow"),
            Kind.CONTACTS_FORGOTTEN: lambda: forgotten(booking),
        }
        return replace(made[kind](), modified_time=at)

    def _requested(self, booking: Booking) -> Booking:
        """An inquiry that now takes its room, or another one when that was sold meanwhile."""
        room = self._hotel.room_type(booking.room_id)
        units = room.units if room else range(0)
        free = self._book.free_units(booking.room_id, units, booking.arrival, booking.departure)
        unit = booking.unit_id if booking.unit_id in free else next(iter(free), None)
        return replace(booking, status=Status.REQUEST, unit_id=self._composer.unit_number(unit))

    def _corrected(self, booking: Booking) -> Booking:
        guest = self._guests.invite()
        return replace(booking, last_name=guest.last_name, mobile=guest.phone, arrival_time="21:30")

    def _choose(self, kind: Kind, at: datetime, booking_id: int | None) -> Booking | None:
        if booking_id is not None:
            return self._book.find(booking_id)
        fits = candidates(kind)
        today = self._hotel.today(at)
        found = [each for each in self._book if fits(each) and is_time_for(kind, each, today)]
        return self._draw.choice(found) if found else None

    def _book_in(self, at: datetime, code: str, status: Status | None = None) -> tuple[int, ...]:
        stay = self._free_stay(at)
        if stay is None:
            return ()
        booking = self._composer.compose(stay, BY_CODE[code], self._guests.invite(), at)
        return (self._enter(replace(booking, status=status or booking.status)).id,)

    def _book_group(self, at: datetime) -> tuple[int, ...]:
        first = self._free_stay(at)
        if first is None:
            return ()
        channel, guest = draw_portal(self._draw), self._guests.invite()
        master = self._enter(self._composer.compose(first, channel, guest, at))
        ids = [master.id]
        for _ in range(self._draw.randint(1, 2)):
            if (stay := self._free_on(first)) is not None:
                child = self._composer.compose(stay, channel, guest, at)
                same = replace(child, api_reference=master.api_reference, email=master.email, group_note=None)
                ids.append(self._enter(replace(same, master_id=master.id)).id)
        return tuple(ids)

    def _close_room(self, at: datetime) -> tuple[int, ...]:
        stay = self._free_stay(at)
        return () if stay is None else (self._enter(self._composer.close(stay, at, "Water damage")).id,)

    def _double_book(self, at: datetime) -> tuple[int, ...]:
        known = self._choose(Kind.DOUBLE_BOOKING, at, None)
        room = self._hotel.room_type(known.room_id) if known else None
        if known is None or room is None:
            return ()
        stay = Stay(room, known.unit_id, known.arrival, known.departure)
        guest, channel = self._guests.invite(), draw_channel(self._draw)
        return (known.id, self._enter(self._composer.compose(stay, channel, guest, at)).id)

    def _enter(self, booking: Booking) -> Booking:
        return self._book.put(replace(booking, id=self._book.new_id()))

    def _free_stay(self, at: datetime) -> Stay | None:
        for _ in range(40):
            arrival = self._hotel.today(at) + timedelta(days=round(self._draw.expovariate(1 / 25)))
            room = self._draw.choice(self._hotel.room_types)
            stay = Stay(room, None, arrival, arrival + timedelta(days=self._draw.randint(1, 5)))
            if (unit := self._free_unit(room, stay)) is not None:
                return replace(stay, unit=unit)
        return None

    def _free_on(self, other: Stay) -> Stay | None:
        for room in self._hotel.room_types:
            if (unit := self._free_unit(room, other)) is not None:
                return replace(other, room=room, unit=unit)
        return None

    def _free_unit(self, room: RoomType, stay: Stay) -> int | None:
        free = self._book.free_units(room.id, room.units, stay.arrival, stay.departure)
        return self._draw.choice(free) if free else None

    def _move(self, kind: Kind, booking: Booking, at: datetime) -> tuple[int, ...]:
        """Move a stay to a room that is free for all of it; nothing happens when there is none."""
        longer = booking.departure + timedelta(days=1)
        if kind is Kind.DATES_CHANGED:
            room = self._hotel.room_type(booking.room_id)
            free = self._book.free_units(room.id, room.units, booking.departure, longer) if room else []
            departure = longer if booking.unit_id in free else booking.departure - timedelta(days=1)
            moved = replace(booking, departure=departure)
        else:
            moved = self._elsewhere(booking, change_type=kind is Kind.ROOM_MOVED)
        if moved == booking or moved.arrival >= moved.departure:
            return ()
        self._book.put(replace(moved, modified_time=at))
        return (booking.id,)

    def _elsewhere(self, booking: Booking, *, change_type: bool) -> Booking:
        for room in self._hotel.room_types:
            if (room.id == booking.room_id) is not change_type:
                free = self._book.free_units(room.id, room.units, booking.arrival, booking.departure)
                if free:
                    return replace(booking, room_id=room.id, unit_id=self._draw.choice(free))
        return booking

    def _cancel_group(self, booking: Booking, at: datetime) -> None:
        """Cancel this room now and the others of its group minutes apart (FACTS.md trap 13)."""
        others = [number for number in self._book.group_of(booking) if number != booking.id]
        self._due += [(at + timedelta(minutes=2 * place), each) for place, each in enumerate((booking.id, *others))]
        self.settle_due(at)

    def _write(self, booking: Booking, at: datetime) -> None:
        asked, _answer = self._letters.question(booking)
        self._book.add_message(Message(self._book.new_item_id(), booking.id, at, asked, "guest"))
