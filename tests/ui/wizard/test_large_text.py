"""Nothing of the first run is cut at large text, in a wide window and in the smallest one."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.theme import Density, Look, Theme
from console.ui.window import SMALLEST
from tests.cli.running import Beds24Process
from tests.ui.wizard.conftest import Traveller, Worlds

STEPS = ("welcome", "code", "key", "property", "rooms", "zone", "preview", "import")


def cut(page: QWidget) -> list[str]:
    """The words that do not fit into their place."""
    labels = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text()]
    return [one.text() for one in labels if is_cut(one)] + [
        one.text() for one in buttons if one.width() < one.sizeHint().width()
    ]


def is_cut(text: QLabel) -> bool:
    if text.wordWrap():
        return text.height() < text.heightForWidth(text.width()) or text.width() < widest_word(text)
    return text.width() < text.sizeHint().width() or text.height() < text.sizeHint().height()


def widest_word(text: QLabel) -> int:
    return max(text.fontMetrics().horizontalAdvance(word) for word in text.text().replace("-", "- ").split())


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_word_of_any_step_is_cut(
    qtbot: QtBot, worlds: Worlds, travel: Callable[..., Traveller], sim: Beds24Process, percent: int
) -> None:
    world = worlds()
    person = travel(world)
    page = person.page
    world.stage.set_look(Look(Theme.LIGHT, Density.COMFORTABLE, percent))
    found: list[tuple[str, int, list[str]]] = []
    for name in STEPS:
        if name == "code":
            page.steps[0].connect_beds24.click()  # type: ignore[attr-defined] # the step that is shown has it
        elif name == "key":
            person.enter_code(sim.invite())
        elif name != "welcome":
            person.go_to(name)
        for size in ((1280, 800), SMALLEST):
            page.resize(*size)
            qtbot.wait(50)
            found += [(name, size[0], words)] if (words := cut(page)) else []
    assert found == []
