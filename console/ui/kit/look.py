"""How the window looks, remembered beside its other places."""

from typing import TypeVar

from PySide6.QtCore import QSettings

from console.ui.kit.theme import Density, Look, Theme

TEXT_BOUNDS = (80, 200)
_THEME, _DENSITY, _PERCENT = "look/theme", "look/density", "look/text_percent"
Choice = TypeVar("Choice", Theme, Density)


def stored_look(settings: QSettings) -> Look:
    """What was chosen; what cannot be read is as it usually is."""
    usual = Look()
    return Look(
        _choice(settings.value(_THEME), usual.theme),
        _choice(settings.value(_DENSITY), usual.density),
        _percent(settings.value(_PERCENT), usual.text_percent),
    )


def keep_look(settings: QSettings, look: Look) -> None:
    """Remember what was chosen."""
    settings.setValue(_THEME, look.theme.value)
    settings.setValue(_DENSITY, look.density.value)
    settings.setValue(_PERCENT, look.text_percent)


def _choice(kept: object, usual: Choice) -> Choice:
    return next((one for one in type(usual) if one.value == kept), usual)


def _percent(kept: object, usual: int) -> int:
    text = str(kept)
    least, most = TEXT_BOUNDS
    return min(most, max(least, int(text))) if text.isdecimal() else usual
