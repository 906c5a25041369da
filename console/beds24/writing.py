"""Orders to Beds24: always an array, answered item by item, refusals included in HTTP 201 (FACTS.md section 4)."""

from typing import Any

import msgspec

from console.beds24.calls import Asker
from console.beds24.wire import Complaint, Verdict, decode_verdicts
from console.domain.asking import BookingWrite, PostVerdict
from console.domain.errors import Garbled

_encode = msgspec.json.Encoder(decimal_format="number").encode
_LONGEST_COMPLAINT = 300


def post(asker: Asker, path: str, items: list[dict[str, Any]]) -> tuple[PostVerdict, ...]:
    """Beds24's verdicts, one for each of `items` in their order; raises Garbled when their number differs."""
    if not items:
        return ()
    verdicts = decode_verdicts(asker.post(path, _encode(items)).body)
    if len(verdicts) != len(items):
        raise Garbled(
            "Beds24 did not answer for every change, so it is not known which were carried out. "
            "The bookings are read again before anything is sent anew."
        )
    return tuple(_verdict(verdict) for verdict in verdicts)


def booking_item(write: BookingWrite) -> dict[str, Any]:
    return dict(write.fields) if write.beds24_id is None else {**write.fields, "id": write.beds24_id}


def _verdict(verdict: Verdict) -> PostVerdict:
    """Accepted means success, or a number for the new booking: a valid booking with a bad part says success false."""
    number = (verdict.new or {}).get("id")
    created = number if isinstance(number, int) and not isinstance(number, bool) else None
    complaints = [_words(complaint) for complaint in (*(verdict.errors or ()), *(verdict.warnings or ()))]
    return PostVerdict(verdict.success or created is not None, created, tuple(text for text in complaints if text))


def _words(complaint: Complaint) -> str:
    parts = [part for part in (complaint.field, complaint.message or complaint.action) if part]
    return ": ".join(parts)[:_LONGEST_COMPLAINT]
