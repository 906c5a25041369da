"""A guest's card: what it shows, where each value comes from, and what a person does to it."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton

from console.domain.guests.card import CardField
from console.ui.guests.card_pane import CardPane
from console.ui.guests.card_saving import write_card
from console.ui.guests.edit_dialog import EditDialog
from console.ui.guests.erasing_dialog import ErasingDialog
from console.ui.guests.move_dialog import MoveDialog
from console.ui.guests.text_dialog import TextDialog
from console.ui.parts import ShowPlace
from tests.ui.guests.conftest import Open, Opened, stay

MAIL = "anna.bauer@gmx.at"
PHONE = "+43 664 8123467"
OVERVIEW, STAYS, SOURCES, HISTORY = range(4)


def card_of(page: Opened, number: int = 1) -> CardPane:
    """The card of this booking's guest, opened from the list."""
    id_ = page.guest_of(number)
    page.page.open_guest(id_)
    pane = page.page.pane
    page.qtbot.waitUntil(lambda: pane.card is not None and pane.card.id == id_)
    return pane


def texts(pane: CardPane, page: int = OVERVIEW) -> str:
    """All that stands on a page of the card."""
    pane.tabs.setCurrentIndex(page)
    shown = pane.tabs.currentWidget()
    assert shown is not None
    labels = [one.text() for one in shown.findChildren(QLabel)]
    return "\n".join([*labels, *(one.text().strip() for one in shown.findChildren(QPushButton))])


def press(pane: CardPane, name: str) -> None:
    """Press the button with this accessible name on the page in front."""
    shown = pane.tabs.currentWidget()
    assert shown is not None
    next(one for one in shown.findChildren(QPushButton) if one.accessibleName() == name).click()


def dialog_of(page: Opened, kind: type[QDialog]) -> QDialog:
    found: list[QDialog] = []

    def is_there() -> bool:
        found[:] = [one for one in page.page.findChildren(kind) if one.isVisible()]
        return bool(found)

    page.qtbot.waitUntil(is_there)
    return found[0]


def done(page: Opened, dialog: QDialog, button: QPushButton) -> None:
    """Press it, and wait until the dialog has gone."""
    with page.qtbot.waitSignal(dialog.finished, timeout=5000):
        button.click()


@pytest.fixture
def page(open_page: Open) -> Opened:
    return open_page(
        stay(1, "Anna", "Bauer", -300, email=MAIL, phone=PHONE, country="AT", city="Innsbruck"),
        stay(2, "ANNA", "BAUER", -30, email=MAIL, phone="+43 664 9000001", company="Bauer GmbH"),
        stay(3, "Thomas", "Bauer", 5, email=MAIL, phone=""),
        stay(4, "Paul", "Huber", 6, email="phuber.77@guest.booking.com", channel="booking"),
    )


def test_the_head_tells_who_it_is_at_a_glance(page: Opened) -> None:
    pane = card_of(page)
    assert pane._name.text() == "Anna Bauer"
    assert "2 stays" in [label.text() for label in pane.findChildren(QLabel)]


def test_every_contact_stands_there_with_where_it_comes_from(page: Opened) -> None:
    told = texts(card_of(page))
    assert PHONE in told
    assert "+43 664 9000001" in told
    assert "direct, Tue 12 May" in told
    relay = texts(card_of(page, 4))
    assert "Booking.com relay: reaches the guest only until some weeks after the stay" in relay


def test_other_values_are_one_click_away_and_one_may_be_chosen_for_good(page: Opened) -> None:
    pane = card_of(page)
    assert pane.card is not None
    shown = pane.card.value(CardField.NAME)
    (other,) = shown.others
    texts(pane)
    press(pane, "Name: show other values")
    press(pane, f"Use “{other.text}” as Name")
    page.qtbot.waitUntil(lambda: pane.card is not None and pane.card.value(CardField.NAME).is_picked)
    assert pane._name.text() == other.text
    assert page.shown()[0] == other.text or other.text in page.shown()
    press(pane, "Let the program choose")
    page.qtbot.waitUntil(lambda: pane.card is not None and not pane.card.value(CardField.NAME).is_picked)
    assert pane._name.text() == shown.text


def test_the_stays_lead_to_their_reservations_and_two_rooms_in_a_night_are_told(open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", 3, 3, email=MAIL),
        stay(2, "Anna", "Bauer", 4, 2, email=MAIL, unit_id=2),
    )
    pane = card_of(page)
    told = texts(pane, STAYS)
    assert "In several rooms at once, first on Sat 16 May: 201, 202." in told
    shown = pane.tabs.currentWidget()
    assert shown is not None
    next(one for one in shown.findChildren(QPushButton) if "Sat 16 May" in one.text()).click()
    page.qtbot.waitUntil(
        lambda: any(isinstance(one, ShowPlace) and one.tab == "reservations" for one in page.desk.news)
    )


