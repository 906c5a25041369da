"""Texts that wrap get the height that they need, wherever they stand in a page."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from console.ui.kit.widgets import fit_height

_MAY_CHANGE = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
_FITTED = "fitted"


class Fitting(QObject):
    """Looks after every text that wraps in `page`, of whatever part: nested layouts forget its height. Each is fitted
    once for its words and its width."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the layout has given out the widths
        self._soon.timeout.connect(self._fit)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MAY_CHANGE:
            self._soon.start()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        for text in self._page.findChildren(QLabel):
            if text.wordWrap() and not text.isHidden():
                told = f"{text.width()} {text.text()}"
                if text.property(_FITTED) != told:
                    text.setProperty(_FITTED, told)
                    fit_height(text)
