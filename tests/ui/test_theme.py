"""Every text can be read on every ground it stands on, in both themes; and a change of look is seen at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from console.ui.kit.look import keep_look, stored_look
from console.ui.kit.theme import DARK, LIGHT, Colours, Density, Look, Theme
from tests.ui.conftest import Desk

GROUNDS = ("ground", "surface", "raised", "hover", "calm_soft", "accent_soft")
PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in GROUNDS),
    *(("text", ground) for ground in ("good_soft", "warn_soft", "bad_soft")),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in ("ground", "surface", "raised", f"{tone}_soft")),
    *(("accent", ground) for ground in ("ground", "surface", "accent_soft")),
    ("accent_text", "accent"),
]


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    drawn = QColor(colour)
    parts = (drawn.redF(), drawn.greenF(), drawn.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=str)
def test_text_stands_out_from_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_a_theme_is_put_on_at_once(desk: Desk, qapp: QApplication) -> None:
    changes: list[str] = []
    desk.stage.look_changed.connect(lambda: changes.append(desk.stage.look.theme.value))
    desk.stage.set_look(replace(desk.stage.look, theme=Theme.DARK))
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    desk.stage.set_look(replace(desk.stage.look, theme=Theme.LIGHT))
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    assert changes == ["dark", "light"]


def test_a_look_is_remembered_and_nonsense_is_not(desk: Desk, tmp_path: Path) -> None:
    settings = desk.stage.settings
    assert stored_look(settings) == Look()
    chosen = Look(Theme.DARK, Density.COMPACT, 125)
    keep_look(settings, chosen)
    assert stored_look(settings) == chosen
    for key, value in (("look/theme", "purple"), ("look/density", 7), ("look/text_percent", "big")):
        settings.setValue(key, value)
    assert stored_look(settings) == Look()
