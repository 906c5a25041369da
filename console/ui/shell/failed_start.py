"""The small window in place of the big one: why it did not open, what that means, and what can be done."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QWidget

from console.domain.clock import Clock
from console.domain.errors import (
    AnotherInstance,
    ConsoleError,
    StoreDamaged,
    StoreIsNewer,
    StoreTrouble,
    VaultLocked,
    VaultMissing,
    WrongInput,
)
from console.domain.secret import Secret
from console.services.backups import BackupHeld, PutBack
from console.ui.kit.answers import Saver
from console.ui.kit.asking import ask_plainly
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.look import stored_look
from console.ui.kit.moments import moment_words
from console.ui.kit.secret_field import SecretField
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, card, column, dress, label, progress_bar, row
from console.ui.kit.words import count, say
from console.ui.shell.signals import SignalEar
from console.ui.wording import failed_start as words
from console.ui.wording import settings as settings_words

_WIDTH = 580
_Words = tuple[str, str, str]
_FAULT: _Words = (words.FAULT, words.FAULT_MEANS, words.FAULT_DO)
_WORDS: tuple[tuple[tuple[type[ConsoleError], ...], _Words], ...] = (
    ((StoreDamaged,), (words.DAMAGED, words.DAMAGED_MEANS, words.DAMAGED_LOOKING)),
    ((StoreIsNewer,), (words.NEWER, words.NEWER_MEANS, words.NEWER_DO)),
    ((AnotherInstance,), (words.HELD, words.HELD_MEANS, words.HELD_DO)),
    ((StoreTrouble,), (words.TROUBLE, words.TROUBLE_MEANS, words.TROUBLE_DO)),
    ((WrongInput,), (words.FOLDER, words.FOLDER_MEANS, words.FOLDER_DO)),
    ((VaultLocked, VaultMissing), (words.VAULT, words.VAULT_MEANS, words.VAULT_DO)),
)
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Rescue:
    """`find` looks for the newest backup that passes its check, `put_back` puts it in the place of the database; both
    take long, on a thread of their own, and heed the flag that they are given. `unlock` takes a passphrase for the next
    try; None where none is needed."""

    find: Callable[[Stop], BackupHeld | None]
    put_back: Callable[[Path, Stop], PutBack]
    unlock: Callable[[Secret], None] | None = None


def try_once_more(
    app: QApplication, folder: Path, clock: Clock, failure: BaseException, rescue: Rescue, *, tried: bool
) -> bool:
    """Tell the person; True when another try was wished, or a backup restored, False to quit."""
    with ExitStack() as closing:
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        reader, saver = Reader(_nothing_to_read), Saver()
        for thread in (reader, saver):
            closing.callback(thread.stop)
        zone = clock.now().astimezone().tzinfo or UTC
        stage = Stage(app, stored_look(settings), reader, Courier(), settings, clock, zone)
        window = FailedStart(stage, saver, folder, failure, rescue, tried=tried)
        closing.enter_context(SignalEar(window.reject))
        return window.exec() == QDialog.DialogCode.Accepted


def _nothing_to_read(*, stop: Stop | None = None) -> AbstractContextManager[None]:  # noqa: ARG001 - as a reader asks
    return nullcontext()


class FailedStart(QDialog):
    """Accepted for another try, also after a restore that went well; rejected to quit."""

    def __init__(
        self, stage: Stage, saver: Saver, folder: Path, failure: BaseException, rescue: Rescue, *, tried: bool = False
    ) -> None:
        super().__init__()
        self._stage, self._saver, self._folder, self._rescue = stage, saver, folder, rescue
        self._failure = failure
        self._found: BackupHeld | None = None
        self.setWindowTitle(say(words.TITLE))
        self.setAccessibleName(say(words.NAME))
        dress(self, "page")
        self._lay_out(*_words_for(failure), tried=tried)
        self.setMinimumWidth(_WIDTH * stage.look.text_percent // 100)
        if isinstance(failure, StoreDamaged):
            saver.save(lambda: rescue.find(saver.stopping), self._offer, lambda _error: self._offer(None))

    def _lay_out(self, headline: str, meaning: str, way_out: str, *, tried: bool) -> None:
        sign = Sign(self._stage.icon("warning-octagon", "bad"), 36)
        head = label(say(headline), "title", wraps=True)
        what = label(sentence_of(self._failure), wraps=True, selectable=True)
        self._way_out = label(say(way_out), "strong", wraps=True)
        self._again = label(self._tried_words() if tried else "", "caption", wraps=True)
        self._again.setVisible(tried)
        means = label(say(meaning), "muted", wraps=True)
        below = (self._way_out, self._make_passphrase(), self._make_offer(), self._again, self._make_progress())
        texts = column(head, what, means, *below, spacing=Space.M)
        line = row(spacing=Space.L)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        self.setLayout(column(line, None, self._buttons(), margin=Space.XL, spacing=Space.XL))
        (self.passphrase if self._can_unlock else self.try_again).setFocus()

    def _make_passphrase(self) -> QWidget:
        self.passphrase = SecretField(self._stage, say(words.UNLOCK_FIELD), say(words.UNLOCK_FIELD))
        self.passphrase.setVisible(self._can_unlock)
        if self._can_unlock:
            self._way_out.setText(say(words.UNLOCK_DO))
        return self.passphrase

    @property
    def _can_unlock(self) -> bool:
        return self._rescue.unlock is not None and isinstance(self._failure, VaultLocked)

    def _make_offer(self) -> QWidget:
        self._when = label(kind="strong")
        self._holds = label(kind="muted", wraps=True)
        self.restore = button(say(words.RESTORE), self._ask, "primary")
        self.offer = card(self._when, self._holds, row(self.restore, None), margin=Space.L)
        self.offer.hide()
        return self.offer

    def _make_progress(self) -> QWidget:
        self._bar = progress_bar(say(words.RESTORING))
        self._bar.setRange(0, 0)
        self.told = label(kind="muted", wraps=True)
        holder = QWidget()
        holder.setLayout(column(self._bar, self.told, spacing=Space.XS))
        self._progress = holder
        self._bar.hide()
        holder.hide()
        return holder

    def _buttons(self) -> QHBoxLayout:
        offers = isinstance(self._failure, StoreDamaged)
        self.try_again = button(say(words.TRY_AGAIN), self.accept, "" if offers else "primary")
        if self._can_unlock:
            self._ask_passphrase_first(self.try_again)
        self.open_folder = button(say(words.OPEN_FOLDER), self._open_folder, icon=self._stage.icon("folder-open"))
        self.quit = button(say(words.QUIT), self.reject)
        self.try_again.setDefault(not offers)
        return row(self.open_folder, None, self.quit, self.try_again)

    def _ask_passphrase_first(self, unlock: QPushButton) -> None:
        unlock.setText(say(words.UNLOCK))
        unlock.setAccessibleName(say(words.UNLOCK))
        unlock.setEnabled(False)
        self.passphrase.line.textChanged.connect(lambda text: unlock.setEnabled(bool(text)))

    def accept(self) -> None:
        """Another try, with what was typed for it."""
        if self._rescue.unlock is not None and self.passphrase.line.text():
            self._rescue.unlock(Secret(self.passphrase.line.text()))
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its words are at this width."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _tried_words(self) -> str:
        return say(words.TRIED, time=moment_words(self._stage, self._stage.clock.now()))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    # The backup

    def _offer(self, found: BackupHeld | None) -> None:
        self._found = found
        self._way_out.setText(say(words.DAMAGED_DO if found else words.DAMAGED_ALONE))
        if found is None:
            self._fit()
            return
        self._when.setText(say(words.BACKUP, when=moment_words(self._stage, found.taken_at)))
        self._holds.setText(self._holding(found))
        self.offer.show()
        self.restore.setFocus()
        self._fit()

    def _holding(self, found: BackupHeld) -> str:
        last = moment_words(self._stage, found.last_run) if found.last_run else say(settings_words.NEVER)
        bookings = count(*settings_words.RESTORE_BOOKINGS, found.reservations or 0)
        guests = count(*settings_words.RESTORE_GUESTS, found.guests or 0)
        return say(words.BACKUP_HOLDS, bookings=bookings, guests=guests, last=last)

    def _ask(self) -> None:
        found = self._found
        if found is not None:
            title = say(settings_words.RESTORE_TITLE, when=moment_words(self._stage, found.taken_at))
            text = say(words.RESTORE_TEXT, holds=self._holding(found))
            yes, no = say(settings_words.RESTORE_YES), say(settings_words.RESTORE_NO)
            ask_plainly(self, title, text, yes, no, lambda: self._put_back(found.path))

    def _put_back(self, source: Path) -> None:
        self._tell(say(words.RESTORING), busy=True)
        put_back, stop = self._rescue.put_back, self._saver.stopping
        self._saver.save(lambda: put_back(source, stop), self._was_put_back, self._not_put_back)

    def _was_put_back(self, outcome: PutBack) -> None:
        if outcome.problem:
            self._tell(say(words.NOT_RESTORED, problem=outcome.problem), busy=False)
        else:
            self.accept()

    def _not_put_back(self, error: BaseException) -> None:
        self._tell(say(words.NOT_RESTORED, problem=sentence_of(error)), busy=False)

    def _tell(self, sentence: str, *, busy: bool) -> None:
        self.told.setText(sentence)
        self._progress.show()
        self._bar.setVisible(busy)
        self._fit()
        for one in (self.restore, self.try_again):
            one.setEnabled(not busy)


def _words_for(failure: BaseException) -> _Words:
    return next((told for kinds, told in _WORDS if isinstance(failure, kinds)), _FAULT)
