"""The first run, clicked through against a simulated Beds24 in a process of its own."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.domain.errors import StoreTrouble, VaultMissing
from console.domain.hotel import Property
from console.domain.runs import Outcome, Progress, RunKind
from console.domain.runs import Stage as RunStage
from console.domain.secret import SecretName, Vault
from console.services.connection import first_connection_open
from console.services.first_connection import Draft, FirstConnection
from console.ui.kit.room_names import NAME
from console.ui.wizard.bringing import ImportStep, PreviewStep
from console.ui.wizard.code import CodeStep
from console.ui.wizard.house import PropertyStep, RoomsStep
from console.ui.wizard.zone import ZoneStep
from console.vault.late_vault import LateVault
from tests.cli.running import Beds24Process
from tests.fakes.beds24 import A_HOUSE, INVITE_CODE, FakeBeds24
from tests.fakes.vault import FakeVault
from tests.ui.wizard.conftest import Traveller, Worlds

Travel = Callable[..., Traveller]
OTHER_HOUSE = replace(A_HOUSE, property_id=2, name="Hotel Zwei", country="")


class FullDisk(FirstConnection):
    """Has no room for the hotel before somebody made some."""

    room = False

    def settle(self, hotel: Property, draft: Draft) -> None:
        if not self.room:
            raise StoreTrouble("The disk is full, so this was not saved.")
        super().settle(hotel, draft)


def test_from_the_invite_code_to_all_bookings(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    world = worlds()
    person = travel(world)
    assert first_connection_open(world.store)
    person.enter_code(sim.invite())
    assert person.page.step.name == "key"
    person.go_to("import")
    assert isinstance(person.page.step, ImportStep)
    assert person.page.step.total.text() == "143 of 143 bookings"
    done: list[bool] = []
    person.page.finished.connect(lambda: done.append(True))
    person.press_next()
    assert done == [True]
    assert not first_connection_open(world.store)
    with world.store.reading() as session:
        assert session.listing.count("reservations") == 143


def test_the_preview_tells_what_would_come_and_keeps_nothing(
    worlds: Worlds, travel: Travel, sim: Beds24Process
) -> None:
    world = worlds()
    person = travel(world)
    person.enter_code(sim.invite())
    person.go_to("preview")
    step = person.page.step
    assert isinstance(step, PreviewStep)
    assert step.bookings.number.text() == "143"
    assert int(step.coming.number.text()) > int(step.arrivals.number.text())
    assert person.page.next.text() == "Import 143 bookings"
    with world.store.reading() as session:
        assert session.listing.count("reservations") == 0


def test_a_wrong_code_is_told_and_another_one_may_follow(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds())
    person.enter_code("nonsense")
    assert "did not accept the invite code" in person.trouble
    assert person.page.step.code.text == "nonsense"  # type: ignore[attr-defined] # the step that is shown has it
    person.enter_code(sim.invite())
    assert person.page.step.name == "key"


def test_a_code_that_nobody_can_read_gives_way_to_the_next_one(
    worlds: Worlds, travel: Travel, sim: Beds24Process
) -> None:
    person = travel(worlds())
    person.enter_code("nonsense")
    step = person.page.step
    assert isinstance(step, CodeStep)
    assert step.code.line.selectedText()
    person.page.go_back()
    QTest.keyClick(person.page.steps[0].connect_beds24, Qt.Key.Key_Return)  # type: ignore[attr-defined] # the step that is shown has it
    QTest.keyClicks(step.code.line, sim.invite())
    person.press_next()
    assert person.page.step.name == "key"


def test_enter_alone_leads_through_once_the_code_is_there(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    world = worlds()
    person = travel(world)
    person.enter_code(sim.invite())
    person.go_to("preview")
    for name in ("import", "import"):
        person.qtbot.waitUntil(person.page.next.hasFocus)
        QTest.keyClick(person.page.next, Qt.Key.Key_Return)
        person.settle()
        assert person.page.step.name == name
    assert not first_connection_open(world.store)


def test_a_code_that_was_used_is_told(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    code = sim.invite()
    person = travel(worlds())
    person.enter_code(code)
    person.page.go_back()
    person.enter_code("another")
    assert person.trouble
    vault = FakeVault()
    again = travel(worlds(kept_in=vault))
    again.enter_code(code)
    assert "works once" in again.trouble


def test_without_a_line_the_code_stays_for_another_try(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds(url="http://127.0.0.1:9"))
    code = sim.invite()
    person.enter_code(code)
    assert "cannot be reached" in person.trouble
    assert person.page.step.code.text == code  # type: ignore[attr-defined] # the step that is shown has it


def test_a_line_cut_after_the_code_was_spent_costs_no_second_code(
    worlds: Worlds, travel: Travel, sim: Beds24Process
) -> None:
    person = travel(worlds())
    sim.order("fault", kind="http_500", path="/properties", times=None)
    person.enter_code(sim.invite())
    assert person.trouble
    sim.order("clear")
    person.press_next()
    assert person.page.step.name == "key"
    assert sim.requests_of("/authentication/setup") == 1


def test_a_missing_keyring_is_named_before_the_code_is_spent(
    worlds: Worlds, travel: Travel, sim: Beds24Process
) -> None:
    def missing() -> Vault:
        raise VaultMissing(
            "The keyring of the Linux desktop cannot be opened, so no key is kept safely. Install gnome-keyring."
        )

    person = travel(worlds(kept_in=LateVault(missing)))
    person.enter_code(sim.invite())
    assert "Install gnome-keyring" in person.trouble
    assert sim.requests_of("/authentication/setup") == 0
    person.page.journey.use_session_only()
    person.press_next()
    assert person.page.step.name == "key"
    assert "memory" in person.page.step.intro.text()


def test_neither_code_nor_key_lie_in_any_file(
    worlds: Worlds, travel: Travel, sim: Beds24Process, vault: FakeVault
) -> None:
    world = worlds()
    code = sim.invite()
    person = travel(world)
    person.enter_code(code)
    person.go_to("preview")
    key = vault.kept[SecretName.REFRESH_TOKEN].reveal()
    held = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert code.encode() not in held
    assert key.encode() not in held


def test_a_key_without_guests_says_so_and_lets_one_go_on(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite("read:bookings", "read:properties"))
    told = [one.text() for one in person.page.step.findChildren(type(person.page.step.intro))]
    assert any("Guests stay nameless" in text for text in told)
    assert any("Nothing can be sent back" in text for text in told)
    person.go_to("import")


@pytest.mark.parametrize("right", ["read:properties", "read:bookings"])
def test_a_key_that_reads_only_bookings_or_rooms_ends_there(
    worlds: Worlds, travel: Travel, sim: Beds24Process, right: str
) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite(right))
    assert "not enough" in person.trouble
    assert not person.page.next.isEnabled()


def test_names_and_zone_outlive_going_back_and_a_new_start(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite())
    person.go_to("rooms")
    _name_first_room(person, "Zum Löwen")
    person.press_next()
    assert isinstance(person.page.step, ZoneStep)
    person.page.step.picker.search.setText("lisbon")
    picker = person.page.step.picker
    picker.list.setCurrentIndex(picker.list.model().index(0, 0))
    person.page.go_back()
    assert _first_room(person) == "Zum Löwen"
    person.press_next()
    person.press_next()

    world = worlds()
    again = travel(world)
    assert again.page.step.name == "welcome"
    again.page.steps[0].resume.click()  # type: ignore[attr-defined] # the step that is shown has it
    again.settle()
    assert again.page.step.name == "preview"
    again.press_next()
    with world.store.reading() as session:
        assert session.hotel.rooms()[0].name == "Zum Löwen"
        assert session.config.all()[0].time_zone == "Europe/Lisbon"
    assert sim.requests_of("/authentication/setup") == 1


def test_a_name_given_twice_has_to_be_mended_first(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite())
    person.go_to("rooms")
    _name_first_room(person, "102")
    assert not person.page.next.isEnabled()
    _name_first_room(person, "")
    assert person.page.next.isEnabled()


def test_of_several_properties_one_is_chosen_and_may_be_changed(worlds: Worlds, travel: Travel) -> None:
    world = worlds(beds24=FakeBeds24(hotels=(A_HOUSE, OTHER_HOUSE)))
    person = travel(world)
    person.enter_code(INVITE_CODE.reveal())
    person.go_to("property")
    step = person.page.step
    assert isinstance(step, PropertyStep)
    assert not person.page.next.isEnabled()
    step.choices.button(2).click()
    person.go_to("preview")
    for _ in range(3):
        person.page.go_back()
    step.choices.button(A_HOUSE.property_id).click()
    person.go_to("preview")
    with world.store.reading() as session:
        assert [hotel.name for hotel in session.hotel.properties()] == [A_HOUSE.name]


def test_a_key_without_property_is_told_and_looked_at_again(worlds: Worlds, travel: Travel) -> None:
    beds24 = FakeBeds24(hotels=())
    person = travel(worlds(beds24=beds24))
    person.enter_code(INVITE_CODE.reveal())
    person.go_to("property")
    assert "no property" in person.trouble
    beds24.hotels = (A_HOUSE,)
    person.page.step._look_again()  # type: ignore[attr-defined] # the step that is shown has it
    person.settle()
    assert person.page.next.isEnabled()


def test_a_full_disk_is_told_and_tried_again(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    class Disk(FullDisk):
        """This test's own."""

    person = travel(worlds(), Disk)
    person.enter_code(sim.invite())
    person.go_to("zone")
    person.press_next()
    assert "disk is full" in person.trouble
    Disk.room = True
    next(one for one in person.page.step.trouble.findChildren(QPushButton) if one.text() == "Try again").click()
    person.settle()
    assert person.page.next.isEnabled()


