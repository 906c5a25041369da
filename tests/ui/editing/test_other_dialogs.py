"""New, move, cancel, and values that are put back: each through the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.edits import Intent, Part
from console.services.editing import NewStay
from console.ui.editing.edit_dialog import EditDialog
from console.ui.editing.move_dialog import MoveDialog
from console.ui.editing.new_dialog import NewDialog
from console.ui.editing.put_dialog import CancelDialog, PutDialog
from tests.building import DOUBLE, SINGLE, TODAY
from tests.ui.conftest import edit_deeds_of
from tests.ui.editing.conftest import BOOKING_COM, DAY, DIRECT, Reception
from tests.ui.windows import doubled_keys


def _new(reception: Reception, qtbot: QtBot) -> NewDialog:
    reception.tab.changing.actions[0].trigger()
    dialog = reception.dialog(NewDialog)
    qtbot.waitUntil(lambda: dialog.form.rooms.list.count() > 0)
    return dialog


def _choose(dialog: NewDialog | MoveDialog, begins: str) -> None:
    rooms = dialog.form.rooms if isinstance(dialog, NewDialog) else dialog.rooms
    texts = [rooms.list.item(row).text() for row in range(rooms.list.count())]
    rooms.list.setCurrentRow(next(row for row, text in enumerate(texts) if text.startswith(begins)))


def test_a_walk_in_is_made_with_a_free_room(reception: Reception, qtbot: QtBot) -> None:
    dialog = _new(reception, qtbot)
    dialog.form.texts["last_name"].setText("Walker")
    dialog.form.price.setText("89")
    _choose(dialog, "101")
    assert reception.saves(dialog, dialog.save) == "Made a reservation for Walker."
    qtbot.waitUntil(lambda: any(line.guest == "Walker" for line in reception.tab.model.all))
    line = next(line for line in reception.tab.model.all if line.guest == "Walker")
    assert (line.room, line.price, line.beds24_id, line.arrival) == ("101", 8900, None, TODAY.isoformat())


def test_a_room_that_is_taken_is_refused_unless_it_is_meant_so(reception: Reception, qtbot: QtBot) -> None:
    dialog = _new(reception, qtbot)
    dialog.form.texts["last_name"].setText("Walker")
    _choose(dialog, "201")
    dialog.save()
    assert dialog.form.fields["room"].complaint
    assert dialog.form.texts["last_name"].text() == "Walker"
    QTest.mouseClick(dialog.form.rooms.insist, Qt.MouseButton.LeftButton)
    reception.saves(dialog, dialog.save)


def test_a_room_taken_by_somebody_else_meanwhile_is_told_and_nothing_typed_is_lost(
    reception: Reception, qtbot: QtBot
) -> None:
    dialog = _new(reception, qtbot)
    dialog.form.texts["last_name"].setText("Walker")
    _choose(dialog, "101")
    other = NewStay(room_type_id=SINGLE, unit_id=1, arrival=TODAY, departure=TODAY + DAY, last_name="Quicker")
    reception.desk.parts.stay_editing.create(other)
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    assert "taken" in dialog.trouble.text()
    assert dialog.form.texts["last_name"].text() == "Walker"
    qtbot.waitUntil(lambda: not dialog.form.rooms.insist.isHidden())
    QTest.mouseClick(dialog.form.rooms.insist, Qt.MouseButton.LeftButton)
    reception.saves(dialog, dialog.save)


def test_somebody_without_a_name_or_a_room_is_not_kept(reception: Reception, qtbot: QtBot) -> None:
    dialog = _new(reception, qtbot)
    dialog.save()
    assert dialog.form.fields["last_name"].complaint == "Enter at least the family name."
    assert dialog.form.fields["room"].complaint.startswith("Choose a room")
    assert dialog.isVisible()
    dialog.reject()


def test_an_answer_that_comes_after_the_dialog_was_closed_finds_nobody(reception: Reception, qtbot: QtBot) -> None:
    reception.tab.changing.actions[0].trigger()
    dialog = reception.dialog(NewDialog)
    dialog.form.adults.setValue(5)
    dialog.reject()
    moving = reception.open(MoveDialog, DIRECT)
    qtbot.waitUntil(lambda: moving.rooms.list.count() > 0)  # the reader answers in order
    moving.reject()


def test_esc_while_it_is_being_kept_waits_for_what_comes_of_it(reception: Reception, qtbot: QtBot) -> None:
    dialog = _new(reception, qtbot)
    dialog.form.texts["last_name"].setText("Walker")
    _choose(dialog, "101")

    def save_and_turn_away() -> None:
        dialog.save()
        dialog.reject()
        dialog.save()

    reception.saves(dialog, save_and_turn_away)
    qtbot.waitUntil(lambda: any(line.guest == "Walker" for line in reception.tab.model.all))
    assert len([line for line in reception.tab.model.all if line.guest == "Walker"]) == 1


def test_a_move_offers_what_fits_first_and_is_done_at_once(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(MoveDialog, DIRECT)
    qtbot.waitUntil(lambda: dialog.rooms.list.count() > 0)
    assert not dialog.save_button.isEnabled()
    _choose(dialog, "102")
    assert reception.saves(dialog, dialog.save) == "Moved Dora Direkt to 102."
    assert set(reception.edits(DIRECT)) == {"room_type_id", "unit_id"}


def test_another_kind_of_room_is_not_what_was_booked_at_the_portal(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(MoveDialog, BOOKING_COM)
    qtbot.waitUntil(lambda: dialog.rooms.list.count() > 0)
    _choose(dialog, "101")
    card = dialog.advice.cards[Part.ROOM]
    assert "At Booking.com the guest booked another kind of room" in card.accessibleName()
    assert card.keep.isHidden()
    reception.saves(dialog, dialog.save)
    assert reception.edits(BOOKING_COM)["unit_id"].intent is Intent.SEND


def test_cancelling_at_the_portal_is_said_to_be_none(reception: Reception, qtbot: QtBot) -> None:
    dialog = reception.open(CancelDialog, BOOKING_COM)
    assert "stays valid there" in dialog.advice.cards[Part.STATUS].accessibleName()
    QTest.mouseClick(dialog.advice.cards[Part.STATUS].send, Qt.MouseButton.LeftButton)
    assert reception.saves(dialog, dialog.save) == "Cancelled Anna Beispiel 1."
    assert reception.ground(BOOKING_COM).booking.status == "cancelled"


def test_the_safe_answer_to_a_cancellation_is_at_hand(reception: Reception) -> None:
    dialog = reception.open(CancelDialog, DIRECT)
    assert dialog.cancel_button.text() == "Keep it"
    assert "Nobody tells the guest of it but you." in dialog.advice.cards[Part.STATUS].accessibleName()
    dialog.reject()
    assert reception.ground(DIRECT).booking.status == "confirmed"


def test_a_value_against_which_nothing_speaks_is_put_at_once(reception: Reception, qtbot: QtBot) -> None:
    deeds = edit_deeds_of(reception.desk)
    deeds.setParent(reception.tab)
    deeds.put(reception.tab, reception.id_of(DIRECT), {"notes": "as before"}, lambda _text: None)
    qtbot.waitUntil(lambda: bool(reception.done))
    assert reception.ground(DIRECT).booking.notes == "as before"


def test_a_value_that_belongs_to_the_channel_is_asked_about_first(reception: Reception) -> None:
    deeds = edit_deeds_of(reception.desk)
    deeds.setParent(reception.tab)
    deeds.put(reception.tab, reception.id_of(BOOKING_COM), {"price": 1}, lambda _text: None)
    dialog = reception.dialog(PutDialog)
    reception.saves(dialog, dialog.save)
    assert reception.edits(BOOKING_COM)["price"].intent is Intent.KEEP


def test_no_key_of_the_tab_means_two_things(reception: Reception) -> None:
    assert doubled_keys(reception.window, "reservations") == []


def test_the_pane_and_the_window_of_its_own_open_the_dialog_too(reception: Reception, qtbot: QtBot) -> None:
    reception.tab.open_reservation(reception.id_of(DIRECT))
    qtbot.waitUntil(lambda: reception.tab.pane.details is not None)
    QTest.mouseClick(reception.tab.pane.edit, Qt.MouseButton.LeftButton)
    dialog = reception.dialog(EditDialog)
    assert dialog.windowTitle() == "Change the reservation"
    dialog.reject()


def test_a_room_type_without_a_room_can_be_chosen_for_later(reception: Reception, qtbot: QtBot) -> None:
    dialog = _new(reception, qtbot)
    dialog.form.texts["last_name"].setText("Later")
    _choose(dialog, "Single, the room later")
    reception.saves(dialog, dialog.save)
    qtbot.waitUntil(lambda: any(line.guest == "Later" for line in reception.tab.model.all))
    line = next(line for line in reception.tab.model.all if line.guest == "Later")
    assert (line.room_type_id, line.room_id) == (SINGLE, None)
    assert DOUBLE != SINGLE


def test_a_room_that_is_taken_by_now_is_put_back_only_where_it_is_meant_so(reception: Reception, qtbot: QtBot) -> None:
    deeds = edit_deeds_of(reception.desk)
    deeds.setParent(reception.tab)
    deeds.put(reception.tab, reception.id_of(DIRECT), {"unit_id": 2}, lambda _text: None)
    dialog = reception.dialog(PutDialog)
    assert "taken" in dialog.trouble.text()
    QTest.mouseClick(dialog.insist, Qt.MouseButton.LeftButton)
    reception.saves(dialog, dialog.save)
    assert reception.ground(DIRECT).booking.unit_id == 2
