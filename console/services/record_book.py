"""Both sides of one booking in full: each field here, as both last agreed on it, and at Beds24; and what happened."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from console.domain.booking import MONEY_FIELDS, UNASSIGNED, Booking
from console.domain.channels import Manner
from console.domain.clock import Clock
from console.domain.differing import differences_between
from console.domain.discrepancies import LikelyCause
from console.domain.edits import by_part, told_of
from console.domain.fixing import Found
from console.domain.money import to_major
from console.domain.record import LineState, Record, RecordLine, Suggested, lines_of
from console.domain.status import Status
from console.services.channels import known_channels
from console.services.comparing_ground import Scope, ground_in
from console.services.connection import connected_config
from console.services.discrepancy_rows import currency_in
from console.services.keeping_out import bookings_to_keep
from console.services.looking_again import Looked
from console.services.missing import BELIEVED_AFTER
from console.services.settling import suggestion_for
from console.store.codec import value_text
from console.store.store import Session, Store


class RecordBook:
    """Answers on the reader's thread. Raises NotConnected, StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def record(self, number: int, looked: Looked | None = None) -> Record:
        """The booking with this number; with `looked`, as Beds24 has just told it, else as it told it last."""
        with self._store.reading() as session:
            return _Both(session, number, looked, self._clock).record()


class _Both:
    """One booking while its record is put together."""

    def __init__(self, session: Session, number: int, looked: Looked | None, clock: Clock) -> None:
        self._session, self._number, self._looked, self._clock = session, number, looked, clock
        self._known = session.sides.here([number]).get(number)
        stored = session.reservations.versions([number]).get(number)
        self._id = stored.id if stored else None
        self._edits = session.edits.of([self._id]).get(self._id, ()) if self._id is not None else ()
        self._found = session.discrepancies.found_of(number)
        self._currency = currency_in(session)
        self._there = self._told()

    def record(self) -> Record:
        here = self._known.booking if self._known else None
        shown = here or self._there
        text = _texts(self._session, self._currency)
        channel = known_channels().of(shown) if shown else None
        return Record(
            number=self._number,
            reservation_id=self._id,
            there=self._there is not None,
            asked_at=self._looked.at if self._looked else None,
            currency=self._currency,
            channel=channel.name if channel and channel.manner is not Manner.OWN else "",
            guest=shown.guest_name if shown else "",
            phone=(shown.phone or shown.mobile or "") if shown else "",
            room=(text(shown, "unit_id") or text(shown, "room_type_id") or "") if shown else "",
            arrival=shown.arrival.isoformat() if shown else "",
            departure=shown.departure.isoformat() if shown else "",
            lines=tuple(map(self._as_wanted, lines_of(here, self._there, self._edits, self._differing(), text))),
            found=self._found,
            story=self._session.sides.story(self._id) if self._id is not None else (),
            suggested=tuple(self._suggested()),
        )

    def _as_wanted(self, line: RecordLine) -> RecordLine:
        """What our own rules keep differs on purpose."""
        kept = {one.field for one in self._found if one.cause is LikelyCause.KEPT_BY_RULE}
        is_kept = line.state is LineState.DIFFERS and line.field in kept
        return replace(line, state=LineState.KEPT) if is_kept else line

    def _told(self) -> Booking | None:
        """The booking as Beds24 tells it; None where it does not have it, or nothing is known of that."""
        if self._looked is not None:
            one = self._looked.received.get(self._number)
            kept, _erased = bookings_to_keep(self._session, [one] if one else [])
            return kept[0].booking if kept else None
        if self._known is None or self._known.missed_at or self._known.booking.status == Status.GONE:
            return None
        return _with_found(told_of(self._known.booking, self._edits), self._found)

    def _differing(self) -> frozenset[str]:
        if self._known is None or self._there is None:
            return frozenset()
        now = self._clock.now()
        scope = Scope(connected_config(self._session), self._currency, now, BELIEVED_AFTER, self._number)
        found = differences_between(self._known, self._there, ground_in(self._session, scope))
        return frozenset(one.field for one in found)

    def _suggested(self) -> Iterable[Suggested]:
        for part, edits in by_part(self._edits):
            if self._id is None or not any(edit.in_conflict for edit in edits):
                continue
            ruling = suggestion_for(self._session, self._id, part, self._clock.now())
            if ruling is not None and ruling.choice is not None:
                yield Suggested(part, ruling.choice, ruling.key.value)


def _with_found(told: Booking, found: Iterable[Found]) -> Booking:
    """What Beds24 told last, with what a comparison found that it tells since."""
    values = {one.field: _value(getattr(told, one.field), one.there) for one in found if hasattr(told, one.field)}
    try:
        return replace(told, **values)  # type: ignore[arg-type] # each is of the type that stood there
    except ValueError:
        return told


def _value(like: object, text: str | None) -> object:
    """A text as the value that it was before; of companions only the text is remembered, so they stay."""
    if text is None or isinstance(like, tuple):
        return like if isinstance(like, tuple) else None
    if isinstance(like, date):
        return date.fromisoformat(text)
    return int(text) if isinstance(like, int) else text


def _texts(session: Session, currency: str) -> Callable[[Booking, str], str | None]:
    """How values are written: rooms by their names, amounts in major units."""
    types = {one.room_type_id: one.name for one in session.hotel.room_types()}
    names = {room.id: room.name for room in session.hotel.rooms()}
    rooms = session.hotel.places().room_ids

    def text(booking: Booking, name: str) -> str | None:
        value = getattr(booking, name)
        if name == "room_type_id":
            return types.get(value) or str(value)
        if name == "unit_id":
            room = names.get(rooms.get((booking.room_type_id, value), 0))
            return room or (None if value == UNASSIGNED else str(value))
        if name in MONEY_FIELDS and value is not None:
            return str(to_major(value, currency))
        return value_text(value)

    return text
