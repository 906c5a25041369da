"""How a booking differs from the reservation that stands for it, field by field (FACTS.md section 3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Final

from console.domain.booking import CONTACT_FIELDS, Booking
from console.domain.discrepancies import Difference, DiscrepancyKind, Evidence, LikelyCause, Stranger
from console.domain.edits import Edit, Intent
from console.domain.merging import says
from console.domain.sameness import PhoneReader, is_same
from console.domain.severity import severity_of
from console.domain.status import HOLDS_NO_ROOM, RELEASED, Status, is_closure, is_opening_in_panel

BACK, AHEAD = timedelta(days=30), timedelta(days=549)
"""What is compared: stays that ended up to 30 days ago, those of the next 18 months, and every open one."""

KIND_OF: Final = (
    dict.fromkeys(("arrival", "departure"), DiscrepancyKind.DATES)
    | dict.fromkeys(("room_type_id", "unit_id", "room_qty"), DiscrepancyKind.ROOM)
    | dict.fromkeys(("adults", "children"), DiscrepancyKind.GUEST_COUNT)
    | dict.fromkeys(("price", "deposit", "tax", "commission"), DiscrepancyKind.PRICE)
    | dict.fromkeys((*CONTACT_FIELDS, "companions"), DiscrepancyKind.GUEST_DATA)
    | dict.fromkeys(("comments", "notes", "message", "arrival_time"), DiscrepancyKind.DETAILS)
    | dict.fromkeys(("sub_status", "channel", "channel_reference", "reference", "voucher"), DiscrepancyKind.DETAILS)
    | {"group_id": DiscrepancyKind.GROUP_INCOMPLETE}
)
"""The fields that are compared one by one, each with the kind of its difference; the status is judged as a whole."""

_FIELDS: Final = tuple(KIND_OF)
compared_values = attrgetter("status", *_FIELDS)
"""All that is compared of a booking, as one value."""

_ANNOUNCED: Final = frozenset(
    {
        DiscrepancyKind.ONLY_IN_BEDS24,
        DiscrepancyKind.CANCELLED_THERE,
        DiscrepancyKind.CANCELLED_HERE,
        DiscrepancyKind.DATES,
        DiscrepancyKind.ROOM,
        DiscrepancyKind.GROUP_INCOMPLETE,
    }
)
_OF_SENDING: Final = {"sending": LikelyCause.ECHO, "refused": LikelyCause.REFUSED}
_BY_HAND: Final = frozenset({None, "", "Direct"})


@dataclass(frozen=True, slots=True)
class Window:
    """The stays that are compared: those that depart on `first` or later and arrive on `last` or before."""

    first: date
    last: date

    @classmethod
    def around(cls, today: date) -> "Window":
        return cls(today - BACK, today + AHEAD)

    def holds(self, booking: Booking) -> bool:
        return booking.departure >= self.first and booking.arrival <= self.last


@dataclass(frozen=True, slots=True)
class Here:
    """A reservation as it is stored: `read_at` is when Beds24 was asked for it, `missed_at` when Beds24 first lacked
    it, `former_status` what it was before it was believed gone; `edits` is what the desk says over what Beds24 told,
    and `sending` how far the sending of that is, empty where nothing is to be sent."""

    booking: Booking
    read_at: datetime
    room_id: int | None = None
    missed_at: datetime | None = None
    former_status: str = ""
    edits: tuple[Edit, ...] = ()
    sending: str = ""

    def edit_of(self, field: str) -> Edit | None:
        """What the desk says of a field."""
        return next((edit for edit in self.edits if edit.field == field), None)


@dataclass(frozen=True, slots=True)
class There:
    """A booking as Beds24 told it when asked at `read_at`."""

    booking: Booking
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What comparing needs to know of the hotel; `room_ids` and `room_types` are the places that are known here.

    `believed_after` is how long after Beds24 first lacked a booking its saying so again counts as the second time;
    `markers` are those by which bookings that were made here are known again.
    """

    today: date
    now: datetime
    believed_after: timedelta
    currency: str
    room_ids: Mapping[tuple[int, int], int]
    room_types: frozenset[int]
    read_phone: PhoneReader
    markers: frozenset[str] = frozenset()

    def knows(self, booking: Booking) -> bool:
        """Whether the booking has a place here; a type without a unit will do."""
        if booking.unit_id:
            return (booking.room_type_id, booking.unit_id) in self.room_ids
        return booking.room_type_id in self.room_types

    def room_of(self, booking: Booking) -> int | None:
        return self.room_ids.get((booking.room_type_id, booking.unit_id))

    def needs_room(self, booking: Booking) -> bool:
        """Whether it waits for a room that is not known here; what was cancelled or is over needs none."""
        return booking.status not in RELEASED and booking.departure >= self.today and not self.knows(booking)


