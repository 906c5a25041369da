"""What every dialog has that changes a reservation: whose it is, what the adviser says, where it goes, and saving."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

from console.domain.acts import Act
from console.domain.adviser import Advice, advise, changed_parts, reminder_for
from console.domain.edits import Part
from console.domain.errors import ChangedMeanwhile, RoomTaken
from console.services.edit_book import Ground
from console.services.stay_editing import Change
from console.ui.editing.advice_box import AdviceBox
from console.ui.editing.destination import destination
from console.ui.editing.room_words import RoomWords
from console.ui.editing.services import EditServices
from console.ui.editing.whose import whose
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import say
from console.ui.wording import editing as words

_MOST_ADVICE, _FOOT, _BESIDE = 280, 96, 60


class ChangeDialog(QDialog):
    """`saved` carries the acts, and the values that were changed. A dialog says what is `wanted`, and `complain`s where
    it cannot be taken; what was entered stays until it is saved."""

    saved = Signal(object, object)

    def __init__(
        self, parent: QWidget, stage: Stage, services: EditServices, ground: Ground, title: str, save: str
    ) -> None:
        super().__init__(parent)
        self.stage, self.services, self.ground = stage, services, ground
        self.today = stage.local(stage.clock.now()).date()
        self.told = RoomWords(self.today)
        self.setWindowTitle(title)
        self.advice = AdviceBox(stage, self.today, reminder_for(ground.booking.arrival, self.today))
        self.trouble = label(wraps=True, tone="bad", selectable=True)
        self.save_button = button(save, self.save, "primary")
        self.cancel_button = button(say(words.CANCEL), self.reject)
        self._sign = Sign(size=16)
        self.goes = label(kind="muted", wraps=True)
        self._content, self._advice = _scroll(), _scroll()
        self._advice.setWidget(self.advice)
        QShortcut("Ctrl+Return", self, self.save)
        self._is_over = self._is_saving = False
        self.finished.connect(self._end)

    # What each dialog says

    @property
    def wanted(self) -> dict[str, Any]:
        """The values that are to change, by field."""
        raise NotImplementedError

    def complain(self) -> bool:
        """Say what cannot be taken; whether there is anything."""
        return False

    @property
    def overbooks(self) -> bool:
        """Whether the person means that the room is to be taken twice."""
        return False

    def room_is_taken(self) -> None:
        """Somebody else has the room by now: let the person look again, or say that it is meant so."""

    def take_newer(self, ground: Ground) -> None:
        """The reservation is another by now than when the dialog was opened."""
        self.ground = ground

    # How it is built

    def lay_out(self, *content: QWidget | QLayout, width: int) -> None:
        """`width` is pixels at the usual text size; it becomes as high as what it holds."""
        self.trouble.setText(say(words.REFUSED_BEFORE, why=self.ground.refused))
        self.trouble.setVisible(bool(self.ground.refused))
        inner = QWidget()
        head = label(whose(self.ground, self.told), "muted", wraps=True)
        inner.setLayout(column(head, *content, None, spacing=Space.M))
        self._content.setWidget(inner)
        goes = row(self._sign, spacing=Space.S)
        goes.addWidget(self.goes, 1)
        goes.addWidget(self.cancel_button)
        goes.addWidget(self.save_button)
        whole = column(margin=Space.L, spacing=Space.M)
        whole.addWidget(self._content, 1)
        whole.addWidget(self._advice)
        whole.addWidget(self.trouble)
        whole.addLayout(goes)
        self.setLayout(whole)
        self.resize(self.stage.scaled(width), 0)
        self.advice.chosen.connect(self._choose)
        self.look()

    def look(self) -> None:
        """Something was entered: say what the adviser has to say of it, and where it goes."""
        wanted = self.wanted
        self.advice.show_advice(self._advices(wanted))
        self.save_button.setEnabled(bool(wanted) and not self._is_saving)
        self._tell_destination()
        self._fit()

    def _choose(self) -> None:
        self._tell_destination()
        self._fit()

    def _fit(self) -> None:
        """Let everything be seen, as far as the screen is high enough; a person may have made it larger."""
        inside = self.width() - 2 * Space.L
        advice = _height(self.advice, inside) + Space.M if self.advice.cards else 0
        self._advice.setVisible(bool(self.advice.cards))
        self._advice.setFixedHeight(min(advice, self.stage.scaled(_MOST_ADVICE)))
        content = self._content.widget()
        needed = _height(content, inside) + self._advice.height() * bool(advice) + self.stage.scaled(_FOOT)
        most = self.screen().availableGeometry().height() - _BESIDE
        self.resize(self.width(), max(self.height(), min(needed, most)))

    def _advices(self, wanted: Mapping[str, Any]) -> list[Advice]:
        booking, channel = self.ground.booking, self.ground.channel
        return [advise(booking, part, wanted, channel) for part in changed_parts(booking, wanted)]

    def _tell_destination(self) -> None:
        wanted = self.wanted
        if not wanted:
            text, icon, tone = say(words.NOTHING_CHANGED), "info", "muted"
        else:
            sends = bool(self._sent(wanted))
            text, icon, tone = destination(self.ground.house.obstacle, self.services.syncing(), sends=sends)
        self.goes.setText(text)
        self._sign.show_icon(self.stage.icon(icon, tone))

    def _sent(self, wanted: Mapping[str, Any]) -> list[Part]:
        return [part for part in changed_parts(self.ground.booking, wanted) if part not in self.advice.kept]

    # Saving

    def save(self) -> None:
        """Keep it; the dialog closes once it is kept."""
        if self._is_saving or not self.save_button.isEnabled() or self.complain() or not self.wanted:
            return
        self._is_saving = True
        self.save_button.setEnabled(False)
        self.trouble.hide()
        wanted = self.wanted
        change = Change(
            reservation_id=self.ground.reservation_id,
            values=wanted,
            kept=self.advice.kept,
            until=self.advice.until if self.advice.kept else None,
            seen=self.ground.booking,
            overbooks=self.overbooks,
        )
        write = partial(self.services.editing.change, change)
        self.services.saver.save(write, lambda acts: self._take(acts, wanted), self.refuse)

    def refuse(self, error: BaseException) -> None:
        """Say why it was not kept; what was entered stays."""
        self._is_saving = False
        self.save_button.setEnabled(True)
        self.trouble.setText(sentence_of(error))
        self.trouble.show()
        if isinstance(error, ChangedMeanwhile):
            self._read_again()
        elif isinstance(error, RoomTaken):
            self.room_is_taken()

    def reject(self) -> None:
        """Not while it is being kept: a moment later it is known what came of it."""
        if not self._is_saving:
            super().reject()

    def _take(self, acts: tuple[Act, ...], wanted: Mapping[str, Any]) -> None:
        self.saved.emit(acts, wanted)
        self.accept()

    def _end(self) -> None:
        """An answer that is still on its way finds nobody."""
        self._is_over = True
        self.deleteLater()

    def _read_again(self) -> None:
        id_ = self.ground.reservation_id
        self.stage.reader.ask(lambda: self.services.book.ground(id_), self._take_newer)

    def _take_newer(self, ground: Ground | None) -> None:
        if ground is not None and not self._is_over:
            self.take_newer(ground)
            self.look()


def _scroll() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _height(widget: QWidget | None, width: int) -> int:
    """What it needs at this width: words that wrap need more where it is narrow."""
    layout = widget.layout() if widget is not None else None
    if layout is None:
        return 0
    layout.invalidate()  # what was hidden and is not any more counts
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
