"""The columns of the list of guests: what each shows, exports, and sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from console.domain.guests.lines import GuestLine
from console.ui.guests.telling import GuestTelling
from console.ui.wording import guests as words

Shown = Callable[[GuestTelling, GuestLine], str]
SortKey = Callable[[GuestLine], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `exported` is its cell in a spreadsheet where that differs from what is shown. Lines without what
    `filled` gets go last in both directions."""

    name: str
    title: str
    shown: Shown
    key: SortKey
    width: int
    filled: SortKey | None = None
    exported: Shown | None = None
    right: bool = False

    def cell(self, telling: GuestTelling, line: GuestLine) -> str:
        """What a spreadsheet gets."""
        return (self.exported or self.shown)(telling, line)


def _get(name: str) -> SortKey:
    """The field by its place, which is twice as quick as by its name."""
    return itemgetter(GuestLine._fields.index(name))


def _flag_rank(line: GuestLine) -> int:
    return 4 * line.do_not_rent + 2 * line.vip + line.no_marketing


def _reach(line: GuestLine) -> int:
    """A guest with both a number and an address first, one who cannot be reached at all last."""
    return -(4 * bool(line.phone) + 2 * bool(line.email) + line.relayed)


COLUMNS = (
    Column("name", words.NAME, GuestTelling.name, _get("plain_name"), 190, filled=_get("name")),
    Column("country", words.COUNTRY, lambda t, x: t.country(x.country), _get("country"), 112, filled=_get("country")),
    Column("contact", words.CONTACT, GuestTelling.contact, _reach, 190),
    Column("stays", words.STAYS, GuestTelling.stays_cell, lambda x: x.stays + x.along, 60, right=True),
    Column(
        "last_stay",
        words.LAST_STAY,
        GuestTelling.last_stay,
        _get("last_stay"),
        112,
        filled=_get("last_stay"),
        exported=lambda _, x: x.last_stay,
    ),
    Column(
        "next_stay",
        words.NEXT_STAY,
        GuestTelling.next_stay,
        _get("next_stay"),
        112,
        filled=_get("next_stay"),
        exported=lambda _, x: x.next_stay,
    ),
    Column(
        "spend",
        words.SPEND,
        GuestTelling.spend,
        _get("spend"),
        96,
        filled=_get("spend"),
        exported=GuestTelling.plain_spend,
        right=True,
    ),
    Column("notes", words.NOTES, GuestTelling.note, _get("note"), 130, filled=_get("notes")),
    Column("flags", words.FLAGS, GuestTelling.flags, _flag_rank, 124, filled=_flag_rank),
    Column("doubt", words.DOUBT, GuestTelling.doubt, _get("doubts"), 130, filled=_get("doubts")),
)
NUMBER_OF = {column.name: number for number, column in enumerate(COLUMNS)}
