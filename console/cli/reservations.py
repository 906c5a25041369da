"""`reservation show` and `reservation history`: one reservation in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import ReservationHistory, ShowReservation
from console.cli.output import Output
from console.domain.details import CardMove
from console.domain.errors import YouCanAct
from console.domain.moments import moment_from
from console.store.listing import ChangeRow, ReservationRow
from console.store.store import Session, Store


class UnknownReservation(YouCanAct):
    """No reservation has this number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The JSON document of `reservation show`: the fields of the export, and its words."""

    reservation: ReservationRow
    comments: str
    notes: str
    message: str


@dataclass(frozen=True, slots=True)
class Told:
    """The JSON document of `reservation history`: the changes, oldest first, and how the stay went to other cards."""

    beds24_id: int
    changes: tuple[ChangeRow, ...]
    card_moves: tuple[CardMove, ...]


def show_reservation(store: Store, output: Output, order: ShowReservation) -> ExitCode:
    """Raises UnknownReservation and the store's errors."""
    with store.reading() as session:
        row = found_row(session, order.beds24_id)
        comments, notes, message = session.listing.words(order.beds24_id)
        zone = zone_of(session)
    output.result(Shown(row, comments, notes, message), _sheet(row, (comments, notes, message), zone))
    return ExitCode.DONE


def tell_history(store: Store, output: Output, order: ReservationHistory) -> ExitCode:
    """Raises UnknownReservation and the store's errors."""
    with store.reading() as session:
        row = found_row(session, order.beds24_id)
        changes = tuple(session.listing.history(order.beds24_id))
        id_ = session.reservations.versions([order.beds24_id])[order.beds24_id].id
        moves = session.book.card_moves(id_)[::-1]
        zone = zone_of(session)
    lines = [f"Reservation {order.beds24_id}, {row.guest_name or 'no guest named'}"]
    told = [(change.at, _change(change, zone)) for change in changes]
    told += [(moment_from(move.at), _move(move, zone)) for move in moves]
    lines += [text for _, text in sorted(told, key=itemgetter(0))]
    output.result(Told(order.beds24_id, changes, moves), "\n".join(lines))
    return ExitCode.DONE


def found_row(session: Session, beds24_id: int) -> ReservationRow:
    """The reservation as it is listed. Raises UnknownReservation."""
    row = session.listing.reservation(beds24_id)
    if row is None:
        raise UnknownReservation(
            f"No reservation with the number {beds24_id} is known here. If it is new at Beds24, sync first."
        )
    return row


def zone_of(session: Session) -> ZoneInfo:
    """Whose time is told: the hotel's, UTC before one is connected."""
    config = next(iter(session.config.all()), None)
    return config.zone if config else ZoneInfo("UTC")


def _sheet(row: ReservationRow, words: Sequence[str], zone: ZoneInfo) -> str:
    nights = (row.departure - row.arrival).days
    pairs = (
        ("Reservation", f"{row.beds24_id} · {row.status}"),
        ("Guest", row.guest_name),
        ("Contact", " · ".join(text for text in (row.email, row.phone, row.mobile) if text)),
        ("Stay", f"{row.arrival:%a %d %b %Y} to {row.departure:%a %d %b %Y}, {counted(nights, 'night')}"),
        ("Room", row.room or f"none yet (Beds24 room {row.room_type_id})"),
        ("People", f"{counted(row.adults, 'adult')}, {counted(row.children, 'child', 'children')}"),
        ("Price", f"{row.price} {row.currency}" if row.price is not None else ""),
        ("Channel", f"{row.channel} {row.channel_reference}".strip()),
        ("Booked", _moment(row.booked_at, zone)),
        ("Changed", _moment(row.modified_at, zone)),
        ("Cancelled", _moment(row.cancelled_at, zone)),
        *zip(("Comments", "Notes", "Message"), words, strict=True),
    )
    return "\n".join(f"{name:<12} {text}" for name, text in pairs if text)


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y %H:%M}" if moment else ""


def _change(change: ChangeRow, zone: ZoneInfo) -> str:
    source = _SOURCES.get(change.source, change.source)
    head = f"{_moment(change.at, zone)}  {f'{source} {change.by_whom}'.strip():<11}"
    if change.field == "created":
        return f"{head} first read"
    if change.field == "erased":
        return f"{head} the guest was erased"
    if change.old is change.new is None:
        return f"{head} {change.field.replace('_', ' ')}: erased"
    aside = " (of no weight)" if change.minor else ""
    return f"{head} {change.field.replace('_', ' ')}: {_value(change.old)} → {_value(change.new)}{aside}"


def _move(move: CardMove, zone: ZoneInfo) -> str:
    why = f"{move.decision.replace('_', ' ')} taken back" if move.undone else move.decision.replace("_", " ")
    who = "reception" if move.by_whom in ("", "desk") else f"reception {move.by_whom}"
    how = f"{who}: {why}" if move.decision else f"rule {move.rule}" if move.rule else "matching"
    return f"{_moment(moment_from(move.at), zone)}  {how:<11} the stay went to the card of {move.name or 'a guest'}"


def _value(text: str | None) -> str:
    return text or "nothing"


_SOURCES = {
    "pull": "sync",
    "full_sync": "full sync",
    "by_id": "asked again",
    "webhook": "webhook",
    "desk": "reception",
    "console": "console",
    "rebuilt": "rebuilt by hand",
    "rule": "rule",
}
