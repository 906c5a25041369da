"""Whatever both sides change, with faults, deaths and messages in any order: nothing is made twice, no word of the desk
is lost without being shown, and once everything is decided and the line is back, both sides are equal.
"""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from console.domain.edits import PART_OF, Choice
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.domain.outbox import SendState
from console.simulator import Fault, FaultKind
from tests.properties.desk import Desk
from tests.properties.events import Cancelled, Edited, Event, Moved
from tests.properties.test_convergence import _CALM
from tests.properties.world import World

PICKS = st.integers(0, 5)
_TEXTS = st.sampled_from(["", "a", "Bö & Söhne", "late"])
WORDS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda value: {"price": value}, st.sampled_from([0, 100, 25_050])),
    st.builds(lambda value: {"notes": value}, _TEXTS),
    st.builds(lambda value: {"arrival_time": value}, _TEXTS),
    st.builds(lambda value: {"phone": value}, st.sampled_from(["", "+43 1 5550100", "+43 1 5550199"])),
    st.builds(lambda value: {"adults": value}, st.integers(0, 3)),
    st.builds(lambda value: {"unit_id": value}, st.integers(1, 2)),
    st.builds(lambda value: {"status": value}, st.sampled_from(["confirmed", "cancelled"])),
)
THEIRS: st.SearchStrategy[Event] = st.one_of(
    st.builds(lambda pick, value: Edited(pick, "price", value), PICKS, st.sampled_from([0, 1, 250.5])),
    st.builds(lambda pick, value: Edited(pick, "notes", value), PICKS, _TEXTS),
    st.builds(lambda pick, value: Edited(pick, "arrivalTime", value), PICKS, _TEXTS),
    st.builds(lambda pick, value: Edited(pick, "phone", value), PICKS, st.sampled_from(["", "+43 1 5550199"])),
    st.builds(lambda pick, value: Edited(pick, "numAdult", value), PICKS, st.integers(0, 3)),
    st.builds(Moved, PICKS, st.integers(-2, 5)),
    st.builds(Cancelled, PICKS, st.sampled_from(["channel", "panel"])),
)
_LOST = (FaultKind.HTTP_500, FaultKind.RESET, FaultKind.TIMEOUT, FaultKind.TRUNCATED_JSON, FaultKind.HTML_200)
POST_FAULTS: st.SearchStrategy[Fault] = st.one_of(
    st.builds(Fault, st.sampled_from(_LOST), st.just("/bookings"), st.just("POST"), applied=st.booleans()),
    st.builds(Fault, st.just(FaultKind.HTTP_429), st.just("/bookings"), st.just("POST"), times=st.just(4)),
)
READ_FAULTS: st.SearchStrategy[Fault] = st.builds(
    Fault, st.sampled_from(_LOST), st.just("/bookings"), st.just("GET"), times=st.integers(1, 6), skip=st.integers(0, 3)
)


