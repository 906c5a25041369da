"""What the list of guests can be narrowed by: words and chips."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.guests.lines import GuestChip
from console.ui.kit.acts import switch
from console.ui.kit.flow import Flow
from console.ui.kit.search_field import search_field
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, chip, column, row
from console.ui.kit.words import say
from console.ui.wording import guests as words

_CHIPS = {
    GuestChip.RETURNING: (words.CHIP_RETURNING, words.TIP_RETURNING, "Ctrl+Alt+1"),
    GuestChip.HERE: (words.CHIP_HERE, words.TIP_HERE, "Ctrl+Alt+2"),
    GuestChip.VIP: (words.CHIP_VIP, words.TIP_VIP, "Ctrl+Alt+3"),
    GuestChip.DO_NOT_RENT: (words.CHIP_DO_NOT_RENT, words.TIP_DO_NOT_RENT, "Ctrl+Alt+4"),
    GuestChip.DOUBT: (words.CHIP_DOUBT, words.TIP_DOUBT, "Ctrl+Alt+5"),
    GuestChip.NO_CONTACT: (words.CHIP_NO_CONTACT, words.TIP_NO_CONTACT, "Ctrl+Alt+6"),
}
_KEEP_CHIPS = "guests/chips"


class GuestFilters(QWidget):
    """`sifted` carries the chips that are on, `typed` what is searched for; `line` has room at its end."""

    sifted = Signal(object)
    typed = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.search = search_field(stage, say(words.SEARCH), say(words.SEARCH_NAME))
        self.clear_button = button(say(words.CLEAR_FILTERS), self.clear, "link")
        self.chips: dict[GuestChip, QPushButton] = {}
        flow = Flow(Space.XS, Space.S)
        for one, (text, tip, _) in _CHIPS.items():
            self.chips[one] = made = chip(say(text), lambda _on: self._tell(), tip=say(tip))
            flow.add(made)
        self.line = row(self.search, self.clear_button, None, spacing=Space.S)
        self.line.setStretch(0, 10)  # the search takes the room that is left, as far as it can use it
        self.setLayout(column(self.line, flow, spacing=Space.M))
        self.switches = [switch(self, self.chips[one], key) for one, (_, _, key) in _CHIPS.items()]
        self.search.textChanged.connect(self._search)
        kept = str(stage.settings.value(_KEEP_CHIPS, "")).split(",")
        self.set_chips(one for one in GuestChip if one.value in kept)

    def pressed(self) -> frozenset[GuestChip]:
        """The chips that are on."""
        return frozenset(one for one, made in self.chips.items() if made.isChecked())

    def set_chips(self, chips: Iterable[GuestChip]) -> None:
        """Press these chips and no others."""
        wanted = frozenset(chips)
        for (one, made), entry in zip(self.chips.items(), self.switches, strict=True):
            with QSignalBlocker(made):
                made.setChecked(one in wanted)
            entry.setChecked(one in wanted)
        self._tell()

    def clear(self) -> None:
        """Let everybody through."""
        self.search.clear()
        self.set_chips(())

    def names(self) -> list[str]:
        """What narrows the list at present, in words."""
        named = [made.text() for made in self.chips.values() if made.isChecked()]
        return [*named, *([self.search.text().strip()] if self.search.text().strip() else [])]

    def _search(self, typed: str) -> None:
        self.clear_button.setVisible(bool(self.names()))
        self.typed.emit(typed)

    def _tell(self) -> None:
        """Remembered for the next start, but for the words: who searched for a guest yesterday wants the list today."""
        chips = self.pressed()
        self._stage.settings.setValue(_KEEP_CHIPS, ",".join(sorted(chips)))
        self.clear_button.setVisible(bool(self.names()))
        self.sifted.emit(chips)
