"""A check against Beds24 in a process of its own: a manager ticks what is to be applied, and the rest waits."""

from typing import Any

from console.domain.runs import Outcome, RunKind
from console.ui.sync.dry_run_dialog import DryRunDialog
from tests.cli.running import Beds24Process
from tests.ui.journeys.program import Program, click
from tests.ui.journeys.test_needing_a_person import coming


def opened(program: Program) -> DryRunDialog:
    pane = program.sync().runs.pane
    program.until(lambda: pane.choose.isVisible() and pane.choose.isEnabled())
    click(pane.choose)
    return next(one for one in program.sync().findChildren(DryRunDialog) if one.isVisible())


def adults(program: Program, stays: list[dict[str, Any]]) -> list[int | None]:
    with program.store.reading() as session:
        known = session.reservations.bookings([stay["id"] for stay in stays])
    return [known[stay["id"]].adults for stay in stays]


def test_of_three_changes_two_are_ticked_one_moves_meanwhile_and_the_rest_comes_by_itself(
    program: Program, sim: Beds24Process
) -> None:
    stays = coming(sim)[:3]
    before = adults(program, stays)
    for stay in stays:
        sim.order("modify", id=stay["id"], numAdult=stay["numAdult"] + 1)
    report = program.run(program.window.commands.check_only.trigger)
    assert report.run.kind is RunKind.CHECK
    dialog = opened(program)
    assert dialog.sums.text().startswith("+0 new, 3 changed (3 fields), 0 cancelled")
    for stay in stays[:2]:
        rows = [n for n, one in enumerate(dialog.model._rows) if one.one.beds24_id == stay["id"]]
        dialog.model.turn(rows[0])
    sim.order("modify", id=stays[1]["id"], numAdult=stays[1]["numAdult"] + 2)
    done = program.run(lambda: click(dialog.apply_button))
    assert (done.run.kind, done.run.outcome, done.moved) == (RunKind.CHOSEN, Outcome.DONE, (stays[1]["id"],))
    program.until(lambda: dialog.state.text().startswith("1 applied. 1 was left out"))
    assert adults(program, stays) == [(before[0] or 0) + 1, *before[1:]]
    dialog.reject()
    assert program.sync_now().run.outcome is Outcome.DONE
    assert adults(program, stays) == [(n or 0) + more for n, more in zip(before, (1, 2, 1), strict=True)]
