"""Several differences settled in one go: first shown what will be written where, then done with one Undo."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.fixing import Fix, Way
from console.services.fix_book import Offer
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.reconcile.fix_words import deed_words, way_words
from console.ui.reconcile.fixer import fix_of
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import fixes as words

_WIDTH, _HEIGHT = 720, 460


class BatchDialog(QDialog):
    """`fixes` are those that will be done: what cannot be is listed with its reason, and left alone."""

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        telling: DifferenceTelling,
        lines: Sequence[DiscrepancyLine],
        offers: Mapping[int, Offer],
        way: Way,
    ) -> None:
        super().__init__(parent)
        self._stage, self._telling, self._way = stage, telling, way
        done = [line for line in lines if line.id in offers and offers[line.id].deed(way) is not None]
        self.fixes: tuple[Fix, ...] = tuple(fix_of(line, way) for line in done)
        closed = [line for line in lines if line not in done and line.id in offers]
        self.list = dress(QListWidget(), "columns")
        self._fill(done, closed, offers)
        self._lay_out()
        self.finished.connect(self.deleteLater)

    def _fill(
        self, done: Sequence[DiscrepancyLine], closed: Sequence[DiscrepancyLine], offers: Mapping[int, Offer]
    ) -> None:
        for line in done:
            deed = offers[line.id].deed(self._way)
            if deed is not None:
                told = say(words.BATCH_ROW, deed=deed_words(deed, line, self._telling), **self._named(line))
                self.list.addItem(QListWidgetItem(self._stage.icon("check", "good"), told))
        for line in closed:
            why = way_words(offers[line.id], self._way)
            told = say(words.BATCH_CLOSED, why=why, **self._named(line))
            self.list.addItem(QListWidgetItem(self._stage.icon("prohibit", "muted"), told))

    def _named(self, line: DiscrepancyLine) -> dict[str, str]:
        return {"guest": self._telling.guest_and_reference(line), "what": self._telling.kind(line)}

    def _lay_out(self) -> None:
        number = len(self.fixes)
        title = count(words.BATCH_TITLE_ONE, words.BATCH_TITLE_MANY, number)
        self.setWindowTitle(title)
        self.list.setAccessibleName(say(words.BATCH_LIST))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.yes = button(count(words.BATCH_YES_ONE, words.BATCH_YES_MANY, number), self.accept, "primary")
        self.yes.setEnabled(bool(number))
        no = button(say(words.CANCEL), self.reject)
        text = label(say(words.BATCH_TEXT if number else words.BATCH_NOTHING), "muted", wraps=True)
        buttons = row(None, no, self.yes, spacing=Space.S)
        box = column(label(title, "title"), text, self.list, buttons, margin=Space.XL, spacing=Space.M)
        box.setStretchFactor(self.list, 1)
        self.setLayout(box)
        self.resize(self._stage.scaled(_WIDTH), self._stage.scaled(_HEIGHT))
