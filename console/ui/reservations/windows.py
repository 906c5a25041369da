"""Reservations in windows of their own, beside each other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from console.domain.details import ReservationDetails
from console.services.book import Book
from console.ui.kit.acts import act
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reservations.detail import DetailPane
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.telling import Telling
from console.ui.wording import changing as changing_words
from console.ui.wording import reservations as words
from console.ui.wording import time_machine as past_words

_KEEP_SIZE = "reservations/window_size"
_WIDTH, _HEIGHT = 560, 720


class DetailWindows:
    """One window for each reservation at most; `go_to` shows another in the list, `rebuild` and `edit` do so over a
    window."""

    def __init__(
        self,
        stage: Stage,
        book: Book,
        telling: Telling,
        asker: MessageAsker,
        go_to: Callable[[int], object],
        rebuild: Callable[[int, QWidget], object],
        edit: Callable[[int, QWidget], object],
        *,
        online: bool = False,
    ) -> None:
        self._asker, self._rebuild, self._edit, self._online = asker, rebuild, edit, online
        self._stage, self._book, self._telling, self._go_to = stage, book, telling, go_to
        self._open: dict[int, DetailPane] = {}

    def open(self, id_: int) -> None:
        """Show it in its own window, or raise the one that shows it."""
        window = self._open.get(id_)
        if window is None:
            self._new(id_).show()
        else:
            window.raise_()
            window.activateWindow()

    def heard_of(self, ids: frozenset[int]) -> None:
        for window in self._open.values():
            window.heard_of(ids)

    def look_again(self) -> None:
        for window in self._open.values():
            window.look_again()

    def close_all(self) -> None:
        for window in list(self._open.values()):
            window.close()

    def _new(self, id_: int) -> DetailPane:
        window = DetailPane(self._stage, self._book, self._telling, self._asker, apart=True, online=self._online)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = self._stage.settings.value(_KEEP_SIZE)
        window.resize(size if isinstance(size, QSize) else QSize(_WIDTH, _HEIGHT))
        window.resized.connect(lambda now: self._stage.settings.setValue(_KEEP_SIZE, now))
        window.closed.connect(window.close)
        window.asked_for.connect(self._go_to)
        window.rebuild_wanted.connect(lambda wanted: self._rebuild(wanted, window))
        window.edit_wanted.connect(lambda wanted: self._edit(wanted, window))
        window.shown.connect(lambda told: self._name(window, told))
        window.destroyed.connect(lambda: self._open.pop(id_, None))
        act(window, say(words.ACT_CLOSE), window.close, "Esc")
        act(window, say(changing_words.ACT_EDIT), lambda: self._edit(id_, window), "F2")
        act(window, say(words.ACT_COPY_DETAILS), window.copy_details, "Ctrl+Shift+C")
        act(window, say(words.ACT_PRINT_ONE), window.print_details, "Ctrl+Alt+P")
        act(window, say(past_words.EARLIER), partial(window.move_in_time, -1), "Ctrl+Alt+Left")
        act(window, say(past_words.LATER), partial(window.move_in_time, 1), "Ctrl+Alt+Right")
        self._open[id_] = window
        window.show_reservation(id_)
        return window

    def _name(self, window: DetailPane, details: ReservationDetails) -> None:
        window.setWindowTitle(self._telling.row(details.line))
