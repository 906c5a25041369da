"""`reservation show --as-of`: one reservation as it was at some moment, beside how it is."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import ShowReservation
from console.cli.output import Output
from console.cli.reservations import found_row, zone_of
from console.domain.as_of import State, as_of, moments_of
from console.domain.booking import COMPARED_FIELDS, MONEY_FIELDS
from console.domain.errors import YouCanAct
from console.domain.moments import moment_text
from console.domain.money import to_major
from console.services.book import Book
from console.store.store import Store

_DATE_ONLY = 10


class NotKnownYet(YouCanAct):
    """The reservation was first read after that moment."""


@dataclass(frozen=True, slots=True)
class FieldThen:
    """One field: how it was and how it is (amounts in major units); it is not `known` where it was erased since."""

    field: str
    then: str | None = dataclasses.field(repr=False)
    today: str | None = dataclasses.field(repr=False)
    differs: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Then:
    """The JSON document of `reservation show --as-of`."""

    beds24_id: int
    as_of: datetime
    fields: tuple[FieldThen, ...]


def show_as_of(store: Store, output: Output, order: ShowReservation) -> ExitCode:
    """Raises UnknownReservation, NotKnownYet and the store's errors."""
    with store.reading() as session:
        row, zone = found_row(session, order.beds24_id), zone_of(session)
        id_ = session.reservations.versions([order.beds24_id])[order.beds24_id].id
    details = Book(store).details(id_)
    moments = moments_of(dict(details.texts), details.changes) if details else ()
    at = moment_in(order.as_of, zone)
    state = as_of(moments, moment_text(at))
    if state is None:
        raise NotKnownYet(f"Nothing is known of reservation {order.beds24_id} as of {_local(at, zone)}.")
    fields = tuple(_fields(state, moments[0].after, row.currency))
    output.result(Then(order.beds24_id, at, fields), _sheet(order.beds24_id, at, fields, zone))
    return ExitCode.DONE


def moment_in(text: str, zone: ZoneInfo) -> datetime:
    """The moment that was typed, by the hotel's clocks where it names no zone; a day alone is its end.

    Raises ValueError for what is no moment.
    """
    moment = datetime.fromisoformat(text)
    if len(text) == _DATE_ONLY:
        moment = datetime.combine(moment.date(), time(23, 59, 59))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _fields(then: State, today: State, currency: str) -> Iterator[FieldThen]:
    differing = frozenset(then.differing(today))
    for name in COMPARED_FIELDS:
        former, present = (_value(name, state.texts.get(name), currency) for state in (then, today))
        yield FieldThen(name, former, present, name in differing, name not in then.unknown)


def _value(name: str, text: str | None, currency: str) -> str | None:
    return str(to_major(int(text), currency)) if text and name in MONEY_FIELDS else text


def _sheet(beds24_id: int, at: datetime, fields: tuple[FieldThen, ...], zone: ZoneInfo) -> str:
    differing = sum(one.differs for one in fields)
    head = f"Reservation {beds24_id} as of {_local(at, zone)}; {counted(differing, 'field')} otherwise today"
    return "\n".join([head, *(_line(one) for one in fields if one.then or one.differs or not one.known)])


def _line(one: FieldThen) -> str:
    name = f"{one.field.replace('_', ' '):<22}"
    if not one.known:
        return f"{name} erased since"
    aside = f"   (today {one.today or 'nothing'})" if one.differs else ""
    return f"{name} {one.then or 'nothing'}{aside}"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y %H:%M}"
