"""Colours, spacing and type in one place, and the style sheet that is made of them.

Every pair of text and ground that is used together keeps a contrast of at least 4.5:1 in both themes
(tests/ui/test_theme.py). State is never told by colour alone: each state has an icon and a word.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Space:
    """The spacing scale in pixels; nothing else is used."""

    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, by what they are for. `…_soft` is the ground on which its namesake stands."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    hover: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    calm_soft: str


LIGHT = Colours(
    ground="#f5f6f8",
    surface="#ffffff",
    raised="#fbfbfc",
    line="#e2e5ea",
    text="#1a2230",
    muted="#596575",
    accent="#2257c4",
    accent_text="#ffffff",
    accent_soft="#e6edfb",
    hover="#eef1f5",
    good="#17693f",
    good_soft="#e2f3ea",
    warn="#8a4b00",
    warn_soft="#fdf0dc",
    bad="#b3261e",
    bad_soft="#fce8e6",
    calm_soft="#eceff3",
)
DARK = Colours(
    ground="#12161c",
    surface="#1a2029",
    raised="#202733",
    line="#2f3845",
    text="#e7ebf1",
    muted="#a0acbc",
    accent="#8ab0ff",
    accent_text="#0d1420",
    accent_soft="#233352",
    hover="#242c38",
    good="#6fd3a2",
    good_soft="#17352a",
    warn="#f2b866",
    warn_soft="#3b2c15",
    bad="#ff9a92",
    bad_soft="#44211f",
    calm_soft="#2a323e",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the window looks: chosen by its user, kept as a preference."""

    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    text_percent: int = 100


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes in pixels at the chosen text size: of letters, and of what has to grow with them."""

    caption: int
    body: int
    subtitle: int
    title: int
    display: int
    icon: int
    big_icon: int
    navigation: int

    @classmethod
    def at(cls, percent: int) -> "TypeScale":
        return cls(*(round(size * percent / 100) for size in (12, 13, 15, 20, 28, 16, 20, 146)))


def row_height(look: Look) -> int:
    """The height of a table's row in pixels."""
    return round((36 if look.density is Density.COMFORTABLE else 28) * look.text_percent / 100)


def colours_for(look: Look, app: QApplication) -> Colours:
    """The colours in force: those chosen, or those of the system."""
    if look.theme is Theme.SYSTEM:
        return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if look.theme is Theme.DARK else LIGHT


def apply_look(look: Look, app: QApplication) -> Colours:
    """Dress the whole application; gives the colours in force."""
    colours = colours_for(look, app)
    sizes = TypeScale.at(look.text_percent)
    if not app.styleSheet():  # once: a style set anew is put on every widget, as the sheet is below
        app.setStyle("Fusion")
    app.setFont(_font(sizes.body))
    app.setPalette(palette_of(colours))
    app.setStyleSheet(style_sheet(colours, sizes))
    return colours


def style_sheet(colours: Colours, sizes: TypeScale) -> str:
    """`resources/style.qss` with the tokens filled in."""
    template = Template((RESOURCES / "style.qss").read_text(encoding="utf-8"))
    tokens = asdict(colours) | {f"size_{name}": f"{px}px" for name, px in asdict(sizes).items()}
    shade = Theme.DARK if colours is DARK else Theme.LIGHT
    return template.substitute(tokens, pictures=RESOURCES.as_posix(), shade=shade.value)


def palette_of(colours: Colours) -> QPalette:
    """The palette for what no style sheet reaches: delegates, dialogs of the system, disabled text."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent_soft,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def _font(pixels: int) -> QFont:
    font = QFont(["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Helvetica Neue", "DejaVu Sans"])
    font.setPixelSize(pixels)
    return font
