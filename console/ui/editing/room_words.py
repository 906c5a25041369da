"""What a room is for a stay, in words: free, or what keeps the stay out of it."""

from datetime import date

from PySide6.QtCore import QLocale

from console.domain.occupancy import Hindrance, Spot, Stay
from console.ui.kit.days import Days
from console.ui.kit.words import count, say
from console.ui.wording import editing as words


class RoomWords:
    """`today` is the hotel's own date: days of its year are told without the year."""

    def __init__(self, today: date, locale: QLocale | None = None) -> None:
        self._days, self._today = Days(locale or QLocale()), today.isoformat()

    def day(self, day: date) -> str:
        return self._days.words(day.isoformat(), self._today)

    def place(self, spot: Spot) -> str:
        """The room, or the type without one."""
        if spot.room is None:
            return say(words.NO_ROOM_YET, room_type=spot.room_type.name)
        return say(words.FREE, name=spot.room.name, room_type=spot.room_type.name)

    def spot(self, spot: Spot) -> str:
        """The room with what speaks against it."""
        if spot.hindrance is None:
            left = count(words.LEFT_ONE, words.LEFT_MANY, spot.left)
            return self.place(spot) if spot.room else f"{self.place(spot)} ({left})"
        if spot.hindrance is Hindrance.TAKEN and spot.room is not None and spot.taken_by:
            return self._taken(spot.room.name, spot.room_type.name, spot.taken_by[0])
        why = say(words.WHY[spot.hindrance], most=spot.room_type.max_people)
        if spot.room is None:
            why = say(words.TYPE_SOLD_OUT) if spot.hindrance is Hindrance.SOLD_OUT else why
            return say(words.HINDERED_TYPE, room_type=spot.room_type.name, why=why)
        return say(words.HINDERED, name=spot.room.name, room_type=spot.room_type.name, why=why)

    def _taken(self, name: str, room_type: str, by: Stay) -> str:
        whole = words.CLOSED if by.is_closure else words.TAKEN
        guest = by.guest or say(words.SOMEBODY)
        days = {"arrival": self.day(by.arrival), "departure": self.day(by.departure)}
        return say(whole, name=name, room_type=room_type, guest=guest, **days)
