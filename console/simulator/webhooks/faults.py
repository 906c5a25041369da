"""What can go wrong with webhooks."""

import random
from dataclasses import dataclass
from enum import StrEnum

from console.simulator.faults import Counted


class WebhookFaultKind(StrEnum):
    """The value is the name used over the control interface. The first four strike when a change fires."""

    DUPLICATE = "duplicate"
    REORDER = "reorder"
    LOSS = "loss"
    LATE = "late"
    ARRAY = "array"
    DELETION = "deletion"
    CARD_DATA = "card_data"
    GARBAGE = "garbage"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 (a name)
    UNREACHABLE = "unreachable"


FIRING = frozenset({WebhookFaultKind.DUPLICATE, WebhookFaultKind.REORDER, WebhookFaultKind.LOSS, WebhookFaultKind.LATE})


class Garbage(StrEnum):
    """Bodies nobody can read (the `detail` of `garbage`)."""

    TRUNCATED = "truncated"
    EMPTY = "empty"
    HTML = "html"
    NUMBER = "number"
    NO_BOOKING = "no_booking"
    NOT_UTF8 = "not_utf8"
    DEEP = "deep"


class CardPlace(StrEnum):
    """Where card data may stand in a body (the `detail` of `card_data`); everywhere unless one is named."""

    TOP = "top"
    BOOKING = "booking"
    INFO_ITEM = "info_item"
    INVOICE_ITEM = "invoice_item"
    API_MESSAGE = "api_message"
    NOTES = "notes"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class WebhookFault(Counted):
    """One thing that goes wrong.

    `loss`: never sent. `late`: `seconds` later than it would be. `duplicate`: sent once more, `seconds` after the
    first. `reorder`: sent at once, before all that wait; strikes only when something waits. `array`: the body is
    in an array. `deletion`: the booking is deleted, untold, just before its webhook is sent. `card_data`: card
    numbers, CVC and tokens stand in the body, at `detail`. `garbage`: one try has a body nobody can read, of the
    kind `detail`. `wrong_secret`: one try has other secrets in its headers and its signature. `unreachable`: no
    connection comes about for one try.
    `ids` limits it to these bookings.
    """

    kind: WebhookFaultKind
    seconds: float = 600.0
    detail: str = ""
    ids: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.check()
        if self.seconds < 0:
            raise ValueError("a fault has no negative numbers")
        if self.detail:
            _read_detail(self.kind, self.detail)


def _read_detail(kind: WebhookFaultKind, detail: str) -> Garbage | CardPlace:
    if kind is WebhookFaultKind.GARBAGE:
        return Garbage(detail)
    if kind is WebhookFaultKind.CARD_DATA:
        return CardPlace(detail)
    raise ValueError(f"{kind} takes no detail")


class ActiveFaults:
    """The faults that hit one webhook at one moment."""

    def __init__(self, faults: list[WebhookFault]) -> None:
        self._by_kind = {fault.kind: fault for fault in faults}

    def get(self, kind: WebhookFaultKind) -> WebhookFault | None:
        """The fault of this kind, or None."""
        return self._by_kind.get(kind)

    def names(self) -> tuple[str, ...]:
        """The kinds, for the log."""
        return tuple(kind.value for kind in self._by_kind)


class WebhookFaultBox:
    """The faults switched on at the moment."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(f"webhook faults {seed}")
        self._on: list[WebhookFault] = []

    def switch_on(self, fault: WebhookFault) -> None:
        """Let this go wrong from now on."""
        self._on.append(fault)

    def clear(self, kind: WebhookFaultKind | None = None) -> None:
        """Switch off one kind, or everything."""
        self._on = [fault for fault in self._on if kind is not None and fault.kind is not kind]

    def showing(self) -> tuple[WebhookFault, ...]:
        """What is switched on, with the counts that are left."""
        return tuple(self._on)

    def strike(self, kinds: frozenset[WebhookFaultKind], booking_id: int) -> ActiveFaults:
        """The faults of these kinds that hit a webhook of this booking; counted ones are used up."""
        hitting: list[WebhookFault] = []
        left: list[WebhookFault] = []
        for fault in self._on:
            concerned = fault.kind in kinds and (not fault.ids or booking_id in fault.ids)
            rest, hit = fault.meet(self._draw) if concerned else (fault, False)
            hitting += [fault] if hit else []
            left += [rest] if rest.times != 0 else []
        self._on = left
        return ActiveFaults(hitting)
