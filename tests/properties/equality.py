"""What "the store equals the simulator" means, field by field, with every exception named.

The expected values are taken from the simulator's own objects, not through the client's mapping.
"""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from console.domain.booking import COMPARED_FIELDS, CONTACT_FIELDS, MONEY_FIELDS, Booking, GuestMessage, booking_key
from console.domain.cards import mask_cards
from console.domain.companion import Companion
from console.domain.parked import Parked
from console.domain.status import RELEASED, Status
from console.simulator import Simulator, items
from console.simulator import bookings as beds24
from console.simulator.items import Message
from console.store.store import Session, Store

_SAME_NAME = (
    *("property_id", "sub_status", "arrival", "departure", "room_qty", "channel", "api_source", "referer", "email"),
    *("phone", "mobile", "postcode", "arrival_time", "reference", "voucher", "flag_color", "allow_channel_update"),
)
_FOR_PEOPLE = (
    *("title", "first_name", "last_name", "company", "address", "city", "state"),
    *("comments", "notes", "message", "flag_text"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds: bookings by number, and what waits."""

    bookings: Mapping[int, Booking]
    waiting: Mapping[str, Parked]
    rooms: Mapping[int, int | None]
    messages: Mapping[int, set[GuestMessage]]
    places: Mapping[tuple[int, int], int]


def held_by(store: Store) -> Held:
    with store.reading() as session:
        waiting = {one.item.key: one for one in session.waiting.all()}
        rooms = dict(
            session.connection.execute("SELECT beds24_id, room_id FROM reservations WHERE beds24_id IS NOT NULL")
        )
        ids = session.connection.execute("SELECT beds24_id, id FROM reservations WHERE beds24_id IS NOT NULL")
        messages = {number: set(session.messages.of(id_)) for number, id_ in list(ids)}
        return Held(all_bookings(session), waiting, rooms, messages, session.hotel.places().room_ids)


def all_bookings(session: Session) -> dict[int, Booking]:
    rows = session.connection.execute("SELECT beds24_id FROM reservations WHERE beds24_id IS NOT NULL")
    return session.reservations.bookings([number for (number,) in rows])


def differences(simulator: Simulator, store: Store, told: "Told", today: date) -> list[str]:
    """Every way in which the store is not what Beds24 has; empty after two full syncs ten minutes apart."""
    held = held_by(store)
    found: list[str] = []
    for truth in simulator.book:
        waits = waits_for_a_room(truth, simulator, today)
        found += wrongly_parked(truth, held) if waits else []
        # A stay that is not here yet and whose room is unknown waits; a known one changes, and waits for a room only.
        if truth.id in held.bookings or not waits:
            found += differing_fields(truth, held.bookings.get(truth.id), simulator, told)
            found += wrong_room(truth, held)
            found += differing_messages(truth, held, simulator)
    existing = {truth.id for truth in simulator.book}
    # A booking that Beds24 deleted for good stays here, with the status `gone`.
    found += [
        f"{number} is deleted at Beds24 but {one.status} here"
        for number, one in held.bookings.items()
        if number not in existing and one.status != Status.GONE
    ]
    return found + needlessly_waiting(simulator, held, today)


def differing_fields(
    truth: beds24.Booking, ours: Booking | None, simulator: Simulator, told: "Told", but_not: Iterable[str] = ()
) -> list[str]:
    """The fields of one booking that are not as Beds24 has them and not covered by a named exception."""
    if ours is None:
        return [f"{truth.id} is missing here"]
    expected = expected_of(truth, simulator)
    return [
        f"{truth.id}.{name}: {getattr(ours, name)!r} here, {expected[name]!r} at Beds24"
        for name in COMPARED_FIELDS
        if name not in but_not
        and getattr(ours, name) != expected[name]
        and not _is_excused(name, getattr(ours, name), expected, told.of(truth.id, simulator))
    ]


def differing_messages(truth: beds24.Booking, held: Held, simulator: Simulator) -> list[str]:
    """What was written within the last 30 days has to be here, and as Beds24 has it.

    One that Beds24 has no more, since its booking was deleted and came back, is kept here like all that was ever read.
    """
    here = {one.beds24_message_id: one for one in held.messages.get(truth.id, ())}
    lately = simulator.clock.now() - timedelta(days=30)
    return [
        f"{truth.id}: message {each.id} is {here.get(each.id)} here"
        for each in simulator.book.messages.get(truth.id, ())
        if each.time >= lately and here.get(each.id) != message_of(each)
    ]


def message_of(truth: Message) -> GuestMessage:
    """A message as it has to be stored."""
    text = mask_cards(html.unescape(truth.message))
    return GuestMessage(truth.id, truth.time, truth.source, text, truth.read)


def wrong_room(truth: beds24.Booking, held: Held) -> list[str]:
    ours, right = held.rooms.get(truth.id), held.places.get((truth.room_id, truth.unit_id or 0))
    return [] if ours == right else [f"{truth.id} is in room {ours} here and in {right} at Beds24"]


def _is_excused(name: str, kept: Any, expected: dict[str, Any], versions: list[dict[str, Any]]) -> bool:
    """Whether a former value may stand: only one that Beds24 really had, and only for a named reason."""
    if not any(version[name] == kept for version in versions):
        return False
    if expected[name] is None:  # Beds24 says nothing about it any more
        return name != "cancelled_at"
    if name in CONTACT_FIELDS:  # portals blank out the guests of old bookings
        return not expected[name]
    if name in MONEY_FIELDS:  # portals set amounts to nothing when they cancel
        return not expected[name] and expected["status"] in RELEASED
    return False


def waits_for_a_room(truth: beds24.Booking, simulator: Simulator, today: date) -> bool:
    """Whether a booking has no place here: its room is not shown by Beds24, and it still needs one."""
    room = simulator.hotel.room_type(truth.room_id)
    known = room is not None and (not truth.unit_id or truth.unit_id in room.units)
    return not known and truth.status.value not in RELEASED and truth.departure >= today


def wrongly_parked(truth: beds24.Booking, held: Held) -> list[str]:
    waiting = held.waiting.get(booking_key(truth.id))
    if waiting is None or waiting.booking is None:
        return [f"{truth.id} should wait for its room but does not"]
    if waiting.booking.modified_at != truth.modified_time:
        return [f"{truth.id} waits in an old version"]
    return []


def needlessly_waiting(simulator: Simulator, held: Held, today: date) -> list[str]:
    """What waits although Beds24 now tells it readably and its room is known."""
    return [
        f"{truth.id} waits for no reason"
        for truth in simulator.book
        if booking_key(truth.id) in held.waiting and not waits_for_a_room(truth, simulator, today)
    ]


class Told:
    """Every version of every booking that Beds24 ever had: what may excuse a value that is no longer there."""

    def __init__(self) -> None:
        self._versions: dict[int, list[beds24.Booking]] = {}

    def note(self, simulator: Simulator) -> None:
        for booking in simulator.book:
            known = self._versions.setdefault(booking.id, [])
            if not known or known[-1] is not booking:
                known.append(booking)

    def versions(self, beds24_id: int) -> list[beds24.Booking]:
        return self._versions.get(beds24_id, [])

    def bodies(self, pick: int) -> list[beds24.Booking]:
        """The versions of one booking that webhooks may still bring: each the last one of its second."""
        if not self._versions:
            return []
        versions = self.versions(sorted(self._versions)[pick % len(self._versions)])
        return [one for one, after in zip(versions, [*versions[1:], None], strict=True) if _is_last(one, after)]

    def of(self, beds24_id: int, simulator: Simulator) -> list[dict[str, Any]]:
        return [expected_of(version, simulator) for version in self.versions(beds24_id)]


def _is_last(one: beds24.Booking, after: beds24.Booking | None) -> bool:
    return after is None or after.modified_time > one.modified_time


def expected_of(truth: beds24.Booking, simulator: Simulator) -> dict[str, Any]:
    """The compared fields as they have to be stored, by name."""
    values: dict[str, Any] = {name: getattr(truth, name) for name in _SAME_NAME}
    values |= {name: html.unescape(getattr(truth, name)) for name in _FOR_PEOPLE}
    values |= {name: _cents(getattr(truth, name)) for name in MONEY_FIELDS}
    group = simulator.book.group_of(truth)
    country = truth.country2 or html.unescape(truth.country)
    values |= {
        "room_type_id": truth.room_id,
        "unit_id": truth.unit_id or 0,
        "status": truth.status.value,
        "adults": truth.num_adult,
        "children": truth.num_child,
        "booked_at": truth.booking_time,
        "cancelled_at": truth.cancel_time,
        "channel_reference": truth.api_reference,
        "group_id": truth.master_id or (group[0] if group else 0),
        "group_note": None if truth.group_note is None else html.unescape(truth.group_note),
        "country": country.upper() if len(country) == len("XX") else country,
        "language": truth.lang,
        "rate_description": html.unescape(truth.rate_description),
        "companions": tuple(map(_companion_of, truth.guests)),
    }
    # What could be a card number is never kept, but for a portal's reference in its own field.
    return {name: _without_cards(name, value) for name, value in values.items()}


def _companion_of(truth: items.Companion) -> Companion:
    names = html.unescape(truth.first_name), html.unescape(truth.last_name)
    return Companion(truth.id, *names, truth.email, country=truth.country2 or "")


def _without_cards(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name == "channel_reference":
        return value
    return mask_cards(value, phone=name in {"phone", "mobile"})


def _cents(amount: float) -> int:
    return int((Decimal(str(amount)) * 100).to_integral_value(ROUND_HALF_UP))
