"""A page that is made anew each time, with a scroll bar where it is long."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from console.ui.kit.widgets import frame_if_by_key


class Scrolled(QScrollArea):
    """Shows one widget after the other, and stays where it was scrolled to."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(QWidget())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        frame_if_by_key(self, event)

    def show_content(self, content: QWidget) -> None:
        """Show this instead of what was shown; the place scrolled to stays where it can."""
        place = self.verticalScrollBar().value()
        former = self.takeWidget()
        self.setWidget(content)
        if former is not None:
            former.deleteLater()  # not at once: what asked for this may be a link on it
        self.verticalScrollBar().setValue(place)
