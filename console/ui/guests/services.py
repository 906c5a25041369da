"""What the list and the cards of guests work with."""

from dataclasses import dataclass

from console.services.guest_book import GuestBook
from console.services.guest_decisions import GuestDesk
from console.services.guest_editing import GuestEditing
from console.ui.guests.erasing import Eraser
from console.ui.kit.answers import Saver


@dataclass(frozen=True, slots=True)
class GuestServices:
    """What a card works with: `book` is read on the reader's thread, `editing` and `desk` write on `saver`."""

    book: GuestBook
    editing: GuestEditing
    desk: GuestDesk
    saver: Saver
    eraser: Eraser
