"""Values of a guest as people read them."""

from PySide6.QtCore import QLocale

from console.domain.guests.lines import GuestLine
from console.domain.money import to_major
from console.ui.kit.days import Days
from console.ui.kit.money import money_word
from console.ui.kit.words import count, say
from console.ui.wording import guests as words

_COUNTRY_LETTERS = 2


class GuestTelling:
    """Turns stored values into words; `today` is the hotel's date in ISO and is moved on by whoever owns this."""

    def __init__(self, today: str, locale: QLocale | None = None) -> None:
        self.today = today
        self.locale = locale or QLocale()
        self._days = Days(self.locale)
        self._countries: dict[str, str] = {}

    def name(self, line: GuestLine) -> str:
        return line.name or say(words.NO_NAME)

    def country(self, code: str) -> str:
        """The country's name; what is no code stands as it was written."""
        if code not in self._countries:
            territory = QLocale.codeToTerritory(code) if len(code) == _COUNTRY_LETTERS else QLocale.Country.AnyCountry
            known = territory is not QLocale.Country.AnyCountry
            self._countries[code] = QLocale.territoryToString(territory) if known else code
        return self._countries[code]

    def contact(self, line: GuestLine) -> str:
        """The guest's own number and address, or that there is none."""
        if line.phone or line.email:
            return " · ".join(filter(None, (line.phone, line.email)))
        return say(words.RELAY_ONLY if line.relayed else words.NO_CONTACT)

    def day(self, iso: str) -> str:
        """A civil date; empty for none."""
        return self._days.words(iso, self.today) if iso else ""

    def last_stay(self, line: GuestLine) -> str:
        return say(words.HERE_NOW) if line.here and line.next_stay != self.today else self.day(line.last_stay)

    def next_stay(self, line: GuestLine) -> str:
        return say(words.TODAY) if line.next_stay == self.today else self.day(line.next_stay)

    def spend(self, line: GuestLine) -> str:
        return money_word(line.spend, line.currency, self.locale) if line.spend else ""

    def plain_spend(self, line: GuestLine) -> str:
        """The same as a spreadsheet reads it."""
        return str(to_major(line.spend, line.currency)) if line.spend else ""

    def stays_cell(self, line: GuestLine) -> str:
        """The number of stays, and of those of others in which the guest came along."""
        own, along = self.locale.toString(line.stays), self.locale.toString(line.along)
        return say(words.STAYS_AND_ALONG, stays=own, along=along) if line.along else own

    def stays_in_words(self, line: GuestLine) -> str:
        along = count(words.ALONG_ONE, words.ALONG_MANY, line.along) if line.along else ""
        return say(words.ALONG_TIP, stays=self.stays(line.stays), along=along) if along else self.stays(line.stays)

    def stays(self, number: int) -> str:
        return count(words.STAY_ONE, words.STAY_MANY, number)

    def note(self, line: GuestLine) -> str:
        """The newest note in one line, and how many more there are."""
        note = " ".join(line.note.split())
        return say(words.MORE_NOTES, note=note, n=line.notes - 1) if line.notes > 1 else note

    def flags(self, line: GuestLine) -> str:
        told = ((line.do_not_rent, words.DO_NOT_RENT), (line.vip, words.VIP), (line.no_marketing, words.NO_MARKETING))
        return " · ".join(say(word) for holds, word in told if holds)

    def brief(self, line: GuestLine) -> str:
        """The guest in one short line, to be told from others of the name."""
        return say(words.BRIEF, name=self.name(line), contact=self.contact(line), stays=self.stays(line.stays))

    def badges(self, line: GuestLine) -> list[tuple[str, str]]:
        """What the desk should see at once of a guest, each with its tone."""
        told = (
            (line.do_not_rent, say(words.DO_NOT_RENT), "bad"),
            (line.vip, say(words.VIP), "accent"),
            (line.here and line.next_stay != self.today, say(words.HERE_NOW), "good"),
            (line.next_stay == self.today, say(words.ARRIVES_TODAY), "accent"),
            (line.stays, self.stays(line.stays), ""),
            (line.along, count(words.ALONG_ONE, words.ALONG_MANY, line.along), ""),
            (line.no_marketing, say(words.NO_MARKETING), ""),
            (line.doubts, say(words.DOUBT), "warn"),
        )
        return [(text, tone) for holds, text, tone in told if holds]

    def doubt(self, line: GuestLine) -> str:
        return count(words.DOUBT_ONE, words.DOUBT_MANY, line.doubts) if line.doubts else ""

    def row(self, line: GuestLine) -> str:
        """The whole row in one sentence, for those who listen to it."""
        return say(
            words.ROW,
            name=self.name(line),
            country=self.country(line.country),
            stays=self.stays_in_words(line),
            flags=self.flags(line),
        ).strip()
