"""A layout that goes on in the next line when a line is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets side by side at their own size, hidden ones left out; `gap` before one sets families of them apart.
    `to_right` says that each line ends where the place ends."""

    def __init__(self, across: int, down: int, *, to_right: bool = False) -> None:
        super().__init__()
        self._to_right = to_right
        self._items: list[QLayoutItem] = []
        self._gaps: list[int] = []
        self._sizes: list[QSize] = []
        self._heights: dict[int, int] = {}
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, gap: int = 0) -> None:
        self._gaps.append(gap)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._gaps.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Sizes are asked for dozens of times between two changes of them."""
        self._sizes.clear()
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._lay(place, move=True)

    def _lay(self, place: QRect, *, move: bool) -> int:
        """Put the items in their places, or only see how high that would be."""
        y = place.y()
        for line in self._lines(place.width()):
            indent = place.width() - line[-1][1].right() - 1 if self._to_right else 0
            for item, at in line if move else ():
                item.setGeometry(at.translated(place.x() + max(indent, 0), y))
            y += max(at.height() for _, at in line) + self._down
        return max(y - self._down - place.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QRect]]]:
        """The items in their lines, each with where it stands in its line."""
        self._sizes = self._sizes or [item.sizeHint() for item in self._items]
        lines: list[list[tuple[QLayoutItem, QRect]]] = []
        x = 0
        for item, gap, size in zip(self._items, self._gaps, self._sizes, strict=True):
            if item.isEmpty():
                continue
            x += gap if x else 0
            if not lines or (x and x + size.width() > width):
                lines.append([])
                x = 0
            lines[-1].append((item, QRect(QPoint(x, 0), size)))
            x += size.width() + self._across
        return lines
