"""Where Tab stops, in the order in which a reader of the screen meets it.

Qt's own order is that in which widgets were made, so whatever is made later (a line of the strip, a section of facts)
would come after everything else.
"""

from collections.abc import Iterator
from operator import itemgetter

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
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


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
    around = [n for n, one in enumerate(order) if here and (one is here or one.isAncestorOf(here))]
    if not around:
        return order[0 if forward else -1]
    return order[(around[-1] + (1 if forward else -1)) % len(order)]  # the innermost comes last


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
        yield from _laid_out(layout, widget.findChildren(QWidget, options=_DIRECT))


def _laid_out(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """In the layout's order, without touching its items: a gap that Qt has deleted lives on in PySide, which then takes
    another object at the same place in memory for it."""
    parts: list[QWidget | QLayout] = [*widgets, *layout.findChildren(QLayout, options=_DIRECT)]
    places = [(layout.indexOf(one), one) for one in parts]
    for _, one in sorted((place for place in places if place[0] >= 0), key=itemgetter(0)):
        if isinstance(one, QLayout):
            yield from _laid_out(one, widgets)
        else:
            yield one
