"""The page of guests to review: what is shown of a pair, what is decided about it, and what changes meanwhile."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from console.domain.announcing import GuestsChanged
from console.domain.booking import Booking
from console.domain.guests.card import CardField
from console.services.guest_decisions import GuestDesk
from console.ui.guests.review import ReviewPage
from console.ui.parts import ShowPlace
from tests.building import NOW, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.guests.reviewing import Reviewing, a_few, open_review, stay
from tests.ui.windows import doubled_keys, show_active, window_over

Open = Callable[..., Reviewing]
Key = Qt.Key


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    former = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(former)


@pytest.fixture
def review(desk: Desk, qtbot: QtBot) -> Open:
    def make(*bookings: Booking) -> Reviewing:
        return open_review(qtbot, desk, bookings)

    return make


# -- the list


def test_pairs_stand_by_who_arrives_soonest_with_how_likely_they_are(review: Open) -> None:
    page = review(*a_few())
    assert page.listed() == [
        "Lea Moser · Lea Winter\nLikely, 59 · arrives tomorrow",
        "Jonas Eder · Jonas Wolf\nLook closely, 56 · arrives Thu 21 May",
        "John Smith · Jon Smith\nPossible, 51 · arrives Mon 1 Jun",
    ]
    assert page.open.filters.head.text() == "1 likely, 2 to look at"
    assert page.open.filters.progress.text() == "1 of 3"
    assert page.page.lists.tabText(0) == "To review (3)"


def test_the_badge_and_the_tab_tell_how_many_wait(review: Open) -> None:
    page = review(*a_few())
    tab = page.window.tab("guests")
    assert tab.tabs.tabText(1) == "3 to review"  # type: ignore[attr-defined] # the tab of guests
    assert "3" in page.window.navigation._buttons["guests"].accessibleName()


def test_the_list_is_narrowed_to_one_reason_and_to_who_arrives_tomorrow(review: Open) -> None:
    page = review(*a_few())
    reasons = page.open.filters.reasons
    assert reasons.itemText(1) == "Same contact, name differs (2)"
    reasons.setCurrentIndex(1)
    assert page.names() == ["Lea Moser · Lea Winter", "Jonas Eder · Jonas Wolf"]
    page.open.filters.tomorrow.click()
    assert page.names() == ["Lea Moser · Lea Winter"]
    page.open.filters.clear()
    assert len(page.names()) == 3


def test_a_filter_that_lets_nothing_through_offers_to_show_all(review: Open) -> None:
    page = review(*a_few())
    page.open.filters.today.click()
    assert page.names() == []
    assert page.open.frame.currentIndex() == 1
    assert not page.open.pane.isVisible()
    page.open.frame._message._button.click()
    assert len(page.names()) == 3


def test_without_pairs_there_is_a_calm_word(review: Open) -> None:
    page = review(stay(1, "Lea Moser"))
    assert page.open.frame._message._headline.text() == "No possible duplicates"
    assert not page.open.buttons.isVisible()


def rename(desk: Desk, table: str, name: str) -> None:
    """What cannot be found cannot be read."""
    with desk.store.writing() as session:
        session.connection.execute(f"ALTER TABLE {table} RENAME TO {name}")


def test_what_cannot_be_read_is_said_and_read_when_asked_again(review: Open, desk: Desk, qtbot: QtBot) -> None:
    apply(desk.store, *a_few())
    rename(desk, "guest_proposals", "elsewhere")
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    desk.stage.courier.send(ShowPlace("guests", "review"))
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPage)))
    (made,) = window.findChildren(ReviewPage)
    page = Reviewing(window, made, desk, qtbot)
    message = page.open.frame._message
    qtbot.waitUntil(lambda: message._headline.text() == "What there is to review could not be read")
    rename(desk, "elsewhere", "guest_proposals")
    message._button.click()
    page.wait_for_pair("Lea Moser · Lea Winter")


def test_a_list_that_cannot_be_renewed_stays_and_says_so(review: Open, desk: Desk) -> None:
    page = review(*a_few())
    rename(desk, "guest_proposals", "elsewhere")
    desk.stage.courier.send(GuestsChanged())
    page.until_said("The list could not be renewed.")
    assert len(page.names()) == 3
    rename(desk, "elsewhere", "guest_proposals")


def test_a_pair_that_cannot_be_read_is_said_and_read_when_asked_again(review: Open, desk: Desk) -> None:
    page = review(*a_few())
    rename(desk, "guest_words", "elsewhere")
    page.open.listed.go_to(1)
    message = page.open.pane._message
    page.qtbot.waitUntil(lambda: message._headline.text() == "These two could not be read" and message.isVisible())
    assert not page.open.buttons.merge.isEnabled()
    rename(desk, "elsewhere", "guest_words")
    message._button.click()
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    assert page.open.buttons.merge.isEnabled()


# -- one pair


def test_a_pair_tells_its_reason_what_speaks_for_and_against_and_what_will_happen(review: Open) -> None:
    page = review(*a_few())
    pane = page.open.pane.sheet
    assert pane.reason.text() == "Same phone, but another surname: married?"
    assert pane.for_it.text() == "+ Same phone: +43 664 5550142"
    assert pane.against_it.text() == "− Same first name, other surname: Lea Moser / Lea Winter"
    assert pane.outcome.text() == (
        "One card with 2 stays; 1 phone number is kept; 1 e-mail address is kept; undo at any time."
    )


def test_fields_show_both_values_with_their_source_and_mark_the_letters_that_differ(review: Open) -> None:
    page = review(*a_few())
    page.choose("John Smith · Jon Smith")
    name, email = page.line(CardField.NAME), page.line(CardField.EMAIL)
    assert (name.here.value.text(), name.there.value.text()) == ("Jo<u><b>h</b></u>n Smith", "Jon Smith")
    assert name.here.origin.text() == "Booking.com, 12 May 2026"
    assert "Differs" in name.here.choose.accessibleName()
    assert email.result.value.text() == "john.smith@gmail.com<br>john.smith@gmial.com"
    assert email.result.origin.text() == "both are kept"


def test_an_alias_of_a_channel_is_told_as_such_and_what_is_the_same_is_folded(review: Open) -> None:
    page = review(*a_few())
    email, country = page.line(CardField.EMAIL), page.line(CardField.COUNTRY)
    assert email.there.value.text() == "Booking.com relay"
    assert email.result.value.text() == "lea@moser.example"
    assert country.here.isHidden()
    fold = page.open.pane.sheet.fields.fold
    assert fold.text() == "2 fields are the same: Phone, Country"
    fold.click()
    assert country.here.value.text() == "Austria"


def test_a_conflict_is_named_and_the_pair_is_to_be_looked_at_closely(review: Open, desk: Desk) -> None:
    one = stay(1, "Karl Huber", 3, phone="+43 664 5550142")
    other = stay(2, "Karl Huber", 9)
    apply(desk.store, one, other)
    page = Reviewing(None, None, desk, None)  # type: ignore[arg-type] # only its store is needed yet
    page.birth(1, "1950-01-01")
    page.birth(2, "1980-02-02")
    page = review(later(one, city="Graz"), later(other, phone="+43 664 5550142"))
    assert page.listed() == ["Karl Huber, two cards\nLook closely, 73 · arrives Fri 15 May"]
    assert page.open.pane.sheet.reason.text() == (
        "Same phone and name, but different dates of birth: father and son, perhaps?"
    )
    assert "− Different dates of birth: 1 Jan 1950 / 2 Feb 1980" in page.open.pane.sheet.against_it.text()


def test_what_was_said_before_is_told_with_what_is_new_since(review: Open, desk: Desk) -> None:
    one = stay(1, "Anna Berger", email="anna@berger.example", phone="+43 664 5550142")
    other = stay(2, "Anna Berger", 30, email="a.berger@work.example")
    apply(desk.store, one, other)
    guests = [id_ for (id_,) in rows(desk.store, "SELECT id FROM guests ORDER BY id")]
    GuestDesk(desk.store, StillClock()).not_same(*guests)
    page = review(later(other, email="anna@berger.example", phone="+43 664 5550142"))
    day = page.open._telling.date_of(StillClock().now())
    assert page.open.pane.sheet.reason.text() == f"You said no on {day}; new since: same e-mail and phone."


def test_flags_of_either_are_told_beside_the_name_and_stay(review: Open, desk: Desk) -> None:
    apply(desk.store, *a_few())
    with desk.store.writing() as session:
        session.connection.execute(
            "INSERT INTO guest_flags SELECT id, 'do_not_rent', 'smoked', '2026-05-12T12:00:00Z', 'desk'"
            " FROM guest_profiles WHERE number = 1"
        )
    page = review()
    sheet = page.open.pane.sheet
    assert [head.text() for head in sheet.fields.heads] == [
        "Lea Moser, 1 stay (do not rent)",
        "The one card",
        "Lea Winter, 1 stay",
    ]
    assert "flags that stay: do not rent" in sheet.outcome.text()


def test_stays_of_both_stand_on_one_time_line_and_a_night_together_is_said(review: Open) -> None:
    page = review(*a_few())
    page.choose("Jonas Eder · Jonas Wolf")
    pane = page.open.pane.sheet
    assert pane.reason.text() == ("Same e-mail, but another surname: married? But both had a room in the same night.")
    assert "Both in the house on Thu 21 May, in room 201 and room 202" in pane.line_words.text()
    page.press(Key.Key_G)
    page.qtbot.waitUntil(pane.line.hasFocus)
    page.press(Key.Key_Left)
    assert pane.line_words.text() == "Jonas Wolf: Thu 21 May to Sat 23 May, room 202, Booking.com"
    page.press(Key.Key_Left)
    assert pane.line.accessibleDescription() == "Jonas Eder: Thu 21 May to Sat 23 May, room 201, Booking.com"


# -- deciding, with the keyboard


def test_merging_goes_on_with_the_next_pair_and_one_key_takes_it_back(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_M)
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    page.until_said("Merged: Lea Moser · Lea Winter.")
    assert page.guest_of(1) == page.guest_of(2)
    assert page.open.filters.progress.text() == "2 of 3"
    page.press(Key.Key_U)
    page.until_said("Taken back: Lea Moser · Lea Winter.")
    assert page.guest_of(1) != page.guest_of(2)
    page.wait_for_pair("Lea Moser · Lea Winter")
    assert page.open.filters.progress.text() == "1 of 3"


def test_keys_take_back_one_after_the_other_the_latest_first(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_M)
    page.until_said("Merged")
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    page.press(Key.Key_N)
    page.until_said("Kept apart: Jonas Eder · Jonas Wolf.")
    page.press(Key.Key_U)
    page.until_said("Taken back: Jonas Eder · Jonas Wolf.")
    page.press(Key.Key_U)
    page.until_said("Taken back: Lea Moser · Lea Winter.")
    page.qtbot.waitUntil(lambda: len(page.names()) == 3)
    assert page.page.deeds.undoable is None
    assert not page.open.bar.undo.isVisible()


def test_undo_that_is_pressed_at_once_takes_back_what_is_still_being_saved(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_N)
    page.until_said("Kept apart: Lea Moser · Lea Winter.")
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    page.press(Key.Key_N)
    page.press(Key.Key_U)
    page.until_said("Taken back: Jonas Eder · Jonas Wolf.")
    taken_back = rows(page.desk.store, "SELECT id FROM guest_decisions WHERE undone_at IS NOT NULL")
    assert len(taken_back) == 1
    page.wait_for_pair("Jonas Eder · Jonas Wolf")


def test_not_the_same_is_never_proposed_again_and_can_be_taken_back_from_its_list(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_N)
    page.until_said("Kept apart: Lea Moser · Lea Winter.")
    page.turn_to("apart", page.page.apart)
    assert [line[1:] for line in page.past(page.page.apart)] == [
        ["Lea Moser · Lea Winter", "Not the same", "Same contact, name differs", "Reception", "Holds"]
    ]
    page.press(Key.Key_U)
    page.until_said("Taken back", page.page.apart)
    page.qtbot.waitUntil(lambda: "Taken back" in page.past(page.page.apart)[0][-1])
    assert not page.page.apart.takes_back.isVisible()
    page.page.show_place("")
    page.qtbot.waitUntil(lambda: "Lea Moser · Lea Winter" in page.names())


def test_a_household_is_two_people_with_a_note(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_H)
    page.until_said("Two people of one household: Lea Moser · Lea Winter.")
    page.turn_to("apart", page.page.apart)
    assert page.past(page.page.apart)[0][2] == "Same household"
    assert page.guest_of(1) != page.guest_of(2)


def test_later_goes_on_and_leaves_everything_as_it_is(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_S)
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    page.press(Key.Key_S)
    page.wait_for_pair("John Smith · Jon Smith")
    assert [text.endswith("later") for text in page.listed()] == [True, True, False]
    assert rows(page.desk.store, "SELECT * FROM guest_decisions") == []


def test_buttons_do_what_the_keys_do(review: Open) -> None:
    page = review(*a_few())
    buttons = page.open.buttons
    assert [made.text() for made in (buttons.merge, buttons.not_same, buttons.household, buttons.skip)] == [
        "Merge  M",
        "Not the same  N",
        "Same household  H",
        "Later  S",
    ]
    buttons.merge.click()
    page.until_said("Merged")
    page.open.bar.undo.click()
    page.until_said("Taken back")


def test_who_was_here_at_the_same_time_is_merged_only_when_said_twice(review: Open) -> None:
    page = review(*a_few())
    page.choose("Jonas Eder · Jonas Wolf")
    page.press(Key.Key_M)
    box = page.open.deciding.box
    assert isinstance(box, QMessageBox)
    assert "in room 201 and room 202. They are probably two people." in box.informativeText()
    box.reject()
    assert page.guest_of(3) != page.guest_of(4)
    page.press(Key.Key_M)
    box = page.open.deciding.box
    assert isinstance(box, QMessageBox)
    next(made for made in box.buttons() if made.text() == "Merge anyway").click()
    page.until_said("Merged: Jonas Eder · Jonas Wolf.")
    assert page.guest_of(3) == page.guest_of(4)


# -- choosing values


def test_a_value_that_was_chosen_is_the_cards_as_long_as_the_merge_holds(review: Open) -> None:
    page = review(*a_few())
    name = page.line(CardField.NAME)
    assert (name.result.value.text(), name.result.origin.text()) == ("Lea Winter", "by rule")
    name.here.choose.click()
    assert (name.result.value.text(), name.result.origin.text()) == ("Lea Moser", "your choice")
    page.open.list.setFocus()
    page.press(Key.Key_M)
    page.until_said("Merged")
    assert "Lea Moser" in page.guests()
    assert "Lea Winter" not in page.guests()
    page.press(Key.Key_U)
    page.until_said("Taken back")
    assert {"Lea Moser", "Lea Winter"} <= set(page.guests())


def test_keys_choose_sides_for_all_fields_and_for_one(review: Open) -> None:
    page = review(*a_few())
    page.choose("John Smith · Jon Smith")
    name, email = page.line(CardField.NAME), page.line(CardField.EMAIL)
    page.press(Key.Key_2)
    assert name.there.choose.isChecked()
    assert email.there.choose.isChecked()
    assert email.result.value.text() == "john.smith@gmail.com"
    page.press(Key.Key_1)
    assert email.here.choose.isChecked()
    page.press(Key.Key_Right)
    assert name.there.choose.isChecked()
    page.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.qtbot.waitUntil(email.here.choose.hasFocus)
    QTest.keyClick(email.here.choose, Key.Key_Right)
    assert email.result.choose.isChecked()
    assert email.result.value.text() == "john.smith@gmail.com<br>john.smith@gmial.com"


def test_choices_are_a_pairs_own(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_1)
    assert page.line(CardField.NAME).result.origin.text() == "your choice"
    page.choose("John Smith · Jon Smith")
    assert page.line(CardField.NAME).result.origin.text() == "by rule"


# -- what changes under one's eyes


def test_what_a_booking_brings_is_said_and_choices_are_kept(review: Open) -> None:
    page = review(*a_few())
    page.line(CardField.NAME).here.choose.click()
    page.hear(stay(7, "Lea Winter", 90, phone="+43 664 5550142"))
    page.until_said("Lea Moser · Lea Winter changed while you were looking (14:00). Your choices are kept.")
    assert "3 stays" in page.open.pane.sheet.outcome.text()
    assert page.line(CardField.NAME).result.value.text() == "Lea Moser"


def test_a_pair_that_is_gone_is_said_and_the_next_is_shown(review: Open) -> None:
    page = review(*a_few())
    page.hear(later(a_few()[1], phone="+43 664 5550177", last_name="Sommer"))
    page.until_said("Lea Moser · Lea Winter: nothing to decide there any more")
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    assert len(page.names()) == 2


def test_a_pair_of_which_one_was_merged_elsewhere_is_followed(review: Open, desk: Desk) -> None:
    page = review(
        stay(1, "Paula Holz", -90, email="paula@holz.example"),
        stay(2, "Zoe Lang", -60, phone="+43 664 5550143"),
        stay(3, "Paula Stein", 5, email="paula@holz.example"),
    )
    assert page.names() == ["Paula Holz · Paula Stein"]
    page.line(CardField.NAME).here.choose.click()
    GuestDesk(desk.store, StillClock(), desk.stage.courier.send).merge(page.guest_of(2), page.guest_of(3))
    page.until_said("changed while you were looking")
    assert page.line(CardField.NAME).result.value.text() == "Paula Holz"
    assert "3 stays" in page.open.pane.sheet.outcome.text()


def test_what_cannot_be_is_said_and_the_list_is_read_again(review: Open, desk: Desk) -> None:
    page = review(*a_few())
    GuestDesk(desk.store, StillClock()).merge(page.guest_of(1), page.guest_of(2))
    page.press(Key.Key_M)
    page.qtbot.waitUntil(lambda: "These two are one guest already." in page.open.trouble.text)
    page.qtbot.waitUntil(lambda: page.names() == ["Jonas Eder · Jonas Wolf", "John Smith · Jon Smith"])
    page.qtbot.waitUntil(lambda: page.open.filters.progress.text() == "1 of 2")
    page.wait_for_pair("Jonas Eder · Jonas Wolf")
    page.press(Key.Key_N)
    page.until_said("Kept apart: Jonas Eder")
    assert page.open.trouble.text == ""


# -- cards that may hold two people


def torn(desk: Desk) -> list[Booking]:
    """Two stays that somebody merged; then two dates of birth came."""
    one = stay(1, "Anna Berger", 3, email="anna@berger.example")
    other = stay(2, "Anna Berger", 30, email="a.berger@work.example")
    apply(desk.store, one, other)
    guests = [id_ for (id_,) in rows(desk.store, "SELECT id FROM guests ORDER BY id")]
    GuestDesk(desk.store, StillClock(NOW - timedelta(days=1))).merge(*guests)
    page = Reviewing(None, None, desk, None)  # type: ignore[arg-type] # only its store is needed yet
    page.birth(1, "1950-01-01")
    page.birth(2, "1980-02-02")
    return [later(one, city="Graz"), later(other, city="Linz")]


def test_a_card_that_may_hold_two_people_is_taken_apart_by_its_halves(review: Open, desk: Desk) -> None:
    page = review(*torn(desk))
    assert page.listed() == ["Anna Berger: one card, two people?\nTwo people? · arrives Fri 15 May"]
    assert page.open.filters.head.text() == "1 card may hold two people"
    pane, buttons = page.open.pane.sheet, page.open.buttons
    assert pane.reason.text() == "This card has two dates of birth: two people on one card?"
    assert pane.outcome.text() == "As two people: one card with 1 stay, another with 1 stay; undo at any time."
    assert (buttons.merge.text(), buttons.not_same.text()) == ("One person  M", "Two people  N")
    assert not buttons.household.isEnabled()
    page.press(Key.Key_N)
    page.until_said("Two cards now: Anna Berger.")
    assert page.guest_of(1) != page.guest_of(2)
    page.press(Key.Key_U)
    page.until_said("Taken back")
    page.qtbot.waitUntil(lambda: page.names() == ["Anna Berger: one card, two people?"])


def test_a_card_is_kept_whole_with_the_date_of_birth_that_was_chosen(review: Open, desk: Desk) -> None:
    page = review(*torn(desk))
    page.press(Key.Key_2)
    page.press(Key.Key_M)
    page.until_said("One person: Anna Berger.")
    assert rows(desk.store, "SELECT birth FROM guests") == [("1980-02-02",)]
    page.qtbot.waitUntil(lambda: page.names() == [])


# -- several at once


def couples(number: int) -> list[Booking]:
    """So many pairs of one rule: the same address, a surname that changed."""
    found = []
    for n in range(number):
        found.append(stay(2 * n + 1, f"Lea Moser{'abcdefgh'[n] * 3}", 40 + 9 * n, email=f"lea{n}@moser.example"))
        found.append(stay(2 * n + 2, f"Lea Wint{'abcdefgh'[n] * 3}", 200 + 9 * n, email=f"lea{n}@moser.example"))
    return found


def test_ticked_pairs_are_merged_together_after_a_preview_and_undone_as_one(review: Open) -> None:
    page = review(*couples(3))
    for row in (0, 2):
        page.open.list.setCurrentIndex(page.open.model.index(row))
        page.press(Key.Key_Space)
    assert page.open.listed.batch.text() == "Merge 2 ticked…"
    page.open.listed.batch.click()
    page.qtbot.waitUntil(lambda: page.open.deciding.dialog is not None)
    dialog = page.open.deciding.dialog
    assert dialog is not None
    assert dialog.text.text() == "2 pairs become one card each. One undo takes all of them back."
    assert dialog.list.item(0).text().startswith("Lea Moseraaa + Lea Wintaaa: One card with 2 stays")
    dialog.yes.click()
    page.until_said("2 pairs merged.")
    assert page.guest_of(1) == page.guest_of(2)
    assert page.guest_of(5) == page.guest_of(6)
    assert page.guest_of(3) != page.guest_of(4)
    show_active(page.qtbot, page.window)
    page.turn_to("done", page.page.done)
    assert page.page.done.takes_back.text() == "Undo all 2 together  U"
    page.press(Key.Key_U)
    page.until_said("Taken back: 2 pairs.", page.page.done)
    assert page.guest_of(1) != page.guest_of(2)
    assert page.guest_of(5) != page.guest_of(6)


def test_only_pairs_of_one_reason_are_ticked_together(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_Space)
    page.open.list.setCurrentIndex(page.open.model.index(2))
    page.press(Key.Key_Space)
    assert "Only pairs of one reason are merged together: “Same contact, name differs” is ticked." in page.open.bar.text
    assert page.open.model.ticked == [(page.guest_of(1), page.guest_of(2))]


def test_who_was_here_at_the_same_time_is_not_ticked_and_left_out_where_that_comes_later(review: Open) -> None:
    page = review(*a_few())
    page.open.list.setCurrentIndex(page.open.model.index(1))
    page.press(Key.Key_Space)
    assert "is looked at one by one" in page.open.bar.text
    page.open.list.setCurrentIndex(page.open.model.index(0))
    page.press(Key.Key_Space)
    apply(page.desk.store, stay(7, "Lea Moser", 1, phone="+43 664 5550142", email="lea@moser.example"))
    page.press(Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    page.qtbot.waitUntil(lambda: page.open.deciding.dialog is not None)
    dialog = page.open.deciding.dialog
    assert dialog is not None
    assert dialog.pairs == ()
    assert "None of them can be merged together" in dialog.text.text()
    dialog.reject()
    assert page.guest_of(1) != page.guest_of(2)


# -- what is past


def test_what_was_merged_is_undone_from_the_list_of_what_is_done(review: Open) -> None:
    page = review(*a_few())
    page.press(Key.Key_M)
    page.until_said("Merged")
    page.turn_to("done", page.page.done)
    assert [line[1:] for line in page.past(page.page.done)] == [
        ["Lea Moser · Lea Winter", "Merged", "Same contact, name differs", "Reception", "Holds"]
    ]
    page.page.done.takes_back.click()
    page.qtbot.waitUntil(lambda: page.past(page.page.done)[0][-1] == "Taken back 12/05/2026 14:00")
    assert page.guest_of(1) != page.guest_of(2)


def test_an_automatic_match_is_called_wrong_and_that_is_taken_back(review: Open) -> None:
    page = review(
        stay(1, "Anna Berger", 3, email="anna@berger.example"), stay(2, "Anna Berger", 30, email="anna@berger.example")
    )
    view = page.page.automatic
    page.turn_to("automatic", view)
    assert [line[1:] for line in page.past(view)] == [
        ["Anna Berger · Thu 11 Jun · 2", "Anna Berger", "Same e-mail, same full name", "Anna Berger"]
    ]
    view.takes_back.click()
    page.until_said("Separated: Anna Berger", view)
    assert page.guest_of(1) != page.guest_of(2)
    page.qtbot.waitUntil(lambda: page.past(view) == [])
    view.bar.undo.click()
    page.until_said("Taken back", view)
    assert page.guest_of(1) == page.guest_of(2)


def test_rare_names_are_a_list_of_their_own(review: Open) -> None:
    names = [
        f"{first} {last}" for first in ("Anna", "Maria", "Josef") for last in ("Huber", "Gruber", "Bauer", "Moser")
    ]
    common = [stay(number, name, number) for number, name in enumerate(names, start=10)]
    page = review(*common, *(stay(n, "Yinthe Huurdeman", 40 * n, country="NL") for n in (1, 2)))
    assert page.names() == []
    page.page.show_place("rare")
    page.qtbot.waitUntil(lambda: page.page.rare.showing.view is not None)
    assert page.listed(page.page.rare) == ["Yinthe Huurdeman, two cards\nRare name · arrives Sun 21 Jun"]
    assert page.page.rare.pane.sheet.reason.text() == "Nothing in common but a rare full name."


# -- the page as part of the window


def test_a_place_leads_to_the_first_pair_with_a_guest(review: Open) -> None:
    page = review(*a_few())
    tab = page.window.tab("guests")
    tab.show_place(f"review/{page.guest_of(6)}")  # type: ignore[attr-defined] # the tab of guests
    page.wait_for_pair("John Smith · Jon Smith")


def test_a_place_that_is_wanted_before_the_pairs_are_read_is_gone_to_then(qtbot: QtBot, desk: Desk) -> None:
    apply(desk.store, *a_few())
    window = window_over(qtbot, desk)
    show_active(qtbot, window)
    page = Reviewing(window, None, desk, qtbot)  # type: ignore[arg-type] # not made yet
    desk.stage.courier.send(ShowPlace("guests", f"review/{page.guest_of(6)}"))
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPage)))
    (page.page,) = window.findChildren(ReviewPage)
    page.wait_for_pair("John Smith · Jon Smith")


def test_the_menu_decides_nothing_about_a_pair_that_nobody_sees(review: Open) -> None:
    page = review(*a_few())
    assert all(one.isEnabled() for one in page.open.actions_here())
    page.turn_to("done", page.page.done)
    assert not any(one.isEnabled() for one in page.open.actions_here())


def test_no_key_of_the_page_means_two_things(review: Open) -> None:
    page = review(*a_few())
    assert doubled_keys(page.window, "guests") == []


def test_letters_decide_nothing_on_another_page(review: Open) -> None:
    page = review(*a_few())
    tab = page.window.tab("guests")
    tab.show_place("list")  # type: ignore[attr-defined] # the tab of guests
    for key in (Key.Key_M, Key.Key_N, Key.Key_H):
        page.press(key)
    page.qtbot.wait(50)
    assert rows(page.desk.store, "SELECT * FROM guest_decisions") == []
