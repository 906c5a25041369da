"""Real bodies, recorded from Beds24, through wire, mapping and store. They never come into this project."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from console.beds24.mapping import Asked, read_booking
from console.beds24.wire import decode_page
from console.domain.applying import Source
from console.domain.booking import MONEY_FIELDS, Booking
from console.domain.hotel import Property, RoomType
from console.domain.runs import Counts
from console.services.applying import Applied, Applying
from console.services.pull_sync import sync_bookings_to_pms
from console.services.rooms import keep_property
from console.store.spool import Received
from console.store.store import Store
from tests.storing import new_store, rows

RECORDED = Path(__file__).parents[2].parent / "shared" / "beds24" / "recorded"
LATER = datetime(2026, 8, 7, tzinfo=UTC)
CURRENCY = "COP"
_CONTACTS = (
    *(("first_name", "firstName"), ("last_name", "lastName"), ("email", "email"), ("phone", "phone")),
    *(("mobile", "mobile"), ("address", "address"), ("city", "city"), ("postcode", "postcode")),
)

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded bodies of Beds24 lie outside the project and are not here"
)


@dataclass(frozen=True)
class Recorded:
    """One booking object as it was received, with the file it stands in."""

    name: str
    item: dict[str, Any]

    def booking(self) -> Booking:
        """As the client reads it, page and all."""
        body = json.dumps({"success": True, "type": "booking", "data": [self.item]}).encode()
        (received,) = decode_page(body).items
        booking = read_booking(received, Asked(int(self.item["propertyId"]), CURRENCY, LATER))
        assert isinstance(booking, Booking), booking
        return booking


def recorded() -> Iterator[Recorded]:
    """Every booking of the recorded pages and webhooks."""
    for file in sorted(RECORDED.glob("bookings_page_*.json")):
        yield from (Recorded(file.name, item) for item in json.loads(file.read_bytes())["data"])
    for file in sorted((RECORDED / "webhooks").glob("*.json")):
        body = json.loads(file.read_bytes())
        for event in body if isinstance(body, list) else [body]:
            yield Recorded(file.name, event["booking"])


@pytest.fixture(scope="module")
def bodies() -> tuple[Recorded, ...]:
    return tuple(recorded())


@contextmanager
def store_for(folder: Path, bodies: tuple[Recorded, ...]) -> Iterator[Store]:
    """A store that knows every property and room that the bodies name."""
    folder.mkdir(exist_ok=True)
    with new_store(folder, None) as store:
        for number in sorted({one.item["propertyId"] for one in bodies}):
            types = sorted({one.item["roomId"] for one in bodies if one.item["propertyId"] == number})
            rooms = tuple(RoomType(room_type, "Room", 20) for room_type in types)
            keep_property(store, Property(number, "House", CURRENCY, room_types=rooms), "America/Bogota")
        yield store


def apply(store: Store, bookings: list[Booking], read_at: datetime = LATER) -> Applied:
    """Apply one after the other, as webhooks come."""
    applied = Applied()
    for number, booking in enumerate(bookings):
        context = Applying(
            property_id=booking.property_id, currency=CURRENCY, today=LATER.date(), at=read_at, source=Source.WEBHOOK
        )
        received = [Received(booking, read_at + timedelta(seconds=number))]
        applied += sync_bookings_to_pms(store, received, context)
    return applied


def contents(store: Store) -> list[dict[str, Any]]:
    """Every reservation as it lies in the table, but for what only tells when and in which order it was written."""
    with store.reading() as session:
        cursor = session.connection.execute("SELECT * FROM reservations ORDER BY beds24_id")
        names = [column[0] for column in session.connection.execute("SELECT * FROM reservations LIMIT 1").description]
        found = [dict(zip(names, row, strict=True)) for row in cursor]
    told_by_order = {"id", "guest_id", "read_at", "created_at", "fingerprint", "kept_since"}
    return [{name: value for name, value in row.items() if name not in told_by_order} for row in found]


def newest(bodies: tuple[Recorded, ...]) -> list[Recorded]:
    """The last version of each booking; of two of the same second, the one that stands last."""
    found: dict[int, Recorded] = {}
    for one in bodies:
        known = found.get(one.item["id"])
        if known is None or one.item["modifiedTime"] >= known.item["modifiedTime"]:
            found[one.item["id"]] = one
    return list(found.values())


def test_every_recorded_body_can_be_read(bodies: tuple[Recorded, ...]) -> None:
    assert len(bodies) >= 16
    assert [one.name for one in bodies if one.booking().beds24_id != one.item["id"]] == []


def test_what_is_stored_is_what_was_recorded(tmp_path: Path, bodies: tuple[Recorded, ...]) -> None:
    with store_for(tmp_path, bodies) as store:
        apply(store, [one.booking() for one in sorted(bodies, key=lambda one: str(one.item["modifiedTime"]))])
        stored = {row["beds24_id"]: row for row in contents(store)}
    for one in newest(bodies):
        row, item = stored[one.item["id"]], one.item
        assert (row["status"], row["arrival"], row["departure"]) == (item["status"], item["arrival"], item["departure"])
        assert (row["modified_at"], row["cancelled_at"]) == (item["modifiedTime"], item["cancelTime"]), one.name
        assert (row["room_type_id"], row["unit_id"]) == (item["roomId"], item["unitId"] or 0)
        assert (row["adults"], row["children"]) == (item["numAdult"], item["numChild"])
        assert (row["channel"], row["channel_reference"]) == (item["channel"], item["apiReference"])
        assert row["group_id"] == group_of(item), one.name
        assert row["room_id"] is not None, one.name
        for column, key in _CONTACTS:
            assert row[column] == item[key] or not item[key], (one.name, column)


def test_amounts_are_stored_in_minor_units(tmp_path: Path, bodies: tuple[Recorded, ...]) -> None:
    for number, one in enumerate(bodies):
        with store_for(tmp_path / f"{number}", (one,)) as store:
            apply(store, [one.booking()])
            (row,) = contents(store)
        for name in MONEY_FIELDS:
            assert row[name] == int(Decimal(str(one.item[name])) * 100), (one.name, name)


def group_of(item: dict[str, Any]) -> int | None:
    """None where the body says nothing of a group, 0 for a single booking."""
    if item["masterId"]:
        return int(item["masterId"])
    if "bookingGroup" not in item:
        return None
    return int(item["bookingGroup"]["master"]) if item["bookingGroup"] else 0


def test_the_same_bodies_once_more_change_nothing(tmp_path: Path, bodies: tuple[Recorded, ...]) -> None:
    bookings = [one.booking() for one in newest(bodies)]
    with store_for(tmp_path, bodies) as store:
        first = apply(store, bookings)
        before, lines = contents(store), rows(store, "SELECT count(*) FROM history")
        again = apply(store, bookings, LATER + timedelta(hours=1))
        assert first.counts == Counts(read=len(bookings), created=len(bookings))
        assert again.counts == Counts(read=len(bookings), unchanged=len(bookings))
        assert (contents(store), rows(store, "SELECT count(*) FROM history")) == (before, lines)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_bodies_makes_no_difference(tmp_path: Path, bodies: tuple[Recorded, ...], seed: int) -> None:
    in_order = sorted(bodies, key=lambda one: str(one.item["modifiedTime"]))
    shuffled = random.Random(seed).sample(in_order, len(in_order))
    ends = []
    for name, order in (("in-order", in_order), ("shuffled", shuffled)):
        with store_for(tmp_path / name, bodies) as store:
            apply(store, [one.booking() for one in order])
            ends.append(contents(store))
    assert ends[0] == ends[1]
