"""Where Tab stops, in the order in which a reader of the screen meets it.

Qt's own order is that in which widgets were made, so whatever is made later (a line of the strip, a section of facts)
would come after everything else.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

_TAB = Qt.FocusPolicy.TabFocus


def stops(root: QWidget) -> Iterator[QWidget]:
    """Every widget under `root` (and itself) that takes the keyboard now."""
    if not root.isVisible() or not root.isEnabled():
        return
    takes_keyboard = bool(root.focusPolicy() & _TAB) and root.focusProxy() is None
    if takes_keyboard:
        yield root
    if not takes_keyboard or isinstance(root, QScrollArea):  # what else takes the keyboard is whole in itself
        for child in _children(root):
            yield from stops(child)


def next_stop(root: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """The stop after `here` or before it, round the end; None where there is none at all."""
    order = list(stops(root))
    if not order:
        return None
    place = next((n for n, one in enumerate(order) if here and (one is here or one.isAncestorOf(here))), None)
    if place is None:
        return order[0 if forward else -1]
    return order[(place + (1 if forward else -1)) % len(order)]


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QMainWindow):
        yield from filter(None, (widget.centralWidget(), widget.statusBar()))
    elif isinstance(widget, QStackedWidget):
        yield from filter(None, (widget.currentWidget(),))
    elif isinstance(widget, QTabWidget):
        yield from filter(None, (widget.tabBar(), widget.currentWidget()))
    elif isinstance(widget, QSplitter):
        yield from filter(None, (widget.widget(number) for number in range(widget.count())))
    elif isinstance(widget, QScrollArea):
        yield from filter(None, (widget.widget(),))
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _laid_out(inner)
        elif (widget := item.widget()) is not None:
            yield widget
