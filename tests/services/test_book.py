"""The book of reservations as the window reads it."""

from datetime import timedelta

import pytest

from console.domain.applying import Source
from console.domain.booking import GuestMessage
from console.domain.details import InvoiceItem
from console.domain.lines import ReservationLine, lacks_contact, lacks_room
from console.services.book import Book, invoice_in
from console.services.guest_decisions import GuestDesk
from console.store.store import Store
from tests.building import NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

DAY = timedelta(days=1)


def line_of(store: Store, number: int = 1) -> ReservationLine:
    return next(line for line in Book(store).lines() if line.beds24_id == number)


def test_a_line_tells_the_stay_as_the_list_needs_it(store: Store) -> None:
    apply(store, booking(1, children=1, api_source="Direct", channel_reference="R1", comments="Late", group_id=1))
    line = line_of(store)
    assert (line.guest, line.room, line.room_type, line.nights) == ("Anna Beispiel 1", "201", "Double", 3)
    assert (line.arrival, line.departure) == ("2026-05-12", "2026-05-15")
    assert (line.adults, line.children, line.price, line.currency) == (2, 1, 30000, "EUR")
    assert (line.channel_name, line.channel_reference, line.group_id, line.noted) == ("Direct", "R1", 1, 1)
    assert line.search.startswith("anna beispiel 1")


def test_lines_come_by_arrival_and_only_those_asked_for(store: Store) -> None:
    apply(store, booking(1, arrival=TODAY + DAY), booking(2, unit_id=2))
    book = Book(store)
    assert [line.beds24_id for line in book.lines()] == [2, 1]
    (wanted,) = book.lines_of([line_of(store, 1).id, 999])
    assert wanted == line_of(store, 1)


def test_a_stay_without_a_room_shows_its_type(store: Store) -> None:
    apply(store, booking(1, unit_id=0))
    line = line_of(store)
    assert (line.room, line.room_id) == ("Double", None)
    assert lacks_room(line)


def test_the_last_change_is_told_with_its_source(store: Store) -> None:
    apply(store, booking(1), source=Source.FULL_SYNC)
    assert line_of(store).source == "full_sync"
    apply(store, later(booking(1), last_name="Other"), source=Source.WEBHOOK)
    assert line_of(store).source == "webhook"


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        ({"email": "anna@gast.example"}, True),
        ({"email": "a.1@guest.booking.com"}, False),
        ({"email": "A.1@Guest.Booking.COM"}, False),
        ({"email": "a@booking.com.example.org"}, True),
        ({"email": "no address"}, False),
        ({"email": "", "phone": "+43 664 1234567"}, True),
        ({"email": "", "mobile": "0664 1234567"}, True),
        ({"email": "", "phone": "1 1111111111"}, False),
        ({"email": "", "phone": "0000000"}, False),
        ({"email": None, "phone": None}, False),
    ],
)
def test_a_relay_or_a_placeholder_is_no_contact(store: Store, contact: dict[str, str], reached: bool) -> None:
    apply(store, booking(1, **contact))
    assert lacks_contact(line_of(store)) is not reached


def test_a_closure_lacks_nothing(store: Store) -> None:
    apply(store, booking(1, status="black", email="", first_name="", last_name="", unit_id=0))
    line = line_of(store)
    assert not lacks_contact(line)
    assert not lacks_room(line)


def test_details_tell_messages_history_body_and_row(store: Store) -> None:
    message = GuestMessage(5, NOW, "guest", "Hello", read=False)
    apply(store, booking(1, messages=(message,), raw=b'{"id":1}'))
    apply(store, later(booking(1), price=31000, raw=b'{"id":1,"price":310}'))
    details = Book(store).details(line_of(store).id)
    assert details is not None
    assert details.messages == (message,)
    assert [(change.field, change.old, change.new) for change in details.changes] == [
        ("price", "30000", "31000"),
        ("created", None, None),
    ]
    assert details.body == b'{"id":1,"price":310}'
    assert dict(details.row)["last_name"] == "Beispiel 1"
    assert details.booking.price == 31000


def test_other_stays_of_the_guest_and_the_group_are_found(store: Store) -> None:
    apply(
        store,
        booking(1, group_id=None, email="same@gast.example"),
        booking(2, group_id=1, unit_id=2, email="same@gast.example"),
        booking(3, group_id=1, room_type_id=SINGLE, email="other@gast.example", last_name="Other"),
    )
    book = Book(store)
    master, child = book.details(line_of(store, 1).id), book.details(line_of(store, 2).id)
    assert master is not None
    assert child is not None
    assert [line.beds24_id for line in master.other_stays] == [2]
    assert {line.beds24_id for line in master.group} == {2, 3}
    assert {line.beds24_id for line in child.group} == {1, 3}


def test_nobody_has_the_details_of_what_is_not_there(store: Store) -> None:
    assert Book(store).details(99) is None


def test_invoice_lines_are_read_from_what_was_received() -> None:
    body = b'{"invoiceItems":[{"description":"Room","qty":3,"amount":100.1,"lineTotal":300.3},{"type":"payment"},7]}'
    assert invoice_in(body, "EUR") == (InvoiceItem("Room", "3", 10010, 30030), InvoiceItem("payment", "", None, None))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"no json", b'{"invoiceItems":5}', b'{"invoiceItems":null}', b"[" * 100_000]
)
def test_a_body_without_readable_invoice_lines_has_none(body: bytes) -> None:
    assert invoice_in(body, "EUR") == ()


def test_an_amount_that_is_none_is_left_out() -> None:
    (item,) = invoice_in(b'{"invoiceItems":[{"description":"x","amount":"much","lineTotal":1e999}]}', "EUR")
    assert (item.amount, item.total) == (None, None)


def test_rooms_are_offered_under_their_types(store: Store) -> None:
    names = [(choice.name, choice.room_id is None) for choice in Book(store).room_choices()]
    assert names == [("Double", True), ("201", False), ("202", False), ("203", False), ("Single", True),
                     ("101", False), ("102", False)]  # fmt: skip


def test_a_stay_that_went_to_another_card_tells_by_whose_decision_and_no_other_of_that_second(store: Store) -> None:
    apply(store, *(booking(number, last_name=name) for number, name in ((1, "Moser"), (2, "Winter"), (3, "Eder"))))
    one, two, three = (id_ for (id_,) in rows(store, "SELECT guest_id FROM reservations ORDER BY id"))
    guests = GuestDesk(store, StillClock(NOW))
    guests.merge(one, two, actor="Maria")
    guests.not_same(one, three, actor="Paul")
    details = Book(store).details(2)
    assert details is not None
    (move,) = details.card_moves
    assert (move.name, move.decision, move.by_whom, move.undone) == ("Anna Winter", "merge", "Maria", False)
