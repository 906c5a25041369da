"""What guests and hotel write to each other, in the guest's language; all of it is invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.simulator.book import Book
from console.simulator.bookings import Booking, Status
from console.simulator.channels import belongs_to_portal
from console.simulator.items import Message

Exchange = tuple[str, str]
"""A guest's question and what the hotel answers to it."""

_ENGLISH: tuple[Exchange, ...] = (
    ("Hello! Is there a car park at the hotel?", "Yes, behind the house, 12 euros a night. No need to book it."),
    ("We land at 23:10. Can we still check in?", "Of course, somebody is at the desk all night."),
    ("Could we leave our bags after check-out?\nOur train is at 18:00.", "Gladly. The luggage room is by the lift."),
)
_EXCHANGES: dict[str, tuple[Exchange, ...]] = {
    "de": (
        ("Können wir früher anreisen, so gegen 11 Uhr?", "Ab 12 Uhr ist das Zimmer sicher fertig."),
        ("Gibt es ein Kinderbett?", "Ja, es steht bei Ihrer Ankunft im Zimmer."),
    ),
    "fr": (("Merci de prévoir un lit bébé.", "C'est noté, il sera dans la chambre."),),
    "es": (("¿El desayuno está incluido?", "Sí, de 7 a 10:30."),),
    "it": (("Possiamo portare il cane?", "Certo, 10 euro a notte."),),
    "zh": (("您好！请问酒店提供早餐吗？", "您好，早餐时间是7点到10点半。"),),
    "ja": (("駅からホテルまで歩けますか？", "はい、徒歩8分です。"),),
    "ar": (("مرحباً، هل يوجد موقف سيارات قريب من الفندق؟", "نعم، خلف المبنى، 12 يورو في الليلة."),),
    "he": (("האם אפשר צ'ק-אין מוקדם ב-11:00?", "כן, בשמחה."),),
    "ru": (("Можно ли заселиться раньше?", "Да, с 12 часов."),),
}
_WRITES, _ANSWERED = 0.4, 0.7
_SOON = timedelta(days=40)
_LATEST = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Letters:
    """Draws what is written, under its own seed."""

    draw: random.Random

    def question(self, booking: Booking) -> Exchange:
        """What this guest asks, and the answer to it."""
        spoken = booking.lang or (booking.country2 or "").lower()
        return self.draw.choice(_EXCHANGES.get(spoken, _ENGLISH))

    def lately(self, book: Book, now: datetime) -> Iterator[Message]:
        """What the guests of portals who are here or come soon wrote in the last weeks."""
        for booking in sorted(book, key=lambda each: each.id):
            if _may_have_written(booking, now) and self.draw.random() < _WRITES:
                yield from self._conversation(booking, book, now)

    def _conversation(self, booking: Booking, book: Book, now: datetime) -> Iterator[Message]:
        asked, answer = self.question(booking)
        begun = max(booking.booking_time, now - _LATEST)
        at = begun + timedelta(seconds=self.draw.randint(60, max(61, int((now - begun).total_seconds()) - 7_200)))
        answered = self.draw.random() < _ANSWERED
        yield Message(book.new_item_id(), booking.id, at, asked, "guest", read=answered)
        if answered:
            later = at + timedelta(minutes=self.draw.randint(4, 90))
            yield Message(book.new_item_id(), booking.id, later, answer, "host", read=True)


def _may_have_written(booking: Booking, now: datetime) -> bool:
    live = booking.status in {Status.NEW, Status.CONFIRMED} and belongs_to_portal(booking)
    soon = now.date() <= booking.departure and booking.arrival <= now.date() + _SOON
    return live and soon and booking.booking_time < now - timedelta(hours=3)
