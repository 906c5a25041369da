"""What changed, told as the desk would like to hear it, from the store alone."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from console.cli.counting import counted
from console.domain.applying import Source
from console.domain.status import Status
from console.store.listing import ChangeRow, ReservationRow
from console.store.store import Store

_AT_ONCE = " · by instant message"
_CHANNELS = {
    "booking": "Booking.com",
    "airbnb": "Airbnb",
    "expedia": "Expedia",
    "vrbo": "Vrbo",
    "agoda": "Agoda",
    "direct": "direct",
}
_TOLD = {
    "arrival": "arrival",
    "departure": "departure",
    "unit_id": "room",
    "room_type_id": "room",
    "price": "price",
    "last_name": "name",
    "status": "status",
    "sub_status": "note of the channel",
    "arrival_time": "arrival time",
    "email": "e-mail",
    "mobile": "phone",
}


def story_after(store: Store, number: int) -> tuple[str, ...]:
    """One sentence for each reservation that was created, changed or marked as gone after this line of history."""
    with store.reading() as session:
        changes = sorted(session.listing.changes_after(number), key=attrgetter("beds24_id", "id"))
        told = [
            (session.listing.reservation(number), list(lines))
            for number, lines in groupby(changes, key=attrgetter("beds24_id"))
        ]
    return tuple(
        sentence + (_AT_ONCE if lines[0].source == Source.WEBHOOK else "")
        for row, lines in told
        if row is not None
        for sentence in _sentences(row, lines)
    )


def letter_of(store: Store, new: int) -> str:
    """So many new messages came, and the last that a guest wrote; empty where none came."""
    if not new:
        return ""
    with store.reading() as session:
        newest = session.messages.newest_of_a_guest()
        row = session.listing.reservation(newest[0]) if newest else None
    came = f"✉  {counted(new, 'new message')}"
    if newest is None or row is None:
        return came
    first_line = newest[1].text.partition("\n")[0]
    return f"{came}, the last of a guest from {_who(row)}: “{first_line}”"


def _sentences(row: ReservationRow, changes: list[ChangeRow]) -> Iterator[str]:
    by_field = {change.field: change for change in changes}
    if "created" in by_field:
        yield _created(row)
    elif (status := by_field.get("status")) is not None and status.new == Status.CANCELLED:
        yield f"−  cancelled    {_who(row)}, {_stay(row)}"
    elif status is not None and status.new == Status.GONE:
        yield f"−  gone         {_who(row)}, {_stay(row)}: deleted at Beds24 for good, kept here"
    elif told := [_told(row, by_field[name]) for name in _TOLD if name in by_field and not by_field[name].minor]:
        yield f"~  changed      {_who(row)}: {'; '.join(dict.fromkeys(told))}"


def _created(row: ReservationRow) -> str:
    if row.status == Status.BLACK:
        return f"■  closed       room {row.room or '?'}, {_stay(row)}"
    word = "inquiry    " if row.status in {Status.INQUIRY, Status.REQUEST} else "new booking"
    price = f" · {row.price} {row.currency}" if row.price else ""
    return f"+  {word}  {_who(row)}, {_stay(row)}{price}"


def _told(row: ReservationRow, change: ChangeRow) -> str:
    if change.field in {"unit_id", "room_type_id"}:
        return f"now in room {row.room}" if row.room else "no room yet"
    return f"{_TOLD[change.field]} {change.old or '–'} → {change.new or '–'}"


def _who(row: ReservationRow) -> str:
    return f"{row.guest_name or 'no name'} ({_CHANNELS.get(row.channel, row.channel) or 'desk'})"


def _stay(row: ReservationRow) -> str:
    nights = (row.departure - row.arrival).days
    room = f", room {row.room}" if row.room and row.status != Status.BLACK else ""
    return f"{row.arrival:%d %b}, {nights} night{'' if nights == 1 else 's'}{room}"
