"""What mends a difference, under its two sides: one press or one letter for each way, and why a way is closed."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.domain.discrepancies import DiscrepancyKind
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.fixing import Deed, Obstacle, Way
from console.services.fix_book import FixBook, Offer
from console.services.fixing import FixProgress
from console.services.fixing_booking import Fixed
from console.ui.kit.flow import Flow
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import count, say
from console.ui.reconcile.fix_words import BUTTONS, UNWELL, button_words, outcome_words, way_words
from console.ui.reconcile.fixer import Fixer
from console.ui.wording import fixes as words

MOST_AT_ONCE = 200
"""Of more than that nobody looks through a preview; and each booking is asked for."""


class FixPanel(QWidget):
    """`way_wanted` carries the way for everything that is marked; `record_wanted` asks for both sides in full, and
    `mapping_wanted` for the rooms."""

    way_wanted = Signal(object)
    record_wanted = Signal()
    mapping_wanted = Signal()

    def __init__(self, stage: Stage, book: FixBook, fixer: Fixer) -> None:
        super().__init__()
        self._stage, self._book, self._fixer = stage, book, fixer
        self._lines: tuple[DiscrepancyLine, ...] = ()
        self._left = 0
        self.offers: Mapping[int, Offer] = {}
        self._build()
        fixer.began.connect(self._tell_began)
        fixer.progressed.connect(self._tell_progress)
        fixer.done.connect(self._end)
        fixer.failed.connect(self._tell_failed)
        self._offer()

    def _build(self) -> None:
        self.buttons = {way: button("", partial(self.way_wanted.emit, way)) for way in BUTTONS}
        self.record = button(say(words.WITH_KEY, text=say(words.BOTH_SIDES), key="↵"), self.record_wanted.emit)
        self.record.setAccessibleName(say(words.BOTH_SIDES))
        self.map_room = button(say(words.MAP_ROOM), self.mapping_wanted.emit)
        flow = Flow(Space.S, Space.S)
        for one in (*self.buttons.values(), self.record, self.map_room):
            flow.add(one)
        self.reason = label(kind="muted", wraps=True)
        self.state = label(kind="muted", wraps=True)
        self.stop = button(say(words.STOP), self._fixer.stop)
        self._progress = QWidget()
        self._progress.setLayout(row(self.state, None, self.stop))
        self._progress.hide()
        self.trouble = Trouble(self._stage)
        self.setLayout(column(flow, self.reason, self._progress, self.trouble, spacing=Space.S))

    def tell(self, lines: Sequence[DiscrepancyLine]) -> None:
        """Offer what may be done about these, once it is known."""
        wanted = tuple(lines[:MOST_AT_ONCE])
        same = [line.id for line in self._lines] == [line.id for line in wanted]
        self._lines, self._left = wanted, len(lines) - len(wanted)
        if not same:
            self.trouble.hide()
            self.offers = {}
        self._offer()
        self.ask()

    def ask(self) -> None:
        """Look anew what may be done."""
        ids = [line.id for line in self._lines]
        if ids:
            self._stage.reader.ask(lambda: self._book.offers(ids), self._take, self._tell_failed)

    def _take(self, offers: Mapping[int, Offer]) -> None:
        if all(line.id in offers for line in self._lines):  # else others are chosen by now
            self.offers = offers
            self._offer()

    @property
    def lines(self) -> tuple[DiscrepancyLine, ...]:
        """Those that something is done about: what is marked, at most MOST_AT_ONCE."""
        return self._lines

    def can(self, way: Way) -> bool:
        """Whether that can be done about any of the lines."""
        return not self._fixer.busy and any(self._deed(line, way) is not None for line in self._lines)

    def _deed(self, line: DiscrepancyLine, way: Way) -> Deed | None:
        offer = self.offers.get(line.id)
        return offer.deed(way) if offer else None

    def _offer(self) -> None:
        for way, made in self.buttons.items():
            made.setEnabled(self.can(way))
        is_one = len(self._lines) == 1
        self.buttons[Way.MATCH].setVisible(is_one and self._lines[0].kind in _PAIRED)
        self.record.setVisible(is_one)
        self.record.setEnabled(is_one and self._lines[0].beds24_id is not None)
        self.map_room.setVisible(is_one and self._obstacle(self._lines[0], Way.TAKE) is Obstacle.ROOM_UNKNOWN)
        offer = self.offers.get(self._lines[0].id) if is_one else None
        for way, made in self.buttons.items():
            text = button_words(way, offer)
            made.setText(say(words.WITH_KEY, text=text, key=BUTTONS[way][1]))
            made.setAccessibleName(text)
            made.setToolTip(way_words(offer, way) if offer else "")
        self.reason.setText(self._words())

    def _obstacle(self, line: DiscrepancyLine, way: Way) -> Obstacle | None:
        found = self.offers[line.id].ways[way] if line.id in self.offers else None
        return found if isinstance(found, Obstacle) else None

    def _words(self) -> str:
        """Of one line what each way would do, or why it is closed."""
        if len(self._lines) != 1:
            several = (words.SEVERAL_FIRST_ONE, words.SEVERAL_FIRST_MANY) if self._left else _SEVERAL
            return count(*several, len(self._lines)) if self._lines else ""
        offer = self.offers.get(self._lines[0].id)
        if offer is None:
            return ""
        shown = [way for way in BUTTONS if not self.buttons[way].isHidden()]
        told = (f"{self.buttons[way].accessibleName().strip('←→ …')}: {way_words(offer, way)}" for way in shown)
        return "\n".join(dict.fromkeys(told))

    # What is under way

    def _tell_began(self, number: int) -> None:
        self.trouble.hide()
        self.state.setText(count(words.DOING_ONE, words.DOING_MANY, number))
        self.stop.setVisible(number > 1)
        self._progress.show()
        self._offer()

    def _tell_progress(self, news: FixProgress) -> None:
        if news.total > 1:
            self.state.setText(say(words.PROGRESS, n=news.done, total=news.total))

    def _end(self, fixed: tuple[Fixed, ...]) -> None:
        self._progress.hide()
        if unwell := [one for one in fixed if one.outcome in UNWELL]:
            self.trouble.say(say(words.LOOK_AGAIN), outcome_words(unwell))
        self._offer()
        self.ask()

    def _tell_failed(self, error: BaseException) -> None:
        self._progress.hide()
        self.trouble.say(say(words.NOT_DONE), sentence_of(error))
        self._offer()


_SEVERAL = (words.SEVERAL_ONE, words.SEVERAL_MANY)
_PAIRED = frozenset(
    {
        DiscrepancyKind.DUPLICATE_PAIR,
        DiscrepancyKind.ONLY_HERE,
        DiscrepancyKind.GONE,
        DiscrepancyKind.ONLY_IN_BEDS24,
        DiscrepancyKind.GROUP_INCOMPLETE,
    }
)
