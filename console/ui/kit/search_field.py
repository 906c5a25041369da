"""The field above a list in which words are typed that the list is searched for."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from console.ui.kit.stage import Stage

SEARCHED = "_words"
"""How the keys of settings end under which the words that were searched for are remembered."""

_NARROWEST, _WIDEST = 240, 420


def search_field(stage: Stage, hint: str, name: str) -> QLineEdit:
    """A field with a glass; `hint` says what can be searched for, `name` what it is, to those who listen."""
    search = QLineEdit()
    search.setPlaceholderText(hint)
    search.setAccessibleName(name)
    search.setClearButtonEnabled(True)
    search.setMinimumWidth(_NARROWEST)
    search.setMaximumWidth(_WIDEST)
    glass = QAction(stage.icon("magnifying-glass"), "", search)
    search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
    return search
