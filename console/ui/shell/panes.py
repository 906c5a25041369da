"""F6: from one pane of the window to the next."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from console.ui.shell.stops import stops


def next_pane(panes: Iterable[QWidget]) -> None:
    """Give the focus to the first widget of the pane after the one that has it; empty and hidden ones are skipped."""
    order = [pane for pane in _split(panes) if pane.isVisible() and _first_in(pane)]
    if not order:
        return
    focused = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(order) if focused and (pane is focused or pane.isAncestorOf(focused))), -1)
    target = _first_in(order[(here + 1) % len(order)])
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _split(panes: Iterable[QWidget]) -> list[QWidget]:
    """A pane with a splitter in it counts as the parts of the splitter."""
    found: list[QWidget] = []
    for pane in panes:
        splitter = next((one for one in pane.findChildren(QSplitter) if one.isVisible()), None)
        parts = [splitter.widget(n) for n in range(splitter.count())] if splitter else []
        found += [part for part in parts if part is not None] or [pane]
    return found


def _first_in(pane: QWidget) -> QWidget | None:
    return next(stops(pane), None)
