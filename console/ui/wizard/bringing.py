"""The last two steps: what an import would bring, and the import itself."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain.errors import Stopped
from console.domain.runs import Progress
from console.domain.runs import Stage as RunStage
from console.jobs.report import Report
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, dress, label, progress_bar, row
from console.ui.kit.words import count, say
from console.ui.wizard.journey import Journey
from console.ui.wizard.step import Figure, Step, signed
from console.ui.wizard.waiting import LongWait
from console.ui.wording import wizard as words


def _number(value: int) -> str:
    return QLocale().toString(value)


class PreviewStep(Step):
    """Reads everything and writes nothing; begins by itself when it is entered."""

    name, rail = "preview", words.STEP_PREVIEW
    shows_progress = True

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self.entitle(say(words.PREVIEW), say(words.PREVIEW_INTRO))
        self.bookings = Figure(say(words.PREVIEW_BOOKINGS))
        self.coming = Figure(say(words.PREVIEW_COMING))
        self.arrivals = Figure(say(words.PREVIEW_ARRIVALS))
        self.parked = Figure(say(words.PREVIEW_PARKED))
        self._bar = progress_bar(say(words.IMPORT_PROGRESS))
        self._bar.setRange(0, 0)
        self._state = label(kind="subtitle", wraps=True)
        self.long_wait = LongWait(stage)
        self._aside = label(say(words.PREVIEW_PARKED_TEXT), "muted", wraps=True)
        self.arrange(column(self._state, self._bar, self.long_wait, spacing=Space.M), self._figures(), self._aside)
        stage.courier.arrived.connect(self._hear)

    def _figures(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.M)
        for place, figure in enumerate((self.bookings, self.coming, self.arrivals, self.parked)):
            grid.addWidget(figure, place // 2, place % 2)
        self._grid = holder
        return holder

    def enter(self) -> None:
        self.trouble.hide()
        self.journey.keep(step=self.name)
        if self.journey.preview is None:
            self._read()
        else:
            self._show(self.journey.preview)

    def _read(self) -> None:
        hotel = self.journey.hotel
        if hotel is None:
            return
        self.trouble.hide()
        self._waiting(0)
        self.journey.check(hotel, self._seen, self._stopped)

    def _waiting(self, read: int) -> None:
        self._state.setText(count(*words.PREVIEW_READING, read))
        self.long_wait.hear()
        self._bar.show()
        self._grid.hide()
        self._aside.hide()

    def _seen(self, report: Report) -> None:
        self.journey.preview = report
        self._show(report)
        self.changed.emit()

    def _stopped(self, error: BaseException) -> None:
        self.long_wait.end()
        self._bar.hide()
        self._state.setText("")
        self.trouble.tell(error, (say(words.TRY_AGAIN), self._read))

    def _show(self, report: Report) -> None:
        counts, hotel = report.run.counts, self.journey.hotel
        self.long_wait.end()
        self._bar.hide()
        self._grid.show()
        self.bookings.show_number(_number(counts.read))
        self.coming.show_number(_number(report.preview.coming))
        self.arrivals.show_number(_number(report.preview.arriving))
        self.parked.show_number(_number(counts.parked))
        self._aside.setVisible(counts.parked > 0)
        question = say(words.PREVIEW_FITS, hotel=hotel.name if hotel else "")
        self._state.setText(question if counts.read else say(words.PREVIEW_NONE))

    def _hear(self, what: object) -> None:
        if isinstance(what, Progress) and self.isVisible() and self.journey.busy:
            self._waiting(what.read)

    @property
    def ready(self) -> bool:
        return self.journey.preview is not None

    @property
    def primary(self) -> str:
        report = self.journey.preview
        read = report.run.counts.read if report else 0
        return count(*words.PREVIEW_IMPORT, read) if read else say(words.PREVIEW_IMPORT_NONE)


class ImportStep(Step):
    """The import with its progress; stopped or broken, it goes on from what is there."""

    name, rail = "import", words.STEP_IMPORT
    shows_progress = has_own_stop = True

    def __init__(self, stage: Stage, journey: Journey) -> None:
        super().__init__(stage, journey)
        self._done: Report | None = None
        self._bar = progress_bar(say(words.IMPORT_PROGRESS))
        self.state = label(kind="subtitle", wraps=True)
        self.long_wait = LongWait(stage)
        self.stop = button(say(words.IMPORT_STOP), journey.cancel)
        self._progress = card(
            self.state, self._bar, self.long_wait, row(self.stop, None), margin=Space.XL, spacing=Space.M
        )
        self.total = dress(label(wraps=True), "display", "good")
        self._waiting = label(kind="muted", wraps=True)
        self._result = card(self._finished(), margin=Space.XL)
        self.arrange(self._progress, self._result)
        stage.courier.arrived.connect(self._hear)

    def _finished(self) -> QWidget:
        holder = QWidget()
        lines = column(
            self.total, self._waiting, signed(self.stage, "clock", "muted", say(words.IMPORT_NEXT)), spacing=Space.L
        )
        holder.setLayout(lines)
        return holder

    def enter(self) -> None:
        self.entitle(say(words.IMPORT), say(words.IMPORT_INTRO))
        self.journey.keep(step=self.name)
        if self._done is None:
            self._begin()

    def press(self) -> None:
        if self._done is None:
            self._begin()
        else:
            self.journey.finish(self.next_wanted.emit, self.failed)

    def _begin(self) -> None:
        self.trouble.hide()
        self._result.hide()
        self._progress.show()
        self.stop.show()
        self.state.setText(count(*words.IMPORT_READING, 0))
        self.long_wait.hear()
        self._bar.setRange(0, 0)
        self.journey.bring_in(self._ended, self.failed)
        self.changed.emit()

    def failed(self, error: BaseException) -> None:
        self.long_wait.end()
        self._progress.hide()
        if self._done is not None:
            super().failed(error)
        elif isinstance(error, Stopped):
            self.trouble.calm(say(words.IMPORT_STOPPED), (say(words.IMPORT_RESUME), self._begin))
        else:
            self.trouble.tell(error, (say(words.IMPORT_RESUME), self._begin))
        self.changed.emit()

    def _ended(self, report: Report) -> None:
        self._done = report
        counts = report.run.counts
        kept = counts.created + counts.updated + counts.unchanged
        self.entitle(say(words.IMPORT_DONE))
        self.long_wait.end()
        self._progress.hide()
        self._result.show()
        self.total.setText(count(*words.IMPORT_ALL, counts.read, done=_number(kept + counts.parked)))
        self._waiting.setText(count(*words.IMPORT_WAITING, counts.parked))
        self._waiting.setVisible(counts.parked > 0)
        if not counts.add_up:
            self.trouble.say(say(words.IMPORT), say(words.IMPORT_UNEVEN, read=counts.read, done=kept + counts.parked))
        self.changed.emit()

    def _hear(self, what: object) -> None:
        if not isinstance(what, Progress) or not self.isVisible() or self._done is not None:
            return
        if what.stage is RunStage.WRITING:
            self.long_wait.end()  # what was read is kept without Beds24
            self._bar.setRange(0, max(1, what.expected))
            self._bar.setValue(what.written)
            done, everything = _number(what.written), _number(what.expected)
            self.state.setText(say(words.IMPORT_WRITING, done=done, all=everything))
            return
        self.long_wait.hear()
        is_of_messages = what.stage is RunStage.MESSAGES
        self.state.setText(say(words.IMPORT_MESSAGES) if is_of_messages else count(*words.IMPORT_READING, what.read))

    @property
    def ready(self) -> bool:
        return self._done is not None

    @property
    def can_go_back(self) -> bool:
        return False

    @property
    def primary(self) -> str:
        return say(words.IMPORT_OPEN) if self._done is not None else ""
