"""Every way to settle a difference, in the real window against a simulated Beds24 in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.pill import PillState
from console.domain.runs import Outcome
from console.ui.reconcile.batch_dialog import BatchDialog
from console.ui.reconcile.fix_match import MatchDialog
from console.ui.reconcile.fixes import PageFixes
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.record_dialog import RecordDialog
from console.ui.reconcile.saying_dialog import SayingDialog
from tests.cli.running import Beds24Process
from tests.cli.test_reconcile import coming
from tests.fakes.vault import FakeVault
from tests.storing import rows
from tests.ui.journeys.program import Program, click, connect

READING = ("read:bookings", "read:bookings-personal", "read:bookings-financial", "read:properties")
DESK = "From the desk"


class Reception:
    """The Reconcile tab, and whoever sits before it."""

    def __init__(self, program: Program, sim: Beds24Process) -> None:
        self.program, self.sim = program, sim

    @property
    def page(self) -> DifferencesPage:
        tab = self.program.reconcile()
        tab.show_place("review")
        return cast("DifferencesPage", tab.in_front)

    @property
    def fixes(self) -> PageFixes:
        return cast("PageFixes", self.page.findChild(PageFixes))

    def check(self) -> None:
        """Press *Check now*, and wait for the list."""
        proof = self.program.reconcile().proof
        assert self.program.run(lambda: click(proof.check)).run.outcome is Outcome.DONE
        self.program.until(lambda: proof.standing is not None and proof.standing.last is not None)
        self.program.until(lambda: self.page.is_whole)

    def until_listed(self, number: int, *fields: str) -> None:
        """Until these fields of a booking differ in the list."""
        self.program.until(lambda: {one.field for one in self.lines(number)} == set(fields))

    def lines(self, number: int) -> list[Any]:
        return [line for line in self.page.model.all if line.beds24_id == number]

    def choose(self, *numbers: int) -> None:
        """Mark the lines of these bookings, and wait until it is known what may be done."""
        page = self.page
        page.table.setFocus()
        page.table.clearSelection()
        mode = page.table.selectionMode()
        page.table.setSelectionMode(page.table.SelectionMode.MultiSelection)
        for row, line in enumerate(page.model.shown):
            if line.beds24_id in numbers:
                page.table.selectRow(row)
        page.table.setSelectionMode(mode)
        self.program.until(lambda: {line.id for line in page.marked_lines()} == set(self.fixes.panel.offers))

    def press(self, key: Qt.Key) -> None:
        """A key in the list, once the window has the keyboard."""
        self.program.window.activateWindow()
        self.program.until(self.program.window.isActiveWindow)
        self.page.table.setFocus()
        QTest.keyClick(self.page.table, key)

    def until_said(self, sentence: str) -> None:
        """Until the bar says this."""
        self.program.until(lambda: sentence in self.program.window.undoing.bar.text)

    def undo(self) -> None:
        """Press what the bar offers."""
        click(self.program.window.undoing.bar.act)

    def there(self, number: int) -> dict[str, Any]:
        """A booking as Beds24 has it."""
        return next(one for one in self.sim.order("truth")["bookings"] if one["id"] == number)

    def here(self, number: int, column: str) -> Any:
        found = rows(self.program.store, f"SELECT {column} FROM reservations WHERE beds24_id = ?", number)
        return found[0][0] if found else None


@pytest.fixture
def reception(program: Program, sim: Beds24Process) -> Reception:
    return Reception(program, sim)


def fuller(sim: Beds24Process, booking: dict[str, Any]) -> int:
    """The channel tells of one guest more."""
    sim.order("modify", id=booking["id"], numAdult=booking["numAdult"] + 1)
    return int(booking["numAdult"]) + 1


def test_beds24s_value_is_taken_and_ctrl_z_makes_it_a_difference_again(
    reception: Reception, sim: Beds24Process
) -> None:
    (one,) = coming(sim, 1)
    number, adults = one["id"], fuller(sim, one)
    reception.check()
    reception.until_listed(number, "adults")
    reception.choose(number)
    reception.press(Qt.Key.Key_B)
    reception.until_said("Now equal.")
    assert reception.here(number, "adults") == adults
    reception.until_listed(number)
    reception.program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reception.program.until(lambda: reception.here(number, "adults") == one["numAdult"])
    reception.until_listed(number, "adults")
    assert reception.there(number)["numAdult"] == adults


def test_ours_is_sent_and_its_undo_sends_a_correction(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    sim.order("modify", id=one["id"], notes=DESK)
    reception.check()
    reception.until_listed(one["id"], "notes")
    reception.choose(one["id"])
    reception.press(Qt.Key.Key_O)
    reception.until_said("Now equal.")
    assert reception.there(one["id"])["notes"] == one["notes"]
    reception.undo()
    reception.program.until(lambda: reception.there(one["id"])["notes"] == DESK)


def test_what_is_kept_stays_different_through_the_next_sync(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    adults = fuller(sim, one)
    reception.check()
    reception.until_listed(one["id"], "adults")
    reception.choose(one["id"])
    reception.press(Qt.Key.Key_E)
    dialog = cast("SayingDialog", QApplication.activeModalWidget())
    dialog.text.setPlainText("One of them sleeps elsewhere.")
    click(dialog.save_button)
    reception.until_said("Kept as expected.")
    reception.until_listed(one["id"])
    reception.program.until(lambda: reception.program.idle)
    reception.program.run(reception.program.window.commands.sync_now.trigger)
    assert reception.here(one["id"], "adults") == one["numAdult"]
    assert reception.there(one["id"])["numAdult"] == adults
    (row,) = rows(reception.program.store, "SELECT status, fixed_at FROM discrepancies")
    assert tuple(row) == ("expected", None)


def test_a_lost_stay_is_matched_to_what_it_became(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    sim.order("delete", id=one["id"])
    kept = ("roomId", "unitId", "arrival", "departure", "firstName", "lastName", "numAdult", "price", "channel")
    anew = sim.order("create", **{key: one[key] for key in kept}, status="confirmed")["booking"]
    reception.check()
    reception.until_listed(one["id"], "")
    reception.choose(one["id"])
    reception.press(Qt.Key.Key_M)
    dialog = cast("MatchDialog", reception.fixes.dialog)
    dialog.list.setCurrentRow(0)
    click(dialog.yes)
    reception.until_said("Now equal.")
    assert reception.here(one["id"], "id") is None
    assert reception.here(anew["id"], "status") == "confirmed"
    reception.until_listed(anew["id"])


def test_a_stay_that_beds24_lost_is_booked_there_again(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    before = {each["id"] for each in sim.order("truth")["bookings"]}
    sim.order("delete", id=one["id"])
    reception.check()
    reception.until_listed(one["id"], "")
    reception.choose(one["id"])
    reception.press(Qt.Key.Key_O)
    reception.until_said("Now equal.")
    (anew,) = [each for each in sim.order("truth")["bookings"] if each["id"] not in before]
    assert (anew["lastName"], anew["arrival"]) == (one["lastName"], one["arrival"])
    assert reception.here(anew["id"], "last_name") == one["lastName"]


def test_what_only_beds24_has_is_taken_in(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    kept = ("roomId", "unitId", "numAdult")
    days = {"arrival": "2027-09-06", "departure": "2027-09-08"}
    made = sim.order("create", **{key: one[key] for key in kept}, **days, lastName="Neu", status="confirmed")["booking"]
    reception.check()
    reception.until_listed(made["id"], "")
    reception.choose(made["id"])
    reception.press(Qt.Key.Key_B)
    reception.until_said("Now equal.")
    assert reception.here(made["id"], "last_name") == "Neu"


def made_there(sim: Beds24Process, **more: Any) -> dict[str, Any]:
    """A booking in Beds24's panel, of which nobody here knows yet."""
    (one,) = coming(sim, 1)
    kept = {key: one[key] for key in ("roomId", "unitId", "numAdult")}
    days = {"arrival": "2027-09-06", "departure": "2027-09-08"}
    return dict(sim.order("create", **kept | days | {"lastName": "Neu", "status": "confirmed"} | more)["booking"])


