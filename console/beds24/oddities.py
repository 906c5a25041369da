"""Where Beds24 does not keep to what is known of it: counted, logged once each, without personal data."""

import logging
import threading
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

_log = logging.getLogger(__name__)


class Oddity(StrEnum):
    """A broken expectation; the value is the sentence for log and doctor."""

    NO_CREDIT_HEADERS = "Beds24 did not tell how much of the allowance is left; 1.2 credits a call are assumed"
    FILTER_IGNORED = "Beds24 listed bookings that changed before the moment asked for"
    NOT_ASKED_FOR = "Beds24 listed bookings that were not asked for"
    COUNT_DIFFERS = "Beds24 announced another number of items on a page than it sent"
    NO_PAGING = "Beds24 did not tell whether another page follows"
    MESSAGE_UNREADABLE = "a guest's message could not be read and was left out"
    PROPERTY_UNREADABLE = "a property of the account could not be read and was left out"
    VALUE_UNFIT = "a booking or message held a value that cannot be read; it counts as not told"
    TEXT_CUT = "a booking or message held a text of more than 20,000 characters; its end was cut off"
    NOT_STRICT_JSON = "a page was not strict JSON; its items were read one by one"
    TOKEN_ROTATED = "Beds24 replaced the key; the new one was stored before it was used"  # noqa: S105 - a sentence, no secret


class Oddities:
    """Counts of what was odd since the program began; may be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Oddity] = Counter()

    def note(self, oddity: Oddity) -> None:
        with self._lock:
            self._counts[oddity] += 1
            first = self._counts[oddity] == 1
        if first:
            _log.warning("%s", oddity.value)

    def counts(self) -> Mapping[Oddity, int]:
        with self._lock:
            return dict(self._counts)
