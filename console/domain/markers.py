"""By what a booking that was made here is known again, whoever brings it first: a pull, a webhook, or a lost answer.

Beds24 takes no key against doing an order twice, and its `reference` cannot be written. What can, is stored with the
booking in one step and is told to every key, is the editable referrer; people at Beds24 read there who made it.
"""

import re
import secrets
import string
from typing import Final

from console.domain.booking import Booking

REFERRER: Final = "Night Porter ({marker})"
_LETTERS: Final = 10
_MARKED = re.compile(rb'"refererEditable":\s*"[^"]*\b(NP-[A-Z0-9]{10})\b')


def new_marker() -> str:
    """A marker that nothing else has: one of 36^10."""
    return "NP-" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(_LETTERS))


def referrer_of(marker: str) -> str:
    """What stands at Beds24 as the referrer of a booking made here."""
    return REFERRER.format(marker=marker)


def marker_in(booking: Booking) -> str | None:
    """The marker that a booking carries in what Beds24 told of it; None where it was not made here."""
    found = _MARKED.search(booking.raw)
    return found[1].decode() if found else None


def tells_referrer(booking: Booking) -> bool:
    """Whether what Beds24 told names the referrer at all, be it an empty one."""
    return b'"refererEditable"' in booking.raw