class BothSides(RuleBasedStateMachine):
    """One history of a hotel whose desk and whose channels change the same bookings."""

    @initialize(seed=st.integers(0, 3))
    def open_the_house(self, seed: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="night-porter-"))
        self.world = World(self.folder, seed=seed, bookings=5)
        self.world.sync()
        self.desk = Desk(self.world)
        self.acts: list[int] = []
        self.said: dict[tuple[int, str], tuple[Any, int]] = {}
        """The last word of the desk on a field of a reservation, and the act by which it was said."""
        self.made = 0

    # -- the desk

    def _ids(self) -> list[int]:
        with self.world.store.reading() as session:
            return [id_ for (id_,) in session.connection.execute("SELECT id FROM reservations ORDER BY id")]

    @rule(pick=PICKS, values=WORDS)
    def the_desk_changes(self, pick: int, values: dict[str, Any]) -> None:
        ids = self._ids()
        id_ = ids[pick % len(ids)]
        try:
            act = self.desk.desk.change(id_, values, overbooks=True)
        except WrongInput:  # a room that the type does not have
            return
        self.acts.append(act.id)
        for change in act.changes:
            if change.field in values:
                self.said[id_, change.field] = (values[change.field], act.id)

    @rule(pick=PICKS, values=WORDS, fault=POST_FAULTS)
    def what_the_desk_changes_is_sent_over_a_bad_line(self, pick: int, values: dict[str, Any], fault: Fault) -> None:
        self.the_desk_changes(pick, values)
        self.the_outbox_is_sent([fault])

    @precondition(lambda self: self.made < 4)
    @rule(days=st.integers(30, 40), fault=POST_FAULTS)
    def what_the_desk_makes_is_sent_over_a_bad_line(self, days: int, fault: Fault) -> None:
        self.the_desk_makes_a_reservation(days)
        self.the_outbox_is_sent([fault])

    @precondition(lambda self: self.made < 4)
    @rule(days=st.integers(30, 40))
    def the_desk_makes_a_reservation(self, days: int) -> None:
        self.made += 1
        arrival = self.world.hotel_date().fromordinal(self.world.hotel_date().toordinal() + days)
        with self.world.store.reading() as session:
            before = session.acts.latest(1)
        self.desk.create(arrival=arrival, last_name=f"Neu {self.made}")
        with self.world.store.reading() as session:
            self.acts += [act.id for act in session.acts.latest(1) if act not in before]

    @precondition(lambda self: self.acts)
    @rule(back=st.integers(1, 3))
    def the_desk_undoes(self, back: int) -> None:
        act_id = self.acts[-min(back, len(self.acts))]
        with suppress(ChangedMeanwhile, WrongInput):
            for act in self.desk.desk.undo(act_id):
                self.acts.append(act.id)
                for change in act.changes:
                    self.said.pop((act.reservation_id, change.field), None)

    @rule(choice=st.sampled_from(list(Choice)))
    def the_desk_decides_a_conflict(self, choice: Choice) -> None:
        for line in self.desk.lines:
            for part in line.in_conflict:
                act = self.desk.desk.settle(line.reservation_id, part, choice)
                for change in act.changes:
                    self.said.pop((line.reservation_id, change.field), None)

    # -- Beds24, and the line

    @rule(event=THEIRS)
    def beds24_changes(self, event: Event) -> None:
        self.world.happen(event)

    @rule(pick=PICKS, version=st.integers(0, 9))
    def a_webhook_brings_the_present_or_an_older_body(self, pick: int, version: int) -> None:
        bodies = self.world.told.bodies(pick)
        if bodies:
            self.world.deliver(bodies[version % len(bodies)])

    @rule(faults=st.lists(st.one_of(POST_FAULTS, READ_FAULTS), max_size=2))
    def the_outbox_is_sent(self, faults: list[Fault]) -> None:
        self.world.sleep(400)
        for fault in faults:
            self.world.simulator.switch_on(fault)
        self.desk.send_or_die()
        self.world.simulator.faults.clear()

    @rule(values=WORDS)
    def the_outbox_is_sent_again_after_the_desk_changed_its_newest(self, values: dict[str, Any]) -> None:
        if self.said or self.made:
            self.the_desk_changes(len(self._ids()) - 1, values)
        self.world.sleep(90)
        self.desk.send_or_die()

    @rule(events=st.dictionaries(st.integers(1, 4), THEIRS, max_size=2))
    def the_outbox_is_sent_while_beds24_moves(self, events: dict[int, Event]) -> None:
        self.desk.send_or_die(between=events)

    @rule(statement=st.integers(1, 60), request=st.integers(0, 4))
    def the_process_dies_while_it_sends(self, statement: int, request: int) -> None:
        if request:
            self.desk.send_or_die(die_at_request=request)
        else:
            self.desk.send_or_die(die_at_statement=statement)

    @rule()
    def a_pull_runs(self) -> None:
        self.world.sync()

    @rule(seconds=st.sampled_from([1, 30, 90, 1000]))
    def time_passes(self, seconds: int) -> None:
        self.world.sleep(seconds)

    # -- what has to hold

    @invariant()
    def nothing_is_made_twice(self) -> None:
        markers = Counter(each.referer_editable for each in self.desk.made_there())
        assert not [marker for marker, number in markers.items() if number > 1], "made twice at Beds24"
        with self.world.store.reading() as session:
            sql = "SELECT count(*), count(DISTINCT beds24_id) FROM reservations WHERE beds24_id IS NOT NULL"
            ((rows, numbers),) = session.connection.execute(sql)
        assert rows == numbers, "stored twice"

    @invariant()
    def every_word_of_the_desk_is_shown_or_was_answered(self) -> None:
        for (id_, name), (value, act_id) in self.said.items():
            if getattr(self.desk.shown(id_), name) != value:
                assert self._was_answered(id_, name, value, act_id), f"lost: {name}={value!r} of {id_}"

    def _was_answered(self, id_: int, name: str, value: Any, act_id: int) -> bool:
        """Beds24 has told it since, and something newer since then; or a rule has decided, which is told with its
        undo."""
        with self.world.store.reading() as session:
            later = [act for act in session.acts.of_reservation(id_) if act.id > act_id]
            tries = {
                field
                for (fields, verdict) in session.connection.execute(
                    "SELECT fields, verdict FROM sent WHERE reservation_id = ?", (id_,)
                )
                for field in fields
                if verdict != "not_sent"
            }
        decided = any(PART_OF[change.field] is PART_OF[name] for act in later for change in act.changes)
        return decided or bool(tries)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self._end()
        self.world.close()
        shutil.rmtree(self.folder)

    def _end(self) -> None:
        """Everything is decided, the line is back: both sides are equal, and what is left is shown as refused."""
        self.world.calm_down()
        for _ in range(6):
            self.world.sync()
            for line in self.desk.lines:
                for part in line.in_conflict:
                    self.desk.desk.settle(line.reservation_id, part, Choice.OURS)
            self.desk.send_all()
            self.world.told.note(self.world.simulator)
        assert {line.state for line in self.desk.lines} <= {SendState.REFUSED}
        refused = {line.beds24_id for line in self.desk.lines}
        kept = self._kept()
        found = [one for one in self.world.settle() if int(one.split(".")[0].split()[0]) not in refused | kept]
        assert not found, found

    def _kept(self) -> set[int | None]:
        """The bookings in which a difference is wanted."""
        with self.world.store.reading() as session:
            ids = session.edits.reservations()
            return {session.reservations.after(id_ - 1, 1)[id_].beds24_id for id_ in ids}


def test_both_sides_end_equal_and_no_word_is_lost() -> None:
    """The same histories every time; the slow suite has new ones."""
    run_state_machine_as_test(
        BothSides, settings=settings(_CALM, max_examples=40, stateful_step_count=20, derandomize=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_both_sides_end_equal_in_many_more_histories(part: int) -> None:
    """New histories every time, in parts short enough for the watchdog."""
    run_state_machine_as_test(BothSides, settings=settings(_CALM, max_examples=25, stateful_step_count=30))