def test_rooms_that_were_booked_together_are_no_reason_to_wonder(open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", 3, 3, email=MAIL),
        stay(2, "Anna", "Bauer", 3, 3, email=MAIL, unit_id=2, group_id=1),
    )
    assert "at once" not in texts(card_of(page), STAYS)


def test_the_sources_say_in_words_why_they_belong_together(page: Opened) -> None:
    told = texts(card_of(page), SOURCES)
    assert "Made of 2 sources" in told
    assert "told as ANNA BAUER" in told
    assert "same e-mail and same full name" in told
    assert f"✓ Same e-mail: {MAIL}" in told


def test_the_household_stands_beside_the_guest_and_leads_there(page: Opened) -> None:
    pane = card_of(page)
    told = "Thomas Bauer: same surname, same e-mail – probably one household"
    assert told in texts(pane)
    press(pane, told)
    page.qtbot.waitUntil(lambda: pane.card is not None and pane.card.id == page.guest_of(3))
    assert page.page.table.current_id() == page.guest_of(3)


def test_notes_and_preferences_are_written_changed_and_removed(page: Opened) -> None:
    pane = card_of(page)
    texts(pane)
    press(pane, "Add preference")
    dialog = dialog_of(page, TextDialog)
    assert isinstance(dialog, TextDialog)
    dialog.save_button.click()
    page.qtbot.waitUntil(dialog.trouble.isVisible)
    dialog.field.setPlainText("Quiet room")
    done(page, dialog, dialog.save_button)
    page.qtbot.waitUntil(lambda: "Quiet room" in texts(pane))
    press(pane, "Edit “Quiet room”")
    dialog = dialog_of(page, TextDialog)
    assert isinstance(dialog, TextDialog)
    dialog.field.setPlainText("Quiet room, high floor")
    done(page, dialog, dialog.save_button)
    page.qtbot.waitUntil(lambda: "Quiet room, high floor" in texts(pane))
    press(pane, "Remove “Quiet room, high floor”")
    box = dialog_of(page, QMessageBox)
    assert isinstance(box, QMessageBox)
    next(one for one in box.buttons() if one.text() == "Remove").click()
    page.qtbot.waitUntil(lambda: "Quiet room" not in texts(pane))


def test_no_room_again_asks_why_and_is_seen_in_the_list(page: Opened) -> None:
    pane = card_of(page)
    pane._set_flag("do_not_rent")
    dialog = dialog_of(page, TextDialog)
    assert isinstance(dialog, TextDialog)
    dialog.field.setPlainText("Smoked in 201")
    dialog.save_button.click()
    page.qtbot.waitUntil(lambda: "Do not rent" in page.shown("flags"))
    page.qtbot.waitUntil(lambda: "Do not rent: Smoked in 201 (Reception, Tue 12 May)" in texts(pane))
    assert "Do not rent: Smoked in 201" in texts(pane, HISTORY)
    texts(pane)
    press(pane, "Take off: Do not rent")
    page.qtbot.waitUntil(lambda: "Do not rent" not in page.shown("flags"))


