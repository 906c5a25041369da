"""Every kind of difference planted in a simulated Beds24 behind real HTTP: alone, together, and in any mixture."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.edits import Intent
from console.domain.markers import referrer_of
from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.ledger import carry_out
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.jobs.workplace import Workplace
from console.services.editing import EditDesk, NewStay
from console.services.pull_sync import Watch
from console.services.rooms import fetch_property, keep_property
from console.simulator.items import Companion
from tests.beds24.test_contract import SimulatedHouse, simulated
from tests.beds24.timing import MORNING
from tests.properties.line import PcClock
from tests.storing import new_store, rows

Told = tuple[str, str, str]
"""Kind, field and cause."""

SINCE = "changed_since"
HOUR = 3600


@dataclass
class Both:
    """A hotel and its Beds24: one booking for each kind of difference, read and applied an hour ago."""

    house: SimulatedHouse
    place: Workplace
    numbers: dict[str, int]

    def run(self, kind: RunKind) -> Report:
        report = carry_out(self.place, Wish(kind, Trigger.MANUAL), Watch())
        assert report.run.outcome is Outcome.DONE
        return report

    def modify(self, what: str, **values: Any) -> None:
        self.house.simulator.modify(self.numbers[what], values)

    def add(self, what: str, week: int, **values: Any) -> None:
        """A booking of a channel's, in a week of its own."""
        arrival = MORNING.date() + timedelta(weeks=week)
        usual: dict[str, Any] = {
            "channel": "booking",
            "apiSource": "Booking.com",
            "apiReference": f"R{what}",
            "numAdult": 2,
        }
        named = {"firstName": "Anna", "lastName": f"Probe {what}", "email": f"{what}@example.org", "price": 300.5}
        number = self.house.add(arrival, **(usual | named | values))
        self.numbers[what] = number

    def accompany(self, what: str) -> None:
        """Somebody comes along of whom the reservation does not know."""
        simulator = self.house.simulator
        with simulator.lock:
            booking = simulator.book.find(self.numbers[what])
            assert booking is not None
            party = (*booking.guests, Companion(77, "Berta", "Beispiel"))
            simulator.book.put(replace(booking, guests=party, modified_time=simulator.clock.now()))

    def desk(self) -> EditDesk:
        return EditDesk(self.place.store, self.place.clock, lambda _news: None, lambda: "Maria")

    def edit(self, what: str, intent: Intent = Intent.SEND, **values: Any) -> None:
        """Somebody changes it at the desk; nothing is sent meanwhile."""
        ((id_,),) = rows(self.place.store, "SELECT id FROM reservations WHERE beds24_id = ?", self.numbers[what])
        self.desk().change(id_, values, intent)

    def edit_on_both_sides(self, what: str) -> None:
        """The desk changes the guest count, and Beds24 another field of the same part."""
        self.edit(what, adults=1)
        self.modify(what, numChild=2)

    def let_sending_be(self, what: str, state: str) -> None:
        self.edit(what, notes="Quiet room")
        self.damage(
            f"UPDATE sendings SET state = '{state}' WHERE reservation_id ="
            " (SELECT id FROM reservations WHERE beds24_id = ?)",
            what,
        )

    def lose_the_answer(self, what: str) -> None:
        """A stay that was made here came to Beds24, and nobody knows yet."""
        arrival = MORNING.date() + timedelta(weeks=60)
        stay = NewStay(
            room_type_id=self.house.room, unit_id=1, arrival=arrival, departure=arrival + timedelta(days=2), adults=2,
            first_name="Anna", last_name=f"Probe {what}", email=f"{what}@example.org", price=30050,
        )  # fmt: skip
        self.desk().create(stay)
        ((marker,),) = rows(self.place.store, "SELECT marker FROM sendings WHERE marker IS NOT NULL")
        self.add(what, 60, channel="direct", apiSource="Direct", refererEditable=referrer_of(marker), apiReference="")

    def damage(self, sql: str, what: str) -> None:
        with self.place.store.writing() as session:
            session.connection.execute(sql, (self.numbers[what],))

    def found(self) -> set[tuple[str, str, str, str]]:
        """What stands open or is expected, each with the name of its booking."""
        names = {number: name for name, number in self.numbers.items()}
        with self.place.store.reading() as session:
            alive = session.discrepancies.alive("EUR", self.place.clock.now())
        return {(names[one.beds24_id or 0], one.kind.value, one.field, one.cause.value) for one in alive}


@dataclass(frozen=True)
class Planted:
    plant: Callable[[Both], None]
    told: frozenset[Told]


def as_told(*told: Told) -> frozenset[Told]:
    return frozenset(told)


