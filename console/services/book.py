"""What the window asks of the book of reservations; each question is one view of the store."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from console.domain.booking import COMPARED_FIELDS, Booking
from console.domain.details import InvoiceItem, ReservationDetails, RoomChoice
from console.domain.lines import ReservationLine
from console.domain.money import to_minor
from console.services.guest_lists import relay_domains
from console.store.store import Session, Store

_MOST = 10**12


class Book:
    """Questions about reservations; to be asked on the reader's thread. All raise StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lines(self) -> list[ReservationLine]:
        """Every reservation, by arrival."""
        with self._store.reading() as session:
            return session.book.lines(_relays(session))

    def coming_lines(self, today: str, most: int) -> list[ReservationLine]:
        """The first of those that have not ended before `today`, by arrival; short, for any thread."""
        with self._store.reading() as session:
            return session.book.coming_lines(today, most, _relays(session))

    def lines_of(self, ids: Iterable[int]) -> list[ReservationLine]:
        """The reservations with these ids of ours, and the others of their guests, beside which something stands that
        depends on them; those that are no more are left out."""
        with self._store.reading() as session:
            return session.book.lines_around(ids, _relays(session))

    def room_choices(self) -> tuple[RoomChoice, ...]:
        """Each room type followed by its rooms."""
        with self._store.reading() as session:
            return session.book.room_choices()

    def details(self, id_: int) -> ReservationDetails | None:
        """Everything about one reservation; None when there is none with this id."""
        with self._store.reading() as session:
            line = next(iter(session.book.lines_of([id_], _relays(session))), None)
            return None if line is None else self._details(session, line)

    def _details(self, session: Session, line: ReservationLine) -> ReservationDetails:
        from console.domain.edits import told_of  # noqa: PLC0415 - the list needs none of it
        from console.services.messages import may_read_messages, messages_read_at  # noqa: PLC0415 - likewise
        from console.services.words_of_desk import words_of_desk  # noqa: PLC0415 - likewise

        book, id_, relays = session.book, line.id, _relays(session)
        row = book.row(id_) or {}
        booking = book.booking(row)
        body = book.body(id_)
        edits = session.edits.of([id_]).get(id_, ())
        state, message = session.sendings.standing_of(id_)
        return ReservationDetails(
            line=line,
            booking=booking,
            read_at=row["read_at"],
            messages=session.messages.of(id_),
            messages_read_at=messages_read_at(session, id_),
            may_read_messages=may_read_messages(session),
            changes=book.changes(id_),
            texts=texts_of(booking),
            card_moves=book.card_moves(id_),
            places=book.place_names(),
            other_stays=tuple(book.other_stays(id_, relays)),
            group=tuple(book.group_of(line, relays)),
            invoice=invoice_in(body, line.currency),
            body=body,
            row=tuple((name, _shown(value)) for name, value in row.items()),
            words=words_of_desk(edits, state),
            told_texts=texts_of(told_of(booking, edits)) if edits else (),
            sending=message,
        )


def texts_of(booking: Booking) -> tuple[tuple[str, str | None], ...]:
    """What is compared of a booking, field by field, as history writes it."""
    from console.store.codec import value_text  # noqa: PLC0415 - the list needs none of it

    return tuple((name, value_text(getattr(booking, name))) for name in COMPARED_FIELDS)


def _relays(session: Session) -> str:
    """The domains that hide their guests, as the store's views take them."""
    return json.dumps(relay_domains(session))


def invoice_in(body: bytes, currency: str) -> tuple[InvoiceItem, ...]:
    """The bill's lines in a booking as it was received; none where it holds none, or none that can be read."""
    try:
        items = json.loads(body or b"{}", parse_float=Decimal).get("invoiceItems")
    except (ValueError, AttributeError, RecursionError):
        return ()
    return tuple(_item(item, currency) for item in items if isinstance(item, dict)) if isinstance(items, list) else ()


def _item(item: dict[str, Any], currency: str) -> InvoiceItem:
    quantity = item.get("qty")
    return InvoiceItem(
        str(item.get("description") or item.get("type") or ""),
        "" if quantity is None else str(quantity),
        _minor(item.get("amount"), currency),
        _minor(item.get("lineTotal"), currency),
    )


def _minor(amount: object, currency: str) -> int | None:
    """None for what is no amount that a hotel could ask for."""
    try:
        minor = None if amount is None else to_minor(Decimal(str(amount)), currency)
    except (ValueError, ArithmeticError):
        return None
    return minor if minor is not None and abs(minor) < _MOST else None


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return value.hex() if isinstance(value, bytes) else str(value)
