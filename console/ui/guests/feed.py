"""What keeps the list of guests as the book is: all of it at first and on a new day, then each change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.announcing import ContactWordsChanged, GuestsChanged, ReservationsChanged
from console.domain.guests.lines import GuestLine
from console.services.guest_book import GuestBook, GuestsNow
from console.ui.guests.model import GuestModel
from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.wording import guests as words

_GATHER_MS, _AGAIN_MS, _MINUTE_MS = 400, 2_000, 60_000
_MANY = 5_000


class GuestFeed(QObject):
    """`whole` once everything was read, `failed` where it could not be; `renewed` tells which guests were read anew (an
    empty set: all), `stale` in a sentence why they could not be, empty when they are fresh again."""

    whole = Signal()
    failed = Signal(object)
    renewed = Signal(object)
    stale = Signal(str)

    def __init__(self, stage: Stage, book: GuestBook, model: GuestModel, table: MarkedTable) -> None:
        super().__init__(table)
        self._stage, self._book, self._model, self._table = stage, book, model, table
        self.is_whole = False
        self._stale = ""
        self._reservations: set[int] = set()
        self._guests: set[int] = set()
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._read_changed)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.read)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._pass_time)
        self._minute.start()
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._pass_time)

    def read(self) -> None:
        """Read the whole list."""
        today = self._today()
        self._stage.reader.ask(
            lambda: self._book.lines(today), lambda lines: self._take_all(lines, today), self._tell_failure
        )

    def _today(self) -> str:
        return self._stage.local(self._stage.clock.now()).date().isoformat()

    def _pass_time(self) -> None:
        if self._today() != self._model.telling.today:
            self.read()

    def _take_all(self, lines: list[GuestLine], today: str) -> None:
        self.is_whole = True
        self._table.hold_still()
        self._model.replace(lines, today)
        self._table.stand_again()
        self._tell_stale("")
        self.whole.emit()
        self.renewed.emit(frozenset())

    # Changes

    def _hear(self, news: object) -> None:
        if isinstance(news, ReservationsChanged):
            self._reservations.update(news.ids)
            self._gather()
        elif isinstance(news, GuestsChanged) and news.ids:
            self._guests.update(news.ids)
            self._gather()
        elif isinstance(news, ContactWordsChanged | GuestsChanged):
            self.read()

    def _gather(self) -> None:
        if not self._gathering.isActive():
            self._gathering.start()

    def _read_changed(self) -> None:
        reservations, guests = self._reservations, self._guests
        self._reservations, self._guests = set(), set()
        if not self.is_whole or len(reservations) > _MANY:
            self.read()
            return
        today = self._model.telling.today
        if reservations:
            self._ask(lambda: self._book.lines_behind(reservations, today), reservations, set())
        if guests:
            self._ask(lambda: self._book.lines_of(guests, today), set(), guests)

    def _ask(self, question: Callable[[], GuestsNow], reservations: set[int], guests: set[int]) -> None:
        def stay_old(error: Exception) -> None:
            self._reservations |= reservations
            self._guests |= guests
            self._tell_stale(say(words.STALE, error=sentence_of(error)))

        self._stage.reader.ask(question, self._merge, stay_old)

    def _merge(self, now: GuestsNow) -> None:
        self._table.hold_still()
        self._model.merge(now.ids, now.lines)
        self._table.stand_again()
        self._tell_stale("")
        self.renewed.emit(now.ids)
        if len(self._model.all) != now.total and not self._again.isActive():
            self._again.start()  # somebody went of whom no reservation tells any more, or more are on their way

    def _tell_failure(self, error: Exception) -> None:
        if self.is_whole:
            self._tell_stale(say(words.STALE, error=sentence_of(error)))
        else:
            self.failed.emit(error)

    def _tell_stale(self, sentence: str) -> None:
        """Once when it begins or changes, and once when it is over."""
        if sentence != self._stale:
            self._stale = sentence
            self.stale.emit(sentence)
