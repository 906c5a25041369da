"""A handful of bookings at a hotel in Austria, and what became of them."""

from dataclasses import replace
from datetime import date, datetime

from tests.benchmarks.guests.matching import Outcome, match
from tests.benchmarks.guests.rows import BookingRow, UpdateRow

OWN_DOMAIN = "hotel-morgenrot.at"
_PLAIN = BookingRow("", datetime(2025, 1, 1), "direct", "", date(2025, 2, 1), date(2025, 2, 3), "", "")  # noqa: DTZ001 - the files have no zones


def booking(first: str, last: str, **told: str) -> BookingRow:
    """A booking in this name; `told` are further fields of `BookingRow`."""
    return replace(_PLAIN, first_name=first, last_name=last, **told)  # type: ignore[arg-type]  # texts only


class Hotel:
    """Bookings, numbered as they are given, and their guests."""

    def __init__(self, *rows: BookingRow, updates: tuple[UpdateRow, ...] = ()) -> None:
        numbered = [replace(row, booking_id=str(number), channel_ref=f"R{number}") for number, row in enumerate(rows)]
        self.outcome: Outcome = match(numbered, updates, "AT", (OWN_DOMAIN,))

    def are_one(self, *numbers: int) -> bool:
        """Whether these bookings stand on one card."""
        return len({self.outcome.cards[str(number)] for number in numbers}) == 1

    def rule(self) -> str:
        """The one rule by which bookings were put together; empty where none was."""
        rules = {str(link.rule) for link in self.outcome.links}
        assert len(rules) <= 1, rules
        return rules.pop() if rules else ""

    def asked(self, one: int, other: int) -> str:
        """The rule by which a person is asked about the cards of these two bookings; empty where nobody is."""
        for proposal in self.outcome.proposals:
            sides = (proposal.one, proposal.other)
            if any(str(one) in here and str(other) in there for here, there in (sides, sides[::-1])):
                return str(proposal.rule)
        return ""

    def leaves_alone(self, one: int, other: int) -> bool:
        """Whether these two are two guests and nobody is asked about them."""
        return not self.are_one(one, other) and not self.asked(one, other)


def learnt(number: int, field: str, value: str) -> UpdateRow:
    """What the desk learns of booking `number` at check-in."""
    return UpdateRow(str(number), datetime(2025, 2, 1, 15), field, value)  # noqa: DTZ001 - likewise
