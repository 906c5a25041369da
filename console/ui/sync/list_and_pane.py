"""A list with the pane of what is chosen in it beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class ListAndPane(QSplitter):
    """The pane is never narrower than `least` pixels; where there is no room for that, `fit` puts it under the list."""

    def __init__(self, listed: QWidget, pane: QWidget, least: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._listed = listed
        self._pane = pane
        pane.setMinimumWidth(least)
        self.setChildrenCollapsible(False)
        self.addWidget(listed)
        self.addWidget(pane)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setSizes([760, 380])

    def fit(self, width: int) -> None:
        """Beside each other where both have room, else one under the other."""
        beside = self._listed.minimumSizeHint().width() + self.handleWidth() + self._pane.minimumWidth()
        way = Qt.Orientation.Horizontal if beside <= width else Qt.Orientation.Vertical
        if self.orientation() is not way:
            self.setOrientation(way)
