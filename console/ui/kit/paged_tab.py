"""A tab of several pages, one behind the other, with the number of things to do in them."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from console.ui.kit.acts import act, gap
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, label, row


class Page(Protocol):
    """What a page of such a tab offers; it is a QWidget. `key` is its name for `ShowPlace`.

    Where it has a signal `counted(str, int)`, that carries the words that stand on its tab from now on, and how many
    things wait in it for a person.
    """

    key: str

    def title(self) -> str: ...

    def actions(self) -> list[QAction]: ...

    @property
    def first_focus(self) -> QWidget: ...

    def show_place(self, place: str) -> None: ...

    def remember(self) -> None: ...


class PagedTab(QWidget):
    """`badge_changed` tells how many things wait in all its pages; `page_shown` the number of the page in front.

    A place is a page's key, a page's key with a place in it (`review/12`), or a place in the first page alone.
    """

    badge_changed = Signal(int)
    page_shown = Signal(int)

    def __init__(self, title: str, pages: Sequence[tuple[QWidget, Page]]) -> None:
        super().__init__()
        dress(self, "page")
        self._title = title
        self._pages = [page for _, page in pages]
        self._waiting: dict[int, int] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(title)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.stack = QStackedWidget()
        for number, (widget, page) in enumerate(pages):
            self.tabs.addTab(page.title())
            self.stack.addWidget(widget)
            self._follow(number, widget)
        self.tabs.currentChanged.connect(self._turn_to)
        self._actions = self.make_actions()
        body = column(*self.head(), spacing=Space.M)
        body.setContentsMargins(Space.XL, Space.L, Space.XL, 0)
        body.addWidget(self.stack, 1)
        self.setLayout(body)
        self.tabs.setVisible(len(pages) > 1)  # not before it has its place: it would be a window of its own

    def head(self) -> tuple[QWidget | QVBoxLayout, ...]:
        """What stands over the pages: the title and the tabs."""
        return (column(row(label(self._title, "title"), self.tabs, None, spacing=Space.L)),)

    def title(self) -> str:
        return self._title

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def in_front(self) -> Page:
        """The page that is shown."""
        return self._pages[self.stack.currentIndex()]

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the tab comes to the front."""
        return self.in_front.first_focus

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

    def remember(self) -> None:
        """Remember columns and sizes; called before the window closes."""
        for page in self._pages:
            page.remember()

    def make_actions(self) -> list[QAction]:
        """The ways to the pages, and what each page offers."""
        found: list[QAction] = []
        if len(self._pages) > 1:
            for number, page in enumerate(self._pages):
                found.append(self._way_to(number, page))
        for page in self._pages:
            if offered := page.actions():
                found += [*([gap(self)] if found else []), *offered]
        return found

    def _follow(self, number: int, page: QWidget) -> None:
        if isinstance(counted := getattr(page, "counted", None), SignalInstance):
            counted.connect(lambda text, waiting: self._tell_waiting(number, text, waiting))

    def _tell_waiting(self, page: int, text: str, waiting: int) -> None:
        self.tabs.setTabText(page, text)
        self._waiting[page] = waiting
        self.badge_changed.emit(sum(self._waiting.values()))

    def _turn_to(self, number: int) -> None:
        focused: QWidget | None = self.window().focusWidget()
        held = focused is not None and (focused is self.stack or self.stack.isAncestorOf(focused))
        self.stack.setCurrentIndex(number)
        if held:  # else Qt gives the keyboard to whatever comes next in the window
            first = self.in_front.first_focus
            (first if first.isVisible() else self.stack).setFocus()
        self.tabs.updateGeometry()  # the words of the one in front are bold, and wider
        self.page_shown.emit(number)

    def _way_to(self, number: int, page: Page) -> QAction:
        def go() -> None:
            self.tabs.setCurrentIndex(number)
            page.first_focus.setFocus(Qt.FocusReason.ShortcutFocusReason)

        return act(self, page.title(), go, f"Ctrl+Shift+{number + 1}")
