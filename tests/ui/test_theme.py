"""Every text can be read on every ground it stands on, in both themes; and a change of look is seen at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage, QPalette, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.pill import Pill, PillState, Tone
from console.ui.kit.look import keep_look, stored_look
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.theme import DARK, LIGHT, Colours, Density, Look, Theme
from console.ui.shell.tray_icon import tray_icon
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
    desk.stage.set_look(desk.stage.look)
    assert changes == ["dark", "light"]


def _drawn(icon: QIcon) -> set[str]:
    """The colours of the fully covered dots of an icon."""
    picture = icon.pixmap(40, 40).toImage()
    dots = (picture.pixelColor(x, y) for x in range(40) for y in range(40))
    return {dot.name() for dot in dots if dot.alpha() == 255}


def test_an_icon_taken_once_follows_the_theme(desk: Desk) -> None:
    icon = desk.stage.icon("check-circle", "good")
    assert _drawn(icon) == {LIGHT.good}
    desk.stage.set_look(replace(desk.stage.look, theme=Theme.DARK))
    assert _drawn(icon) == {DARK.good}


def test_a_sign_grows_with_the_text_and_is_drawn_anew(desk: Desk, qtbot: QtBot) -> None:
    sign = Sign(desk.stage.icon("bed"), 20)
    qtbot.addWidget(sign)
    sign.show()
    assert sign.sizeHint().width() == 20
    before = sign.grab().toImage()
    sign.show_icon(desk.stage.icon("bell"))
    assert sign.grab().toImage() != before
    desk.stage.set_look(replace(desk.stage.look, text_percent=150))
    assert sign.sizeHint().width() in range(29, 32)


def test_columns_and_rows_grow_with_the_text(desk: Desk, qtbot: QtBot) -> None:
    table = Table(QStandardItemModel(3, 2), "a list", desk.stage)
    qtbot.addWidget(table)
    table.set_widths({0: 200, 1: 120})
    desk.stage.set_look(replace(desk.stage.look, text_percent=150))
    assert (table.columnWidth(0), table.rowHeight(0)) == (300, 54)
    desk.stage.set_look(replace(desk.stage.look, text_percent=100))
    assert (table.columnWidth(0), table.rowHeight(0)) == (200, 36)


def test_the_keyboard_is_seen_where_it_is(desk: Desk, qtbot: QtBot) -> None:
    table = Table(QStandardItemModel(3, 2), "a list", desk.stage)
    qtbot.addWidget(table)
    table.show()
    table.clearFocus()
    without = table.grab().toImage()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.grab().toImage() != without


def test_a_look_is_remembered_and_nonsense_is_not(desk: Desk, tmp_path: Path) -> None:
    settings = desk.stage.settings
    assert stored_look(settings) == Look()
    chosen = Look(Theme.DARK, Density.COMPACT, 125)
    keep_look(settings, chosen)
    assert stored_look(settings) == chosen
    for key, value in (("look/theme", "purple"), ("look/density", 7), ("look/text_percent", "big")):
        settings.setValue(key, value)
    assert stored_look(settings) == Look()


def _tray_picture(stage: Stage, state: PillState, tone: Tone) -> QImage:
    return tray_icon(stage, Pill(state, tone)).pixmap(64, 64).toImage()


@pytest.mark.parametrize("tone", Tone)
def test_the_picture_beside_the_clock_stands_out_on_light_and_dark_taskbars(desk: Desk, tone: Tone) -> None:
    picture = _tray_picture(desk.stage, PillState.IN_SYNC, tone)
    rim, disc = picture.pixelColor(32, 1).name(), picture.pixelColor(32, 8).name()
    assert contrast(disc, "#ffffff") >= 4.5  # its white sign, and the disc itself on a light taskbar
    assert contrast(rim, "#202020") >= 4.5  # the rim on a dark one


def test_each_state_beside_the_clock_has_a_shape_of_its_own_whatever_the_theme(desk: Desk) -> None:
    light = [_tray_picture(desk.stage, state, Tone.CALM) for state in PillState]
    assert all(one != other for at, one in enumerate(light) for other in light[:at])
    desk.stage.set_look(replace(desk.stage.look, theme=Theme.DARK))
    assert light == [_tray_picture(desk.stage, state, Tone.CALM) for state in PillState]
