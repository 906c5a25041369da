"""What keeps the list as the book is: its first rows at once, all of it after the first paint, then each change."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.announcing import EditsChanged, GuestsChanged, ReservationsChanged
from console.domain.details import RoomChoice
from console.domain.errors import StoreDamaged, StoreTrouble
from console.domain.lines import ReservationLine
from console.domain.runs import COMPARING, RunKind, Trigger
from console.domain.sieve import Sieve
from console.jobs.report import Report
from console.services.book import Book
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.reservations.band import StaleBand
from console.ui.reservations.filters import Filters
from console.ui.reservations.listing import ReservationTable
from console.ui.reservations.model import ReservationModel
from console.ui.wording import reservations as words

_GATHER_MS, _MINUTE_MS = 150, 60_000
_FIRST_ROWS = 100  # more than a tall screen holds


class Feed(QObject):
    """`whole` once everything was read, `failed` where it could not be, `renewed` tells which reservations were read
    anew; what could not be renewed is told by `band`."""

    whole = Signal()
    failed = Signal(object)
    renewed = Signal(object)

    def __init__(
        self, stage: Stage, book: Book, model: ReservationModel, table: ReservationTable, filters: Filters
    ) -> None:
        super().__init__(table)
        self._stage, self._book = stage, book
        self._model, self._table, self._filters = model, table, filters
        self.band = StaleBand(stage, self._try_again)
        self.is_whole = False
        self._waiting: set[int] = set()
        self._old_since: datetime | None = None
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._read_changed)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._pass_time)
        self._minute.start()
        stage.courier.arrived.connect(self._hear)
        stage.zone_changed.connect(self._pass_time)

    def read_first(self) -> bool:
        """The rows that the whole list will begin with, where the list stands as it usually does and has any."""
        if self._filters.sieve() != Sieve() or not self._model.by_arrival:
            return False
        try:
            lines = self._book.coming_lines(self._model.telling.today, _FIRST_ROWS)
        except (StoreTrouble, StoreDamaged):
            return False  # the whole list will not be readable either, and that is told
        self._model.replace(lines)
        return bool(self._model.shown)

    def read(self) -> None:
        """Read the whole list."""
        self._stage.reader.ask(self._book.lines, self._take_lines, self.failed.emit)
        self._read_rooms()

    def _read_rooms(self) -> None:
        self._stage.reader.ask(self._book.room_choices, self._take_rooms, self._tell_without_rooms)

    def _take_lines(self, lines: list[ReservationLine]) -> None:
        self.is_whole = True
        self._old_since = None
        self._tell_renewed()
        self._model.replace(lines)
        self._filters.offer_channels(self._model.all)
        self.whole.emit()

    def _take_rooms(self, rooms: tuple[RoomChoice, ...]) -> None:
        self._filters.offer_rooms(rooms)
        self._tell_renewed()

    # Changes

    def _hear(self, news: object) -> None:
        if isinstance(news, (ReservationsChanged, EditsChanged)):
            self._wait(news.ids)
        elif (isinstance(news, GuestsChanged) and not news.ids) or _compared(news):
            self.read()
        elif isinstance(news, GuestsChanged):
            guests = frozenset(news.ids)
            self._wait(line.id for line in self._model.all if line.guest_id in guests)

    def _wait(self, ids: Iterable[int]) -> None:
        self._waiting.update(ids)
        if self._waiting and not self._gathering.isActive():
            self._gathering.start()

    def _read_changed(self) -> None:
        ids, self._waiting = frozenset(self._waiting), set()
        self._stage.reader.ask(
            lambda: self._book.lines_of(ids),
            lambda lines: self._merge(ids, lines),
            lambda error: self._stay_old(ids, error),
        )

    def _merge(self, ids: frozenset[int], lines: list[ReservationLine]) -> None:
        self._table.hold_still()
        ids |= {line.id for line in lines}  # others of the same guests came with them
        self._model.merge(ids, lines)
        self._table.stand_again()
        self._filters.offer_channels(lines)
        self.renewed.emit(ids)
        self._old_since = None
        self._tell_renewed()

    def _pass_time(self) -> None:
        self._table.hold_still()
        self._model.pass_time()
        self._table.stand_again()

    # What could not be read

    def _stay_old(self, ids: frozenset[int], error: Exception) -> None:
        """What changed could not be read; it is asked for again with the next change, or at once by a person."""
        self._waiting |= ids
        self._old_since = self._old_since or self._stage.clock.now()
        time = time_words(self._stage, self._old_since)
        self.band.tell_failed(say(words.STALE_LIST, time=time, error=sentence_of(error)))

    def _tell_without_rooms(self, error: Exception) -> None:
        if self._old_since is None and self.is_whole:
            self.band.tell_failed(say(words.STALE_ROOMS, error=sentence_of(error)))

    def _tell_renewed(self) -> None:
        if self._old_since is None:
            self.band.tell_failed("")

    def _try_again(self) -> None:
        if self._old_since is None:
            self._read_rooms()
        else:
            self._read_changed()


def _compared(news: object) -> bool:
    """Whether both sides were compared, so that any reservation may be found different, or no longer."""
    if not isinstance(news, Report):
        return False
    by_night = news.run.kind is RunKind.FULL and news.run.trigger is not Trigger.MANUAL
    return news.run.kind in COMPARING or by_night
