"""What is sent to whom, how often it was tried, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.simulator.webhooks.firing import Notice, RoomNotice
from console.simulator.wire import JsonObject, stamp


class Outcome(StrEnum):
    """What became of a delivery."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    LOST = "lost"
    REFUSED = "refused"
    NOT_FOLLOWED = "not_followed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Letter:
    """One try as it goes out; `faults` are those that spoiled it."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status, or none and the reason."""

    code: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """One try and its answer. Header values are not kept: they are secrets."""

    at: datetime
    method: str
    body: bytes
    reply: Reply
    faults: tuple[str, ...] = ()

    def wire(self) -> JsonObject:
        """For the control interface; the body as text."""
        sent: JsonObject = {"at": stamp(self.at), "method": self.method, "body": self.body.decode("utf-8", "replace")}
        return {**sent, "code": self.reply.code, "reason": self.reply.reason, "faults": list(self.faults)}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook on its way to one address. Of those that are due, the lower `place` goes first."""

    number: int
    url: str
    notice: Notice | RoomNotice
    due: datetime
    place: int
    tries: tuple[Try, ...] = ()
    outcome: Outcome = Outcome.WAITING

    @property
    def what(self) -> str:
        """`new`, `modify`, `cancel`, `message`, `delete`, or `inventory`."""
        return self.notice.word.value if isinstance(self.notice, Notice) else "inventory"

    @property
    def booking_id(self) -> int | None:
        """The booking it is about; None for the inventory webhook."""
        return self.notice.booking.id if isinstance(self.notice, Notice) else None

    @property
    def delivered(self) -> bool:
        """Whether it was answered with a 2xx."""
        return self.outcome is Outcome.DELIVERED

    def wire(self) -> JsonObject:
        """For the control interface."""
        told: JsonObject = {"number": self.number, "what": self.what, "booking_id": self.booking_id}
        state: JsonObject = {"outcome": self.outcome.value, "due": stamp(self.due)}
        return {**told, "url": self.url, **state, "tries": [each.wire() for each in self.tries]}
