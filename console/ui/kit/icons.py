"""Icons by what they mean, drawn from one font.

The font and its map of names come with qtawesome, but the package itself is not imported: it loads Qt a second time
through another layer, which costs as much as the whole first paint.
"""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from console.ui.kit.theme import Colours

_FONT, _CHARMAP = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
_SHARE = 0.875
_FADED = 0.4


class Icons:
    """The icon font of one application; made once, after the application.

    An icon takes its colour from `colours` each time that it is drawn, so that it follows the theme by itself.
    """

    def __init__(self, colours: Colours) -> None:
        self.colours = colours
        folder = _folder()
        number = QFontDatabase.addApplicationFont(str(folder / _FONT))
        self._family = QFontDatabase.applicationFontFamilies(number)[0]
        self._signs: dict[str, str] = json.loads((folder / _CHARMAP).read_text("utf-8"))

    @lru_cache(maxsize=512)  # noqa: B019 - lives as long as the application
    def of(self, name: str, tone: str) -> QIcon:
        """The icon `name` of the Phosphor set in the colour of `tone`. Raises KeyError for an unknown name."""
        return QIcon(_Sign(self, self._family, chr(int(self._signs[name], 16)), tone))


class _Sign(QIconEngine):
    """Draws one letter of the font at any size, so that it is sharp on every screen."""

    def __init__(self, icons: Icons, family: str, letter: str, tone: str) -> None:
        super().__init__()
        self._icons = icons
        self._family = family
        self._letter = letter
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        colour = QColor(getattr(self._icons.colours, self._tone))
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(_FADED)
        font = QFont(self._family)
        font.setPixelSize(max(1, round(rect.height() * _SHARE)))
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Sign(self._icons, self._family, self._letter, self._tone)


def _folder() -> Path:
    """Where qtawesome keeps its fonts."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package qtawesome")
    return Path(spec.submodule_search_locations[0]) / "fonts"