def test_a_stay_that_is_somebody_elses_is_moved_to_a_guest_of_its_own(page: Opened) -> None:
    pane = card_of(page)
    texts(pane, SOURCES)
    press(pane, "Take direct, Sun 12 Apr – Tue 14 Apr out of this card")
    dialog = dialog_of(page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.move_button.click()
    page.qtbot.waitUntil(lambda: page.guest_of(1) != page.guest_of(2))
    page.qtbot.waitUntil(lambda: "ANNA BAUER" in page.shown())


def test_a_stay_is_moved_to_a_guest_who_is_looked_for(page: Opened) -> None:
    pane = card_of(page)
    texts(pane, SOURCES)
    press(pane, "Take direct, Sun 12 Apr – Tue 14 Apr out of this card")
    dialog = dialog_of(page, MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.to_other.setChecked(True)
    assert not dialog.move_button.isEnabled()
    dialog.search.setText("huber")
    assert [dialog.found.item(row).text() for row in range(dialog.found.count())] == [
        "Paul Huber · ✉ channel only · 1 stay"
    ]
    dialog.move_button.click()
    page.qtbot.waitUntil(lambda: page.guest_of(2) == page.guest_of(4))


def test_what_is_typed_at_the_desk_joins_the_card_of_the_guest_and_says_so(page: Opened) -> None:
    pane = card_of(page, 4)
    pane.edit()
    dialog = dialog_of(page, EditDialog)
    assert isinstance(dialog, EditDialog)
    assert dialog.form.first_name == "Paul"
    dialog.fields["first_name"].setText("Anna")
    dialog.fields["last_name"].setText("Bauer")
    dialog.fields["email"].setText(MAIL)
    page.qtbot.waitUntil(lambda: dialog.looks.isVisible() and "Anna Bauer, 2 stays" in dialog.looks.text())
    dialog.save_button.click()
    page.qtbot.waitUntil(lambda: page.guest_of(4) == page.guest_of(1))
    page.qtbot.waitUntil(lambda: page.page.notice.text().startswith("This is Anna Bauer, 3 stays"))
    page.qtbot.waitUntil(lambda: pane.card is not None and pane.card.id == page.guest_of(1))
    page.qtbot.waitUntil(lambda: page.shown("stays")[:1] == ["3"])
    assert page.page.notice.text().startswith("This is Anna Bauer, 3 stays")


def test_nonsense_is_refused_in_the_dialog_and_stays_there(page: Opened) -> None:
    pane = card_of(page)
    pane.edit()
    dialog = dialog_of(page, EditDialog)
    assert isinstance(dialog, EditDialog)
    dialog.fields["birth"].setText("31.2.1980")
    dialog.save_button.click()
    page.qtbot.waitUntil(dialog.trouble.isVisible)
    assert "no day of the calendar" in dialog.trouble.text()
    dialog.fields["birth"].setText("3.5.1980")
    dialog.save_button.click()
    page.qtbot.waitUntil(lambda: "3 May 1980" in texts(pane))


def test_a_guest_without_a_reservation_is_added_and_opened(page: Opened) -> None:
    page.page.add_guest()
    dialog = dialog_of(page, EditDialog)
    assert isinstance(dialog, EditDialog)
    dialog.fields["first_name"].setText("Rosa")
    dialog.fields["last_name"].setText("Winter")
    dialog.country.setCurrentIndex(dialog.country.findData("IT"))
    dialog.save_button.click()
    page.qtbot.waitUntil(lambda: "Rosa Winter" in page.shown())
    page.qtbot.waitUntil(lambda: page.page.pane.card is not None and page.page.pane.card.line.name == "Rosa Winter")
    assert page.page.pane.card is not None
    assert page.page.pane.card.line.country == "IT"
    assert "No stay yet" in texts(page.page.pane, STAYS)


def test_a_card_is_saved_as_data_and_as_a_page_to_read(page: Opened, tmp_path: Path) -> None:
    pane = card_of(page)
    assert pane.card is not None
    write_card(tmp_path / "card.json", pane.card, pane.telling, as_pdf=False)
    data = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    assert data["name"] == "Anna Bauer"
    assert {one["text"] for one in data["contacts"]} == {MAIL, PHONE, "+43 664 9000001"}
    assert [one["beds24_id"] for one in data["reservations"]] == [1, 2]
    write_card(tmp_path / "card.pdf", pane.card, pane.telling, as_pdf=True)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_card_that_cannot_be_saved_says_so(page: Opened, tmp_path: Path) -> None:
    pane = card_of(page)
    assert pane.card is not None
    with pytest.raises(OSError, match="No such file"):
        write_card(tmp_path / "nowhere" / "card.pdf", pane.card, pane.telling, as_pdf=True)


def test_a_card_stands_in_a_window_of_its_own_and_follows_what_changes(page: Opened) -> None:
    id_ = page.guest_of(1)
    page.page.aside.open_window(id_)
    window = page.page.aside._windows[id_]
    page.qtbot.waitUntil(lambda: window.card is not None)
    page.hear(stay(5, "Anna", "Bauer", 40, email=MAIL))
    page.qtbot.waitUntil(lambda: window.card is not None and window.card.line.stays == 3)
    window.close()
    page.qtbot.waitUntil(lambda: id_ not in page.page.aside._windows)


def test_escape_closes_the_card_and_gives_the_list_the_keyboard(page: Opened) -> None:
    pane = card_of(page)
    page.page._escape()
    assert pane.isHidden()


def test_erasing_the_guest_is_asked_for_on_the_card(page: Opened) -> None:
    pane = card_of(page)
    pane.erase()
    dialog = dialog_of(page, ErasingDialog)
    done(page, dialog, next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel"))
