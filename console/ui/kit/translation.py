"""The window in the user's language, where somebody has translated it.

A translation is `resources/translations/night-porter_<locale>.qm`, made from the words in `console/ui/wording`;
Qt's own words (`qtbase_<locale>.qm`) may lie beside it.
"""

from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from console.ui.kit.theme import RESOURCES

_OURS, _QTS = "night-porter", "qtbase"
TRANSLATIONS = RESOURCES / "translations"


def install_translation(app: QApplication, locale: QLocale | None = None, folder: Path = TRANSLATIONS) -> bool:
    """Let `say` and `count` speak the user's language; False, and English, where there is no translation."""
    ours = _loaded(app, _OURS, locale or QLocale(), folder)
    if ours is None:
        return False
    app.installTranslator(ours)
    if (qts := _loaded(app, _QTS, locale or QLocale(), folder)) is not None:
        app.installTranslator(qts)
    return True


def _loaded(app: QApplication, name: str, locale: QLocale, folder: Path) -> QTranslator | None:
    translator = QTranslator(app)
    return translator if translator.load(locale, name, "_", str(folder)) else None
