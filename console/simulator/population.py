"""Fills the book with a past, people in the house now, and stays to come; no room is sold twice."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from heapq import heapify, heapreplace

from console.simulator.book import Book
from console.simulator.bookings import Booking, Status
from console.simulator.channels import CHANNELS, Channel, belongs_to_portal, draw_channel
from console.simulator.composing import Composer, Stay
from console.simulator.guests import GuestBook
from console.simulator.hotel import Hotel, RoomType
from console.simulator.letters import Letters
from console.simulator.wire import whole_second

_SHORTEST_WINDOW = 36
_FUTURE_DAYS = 150
_GROUPS = 0.035
_GROUP_SIZES = (2, 2, 3, 4)
_STAYS = (1, 1, 2, 2, 2, 3, 3, 4, 5, 7)
_KINDS = ("stay", "cancelled", "black", "inquiry", "request")
_KIND_WEIGHTS = (76, 14, 3, 4, 3)
_WITHOUT_UNIT = 0.04
_OPENED = 0.3
_NO_SHOWS = 0.02
_BY_API = 0.22
_MEAN_STAY = sum(_STAYS) / len(_STAYS)

Slot = tuple[int, int, RoomType, int]


class Population:
    """Makes the bookings a hotel has when the simulator starts; the same for the same seed and moment."""

    def __init__(self, hotel: Hotel, book: Book, composer: Composer, guests: GuestBook, seed: int) -> None:
        self._hotel = hotel
        self._book = book
        self._composer = composer
        self._guests = guests
        self._draw = random.Random(f"population {seed}")
        self._letters = Letters(random.Random(f"early letters {seed}"))

    def settle(self, count: int, now: datetime) -> None:
        """Add exactly `count` bookings around today, numbered in the order they were made."""
        clusters = self._clusters(count, now)
        clusters.sort(key=lambda cluster: cluster[0].booking_time)
        self._book.load(booking for cluster in clusters for booking in self._numbered(cluster))
        for message in self._letters.lately(self._book, whole_second(now)):
            self._book.add_message(message, quiet=True)

    def _clusters(self, count: int, now: datetime) -> list[list[Booking]]:
        clusters, made = [], 0
        stays = self._stays(count, self._hotel.today(now))
        while made < count:
            cluster = self._cluster(stays, now, count - made)
            clusters.append(cluster)
            made += len(cluster)
        return clusters

    def _stays(self, count: int, today: date) -> Iterator[Stay]:
        """Stays one after the other in each room, in the order of their arrival, without end."""
        rooms = list(self._hotel.rooms())
        window = max(_SHORTEST_WINDOW, round(count * 1.6 * _MEAN_STAY / len(rooms)))
        first = today - timedelta(days=max(window // 3, window - _FUTURE_DAYS))
        gap = max(window * len(rooms) / (0.85 * count) - _MEAN_STAY, 0.2)
        heap: list[Slot] = [
            (first.toordinal() + round(self._draw.random() * gap), place, room, unit)
            for place, (room, unit) in enumerate(rooms)
        ]
        heapify(heap)
        while True:
            start, place, room, unit = heap[0]
            nights = self._draw.choice(_STAYS)
            yield Stay(room, unit, date.fromordinal(start), date.fromordinal(start + nights))
            pause = round(self._draw.random() * 2 * gap)
            heapreplace(heap, (start + nights + pause, place, room, unit))

    def _cluster(self, stays: Iterator[Stay], now: datetime, room_left: int) -> list[Booking]:
        kind = self._draw.choices(_KINDS, _KIND_WEIGHTS)[0]
        stay = next(stays)
        at = self._made_at(stay.arrival, now)
        if kind == "black":
            return [self._composer.close(stay, at, "Renovation")]
        if kind == "stay" and room_left > max(_GROUP_SIZES) and self._draw.random() < _GROUPS:
            return self._group(stay, stays, at, now)
        channel = draw_channel(self._draw)
        return [self._single(kind, self._maybe_unassigned(stay), channel, at, now)]

    def _single(self, kind: str, stay: Stay, channel: Channel, at: datetime, now: datetime) -> Booking:
        if kind in {"inquiry", "request"}:
            channel = next(each for each in CHANNELS if each.code == "airbnb")
        booking = self._composer.compose(stay, channel, self._guests.invite(), at)
        if kind == "stay":
            return self._grown_up(booking, now)
        return self._ended_as(Status(kind), booking, now)

    def _group(self, stay: Stay, stays: Iterator[Stay], at: datetime, now: datetime) -> list[Booking]:
        channel, guest = draw_channel(self._draw), self._guests.invite()
        others = [next(stays) for _ in range(self._draw.choice(_GROUP_SIZES) - 1)]
        members = [self._composer.compose(each, channel, guest, at) for each in (stay, *others)]
        reference, email = members[0].api_reference, members[0].email
        return [self._grown_up(replace(member, api_reference=reference, email=email), now) for member in members]

    def _maybe_unassigned(self, stay: Stay) -> Stay:
        return replace(stay, unit=None) if self._draw.random() < _WITHOUT_UNIT else stay

    def _grown_up(self, booking: Booking, now: datetime) -> Booking:
        """What has become of a booking by now: opened in the panel, or a guest who never came."""
        opened = booking.status is Status.NEW and self._draw.random() < _OPENED
        changed = self._later(booking, now)
        if booking.departure < now.date() and self._draw.random() < _NO_SHOWS:
            return replace(booking, sub_status="noShow", modified_time=changed)
        if opened:
            return replace(booking, status=Status.CONFIRMED, modified_time=changed)
        return booking

    def _ended_as(self, status: Status, booking: Booking, now: datetime) -> Booking:
        if status is not Status.CANCELLED:
            return replace(booking, status=status)
        at = self._later(booking, now)
        by_api = self._draw.random() < _BY_API
        who = "cancelledByGuest" if belongs_to_portal(booking) else "none"
        cancelled = replace(booking, status=status, modified_time=at, sub_status=who)
        return cancelled if by_api else replace(cancelled, cancel_time=at)

    def _made_at(self, arrival: date, now: datetime) -> datetime:
        check_in = datetime.combine(arrival, time(15), now.tzinfo)
        lead = timedelta(seconds=round(self._draw.expovariate(1 / 2.2e6)))
        latest = min(check_in, now - timedelta(seconds=self._draw.randint(60, 6 * 86_400)))
        return whole_second(min(check_in - lead, latest))

    def _later(self, booking: Booking, now: datetime) -> datetime:
        span = max(int((now - booking.booking_time).total_seconds()) - 1, 1)
        return whole_second(booking.booking_time + timedelta(seconds=self._draw.randint(1, min(span, 10**7))))

    def _numbered(self, cluster: list[Booking]) -> list[Booking]:
        ids = [self._book.new_id() for _ in cluster]
        masters = [None, *[ids[0]] * (len(ids) - 1)]
        return [
            replace(booking, id=number, master_id=master, group_note=None if master else "")
            for booking, number, master in zip(cluster, ids, masters, strict=True)
        ]