def differences_between(known: Here, told: Booking, ground: Ground) -> Iterator[Difference]:
    """Every difference of a booking that both sides have."""
    here = known.booking
    yield from _status_difference(known, told, ground)
    for name in _FIELDS:
        if getattr(here, name) != getattr(told, name):
            yield from _field_difference(name, known, told, ground)
    yield from _place_difference(known, told, ground)


def _status_difference(known: Here, told: Booking, ground: Ground) -> Iterator[Difference]:
    here, there = known.booking.status, told.status
    if here == there or is_opening_in_panel(here, there):
        return
    kind = DiscrepancyKind.STATUS
    if (here in RELEASED) != (there in RELEASED):
        kind = DiscrepancyKind.CANCELLED_HERE if here in RELEASED else DiscrepancyKind.CANCELLED_THERE
    hint = _said_at_desk("status", known, told, ground)
    yield difference(kind, known, told, ground, "status", here=here, there=there, hint=hint)


def _field_difference(name: str, known: Here, told: Booking, ground: Ground) -> Iterator[Difference]:
    here, there = getattr(known.booking, name), getattr(told, name)
    if there is None or is_same(name, known.booking, told, ground.currency, ground.read_phone):
        return
    kept = None if says(told, name) else LikelyCause.KEPT_BY_RULE
    yield difference(
        KIND_OF[name], known, told, ground, name, here=_text(here), there=_text(there),
        hint=_said_at_desk(name, known, told, ground) or kept,
    )  # fmt: skip


def _said_at_desk(name: str, known: Here, told: Booking, ground: Ground) -> LikelyCause | None:
    """The cause of a difference in a field of which the desk says something, None where it says nothing."""
    edit = known.edit_of(name)
    if edit is None:
        return None
    part = [one for one in known.edits if one.part is edit.part]
    agreed = all(_tells(told, one, one.base, known.booking, ground) for one in part)
    arrived = all(
        _tells(told, one, one.posted.value if one.posted else one.base, known.booking, ground) for one in part
    )
    if not (agreed or arrived):
        return LikelyCause.CHANGED_ON_BOTH_SIDES
    if edit.intent is Intent.KEEP:
        return LikelyCause.KEPT_BY_DESK
    usual = LikelyCause.ECHO if any(one.posted for one in part) else LikelyCause.LOCAL_EDIT
    return _OF_SENDING.get(known.sending, usual)


def _tells(told: Booking, edit: Edit, value: Any, here: Booking, ground: Ground) -> bool:
    """Whether Beds24 tells this value of the edit's field, or nothing of it."""
    there = getattr(told, edit.field)
    if value == there or there is None:
        return True
    if edit.field == "status":
        return is_opening_in_panel(value, there)
    return is_same(edit.field, replace(here, **{edit.field: value}), told, ground.currency, ground.read_phone)


