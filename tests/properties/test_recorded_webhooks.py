"""Recorded webhooks posted in order, reversed, doubled and shuffled: the same store. They stay out of the project."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.hook_events import EventVerdict
from console.domain.hooks import Heard, Reply, Slot
from console.domain.hotel import Property, RoomType
from console.jobs.event_worker import work_off
from console.jobs.workplace import Workplace
from console.services.inbox import Hearing
from console.services.pull_sync import Watch
from console.services.rereading import SETTLE, reread_due
from console.services.rooms import keep_property
from console.store.store import Store
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.properties.test_recorded_bodies import CURRENCY, LATER, RECORDED, Recorded, contents, newest
from tests.storing import new_store, rows

WEBHOOKS = RECORDED / "webhooks"
pytestmark = pytest.mark.skipif(
    not WEBHOOKS.is_dir(), reason="the recorded webhooks of Beds24 lie outside the project and are not here"
)
Order = Callable[[list[bytes]], list[bytes]]


def shuffled(seed: int) -> Order:
    return lambda bodies: random.Random(seed).sample(bodies, len(bodies))


ORDERS: dict[str, Order] = {
    "reversed": lambda bodies: bodies[::-1],
    "doubled": lambda bodies: [body for body in bodies for _ in range(2)],
    "doubled at the end": lambda bodies: bodies * 2,
    "in arrays": lambda bodies: [b"[" + body + b"]" for body in bodies],
    **{f"shuffled {seed}": shuffled(seed) for seed in range(4)},
}


@pytest.fixture(scope="module")
def bodies() -> list[bytes]:
    found = [file.read_bytes() for file in sorted(WEBHOOKS.glob("*.json"))]
    return sorted(found, key=lambda body: str(told(body)["timeStamp"]))


def told(body: bytes) -> dict[str, Any]:
    content = json.loads(body)
    first: dict[str, Any] = content[0] if isinstance(content, list) else content
    return first


def properties(bodies: list[bytes]) -> list[int]:
    return sorted({told(body)["booking"]["propertyId"] for body in bodies})


class Hotel:
    """One of the properties that the bodies name, with a Beds24 that has what was recorded last."""

    def __init__(self, store: Store, number: int, bodies: list[bytes]) -> None:
        items = [item for body in bodies if (item := told(body)["booking"])["propertyId"] == number]
        rooms = tuple(RoomType(room, "Room", 20) for room in sorted({item["roomId"] for item in items}))
        keep_property(store, Property(number, "House", CURRENCY, room_types=rooms), "America/Bogota")
        self.store = store
        self.clock = StillClock(LATER)
        self.beds24 = FakeBeds24(clock=self.clock)
        self.beds24.put(*(one.booking() for one in newest(tuple(Recorded("", item) for item in items))))

    def post(self, bodies: list[bytes]) -> None:
        """Each is heard and worked off before the next one comes."""
        place = Workplace(self.store, self.beds24, self.clock)
        hear = Hearing(self.store, lambda: None)
        for body in bodies:
            assert hear(Heard("POST", body, "", self.clock.now(), Slot.CURRENT)) in (Reply.STORED, Reply.DUPLICATE)
            work_off(place, lambda _changed: None)
            self.clock.at += timedelta(seconds=1)

    def read_again(self) -> None:
        self.clock.at += SETTLE
        reread_due(self.beds24, self.store, self.clock, Watch())

    def kept(self) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        messages = (
            "SELECT beds24_id, beds24_message_id, sent_at, author, text, read FROM guest_messages JOIN reservations"
        )
        return contents(self.store), rows(self.store, f"{messages} ON id = reservation_id ORDER BY 1, 2")

    def verdicts(self) -> set[str]:
        return {verdict for (verdict,) in rows(self.store, "SELECT verdict FROM webhook_events")}


def end_of(folder: Path, number: int, bodies: list[bytes], posted: list[bytes]) -> Any:
    folder.mkdir(parents=True)
    with new_store(folder, None) as store:
        hotel = Hotel(store, number, bodies)
        hotel.post(posted)
        hotel.read_again()
        assert hotel.verdicts() <= {"applied", "same", "older", EventVerdict.ELSEWHERE.value}
        return hotel.kept()


@pytest.mark.parametrize("order", ORDERS)
def test_the_order_and_the_number_of_posts_make_no_difference(tmp_path: Path, bodies: list[bytes], order: str) -> None:
    for number in properties(bodies):
        expected = end_of(tmp_path / f"{number}" / "in order", number, bodies, bodies)
        assert expected[0]
        assert end_of(tmp_path / f"{number}" / "otherwise", number, bodies, ORDERS[order](bodies)) == expected


def test_in_order_the_bodies_alone_lead_to_what_beds24_has(tmp_path: Path, bodies: list[bytes]) -> None:
    """What the desk sees before anything is read again is what is read then."""
    for number in properties(bodies):
        (tmp_path / f"{number}").mkdir()
        with new_store(tmp_path / f"{number}", None) as store:
            hotel = Hotel(store, number, bodies)
            hotel.post(bodies)
            before = hotel.kept()
            hotel.read_again()
            assert hotel.kept() == before
