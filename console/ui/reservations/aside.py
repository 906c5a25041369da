"""What is known of one reservation, beside the list or in windows of their own; made when it is first asked for."""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QWidget

from console.domain.details import ReservationDetails
from console.services.book import Book
from console.ui.kit.stage import Stage
from console.ui.reservations.message_asker import MessageAsker
from console.ui.reservations.telling import Telling

if TYPE_CHECKING:
    from console.ui.reservations.detail import DetailPane
    from console.ui.reservations.windows import DetailWindows

_KEEP_SPLIT = "reservations/split"
_LIST_SHARE, _PANE_WIDTH = 760, 440


class Aside:
    """The pane is the second part of `split`. `go_to` shows another reservation in the list, `tell` says in a line
    what was done, `closed` comes after the pane went, `rebuild` and `edit` do so with one over a window; `online`: the
    bookings have pages at Beds24."""

    def __init__(
        self,
        stage: Stage,
        book: Book,
        telling: Telling,
        asker: MessageAsker,
        split: QSplitter,
        go_to: Callable[[int], object],
        tell: Callable[[str], object],
        closed: Callable[[], object],
        rebuild: Callable[[int, QWidget], object],
        edit: Callable[[int, QWidget], object],
        *,
        online: bool = False,
    ) -> None:
        self._asker, self._rebuild, self._edit, self._online = asker, rebuild, edit, online
        self._stage, self._book, self._telling, self._split = stage, book, telling, split
        self._go_to, self._tell, self._closed = go_to, tell, closed
        self._pane: DetailPane | None = None
        self._windows: DetailWindows | None = None

    @property
    def pane(self) -> "DetailPane":
        """Made if need be."""
        if self._pane is None:
            self._pane = self._made_pane()
        return self._pane

    @property
    def is_open(self) -> bool:
        return self._pane is not None and self._pane.isVisible()

    @property
    def shown_id(self) -> int | None:
        """The reservation in the pane, while that is open."""
        return self.pane.shown_id if self.is_open else None

    def show(self, id_: int) -> None:
        """Open the pane with this reservation."""
        self.pane.show()
        self.pane.show_reservation(id_)

    def open_window(self, id_: int) -> None:
        """Show this reservation apart."""
        from console.ui.reservations.windows import DetailWindows

        if self._windows is None:
            self._windows = DetailWindows(
                self._stage, self._book, self._telling, self._asker, self._go_to, self._rebuild, self._edit,
                online=self._online,
            )  # fmt: skip
        self._windows.open(id_)

    def copy_details(self) -> None:
        """What the pane shows, as plain text."""
        if self._pane is not None:
            self._pane.copy_details()

    def copy_raw(self, *, whole: bool) -> None:
        """Both raw forms of what the pane shows."""
        if self._pane is not None:
            self._pane.copy_raw(whole=whole)

    def move_in_time(self, step: int) -> None:
        """Show what the pane shows as it was one change earlier, or later."""
        if self.is_open:
            self.pane.move_in_time(step)

    def print_one(self, id_: int) -> None:
        """This reservation on paper."""
        self._stage.reader.ask(lambda: self._book.details(id_), self._print)

    def _print(self, details: ReservationDetails | None) -> None:
        from console.ui.reservations.printed_sheet import preview_print

        if details is not None:
            preview_print(self._split, details, self._telling)

    def heard_of(self, ids: frozenset[int]) -> None:
        """These have changed."""
        for one in (self._pane, self._windows):
            if one is not None:
                one.heard_of(ids)

    def look_again(self) -> None:
        """Something that concerns every reservation is not as it was."""
        for one in (self._pane, self._windows):
            if one is not None:
                one.look_again()

    def close(self) -> None:
        """Let the list have the place."""
        self._keep_width()
        self.pane.hide()
        self._closed()

    def end(self) -> None:
        """The window closes."""
        if self._pane is not None and self._pane.isVisibleTo(self._split):
            self._keep_width()
        if self._windows is not None:
            self._windows.close_all()

    def _keep_width(self) -> None:
        self._stage.settings.setValue(_KEEP_SPLIT, self._split.saveState())

    def _made_pane(self) -> "DetailPane":
        from console.ui.reservations.detail import DetailPane

        pane = DetailPane(self._stage, self._book, self._telling, self._asker, online=self._online)
        pane.hide()
        self._split.addWidget(pane)
        self._split.setSizes([_LIST_SHARE, _PANE_WIDTH])
        kept = self._stage.settings.value(_KEEP_SPLIT)
        if kept is not None:
            self._split.restoreState(kept)
        pane.closed.connect(self.close)
        pane.asked_for.connect(self._go_to)
        pane.rebuild_wanted.connect(lambda id_: self._rebuild(id_, pane.window()))
        pane.edit_wanted.connect(lambda id_: self._edit(id_, pane.window()))
        pane.told.connect(self._tell)
        pane.wants_window.connect(self.open_window)
        return pane
