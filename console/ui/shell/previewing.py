"""Where a person wants to see what a check found: at once, unless they are busy with something else by now."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from console.domain.announcing import RunBegan
from console.domain.errors import Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.ui.kit.stage import Stage
from console.ui.parts import ShowPlace


class Previews(QObject):
    """Goes to the check that has ended, or lets it be offered by `found` to a person who is typing or in a dialog.

    `wanted` is asked first: during the first run nobody is to be led away.
    """

    found = Signal(object)

    def __init__(self, stage: Stage, wanted: Callable[[], bool]) -> None:
        super().__init__()
        self._stage = stage
        self._wanted = wanted
        self._before: tuple[QWidget, str] | None = None
        stage.courier.arrived.connect(self._hear)

    def _hear(self, news: object) -> None:
        if isinstance(news, RunBegan) and news.kind is RunKind.CHECK:
            self._before = _entry()
        elif isinstance(news, Report) and self._is_asked_for(news):
            if self._is_occupied():
                self.found.emit(news)
            else:
                self._stage.courier.send(ShowPlace("sync", str(news.run.id)))

    def _is_asked_for(self, report: Report) -> bool:
        by_hand = report.run.kind is RunKind.CHECK and report.run.trigger is Trigger.MANUAL
        return by_hand and not isinstance(report.error, Stopped) and self._wanted()

    def _is_occupied(self) -> bool:
        """A field that has the focus is not yet somebody who types: that is where it changed since the check began."""
        now = _entry()
        in_front = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return in_front is not None or (now is not None and now != self._before)


def _entry() -> tuple[QWidget, str] | None:
    """The field that has the focus, with what stands in it."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        return None if field.isReadOnly() else (field, field.text())
    if isinstance(field, (QTextEdit, QPlainTextEdit)):
        return None if field.isReadOnly() else (field, field.toPlainText())
    return (field, field.text()) if isinstance(field, QAbstractSpinBox) else None
