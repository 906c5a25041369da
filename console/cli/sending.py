"""What came of sending the desk's changes to Beds24, in sentences."""

from collections.abc import Sequence

from console.cli.counting import counted
from console.domain.outbox import Sent, Verdict

NEEDS_PERSON = frozenset({Verdict.REFUSED, Verdict.OTHERWISE, Verdict.CONFLICT})
"""What goes no further by itself."""

_LEADS = {
    Verdict.REFUSED: "Beds24 did not take {what}: {message}",
    Verdict.OTHERWISE: "Told otherwise by Beds24, {what}: {message}",
    Verdict.CONFLICT: "To be decided, {what}: {message}",
    Verdict.UNCLEAR: "Not sure yet, {what}: {message}",
    Verdict.WAITS: "Not sent yet, {what}: {message}",
}


def sending_sentences(sent: Sequence[Sent]) -> list[str]:
    """A sentence for what is equal now, and one for each reason why something is not."""
    equal = [one for one in sent if one.verdict is Verdict.EQUAL]
    told = [f"Sent to Beds24: {counted(len(equal), 'reservation')}."] if equal else []
    told += [one.message for one in equal if one.message]
    reasons = dict.fromkeys((one.verdict, one.message) for one in sent if one.verdict in _LEADS)
    for verdict, message in reasons:
        number = len({one.reservation_id for one in sent if (one.verdict, one.message) == (verdict, message)})
        told.append(_LEADS[verdict].format(what=counted(number, "reservation"), message=message))
    return told
