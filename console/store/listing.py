"""Lists for people and scripts: rows as they are exported, streamed from one snapshot with flat memory."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

import apsw

from console.domain.booking import MONEY_FIELDS, full_name
from console.domain.hotel import Cleaning
from console.domain.moments import maybe_moment_from, moment_from
from console.domain.money import to_major
from console.domain.status import HOLDS_NO_ROOM, Status

_BOOKED = "guest"
_NO_STAY = HOLDS_NO_ROOM | {Status.BLACK.value}

_RESERVATIONS = (
    "SELECT r.beds24_id, r.status, r.arrival, r.departure, o.name, r.room_type_id, r.unit_id, r.guest_id,"
    " r.first_name, r.last_name, r.email, r.phone, r.mobile, r.adults, r.children, r.price, p.currency, r.channel,"
    " r.channel_reference, r.booked_at, r.modified_at, r.cancelled_at, r.sub_status, r.group_id, r.source"
    " FROM reservations AS r JOIN properties AS p ON p.property_id = r.property_id"
    " LEFT JOIN rooms AS o ON o.id = r.room_id"
)
_TYPED = (
    "(SELECT json_group_array(w.value) FROM guest_profiles AS q JOIN guest_words AS w ON w.profile_id = q.id"
    " WHERE q.guest_id = g.id AND w.field = '{field}')"
)
_GUESTS = (
    "SELECT g.id, g.name, g.email, g.phone, g.country, r.beds24_id, CASE WHEN p.role = 'guest' THEN r.email END,"
    " CASE WHEN p.role = 'guest' THEN r.phone END, CASE WHEN p.role = 'guest' THEN r.mobile END, r.status, p.role,"
    f" {_TYPED.format(field='email')}, {_TYPED.format(field='phone')}"
    " FROM guests AS g LEFT JOIN guest_profiles AS p ON p.guest_id = g.id"
    " LEFT JOIN reservations AS r ON r.id = p.reservation_id ORDER BY g.id, r.arrival, r.id"
)
_RUNS = (
    "SELECT id, kind, trigger, started_at, finished_at, outcome, read, created, updated, unchanged, parked, credits,"
    " watermark, requests, errors, took_ms, message FROM runs ORDER BY id"
)
_RUN_MOMENTS, _RUN_CREDITS = (3, 4, 12), 11
_HISTORY = (
    "SELECT h.id, r.beds24_id, h.at, h.source, h.run_id, h.field, h.old, h.new, h.minor, coalesce(h.by_whom, ''),"
    " p.currency"
    " FROM history AS h JOIN reservations AS r ON r.id = h.reservation_id"
    " JOIN properties AS p ON p.property_id = r.property_id"
)
_PARKED = (
    "SELECT key, cause, detail, beds24_id, room_type_id, unit_id, modified_at, first_seen, last_seen, times"
    " FROM parked ORDER BY first_seen, key"
)


@dataclass(frozen=True, slots=True)
class ReservationRow:
    """One reservation; `price` in major units of `currency`, `room` None while no room is assigned (`unit_id` 0)."""

    beds24_id: int | None
    status: str
    arrival: date
    departure: date
    room: str | None
    room_type_id: int
    unit_id: int
    guest_id: int | None
    guest_name: str
    email: str | None
    phone: str | None
    mobile: str | None
    adults: int
    children: int
    price: Decimal | None
    currency: str
    channel: str
    channel_reference: str
    booked_at: datetime | None
    modified_at: datetime
    cancelled_at: datetime | None
    sub_status: str
    group_id: int | None
    source: str


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest with what all their reservations tell, and what was typed at the desk.

    `stays` counts their reservations that hold a room: not cancelled, gone, inquiry or request. `reservation_ids` are
    Beds24's numbers, because every command takes those, also of stays of others in which they came along.
    """

    id: int
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    country: str
    stays: int
    reservation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunRow:
    id: int
    kind: str
    trigger: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    read: int
    created: int
    updated: int
    unchanged: int
    parked: int
    credits: Decimal
    watermark: datetime | None
    requests: int
    errors: int
    took_ms: int | None
    message: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of history; amounts among `old` and `new` are texts in major units, `by_whom` is the person at the desk
    or the rule, empty for what Beds24 told."""

    id: int
    beds24_id: int | None
    at: datetime
    source: str
    run_id: int | None
    field: str
    old: str | None
    new: str | None
    minor: bool
    by_whom: str


@dataclass(frozen=True, slots=True)
class ParkedRow:
    key: str
    cause: str
    detail: str
    beds24_id: int | None
    room_type_id: int | None
    unit_id: int | None
    modified_at: datetime | None
    first_seen: datetime
    last_seen: datetime
    times: int


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room; `status` is what it is tonight, `cleaning` what housekeeping says."""

    id: int
    name: str
    room_type_id: int
    room_type: str
    unit_id: int
    status: str
    cleaning: Cleaning
    active: bool


