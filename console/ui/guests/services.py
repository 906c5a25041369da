"""What the list and the cards of guests work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.services.guest_book import GuestBook
from console.ui.guests.erasing import Eraser
from console.ui.kit.answers import Saver

if TYPE_CHECKING:
    from console.services.guest_decisions import GuestDesk
    from console.services.guest_editing import GuestEditing


@dataclass(frozen=True, slots=True)
class GuestServices:
    """`book` is read on the reader's thread. What a card writes with (on `saver`) is made with the first card: the list
    needs none of it."""

    book: GuestBook
    make_editing: "Callable[[], GuestEditing]"
    make_desk: "Callable[[], GuestDesk]"
    saver: Saver
    eraser: Eraser
