"""An overbooking, its cause and the ways out of it as a person reads them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import reduce

from PySide6.QtCore import QLocale

from console.domain.discrepancies import Severity
from console.domain.hotel import Room
from console.domain.occupancy import Stay
from console.domain.overbooking import OverbookingStatus
from console.domain.overbooking_causes import OverbookingCause
from console.domain.room_moves import Move
from console.domain.ways_out import Way, WayKind
from console.services.overbooking_book import OverbookingLine, OverbookingView
from console.ui.kit.days import Days
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import overbooking as words

_WHEN = {
    Severity.TONIGHT: (words.TONIGHT, "moon", "bad"),
    Severity.NEXT_7_DAYS: (words.NEXT_7_DAYS, "calendar", "warn"),
    Severity.LATER: (words.LATER, "calendar-blank", ""),
}
_MOST_NAMED = 3
_ENDED = (words.PAST, "check-circle", "good")
_STATES: Mapping[OverbookingStatus, str] = {
    OverbookingStatus.OPEN: words.STATE_OPEN,
    OverbookingStatus.ACCEPTED: words.STATE_ACCEPTED,
    OverbookingStatus.SETTLED: words.STATE_SETTLED,
}
_WHY_WAY = {
    WayKind.SAME_TYPE: words.WHY_SAME_TYPE,
    WayKind.BETTER_TYPE: words.WHY_BETTER_TYPE,
    WayKind.SPLIT: words.WHY_SPLIT,
    WayKind.WALK: words.WHY_WALK,
}


class OverbookingTelling:
    """Turns overbookings into words, by the hotel's clocks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._days = Days(QLocale())

    # Of a row

    def when(self, line: OverbookingLine) -> tuple[str, str, str]:
        """How soon it is: in a word, as an icon, and in its tone."""
        if line.known.status is OverbookingStatus.SETTLED:
            text, icon, tone = _ENDED
        else:
            text, icon, tone = _WHEN.get(line.severity, _WHEN[Severity.LATER])
        return say(text), icon, tone

    def place(self, line: OverbookingLine) -> str:
        return say(words.TYPE if line.is_type else words.ROOM, place=line.place)

    def place_with_type(self, line: OverbookingLine) -> str:
        """With the type of the room, for whoever does not know the house."""
        if line.is_type or not line.type_name:
            return self.place(line)
        return say(words.ROOM_OF_TYPE, place=line.place, type=line.type_name)

    def guests(self, line: OverbookingLine) -> str:
        """At most three by name."""
        named = [say(words.CLOSURE) if name is None else name or say(words.NO_NAME) for name in line.guests]
        *others, last = named or [""]
        if len(others) >= _MOST_NAMED:
            few = others[: _MOST_NAMED - 1]
            return say(words.AND_MORE, first=_listed(few), n=len(named) - len(few))
        return say(words.AND, first=_listed(others), last=last) if others else last

    def nights(self, line: OverbookingLine) -> str:
        known = line.known
        span = say(words.SPAN, first=self.day(known.first), last=self.day(known.last))
        return count(*words.NIGHTS_OF, (known.last - known.first).days, span=span)

    def cause(self, line: OverbookingLine) -> str:
        return say(words.CAUSES[line.known.cause.value])

    def since(self, line: OverbookingLine) -> str:
        return time_words(self._stage, line.known.since)

    def state(self, line: OverbookingLine) -> str:
        return say(_STATES[line.known.status])

    def row(self, line: OverbookingLine) -> str:
        """The whole row in one sentence, for those who listen to it."""
        return say(
            words.ROW,
            when=self.when(line)[0],
            place=self.place(line),
            nights=self.nights(line),
            guests=self.guests(line),
            state=self.state(line),
        )

    def day(self, day: date) -> str:
        today = self._stage.local(self._stage.clock.now()).date().isoformat()
        return self._days.words(day.isoformat(), today)

    def moment(self, moment: datetime | None) -> str:
        return time_words(self._stage, moment)

    # Of one

    def head(self, view: OverbookingView) -> str:
        """What is the case, in a few words."""
        line = view.line
        if line.is_type:
            return count(*words.HEAD_TYPE, line.known.excess, place=line.place)
        return count(*words.HEAD_ROOM, len(line.known.stays), place=line.place)

    def found(self, line: OverbookingLine) -> str:
        return say(words.FOUND, moment=self.since(line), how=self.how(line))

    def how(self, line: OverbookingLine) -> str:
        """By what it was found."""
        return say(words.BY.get(line.known.source, words.BY_ELSE))

    def guest(self, view: OverbookingView, id_: int | None) -> str:
        """Whose a reservation (our id) is."""
        person = view.people.get(id_ or 0)
        return (person.name if person else "") or say(words.NO_NAME)

    def of_stay(self, view: OverbookingView, stay: Stay) -> str:
        return say(words.CLOSURE) if stay.is_closure else self.guest(view, stay.reservation_id)

    def channel(self, view: OverbookingView, id_: int) -> str:
        person = view.people.get(id_)
        name = person.channel if person else ""
        return name[:1].upper() + name[1:] if name else say(words.SHEET_UNKNOWN)

    def booked(self, view: OverbookingView, number: int, stay: Stay) -> str:
        """Who it is, when they booked, and when that was first heard of here."""
        heard = self.moment(view.heard.get(stay.reservation_id))
        if stay.is_closure:
            return say(words.CLOSED_AT, n=number, heard=heard)
        named = {
            "n": number,
            "guest": self.guest(view, stay.reservation_id),
            "channel": self.channel(view, stay.reservation_id),
            "heard": heard,
        }
        if stay.booked_at is None:
            return say(words.BOOKED_NEVER, **named)
        return say(words.BOOKED, moment=self.moment(stay.booked_at), **named)

    def ended(self, view: OverbookingView) -> str:
        """What became of it; empty while it is open."""
        known = view.line.known
        if known.ending is not None:
            return say(words.ENDED[known.ending.value], moment=self.moment(known.settled_at))
        if known.status is OverbookingStatus.ACCEPTED:
            template = words.ACCEPTED if known.accepted_by else words.ACCEPTED_NOBODY
            return say(template, who=known.accepted_by, moment=self.moment(known.accepted_at), reason=known.reason)
        return ""

    def because(self, view: OverbookingView) -> str:
        """The likely cause, with what speaks for it."""
        cause, facts = view.line.known.cause, view.line.known.because
        if cause is OverbookingCause.UNKNOWN:
            changed = facts.at is not None
            return say(words.BECAUSE_CHANGED, moment=self.moment(facts.at)) if changed else say(words.BECAUSE_UNKNOWN)
        return say(
            getattr(words, f"BECAUSE_{cause.name}"),
            other=self.guest(view, facts.other),
            moment=self.moment(facts.at),
            first=self.guest(view, facts.first),
            first_channel=self.channel(view, facts.first),
            first_moment=self.moment(facts.first_booked),
            second=self.guest(view, facts.second),
            second_channel=self.channel(view, facts.second),
            second_moment=self.moment(facts.second_booked),
        )

    # Of a way out

    def way(self, view: OverbookingView, way: Way) -> str:
        """What is done, in the order in which it is done."""
        if way.walked is not None:
            return say(words.WAY_WALK, guest=self.of_stay(view, way.walked))
        if way.kind is WayKind.SPLIT:
            one, two = way.moves
            return say(
                words.WAY_SPLIT,
                guest=self.of_stay(view, one.stay),
                one=one.room.name,
                cut=self.day(one.last),
                two=two.room.name,
            )
        return self._moves(view, way, words.WAY_MOVE, words.WAY_MOVE_TYPE)

    def way_done(self, view: OverbookingView, way: Way) -> str:
        """What was done."""
        return self._moves(view, way, words.MOVED, words.MOVED_TYPE)

    def _moves(self, view: OverbookingView, way: Way, within: str, beyond: str) -> str:
        """One move after the other; `within` a type and `beyond` it are the words of the first."""
        first, *rest = way.moves
        told = self._step(view, first, within, beyond)
        for move in rest:
            told = self._step(view, move, words.WAY_THEN, words.WAY_THEN_TYPE, told)
        return told

    def _step(self, view: OverbookingView, move: Move, within: str, beyond: str, done: str = "") -> str:
        guest, room = self.of_stay(view, move.stay), move.room
        if room.room_type_id == move.stay.room_type_id:
            return say(within, done=done, guest=guest, room=room.name)
        return say(beyond, done=done, guest=guest, room=room.name, type=view.type_names.get(room.room_type_id, ""))

    def why_way(self, way: Way) -> str:
        """What speaks for it, or what there is to know of it."""
        is_chain = way.kind is WayKind.CHAIN
        told = count(*words.WHY_CHAIN, len(way.moves)) if is_chain else say(_WHY_WAY[way.kind])
        group = say(words.GROUP_MOVED) if any(move.stay.group_id for move in way.moves) else ""
        return " ".join(filter(None, (told, group)))

    # Of the chart

    def chart(self, view: OverbookingView, way: Way | None) -> str:
        """What the picture shows, for those who cannot see it."""
        known = view.line.known
        if way is None:
            return say(
                words.CHART_TYPE if view.line.is_type else words.CHART_SENTENCE,
                place=view.line.place if view.line.is_type else self.place(view.line),
                guests=self.guests(view.line),
                first=self.day(known.first),
                last=self.day(known.last),
            )
        if way.kind is WayKind.SPLIT:
            return say(words.CHART_SPLIT, guest=self.of_stay(view, way.moves[0].stay))
        if way.walked is not None:
            return say(words.CHART_WALKED, guest=self.of_stay(view, way.walked))
        return say(words.CHART_FREE)

    def room(self, room: Room | None) -> str:
        return room.name if room else say(words.NO_ROOM_YET)


def _listed(named: Iterable[str]) -> str:
    return reduce(lambda first, rest: say(words.LISTED, first=first, rest=rest), named)
