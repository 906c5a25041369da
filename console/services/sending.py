"""Sending the desk's changes to Beds24: who may, and what of them Beds24 would not take."""

from collections.abc import Mapping

from console.domain.errors import WrongInput
from console.domain.powers import Power, powers_of
from console.domain.writable import Refusable, Unwritable, refusable
from console.services.connecting import known_scopes
from console.store.store import Session

_PLAIN = {
    "title": "form of address",
    "first_name": "first name",
    "last_name": "last name",
    "email": "e-mail address",
    "phone": "phone number",
    "mobile": "mobile number",
    "city": "town",
    "arrival_time": "time of arrival",
    "group_note": "group note",
    "flag_text": "flag text",
}
_REFUSALS = {
    Unwritable.TOO_LONG: (
        "The {what} is too long for Beds24: {length} characters, and it takes at most {most}. Please shorten it."
    ),
    Unwritable.NEGATIVE: "The {what} cannot be less than nothing.",
    Unwritable.TOO_MUCH: "The {what} is more than Beds24 takes. Please check the number.",
}
_NOT_CONNECTED = "No hotel is connected yet, so nothing can be sent to Beds24."
_SWITCHED_OFF = "Syncing is switched off for this hotel: changes stay here and are sent once it is switched on."
_NO_RIGHT = (
    "The key may read Beds24's bookings but not change them. Changes stay here; to send them, make an invite code in "
    "Beds24 with the right to change bookings (write:bookings) and enter it in Settings."
)


def write_obstacle(session: Session) -> str | None:
    """Why nothing can be written to Beds24's bookings just now, as a sentence for the person at the desk; None where
    nothing is known to stand in the way. A lost line is no obstacle: what is written then waits in the outbox.
    """
    config = next(iter(session.config.all()), None)
    if config is None:
        return _NOT_CONNECTED
    if not config.pull_sync_enabled:
        return _SWITCHED_OFF
    scopes = known_scopes(session)
    may = scopes is None or Power.CHANGE_BOOKINGS in powers_of(scopes.scopes)
    return None if may else _NO_RIGHT


def require_writable(values: Mapping[str, object], currency: str) -> None:
    """`values` are by field of `Booking`, amounts in minor units of `currency`. Raises WrongInput, in a sentence, for
    what Beds24 is known to refuse: a text that is too long, an amount that cannot be.
    """
    found = refusable(values, currency)
    if found:
        raise WrongInput(" ".join(_sentence(one) for one in found))


def _sentence(one: Refusable) -> str:
    what = _PLAIN.get(one.field, one.field.replace("_", " "))
    return _REFUSALS[one.why].format(what=what, length=one.length, most=one.most)
