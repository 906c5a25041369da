"""Settings › Data: the folder, the size, backups made and put back."""

import threading
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.errors import Stopped
from console.services.backups import BackupHeld, PutBack
from console.ui.kit.asking import ask_plainly
from console.ui.kit.moments import moment_words
from console.ui.kit.sizes import size_words
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, card, column, label, progress_bar, row, rule
from console.ui.kit.words import count, say
from console.ui.parts import QuitWanted
from console.ui.settings.backups_model import (
    GUESTS,
    LAST_RUN,
    OCCASION,
    RESERVATIONS,
    SIZE,
    TAKEN,
    BackupsModel,
)
from console.ui.settings.section import Field, Section
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

_WIDTHS = {TAKEN: 150, OCCASION: 130, RESERVATIONS: 90, GUESTS: 90, LAST_RUN: 150, SIZE: 90}


class DataSection(Section):
    """Copying happens on the saver's thread and can be stopped; what is shown is read on the reader's."""

    name, title, icon_name, about = "data", words.DATA, "database", words.DATA_ABOUT
    _progressed = Signal(int, int)

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self._stop = threading.Event()
        self.model = BackupsModel(stage, self)
        self.table = Table(self.model, say(words.BACKUPS), stage)
        self.table.setSortingEnabled(False)
        self.table.set_widths(_WIDTHS)
        self._keep_columns = self.table.remember(stage.settings, "settings/backups_columns")
        self.table.setMinimumHeight(220)
        self.table.chosen.connect(lambda _row: self._look())
        self.frame = TableFrame(self.table)
        self._size = label(kind="strong")
        self.back_up = button(say(words.BACKUP_NOW), self._back_up)
        self.restore = button(say(words.RESTORE), self._ask_restore, "danger")
        self.stop = button(say(words.BACKUP_STOP), self._stop.set)
        self._bar = progress_bar(say(words.BACKUP_NAME))
        self._state = label(kind="muted", wraps=True)
        self._progressed.connect(self._tell_progress)
        self.backups_field = Field(stage, say(words.BACKUPS), say(words.BACKUPS_TEXT), row(self.stop, self.back_up))
        self.arrange(self._folder(), self._backups(), stretch=False)
        self._look()
        self._show_running(running=False)

    def _folder(self) -> QWidget:
        folder = self.services.backups.folder
        opener = button(say(words.FOLDER_OPEN), self._open_folder, icon=self.stage.icon("folder-open"))
        return card(
            Field(self.stage, say(words.FOLDER), str(folder), opener),
            rule(),
            Field(self.stage, say(words.DATABASE_SIZE), "", self._size),
            margin=Space.XL,
            spacing=Space.L,
        )

    def _backups(self) -> QWidget:
        holder = QWidget()
        progress = column(self._bar, self._state, spacing=Space.XS)
        foot = row(None, self.restore)
        holder.setLayout(column(self.backups_field, progress, card(self.frame, margin=Space.S), foot, spacing=Space.M))
        return holder

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        return (self.back_up, words.BACKUP_NOW, "Ctrl+B"), (self.restore, words.DO_RESTORE, "")

    def remember(self) -> None:
        self._keep_columns()

    # What is shown

    def refresh(self) -> None:
        if self.model.rowCount() == 0:
            self.frame.tell(say(words.BACKUPS_LOADING))
        self.stage.reader.ask(self._gather, self._show, self._not_listed)

    def _gather(self) -> tuple[int, tuple[BackupHeld, ...], PutBack | None]:
        backups = self.services.backups
        return backups.database_size(), backups.all(self.stage.reader.stopping), backups.last_put_back()

    def _show(self, found: tuple[int, tuple[BackupHeld, ...], PutBack | None]) -> None:
        size, backups, restored = found
        self._tell_restored(restored)
        self._size.setText(size_words(size))
        self.model.show(backups)
        if backups:
            self.frame.show_rows()
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            icon = self.stage.icon("archive")
            self.frame.tell(say(words.BACKUPS_EMPTY), say(words.BACKUPS_EMPTY_TEXT), icon=icon)
        self._look()

    def _tell_restored(self, restored: PutBack | None) -> None:
        if restored is None:
            return
        when = moment_words(self.stage, restored.at)
        if restored.problem:
            self.backups_field.complain(say(words.RESTORE_FAILED, when=when, problem=restored.problem))
        else:
            kept = Path(restored.kept_aside).name
            self._state.setText(say(words.RESTORED, when=when, name=restored.source, kept=kept))

    def _not_listed(self, error: Exception) -> None:
        self.frame.tell(say(words.BACKUPS_FAILED), sentence_of(error), action=(say(words.TRY_AGAIN), self.refresh))

    def _look(self) -> None:
        possible = self.services.restore is not None
        self.restore.setEnabled(self._chosen is not None and possible)
        self.restore.setToolTip("" if possible else say(words.RESTORE_NOT_IN_DEMO))

    @property
    def _chosen(self) -> BackupHeld | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() and self.model.rowCount() else None

    # What is done

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.services.backups.folder)))

    def _back_up(self) -> None:
        self._stop.clear()
        self.backups_field.complain("")
        self._state.setText("")
        self._show_running(running=True)
        make = self.services.backups.make
        self.services.saver.save(lambda: make(self._progressed.emit, self._stopped), self._made, self._not_made)

    def _stopped(self) -> bool:
        """By the button, or because the program ends."""
        return self._stop.is_set() or self.services.saver.stopping()

    def _tell_progress(self, done: int, everything: int) -> None:
        if self.back_up.isEnabled():  # the end was heard before the last word of progress
            return
        self._bar.setRange(0, max(1, everything))
        self._bar.setValue(done)
        self._state.setText(say(words.BACKUP_RUNNING, n=100 * done // max(1, everything)))

    def _made(self, path: Path) -> None:
        self._show_running(running=False)
        self._state.setText(say(words.BACKUP_MADE, name=path.name))
        self.refresh()

    def _not_made(self, error: BaseException) -> None:
        self._show_running(running=False)
        self._state.setText(sentence_of(error) if isinstance(error, Stopped) else "")
        self.backups_field.complain("" if isinstance(error, Stopped) else sentence_of(error))

    def _show_running(self, *, running: bool) -> None:
        self.back_up.setEnabled(not running)
        self.stop.setVisible(running)
        self._bar.setVisible(running)
        self._bar.setRange(0, 0)

    def _ask_restore(self) -> None:
        backup = self._chosen
        if backup is None:
            return
        if not backup.restorable:
            self.backups_field.complain(say(words.RESTORE_NEWER))
            return
        when = moment_words(self.stage, backup.taken_at)
        last = moment_words(self.stage, backup.last_run) if backup.last_run else say(words.NEVER)
        bookings = count(*words.RESTORE_BOOKINGS, backup.reservations or 0)
        guests = count(*words.RESTORE_GUESTS, backup.guests or 0)
        text = say(words.RESTORE_TEXT, bookings=bookings, guests=guests, last=last)
        ask_plainly(
            self, say(words.RESTORE_TITLE, when=when), text, say(words.RESTORE_YES), say(words.RESTORE_NO),
            lambda: self._check_and_restore(backup),
        )  # fmt: skip

    def _check_and_restore(self, backup: BackupHeld) -> None:
        """Only a backup that passes the check closes the program."""
        self.backups_field.complain("")
        self._state.setText(say(words.RESTORE_CHECKING))
        check = self.services.backups.check
        self.services.saver.save(
            lambda: check(backup.path, self.services.saver.stopping),
            lambda _none: self._restore(backup.path),
            self._not_made,
        )

    def _restore(self, path: Path) -> None:
        if self.services.restore is not None:
            self.services.restore(path)
            self.stage.courier.send(QuitWanted())
