"""A difference as a person reads it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QLocale

from console.domain.adviser import Owner
from console.domain.booking import MONEY_FIELDS
from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, LikelyCause, Severity
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.moments import moment_from
from console.domain.money import to_major
from console.domain.suggesting import Suggestion, suggestion_for
from console.ui.kit.days import Days
from console.ui.kit.field_words import field_word, value_word
from console.ui.kit.moments import time_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.wording import reconcile as words

SEVERITIES = {
    Severity.TONIGHT: (words.SEVERITY_TONIGHT, "moon", "bad"),
    Severity.NEXT_7_DAYS: (words.SEVERITY_NEXT_7_DAYS, "calendar", "warn"),
    Severity.LATER: (words.SEVERITY_LATER, "calendar-blank", ""),
    Severity.COSMETIC: (words.SEVERITY_COSMETIC, "note", "muted"),
}
"""In words, as an icon, and in its tone."""

KINDS: Mapping[DiscrepancyKind, str] = {kind: getattr(words, f"KIND_{kind.name}") for kind in DiscrepancyKind}
SUGGESTIONS = {
    Suggestion.SYNC: words.SUGGEST_SYNC,
    Suggestion.TAKE: words.SUGGEST_TAKE,
    Suggestion.TAKE_IN: words.SUGGEST_TAKE_IN,
    Suggestion.MAP_ROOM: words.SUGGEST_MAP_ROOM,
    Suggestion.LOOK_WAITING: words.SUGGEST_LOOK_WAITING,
    Suggestion.WAIT: words.SUGGEST_WAIT,
    Suggestion.ASK_GUEST: words.SUGGEST_ASK_GUEST,
    Suggestion.COMPARE: words.SUGGEST_COMPARE,
    Suggestion.FULL: words.SUGGEST_FULL,
    Suggestion.DECIDE: words.SUGGEST_DECIDE,
    Suggestion.LOOK_OUTBOX: words.SUGGEST_LOOK_OUTBOX,
    Suggestion.NOTHING: words.SUGGEST_NOTHING,
}
OWNERS = {
    Owner.CHANNEL: words.OWNER_CHANNEL,
    Owner.DESK: words.OWNER_DESK,
    Owner.NOBODY: words.OWNER_NOBODY,
}
_FIELDS_OF_A_KIND = frozenset(
    {
        DiscrepancyKind.DATES,
        DiscrepancyKind.GUEST_COUNT,
        DiscrepancyKind.PRICE,
        DiscrepancyKind.GUEST_DATA,
        DiscrepancyKind.DETAILS,
    }
)
_ROOMS = frozenset({"room_id", "room_type_id", "unit_id"})
_NO_BOOKING_THERE = frozenset({DiscrepancyKind.ONLY_HERE, DiscrepancyKind.GONE})


class DifferenceTelling:
    """Turns lines into words, by the hotel's clocks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._days = Days(QLocale())

    @property
    def today(self) -> str:
        """The hotel's date in ISO."""
        return self._stage.local(self._stage.clock.now()).date().isoformat()

    def severity(self, line: DiscrepancyLine) -> str:
        return say(SEVERITIES[line.severity][0])

    def kind(self, line: DiscrepancyLine) -> str:
        """What differs, with the field where a kind has several."""
        kind = say(KINDS[line.kind])
        if line.kind not in _FIELDS_OF_A_KIND or not line.field:
            return kind
        field = field_word(line.field)
        return field if line.kind in (DiscrepancyKind.DATES, DiscrepancyKind.PRICE) else say(
            words.KIND_WITH_FIELD, kind=kind, field=field
        )  # fmt: skip

    def guest(self, line: DiscrepancyLine) -> str:
        return line.guest or say(words.NO_GUEST)

    def guest_and_reference(self, line: DiscrepancyLine) -> str:
        """The guest, and the number by which the channel or Beds24 knows the booking."""
        reference = line.reference or (str(line.beds24_id) if line.beds24_id else say(words.NO_NUMBER))
        return say(words.GUEST_AND_REFERENCE, guest=self.guest(line), reference=reference)

    def arrival(self, line: DiscrepancyLine) -> str:
        return self.day(line.arrival)

    def day(self, iso: str) -> str:
        """A civil date; empty for none."""
        return self._days.words(iso, self.today) if iso else ""

    def stay(self, line: DiscrepancyLine) -> str:
        """From when to when, and in which room; empty where nothing is known of that."""
        if not line.arrival:
            return ""
        stay = say(words.STAY, arrival=self.day(line.arrival), departure=self.day(line.departure))
        return say(words.STAY_AND_ROOM, stay=stay, room=line.room) if line.room else stay

    # Both sides

    def here(self, line: DiscrepancyLine) -> str:
        if line.reservation_id is None and line.kind is not DiscrepancyKind.DUPLICATE_PAIR:
            return say(words.NOT_HERE)
        return self._value(line, line.here, line.room_names[0])

    def there(self, line: DiscrepancyLine) -> str:
        if line.kind in _NO_BOOKING_THERE:
            return say(words.NOT_THERE)
        return self._value(line, line.there, line.room_names[1])

    def agreed(self, line: DiscrepancyLine) -> str:
        """What both sides last agreed on; empty where that is not known."""
        return "" if line.agreed is None else self._value(line, line.agreed, None)

    def _value(self, line: DiscrepancyLine, value: str | None, room: str | None) -> str:
        if line.kind is DiscrepancyKind.DUPLICATE_PAIR:
            return say(words.PAIR_WITH, number=value) if value else ""
        if line.field in _ROOMS:
            return room or _place(line.field, value)
        if line.kind is DiscrepancyKind.UNREADABLE:
            return ""
        field = line.field or "status"
        if value is not None and field in MONEY_FIELDS:
            value = str(to_major(int(value), line.currency))
        return value_word(field, value, line.currency)

    # Why, and what to do

    def cause(self, line: DiscrepancyLine) -> str:
        return say(getattr(words, f"CAUSE_{line.cause.name}"))

    def why(self, line: DiscrepancyLine) -> str:
        """The likely cause in a sentence, with the facts that speak for it."""
        facts, unknown = line.evidence, say(words.UNKNOWN_TIME)
        plain = (
            (line.cause is LikelyCause.CHANGED_SINCE and facts.read_until is None, words.WHY_CHANGED_SINCE_PLAIN),
            (line.cause is LikelyCause.ECHO and not line.field, words.WHY_ECHO_OF_NEW),
            (line.cause is LikelyCause.MASTER_UNKNOWN and not line.there, words.WHY_MASTER_UNKNOWN_PLAIN),
        )
        sentence = next((told for holds, told in plain if holds), getattr(words, f"WHY_{line.cause.name}"))
        moments = {
            "changed": facts.changed_there,
            "here": facts.changed_here,
            "read_until": facts.read_until,
            "asked": facts.asked_first,
            "edited": facts.edited_here,
        }
        told = {name: self.moment(moment) if moment else unknown for name, moment in moments.items()}
        who = facts.edited_by or say(words.AT_THE_DESK)
        return say(sentence, run=facts.failed_run, other=facts.other or line.there or "", who=who, **told)

    def suggestion(self, line: DiscrepancyLine) -> str:
        return say(SUGGESTIONS[suggestion_for(line.kind, line.cause)])

    def owner(self, line: DiscrepancyLine) -> str:
        """Who decides on what differs; empty where that cannot be said."""
        if line.owner is None:
            return ""
        return line.channel if line.owner is Owner.CHANNEL and line.channel else say(OWNERS[line.owner])

    # When, and what people said

    def since(self, line: DiscrepancyLine) -> str:
        return self.moment(moment_from(line.since))

    def last_seen(self, line: DiscrepancyLine) -> str:
        return self.moment(moment_from(line.last_seen))

    def moment(self, moment: datetime) -> str:
        return time_words(self._stage, moment)

    def until(self, line: DiscrepancyLine) -> str:
        """The day on which it comes back, or came; empty for none."""
        return self.day(self._stage.local(moment_from(line.until)).date().isoformat()) if line.until else ""

    def said(self, line: DiscrepancyLine) -> str:
        """What a person, our own rules, or an edit at the desk make of it; empty while it is simply to be looked at."""
        until, who = self.until(line), line.said_by
        if line.status is DiscrepancyStatus.OPEN:
            return self._came_back(line, until) if until else ""
        if not until:
            return say(words.SAID_BY_RULE) if line.cause is LikelyCause.KEPT_BY_RULE else self.cause(line)
        is_snoozed = line.status is DiscrepancyStatus.SNOOZED
        named, plain = (
            (words.SAID_SNOOZED, words.SAID_SNOOZED_PLAIN)
            if is_snoozed
            else (words.SAID_EXPECTED, words.SAID_EXPECTED_PLAIN)
        )
        said = say(named, until=until, who=who) if who else say(plain, until=until)
        return say(words.SAID_REASON, said=said, reason=line.reason) if line.reason else said

    def _came_back(self, line: DiscrepancyLine, until: str) -> str:
        if line.reason:
            return say(words.CAME_BACK_EXPECTED, until=until, reason=line.reason)
        return say(words.CAME_BACK_SNOOZED, until=until)

    def row(self, line: DiscrepancyLine) -> str:
        """The whole row in one sentence, for those who listen to it."""
        return say(
            words.ROW,
            severity=self.severity(line),
            kind=self.kind(line),
            guest=self.guest_and_reference(line),
            arrival=self.arrival(line),
            here=self.here(line),
            there=self.there(line),
            cause=self.cause(line),
        )


def _place(field: str, value: str | None) -> str:
    """A place at Beds24 that is no room here: its type, its unit, or both."""
    if not value or (field == "unit_id" and value == "0"):
        return say(words.ROOM_NONE)
    if field == "unit_id":
        return say(words.ROOM_UNIT, unit=value)
    kind, _, unit = value.partition("-")
    return say(words.ROOM_PLACE_UNIT, type=kind, unit=unit) if unit else say(words.ROOM_PLACE, type=kind)
