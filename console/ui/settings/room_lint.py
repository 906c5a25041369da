"""What is odd about the rooms, each in a sentence, with the way to where it can be mended."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from console.services.house_settings import UnknownPlace
from console.services.mapped_places import Mapping, Twice
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, label, row
from console.ui.kit.words import count, say
from console.ui.parts import ShowPlace
from console.ui.wording import settings as words


class Lint(QWidget):
    """One calm line where nothing is odd."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._told: list[str] = []
        self._box = column(spacing=Space.S)
        self.setLayout(self._box)

    @property
    def text(self) -> str:
        """What is told, a line for each."""
        return "\n".join(self._told)

    def tell(self, unknown: tuple[UnknownPlace, ...], mapping: Mapping) -> None:
        """Show what is odd now; lines are made anew only where they are different."""
        waits = [_waiting(place) for place in unknown]
        told = [*waits, *_odd(mapping)] or [say(words.ALL_KNOWN)]
        if told == self._told:
            return
        self._told = told
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        good = not waits and told == [say(words.ALL_KNOWN)]
        for number, sentence in enumerate(told):
            self._box.addWidget(self._line(sentence, good=good, mappable=number < len(waits)))

    def _line(self, sentence: str, *, good: bool, mappable: bool) -> QWidget:
        sign = Sign(self._stage.icon(*(("check-circle", "good") if good else ("warning", "warn"))))
        line = row(sign, spacing=Space.S)
        line.addWidget(label(sentence, wraps=True), 1)
        if mappable:
            line.addWidget(button(say(words.MAP_IT), self._go))
        made = QWidget()
        made.setLayout(line)
        return made

    def _go(self) -> None:
        self._stage.courier.send(ShowPlace("sync", "parked"))


def _waiting(place: UnknownPlace) -> str:
    return count(*words.UNKNOWN_ONE, place.bookings, number=place.room_type_id, unit=place.unit_id)


def _odd(mapping: Mapping) -> Iterator[str]:
    for twice in mapping.twice:
        yield say(words.MAPPED_TWICE, room=twice.room_name, places=_places(twice))
    for one in mapping.miscounted:
        yield count(*words.MISCOUNTED, one.sold, type=one.type_name, rooms=one.rooms)
    for full in mapping.overfull:
        yield count(*words.OVERFULL, full.bookings, type=full.type_name, takes=full.takes)


def _places(twice: Twice) -> str:
    return say(words.LIST_AND).join(say(words.PLACE, type=name, unit=unit) for name, unit in twice.places)
