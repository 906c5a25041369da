"""Values of a reservation as people read them: by the user's locale, in the hotel's time."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from console.domain.agreement import CheckResult
from console.domain.lines import Differing, ReservationLine, check_of, lacks_contact, lacks_room, state_of
from console.domain.moments import moment_from
from console.domain.money import to_major
from console.domain.status import Status
from console.ui.kit.days import Days
from console.ui.kit.money import money_word
from console.ui.kit.stay_words import STATE_WORDS, state_word
from console.ui.kit.words import count, say
from console.ui.wording import proof as proof_words
from console.ui.wording import reservations as words

_SHORT_CODES = {
    "booking": "BK",
    "airbnb": "AB",
    "expedia": "EX",
    "direct": "DI",
    "agoda": "AG",
    "vrbo": "VR",
    "trip": "TC",
    "hostelworld": "HW",
}
_DIFFERING = {
    Differing.CONFLICT: ("arrows-left-right", "bad", words.FLAG_CONFLICT),
    Differing.REFUSED: ("prohibit", "bad", words.FLAG_REFUSED),
    Differing.WAITS: ("upload-simple", "accent", words.FLAG_WAITS),
    Differing.KEPT: ("push-pin", "muted", words.FLAG_KEPT),
    Differing.FOUND: ("git-diff", "warn", words.FLAG_FOUND),
}

_CHECKED = {
    CheckResult.AGREES: proof_words.CHECKED_AGREES,
    CheckResult.DIFFERS: proof_words.CHECKED_DIFFERS,
    CheckResult.CHANGED: proof_words.CHECKED_CHANGED,
}
_CHECK_MEANINGS = {
    CheckResult.AGREES: proof_words.MEANS_AGREES,
    CheckResult.DIFFERS: proof_words.MEANS_DIFFERS,
    CheckResult.CHANGED: proof_words.MEANS_CHANGED,
    CheckResult.NEVER: proof_words.MEANS_NEVER,
}


class Telling:
    """Turns stored values into words; `today` is the hotel's date in ISO and is moved on by whoever owns this."""

    def __init__(self, zone: tzinfo, today: str, locale: QLocale | None = None) -> None:
        self.zone = zone
        self.today = today
        self.locale = locale or QLocale()
        self._days = Days(self.locale)

    def day(self, iso: str) -> str:
        """A civil date; the year is told when it is not the present one."""
        return self._days.words(iso, self.today)

    def moment(self, text: str | None) -> str:
        """A stored UTC moment as the hotel's clocks showed it; empty for none."""
        return "" if text is None else self.moment_of(moment_from(text))

    def moment_of(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        stamp = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        day = self.day(local.date().isoformat())
        return f"{day} {self.locale.toString(stamp.time(), QLocale.FormatType.ShortFormat)}"

    def utc(self, text: str | None) -> str:
        """The same moment in UTC, for those who compare logs."""
        return (
            "" if text is None else say(words.UTC_TIME, moment=f"{moment_from(text).astimezone(UTC):%Y-%m-%d %H:%M:%S}")
        )

    def money(self, minor: int | None, currency: str) -> str:
        """An amount in the locale's manner; empty for none."""
        return "" if minor is None else money_word(minor, currency, self.locale)

    def plain_money(self, minor: int | None, currency: str) -> str:
        """An amount as a spreadsheet reads it."""
        return "" if minor is None else str(to_major(minor, currency))

    def state(self, line: ReservationLine) -> str:
        """The state in one word; a status that nobody knows stands as it is."""
        return state_word(line, self.today)

    def state_meaning(self, line: ReservationLine) -> str:
        """What the state means for the desk, with Beds24's remark if it made one."""
        known = STATE_WORDS.get(state_of(line, self.today))
        meaning = say(known[1] if known else words.MEANS_UNKNOWN)
        remark = words.SUB_STATUSES.get(line.sub_status, "" if line.sub_status == "none" else line.sub_status)
        return f"{meaning} ({say(remark)})" if remark else meaning

    def checked(self, line: ReservationLine) -> str:
        """When it was last read and compared, and with what sign."""
        if line.checked_at is None:
            return say(proof_words.CHECKED_NEVER)
        local = moment_from(line.checked_at).astimezone(self.zone)
        is_today = local.date().isoformat() == self.today
        clock = self.locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        return say(_CHECKED[check_of(line)], time=clock if is_today else self.moment(line.checked_at))

    def checked_meaning(self, line: ReservationLine) -> str:
        """The same in a sentence."""
        return say(_CHECK_MEANINGS[check_of(line)], time=self.moment(line.checked_at))

    def guest(self, line: ReservationLine) -> str:
        if line.guest:
            return line.guest
        return say(words.CLOSURE if line.status == Status.BLACK else words.NO_GUEST_NAMED)

    def guest_marked(self, line: ReservationLine) -> str:
        """The guest with what the desk should know of them at once."""
        flags = [told for told, tone in self.marks(line) if tone != "good"]
        times = say(words.REPEAT_SHORT, n=line.earlier + 1) if line.earlier else ""
        return " · ".join(filter(None, (self.guest(line), times, *flags)))

    def marks(self, line: ReservationLine) -> list[tuple[str, str]]:
        """What is known of the guest from before, each with its tone."""
        told = (
            (line.do_not_rent, words.DO_NOT_RENT, "bad"),
            (line.vip, words.VIP, "accent"),
            (line.earlier, words.REPEAT, "good"),
        )
        return [(say(text, n=line.earlier + 1), tone) for holds, text, tone in told if holds]

    def room(self, line: ReservationLine) -> str:
        """The room with its type, or the type that still waits for a room."""
        if line.room_id is None:
            kind = line.room_type or str(line.room_type_id)
            return say(words.UNASSIGNED_ROOM, room_type=kind) if lacks_room(line) else kind
        if not line.room_type or line.room_type == line.room:
            return line.room
        return say(words.ROOM_AND_TYPE, room=line.room, room_type=line.room_type)

    def pax(self, line: ReservationLine) -> str:
        if not line.children:
            return str(line.adults) if line.adults else ""
        return say(words.ADULTS_AND_CHILDREN, adults=line.adults, children=line.children)

    def nights(self, number: int) -> str:
        return count(words.NIGHT_ONE, words.NIGHT_MANY, number)

    def source(self, source: str) -> str:
        known = words.SOURCES.get(source)
        return say(known) if known else source

    def flags(self, line: ReservationLine) -> tuple[tuple[str, str, str], ...]:
        """What is special, each as icon, tone and words."""
        found = (
            *((line.differing == kind, *sign) for kind, sign in _DIFFERING.items()),
            (lacks_room(line), "bed", "warn", words.FLAG_UNASSIGNED),
            (line.status == Status.GONE, "ghost", "warn", words.FLAG_GONE),
            (lacks_contact(line), "phone-slash", "muted", words.FLAG_NO_CONTACT),
            (line.group_id != 0, "users-three", "muted", words.FLAG_GROUP),
            (line.noted, "note", "accent", words.FLAG_NOTED),
        )
        return tuple((icon, tone, say(told)) for holds, icon, tone, told in found if holds)

    def row(self, line: ReservationLine) -> str:
        """The whole row in one sentence, for those who listen to it."""
        return say(
            words.ROW,
            state=self.state(line),
            guest=self.guest(line),
            room=line.room,
            nights=self.nights(line.nights),
            arrival=self.day(line.arrival),
            channel=line.channel_name,
            flags=". ".join((*(told for told, _ in self.marks(line)), *(told for _, _, told in self.flags(line)))),
        ).strip()


def channel_code(channel: str) -> str:
    """Two letters by which a channel is known at a glance."""
    return _SHORT_CODES.get(channel, channel[:2].upper())
