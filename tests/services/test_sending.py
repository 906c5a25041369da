"""The outbox is sent through the real client to the simulator: never blindly, never twice, and never without a word."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.announcing import EditsChanged
from console.domain.asking import KeyDetails
from console.domain.edits import Choice, Part
from console.domain.outbox import SendState, TryVerdict, Verdict
from console.services.connecting import keep_key_details
from console.services.connection import switch_pull_sync
from console.services.pausing import pause
from console.simulator import Fault, FaultKind
from console.simulator.assumptions import Assumptions
from tests.properties.desk import Desk
from tests.properties.line import small_simulator
from tests.properties.world import World

LOST = Fault(FaultKind.RESET, path="/bookings", method="POST", applied=True)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with closing(World(tmp_path, bookings=6)) as world:
        world.sync()
        yield world


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def number(world: World) -> int:
    """A booking that is to come."""
    return max((each.arrival, each.id) for each in world.simulator.book if each.status == "confirmed")[1]


def verdicts(desk: Desk, reservation_id: int) -> list[str]:
    with desk.world.store.reading() as session:
        sql = "SELECT verdict FROM sent WHERE reservation_id = ? ORDER BY id"
        return [verdict for (verdict,) in session.connection.execute(sql, (reservation_id,))]


def fill(desk: Desk) -> None:
    """Every room of the type is taken."""
    for unit in desk.room.units:
        desk.create(unit_id=unit)
    desk.send_all()


def posts(world: World) -> int:
    return sum(entry.method == "POST" for entry in world.simulator.log.entries())


def test_a_change_arrives_and_the_edit_ends_without_another_line_of_history(desk: Desk, number: int) -> None:
    id_ = desk.id_of(number)
    desk.change(number, price=77_700, notes="Bitte ein ruhiges Zimmer")
    before = desk.history(id_)
    (sent,) = desk.send()
    assert (sent.verdict, sent.reservation_id) == (Verdict.EQUAL, id_)
    assert (desk.there(number).price, desk.there(number).notes) == (777, "Bitte ein ruhiges Zimmer")
    assert (desk.edits(id_), desk.lines) == ({}, ())
    desk.world.sync()
    assert desk.history(id_) == before
    assert verdicts(desk, id_) == [TryVerdict.EQUAL]
    assert EditsChanged((id_,)) in desk.news


def test_many_changes_are_one_request(desk: Desk, world: World) -> None:
    numbers = [each.id for each in world.simulator.book][:4]
    for each in numbers:
        desk.change(each, arrival_time="22:00")
    world.simulator.log.clear()
    assert {sent.verdict for sent in desk.send()} == {Verdict.EQUAL}
    assert posts(world) == 1
    assert {desk.there(each).arrival_time for each in numbers} == {"22:00"}


def test_a_new_reservation_is_made_once_and_known_again(desk: Desk, world: World) -> None:
    id_ = desk.create()
    (sent,) = desk.send()
    assert sent.verdict is Verdict.EQUAL
    (made,) = desk.made_there()
    assert (made.last_name, made.price, made.referer) == ("Neu", 123, "API")
    assert desk.shown(id_).beds24_id == made.id
    assert desk.lines == ()
    world.sync()
    assert desk.id_of(made.id) == id_
    assert [field for _, field in desk.history(id_)] == ["created", "beds24_id"]


@pytest.mark.parametrize("kind", [FaultKind.RESET, FaultKind.HTTP_500, FaultKind.TRUNCATED_JSON, FaultKind.TIMEOUT])
@pytest.mark.parametrize("comes_by", ["looking", "pull", "moved"])
def test_a_create_whose_answer_was_lost_is_not_made_twice(
    desk: Desk, world: World, kind: FaultKind, comes_by: str
) -> None:
    id_ = desk.create()
    world.simulator.switch_on(Fault(kind, path="/bookings", method="POST", applied=True))
    (sent,) = desk.send()
    assert sent.verdict is Verdict.UNCLEAR
    assert len(desk.made_there()) == 1
    if comes_by == "pull":
        world.sync()
    if comes_by == "moved":
        world.simulator.modify(desk.made_there()[0].id, {"arrival": "2026-12-01", "departure": "2026-12-05"})
    assert desk.send() == ()
    desk.send_all()
    (made,) = desk.made_there()
    assert desk.shown(id_).beds24_id == made.id
    if comes_by != "moved":
        assert desk.lines == ()


def test_a_create_that_never_arrived_is_made_after_it_was_looked_for(desk: Desk, world: World) -> None:
    id_ = desk.create()
    world.simulator.switch_on(Fault(FaultKind.HTTP_500, path="/bookings", method="POST"))
    (sent,) = desk.send()
    assert (sent.verdict, desk.made_there()) == (Verdict.UNCLEAR, [])
    world.sleep(61)
    (sent,) = desk.send()
    assert sent.verdict is Verdict.EQUAL
    assert [desk.shown(id_).beds24_id] == [each.id for each in desk.made_there()]
    assert verdicts(desk, id_) == [TryVerdict.ABSENT, TryVerdict.EQUAL]


def test_a_change_whose_answer_was_lost_settles_by_itself(desk: Desk, world: World, number: int) -> None:
    id_ = desk.id_of(number)
    desk.change(number, price=77_700)
    world.simulator.switch_on(LOST)
    assert [sent.verdict for sent in desk.send()] == [Verdict.UNCLEAR]
    lines = desk.history(id_)
    world.sync()
    assert (desk.edits(id_), desk.lines, desk.history(id_)) == ({}, (), lines)


def test_our_own_word_coming_late_is_no_conflict_with_what_the_desk_said_since(
    desk: Desk, world: World, number: int
) -> None:
    id_ = desk.id_of(number)
    desk.change(number, price=77_700)
    world.simulator.switch_on(LOST)
    desk.send()
    desk.change(number, price=88_800)
    world.sync()
    assert not desk.edits(id_)["price"].in_conflict
    desk.send_all()
    assert (desk.there(number).price, desk.shown(id_).price) == (888, 88_800)


def test_what_is_undone_while_it_is_on_its_way_is_taken_back_there_too(desk: Desk, world: World, number: int) -> None:
    id_, before = desk.id_of(number), desk.there(number).price
    act = desk.change(number, price=77_700)
    world.simulator.switch_on(LOST)
    desk.send()
    assert desk.there(number).price == 777
    desk.desk.undo(act)
    desk.send_all()
    assert desk.there(number).price == before
    assert desk.lines == ()
    assert desk.shown(id_).price == round(before * 100)


def test_what_moved_meanwhile_is_a_conflict_and_is_not_overwritten(desk: Desk, world: World, number: int) -> None:
    id_ = desk.id_of(number)
    desk.change(number, price=77_700)
    world.simulator.modify(number, {"price": 99})
    world.simulator.log.clear()
    (sent,) = desk.send()
    assert (sent.verdict, posts(world)) == (Verdict.CONFLICT, 0)
    assert desk.there(number).price == 99
    (line,) = desk.lines
    assert (line.in_conflict, line.needs_person) == ((Part.PRICE,), True)
    desk.desk.settle(id_, Part.PRICE, Choice.OURS)
    assert [sent.verdict for sent in desk.send()] == [Verdict.EQUAL]
    assert desk.there(number).price == 777


def test_a_conflict_that_ends_by_itself_is_sent_after_all(desk: Desk, world: World, number: int) -> None:
    former = desk.there(number).price
    desk.change(number, price=77_700)
    world.simulator.modify(number, {"price": 99})
    desk.send()
    world.sleep(5)
    world.simulator.modify(number, {"price": former})
    world.sync()
    desk.send_all()
    assert desk.there(number).price == 777


def test_a_refusal_tells_why_keeps_what_was_typed_and_is_not_repeated(desk: Desk, world: World, number: int) -> None:
    id_ = desk.id_of(number)
    desk.change(number, notes="Bitte ein ruhiges Zimmer")
    world.simulator.delete(number)
    (sent,) = desk.send()
    assert sent.verdict is Verdict.REFUSED
    assert "does not have this booking" in sent.message
    (line,) = desk.lines
    assert (line.state, line.message, line.needs_person) == (SendState.REFUSED, sent.message, True)
    assert desk.shown(id_).notes == "Bitte ein ruhiges Zimmer"
    world.sleep(3600)
    assert desk.send() == ()


def test_a_full_house_is_told_and_the_reservation_stays_until_the_desk_changes_it(desk: Desk, world: World) -> None:
    fill(desk)
    id_ = desk.create(overbooks=False, unit_id=0)
    (sent,) = desk.send()
    assert sent.verdict is Verdict.REFUSED
    assert sent.message.startswith("The room is not free at Beds24 on these nights.")
    assert desk.lines[0].is_new
    free = desk.shown(id_).departure + timedelta(days=30)
    desk.desk.change(id_, {"arrival": free, "departure": free + timedelta(days=1)})
    assert [sent.verdict for sent in desk.send()] == [Verdict.EQUAL]
    assert desk.lines == ()


def test_a_refusal_in_warnings_is_a_refusal(tmp_path: Path) -> None:
    simulator = small_simulator(1)
    simulator.assumed = simulator.service._writer._assumed = Assumptions(refusals_in_warnings=True)
    with closing(World(tmp_path, simulator=simulator)) as world:
        desk = Desk(world)
        fill(desk)
        desk.create(overbooks=False, unit_id=0)
        assert [sent.verdict for sent in desk.send()] == [Verdict.REFUSED]


def test_when_beds24_asks_to_wait_nothing_was_done_and_it_is_sent_after_the_wait(desk: Desk, world: World) -> None:
    id_ = desk.create()
    world.simulator.switch_on(Fault(FaultKind.HTTP_429, path="/bookings", method="POST", times=9))
    (sent,) = desk.send()
    assert (sent.verdict, desk.made_there()) == (Verdict.WAITS, [])
    assert verdicts(desk, id_) == [TryVerdict.NOT_SENT]
    world.simulator.faults.clear()
    desk.send_all()
    assert len(desk.made_there()) == 1


def test_a_key_that_may_not_write_loses_nothing_and_is_asked_what_it_may(desk: Desk, world: World, number: int) -> None:
    desk.change(number, price=77_700)
    world.simulator.switch_on(Fault(FaultKind.SCOPE_LOST, method="POST", detail="bookings", times=None))
    (sent,) = desk.send()
    assert sent.verdict is Verdict.WAITS
    assert desk.lines[0].message == sent.message
    assert desk.edits(desk.id_of(number))["price"].posted is None
    world.simulator.faults.clear()
    world.sleep(3600)
    desk.send_all()
    assert desk.there(number).price == 777


def test_without_the_right_nothing_is_even_asked(desk: Desk, world: World, number: int) -> None:
    with world.store.writing() as session:
        keep_key_details(session, KeyDetails(valid=True, scopes=("read:bookings",)), world.clock.now())
    desk.change(number, price=77_700)
    world.simulator.log.clear()
    assert desk.send() == ()
    sent = desk.send_one(desk.id_of(number))
    assert (sent.verdict, len(world.simulator.log.entries())) == (Verdict.WAITS, 0)
    assert "write:bookings" in sent.message


def test_a_pause_holds_what_goes_by_itself_and_not_what_a_person_sends(desk: Desk, world: World, number: int) -> None:
    desk.change(number, price=77_700)
    pause(world.store, world.clock.now() + timedelta(hours=1))
    assert desk.send() == ()
    assert desk.send_one(desk.id_of(number)).verdict is Verdict.EQUAL


def test_while_syncing_is_switched_off_nothing_is_sent(desk: Desk, world: World, number: int) -> None:
    desk.change(number, price=77_700)
    switch_pull_sync(world.store, on=False)
    assert desk.send() == ()
    assert desk.send_one(desk.id_of(number)).verdict is Verdict.WAITS
    switch_pull_sync(world.store, on=True)
    assert [sent.verdict for sent in desk.send()] == [Verdict.EQUAL]


def test_without_a_line_it_waits_longer_and_longer_with_the_reason(desk: Desk, world: World, number: int) -> None:
    desk.change(number, price=77_700)
    world.simulator.switch_on(Fault(FaultKind.RESET, times=None))
    waits = []
    for _ in range(3):
        (sent,) = desk.send()
        assert sent.verdict is Verdict.WAITS
        (line,) = desk.lines
        assert line.next_try_at is not None
        waits.append(line.next_try_at - world.clock.now())
        world.sleep(waits[-1].total_seconds())
    assert waits == sorted(waits)
    assert waits[0] < waits[2]
    world.simulator.faults.clear()
    desk.send_all()
    assert desk.there(number).price == 777


def test_what_a_person_takes_back_before_it_was_sent_is_never_said(desk: Desk, world: World, number: int) -> None:
    act = desk.change(number, price=77_700)
    desk.desk.undo(act)
    world.simulator.log.clear()
    assert (desk.send(), posts(world), desk.lines) == ((), 0, ())


def test_a_reservation_taken_back_before_it_was_sent_is_never_made(desk: Desk, world: World) -> None:
    id_ = desk.create()
    with world.store.reading() as session:
        (act,) = session.acts.of_reservation(id_)
    desk.desk.undo(act.id)
    desk.send_all()
    assert (desk.made_there(), desk.lines) == ([], ())


def test_a_reservation_taken_back_on_its_way_is_cancelled_there(desk: Desk, world: World) -> None:
    id_ = desk.create()
    with world.store.reading() as session:
        (act,) = session.acts.of_reservation(id_)
    world.simulator.switch_on(LOST)
    desk.send()
    desk.desk.undo(act.id)
    desk.send_all()
    (made,) = desk.made_there()
    assert (made.status, desk.shown(id_).status, desk.lines) == ("cancelled", "cancelled", ())


@pytest.mark.parametrize(("field", "value"), [("phone", ""), ("email", ""), ("last_name", "")])
def test_a_contact_that_the_desk_empties_is_emptied_on_both_sides(
    desk: Desk, world: World, number: int, field: str, value: str
) -> None:
    """Elsewhere an empty contact proves nothing, for channels forget guests; here somebody meant it."""
    world.simulator.modify(number, {"phone": "+43 1 5550100", "email": "a@b.example", "lastName": "Muster"})
    world.sync()
    id_ = desk.id_of(number)
    desk.change(number, **{field: value})
    assert [sent.verdict for sent in desk.send()] == [Verdict.EQUAL]
    assert (getattr(desk.there(number), field), getattr(desk.shown(id_), field), desk.lines) == ("", "", ())
    world.simulator.modify(number, {"comments": "later"})
    world.sync()
    assert getattr(desk.shown(id_), field) == ""


def test_the_price_of_a_cancelled_booking_can_be_set_to_nothing(desk: Desk, world: World, number: int) -> None:
    world.simulator.cancel(number)
    world.sync()
    id_ = desk.id_of(number)
    desk.change(number, price=5_000)
    desk.send_all()
    desk.change(number, price=0)
    desk.send_all()
    assert (desk.there(number).price, desk.shown(id_).price, desk.lines) == (0, 0, ())


def test_a_contact_entered_after_the_order_was_given_is_sent_once_the_booking_is_known(
    desk: Desk, world: World
) -> None:
    """Beds24 made it without; what it never told must not count as told."""
    id_ = desk.create()
    world.simulator.switch_on(LOST)
    desk.send()
    desk.desk.change(id_, {"phone": "+43 1 5550100"})
    world.sync()
    desk.send_all()
    (made,) = desk.made_there()
    assert (made.phone, desk.shown(id_).phone, desk.lines) == ("+43 1 5550100", "+43 1 5550100", ())
