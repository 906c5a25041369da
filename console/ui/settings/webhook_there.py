"""Beds24's side: told by itself and read back where the key may do that, by three lines to paste where it may not."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.domain.errors import NoRightToSettings
from console.domain.hooks import VerifyMode
from console.domain.powers import Power, powers_of
from console.domain.quick_tunnel import MovePhase, MoveState
from console.domain.webhook_setup import WebhookSetup
from console.services.webhook_at_beds24 import AtBeds24
from console.ui.kit.answers import Answers
from console.ui.kit.moments import clock_words
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import button, card, column, dress, label, row
from console.ui.kit.words import say
from console.ui.settings.section import Section
from console.ui.settings.webhook_parts import CopyLine, FreshSecret, StateLine, WebhookParts
from console.ui.settings.webhook_tunnel import WayNow
from console.ui.wording import quick_tunnel as tunnel_words
from console.ui.wording import webhook as words

_ASKED_BY_HAND = (VerifyMode.HMAC, VerifyMode.BOTH)


class ThereCard(QWidget):
    """Beds24 is asked by a person only: looking costs a little of its allowance."""

    def __init__(self, section: Section, parts: WebhookParts, fresh: FreshSecret) -> None:
        super().__init__()
        self._section = section
        self._parts = parts
        self._fresh = fresh
        self._answers = Answers(self)
        self._setup = WebhookSetup()
        self._wished: object = None
        self._asked: object = None
        self._scopes: tuple[str, ...] | None = None
        self._way: WayNow | None = None
        self._found: AtBeds24 | None = None
        self._problem = ""
        self._may_write = True
        self._busy = False
        stage = section.stage
        self.state = StateLine(stage)
        self.others = label(kind="muted", wraps=True)
        self.set_up = button(say(words.THERE_SET), self._tell, "primary")
        self.look = button(say(words.THERE_LOOK), self._ask, icon=stage.icon("arrows-clockwise"))
        self.cards = Trouble(stage)
        self.by_hand = ByHand(section, fresh)
        inner = card(
            self.state, self.others, row(self.set_up, self.look, None), self.cards, self.by_hand,
            margin=Space.XL, spacing=Space.M,
        )  # fmt: skip
        self.setLayout(column(label(say(words.THERE), "subtitle"), inner))

    @property
    def may_write(self) -> bool:
        """Whether the key may change settings at Beds24, as far as is known."""
        return self._may_write

    def show_standing(self, setup: WebhookSetup, scopes: tuple[str, ...] | None, way: WayNow) -> None:
        """What was found is no longer so once what is wished for has changed; `scopes` is what the key may do."""
        self._way = way
        wished = (setup.address, setup.header_name, setup.mode, self._fresh.number)
        if wished != self._wished:
            self._found, self._problem = None, ""
        self._setup, self._wished = setup, wished
        if scopes != self._scopes:
            self._scopes = scopes
            self._may_write = scopes is None or Power.CHANGE_HOTEL in powers_of(scopes)
        self.by_hand.show_setup(setup, closed=way.waits)
        self.set_up.setVisible(self._may_write)
        if not self._busy:
            self._show()

    def _show(self) -> None:
        found = self._found
        why_not = self._why_not()
        self.set_up.setEnabled(not why_not and self._may_write)
        self.look.setEnabled(True)
        stands = found.stands if found is not None else self._move.phase is MovePhase.DONE
        self.set_up.setText(say(words.THERE_SET_AGAIN if stands else words.THERE_SET))
        dress(self.set_up, "" if stands else "primary")
        self.by_hand.setVisible(not self._may_write and not stands)
        self.others.setText(say(words.THERE_OTHERS, names=say(words.THERE_AND).join(found.others)) if found else "")
        self.others.setVisible(bool(found and found.others))
        self._tell_cards(found)
        if why_not:
            self.state.tell("info", "muted", say(words.THERE_UNKNOWN), why_not)
        elif self._problem:
            self.state.tell("warning-circle", "bad", say(words.THERE_FAILED), self._problem)
        elif found is None:
            self.state.tell(*self._unseen())
        else:
            self.state.tell(*_state_of(found, by_hand=not self._may_write))

    @property
    def _move(self) -> MoveState:
        return self._way.move if self._way is not None and self._way.wish.wanted else MoveState()

    def _unseen(self) -> tuple[str, str, str, str]:
        """What is known without having looked: what became of the tunnel's newest address."""
        move = self._move
        if move.phase is not MovePhase.NOTHING:
            return _moved_words(move, self._section.stage, say(self._todo))
        todo = words.THERE_BY_HAND if not self._may_write else words.THERE_UNKNOWN_TEXT
        return "question", "muted", say(words.THERE_UNKNOWN), say(todo)

    @property
    def _todo(self) -> str:
        return words.THERE_CLICK if self._may_write else words.THERE_BY_HAND

    def _why_not(self) -> str:
        if self._way is not None and self._way.waits:
            return say(tunnel_words.WAITS_FOR_TUNNEL)
        if not self._setup.public_url:
            return say(words.THERE_NO_ADDRESS)
        return say(words.THERE_CANNOT_SIGN) if self._setup.mode in _ASKED_BY_HAND else ""

    def _tell_cards(self, found: AtBeds24 | None) -> None:
        if found is None or not found.sends_cards:
            self.cards.hide()
            return
        if not self._may_write:
            self.cards.say(say(words.CARDS), say(words.CARDS_BY_HAND, text=say(words.CARDS_TEXT)))
        else:
            self.cards.say(say(words.CARDS), say(words.CARDS_TEXT), (say(words.CARDS_STOP), self._stop_cards))

    def _ask(self) -> None:
        self._errand(self._parts.there.look, words.THERE_ASKING)

    def _tell(self) -> None:
        self._errand(self._parts.there.set_up, words.THERE_WRITING)

    def _stop_cards(self) -> None:
        self._errand(self._parts.there.send_no_card_data, words.THERE_WRITING)

    def _errand(self, work: Callable[[], AtBeds24], word: str) -> None:
        self._busy, self._asked = True, self._wished
        for one in (self.set_up, self.look, self.cards):
            one.setEnabled(False)
        self.state.tell("hourglass-medium", "muted", say(word))
        future = self._section.services.runner.run_errand(lambda _watch: work())
        self._answers.follow(future, self._came, self._failed)

    def _came(self, found: AtBeds24) -> None:
        self._end(found, "")

    def _failed(self, error: BaseException) -> None:
        self._may_write = self._may_write and not isinstance(error, NoRightToSettings)
        self._end(None, sentence_of(error))

    def _end(self, found: AtBeds24 | None, problem: str) -> None:
        if self._asked == self._wished:  # else it is an answer to what is wished no more
            self._found, self._problem = found, problem
        self._busy = False
        self.cards.setEnabled(True)
        self._section.refresh()