KINDS: dict[str, Planted] = {
    "new": Planted(lambda both: both.add("new", 30), as_told(("only_in_beds24", "", SINCE))),
    "deleted": Planted(
        lambda both: both.house.simulator.delete(both.numbers["deleted"]), as_told(("only_here", "", "asked_once"))
    ),
    "cancelled": Planted(
        lambda both: both.house.cancel(both.numbers["cancelled"]), as_told(("cancelled_there", "status", SINCE))
    ),
    "revived": Planted(
        lambda both: both.modify("revived", status="confirmed"), as_told(("cancelled_here", "status", SINCE))
    ),
    "moved": Planted(
        lambda both: both.modify("moved", arrival="2027-01-10", departure="2027-01-13"),
        as_told(("dates", "arrival", SINCE), ("dates", "departure", SINCE)),
    ),
    "elsewhere": Planted(lambda both: both.modify("elsewhere", unitId=2), as_told(("room", "unit_id", SINCE))),
    "fuller": Planted(
        lambda both: both.modify("fuller", numAdult=1, numChild=2),
        as_told(("guest_count", "adults", SINCE), ("guest_count", "children", SINCE)),
    ),
    "dearer": Planted(lambda both: both.modify("dearer", price=412.25), as_told(("price", "price", SINCE))),
    "renamed": Planted(
        lambda both: both.modify("renamed", lastName="Beispiel"), as_told(("guest_data", "last_name", SINCE))
    ),
    "accompanied": Planted(lambda both: both.accompany("accompanied"), as_told(("guest_data", "companions", SINCE))),
    "noted": Planted(lambda both: both.modify("noted", notes="Late"), as_told(("details", "notes", SINCE))),
    "asked": Planted(lambda both: both.modify("asked", status="request"), as_told(("status", "status", SINCE))),
    "blanked": Planted(lambda both: both.modify("blanked", email=""), as_told(("guest_data", "email", "kept_by_rule"))),
    "homeless": Planted(
        lambda both: both.modify("homeless", unitId=99),
        as_told(("room", "unit_id", SINCE), ("unmapped_room", "room_id", "mapping")),
    ),
    "grouped": Planted(
        lambda both: both.add("grouped", 31, masterId=both.numbers["master"]),
        as_told(("group_incomplete", "", SINCE)),
    ),
    "twice": Planted(
        lambda both: both.add("twice", 13, apiReference="Rquiet", lastName="Probe quiet"),
        as_told(("only_in_beds24", "", SINCE), ("duplicate_pair", "", "same_reference")),
    ),
    "astray": Planted(
        lambda both: both.damage("UPDATE reservations SET room_id = NULL WHERE beds24_id = ?", "astray"),
        as_told(("room", "room_id", "mapping")),
    ),
    "edited": Planted(lambda both: both.edit("edited", price=25000), as_told(("price", "price", "local_edit"))),
    "kept": Planted(
        lambda both: both.edit("kept", Intent.KEEP, unit_id=2), as_told(("room", "unit_id", "kept_by_desk"))
    ),
    "both": Planted(
        lambda both: both.edit_on_both_sides("both"),
        as_told(
            ("guest_count", "adults", "changed_on_both_sides"), ("guest_count", "children", "changed_on_both_sides")
        ),
    ),
    "sending": Planted(lambda both: both.let_sending_be("sending", "sending"), as_told(("details", "notes", "echo"))),
    "refused": Planted(
        lambda both: both.let_sending_be("refused", "refused"), as_told(("details", "notes", "refused"))
    ),
    "lost": Planted(lambda both: both.lose_the_answer("lost"), as_told(("only_in_beds24", "", "echo"))),
    "damaged": Planted(
        lambda both: both.damage("UPDATE reservations SET adults = 7 WHERE beds24_id = ?", "damaged"),
        as_told(("guest_count", "adults", "undated")),
    ),
}
AT_FIRST = [name for name in KINDS if name not in ("new", "grouped", "twice", "lost")]


def expected(names: set[str]) -> set[tuple[str, str, str, str]]:
    return {(name, *told) for name in names for told in KINDS[name].told}


def both_in(stack: ExitStack, folder: Path) -> Both:
    house = simulated(stack)
    store = stack.enter_context(new_store(folder, None))
    keep_property(store, fetch_property(house.beds24, house.property_id), "Europe/Vienna")
    both = Both(house, Workplace(store, house.beds24, PcClock(house.clock)), {})
    for week, name in enumerate((*AT_FIRST, "master"), 14):
        both.add(name, week, **({"status": "cancelled"} if name == "revived" else {}))
    both.add("quiet", 13, unitId=2)
    both.run(RunKind.FULL)
    house.pass_time(HOUR)
    return both


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with ExitStack() as stack:
        yield both_in(stack, tmp_path)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_alone_is_found_and_named_with_its_cause(both: Both, name: str) -> None:
    KINDS[name].plant(both)
    both.run(RunKind.RECONCILE)
    assert both.found() == expected({name})


def test_all_together_are_found_and_a_sync_settles_what_it_can(both: Both) -> None:
    for planted in KINDS.values():
        planted.plant(both)
    both.run(RunKind.RECONCILE)
    assert both.found() == expected(set(KINDS))
    both.house.pass_time(HOUR)
    both.run(RunKind.FULL)
    both.house.pass_time(HOUR)
    both.run(RunKind.FULL)
    both.run(RunKind.RECONCILE)
    assert both.found() == {
        ("deleted", "gone", "", "hard_delete"),
        ("blanked", "guest_data", "email", "kept_by_rule"),
        ("homeless", "unmapped_room", "room_id", "mapping"),
        ("twice", "duplicate_pair", "", "same_reference"),
        ("damaged", "guest_count", "adults", "undated"),
        ("edited", "price", "price", "local_edit"),
        ("kept", "room", "unit_id", "kept_by_desk"),
        ("sending", "details", "notes", "echo"),
        ("refused", "details", "notes", "refused"),
    }
    assert rows(both.place.store, "SELECT count(*) FROM runs WHERE read <> created + updated + unchanged + parked") == [
        (0,)
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.sets(st.sampled_from(sorted(KINDS)), min_size=2))
def test_any_mixture_is_found_as_it_was_planted(names: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    with ExitStack() as stack:
        both = both_in(stack, tmp_path_factory.mktemp("mixture"))
        for name in sorted(names):
            KINDS[name].plant(both)
        both.run(RunKind.RECONCILE)
        assert both.found() == expected(names)
