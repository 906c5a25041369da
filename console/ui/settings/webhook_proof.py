"""How Beds24's messages are known: what proves them, and a secret that can be given but never be read."""

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.hooks import VerifyMode
from console.domain.secret import Secret
from console.domain.webhook_setup import MOST_DAYS, USUAL_DAYS, WebhookSetup, new_secret
from console.services.webhook_settings import WebhookStanding, WebhookWishes
from console.ui.kit.moments import moment_words
from console.ui.kit.secret_field import SecretField
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, card, column, label, row, rule
from console.ui.kit.words import say
from console.ui.settings.ages import ago
from console.ui.settings.section import Field, Section, choice_field, number_field
from console.ui.settings.webhook_parts import FreshSecret, WebhookParts
from console.ui.wording import webhook as words


class ProofCard(QWidget):
    """Every change counts for the next message; the former secret stays good for as many days as are chosen here."""

    def __init__(self, section: Section, parts: WebhookParts, fresh: FreshSecret) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        self._fresh = fresh
        self._setup = WebhookSetup()
        stage = section.stage
        self.mode = choice_field({key: say(text) for key, text in words.MODES.items()}, self._choose)
        self.mode_field = Field(stage, say(words.MODE), say(words.MODE_TEXT), self.mode)
        self.note = label(kind="muted", wraps=True)
        self.header = QLineEdit()
        self.header.setMinimumWidth(stage.scaled(220))
        self.header.editingFinished.connect(self._rename)
        self.header_field = Field(stage, say(words.HEADER), say(words.HEADER_TEXT), self.header)
        self.days = number_field(say(words.DAYS_UNIT), MOST_DAYS, lambda _days: None)
        self.days.setValue(USUAL_DAYS)
        self.days_field = Field(stage, say(words.DAYS), say(words.DAYS_TEXT), self.days)
        inner = card(
            column(self.mode_field, self.note, spacing=Space.XS), rule(), self.header_field, rule(),
            self._secret(), rule(), self.days_field, margin=Space.XL, spacing=Space.M,
        )  # fmt: skip
        self.setLayout(column(label(say(words.PROOF), "subtitle"), inner))

    def _secret(self) -> QWidget:
        self.make = button(say(words.SHARED_MAKE), lambda: self._keep(new_secret()))
        self.enter = button(say(words.SHARED_ENTER), self._open)
        self.secret_field = Field(
            self._section.stage, say(words.SHARED), say(words.SHARED_KEPT), row(self.enter, self.make)
        )
        self.uses = label(kind="muted", wraps=True)
        self.former = label(kind="muted", wraps=True)
        self.entry = SecretField(self._section.stage, say(words.SHARED_FIELD), say(words.SHARED_HINT))
        self.use = button(say(words.SHARED_USE), lambda: self._keep(Secret(self.entry.text)), "primary")
        self.use.setEnabled(False)
        self.entry.line.textChanged.connect(lambda _text: self.use.setEnabled(bool(self.entry.text)))
        self.entry.line.returnPressed.connect(lambda: self._keep(Secret(self.entry.text)) if self.entry.text else None)
        self.panel = QWidget()
        self.panel.setLayout(column(self.entry, row(self.use, button(say(words.CANCEL), self._close), None)))
        self.panel.hide()
        holder = QWidget()
        holder.setLayout(column(self.secret_field, self.uses, self.former, self.panel, spacing=Space.XS))
        return holder

    def show_standing(self, standing: WebhookStanding) -> None:
        """Show what is kept; what was typed and refused stays, to be mended."""
        setup = self._setup = standing.setup
        self.mode.setCurrentIndex(self.mode.findData(setup.mode.value))
        self.note.setText(say(words.MODE_NOTES[setup.mode.value]))
        if not self.header.isModified():
            self.header.setText(setup.header_name)
        self.header_field.setEnabled(setup.mode is not VerifyMode.HMAC)
        now = self._section.stage.clock.now()
        used = setup.secret_used_at
        self.uses.setText(say(words.SHARED_USED, when=ago(used, now)) if used else say(words.SHARED_UNUSED))
        self.former.setText(self._former(setup, now))
        self.former.setVisible(bool(self.former.text()))

    def _former(self, setup: WebhookSetup, now: datetime) -> str:
        if setup.previous_until is None or setup.previous_until <= now:
            return ""
        until = moment_words(self._section.stage, setup.previous_until)
        if setup.previous_used_at is None:
            return say(words.SHARED_FORMER_UNUSED, until=until)
        return say(words.SHARED_FORMER, until=until, when=ago(setup.previous_used_at, now))

    def _choose(self, mode: str) -> None:
        self._save(self.mode_field, WebhookWishes(mode=VerifyMode(mode)))

    def _rename(self) -> None:
        if self.header.text().strip() != self._setup.header_name:
            self._save(self.header_field, WebhookWishes(header_name=self.header.text()))

    def _keep(self, secret: Secret) -> None:
        def kept() -> None:
            self._fresh.put(secret)
            self._close()
            self._section.refresh()

        wishes = WebhookWishes(secret=secret, days=self.days.value())
        parts = self._parts
        self._section.save(self.secret_field, lambda: parts.desk.switch_on(wishes, parts.open_cipher), kept)

    def _save(self, field: Field, wishes: WebhookWishes) -> None:
        parts = self._parts
        self._section.save(field, lambda: parts.desk.switch_on(wishes, parts.open_cipher), self._was_kept)

    def _was_kept(self) -> None:
        self.header.setModified(False)
        self._section.refresh()

    def _open(self) -> None:
        self.panel.show()
        self.entry.take_up()

    def _close(self) -> None:
        self.entry.clear()
        if self.panel.isVisible():
            self.panel.hide()
            self.enter.setFocus()