class ByHand(QWidget):
    """The three lines, each with a button that copies it; the secret is copied only as long as it is fresh."""

    def __init__(self, section: Section, fresh: FreshSecret) -> None:
        super().__init__()
        self._fresh = fresh
        stage = section.stage
        self.url = CopyLine(stage, say(words.BY_HAND_URL))
        self.version = CopyLine(stage, say(words.BY_HAND_VERSION))
        self.header = CopyLine(stage, say(words.BY_HAND_HEADER), say(words.BY_HAND_FORGOTTEN))
        self.version.show_text(words.BY_HAND_VERSION_VALUE)
        self.setLayout(
            column(
                label(say(words.BY_HAND), wraps=True),
                label(say(words.BY_HAND_WHERE), "muted", wraps=True),
                self.url,
                self.version,
                self.header,
                label(say(words.BY_HAND_CARDS), "muted", wraps=True),
                spacing=Space.M,
            )
        )

    def show_setup(self, setup: WebhookSetup, *, closed: bool) -> None:
        """The lines as they are to stand there; without an address where the way is closed just now."""
        self.url.show_text(setup.address if setup.public_url and not closed else "")
        hidden = say(words.BY_HAND_HEADER_VALUE, name=setup.header_name, secret=words.BY_HAND_HIDDEN)
        fresh = self._fresh.secret
        line = say(words.BY_HAND_HEADER_VALUE, name=setup.header_name, secret=fresh.reveal()) if fresh else ""
        self.header.show_text(hidden, line)


def _moved_words(move: MoveState, stage: Stage, todo: str) -> tuple[str, str, str, str]:
    if move.phase is MovePhase.UNDER_WAY:
        return "hourglass-medium", "muted", say(tunnel_words.MOVING), ""
    if move.phase is MovePhase.DONE:
        return "check-circle", "good", say(tunnel_words.MOVED), say(tunnel_words.MOVED_TEXT)
    if move.phase is MovePhase.NOT_THERE:
        return "x-circle", "muted", say(tunnel_words.NOT_THERE), say(tunnel_words.NOT_THERE_TEXT, todo=todo)
    if move.phase is MovePhase.NO_RIGHT or move.again_at is None:
        return "warning-circle", "warn", say(tunnel_words.NO_RIGHT), say(tunnel_words.NO_RIGHT_TEXT, todo=todo)
    again = say(tunnel_words.NOT_MOVED_TEXT, sentence=move.sentence, time=clock_words(stage, move.again_at))
    return "warning-circle", "bad", say(tunnel_words.NOT_MOVED), again


def _state_of(found: AtBeds24, *, by_hand: bool) -> tuple[str, str, str, str]:
    """Icon, tone, what is the case, and what that means."""
    if found.stands:
        return "check-circle", "good", say(words.THERE_STANDS), say(words.THERE_STANDS_TEXT)
    todo = say(words.THERE_BY_HAND if by_hand else words.THERE_CLICK)
    if found.has_address and found.has_secret:
        return "warning-circle", "warn", say(words.THERE_VERSION_OFF), todo
    if found.has_address:
        return "warning-circle", "warn", say(words.THERE_OUTDATED), todo
    return "x-circle", "muted", say(words.THERE_NOT), todo
