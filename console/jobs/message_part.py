"""The last part of a full sync: guests' messages. The run's bookings are safe by then, whatever happens here."""

import logging
from dataclasses import dataclass

from console.domain.asking import Urgency
from console.domain.errors import ConsoleError, NoRightToMessages, Stopped
from console.jobs.workplace import Workplace
from console.services.messages import Kept, read_recent_messages
from console.services.pull_sync import Watch

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MessagePart:
    """What it came to; `sentence` says why messages were not read, or not all of them, and `failed` whether that is an
    error rather than a right that the key lacks, or a stop that was asked for."""

    kept: Kept
    sentence: str = ""
    failed: bool = False


def read_messages_part(place: Workplace, property_id: int, watch: Watch, urgency: Urgency) -> MessagePart:
    """Read what guests wrote of late; every trouble that is foreseen becomes part of the answer."""
    try:
        kept = read_recent_messages(place.beds24, place.store, place.clock, property_id, watch, urgency)
    except NoRightToMessages as error:
        return MessagePart(Kept(), str(error))
    except ConsoleError as error:
        _log.warning("Guests' messages were not read: %s", error)
        sentence = f"All bookings were read, but guests' messages were not: {error}"
        return MessagePart(Kept(), sentence, failed=not isinstance(error, Stopped))
    if kept.unreadable:
        _log.warning("%d messages could not be read and were left out.", kept.unreadable)
    return MessagePart(kept, _left_out(kept.unreadable))


def _left_out(number: int) -> str:
    if not number:
        return ""
    told = "One message" if number == 1 else f"{number} messages"
    return f"{told} of guests could not be read. Look at the conversation in Beds24."
