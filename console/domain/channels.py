"""Where bookings are sold, and what each channel is master of (FACTS.md section 4: the portal is master)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from console.domain.booking import Booking
from console.domain.edits import Part


class Manner(StrEnum):
    """How a channel sells."""

    PORTAL = "portal"
    """It sold the stay and is master of it."""
    CALENDAR = "calendar"
    """A calendar that only blocks nights, and is read again and again."""
    OWN = "own"
    """The hotel sold the stay itself."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`owns` are the parts of a booking that are changed at the channel and nowhere else; `told` those of which Beds24
    tells it when they are changed there; `extranet` is the proper name of the place where the hotel does that, empty
    where it has none that is known."""

    code: str
    name: str
    manner: Manner
    owns: frozenset[Part] = frozenset()
    told: frozenset[Part] = frozenset()
    extranet: str = ""


@dataclass(frozen=True, slots=True)
class Channels:
    """Every channel that is known, by Beds24's code; `unknown` is how any other is treated."""

    known: Mapping[str, Channel]
    unknown: Channel

    def of(self, booking: Booking) -> Channel:
        """The channel that sold `booking`: by its code, else by the name that Beds24 shows for it; a booking that names
        none is the hotel's own."""
        return self.named(booking.channel or "", booking.api_source or "")

    def named(self, code: str, name: str) -> Channel:
        """The same, of a booking that tells this code and this name."""
        code = code.casefold()
        by_name = (one for one in self.known.values() if one.name.casefold() == name.casefold())
        found = self.known.get(code) or next(by_name, None)
        if found is not None:
            return found
        if not code and not name:
            return Channel("", "", Manner.OWN)
        return Channel(code, name or code, self.unknown.manner, self.unknown.owns)
