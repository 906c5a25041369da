"""Cards beside the list or in windows of their own; made when the first is asked for."""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from console.ui.guests.services import GuestServices
from console.ui.guests.telling import GuestTelling
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.parts import ShowPlace

if TYPE_CHECKING:
    from console.services.guest_editing import Edited
    from console.ui.guests.card_deeds import CardDeeds
    from console.ui.guests.card_pane import CardPane
    from console.ui.guests.move_dialog import FindGuests

_KEEP_SPLIT = "guests/split"
_LIST_SHARE, _PANE_WIDTH = 620, 440
_WINDOW_WIDTH, _WINDOW_HEIGHT = 600, 760


class CardAside:
    """The pane is the second part of `split`. `go_to` shows another guest in the list, `tell` says in a line what was
    done, `closed` comes after the pane went, `find` gives guests by what is typed."""

    def __init__(
        self,
        stage: Stage,
        services: GuestServices,
        telling: GuestTelling,
        split: QSplitter,
        go_to: Callable[[int], object],
        tell: Callable[[str], None],
        closed: Callable[[], object],
        find: "FindGuests",
    ) -> None:
        self._find = find
        self._stage, self._services, self._telling, self._split = stage, services, telling, split
        self._go_to, self._tell, self._closed = go_to, tell, closed
        self._pane: CardPane | None = None
        self._windows: dict[int, CardPane] = {}

    @property
    def pane(self) -> "CardPane":
        """Made if need be."""
        if self._pane is None:
            self._pane = self._made_pane()
        return self._pane

    @property
    def is_open(self) -> bool:
        return self._pane is not None and self._pane.isVisible()

    @property
    def shown_id(self) -> int | None:
        """The guest in the pane, while that is open."""
        return self.pane.shown_id if self.is_open else None

    def show(self, id_: int) -> None:
        """Open the pane with this guest."""
        self.pane.show()
        self.pane.show_guest(id_)

    def close(self) -> None:
        """Let the list have the place."""
        self.pane.hide()
        self._closed()

    def open_window(self, id_: int) -> None:
        """Show this card apart, or raise the window that shows it."""
        window = self._windows.get(id_)
        if window is None:
            window = self._windows[id_] = self._made(apart=True)
            window.setWindowFlag(Qt.WindowType.Window)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.destroyed.connect(lambda: self._windows.pop(id_, None))
            window.closed.connect(window.close)
            window.asked_for.connect(self._go_to)
            window.shown.connect(lambda card, one=window: one.setWindowTitle(self._telling.name(card.line)))
            window.resize(_WINDOW_WIDTH, _WINDOW_HEIGHT)
            window.show_guest(id_)
        window.show()
        window.raise_()

    def heard_of(self, ids: frozenset[int]) -> None:
        """These have changed; none named is all."""
        for one in (*([self._pane] if self._pane else []), *self._windows.values()):
            one.heard_of(ids)

    def add(self, over: QWidget, today: str, saved: "Callable[[Edited], None]") -> None:
        """Let a person type who has no reservation."""
        from console.ui.guests.edit_dialog import EditDialog

        dialog = EditDialog(over, self._stage, self._services.book, self._deeds(over), date.fromisoformat(today))
        dialog.saved.connect(saved)
        dialog.open()

    def end(self) -> None:
        """The window closes."""
        for window in list(self._windows.values()):
            window.close()

    def _deeds(self, over: QWidget) -> "CardDeeds":
        from console.ui.guests.card_deeds import CardDeeds

        return CardDeeds(self._stage, self._services, over, self._tell, self._find)

    def _made(self, *, apart: bool) -> "CardPane":
        from console.ui.guests.card_pane import CardPane

        pane = CardPane(self._stage, self._services.book, self._deeds, self._telling, apart=apart)
        pane.told.connect(self._tell)
        pane.stay_wanted.connect(lambda id_: self._stage.courier.send(ShowPlace("reservations", str(id_))))
        return pane

    def _made_pane(self) -> "CardPane":
        pane = self._made(apart=False)
        pane.hide()
        self._split.addWidget(pane)
        self._split.setSizes([_LIST_SHARE, _PANE_WIDTH])
        keep_split(self._split, self._stage.settings, _KEEP_SPLIT)
        pane.closed.connect(self.close)
        pane.asked_for.connect(self._go_to)
        pane.wants_window.connect(self.open_window)
        return pane
