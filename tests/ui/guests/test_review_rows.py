"""The two cards field by field and their stays on one line, without a window."""

from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest

from console.domain.guests.card import CardField, Source, card_from
from console.domain.guests.contacts import Contact, ContactKind
from console.domain.guests.evidence import Weighed
from console.domain.guests.review_lines import StayOfGuest
from console.services.guest_review import PairView, Side
from console.ui.guests.review_rows import Choice, contacts_of, picks_for, rows_of
from console.ui.guests.review_spans import in_reading_order, stretches_of
from tests.building import NOW, TODAY

MAIL = Contact(ContactKind.PERSONAL, "a@x.example")
RELAY = Contact(ContactKind.RELAY, "", "Booking.com")


def source(number: int, email_is: Contact | None = None, phone_is: Contact | None = None, **texts: str) -> Source:
    told = {CardField(name): text for name, text in texts.items()}
    return Source(number, NOW + timedelta(minutes=number), False, MappingProxyType(told), email_is, phone_is)


def stay(number: int, from_today: int, nights: int = 2, *, holds_room: int = 1) -> StayOfGuest:
    arrival = TODAY + timedelta(days=from_today)
    departure = arrival + timedelta(days=nights)
    days = (arrival.isoformat(), departure.isoformat())
    return StayOfGuest(number, number, number, *days, "201", "confirmed", "Booking.com", holds_room)


def side(guest: int, *sources: Source, stays: tuple[StayOfGuest, ...] = ()) -> Side:
    return Side(guest, card_from(sources), frozenset(), sources, stays)


def view(one: Side, other: Side) -> PairView:
    merged = card_from([*one.sources, *other.sources])
    return PairView(one, other, merged, Weighed((), ()), None)


def only_row(found: PairView, name: CardField) -> Any:
    return next(row for row in rows_of(found) if row.name is name)


def test_what_the_rule_takes_stands_first_and_two_contacts_are_both_kept() -> None:
    one = side(1, source(1, MAIL, name="Ana Paz", email="a@x.example"))
    other = side(2, source(2, Contact(ContactKind.PERSONAL, "b@x.example"), name="Ana Pas", email="b@x.example"))
    name, email = (only_row(view(one, other), field) for field in (CardField.NAME, CardField.EMAIL))
    assert (name.usual, name.first_choice(), name.can_both) == (Choice.THERE, Choice.THERE, False)
    assert email.first_choice() is Choice.BOTH
    assert email.result(Choice.BOTH) == ("b@x.example", "a@x.example")
    assert email.result(Choice.HERE) == ("a@x.example",)


def test_a_value_that_one_alone_has_is_taken_and_leaves_nothing_to_choose() -> None:
    one = side(1, source(1, name="Ana Paz", country="ES"))
    other = side(2, source(2, name="Ana Paz"))
    country = only_row(view(one, other), CardField.COUNTRY)
    assert (country.differs, country.is_same, country.result(country.first_choice())) == (False, False, ("ES",))
    assert only_row(view(one, other), CardField.NAME).is_same
    assert CardField.COMPANY not in [row.name for row in rows_of(view(one, other))]


def test_an_alias_is_told_only_where_there_is_no_address_and_counts_as_none() -> None:
    one = side(1, source(1, RELAY, name="Ana Paz", email="x.1@guest.booking.com"))
    other = side(2, source(2, MAIL, name="Ana Paz", email="a@x.example"))
    row = only_row(view(one, other), CardField.EMAIL)
    assert (row.here.text, row.here.relay, row.there.relay, row.differs) == ("", "Booking.com", "", False)
    assert contacts_of((one, other), CardField.EMAIL) == {"a@x.example"}


def test_an_address_is_chosen_as_one_thing() -> None:
    one = side(1, source(1, name="Ana Paz", address="Calle 1", city="Jaca"))
    other = side(2, source(2, name="Ana Paz", address="Gasse 2", city="Graz", postcode="8010"))
    assert picks_for(view(one, other), {CardField.ADDRESS: Choice.HERE}) == {
        CardField.ADDRESS: "Calle 1",
        CardField.POSTCODE: "",
        CardField.CITY: "Jaca",
    }
    assert picks_for(view(one, other), {CardField.EMAIL: Choice.BOTH}) == {}


def test_stays_near_each_other_are_one_stretch_and_years_between_take_no_room() -> None:
    one = side(1, source(1, name="Ana"), stays=(stay(1, -700), stay(2, 0)))
    other = side(2, source(2, name="Ana"), stays=(stay(3, 8),))
    first, second = stretches_of(view(one, other))
    assert (len(first.bars), first.nights) == (1, 2)
    assert [(bar.lane, bar.first, bar.nights) for bar in second.bars] == [(0, 0, 2), (1, 8, 2)]
    assert [bar.stay.reservation_id for bar in in_reading_order((first, second))] == [1, 2, 3]


def test_a_night_in_two_rooms_is_marked_and_that_of_a_cancelled_stay_is_not() -> None:
    one = side(1, source(1, name="Ana"), stays=(stay(1, 0, 3),))
    both = view(one, side(2, source(2, name="Ana"), stays=(stay(2, 2, 4),)))
    (stretch,) = stretches_of(both)
    assert stretch.together == ((2, 3),)
    (quiet,) = stretches_of(view(one, side(2, source(2, name="Ana"), stays=(stay(2, 2, 4, holds_room=0),))))
    assert quiet.together == ()


@pytest.mark.parametrize("nights", [0, 1])
def test_a_stay_is_at_least_a_night_wide(nights: int) -> None:
    one = side(1, source(1, name="Ana"), stays=(stay(1, 0, nights),))
    (stretch,) = stretches_of(view(one, side(2, source(2, name="Ana"))))
    assert stretch.bars[0].nights == 1
