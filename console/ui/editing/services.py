"""What the dialogs work with."""

from collections.abc import Callable
from dataclasses import dataclass

from console.domain.pill import PillState
from console.services.edit_book import EditBook
from console.services.stay_editing import StayEditing
from console.ui.kit.answers import Saver


@dataclass(frozen=True, slots=True)
class EditServices:
    """`book` answers on the reader's thread, `editing` is called on the saver's; `syncing` tells how syncing stands."""

    book: EditBook
    editing: StayEditing
    saver: Saver
    syncing: Callable[[], PillState]
