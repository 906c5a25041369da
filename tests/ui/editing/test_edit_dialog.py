"""Changing a reservation in the real window: what is entered, said about it, kept, and taken back."""

from datetime import datetime

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.announcing import DiscrepanciesChanged
from console.domain.booking import Booking
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.edits import Intent, Part
from console.domain.pill import PillState
from console.ui.editing.edit_dialog import EditDialog
from console.ui.editing.form_field import FormField
from tests.building import NOW, TODAY, booking, later
from tests.storing import apply
from tests.ui.conftest import Desk, edit_deeds_of
from tests.ui.editing.conftest import BOOKING_COM, DAY, DIRECT, Reception


def _day(days: int) -> QDate:
    day = TODAY + days * DAY
    return QDate(day.year, day.month, day.day)


def _discrepancies(reception: Reception, at: datetime) -> list[tuple[str, DiscrepancyStatus]]:
    with reception.desk.store.reading() as session:
        return [(row.field, row.status) for row in session.discrepancies.alive("EUR", at)]


def _stored(reception: Reception, number: int) -> Booking:
    return reception.ground(number).booking


def test_f2_opens_the_reservation_that_is_looked_at_as_it_stands(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    assert dialog.form.values["last_name"] == "Direkt"
    assert dialog.form.price.text() == "300.00"
    assert not dialog.save_button.isEnabled()
    assert dialog.goes.text() == "Nothing is changed yet."
    dialog.reject()


def test_the_desks_own_changes_are_kept_and_go_to_beds24(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.notes.setPlainText("Late arrival")
    dialog.form.price.setText("1,250.50")
    dialog.form.texts["phone"].setText("+43 1 5550001")
    assert dialog.goes.text() == "Saved here, and sent to Beds24 at once."
    assert dialog.advice.cards == {}
    sentence = reception.saves(dialog, dialog.save)
    assert sentence == "Changed Dora Direkt: price, phone, notes."
    stored = _stored(reception, DIRECT)
    assert (stored.notes, stored.price, stored.phone) == ("Late arrival", 125050, "+43 1 5550001")
    assert {edit.intent for edit in reception.edits(DIRECT).values()} == {Intent.SEND}


def test_what_nobody_touched_is_not_said_by_the_desk(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.notes.setPlainText("x")
    reception.saves(dialog, dialog.save)
    assert set(reception.edits(DIRECT)) == {"notes"}


def test_dates_of_a_portal_are_kept_here_only_unless_somebody_says_otherwise(reception: Reception) -> None:
    dialog = reception.open(EditDialog, BOOKING_COM)
    dialog.form.departure.setDate(_day(2))
    assert set(dialog.advice.cards) == {Part.DATES}
    assert "The dates of this stay belong to Booking.com." in dialog.advice.cards[Part.DATES].accessibleName()
    assert "sold twice" in dialog.advice.cards[Part.DATES].accessibleName()
    assert dialog.goes.text() == "Kept here only, as a difference that you want."
    reception.saves(dialog, dialog.save)
    edits = reception.edits(BOOKING_COM)
    assert {edit.intent for edit in edits.values()} == {Intent.KEEP}
    assert edits["departure"].there == TODAY + 3 * DAY


def test_a_difference_that_is_wanted_is_expected_until_the_day_on_which_it_comes_back(reception: Reception) -> None:
    dialog = reception.open(EditDialog, BOOKING_COM)
    dialog.form.departure.setDate(_day(2))
    dialog.advice.reminder.setDate(_day(5))
    reception.saves(dialog, dialog.save)
    assert _discrepancies(reception, NOW) == [("departure", DiscrepancyStatus.EXPECTED)]
    assert _discrepancies(reception, NOW + 6 * DAY) == [("departure", DiscrepancyStatus.OPEN)]
    assert any(isinstance(news, DiscrepanciesChanged) for news in reception.desk.news)


def test_dates_of_a_portal_can_be_sent_all_the_same_beside_what_is_the_desks(
    reception: Reception, qtbot: QtBot
) -> None:
    dialog = reception.open(EditDialog, BOOKING_COM)
    dialog.form.departure.setDate(_day(2))
    dialog.form.price.setText("1")
    dialog.form.notes.setPlainText("x")
    card = dialog.advice.cards[Part.DATES]
    QTest.mouseClick(card.send, Qt.MouseButton.LeftButton)
    assert dialog.advice.kept == {Part.PRICE}
    reception.saves(dialog, dialog.save)
    intents = {name: edit.intent for name, edit in reception.edits(BOOKING_COM).items()}
    assert intents == {
        "arrival": Intent.SEND, "departure": Intent.SEND, "notes": Intent.SEND, "price": Intent.KEEP,
    }  # fmt: skip


def test_one_undo_takes_back_what_was_kept_and_what_was_sent(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(EditDialog, BOOKING_COM)
    dialog.form.price.setText("1")
    dialog.form.notes.setPlainText("x")
    reception.saves(dialog, dialog.save)
    reception.desk.parts.edit_desk.undo(reception.done[-1].deeds[0].number)
    assert reception.edits(BOOKING_COM) == {}
    assert _stored(reception, BOOKING_COM).price == 30000


def test_cancelling_says_what_it_does_not_do_at_the_channel(reception: Reception) -> None:
    dialog = reception.open(EditDialog, BOOKING_COM)
    dialog.form.status.setCurrentIndex(dialog.form.status.findData("cancelled"))
    assert "does not cancel at Booking.com" in dialog.advice.cards[Part.STATUS].accessibleName()
    dialog.reject()


def test_what_cannot_be_taken_is_said_at_its_field_and_stays_as_it_was_typed(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    form = dialog.form
    form.price.setText("a lot")
    form.texts["email"].setText("nowhere")
    form.texts["first_name"].setText("x" * 101)
    form.adults.setValue(0)
    form.departure.setDate(_day(0))
    dialog.save()
    told = {name: field.complaint for name, field in form.fields.items() if field.complaint}
    assert told == {
        "departure": "The departure has to be after the arrival.",
        "adults": "At least one person has to stay.",
        "price": "a lot is no amount. Type it like 120.50, or 0 where nothing is to be paid.",
        "email": "This is no e-mail address. It looks like name@example.com.",
        "first_name": "Beds24 takes at most 100 letters here, and these are 101.",
    }
    assert (form.price.text(), form.texts["email"].text()) == ("a lot", "nowhere")
    assert dialog.isVisible()
    assert _stored(reception, DIRECT).email == "anna2@example.org"
    dialog.reject()


def test_one_child_alone_is_somebody(reception: Reception) -> None:
    apply(reception.desk.store, later(_stored(reception, DIRECT), adults=2, children=1))
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.adults.setValue(0)
    reception.saves(dialog, dialog.save)
    assert (_stored(reception, DIRECT).adults, _stored(reception, DIRECT).children) == (0, 1)


def test_an_amount_that_cannot_be_read_keeps_nothing_else_from_being_said(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.price.setText("abc")
    assert dialog.save_button.isEnabled()
    dialog.save()
    assert dialog.form.fields["price"].complaint
    dialog.reject()


def test_a_later_arrival_takes_the_departure_along(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.arrival.setDate(_day(5))
    assert dialog.form.values["departure"] == TODAY + 8 * DAY
    dialog.reject()


def test_a_room_that_somebody_has_is_taken_only_where_it_is_meant_so(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    rooms = dialog.form.rooms
    qtbot.waitUntil(lambda: rooms.list.count() > 0)
    texts = [rooms.list.item(row).text() for row in range(rooms.list.count())]
    assert any("202 · Double: taken" in text and "Li Chen" in text for text in texts)
    rooms.list.setCurrentRow(next(row for row, text in enumerate(texts) if text.startswith("202")))
    dialog.save()
    assert "Choose a free room" in dialog.form.fields["room"].complaint
    QTest.mouseClick(rooms.insist, Qt.MouseButton.LeftButton)
    reception.saves(dialog, dialog.save)
    assert _stored(reception, DIRECT).unit_id == 2


def test_more_nights_in_a_room_that_is_taken_then_have_to_be_meant_so(reception: Reception, qtbot: QtBot) -> None:
    apply(reception.desk.store, booking(9, unit_id=3, arrival=TODAY + 3 * DAY, departure=TODAY + 5 * DAY))
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.departure.setDate(_day(4))
    qtbot.waitUntil(lambda: dialog.form.rooms.must_insist)
    dialog.save()
    assert dialog.form.fields["room"].complaint
    dialog.reject()


def test_a_cancelled_stay_comes_back_into_a_room_that_is_taken_only_where_it_is_meant_so(
    reception: Reception, qtbot: QtBot
) -> None:
    apply(reception.desk.store, booking(9, unit_id=3, status="cancelled"))
    reception.tab.read()
    qtbot.waitUntil(lambda: reception.tab.model.total == 4)
    dialog = reception.open(EditDialog, 9)
    dialog.form.status.setCurrentIndex(dialog.form.status.findData("confirmed"))
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.form.rooms.insist.isHidden())
    assert "taken" in dialog.trouble.text()
    QTest.mouseClick(dialog.form.rooms.insist, Qt.MouseButton.LeftButton)
    reception.saves(dialog, dialog.save)
    assert _stored(reception, 9).status == "confirmed"


def test_more_people_in_a_room_that_was_sold_twice_already_need_no_more_words(
    reception: Reception, qtbot: QtBot
) -> None:
    apply(reception.desk.store, booking(9, unit_id=3))
    dialog = reception.open(EditDialog, DIRECT)
    qtbot.waitUntil(lambda: dialog.form.rooms.overbooks)
    dialog.form.adults.setValue(3)
    reception.saves(dialog, dialog.save)
    assert _stored(reception, DIRECT).adults == 3


def test_what_beds24_refused_is_said_when_it_is_changed_again(reception: Reception) -> None:
    reception.desk.parts.edit_desk.change(reception.id_of(DIRECT), {"notes": "x"})
    with reception.desk.store.writing() as session:
        session.outbox.refuse_unsent(reception.id_of(DIRECT), "the notes are not to its taste.")
    dialog = reception.open(EditDialog, DIRECT)
    assert "did not take the last change: the notes are not to its taste." in dialog.trouble.text()
    assert not dialog.trouble.isHidden()
    assert dialog.form.notes.toPlainText() == "x"
    dialog.reject()


def test_what_changed_meanwhile_is_shown_before_it_is_overwritten(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.notes.setPlainText("mine")
    known = _stored(reception, DIRECT)
    apply(reception.desk.store, later(known, notes="theirs", price=99900, raw=b"{}"))
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form.price.text() == "999.00")
    assert "changed while you were looking" in dialog.trouble.text()
    assert dialog.form.notes.toPlainText() == "mine"
    assert _stored(reception, DIRECT).notes == "theirs"
    reception.saves(dialog, dialog.save)
    assert _stored(reception, DIRECT).notes == "mine"
    assert _stored(reception, DIRECT).price == 99900


def test_ctrl_enter_saves(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    dialog.form.notes.setPlainText("x")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    reception.saves(dialog, lambda: QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))


def test_without_the_line_it_says_that_it_waits(desk: Desk, reception: Reception) -> None:
    for state, word in ((PillState.OFFLINE, "waits in the outbox until the line"), (PillState.PAUSED, "Syncing rests")):
        deeds = edit_deeds_of(desk, state)
        deeds.setParent(reception.tab)
        deeds.edit(reception.tab, reception.id_of(DIRECT), lambda _text: None)
        dialog = reception.dialog(EditDialog)
        dialog.form.notes.setPlainText("x")
        assert word in dialog.goes.text()
        dialog.reject()


def test_every_field_tells_its_name_to_those_who_listen(reception: Reception) -> None:
    dialog = reception.open(EditDialog, DIRECT)
    for field in dialog.findChildren(FormField):
        assert field.control.accessibleName()
    assert dialog.form.rooms.list.accessibleName() == "Room"
    dialog.reject()
