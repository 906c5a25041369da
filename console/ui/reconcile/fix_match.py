"""Which other booking a stay is: one of those on the other side alone, or the one of two that is too many."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from console.domain.discrepancies import DiscrepancyKind
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.lines import ReservationLine
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import say
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import fixes as words

_WIDTH, _HEIGHT = 640, 380


class MatchDialog(QDialog):
    """`number` is Beds24's of the booking that was chosen; None until one is."""

    def __init__(self, parent: QWidget, stage: Stage, *, double: bool) -> None:
        super().__init__(parent)
        self.list = dress(QListWidget(), "columns")
        self.list.setAccessibleName(say(words.MATCH_LIST))
        self._numbers: list[int] = []
        yes = say(words.MATCH_YES_DOUBLE if double else words.MATCH_YES_LINK)
        self.yes = button(yes, self.accept, "danger" if double else "primary")
        self.yes.setEnabled(False)
        self.list.currentRowChanged.connect(lambda chosen: self.yes.setEnabled(chosen >= 0))
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.text = label(say(words.MATCH_TEXT_DOUBLE if double else words.MATCH_TEXT_LINK), wraps=True)
        title = say(words.MATCH_TITLE)
        self.setWindowTitle(title)
        foot = row(None, button(say(words.CANCEL), self.reject), self.yes)
        box = column(label(title, "title"), self.text, self.list, foot, margin=Space.XL, spacing=Space.M)
        box.setStretchFactor(self.list, 1)
        self.setLayout(box)
        self.resize(stage.scaled(_WIDTH), stage.scaled(_HEIGHT))
        self.finished.connect(self.deleteLater)

    @property
    def number(self) -> int | None:
        chosen = self.list.currentRow()
        return self._numbers[chosen] if 0 <= chosen < len(self._numbers) else None

    def _offer(self, number: int, told: str) -> None:
        self._numbers.append(number)
        self.list.addItem(QListWidgetItem(told))

    def offer_lines(self, telling: DifferenceTelling, lines: Sequence[DiscrepancyLine]) -> None:
        """Offer the bookings of these lines."""
        for line in lines:
            days = {"arrival": telling.day(line.arrival), "departure": telling.day(line.departure)}
            told = say(words.MATCH_ROW, guest=telling.guest(line), room=line.room, number=line.beds24_id, **days)
            self._offer(line.beds24_id or 0, told)
        if not lines:
            self.text.setText(say(words.MATCH_NONE))
            self.list.hide()

    def offer_pair(self, telling: DifferenceTelling, numbers: Sequence[int], here: Sequence[ReservationLine]) -> None:
        """Offer both bookings of a pair, of which one may be here only by its number."""
        known = {line.beds24_id: line for line in here}
        for number in numbers:
            line = known.get(number)
            if line is None:
                self._offer(number, say(words.MATCH_NUMBER, number=number))
                continue
            days = {"arrival": telling.day(line.arrival), "departure": telling.day(line.departure)}
            self._offer(number, say(words.MATCH_ROW, guest=line.guest, room=line.room, number=number, **days))


def is_double(line: DiscrepancyLine) -> bool:
    """Whether one of two is too many, instead of two that become one."""
    return line.kind is DiscrepancyKind.DUPLICATE_PAIR
