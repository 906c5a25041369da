"""The process dies before every single statement and every single request of a sending: nothing is made twice, and no
word of the desk is lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.simulator import Fault, FaultKind
from tests.properties.desk import Desk
from tests.properties.world import World

LOST = Fault(FaultKind.RESET, path="/bookings", method="POST", applied=True)
Start = Callable[[World, Desk], None]


def quietly(_world: World, _desk: Desk) -> None:
    """Nothing else goes wrong."""


def with_a_lost_answer(world: World, desk: Desk) -> None:
    """A former pass gave the order, and its answer was lost."""
    world.simulator.switch_on(LOST)
    desk.send()
    world.sleep(61)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    shutil.rmtree(tmp_path)


def prepared(world: World, start: Start) -> tuple[Desk, int, int, int]:
    """A desk that changed one booking and made a reservation; both numbers of ours, and that of the booking."""
    world.sync()
    desk = Desk(world)
    number = max((each.arrival, each.id) for each in world.simulator.book if each.status == "confirmed")[1]
    id_ = desk.id_of(number)
    desk.change(number, price=77_700, notes="Bitte ein ruhiges Zimmer")
    made = desk.create()
    start(world, desk)
    return desk, id_, made, number


def check(desk: Desk, id_: int, made: int, number: int) -> None:
    """What was asked for is there once, in whatever life of the process."""
    desk.send_all()
    desk.world.sync()
    there = desk.there(number)
    assert (there.price, there.notes) == (777, "Bitte ein ruhiges Zimmer")
    assert (desk.shown(id_).price, desk.edits(id_), desk.lines) == (77_700, {}, ())
    (booking,) = desk.made_there()
    assert (booking.last_name, booking.price) == ("Neu", 123)
    assert desk.shown(made).beds24_id == booking.id
    with desk.world.store.reading() as session:
        assert (
            session.connection.execute("SELECT count(*) FROM reservations WHERE beds24_id = ?", (booking.id,)).get == 1
        )


@pytest.mark.parametrize("start", [quietly, with_a_lost_answer])
def test_a_death_before_any_request_loses_nothing_and_doubles_nothing(folder: Path, start: Start) -> None:
    request = 0
    while True:
        request += 1
        life = folder / f"{start.__name__}-{request}"
        life.mkdir()
        with closing(World(life, bookings=3)) as world:
            told = prepared(world, start)
            desk, lives = told[0], world._lives
            desk.send_or_die(die_at_request=request)
            died = world._lives > lives
            check(*told)
        if not died:
            break
    assert request > 3


@pytest.mark.parametrize("start", [quietly, with_a_lost_answer])
def test_a_death_before_a_statement_loses_nothing_and_doubles_nothing(folder: Path, start: Start) -> None:
    die_before_each(folder, start, range(1, 400, 13))


@pytest.mark.slow
@pytest.mark.parametrize("start", [quietly, with_a_lost_answer])
@pytest.mark.parametrize("part", range(3))
def test_a_death_before_any_statement_loses_nothing_and_doubles_nothing(folder: Path, start: Start, part: int) -> None:
    die_before_each(folder, start, range(part + 1, 400, 3))


def die_before_each(folder: Path, start: Start, statements: range) -> None:
    """Until the pass is over before the statement would come."""
    for statement in statements:
        life = folder / f"{start.__name__}-{statement}"
        life.mkdir()
        with closing(World(life, bookings=2)) as world:
            told = prepared(world, start)
            desk, lives = told[0], world._lives
            desk.send_or_die(die_at_statement=statement)
            died = world._lives > lives
            check(*told)
        shutil.rmtree(life)
        if not died:
            return
    raise AssertionError("it never ended")
