"""What a list of differences can be narrowed by: words, when it matters, and what differs."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.discrepancies import Severity
from console.domain.discrepancy_lines import GROUP_OF, DiscrepancyGroup, DiscrepancyLine, passes
from console.ui.kit.acts import switch
from console.ui.kit.flow import Flow
from console.ui.kit.search_field import search_field
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, chip, column, row
from console.ui.kit.words import say
from console.ui.reconcile.telling import SEVERITIES
from console.ui.wording import reconcile as words

Chip = Severity | DiscrepancyGroup
_GROUPS = {group: getattr(words, f"GROUP_{group.name}") for group in DiscrepancyGroup}


class SearchFilters(QWidget):
    """A field for words; `typed` what is searched for, `line` has room at its end."""

    typed = Signal(str)

    def __init__(self, stage: Stage, hint: str, name: str) -> None:
        super().__init__()
        self.search = search_field(stage, hint, name)
        self.clear_button = button(say(words.CLEAR_FILTERS), self.clear, "link")
        self.line = row(self.search, self.clear_button, None, spacing=Space.S)
        self.line.setStretch(0, 10)  # the search takes the room that is left, as far as it can use it
        self.whole = column(self.line, spacing=Space.M)
        self.setLayout(self.whole)
        self.clear_button.hide()
        self.search.textChanged.connect(self._search)

    def names(self) -> list[str]:
        """What narrows the list at present, in words."""
        typed = self.search.text().strip()
        return [typed] if typed else []

    def clear(self) -> None:
        """Let everything through."""
        self.search.clear()

    def offer_to_clear(self) -> None:
        self.clear_button.setVisible(bool(self.names()))

    def _search(self, typed: str) -> None:
        self.offer_to_clear()
        self.typed.emit(typed)


class DifferenceFilters(SearchFilters):
    """`changed` when other lines pass the chips. A chip of which there is nothing is out of sight, unless it is on.
    What is on is remembered under `key`."""

    changed = Signal()

    def __init__(self, stage: Stage, key: str) -> None:
        super().__init__(stage, say(words.SEARCH), say(words.SEARCH_NAME))
        self._stage, self._key = stage, f"{key}/chips"
        self.chips: dict[Chip, QPushButton] = {}
        flow = Flow(Space.XS, Space.S)
        for severity, (text, _, _) in SEVERITIES.items():
            flow.add(self._make_chip(severity, text))
        for number, (group, text) in enumerate(_GROUPS.items()):
            flow.add(self._make_chip(group, text), 0 if number else Space.L)
        self.whole.addLayout(flow)
        kept = str(stage.settings.value(self._key, "")).split(",")
        self._press(one for one in self.chips if one.value in kept)
        self.count(())

    def switches(self, parent: QWidget) -> list[QAction]:
        """For the menu bar."""
        return [switch(parent, made) for made in self.chips.values()]

    def passing(self) -> Callable[[DiscrepancyLine], bool]:
        """What tells whether a line is among what the chips leave, as they are pressed now."""
        pressed = self.pressed()
        severities = frozenset(one for one in pressed if isinstance(one, Severity))
        groups = frozenset(one for one in pressed if isinstance(one, DiscrepancyGroup))
        return partial(passes, severities=severities, groups=groups)

    def pressed(self) -> list[Chip]:
        """The chips that are on."""
        return [one for one, made in self.chips.items() if made.isChecked()]

    def count(self, lines: Iterable[DiscrepancyLine]) -> None:
        """Tell on each chip how many there are of it."""
        number: Counter[Chip] = Counter()
        for (severity, kind), times in Counter((line.severity, line.kind) for line in lines).items():
            number.update({severity: times, GROUP_OF[kind]: times})
        for one, made in self.chips.items():
            name = made.accessibleName()
            made.setText(say(words.CHIP_N, name=name, n=number[one]) if number[one] else name)
            made.setVisible(bool(number[one]) or made.isChecked())

    def clear(self) -> None:
        super().clear()
        self._press(())
        self._tell()

    def names(self) -> list[str]:
        return [*(made.accessibleName() for made in self.chips.values() if made.isChecked()), *super().names()]

    def _make_chip(self, one: Chip, text: str) -> QPushButton:
        made = chip(say(text), lambda _on: self._tell(), tip=say(words.CHIP_TIP, name=say(text)))
        self.chips[one] = made
        return made

    def _press(self, wanted: Iterable[Chip]) -> None:
        on = frozenset(wanted)
        for one, made in self.chips.items():
            with QSignalBlocker(made):
                made.setChecked(one in on)
        self.offer_to_clear()

    def _tell(self) -> None:
        self._stage.settings.setValue(self._key, ",".join(one.value for one in self.pressed()))
        self.offer_to_clear()
        self.changed.emit()
