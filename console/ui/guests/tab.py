"""The Guests tab: its pages one behind the other, the list of all guests first."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from console.ui.kit.acts import act, gap
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label, row
from console.ui.kit.words import say
from console.ui.wording import guests as words


class Page(Protocol):
    """What a page of this tab offers; it is a QWidget. `key` is its name for `ShowPlace`."""

    key: str

    def title(self) -> str: ...

    def actions(self) -> list[QAction]: ...

    @property
    def first_focus(self) -> QWidget: ...

    def show_place(self, place: str) -> None: ...

    def remember(self) -> None: ...


class GuestsTab(QWidget):
    """`badge_changed` tells how many pairs of guests wait for a person.

    A place is a page's key, a page's key with a place in it (`review/12`), or a place in the first page alone.
    """

    badge_changed = Signal(int)

    def __init__(self, pages: Sequence[tuple[QWidget, Page]]) -> None:
        super().__init__()
        dress(self, "page")
        self._pages = [page for _, page in pages]
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(say(words.TITLE))
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget()
        for widget, page in pages:
            self.tabs.addTab(page.title())
            self.stack.addWidget(widget)
        self.tabs.currentChanged.connect(self._turn_to)
        self._actions = self._make_actions()
        body = column(row(label(say(words.TITLE), "title"), self.tabs, None, spacing=Space.L), spacing=Space.M)
        body.setContentsMargins(Space.XL, Space.L, Space.XL, 0)
        body.addWidget(self.stack, 1)
        self.setLayout(body)
        self.tabs.setVisible(len(pages) > 1)  # not before it has its place: it would be a window of its own

    def title(self) -> str:
        return say(words.TITLE)

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the tab comes to the front."""
        return self._pages[self.stack.currentIndex()].first_focus

    def show_place(self, place: str) -> None:
        """Go to a page, and to a place in it."""
        key, _, rest = place.partition("/")
        for number, page in enumerate(self._pages):
            if page.key == key:
                self.tabs.setCurrentIndex(number)
                page.show_place(rest)
                return
        self.tabs.setCurrentIndex(0)
        self._pages[0].show_place(place)

    def tell_waiting(self, page: int, text: str, number: int) -> None:
        """What stands on a page's tab, and how many things wait there."""
        self.tabs.setTabText(page, text)
        self.badge_changed.emit(number)

    def remember(self) -> None:
        """Remember columns and sizes; called before the window closes."""
        for page in self._pages:
            page.remember()

    def _turn_to(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self.tabs.updateGeometry()  # the words of the one in front are bold, and wider

    def _make_actions(self) -> list[QAction]:
        found: list[QAction] = []
        if len(self._pages) > 1:
            for number, page in enumerate(self._pages):
                found.append(self._way_to(number, page))
        for page in self._pages:
            found += [*([gap(self)] if found else []), *page.actions()]
        return found

    def _way_to(self, number: int, page: Page) -> QAction:
        return act(self, page.title(), lambda: self.tabs.setCurrentIndex(number), f"Ctrl+Shift+{number + 1}")
