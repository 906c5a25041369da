"""Sizes that a person gave to parts of the window, kept the moment they are given."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QSplitter


def keep_split(split: QSplitter, settings: QSettings, key: str) -> None:
    """Take up how the room was shared last time, and remember how it is shared from now on."""
    kept = settings.value(key)
    if kept is not None:
        split.restoreState(kept)
    split.splitterMoved.connect(lambda *_where: settings.setValue(key, split.saveState()))
