"""`reservation edit` and `reservation new`: said at the desk, and sent to Beds24 if that can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from console.cli.advising import advice_sentences
from console.cli.exit_codes import ExitCode
from console.cli.field_values import values_from
from console.cli.interrupts import Interrupts
from console.cli.orders import EditReservation, NewReservation
from console.cli.output import Output
from console.cli.reservations import UnknownReservation
from console.cli.sending import NEEDS_PERSON, sending_sentences
from console.domain.adviser import Advice, advise, changed_parts, reminder_for
from console.domain.booking import MONEY_FIELDS, NOT_THERE_YET, Booking
from console.domain.edits import Part, told_of
from console.domain.errors import WrongInput
from console.domain.money import to_major
from console.domain.outbox import Sent, Verdict
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.edit_book import EditBook, Ground, House
from console.services.editing import NewStay
from console.services.sending import send_one, write_obstacle
from console.services.stay_editing import Change, StayEditing

_NEEDED = ("arrival", "departure", "room_type_id")
_EQUAL = frozenset({Verdict.EQUAL, Verdict.NOTHING})


@dataclass(frozen=True, slots=True)
class FieldNow:
    """One field that was changed: what stands here, and what Beds24 tells, as texts; amounts in major units."""

    field: str
    here: str | None
    beds24: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """The JSON document of `reservation edit` and `reservation new`. `beds24_id` is None as long as Beds24 has no such
    booking; `outcome` tells what came of sending it (`kept`: it was not to be sent), `message` why it did not arrive;
    `until` is when a difference that is wanted comes back to mind."""

    reservation_id: int
    beds24_id: int | None
    fields: tuple[FieldNow, ...]
    advice: tuple[str, ...]
    outcome: str
    message: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What both commands work with."""

    place: Workplace
    runner: Runner
    interrupts: Interrupts
    editing: StayEditing
    output: Output

    @property
    def book(self) -> EditBook:
        return EditBook(self.place.store)


def edit_reservation(desk: Desk, order: EditReservation) -> ExitCode:
    """Raises UnknownReservation, WrongInput, RoomTaken and the store's errors; then nothing is changed."""
    ground = _ground(desk, order.beds24_id)
    values = _differing(ground.booking, values_from(order.values, ground.house))
    advices = [advise(ground.booking, part, values, ground.channel) for part in changed_parts(ground.booking, values)]
    if not order.here_only and not order.send_anyway:
        _refuse_channels(advices)
    kept = tuple(one.part for one in advices if order.here_only or not one.may_send)
    until = _until(desk, ground, order, kept)
    if values:
        desk.editing.change(
            Change(
                reservation_id=ground.reservation_id, values=values, kept=kept, until=until, seen=ground.booking,
                overbooks=order.overbook,
            )
        )  # fmt: skip
    return _send_and_tell(desk, ground.reservation_id, tuple(values), advices, until, sends=len(kept) < len(advices))


def new_reservation(desk: Desk, order: NewReservation) -> ExitCode:
    """Raises WrongInput, RoomTaken and the store's errors; then nothing is made."""
    values = values_from(order.values, desk.book.house())
    if missing := [name for name in _NEEDED if name not in values]:
        raise WrongInput(f"It needs at least arrival, departure and room or room_type; {missing[0]} is missing.")
    allowed = frozenset(NewStay.__dataclass_fields__)
    if strange := [name for name in values if name not in allowed]:
        raise WrongInput(f"This can only be given once the reservation is made: {', '.join(strange)}.")
    act = desk.editing.create(NewStay(**values), overbooks=order.overbook)
    return _send_and_tell(desk, act.reservation_id, tuple(values), (), None, sends=True)


def _ground(desk: Desk, number: int) -> Ground:
    with desk.place.store.reading() as session:
        known = session.reservations.versions([number]).get(number)
    ground = desk.book.ground(known.id) if known else None
    if ground is None:
        raise UnknownReservation(f"There is no reservation with the number {number} here.")
    return ground


def _differing(booking: Booking, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != getattr(booking, name)}


def _refuse_channels(advices: Sequence[Advice]) -> None:
    """What belongs to a channel is changed only by whoever says which way."""
    owned = [one for one in advices if one.matters and one.may_send]
    if owned:
        told = " ".join(advice_sentences(owned))
        raise WrongInput(f"{told} Add --here-only to change it here and be reminded, or --send-anyway.")


def _until(desk: Desk, ground: Ground, order: EditReservation, kept: Sequence[Part]) -> date | None:
    if not kept:
        return None
    with desk.place.store.reading() as session:
        config = next(iter(session.config.all()))
    today = desk.place.clock.now().astimezone(config.zone).date()
    return order.until or reminder_for(ground.booking.arrival, today)


# Sending, and what is told of it


def _send_and_tell(
    desk: Desk, id_: int, fields: Sequence[str], advices: Sequence[Advice], until: date | None, *, sends: bool
) -> ExitCode:
    sent = _send(desk, id_) if sends and fields else Sent(Verdict.NOTHING)
    told = advice_sentences(advices)
    outcome = "kept" if fields and not sends else sent.verdict.value
    document = _document(desk.book, id_, fields, told, outcome, sent.message, until)
    desk.output.result(document, "\n".join(_story(document, sent)))
    for sentence in told if desk.output.as_json else ():
        desk.output.say(sentence)
    return _code(desk, sent)


def _send(desk: Desk, id_: int) -> Sent:
    place = desk.place
    errand = partial(send_one, place.beds24, place.store, place.clock, id_)
    return desk.interrupts.result_of(desk.runner.run_errand(errand), desk.runner.stop)


def _code(desk: Desk, sent: Sent) -> ExitCode:
    if sent.verdict in _EQUAL:
        return ExitCode.DONE
    with desk.place.store.reading() as session:
        obstacle = write_obstacle(session)
    return ExitCode.NEEDS_A_PERSON if obstacle or sent.verdict in NEEDS_PERSON else ExitCode.UNREACHABLE


def _document(
    book: EditBook, id_: int, fields: Sequence[str], advice: tuple[str, ...], outcome: str, message: str,
    until: date | None,
) -> Edited:  # fmt: skip
    ground = book.ground(id_)
    if ground is None:
        raise UnknownReservation("The reservation is not here any more.")
    here, number = ground.booking, ground.booking.beds24_id
    told = told_of(here, ground.edits) if number != NOT_THERE_YET else None
    now = tuple(_field(name, here, told, ground.house) for name in fields)
    return Edited(id_, None if number == NOT_THERE_YET else number, now, advice, outcome, message, until)


def _field(name: str, here: Booking, told: Booking | None, house: House) -> FieldNow:
    there = None if told is None else _text(name, getattr(told, name), house)
    return FieldNow(name, _text(name, getattr(here, name), house), there)


def _text(name: str, value: Any, house: House) -> str | None:
    if value is None:
        return None
    return str(to_major(value, house.currency)) if name in MONEY_FIELDS else str(value)


def _story(document: Edited, sent: Sent) -> list[str]:
    number = document.beds24_id or "not at Beds24 yet"
    lines = [f"Reservation {number}" if document.fields else "Nothing is different from what stands here already."]
    lines += [f"{one.field}: {one.here or 'nothing'} (Beds24: {one.beds24 or 'nothing'})" for one in document.fields]
    lines += document.advice
    if document.until is not None:
        lines.append(f"Kept here only. You are reminded on {document.until}.")
    if document.outcome != "kept":
        lines += sending_sentences((sent,))
    return lines