def _place_difference(known: Here, told: Booking, ground: Ground) -> Iterator[Difference]:
    """A stay that stands in no room of ours, or in another than its own place leads to."""
    if ground.needs_room(told):
        yield unmapped(told, ground, known)
        return
    expected = ground.room_of(known.booking)
    if expected != known.room_id and known.booking.status not in RELEASED and known.booking.departure >= ground.today:
        yield difference(
            DiscrepancyKind.ROOM, known, told, ground, "room_id", here=_text(known.room_id), there=_text(expected),
            hint=LikelyCause.MAPPING,
        )  # fmt: skip


def unmapped(told: Booking, ground: Ground, known: Here | None = None) -> Difference:
    """A booking for a place that is no room here; `there` names it as room type and unit."""
    place = f"{told.room_type_id}-{told.unit_id}" if told.unit_id else str(told.room_type_id)
    return difference(
        DiscrepancyKind.UNMAPPED_ROOM, known, told, ground, "room_id", there=place, hint=LikelyCause.MAPPING
    )


def missing_difference(known: Here, asked_first: datetime | None, ground: Ground) -> Difference | None:
    """Gone only once Beds24 was asked twice, some time apart; of one that was believed gone that is so already.

    Of a stay that was cancelled before it went both sides agree that nobody comes.
    """
    here = known.booking
    if here.status == Status.GONE:
        here = replace(here, status=known.former_status or here.status)
    if here.status == Status.CANCELLED:
        return None
    first = known.missed_at or asked_first
    twice = known.booking.status == Status.GONE or (first is not None and ground.now - first >= ground.believed_after)
    kind = DiscrepancyKind.GONE if twice else DiscrepancyKind.ONLY_HERE
    hint = LikelyCause.HARD_DELETE if twice else LikelyCause.ASKED_ONCE
    evidence = Evidence(changed_here=here.modified_at, read_here=known.read_at, asked_first=first or ground.now)
    severity = severity_of(kind, "", (here,), ground.today)
    return Difference(
        kind=kind, severity=severity, beds24_id=here.beds24_id, here=here.status, hint=hint, evidence=evidence
    )


def difference(
    kind: DiscrepancyKind,
    known: Here | None,
    told: Booking,
    ground: Ground,
    field: str = "",
    *,
    here: str | None = None,
    there: str | None = None,
    hint: LikelyCause | None = None,
) -> Difference:
    """A difference of `told` from what is `known`, None where it is not here at all."""
    sides = (known.booking, told) if known else (told,)
    edit = known.edit_of(field) if known else None
    cosmetic = hint in (LikelyCause.KEPT_BY_RULE, LikelyCause.MASTER_UNKNOWN)
    return Difference(
        kind=kind,
        severity=severity_of(kind, field, () if cosmetic else sides, ground.today),
        beds24_id=told.beds24_id,
        field=field,
        here=here,
        there=there,
        hint=hint,
        evidence=Evidence(
            changed_there=told.modified_at,
            changed_here=known.booking.modified_at if known else None,
            read_here=known.read_at if known else None,
            edited_here=edit.made_at if edit else None,
            edited_by=edit.made_by if edit else "",
        ),
        announced=kind in _ANNOUNCED and _is_announced(told),
        stranger=None if known else _stranger(told),
    )


def _stranger(told: Booking) -> Stranger:
    reference, channel = told.channel_reference or "", told.api_source or told.channel or ""
    return Stranger(told.arrival, told.departure, told.room_type_id, channel, reference, told.guest_name)


def _is_announced(told: Booking) -> bool:
    """Whether Beds24 sends a webhook of it for sure; what a program writes by the API announces nothing (FACTS.md
    7.3)."""
    by_channel = told.api_source not in _BY_HAND and told.referer != "API"
    return by_channel and not is_closure(told.status) and (told.status not in HOLDS_NO_ROOM or told.status in RELEASED)


def _text(value: Any) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(one.text for one in value if one.text)
    return value if value is None or isinstance(value, str) else str(value)
