"""What erasing a guest comes to, the question whether that is wanted, and the proof that it was done."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget

from console.domain.errors import Stopped
from console.ui.guests.proof import lines_of_removed, save_proof
from console.ui.kit.days import Days
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, card, column, fill, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_erasing as words

if TYPE_CHECKING:
    from console.domain.held import Holding
    from console.services.guest_erasing import Certificate, ErasurePlan
    from console.ui.guests.erasing import Eraser

_WIDTH = 620


class ErasingDialog(QDialog):
    """Looks as soon as it is made; `erased` tells in words that the guest is no more."""

    erased = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, guest: int, eraser: "Eraser") -> None:
        super().__init__(parent)
        self._stage, self._guest, self._eraser = stage, guest, eraser
        self._days = Days(QLocale())
        self._today = stage.local(stage.clock.now()).date().isoformat()
        self.plan: ErasurePlan | None = None
        self.proof: Certificate | None = None
        self._is_busy = self._is_gone = False
        self.finished.connect(lambda _result: self._go())
        self.setWindowTitle(say(words.TITLE))
        self.setMinimumWidth(stage.scaled(_WIDTH))
        self._lay_out()
        self._rest(say(words.LOADING))
        eraser.plan(guest, self._take, self._fail_to_look)

    def _lay_out(self) -> None:
        self.headline = label(kind="subtitle", wraps=True)
        self.stays = label(kind="muted", wraps=True)
        self.story = label(wraps=True)
        self.warning = label(kind="strong", tone="warn", wraps=True)
        self.backups = label(wraps=True, selectable=True)
        self.elsewhere = label(say(words.HELD_ELSEWHERE), "caption", wraps=True)
        self.held = card(label(say(words.HELD), "strong"), self.backups, self.elsewhere)
        self.with_backups = QCheckBox()
        self.sure = QCheckBox(say(words.SURE))
        self.sure.toggled.connect(lambda _on: self._rest(""))
        self.trouble = Trouble(self._stage)
        self.state = label(kind="muted", wraps=True)
        self.save_button = button(say(words.SAVE_PROOF), self._save)
        self.close_button = button(say(words.CANCEL), self.reject)
        self.erase_button = button(say(words.ERASE), self._erase, "danger")
        foot = row(self.state, self.save_button, self.close_button, self.erase_button)
        foot.setStretchFactor(self.state, 1)
        head = column(self.headline, self.stays, spacing=Space.XS)
        body = (head, self.story, self.warning, self.held, self.with_backups, self.sure, self.trouble, None, foot)
        self.setLayout(fill(column(), body, margin=Space.XL, spacing=Space.M))
        for one in (self.story, self.warning, self.held, self.with_backups, self.sure, self.save_button):
            one.hide()

    # What it would come to

    def _take(self, plan: "ErasurePlan") -> None:
        if self._is_gone:
            return
        self.plan = plan
        self.headline.setText(plan.name)
        self.stays.setText(count(words.STAYS_ONE, words.STAYS_MANY, plan.stays) if plan.stays else say(words.NO_STAYS))
        _show(self.story, "\n\n".join(say(text) for text in (words.GOES, words.STAYS_HERE, words.FOR_EVER)))
        _show(self.warning, "\n".join(self._warnings(plan)))
        self._tell_backups(plan.backups)
        own = [one for one in plan.backups if one.is_own]
        self.with_backups.setText(count(words.DELETE_ONE, words.DELETE_MANY, len(own)))
        self.with_backups.setVisible(bool(own))
        self.sure.show()
        self.sure.setFocus()
        self._rest("")

    def _warnings(self, plan: "ErasurePlan") -> list[str]:
        told = [say(words.NOT_OVER, day=self._days.words(plan.not_over, self._today))] if plan.not_over else []
        if plan.look_alikes:
            told.append(count(words.ALIKE_ONE, words.ALIKE_MANY, len(plan.look_alikes)))
        return told

    def _tell_backups(self, backups: "tuple[Holding, ...]") -> None:
        """Those made by hand one by one, for a person has to delete them; the others by their kind."""
        by_hand = [[one] for one in backups if not one.is_own]
        own = [[one for one in backups if one.is_own and one.occasion == kind] for kind in words.KINDS]
        rows = [self._backup(group) for group in (*by_hand, *own) if group]
        self.backups.setText("\n".join(rows) if rows else say(words.HELD_NONE))
        self.held.show()

    def _backup(self, group: "list[Holding]") -> str:
        newest = group[0]
        when = moment_words(self._stage, newest.taken_at)
        what = count(*words.KINDS[newest.occasion], len(group), when=when)
        return say(words.BACKUP_ROW, what=what, until=self._until(group))

    def _until(self, group: "list[Holding]") -> str:
        one, days = group[0], [each.until for each in group if each.until is not None]
        if not one.is_own:
            return say(words.BY_HAND, file=one.path.name)
        if days:
            return say(words.UNTIL, day=self._days.words(max(days).isoformat(), self._today))
        return say(words.UNTIL_UPDATES if one.occasion == "before-upgrade" else words.UNTIL_DELETED)

    def _fail_to_look(self, error: BaseException) -> None:
        if not self._is_gone:
            self.trouble.say(say(words.NOT_FOUND), sentence_of(error))
            self._rest("")

    # Doing it

    def _erase(self) -> None:
        self.trouble.hide()
        try:
            self._eraser.erase(self._guest, self._take_proof, self._fail)
        except Stopped as error:
            self._fail(error)
            return
        self._is_busy = True
        self._rest(say(words.ERASING))

    def _take_proof(self, proof: "Certificate") -> None:
        self.proof = proof
        if self.plan is not None:
            self._eraser.forget_typed(self.plan.name)
        self.erased.emit(say(words.TOLD))
        own = [one.path for one in proof.backups if one.is_own]
        if self.with_backups.isChecked() and own:
            try:
                self._eraser.forget_backups(own, self._take_fewer_backups, self._fail_to_forget)
            except Stopped as error:
                self._fail_to_forget(error)
            return
        self._tell_done(proof)

    def _take_fewer_backups(self, _none: None) -> None:
        if self.proof is not None:
            self.proof = replace(self.proof, backups=tuple(one for one in self.proof.backups if not one.is_own))
            self._tell_done(self.proof)

    def _fail_to_forget(self, error: BaseException) -> None:
        if self.proof is not None:
            self._tell_done(self.proof)
        self.trouble.say(say(words.BACKUPS_STAY), sentence_of(error))
        self.open()

    def _tell_done(self, proof: "Certificate") -> None:
        self._is_busy = False
        self.headline.setText(say(words.DONE))
        self.stays.setText(say(words.DONE_TEXT, when=moment_words(self._stage, proof.at)))
        self.story.setText("\n".join(lines_of_removed(proof)))
        _show(self.warning, "" if proof.scrubbed else say(words.NOT_SCRUBBED))
        self._tell_backups(proof.backups)
        self.with_backups.hide()
        self.sure.hide()
        self.save_button.show()
        self._rest("")
        if self._is_gone:
            self.deleteLater()

    def _save(self) -> None:
        if self.proof is not None:
            self.state.setText(save_proof(self, self._stage, self.proof))

    def _fail(self, error: BaseException) -> None:
        """Said here, even if the dialog was closed meanwhile: whoever pressed the button believes that it is done."""
        self._is_busy = self._is_gone = False
        self.trouble.say(say(words.FAILED), sentence_of(error))
        self._rest("")
        self.open()

    def _go(self) -> None:
        """It is closed; while the answer to a wish is still to come, only out of sight."""
        if not self._is_gone:
            self._is_gone = True
            if not self._is_busy:
                self.deleteLater()

    def _rest(self, state: str) -> None:
        """What is under way, and what can be pressed meanwhile; Enter never erases."""
        self.state.setText(state)
        self.erase_button.setVisible(self.proof is None)
        self.erase_button.setEnabled(self.plan is not None and self.sure.isChecked() and not self._is_busy)
        self.erase_button.setAutoDefault(False)
        self.sure.setEnabled(not self._is_busy)
        self.with_backups.setEnabled(not self._is_busy)
        self.close_button.setText(say(words.CANCEL if self.proof is None else words.CLOSE))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.setDefault(True)
        self._fit()

    def _fit(self) -> None:
        """As high as the texts are at this width, and no higher."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def _show(one: QLabel, text: str) -> None:
    one.setText(text)
    one.setVisible(bool(text))
