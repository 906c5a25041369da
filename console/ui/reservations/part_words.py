"""A part of a reservation as it was at some moment, in words."""

import re

from console.domain.as_of import State
from console.domain.details import PlaceName, ReservationDetails
from console.domain.edits import FIELDS_OF, Part
from console.ui.kit.words import count, say
from console.ui.reservations.field_values import value_words
from console.ui.reservations.telling import Telling
from console.ui.wording import reservation_details as detail_words
from console.ui.wording import time_machine as words

_LONG_WORD, _PIECE = re.compile(r"\S{24,}"), re.compile(r".{1,12}")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
ROOM_FIELDS = FIELDS_OF[Part.ROOM]


class PartWords:
    """Of one reservation, whose hotel calls its rooms by names."""

    def __init__(self, details: ReservationDetails, telling: Telling) -> None:
        self._currency, self._telling = details.line.currency, telling
        self._channel = (details.line.channel, details.line.channel_name)
        self._places = {(str(one.room_type_id), str(one.unit_id)): one for one in details.places}

    def value(self, field: str, text: str | None) -> str:
        """One field's value, which may be broken within words that are too long for a narrow pane."""
        code, name = self._channel
        if field == "channel" and text == code and name:
            return name
        told = value_words(field, text, self._currency, self._telling)
        return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word.group())), told)

    def part(self, part: Part, state: State) -> str:
        """All that a part says, in one line."""
        if part is Part.ROOM:
            return self.room(state)
        if part is Part.GUESTS:
            return self._people(state)
        told = [self.value(name, state.texts.get(name)) for name in FIELDS_OF[part] if state.text(name)]
        joined = (
            say(detail_words.STAY_DATES, arrival=told[0], departure=told[-1]) if part is Part.DATES and told else ""
        )
        return joined or (" " if part is Part.NAME else ", ").join(told) or say(detail_words.NOTHING)

    def room(self, state: State) -> str:
        """The room by the name that it has today, or the type that still waited for one."""
        type_id, unit = (state.text(name) for name in ROOM_FIELDS)
        found = self._places.get((type_id, unit)) or self._places.get((type_id, "0"))
        if found is None:
            return say(words.PLACE_UNKNOWN, room_type_id=type_id, unit_id=unit)
        return self._named(found, is_unit=(type_id, unit) in self._places and unit != "0")

    def _named(self, place: PlaceName, *, is_unit: bool) -> str:
        if not is_unit:
            return say(words.NO_ROOM_YET, room_type=place.room_type)
        if place.room == place.room_type:
            return place.room
        return say(words.ROOM_AND_TYPE, room=place.room, room_type=place.room_type)

    def knows(self, state: State) -> bool:
        """Whether the room of then is one of today's."""
        return tuple(state.text(name) for name in ROOM_FIELDS) in self._places

    def _people(self, state: State) -> str:
        adults, children = (int(state.text(name) or 0) for name in FIELDS_OF[Part.GUESTS])
        told = count(detail_words.ADULT_ONE, detail_words.ADULT_MANY, adults)
        if not children:
            return told
        young = count(detail_words.CHILD_ONE, detail_words.CHILD_MANY, children)
        return say(detail_words.PEOPLE, adults=told, children=young)
