"""Pages as they will be, before they go to a printer."""

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget


class Preview(QPrintPreviewDialog):
    """Holds printer and painter for as long as it is open: Qt only borrows the one and forgets a lost other."""

    def __init__(self, printer: QPrinter, title: str, paint: Callable[[QPrinter], object], parent: QWidget) -> None:
        super().__init__(printer, parent)
        self._printer = printer
        self._paint = paint
        self.setWindowTitle(title)
        self.paintRequested.connect(self._put)
        self.finished.connect(self.deleteLater)
        self.resize(1000, 760)

    def _put(self, printer: QPrinter) -> None:
        self._paint(printer)
