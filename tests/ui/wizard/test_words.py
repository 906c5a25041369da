"""The first run in a language that is 40 % longer than English."""

import pytest
from PySide6.QtGui import QKeySequence

from tests.cli.running import Beds24Process
from tests.ui.test_pseudo_locale import assert_well, is_foreign, pseudo
from tests.ui.wizard.conftest import Traveller, Worlds

__all__ = ["pseudo"]


@pytest.mark.usefixtures("pseudo")
def test_every_step_is_translated_and_nothing_of_it_is_cut_off(worlds: Worlds, travel, sim: Beds24Process) -> None:  # type: ignore[no-untyped-def] # travel makes a helper of conftest
    traveller: Traveller = travel(worlds())
    assert_well(traveller.page)
    traveller.page.steps[0].connect_beds24.click()  # type: ignore[attr-defined] # the step that is shown has it
    traveller.page.step.code.line.setText("not-a-code")  # type: ignore[attr-defined] # the step that is shown has it
    traveller.qtbot.wait(100)
    assert_well(traveller.page)
    traveller.enter_code(sim.invite())
    for name in ("key", "property", "rooms", "zone", "preview", "import"):
        traveller.go_to(name)
        traveller.qtbot.wait(100)
        assert_well(traveller.page)


def test_the_keys_of_the_first_run_have_words(worlds: Worlds, travel) -> None:  # type: ignore[no-untyped-def] # travel makes a helper of conftest
    actions = travel(worlds()).page.actions()
    keys = {QKeySequence(key) for key in ("Alt+Left", "Ctrl+Return", "Esc")}
    assert {action.shortcut() for action in actions} == keys
    assert all(action.text() for action in actions)
    assert is_foreign("One step back")
