"""Undo of any sequence of what the desk does and decides, sent to Beds24 or not, restores both sides."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.edits import Edit, Intent, told_of
from console.domain.errors import ConsoleError
from console.domain.undoing import Deed, next_redo, next_undo
from console.services.discrepancy_desk import DiscrepancyDesk
from console.services.editing import EditDesk
from console.services.guest_decisions import GuestDesk
from console.services.undoing import UndoDesk
from console.store.store import Store
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows

DAY = timedelta(days=1)
_VALUES = st.sampled_from(
    [
        {"price": 9900},
        {"price": 45000},
        {"notes": "VIP"},
        {"notes": ""},
        {"unit_id": 3},
        {"room_type_id": SINGLE, "unit_id": 1},
        {"arrival": TODAY + DAY},
        {"departure": TODAY + 5 * DAY},
        {"adults": 1, "children": 2},
        {"status": "cancelled"},
        {"last_name": "Moser", "email": "moser@example.org"},
    ]
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), _VALUES, st.sampled_from(list(Intent))),
        st.tuples(st.just("both"), _VALUES, _VALUES),
        st.tuples(st.just("send")),
        st.tuples(st.just("merge")),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=10,
)
_GUESTS = "SELECT id, guest_id, tied_to, rule FROM guest_profiles ORDER BY id"


class Hotel:
    """Both sides: the store, and what Beds24 tells of the two bookings that there are."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, StillClock(NOW)
        self.there = {number: booking(number, unit_id=number, adults=2, children=0, notes="") for number in (1, 2)}
        apply(store, *self.there.values())
        self.edits = EditDesk(store, self.clock, lambda _news: None, lambda: "Maria")
        self.guests = GuestDesk(store, self.clock)
        said = DiscrepancyDesk(store, self.clock)
        self.undoing = UndoDesk(
            store, self.clock, lambda _news: None, lambda: self.edits, lambda: self.guests, lambda: said
        )

    def happen(self, step: tuple[Any, ...]) -> None:
        self.clock.at += timedelta(seconds=90)
        match step:
            case ("edit", values, intent):
                self._edit(values, intent)
            case ("both", one, other):
                self._both(one, other)
            case ("send",):
                self.send()
            case ("merge",):
                self._merge()
            case (which,):
                self._turn(which)

    def _edit(self, values: dict[str, Any], intent: Intent) -> None:
        try:
            self.edits.change(1, values, intent, overbooks=True)
        except ConsoleError:
            return  # a stay that cannot be; refused with a sentence

    def _both(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """Two reservations in one group."""
        try:
            first = self.edits.change(1, one, overbooks=True, group=0)
            self.edits.change(2, other, overbooks=True, group=first.group)
        except ConsoleError:
            return

    def send(self) -> None:
        """Everything that is due reaches Beds24, and comes back."""
        with self.store.reading() as session:
            due = session.edits.of([1, 2])
        for number, edits in due.items():
            told = {edit.field: edit.sends for edit in edits if edit.is_to_send}
            if told:
                gap = self.clock.now() - self.there[number].modified_at
                self.there[number] = later(self.there[number], round(gap.total_seconds()), **told)
                apply(self.store, self.there[number], read_at=self.clock.now())

    def _merge(self) -> None:
        one, other = (guest for (guest,) in rows(self.store, "SELECT guest_id FROM reservations ORDER BY id"))
        if one != other:
            self.guests.merge(one, other)

    def _turn(self, which: str) -> None:
        deeds = self.undoing.last()
        deed = next_undo(deeds) if which == "undo" else next_redo(deeds)
        if deed is not None:
            (self.undoing.undo if which == "undo" else self.undoing.redo)(deed)

    def undo_all(self) -> int:
        done = 0
        while (deed := next_undo(self.undoing.last())) is not None:
            self.clock.at += timedelta(seconds=90)
            self.undoing.undo(deed)
            done += 1
        return done

    def state(self) -> tuple[Any, ...]:
        """What is shown, what Beds24 tells, what the desk says over it, and whose the stays are."""
        with self.store.reading() as session:
            shown = session.reservations.after(0, 9)
            edits: dict[int, tuple[Edit, ...]] = session.edits.of([1, 2])
        assert {id_: _bare(told_of(one, edits.get(id_, ()))) for id_, one in shown.items()} == {
            number: _bare(one) for number, one in self.there.items()
        }
        there = [_bare(one) for one in self.there.values()]
        return [_bare(one) for one in shown.values()], there, edits, rows(self.store, _GUESTS)


def _bare(one: Booking) -> Booking:
    return replace(one, modified_at=NOW, raw=b"", sub_status=None, room_qty=None, api_source=None, referer=None,
                   channel_reference=None)  # fmt: skip


@settings(
    max_examples=25, phases=(Phase.reuse, Phase.generate), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(_STEPS)
def test_undo_of_any_sequence_restores_both_sides(steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        hotel = Hotel(store)
        before = hotel.state()
        for step in steps:
            hotel.happen(step)
        hotel.undo_all()
        hotel.send()
        assert hotel.state() == before
        assert hotel.there[1].room_type_id == DOUBLE


@settings(
    max_examples=25, phases=(Phase.reuse, Phase.generate), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(_STEPS)
def test_redo_of_all_that_was_undone_ends_where_it_was(steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        hotel = Hotel(store)
        for step in steps:
            hotel.happen(step)
        hotel.send()
        before, done = hotel.state(), hotel.undo_all()
        for _ in range(done):
            hotel.clock.at += timedelta(seconds=90)
            deed: Deed | None = next_redo(hotel.undoing.last())
            assert deed is not None
            hotel.undoing.redo(deed)
        assert hotel.state() == before