def test_an_import_that_was_stopped_goes_on(worlds: Worlds, travel: Travel, sim: Beds24Process, qtbot: QtBot) -> None:
    world = worlds()
    person = travel(world)
    person.enter_code(sim.invite())
    person.go_to("preview")
    sim.order("fault", kind="slow", path="/bookings", seconds=5, times=1)
    person.page.next.click()
    step = person.page.step
    assert isinstance(step, ImportStep)
    qtbot.waitUntil(lambda: world.runner.busy)
    step.stop.click()
    person.settle()
    assert "Stopped" in person.trouble
    assert not person.page.next.isVisible()
    sim.order("clear")
    step._begin()
    person.settle()
    assert step.total.text() == "143 of 143 bookings"
    with world.store.reading() as session:
        outcomes = [run.outcome for run in session.runs.latest() if run.kind is RunKind.FULL]
    assert outcomes == [Outcome.DONE, Outcome.STOPPED]


def test_the_import_goes_on_after_the_program_was_closed(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite())
    person.go_to("preview")
    sim.order("fault", kind="http_500", path="/bookings", times=None)
    person.press_next()
    assert person.trouble
    sim.order("clear")
    again = travel(worlds())
    again.page.steps[0].resume.click()  # type: ignore[attr-defined] # the step that is shown has it
    again.settle()
    assert again.page.step.name == "import"
    assert isinstance(again.page.step, ImportStep)
    again.settle()
    assert again.page.step.total.text() == "143 of 143 bookings"


