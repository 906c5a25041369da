"""The test: a message of our own to the public address, and where it ended."""

from PySide6.QtWidgets import QWidget

from console.domain.webhook_ear import EarState, Trip, TripEnd
from console.domain.webhook_setup import WebhookSetup
from console.ui.kit.answers import Answers
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import headline_of, sentence_of
from console.ui.kit.widgets import button, card, column, label, row
from console.ui.kit.words import say
from console.ui.settings.webhook_parts import StateLine, WebhookParts
from console.ui.wording import webhook as words


class TripCard(QWidget):
    """What it found is true for the moment only, so it is forgotten when something changes."""

    def __init__(self, stage: Stage, parts: WebhookParts) -> None:
        super().__init__()
        self._parts = parts
        self._answers = Answers(self)
        self._tried: object = None
        self._under_way = False
        self.start = button(say(words.TRIP_START), self._start, icon=stage.icon("paper-plane-tilt"))
        self.result = StateLine(stage)
        self.result.hide()
        about = label(say(words.TRIP_TEXT), "muted", wraps=True)
        inner = card(about, row(self.start, None), self.result, margin=Space.XL, spacing=Space.M)
        self.setLayout(column(label(say(words.TRIP), "subtitle"), inner))

    def show_standing(self, setup: WebhookSetup, ear: EarState) -> None:
        """What was found no longer holds once the way is another one."""
        way = (setup.address, setup.mode, setup.header_name, ear.port)
        if way != self._tried:
            self._tried = way
            self.result.setVisible(self._under_way)

    def _start(self) -> None:
        self._set_under_way(under_way=True)
        self.result.tell("hourglass-medium", "muted", say(words.TRIP_UNDER_WAY))
        self.result.show()
        self._answers.follow(self._parts.try_out(), self._came, self._failed)

    def _set_under_way(self, *, under_way: bool) -> None:
        self._under_way = under_way
        self.start.setEnabled(not under_way)

    def _came(self, trip: Trip) -> None:
        self._set_under_way(under_way=False)
        icon, tone = ("check-circle", "good") if trip.end is TripEnd.ARRIVED else ("x-circle", "bad")
        port = self._parts.ear().port
        text = say(
            words.TRIP_TEXTS[trip.end.value],
            code=trip.code or "",
            port=port,
            seconds=f"{max(trip.seconds or 0, 0.1):.1f}",
        )
        self.result.tell(icon, tone, say(words.TRIP_ENDS[trip.end.value]), text)

    def _failed(self, error: BaseException) -> None:
        self._set_under_way(under_way=False)
        self.result.tell("warning-circle", "bad", headline_of(error), sentence_of(error))
