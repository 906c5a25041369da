"""Whatever happens to a reservation, in whatever order it becomes known: as of each moment it stood as it did then."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.as_of import as_of, moments_of
from console.domain.booking import Booking
from console.domain.companion import Companion
from console.domain.edits import Choice, Intent, Part
from console.domain.errors import ConsoleError
from console.domain.moments import moment_text
from console.services.book import Book, texts_of
from console.services.editing import EditDesk
from console.services.guest_erasing import ErasingDesk
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.store.store import Store
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking
from tests.fakes.beds24 import StillClock
from tests.storing import applying, new_store

DAY = timedelta(days=1)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "status": st.sampled_from(["new", "confirmed", "cancelled", "request", "black"]),
    "stay": st.tuples(st.integers(0, 3), st.integers(1, 3)),
    "place": st.sampled_from([(DOUBLE, 0), (DOUBLE, 1), (DOUBLE, 2), (SINGLE, 1)]),
    "price": st.sampled_from([None, 0, 30000, 30001, 45000]),
    "notes": st.sampled_from([None, "", "late", "early"]),
    "last_name": st.sampled_from([None, "", "Moser", "Möser"]),
    "adults": st.sampled_from([None, 1, 2]),
    "companions": st.sampled_from([None, (), (Companion(first_name="Lea"),), (Companion(first_name="Jo"),)]),
}
_TOLD = st.tuples(st.just("told"), st.integers(0, 900), st.fixed_dictionaries({}, optional=_VALUES))
_SAID = st.tuples(
    st.just("said"),
    st.sampled_from([{"price": 9900}, {"notes": "VIP"}, {"unit_id": 3}, {"arrival": TODAY + DAY}, {"adults": 4}]),
    st.sampled_from(list(Intent)),
)
_DECIDED = st.tuples(st.just("decided"), st.sampled_from([Part.PRICE, Part.NOTES]), st.sampled_from(list(Choice)))
_UNDONE = st.tuples(st.just("undone"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_TOLD, _SAID, _DECIDED, _UNDONE), max_size=9), st.booleans())
def test_as_of_every_moment_it_stands_as_it_stood_then(steps: list[Any], erases: bool) -> None:
    with TemporaryDirectory() as made, new_store(Path(made)) as store:
        clock = StillClock(NOW)
        _happen(store, clock, ("told", 0, {}))
        stood = {moment_text(clock.now()): _shown(store)}
        for step in [*steps, *([("erased",)] if erases else [])]:
            clock.at += timedelta(minutes=1)
            _happen(store, clock, step)
            stood[moment_text(clock.now())] = _shown(store)
        details = Book(store).details(1)
        assert details is not None
        moments = moments_of(dict(details.texts), details.changes)
        assert moments[0].after.texts == dict(details.texts)
        for at, texts in stood.items():
            state = as_of(moments, at)
            assert state is not None
            assert {name: state.text(name) for name in texts if name not in state.unknown} == {
                name: text for name, text in texts.items() if name not in state.unknown
            }
        assert erases or not moments[-1].after.unknown


def _happen(store: Store, clock: StillClock, step: tuple[Any, ...]) -> None:
    desk = EditDesk(store, clock, lambda _news: None, lambda: "Maria")
    try:
        if step[0] == "told":
            _tell(store, clock.now(), _version(step[1], step[2]))
        elif step[0] == "said":
            desk.change(1, step[1], step[2], overbooks=True)
        elif step[0] == "decided":
            desk.settle(1, step[1], step[2])
        elif step[0] == "undone":
            desk.undo(1)
        else:
            ErasingDesk(store, clock).erase(1)
    except ConsoleError:
        return  # refused with a sentence; nothing happened


def _version(minutes: int, told: dict[str, Any]) -> Booking:
    values = dict(told)
    after, nights = values.pop("stay", (0, 3))
    values["room_type_id"], values["unit_id"] = values.pop("place", (DOUBLE, 1))
    arrival = TODAY + after * DAY
    return booking(
        1, arrival=arrival, departure=arrival + nights * DAY, modified_at=NOW + timedelta(minutes=minutes), **values
    )


def _tell(store: Store, at: datetime, version: Booking) -> None:
    sync_bookings_to_pms(store, [Received(version, at)], applying(at=at))


def _shown(store: Store) -> dict[str, str]:
    with store.reading() as session:
        return {name: text or "" for name, text in texts_of(session.reservations.after(0, 1)[1])}