class Listing:
    """Reads inside the transaction of the session that made it; every list ends when that ends."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def reservations(self) -> Iterator[ReservationRow]:
        """Every reservation by arrival."""
        return map(_reservation, self._connection.execute(f"{_RESERVATIONS} ORDER BY r.arrival, r.id"))

    def reservation(self, beds24_id: int) -> ReservationRow | None:
        """The reservation with this number of Beds24."""
        rows = self._connection.execute(f"{_RESERVATIONS} WHERE r.beds24_id = ?", (beds24_id,))
        return next(map(_reservation, rows), None)

    def words(self, beds24_id: int) -> tuple[str, str, str]:
        """A reservation's comments, notes and message of the guest; empty where there are none."""
        rows = self._connection.execute(
            "SELECT coalesce(comments, ''), coalesce(notes, ''), coalesce(message, '') FROM reservations"
            " WHERE beds24_id = ?",
            (beds24_id,),
        )
        return next(iter(rows), ("", "", ""))

    def guests(self) -> Iterator[GuestRow]:
        """Every guest that was not merged into another, by id."""
        rows = self._connection.execute(_GUESTS)
        return (_guest(list(group)) for _, group in groupby(rows, key=itemgetter(0)))

    def runs(self) -> Iterator[RunRow]:
        """Every run, oldest first."""
        return map(_run, self._connection.execute(_RUNS))

    def history(self, beds24_id: int | None = None) -> Iterator[ChangeRow]:
        """Every line of history, oldest first; of one reservation if asked."""
        if beds24_id is None:
            return map(_change, self._connection.execute(f"{_HISTORY} ORDER BY h.id"))
        return map(_change, self._connection.execute(f"{_HISTORY} WHERE r.beds24_id = ? ORDER BY h.id", (beds24_id,)))

    def changes_after(self, number: int) -> Iterator[ChangeRow]:
        """Every line of history with a higher number, in the order in which they were written."""
        return map(_change, self._connection.execute(f"{_HISTORY} WHERE h.id > ? ORDER BY h.id", (number,)))

    def parked(self) -> Iterator[ParkedRow]:
        """Everything that waits, longest first."""
        return map(_parked, self._connection.execute(_PARKED))

    def count(self, table: str) -> int:
        """How many rows one of our tables has."""
        if table not in {"reservations", "guests", "rooms", "runs", "history", "parked"}:
            raise ValueError(table)
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").get)


def _reservation(row: tuple[Any, ...]) -> ReservationRow:
    (number, status, arrival, departure, room, room_type_id, unit_id, guest_id, first, last, email, phone, mobile,
     adults, children, price, currency, channel, reference, booked, modified, cancelled, *rest) = row  # fmt: skip
    return ReservationRow(
        number,
        status,
        date.fromisoformat(arrival),
        date.fromisoformat(departure),
        room,
        room_type_id,
        unit_id,
        guest_id,
        full_name(first, last),
        email,
        phone,
        mobile,
        adults,
        children,
        None if price is None else to_major(price, currency),
        currency,
        channel,
        reference,
        maybe_moment_from(booked),
        moment_from(modified),
        maybe_moment_from(cancelled),
        *rest,
    )


def _guest(rows: list[tuple[Any, ...]]) -> GuestRow:
    id_, name, email, phone, country = rows[0][:5]
    emails, phones = map(json.loads, rows[0][11:])
    stays = [row[5:11] for row in rows if row[9] is not None]
    return GuestRow(
        id_,
        name,
        _distinct([email, *emails, *(stay[1] for stay in stays)]),
        _distinct([phone, *phones, *(number for stay in stays for number in stay[2:4])]),
        country,
        sum(stay[4] not in _NO_STAY and stay[5] == _BOOKED for stay in stays),
        tuple(dict.fromkeys(stay[0] for stay in stays if stay[0] is not None)),
    )


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _run(row: tuple[Any, ...]) -> RunRow:
    values = list(row)
    for place in _RUN_MOMENTS:
        values[place] = maybe_moment_from(values[place])
    values[_RUN_CREDITS] = Decimal(values[_RUN_CREDITS])
    return RunRow(*values)


def _change(row: tuple[Any, ...]) -> ChangeRow:
    id_, number, at, source, run_id, field, old, new, minor, by_whom, currency = row
    if field in MONEY_FIELDS:
        old, new = _major_text(old, currency), _major_text(new, currency)
    return ChangeRow(id_, number, moment_from(at), source, run_id, field, old, new, bool(minor), by_whom)


def _major_text(minor: str | None, currency: str) -> str | None:
    return None if minor is None else str(to_major(int(minor), currency))


def _parked(row: tuple[Any, ...]) -> ParkedRow:
    key, cause, detail, number, room_type_id, unit_id, modified, first, last, times = row
    moments = (maybe_moment_from(modified), moment_from(first), moment_from(last))
    return ParkedRow(key, cause, detail, number, room_type_id, unit_id, *moments, times)
