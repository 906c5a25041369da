"""Putting a part of a reservation back as it was: said by the adviser where it belongs to a channel, and undoable."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.acts import Act
from console.domain.adviser import Advice, advise
from console.domain.edits import Intent
from console.domain.errors import RoomTaken
from console.services.channels import known_channels
from console.ui.editing.advice_words import sentences
from console.ui.kit.asking import Role, question
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.parts import Done, NotDone, Parts
from console.ui.reservations.past_telling import PutBack
from console.ui.wording import time_machine as words


class PuttingBack(QObject):
    """Hears what somebody wants back, and does it on the saver's thread; questions stand `over` a widget."""

    def __init__(self, stage: Stage, parts: Parts, over: QWidget) -> None:
        super().__init__(over)
        self._stage, self._parts, self._over = stage, parts, over
        stage.courier.arrived.connect(self._hear)

    def _hear(self, news: object) -> None:
        if isinstance(news, PutBack):
            self._stage.reader.ask(partial(self._read, news), partial(self._advise, news), partial(self._fail, news))

    def _read(self, wanted: PutBack) -> Advice | None:
        details = self._parts.book.details(wanted.reservation_id)
        if details is None:
            return None
        channel = known_channels().of(details.booking)
        return advise(details.booking, wanted.part, dict(wanted.values), channel)

    def _advise(self, wanted: PutBack, advice: Advice | None) -> None:
        if advice is None or not advice.matters:
            self._do(wanted)
            return
        does: dict[str, Callable[[], object]] = {say(words.PUT_BACK_HERE): partial(self._do, wanted, Intent.KEEP)}
        if advice.may_send:
            does = {say(words.PUT_BACK_SEND): partial(self._do, wanted, Intent.SEND)} | does
        title = say(words.PUT_BACK_TITLE, what=say(words.PARTS[wanted.part]))
        self._ask(title, " ".join(sentences(advice)), does)

    def _do(self, wanted: PutBack, intent: Intent = Intent.SEND, *, overbooks: bool = False) -> None:
        def write() -> Act:
            values = dict(wanted.values)
            return self._parts.edit_desk.change(wanted.reservation_id, values, intent, overbooks=overbooks)

        def failed(error: BaseException) -> None:
            if isinstance(error, RoomTaken) and not overbooks:
                self._insist(wanted, intent, error)
            else:
                self._fail(wanted, error)

        self._parts.saver.save(write, partial(self._tell, wanted), failed)

    def _insist(self, wanted: PutBack, intent: Intent, error: RoomTaken) -> None:
        """The room may be taken all the same, when somebody says so."""
        does: dict[str, Callable[[], object]] = {say(words.OVERBOOK): partial(self._do, wanted, intent, overbooks=True)}
        self._ask(say(words.OVERBOOK_TITLE), sentence_of(error), does)

    def _ask(self, title: str, text: str, does: dict[str, Callable[[], object]]) -> None:
        """What can be done, by the words of the buttons; the answer at hand does nothing."""
        answers = [*((told, Role.AcceptRole) for told in does), (say(words.PUT_BACK_NOT), Role.RejectRole)]
        box = question(self._over, title, text, answers, at_hand=len(answers) - 1)

        def finish() -> None:
            does.get(box.clickedButton().text(), _nothing)()
            box.deleteLater()

        box.finished.connect(lambda _result: finish())
        box.open()

    def _tell(self, wanted: PutBack, act: Act) -> None:
        sentence = say(words.PUT_BACK_DONE, what=say(words.PARTS[wanted.part]), value=wanted.told)
        self._stage.courier.send(Done.of_acts(sentence, act.id))

    def _fail(self, wanted: PutBack, error: BaseException) -> None:
        what = say(words.PARTS[wanted.part])
        sentence = say(words.PUT_BACK_FAILED, what=what[:1].upper() + what[1:], why=sentence_of(error))
        self._stage.courier.send(NotDone(sentence))


def _nothing() -> None:
    """Somebody thought better of it."""