def test_progress_is_told_in_bookings(worlds: Worlds, travel: Travel, sim: Beds24Process) -> None:
    world = worlds()
    person = travel(world)
    person.enter_code(sim.invite())
    person.go_to("preview")
    sim.order("fault", kind="slow", path="/bookings", seconds=5, times=1)
    person.page.next.click()
    step = person.page.step
    assert isinstance(step, ImportStep)
    world.stage.courier.send(Progress(RunStage.READING, read=40))
    assert "40 bookings" in step.state.text()
    world.stage.courier.send(Progress(RunStage.WRITING, written=70, expected=143))
    assert step.state.text() == "Keeping 70 of 143 bookings"
    step.stop.click()
    person.settle()


def test_a_long_wait_for_beds24_is_told_until_it_answers(
    worlds: Worlds, travel: Travel, sim: Beds24Process, qtbot: QtBot
) -> None:
    person = travel(worlds())
    person.enter_code(sim.invite())
    steps = {step.name: step for step in person.page.steps}
    for before, name in pairwise(steps):
        step = steps[name]
        if not isinstance(step, PreviewStep | ImportStep):
            continue
        step.long_wait.patience_ms = 100
        person.go_to(before)
        sim.order("fault", kind="slow", path="/bookings", seconds=2, times=1)
        person.page.next.click()
        assert not step.long_wait.isVisible()
        qtbot.waitUntil(step.long_wait.isVisible)
        person.settle()
        assert not step.long_wait.isVisible()


def test_a_cancelled_question_can_be_put_again(
    worlds: Worlds, travel: Travel, sim: Beds24Process, qtbot: QtBot
) -> None:
    world = worlds()
    person = travel(world)
    person.page.steps[0].connect_beds24.click()  # type: ignore[attr-defined] # the step that is shown has it
    sim.order("fault", kind="slow", path="/authentication/details", seconds=5, times=1)
    person.page.step.code.line.setText(sim.invite())  # type: ignore[attr-defined] # the step that is shown has it
    person.page.next.click()
    qtbot.waitUntil(lambda: sim.requests_of("/authentication/setup") == 1)
    person.page.cancel.click()
    person.settle()
    assert "Stopped" in person.trouble
    sim.order("clear")
    person.press_next()
    assert person.page.step.name == "key"


def test_the_demo_can_be_asked_for(worlds: Worlds, travel: Travel, qtbot: QtBot) -> None:
    person = travel(worlds())
    with qtbot.waitSignal(person.page.demo_wanted):
        person.page.steps[0].demo.click()  # type: ignore[attr-defined] # the step that is shown has it


@pytest.mark.parametrize("step", ["welcome", "code"])
def test_everything_that_takes_the_keyboard_has_a_name(worlds: Worlds, travel: Travel, step: str) -> None:
    person = travel(worlds())
    person.page.show_step(step)
    focusable = [
        one
        for one in person.page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    ]
    assert focusable
    assert [one for one in focusable if not one.accessibleName()] == []


def _name_first_room(person: Traveller, name: str) -> None:
    step = person.page.step
    assert isinstance(step, RoomsStep)
    step.model.setData(step.model.index(0, NAME), name)
    person.settle()


def _first_room(person: Traveller) -> str:
    step = person.page.step
    assert isinstance(step, RoomsStep)
    return str(step.model.index(0, NAME).data())
