"""Guests as a list shows them: one light row each, and which of them a list lets through."""

from collections.abc import Callable
from enum import StrEnum
from operator import itemgetter
from typing import Final, NamedTuple


class GuestLine(NamedTuple):
    """One guest, straight from the store: a list of 200,000 of them is read, sorted and searched as it is.

    `email` and `phone` are the guest's own; `relayed` is 1 where there is neither, and a channel passes letters on.
    `stays` counts the reservations that hold a room, `along` those of others in which the guest came along; `spend` is
    what the former cost in all in minor units of `currency`. `last_stay` is the day on which the latest of both began
    that is over or under way, `next_stay` that of the next one (ISO, empty for none); `here` is 1 where one of them is
    today. `note` is the newest note, `notes` their number,
    `doubts` the number of open proposals about the guest. `vip`, `do_not_rent` and `no_marketing` are 0 or 1;
    `plain_name` is the name as it sorts: without accents and case, in Latin letters; behind all others where there is
    none.
    """

    id: int
    name: str
    country: str
    email: str
    phone: str
    relayed: int
    stays: int
    along: int
    last_stay: str
    next_stay: str
    spend: int
    currency: str
    here: int
    notes: int
    note: str
    vip: int
    do_not_rent: int
    no_marketing: int
    doubts: int
    search: str
    plain_name: str


class GuestChip(StrEnum):
    """A filter that is on or off; those that are on narrow each other."""

    RETURNING = "returning"
    HERE = "here"
    VIP = "vip"
    DO_NOT_RENT = "do_not_rent"
    DOUBT = "doubt"
    NO_CONTACT = "no_contact"


BY_NAME: Final = itemgetter(GuestLine._fields.index("plain_name"), GuestLine._fields.index("id"))
_RETURNING_FROM: Final = 2
_TESTS: Final[dict[GuestChip, Callable[[GuestLine], bool]]] = {
    GuestChip.RETURNING: lambda line: line.stays + line.along >= _RETURNING_FROM,
    GuestChip.HERE: lambda line: line.here == 1,
    GuestChip.VIP: lambda line: line.vip == 1,
    GuestChip.DO_NOT_RENT: lambda line: line.do_not_rent == 1,
    GuestChip.DOUBT: lambda line: line.doubts > 0,
    GuestChip.NO_CONTACT: lambda line: not (line.email or line.phone),
}


def sift_guests(lines: list[GuestLine], chips: frozenset[GuestChip]) -> list[GuestLine]:
    """The lines that pass every chip, in their order."""
    for chip in GuestChip:
        if chip in chips:
            lines = list(filter(_TESTS[chip], lines))
    return lines
