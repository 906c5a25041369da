"""The columns of the list: what each shows, exports, and sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from console.domain.lines import ReservationLine, differs, place_of
from console.ui.reservations.telling import Telling, channel_code
from console.ui.wording import proof as proof_words
from console.ui.wording import reservations as words

Shown = Callable[[Telling, ReservationLine], str]
SortKey = Callable[[ReservationLine], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `exported` is its cell in a spreadsheet where that differs from what is shown.

    `key` makes the sort key for the hotel's date; lines without what `filled` gets go last in both directions.
    """

    name: str
    title: str
    shown: Shown
    key: Callable[[str], SortKey]
    width: int
    filled: SortKey | None = None
    exported: Shown | None = None
    right: bool = False
    hidden: bool = False

    def cell(self, telling: Telling, line: ReservationLine) -> str:
        """What a spreadsheet gets."""
        return (self.exported or self.shown)(telling, line)


def _get(name: str) -> SortKey:
    """The field by its place, which is twice as quick as by its name."""
    return itemgetter(ReservationLine._fields.index(name))


def _by(name: str) -> Callable[[str], SortKey]:
    """Sort by a field that sorts as it is stored."""
    get = _get(name)
    return lambda _today: get


def _state_rank(today: str) -> SortKey:
    return lambda line: place_of(line, today)


def _channel(_telling: Telling, line: ReservationLine) -> str:
    return f"{channel_code(line.channel)}  {line.channel_name}" if line.channel else line.channel_name


def _change(telling: Telling, line: ReservationLine) -> str:
    return f"{telling.moment(line.modified_at)} · {telling.source(line.source)}"


def _flags(telling: Telling, line: ReservationLine) -> str:
    return ", ".join(told for _, _, told in telling.flags(line))


def _flag_rank(line: ReservationLine) -> int:
    own = 8 * (line.room_id is None) + 4 * (not line.reachable) + 2 * (line.group_id != 0) + line.noted
    return 16 * differs(line) + own


COLUMNS = (
    Column("state", words.STATE, Telling.state, _state_rank, 132),
    # The search text begins with the guest's name in plain letters, so it sorts accents and scripts as people expect.
    Column(
        "guest", words.GUEST, Telling.guest_marked, _by("search"), 210, filled=_get("guest"), exported=Telling.guest
    ),
    Column("room", words.ROOM, Telling.room, _by("room"), 170, filled=_get("room")),
    Column(
        "arrival", words.ARRIVAL, lambda t, x: t.day(x.arrival), _by("arrival"), 112, exported=lambda _, x: x.arrival
    ),
    Column(
        "departure",
        words.DEPARTURE,
        lambda t, x: t.day(x.departure),
        _by("departure"),
        112,
        exported=lambda _, x: x.departure,
    ),
    Column("nights", words.NIGHTS, lambda _, x: str(x.nights), _by("nights"), 70, right=True),
    Column("pax", words.PAX, Telling.pax, lambda _: lambda x: (x.adults + x.children) * 100 + x.adults, 74, right=True),
    Column(
        "channel",
        words.CHANNEL,
        _channel,
        _by("channel_name"),
        136,
        filled=_get("channel_name"),
        exported=lambda _, x: x.channel_name,
    ),
    Column(
        "reference",
        words.REFERENCE,
        lambda _, x: x.channel_reference,
        _by("channel_reference"),
        150,
        filled=_get("channel_reference"),
    ),
    Column(
        "number",
        words.NUMBER,
        lambda _, x: "" if x.beds24_id is None else str(x.beds24_id),
        _by("beds24_id"),
        124,
        filled=_get("beds24_id"),
        right=True,
    ),
    Column(
        "price",
        words.PRICE,
        lambda t, x: t.money(x.price, x.currency),
        _by("price"),
        110,
        filled=lambda line: line.price is not None,
        exported=lambda t, x: t.plain_money(x.price, x.currency),
        right=True,
    ),
    Column(
        "booked",
        words.BOOKED,
        lambda t, x: t.moment(x.booked_at),
        _by("booked_at"),
        150,
        filled=_get("booked_at"),
        exported=lambda _, x: x.booked_at or "",
        hidden=True,
    ),
    Column(
        "changed", words.CHANGED, _change, _by("modified_at"), 240, exported=lambda _, x: x.modified_at, hidden=True
    ),
    Column(
        "checked",
        proof_words.CHECKED,
        Telling.checked,
        _by("checked_at"),
        150,
        filled=_get("checked_at"),
        exported=lambda _, x: x.checked_at or "",
    ),
    Column("flags", words.FLAGS, _flags, lambda _: _flag_rank, 120),
)
NUMBER_OF = {column.name: number for number, column in enumerate(COLUMNS)}
