"""A list with the pane of what is chosen in it: beside it, or under it where the window is narrow."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from console.ui.kit.stage import Stage

_OF_SPACE = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class ListAndPane(QSplitter):
    """The pane is never narrower than `least` pixels of text at its usual size; where there is no room for that beside
    the list, `fit` puts it under the list."""

    def __init__(self, stage: Stage, listed: QWidget, pane: QWidget, least: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._stage, self._least = stage, least
        self._listed = listed
        self._pane = pane
        self.setChildrenCollapsible(False)
        self.addWidget(listed)
        self.addWidget(pane)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 1)
        self.setSizes([760, 380])
        stage.look_changed.connect(self._follow_look)
        self._follow_look()

    def _follow_look(self) -> None:
        self._pane.setMinimumWidth(round(self._least * self._stage.look.text_percent / 100))

    @property
    def least_width(self) -> int:
        """As wide as the list alone: the pane goes under it before anything is cut off."""
        return self._listed.minimumSizeHint().width()

    def sizeHint(self) -> QSize:
        """Beside each other they take the height that is left and ask for no more than they need, so that the page
        around scrolls only where it has to."""
        least, usual = super().minimumSizeHint(), super().sizeHint()
        is_beside = self.orientation() is Qt.Orientation.Horizontal
        return QSize(usual.width(), least.height()) if is_beside else usual

    def fit(self, width: int) -> None:
        """Beside each other where both have room, else one under the other."""
        beside = self.least_width + self.handleWidth() + self._pane.minimumWidth()
        way = Qt.Orientation.Horizontal if beside <= width else Qt.Orientation.Vertical
        if self.orientation() is not way:
            self.setOrientation(way)


class ListAndPaneView(QWidget):
    """A page with a `split` that turns with the room there is."""

    split: ListAndPane

    def minimumSizeHint(self) -> QSize:
        return QSize(self.split.least_width, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in _OF_SPACE:
            self.split.fit(self.width())
        return super().event(event)
