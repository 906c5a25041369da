"""Making and changing reservations, whichever list, pane or window a person asks from; the dialogs and what they work
with are loaded for those who ask."""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.errors import RoomTaken
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done
from console.ui.wording import changing as words

if TYPE_CHECKING:
    from console.domain.acts import Act
    from console.services.edit_book import Ground, House
    from console.ui.editing.change_dialog import ChangeDialog
    from console.ui.editing.put_dialog import PutDialog
    from console.ui.editing.services import EditServices

Tell = Callable[[str], None]


class EditDeeds(QObject):
    """Opens the dialogs; what was done is told by the undo bar, and `tell` says in a line why something could not even
    begin."""

    def __init__(self, stage: Stage, services: "Callable[[], EditServices]") -> None:
        super().__init__()
        self._stage, self._make = stage, services
        self._made: EditServices | None = None

    @property
    def _services(self) -> "EditServices":
        if self._made is None:
            self._made = self._make()
        return self._made

    def edit(self, parent: QWidget, reservation_id: int, tell: Tell) -> None:
        """Change anything about a reservation (our id)."""
        from console.ui.editing.edit_dialog import EditDialog

        self._open(parent, reservation_id, tell, EditDialog)

    def move(self, parent: QWidget, reservation_id: int, tell: Tell) -> None:
        """Give it another room."""
        from console.ui.editing.move_dialog import MoveDialog

        self._open(parent, reservation_id, tell, MoveDialog)

    def cancel(self, parent: QWidget, reservation_id: int, tell: Tell) -> None:
        """Call it off."""
        from console.ui.editing.put_dialog import CancelDialog

        self._open(parent, reservation_id, tell, CancelDialog)

    def put(self, parent: QWidget, reservation_id: int, values: Mapping[str, Any], tell: Tell) -> None:
        """Let fields have these values: at once where nothing speaks against it, else after saying what does."""
        self._with_ground(reservation_id, lambda ground: self._put(parent, ground, values, tell), tell)

    def make(self, parent: QWidget, tell: Tell) -> None:
        """A new reservation."""
        from console.ui.editing.new_dialog import NewDialog

        def show(house: "House") -> None:
            dialog = NewDialog(parent, self._stage, self._services, house)
            dialog.saved.connect(self._tell_made)
            dialog.open()

        self._stage.reader.ask(self._services.book.house, show, lambda error: tell(sentence_of(error)))

    def _open(
        self,
        parent: QWidget,
        reservation_id: int,
        tell: Tell,
        kind: "Callable[[QWidget, Stage, EditServices, Ground], ChangeDialog]",
    ) -> None:
        def show(ground: "Ground") -> None:
            dialog = kind(parent, self._stage, self._services, ground)
            dialog.saved.connect(lambda acts, values: self._tell_edited(dialog.ground, acts, values))
            dialog.open()

        self._with_ground(reservation_id, show, tell)

    def _with_ground(self, reservation_id: int, then: "Callable[[Ground], None]", tell: Tell) -> None:
        def take(ground: "Ground | None") -> None:
            if ground is None:
                tell(say(words.MISSING))
            else:
                then(ground)

        book = self._services.book
        self._stage.reader.ask(lambda: book.ground(reservation_id), take, lambda error: tell(sentence_of(error)))

    def _put(self, parent: QWidget, ground: "Ground", values: Mapping[str, Any], tell: Tell) -> None:
        from console.domain.adviser import advise, changed_parts
        from console.services.stay_editing import Change

        booking = ground.booking
        advices = (advise(booking, part, values, ground.channel) for part in changed_parts(booking, values))
        if any(one.points for one in advices):
            self._ask(parent, ground, values)
            return

        def refuse(error: BaseException) -> None:
            if isinstance(error, RoomTaken):
                self._ask(parent, ground, values).refuse(error)
            else:
                tell(sentence_of(error))

        change = Change(reservation_id=ground.reservation_id, values=values, seen=booking)
        self._services.saver.save(
            lambda: self._services.editing.change(change),
            lambda acts: self._tell_edited(ground, acts, values),
            refuse,
        )

    def _ask(self, parent: QWidget, ground: "Ground", values: Mapping[str, Any]) -> "PutDialog":
        from console.ui.editing.put_dialog import PutDialog

        dialog = PutDialog(parent, self._stage, self._services, ground, values)
        dialog.saved.connect(lambda acts, wanted: self._tell_edited(dialog.ground, acts, wanted))
        dialog.open()
        return dialog

    # What was done

    def _tell_edited(self, ground: "Ground", acts: "tuple[Act, ...]", values: Mapping[str, Any]) -> None:
        from console.ui.editing.done_words import edited

        self._tell_done(edited(ground, values), acts[0])

    def _tell_made(self, act: "Act", name: str) -> None:
        self._tell_done(say(words.DONE_MADE, guest=name), act)

    def _tell_done(self, sentence: str, act: "Act") -> None:
        self._stage.courier.send(Done.of_acts(sentence, act.id))
