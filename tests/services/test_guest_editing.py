"""What the desk says of guests itself: kept, matched by, shown, and still there after a merge is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.companion import Companion
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.guests.form import GuestForm
from console.services.guest_book import GuestBook
from console.services.guest_card import GuestCard
from console.services.guest_decisions import GuestDesk
from console.services.guest_editing import GuestEditing, looks_like
from console.services.guest_rematching import match_again
from console.store.store import Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows

ISO = TODAY.isoformat()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        yield made


@pytest.fixture
def news() -> list[object]:
    return []


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW + timedelta(hours=1))


@pytest.fixture
def editing(store: Store, clock: StillClock, news: list[object]) -> GuestEditing:
    return GuestEditing(store, clock, news.append)


def guest_of(store: Store, number: int) -> int:
    ((id_,),) = rows(store, "SELECT guest_id FROM reservations WHERE beds24_id = ?", number)
    return int(id_)


def card_of(store: Store, id_: int) -> GuestCard:
    card = GuestBook(store).card(id_, ISO)
    assert card is not None
    return card


def test_an_address_typed_at_the_desk_joins_the_card_of_the_guest_who_has_it(
    store: Store, editing: GuestEditing, news: list[object]
) -> None:
    apply(
        store,
        booking(1, last_name="Bauer", email="anna.bauer@gmx.at"),
        booking(2, last_name="Bauer", email="abauer.77@guest.booking.com"),
    )
    known, other = guest_of(store, 1), guest_of(store, 2)
    assert known != other
    before = card_of(store, other).form
    edited = editing.change(other, before, GuestForm("Anna", "Bauer", "anna.bauer@gmx.at"), TODAY)
    assert edited.guest_id == known == guest_of(store, 2)
    assert edited.joined is not None
    assert (edited.joined.name, edited.joined.stays) == ("Anna Bauer", 2)
    assert any(isinstance(one, GuestsChanged) and {known, other} <= {*one.ids} for one in news)
    assert any(isinstance(one, ReservationsChanged) for one in news)


def test_a_word_of_the_desk_is_newer_than_the_bookings_before_it_and_gives_way_to_those_after(
    store: Store, editing: GuestEditing, clock: StillClock
) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at", phone="+43 664 8123467"))
    id_ = guest_of(store, 1)
    before = card_of(store, id_).form
    editing.change(id_, before, GuestForm("Anna", "Bauer", "anna.bauer@gmx.at", "+43 664 9000001"), TODAY)
    assert card_of(store, id_).value(CardField.PHONE).text == "+43 664 9000001"
    apply(
        store,
        booking(
            2,
            last_name="Bauer",
            email="anna.bauer@gmx.at",
            phone="+43 664 7000002",
            modified_at=NOW + timedelta(hours=2),
        ),
    )
    value = card_of(store, id_).value(CardField.PHONE)
    assert value.text == "+43 664 7000002"
    assert [other.text for other in value.others] == ["+43 664 9000001"]


def test_a_sync_leaves_what_the_desk_typed(store: Store, editing: GuestEditing) -> None:
    known = booking(1, last_name="Bauer", email="anna.bauer@gmx.at")
    apply(store, known)
    id_ = guest_of(store, 1)
    editing.change(id_, card_of(store, id_).form, GuestForm("Anna", "Bauer", birth="3.5.1980"), TODAY)
    apply(store, later(known, comments="Late arrival"))
    assert card_of(store, id_).value(CardField.BIRTH).text == "1980-05-03"


def test_a_name_corrected_by_hand_is_spelled_that_way_however_often_it_was_told_otherwise(
    store: Store, editing: GuestEditing
) -> None:
    apply(store, *(booking(n, last_name="BAUER", first_name="ANNA", email="anna.bauer@gmx.at") for n in (1, 2, 3)))
    id_ = guest_of(store, 1)
    before = card_of(store, id_).form
    editing.change(id_, before, GuestForm("Anna", "Baur", before.email), TODAY)
    assert card_of(store, id_).line.name == "Anna Baur"


def test_what_was_emptied_is_not_shown_until_somebody_lets_the_rules_choose(
    store: Store, editing: GuestEditing
) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at", phone="+43 664 8123467"))
    id_ = guest_of(store, 1)
    before = card_of(store, id_).form
    editing.change(id_, before, GuestForm("Anna", "Bauer", "anna.bauer@gmx.at"), TODAY)
    assert card_of(store, id_).line.phone == ""
    editing.unpick(id_, CardField.PHONE)
    assert card_of(store, id_).line.phone == "+43 664 8123467"


def test_what_was_typed_is_shown_even_where_a_rule_prefers_something_else(store: Store, editing: GuestEditing) -> None:
    apply(
        store,
        booking(1, last_name="Bauer", email="anna.bauer@gmx.at", address="Hauptstraße 1", city="Wien", postcode="1010"),
    )
    id_ = guest_of(store, 1)
    before = card_of(store, id_).form
    editing.change(id_, before, replace(before, email="office@bauer.at", city="Graz", phone="12 34"), TODAY)
    line = card_of(store, id_).line
    assert (line.email, line.phone) == ("office@bauer.at", "12 34")
    assert card_of(store, id_).value(CardField.CITY).text == "Graz"


def test_what_was_typed_wins_over_what_was_chosen_when_cards_were_merged(
    store: Store, editing: GuestEditing, clock: StillClock
) -> None:
    apply(store, booking(1, last_name="Bauer", country="AT"), booking(2, last_name="Bauer", country="DE"))
    one = guest_of(store, 1)
    GuestDesk(store, clock).merge(one, guest_of(store, 2), {CardField.COUNTRY: "DE"})
    before = card_of(store, one).form
    assert before.country == "DE"
    editing.change(one, before, replace(before, country="AT"), TODAY)
    assert card_of(store, one).line.country == "AT"


def test_a_value_that_was_picked_wins_over_newer_ones(store: Store, editing: GuestEditing) -> None:
    first = booking(1, last_name="Bauer", email="anna.bauer@gmx.at", phone="+43 664 8123467")
    apply(store, first)
    id_ = guest_of(store, 1)
    editing.pick(id_, CardField.PHONE, "+43 664 8123467")
    apply(store, later(first, phone="+43 664 9000001"))
    value = card_of(store, id_).value(CardField.PHONE)
    assert (value.text, value.is_picked) == ("+43 664 8123467", True)


def test_a_guest_without_a_reservation_is_added_found_and_joined_by_the_first_booking(
    store: Store, editing: GuestEditing
) -> None:
    edited = editing.add(GuestForm("Rosa", "Winter", phone="+43 664 8123467", city="Graz"), TODAY)
    assert edited.joined is None
    (line,) = GuestBook(store).lines(ISO)
    assert (line.name, line.phone, line.stays) == ("Rosa Winter", "+43 664 8123467", 0)
    apply(store, booking(1, first_name="Rosa", last_name="Winter", email="", phone="0664 8123467"))
    assert guest_of(store, 1) == edited.guest_id
    card = card_of(store, edited.guest_id)
    assert card.line.stays == 1
    assert len(card.sources) == 2


def test_a_guest_added_by_hand_who_is_known_says_so_at_once(store: Store, editing: GuestEditing) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at"))
    form = GuestForm("Anna", "Bauer", "Anna.Bauer@gmx.at")
    with store.reading() as session:
        known = looks_like(session, form, TODAY, NOW)
    assert known is not None
    assert (known.guest_id, known.name, known.stays) == (guest_of(store, 1), "Anna Bauer", 1)
    assert editing.add(form, TODAY).joined == known
    assert len(GuestBook(store).lines(ISO)) == 1


def test_looking_keeps_nothing(store: Store) -> None:
    with store.reading() as session:
        assert looks_like(session, GuestForm("Anna", "Bauer", "anna@"), TODAY, NOW) is None
        assert looks_like(session, GuestForm("Anna", "Bauer"), TODAY, NOW) is None
    assert rows(store, "SELECT count(*) FROM guest_profiles") == [(0,)]


def test_the_same_name_without_a_contact_is_asked_about_by_its_postcode(store: Store, editing: GuestEditing) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at", postcode="6020"))
    edited = editing.add(GuestForm("Anna", "Bauer", postcode="6020"), TODAY)
    assert edited.joined is None
    assert [known.name for known in edited.doubts] == ["Anna Bauer"]


def test_guests_added_by_hand_are_matched_anew_like_all_others(
    store: Store, editing: GuestEditing, clock: StillClock
) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at"))
    added = editing.add(GuestForm("Rosa", "Winter", "rosa@gmx.at"), TODAY)
    before = card_of(store, added.guest_id)
    match_again(store, clock, lambda: None)
    assert card_of(store, added.guest_id) == before
    assert len(GuestBook(store).lines(ISO)) == 2


def test_of_a_document_only_a_keyed_hash_and_its_end_are_kept(store: Store, editing: GuestEditing) -> None:
    first = editing.add(GuestForm("Rosa", "Winter", document="P 1234-567"), TODAY)
    second = editing.add(GuestForm("Rosa", "Winter", document="p1234567"), TODAY)
    assert second.guest_id == first.guest_id
    assert card_of(store, first.guest_id).document_end == "567"
    kept = [value for (value,) in rows(store, "SELECT value FROM guest_words")]
    assert not any("1234" in value for value in kept if len(value) != 64)
    assert "P1234567" not in kept


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (GuestForm(), "Enter at least a name"),
        (GuestForm("Anna", email="anna@gmx"), "not complete"),
        (GuestForm("Anna", phone="call me"), "may only hold digits"),
        (GuestForm("Anna", birth="31.2.1980"), "no day of the calendar"),
        (GuestForm("Anna", birth="yesterday"), "not understood"),
        (GuestForm("Anna", birth="3.5.80"), "four digits"),
        (GuestForm("Anna", birth="3.5.2090"), "still to come"),
        (GuestForm("Anna", birth="3.5.1880"), "more than 120 years"),
        (GuestForm("Anna", document="12"), "at least 5"),
        (GuestForm("A" * 300), "too long"),
    ],
)
def test_nonsense_gets_a_clear_sentence_and_is_not_kept(
    store: Store, editing: GuestEditing, form: GuestForm, why: str
) -> None:
    with pytest.raises(WrongInput, match=why):
        editing.add(form, TODAY)
    assert rows(store, "SELECT count(*) FROM guests") == [(0,)]


@pytest.mark.parametrize(
    ("typed", "day_first"), [("3.5.1980", True), ("03/05/1980", True), ("5/3/1980", False), ("1980-05-03", False)]
)
def test_a_date_of_birth_is_read_as_it_is_written_here(
    store: Store, editing: GuestEditing, typed: str, day_first: bool
) -> None:
    added = editing.add(GuestForm("Rosa", "Winter", birth=typed), TODAY, day_first=day_first)
    assert card_of(store, added.guest_id).value(CardField.BIRTH).text == date(1980, 5, 3).isoformat()


def test_no_room_again_needs_a_reason(store: Store, editing: GuestEditing) -> None:
    apply(store, booking(1))
    with pytest.raises(WrongInput, match="why"):
        editing.set_flag(guest_of(store, 1), "do_not_rent", " ")
    editing.set_flag(guest_of(store, 1), "do_not_rent", "Smoked in 201")
    (flag,) = card_of(store, guest_of(store, 1)).flags
    assert (flag.flag, flag.note, flag.actor) == ("do_not_rent", "Smoked in 201", "desk")
    editing.clear_flag(guest_of(store, 1), "do_not_rent")
    assert card_of(store, guest_of(store, 1)).flags == ()


def test_a_flag_set_on_a_merged_card_stays_on_both_sides_of_an_undo(
    store: Store, editing: GuestEditing, clock: StillClock
) -> None:
    apply(store, booking(1, last_name="Bauer"), booking(2, last_name="Bauer"))
    one, other = guest_of(store, 1), guest_of(store, 2)
    desk = GuestDesk(store, clock)
    merged = desk.merge(one, other)
    editing.set_flag(one, "vip")
    desk.undo(merged.number)
    assert guest_of(store, 1) != guest_of(store, 2)
    assert [line.vip for line in GuestBook(store).lines(ISO)] == [1, 1]


def test_notes_are_added_changed_and_removed(store: Store, editing: GuestEditing) -> None:
    apply(store, booking(1))
    id_ = guest_of(store, 1)
    editing.add_note(id_, "preference", "Quiet room")
    editing.add_note(id_, "note", "Allergic to nuts")
    notes = {note.kind: note for note in card_of(store, id_).notes}
    assert {kind: note.text for kind, note in notes.items()} == {
        "preference": "Quiet room",
        "note": "Allergic to nuts",
    }
    editing.change_note(id_, notes["note"].id, "Allergic to peanuts")
    editing.remove_note(id_, notes["preference"].id)
    assert [note.text for note in card_of(store, id_).notes] == ["Allergic to peanuts"]
    with pytest.raises(WrongInput, match="Nothing"):
        editing.add_note(id_, "note", "  ")
    with pytest.raises(WrongInput, match="removed"):
        editing.change_note(id_, notes["preference"].id, "Any")


def test_an_id_of_nobody_is_refused(editing: GuestEditing) -> None:
    with pytest.raises(WrongInput, match="no more"):
        editing.add_note(77, "note", "Hello")


def test_the_export_tells_what_was_typed_too(store: Store, editing: GuestEditing) -> None:
    apply(store, booking(1, last_name="Bauer", email="anna.bauer@gmx.at"))
    id_ = guest_of(store, 1)
    before = card_of(store, id_).form
    editing.change(id_, before, GuestForm("Anna", "Bauer", "anna@bauer.at", "+43 664 8123467"), TODAY)
    with store.reading() as session:
        (row,) = session.listing.guests()
    assert row.emails == ("anna@bauer.at", "anna.bauer@gmx.at")
    assert row.phones == ("+43 664 8123467",)


def test_what_is_typed_about_somebody_who_came_along_counts_for_them(store: Store, editing: GuestEditing) -> None:
    otto = Companion(71, "Otto", "Holz")
    apply(store, booking(1, first_name="Otto", last_name="Holz", email="otto@holz.at"))
    apply(store, booking(2, last_name="Bauer", email="anna.bauer@gmx.at", companions=(otto,)))
    ((along,),) = rows(store, "SELECT guest_id FROM guest_profiles WHERE role = 'companion'")
    before = card_of(store, along).form
    edited = editing.change(along, before, replace(before, email="otto@holz.at"), TODAY)
    assert edited.guest_id == guest_of(store, 1)
    card = card_of(store, edited.guest_id)
    assert (card.line.stays, card.line.along) == (1, 1)
    assert guest_of(store, 2) != edited.guest_id