def test_what_only_beds24_has_and_nobody_wants_is_cancelled_there_and_undo_books_it_again(
    reception: Reception, sim: Beds24Process
) -> None:
    number = made_there(sim)["id"]
    reception.check()
    reception.until_listed(number, "")
    reception.choose(number)
    reception.press(Qt.Key.Key_O)
    reception.until_said("Now equal.")
    assert reception.there(number)["status"] == reception.here(number, "status") == "cancelled"
    reception.undo()
    reception.program.until(lambda: reception.there(number)["status"] == "confirmed")
    reception.program.until(lambda: reception.here(number, "status") == "confirmed")


def test_what_a_portal_sold_is_never_cancelled_behind_its_back(reception: Reception, sim: Beds24Process) -> None:
    number = made_there(sim, channel="booking", apiSource="Booking.com", apiReference="R77")["id"]
    reception.check()
    reception.until_listed(number, "")
    reception.choose(number)
    assert "This belongs to Booking.com" in reception.fixes.panel.reason.text()
    reception.press(Qt.Key.Key_O)
    assert not reception.fixes.fixer.busy
    assert reception.there(number)["status"] == "confirmed"


def test_a_stay_that_beds24_lost_is_called_off_here_and_undo_brings_it_back(
    reception: Reception, sim: Beds24Process
) -> None:
    (one,) = coming(sim, 1)
    sim.order("delete", id=one["id"])
    reception.check()
    reception.until_listed(one["id"], "")
    reception.choose(one["id"])
    reception.press(Qt.Key.Key_B)
    reception.until_said("Now equal.")
    assert reception.here(one["id"], "status") == "cancelled"
    reception.undo()
    reception.program.until(lambda: reception.here(one["id"], "status") == one["status"])


