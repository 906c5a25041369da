"""What a person does about an overbooking, kept by the thread for short writes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from console.domain.acts import Act
from console.domain.ways_out import Way
from console.services.overbooking_book import OverbookingView
from console.services.overbooking_desk import OverbookingDesk
from console.ui.kit.answers import Saver
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.reconcile.saying_dialog import SayingDialog
from console.ui.wording import overbooking as words

_KEEP_FOLDER = "reconcile/export_folder"
Failed = Callable[[BaseException], None]


class OverbookingDeeds:
    """Each asks what it has to know, has it done, and tells what came of it; `hotel` gives the name of the hotel."""

    def __init__(
        self,
        stage: Stage,
        desk: Callable[[], OverbookingDesk],
        saver: Saver,
        telling: OverbookingTelling,
        hotel: Callable[[], str],
    ) -> None:
        self._stage, self._desk, self._saver, self._telling, self._hotel = stage, desk, saver, telling, hotel

    def go(self, view: OverbookingView, way: Way, failed: Failed) -> None:
        """Move everybody as `way` says; the bar offers to take it back."""
        sentence = say(words.DONE_MOVED, moves=self._telling.way_done(view, way))

        def done(acts: tuple[Act, ...]) -> None:
            self._stage.courier.send(Done.of_acts(sentence, acts[0].id))

        self._saver.save(lambda: self._desk().go(view.line.id, way), done, failed)

    def stand(self, parent: QWidget, view: OverbookingView) -> SayingDialog:
        """Ask why it may stand, and let it."""
        dialog = SayingDialog(parent, say(words.STAND_TITLE), say(words.STAND_QUESTION))
        dialog.ask_words(say(words.STAND_REASON), say(words.STAND_HINT))

        def done(_none: None) -> None:
            dialog.accept()
            self._stage.courier.send(Done(say(words.DONE_STANDS)))

        dialog.wanted.connect(
            lambda: self._saver.save(lambda: self._desk().accept(view.line.id, dialog.written), done, dialog.refuse)
        )
        dialog.open()
        return dialog

    def again(self, view: OverbookingView) -> None:
        """What stands needs somebody again."""

        def done(_none: None) -> None:
            self._stage.courier.send(Done(say(words.DONE_AGAIN)))

        self._saver.save(lambda: self._desk().take_back(view.line.id), done, self.tell_failed)

    def sheet(self, parent: QWidget, view: OverbookingView) -> None:
        """Ask where the evidence sheet goes, and save it."""
        proposed = QDir(str(self._stage.settings.value(_KEEP_FOLDER, QDir.homePath())))
        name = say(words.SHEET_FILE, place=view.line.place, day=view.line.known.first.isoformat())
        path, _ = QFileDialog.getSaveFileName(
            parent, say(words.SHEET_TITLE), proposed.filePath(name), say(words.SHEET_KINDS)
        )
        if path:
            self._stage.settings.setValue(_KEEP_FOLDER, str(Path(path).parent))
            self.save_sheet(Path(path), view)

    def save_sheet(self, path: Path, view: OverbookingView) -> None:
        """Both bookings with their times, for the channel's support."""
        from console.ui.reconcile.overbooking_sheet import write_sheet  # noqa: PLC0415 - for those who ask

        try:
            write_sheet(path, view, self._telling, self._stage, self._hotel())
        except OSError as error:
            told = say(words.SHEET_NOT_SAVED, error=error.strerror or str(error))
        else:
            told = say(words.SHEET_SAVED, file=path.name)
        self._stage.courier.send(Done(told))

    def copy_sheet(self, view: OverbookingView) -> None:
        """The same as text, for a message."""
        from console.ui.reconcile.overbooking_sheet import text_of  # noqa: PLC0415 - for those who ask

        QGuiApplication.clipboard().setText(text_of(view, self._telling, self._stage, self._hotel()))
        self._stage.courier.send(Done(say(words.COPIED)))

    def tell_failed(self, error: BaseException) -> None:
        self._stage.courier.send(Done(say(words.NOT_DONE, error=sentence_of(error))))
