"""Everything that can be exported, as rows of one snapshot."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from console.services.discrepancy_rows import ExportedDiscrepancy, every_discrepancy
from console.services.event_rows import EventRow, event_rows
from console.services.outbox_rows import ExportedSending, outbox_rows
from console.services.overbooking_rows import ExportedOverbooking, every_overbooking
from console.store.listing import ChangeRow, GuestRow, ParkedRow, ReservationRow, RoomRow, RunRow
from console.store.store import Session

ExportRow = (
    ReservationRow
    | GuestRow
    | RoomRow
    | RunRow
    | ChangeRow
    | ParkedRow
    | EventRow
    | ExportedDiscrepancy
    | ExportedOverbooking
    | ExportedSending
)

ROW_OF: dict[str, type[ExportRow]] = {
    "reservations": ReservationRow,
    "guests": GuestRow,
    "rooms": RoomRow,
    "runs": RunRow,
    "history": ChangeRow,
    "parked": ParkedRow,
    "events": EventRow,
    "discrepancies": ExportedDiscrepancy,
    "overbookings": ExportedOverbooking,
    "outbox": ExportedSending,
}
"""The kinds of export and what a row of each holds; the fields of the class are the columns, in this order."""


def export_rows(session: Session, kind: str, now: datetime) -> Iterator[ExportRow]:
    """The rows of a kind named in ROW_OF; to be read to the end inside the session."""
    if kind == "rooms":
        return rooms_tonight(session, now)
    if kind == "events":
        return event_rows(session)
    if kind == "discrepancies":
        return every_discrepancy(session, now)
    if kind == "overbookings":
        return every_overbooking(session)
    if kind == "outbox":
        return outbox_rows(session)
    rows: Iterator[ExportRow] = getattr(session.listing, kind)()
    return rows


def rooms_tonight(session: Session, now: datetime) -> Iterator[RoomRow]:
    """Every room with what it is tonight, by the hotel's own date."""
    config = next(iter(session.config.all()), None)
    today = now.astimezone(config.zone if config else ZoneInfo("UTC")).date()
    states = session.hotel.tonight(today)
    types = {room_type.room_type_id: room_type.name for room_type in session.hotel.room_types()}
    return (
        RoomRow(
            room.id,
            room.name,
            room.room_type_id,
            types.get(room.room_type_id, ""),
            room.unit_id,
            states[room.id].value,
            room.cleaning,
            room.active,
        )
        for room in session.hotel.rooms()
    )