def test_a_double_is_cancelled_on_both_sides(reception: Reception, sim: Beds24Process) -> None:
    first, second = (made_there(sim)["id"] for _ in range(2))
    reception.program.sync_now()
    reception.check()
    reception.program.until(lambda: any(line.kind == "duplicate_pair" for line in reception.page.model.all))
    (pair,) = [line for line in reception.page.model.all if line.kind == "duplicate_pair"]
    reception.choose(pair.beds24_id or 0)
    reception.press(Qt.Key.Key_M)
    dialog = cast("MatchDialog", reception.fixes.dialog)
    reception.program.until(lambda: dialog.list.count() == 2)
    dialog.list.setCurrentRow(1)
    click(dialog.yes)
    reception.until_said("Now equal.")
    assert sorted(reception.there(number)["status"] for number in (first, second)) == ["cancelled", "confirmed"]
    assert sorted(reception.here(number, "status") for number in (first, second)) == ["cancelled", "confirmed"]


def test_a_batch_is_previewed_applied_and_undone_as_one(reception: Reception, sim: Beds24Process) -> None:
    two = coming(sim, 2)
    for one in two:
        sim.order("modify", id=one["id"], notes=DESK)
    reception.check()
    for one in two:
        reception.until_listed(one["id"], "notes")
    reception.choose(*(one["id"] for one in two))
    reception.press(Qt.Key.Key_O)
    dialog = cast("BatchDialog", reception.fixes.dialog)
    assert dialog.list.count() == 2
    click(dialog.yes)
    reception.until_said("2 equal now.")
    reception.program.until(lambda: reception.program.idle)
    assert [reception.there(one["id"])["notes"] for one in two] == [one["notes"] for one in two]
    reception.undo()
    reception.program.until(lambda: [reception.there(one["id"])["notes"] for one in two] == [DESK, DESK])


def test_what_moved_since_it_was_looked_at_is_left_alone(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    fuller(sim, one)
    reception.check()
    reception.until_listed(one["id"], "adults")
    reception.choose(one["id"])
    sim.order("modify", id=one["id"], numAdult=one["numAdult"] + 2)
    reception.press(Qt.Key.Key_B)
    trouble = reception.fixes.panel.trouble
    reception.program.until(lambda: "Something has changed since you looked" in trouble.text)
    assert reception.here(one["id"], "adults") == one["numAdult"]
    reception.program.until(lambda: [line.there for line in reception.lines(one["id"])] == [str(one["numAdult"] + 2)])


def test_without_a_line_nothing_is_done_and_the_pane_says_so(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    fuller(sim, one)
    reception.check()
    reception.until_listed(one["id"], "adults")
    reception.choose(one["id"])
    sim.order("fault", kind="reset", times=None)
    reception.press(Qt.Key.Key_B)
    trouble = reception.fixes.panel.trouble
    reception.program.until(lambda: "Nothing was changed" in trouble.text)
    sim.order("clear")
    assert reception.here(one["id"], "adults") == one["numAdult"]


def test_a_key_that_may_only_read_takes_and_does_not_send(
    folder: Path, sim: Beds24Process, vault: FakeVault, start: Callable[..., Program]
) -> None:
    connect(folder, sim, vault, *READING)
    program = start()
    program.until(lambda: program.shows(PillState.IN_SYNC) and program.idle)
    reception = Reception(program, sim)
    (one,) = coming(sim, 1)
    sim.order("modify", id=one["id"], notes=DESK)
    reception.check()
    reception.until_listed(one["id"], "notes")
    reception.choose(one["id"])
    assert "write:bookings" in reception.fixes.panel.reason.text()
    reception.press(Qt.Key.Key_O)
    assert not reception.fixes.fixer.busy
    reception.press(Qt.Key.Key_B)
    reception.until_said("Now equal.")
    assert reception.here(one["id"], "notes") == DESK


def test_the_record_settles_each_field_its_own_way(reception: Reception, sim: Beds24Process) -> None:
    (one,) = coming(sim, 1)
    adults = fuller(sim, one)
    sim.order("modify", id=one["id"], notes=DESK)
    reception.check()
    reception.until_listed(one["id"], "adults", "notes")
    reception.choose(one["id"])
    reception.page.table.selectRow(reception.page.table.selected_rows()[0])
    reception.press(Qt.Key.Key_Return)
    dialog = cast("RecordDialog", reception.fixes.dialog)
    reception.program.until(lambda: dialog.record is not None and dialog.again.isEnabled())
    for field, arrow in (("adults", Qt.Key.Key_Left), ("notes", Qt.Key.Key_Right)):
        QTest.keyClick(next(made for key, made in dialog.sheet.arrows.items() if key[0] == field), arrow)
    click(dialog.apply)
    reception.program.until(lambda: "2 equal now." in dialog.state.text())
    assert reception.here(one["id"], "adults") == adults
    assert reception.there(one["id"])["notes"] == one["notes"]
    dialog.reject()
