"""Puts a booking together: room, channel, guest, prices, and the texts that channels send along."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from console.simulator.book import Book
from console.simulator.bookings import Booking, Status
from console.simulator.channels import Channel, first_status, referer_of, write_guest
from console.simulator.guests import Guest
from console.simulator.hotel import Hotel, RoomType
from console.simulator.items import Companion, InfoItem, InvoiceItem

STAY_TEXT = "[ROOMNAME1] [FIRSTNIGHT] - [LEAVINGDAY]"
_ODD_CENTS = 0.3
_GENIUS = 0.3
_NAMED_COMPANIONS = 0.15
_COMPANIONS = ("Robin", "Alex", "Kim", "Luca", "Noa", "Sam", "Toni", "Mika", "Jona", "Eike")
_NO_CARD = 0.15


@dataclass(frozen=True, slots=True)
class Stay:
    """Where and when: `unit` is None for a booking that has a room type but no room yet."""

    room: RoomType
    unit: int | None
    arrival: date
    departure: date

    @property
    def nights(self) -> int:
        """Nights between arrival and departure."""
        return (self.departure - self.arrival).days


class Composer:
    """Makes bookings of one hotel; numbers come from the book, chance from `draw`."""

    def __init__(self, hotel: Hotel, book: Book, draw: random.Random, unassigned_unit: int | None) -> None:
        self._hotel = hotel
        self._book = book
        self._draw = draw
        self._unassigned = unassigned_unit

    def compose(self, stay: Stay, channel: Channel, guest: Guest, at: datetime) -> Booking:
        """A booking made `at` a moment through `channel`, not yet in the book."""
        draw = self._draw
        reference = channel.reference(draw)
        referer = referer_of(channel, draw)
        seen = channel.disguise(guest, reference, draw)
        booking = replace(
            write_guest(self._frame(stay, at), seen, channel),
            status=first_status(channel),
            channel=channel.code,
            api_source_id=channel.source_id,
            api_source=channel.name,
            api_reference=reference,
            referer=referer,
            referer_editable=referer,
            guests=self._companions(guest),
            num_adult=draw.randint(1, stay.room.people),
            num_child=draw.choice((0, 0, 0, 1)) if stay.room.people > 1 else 0,
        )
        return self.price(booking, stay, channel)

    def close(self, stay: Stay, at: datetime, reason: str) -> Booking:
        """A room closure: status black, no guest, no price."""
        closed = replace(self._frame(stay, at), status=Status.BLACK, num_adult=0, notes=reason)
        return replace(closed, referer="panel_user_23", referer_editable="panel_user_23")

    def price(self, booking: Booking, stay: Stay, channel: Channel) -> Booking:
        """The booking with nightly prices, commission, invoice items and the channel's texts."""
        nightly = [self._night(stay.room, stay.arrival + timedelta(days=n)) for n in range(stay.nights)]
        total = round(sum(nightly), 2)
        item_id, kind = self._book.new_item_id(), 8 if channel.is_ota else 1
        charge = InvoiceItem(item_id, "charge", kind, STAY_TEXT, total, booking.booking_time)
        return replace(
            booking,
            price=total,
            commission=round(total * channel.commission, 2),
            rate_description=self._rates(channel, stay, nightly),
            api_message=f"Room: {stay.room.name}\n\nMeal Plan: Breakfast included." if channel.is_ota else "",
            invoice_items=(charge,),
            info_items=self._flags(channel, booking.booking_time),
        )

    def unit_number(self, unit: int | None) -> int | None:
        """`unitId` on the wire for a unit, or for none."""
        return self._unassigned if unit is None else unit

    def _frame(self, stay: Stay, at: datetime) -> Booking:
        return Booking(
            id=0,
            property_id=self._hotel.id,
            room_id=stay.room.id,
            unit_id=self.unit_number(stay.unit),
            arrival=stay.arrival,
            departure=stay.departure,
            booking_time=at,
            modified_time=at,
        )

    def _companions(self, guest: Guest) -> tuple[Companion, ...]:
        if self._draw.random() >= _NAMED_COMPANIONS:
            return ()
        number = self._book.new_item_id()
        first = _COMPANIONS[number % len(_COMPANIONS)]
        return (Companion(number, first, guest.last_name, country2=guest.country or None),)

    def _night(self, room: RoomType, night: date) -> float:
        season = 1.2 if night.month in (1, 2, 7, 8, 12) else 0.95
        cents = self._draw.choice((0.31, 0.69, 0.5)) if self._draw.random() < _ODD_CENTS else 0.0
        return round(room.rate * season) + cents

    def _rates(self, channel: Channel, stay: Stay, nightly: list[float]) -> str:
        end = "\n" if channel.is_ota else ", \r\n"
        code = self._hotel.currency
        nights = [stay.arrival + timedelta(days=n) for n in range(stay.nights)]
        lines = [f"{night} (Standard) {code} {price:g}" for night, price in zip(nights, nightly, strict=True)]
        return end.join(lines) + end

    def _flags(self, channel: Channel, at: datetime) -> tuple[InfoItem, ...]:
        if channel.code != "booking":
            return ()
        chances = (("no cc reservation", _NO_CARD), ("booker is genius", _GENIUS))
        texts = [text for text, chance in chances if self._draw.random() < chance]
        return tuple(InfoItem(self._book.new_item_id(), "BOOKINGCOMFLAG", text, at) for text in texts)
