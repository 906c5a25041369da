"""`guests show`: everything about one guest."""

from collections.abc import Iterable

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import ShowGuest
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.money import to_major
from console.services.connection import connected_config
from console.services.guest_book import GuestBook
from console.services.guest_card import GuestCard
from console.services.guest_export import card_data
from console.store.store import Store

_FLAGS = {"vip": "VIP", "do_not_rent": "do not rent", "no_marketing": "no advertising"}


def show_guest(store: Store, clock: Clock, output: Output, order: ShowGuest) -> ExitCode:
    """Raises WrongInput, NotConnected and the store's errors."""
    with store.reading() as session:
        today = clock.now().astimezone(connected_config(session).zone).date().isoformat()
    card = GuestBook(store).card(order.guest, today)
    if card is None:
        raise WrongInput(f"There is no guest with the number {order.guest}.")
    output.result(card_data(card), "\n".join(_sheet(card)))
    return ExitCode.DONE


def _sheet(card: GuestCard) -> Iterable[str]:
    line = card.line
    yield f"Guest {card.id}, {line.name or 'no name'}"
    yield from (f"  {_FLAGS[flag.flag]}: {flag.note}".rstrip(": ") for flag in card.flags)
    for value in card.values:
        if value.text and value.name is not CardField.NAME:
            others = f" ({counted(len(value.others), 'other value')})" if value.others else ""
            yield f"  {value.name.value}: {value.text}{others}"
    if card.document_end:
        yield f"  passport or ID: ends with {card.document_end}"
    yield from (f"  {note.kind}: {note.text}" for note in card.notes)
    spend = f", {to_major(line.spend, line.currency)} {line.currency} in all" if line.spend else ""
    yield f"  {counted(line.stays, 'stay')}{spend}"
    for stay in card.stays:
        yield f"  {stay.arrival} to {stay.departure}  {stay.room}  {stay.status}  {stay.beds24_id or ''}".rstrip()
    yield f"  made of {counted(len(card.sources), 'source')}"
