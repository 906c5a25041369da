"""Settings › Connection: how the key stands, another one in its place, none any more."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QWidget

from console.domain.announcing import KeyLooked, SyncSettingsChanged
from console.domain.errors import KeyRefused, NotConnected, Stopped, VaultLocked, VaultMissing, WeRetry
from console.domain.runs import RunKind, Trigger
from console.domain.secret import Secret
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.services.connecting import Connected
from console.services.key_desk import KeyFound, KeyRemembered
from console.ui.kit.answers import Answers, Failed
from console.ui.kit.asking import ask_plainly
from console.ui.kit.flow import Flow
from console.ui.kit.in_view import InView
from console.ui.kit.secret_field import SecretField
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble
from console.ui.kit.widgets import button, card, column, label, row, rule
from console.ui.kit.words import count, say
from console.ui.settings.ages import ago
from console.ui.settings.section import Section
from console.ui.settings.services import SettingsServices
from console.ui.wizard.key import Powers
from console.ui.wording import settings as words
from console.ui.wording import wizard as wizard_words
from console.ui.wording.safes import SAFES

T = TypeVar("T")


class ConnectionSection(Section):
    """What is remembered is shown at once; vault and Beds24 are asked on the runner's thread."""

    name, title, icon_name, about = "connection", words.CONNECTION, "key", words.CONNECTION_ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self._answers = Answers(self)
        self._asked_at: datetime | None = None
        self._works = False
        self._refused = False
        self._sign = Sign(size=32)
        self.state = label(kind="subtitle", wraps=True)
        self.detail = label(kind="muted", wraps=True)
        self.hotel = label(kind="muted", wraps=True)
        self.place = label(kind="muted", wraps=True)
        self.powers = Powers(stage)
        self._unknown = label(say(words.SCOPES_UNKNOWN), "muted", wraps=True)
        self.replace_panel = self._make_replace()
        self.rights = QWidget()
        rights = card(self._unknown, self.powers, margin=Space.XL)
        self.rights.setLayout(column(label(say(words.SCOPES), "strong"), rights, spacing=Space.S))
        self.arrange(
            card(self._head(), rule(), self._buttons(), self.replace_panel, margin=Space.XL, spacing=Space.L),
            self.rights,
        )
        stage.courier.arrived.connect(self._hear)

    def _head(self) -> QWidget:
        holder = QWidget()
        line = row(self._sign, spacing=Space.L)
        line.addLayout(column(self.state, self.detail, self.hotel, self.place, spacing=Space.XS), 1)
        holder.setLayout(line)
        return holder

    def _buttons(self) -> QWidget:
        holder = QWidget()
        self.check = button(say(words.KEY_CHECK), self._check, icon=self.stage.icon("arrows-clockwise"))
        self.replace = button(say(words.KEY_REPLACE), self._open_replace)
        self.remove = button(say(words.KEY_REMOVE), self._remove, "danger")
        self.cancel = button(say(words.CANCEL), self.services.runner.cancel)
        self.cancel.hide()
        line = Flow(Space.S, Space.S)
        for one, gap in ((self.check, 0), (self.replace, 0), (self.cancel, 0), (self.remove, Space.XL)):
            line.add(one, gap)
        holder.setLayout(line)
        return holder

    def _make_replace(self) -> QWidget:
        panel = QWidget()
        self.code = SecretField(self.stage, say(wizard_words.CODE_FIELD), say(wizard_words.CODE_HINT))
        self.use = button(say(words.REPLACE_USE), self._replace, "primary")
        self.use.setEnabled(False)
        self.code.line.textChanged.connect(lambda _text: self.use.setEnabled(bool(self.code.text)))
        self.code.line.returnPressed.connect(lambda: self._replace() if self.code.text else None)
        self.refusal = Trouble(self.stage)
        close = button(say(words.CANCEL), self._close_replace)
        panel.setLayout(
            column(
                rule(),
                label(say(words.REPLACE_TITLE), "strong"),
                label(say(words.REPLACE_TEXT), "muted", wraps=True),
                self.code,
                self.refusal,
                row(self.use, close, None),
                spacing=Space.M,
            )
        )
        panel.hide()
        for part in (panel, self.refusal):
            InView(part)
        return panel

    @property
    def deeds(self) -> tuple[tuple[QAbstractButton, str, str], ...]:
        return (
            (self.check, words.KEY_CHECK, "Ctrl+Shift+K"),
            (self.replace, words.KEY_REPLACE, ""),
            (self.remove, words.DO_REMOVE, ""),
        )

    # What is shown

    def refresh(self) -> None:
        self.read(self.services.key.remembered, self._show)
        now = self.stage.clock.now()
        if self._asked_at is None or now - self._asked_at > _LOOK_AGAIN_AFTER:
            self._check()

    def _show(self, known: KeyRemembered) -> None:
        told = say(words.KEY_NEVER_USED)
        if known.last_used:
            told = say(words.KEY_USED, when=ago(known.last_used, self.stage.clock.now()))
        if known.last_used and not self._refused:
            told += " · " + self._life(known)
        self.detail.setText(told)
        self.hotel.setText(say(words.HOTEL_AT_BEDS24, name=known.hotel, number=known.property_id))
        self.hotel.setVisible(known.property_id is not None)
        self._unknown.setVisible(known.scopes is None)
        self.powers.setVisible(known.scopes is not None)
        if known.scopes is not None:
            self.powers.show_scopes(known.scopes)

    def _life(self, known: KeyRemembered) -> str:
        left = known.dies_at - self.stage.clock.now() if known.dies_at else None
        if left is None or left.total_seconds() <= 0:
            return say(words.KEY_DIED)
        return count(*words.KEY_DIES, left.days)

    def _tell_state(self, icon: str, tone: str, text: str) -> None:
        self._sign.show_icon(self.stage.icon(icon, tone))
        self.state.setText(text)

    def begin(self, deed: str) -> None:
        if deed == "replace":
            self._open_replace()

    def _hear(self, news: object) -> None:
        """What a run came to may tell otherwise of the key than what stands here."""
        if isinstance(news, Report) and (news.error is None or isinstance(news.error, _OF_THE_KEY)):
            if (news.error is None) is self._works:
                return
            self._asked_at = None
            if self.isVisible() and self.check.isEnabled():
                self._check()

    # What is done

    def _check(self) -> None:
        self._asked_at = self.stage.clock.now()
        self._tell_state("hourglass-medium", "muted", say(words.KEY_LOOKING))
        self._errand(self.services.key.check, self._found, self._not_found)

    def _found(self, found: KeyFound) -> None:
        self.place.setText(say(words.KEY_IN, place=say(SAFES[found.kept_in.value])) if found.kept_in else "")
        self.place.setVisible(bool(found.kept_in))
        self.remove.setEnabled(found.kept)
        self._works = found.trouble is None
        self._refused = isinstance(found.error, KeyRefused)
        self.rights.setVisible(not self._refused)
        self.stage.courier.send(KeyLooked(found.trouble))
        self.read(self.services.key.remembered, self._show)
        self.trouble.hide()
        if found.error is not None:
            self._tell_state("warning-circle", "bad" if self._refused else "warn", say(_STATE[self._refused]))
            self.trouble.tell(found.error, (say(words.TRY_AGAIN), self._check))
        elif found.kept:
            self._tell_state("check-circle", "good", say(words.KEY_WORKS))
        else:
            self._tell_state("x-circle", "bad", say(words.KEY_NONE))
            self.trouble.say(say(words.KEY_NONE), say(words.KEY_NONE_TEXT))

    def _not_found(self, error: BaseException) -> None:
        self._tell_state("warning-circle", "warn", say(words.KEY_CANNOT_TELL))
        self.trouble.tell(error, (say(words.TRY_AGAIN), self._check))

    def _open_replace(self) -> None:
        self.replace_panel.show()
        self.code.take_up()

    def _close_replace(self) -> None:
        self.code.clear()
        self.refusal.hide()
        self.replace_panel.hide()
        self.replace.setFocus()

    def _replace(self) -> None:
        code = Secret(self.code.text)
        self.refusal.hide()
        self._errand(lambda: self.services.key.replace(code), self._replaced, self._not_replaced)

    def _replaced(self, _connected: Connected) -> None:
        """Everything that shows how syncing stands heals at once, and what was missed is fetched."""
        self._close_replace()
        for news in (SyncSettingsChanged(), KeyLooked(None)):
            self.stage.courier.send(news)
        self.tell_saving(say(words.REPLACED))
        self._check()
        with suppress(Stopped):
            self.services.runner.ask(Wish(RunKind.PULL, Trigger.MANUAL))

    def _not_replaced(self, error: BaseException) -> None:
        """What was typed stays; without a keyring the program's own memory is offered, as in the first run."""
        acts = [(say(words.TRY_AGAIN), self._replace)] if isinstance(error, (*_OF_THE_VAULT, WeRetry)) else []
        if self.services.use_session_only is not None and isinstance(error, _OF_THE_VAULT):
            acts.append((say(wizard_words.SESSION_ONLY), partial(self._replace_in, self.services.use_session_only)))
        self.refusal.tell(error, *acts)
        self.code.take_up()

    def _replace_in(self, use_session_only: Callable[[], None]) -> None:
        use_session_only()
        self._replace()

    def _remove(self) -> None:
        ask_plainly(
            self, say(words.REMOVE_TITLE), say(words.REMOVE_TEXT), say(words.REMOVE_YES), say(words.REMOVE_NO),
            lambda: self._errand(self.services.key.remove, self._removed, self._not_found),
        )  # fmt: skip

    def _removed(self, _none: None) -> None:
        self.stage.courier.send(SyncSettingsChanged())
        self.tell_saving(say(words.REMOVED))
        self._check()

    def _errand(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed) -> None:
        def ended(hear: Callable[[Any], None], what: Any) -> None:
            self._set_busy(busy=False)
            hear(what)

        self._set_busy(busy=True)
        future = self.services.runner.run_errand(lambda _watch: work())
        self._answers.follow(future, lambda answer: ended(then, answer), lambda error: ended(failed, error))

    def _set_busy(self, *, busy: bool) -> None:
        for one in (self.check, self.replace, self.remove):
            one.setEnabled(not busy)
        self.use.setEnabled(not busy and bool(self.code.text))
        self.code.line.setReadOnly(busy)
        self.cancel.setVisible(busy)


_LOOK_AGAIN_AFTER = timedelta(minutes=1)
_OF_THE_VAULT = (VaultMissing, VaultLocked)
_OF_THE_KEY = (KeyRefused, NotConnected, *_OF_THE_VAULT)
_STATE = {True: words.KEY_REFUSED, False: words.KEY_CANNOT_TELL}
