"""The outbox in the real window, against a simulated Beds24 in a process of its own: it goes by itself, waits out a
lost line and a restart, and is never sent twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

from console.domain.pill import PillState
from console.services.editing import NewStay
from tests.cli.running import Beds24Process
from tests.ui.journeys.program import Program, click, in_days


def there(sim: Beds24Process) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in sim.order("truth")["bookings"]}


def last_to_come(sim: Beds24Process) -> int:
    fit = [one for one in there(sim).values() if one["status"] in ("confirmed", "new")]
    return int(max(fit, key=lambda one: str(one["arrival"]))["id"])


def made_here(sim: Beds24Process) -> list[dict[str, Any]]:
    return [one for one in there(sim).values() if one["refererEditable"].startswith("Night Porter")]


def change(program: Program, number: int, **values: Any) -> None:
    """As every dialog does: on the thread for short writes."""
    with program.store.reading() as session:
        id_ = session.reservations.versions([number])[number].id
    desk = program.life.parts.edit_desk
    program.life.parts.saver.save(lambda: desk.change(id_, values, overbooks=True), lambda _act: None, fail)


def make(program: Program, sim: Beds24Process, last_name: str) -> None:
    room = next(iter(there(sim).values()))["roomId"]
    arrival, departure = (date.fromisoformat(in_days(days)) for days in (300, 302))
    stay = NewStay(room_type_id=room, arrival=arrival, departure=departure, price=20_000, last_name=last_name)
    desk = program.life.parts.edit_desk
    program.life.parts.saver.save(lambda: desk.create(stay, overbooks=True), lambda _act: None, fail)


def fail(error: BaseException) -> None:
    raise AssertionError(str(error))


def waiting(program: Program) -> int:
    return program.window.view.standing.outbox.waiting


def footer(program: Program) -> Any:
    bar: Any = program.window.statusBar()
    return bar.outbox


def test_a_change_goes_to_beds24_by_itself(program: Program, sim: Beds24Process) -> None:
    number = last_to_come(sim)
    change(program, number, notes="Bitte ein ruhiges Zimmer")
    program.until(lambda: there(sim)[number]["notes"] == "Bitte ein ruhiges Zimmer")
    program.until(lambda: not footer(program).isVisible() and waiting(program) == 0)


def test_without_a_line_it_waits_in_sight_and_goes_after_a_restart(
    program: Program, sim: Beds24Process, start: Callable[..., Program]
) -> None:
    number = last_to_come(sim)
    sim.order("fault", kind="reset", path="/bookings", times=None)
    change(program, number, notes="waits")
    program.until(lambda: footer(program).isVisible() and footer(program).text() == "Outbox 1")
    click(footer(program))
    page = program.sync().outbox
    program.until(lambda: page.isVisible() and "when the line is back" in page.pane.meaning.text())
    assert there(sim)[number]["notes"] != "waits"
    again = start()
    again.until(lambda: footer(again).isVisible())
    sim.order("clear")
    assert again.sync_now().error is None
    again.until(lambda: there(sim)[number]["notes"] == "waits")
    again.until(lambda: not footer(again).isVisible())


def test_a_reservation_whose_answer_was_lost_is_there_once(program: Program, sim: Beds24Process) -> None:
    sim.order("fault", kind="reset", path="/bookings", method="POST", applied=True)
    make(program, sim, "Verloren")
    program.until(lambda: len(made_here(sim)) == 1)
    program.until(lambda: waiting(program) == 1)
    assert program.sync_now().error is None
    program.until(lambda: waiting(program) == 0)
    (booking,) = made_here(sim)
    with program.store.reading() as session:
        assert session.reservations.versions([booking["id"]])
        sql = "SELECT count(*) FROM reservations WHERE last_name = 'Verloren'"
        assert session.connection.execute(sql).get == 1
    program.until(lambda: program.shows(PillState.IN_SYNC))


def test_what_beds24_does_not_take_needs_somebody_and_is_taken_back(program: Program, sim: Beds24Process) -> None:
    number = last_to_come(sim)
    sim.order("delete", id=number)
    change(program, number, notes="too late")
    program.until(lambda: "not_sent" in program.needs)
    page = program.sync().outbox
    program.sync().show_outbox()
    program.until(lambda: page.model.rowCount() == 1 and "does not have this booking" in page.pane.meaning.text())
    click(page.pane.back)
    program.until(lambda: "not_sent" not in program.needs and not footer(program).isVisible())
