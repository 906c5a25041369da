"""Everything about one reservation, for every kind of booking."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from console.domain.applying import Source
from console.domain.companion import Companion
from console.services.guest_erasing import ErasingDesk
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.ui.reservations.detail import DetailPane
from console.ui.reservations.pages import pretty
from console.ui.reservations.printed_sheet import document_of
from tests.building import NOW, TODAY, booking, later
from tests.storing import apply, applying
from tests.ui.reservations.conftest import Open, Opened

DAY = timedelta(days=1)
OVERVIEW, GUEST, MONEY, MESSAGES, HISTORY, LINKS, RAW = range(7)


def told(opened: Opened, page: int) -> str:
    """Everything that a page says."""
    opened.tab.pane.tabs.setCurrentIndex(page)
    shown = opened.tab.pane.tabs.currentWidget()
    assert shown is not None
    parts = [label.text() for label in shown.findChildren(QLabel)]
    return "\n".join([*parts, *(one.text() for one in shown.findChildren(QPushButton))])


def head(opened: Opened) -> str:
    return "\n".join(label.text() for label in opened.tab.pane.findChildren(QLabel))


def press(opened: Opened, widget: QWidget | None, text: str) -> None:
    assert widget is not None
    button = next(one for one in widget.findChildren(QPushButton) if text in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_overview_tells_stay_contact_and_words(open_tab: Open) -> None:
    opened = open_tab(booking(1, phone="+43 1 5551234", comments="Late arrival", notes="VIP", arrival_time="22:00"))
    opened.open(1)
    page = told(opened, OVERVIEW)
    for text in (
        "201 · Double",
        "Tue 12 May",
        "Fri 15 May",
        "2 adults",
        "+43 1 5551234",
        "Late arrival",
        "VIP",
        "22:00",
    ):
        assert text in page
    assert "€300.00" in page


def test_a_guest_behind_a_relay_is_asked_for_a_contact(open_tab: Open) -> None:
    opened = open_tab(booking(1, email="a.1@guest.booking.com"))
    opened.open(1)
    assert "No contact of the guest's own." in told(opened, OVERVIEW)


def test_a_closure_has_no_guest(open_tab: Open) -> None:
    opened = open_tab(booking(1, status="black", first_name="", last_name="", email="", notes="Renovation"))
    opened.open(1)
    assert "Room closed" in head(opened)
    assert "Renovation" in told(opened, OVERVIEW)
    assert told(opened, GUEST) == "A closed room has no guest."


@pytest.mark.parametrize(
    ("changes", "word", "meaning"),
    [
        ({"status": "cancelled", "sub_status": "cancelledByGuest"}, "Cancelled", "(cancelled by the guest)"),
        ({"status": "waitlisted"}, "waitlisted", "A status that Beds24 has invented since."),
        ({"status": "request"}, "Request", "Holds no room."),
        ({"status": "confirmed", "sub_status": "noShow"}, "No-show", "The guest did not come."),
        ({"unit_id": 0}, "Arriving", "Arrives today."),
        ({"sub_status": "brandNew"}, "Arriving", "(brandNew)"),
    ],
)
def test_the_status_is_told_in_words(open_tab: Open, changes: dict[str, object], word: str, meaning: str) -> None:
    opened = open_tab(booking(1, **changes))
    opened.open(1)
    badge = next(label for label in opened.tab.pane.findChildren(QLabel) if label.property("kind") == "badge")
    assert badge.text() == word
    assert meaning in badge.toolTip()


def test_a_booking_that_is_gone_says_so_and_keeps_what_is_known(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    with opened.desk.store.writing() as session:
        session.reservations.mark_gone([1])
    opened.open(1)
    assert "Gone" in head(opened)
    assert "Anna Beispiel 1" in head(opened)


@pytest.mark.parametrize("name", ["محمد الهاشمي", "李伟", "Владимир Ильич", "Müller-Lüdenscheidt"])
def test_names_of_any_script_are_shown_as_they_are(open_tab: Open, name: str) -> None:
    opened = open_tab(booking(1, first_name="", last_name=name))
    opened.open(1)
    assert name in head(opened)
    assert opened.shown() == [name]


def test_the_guests_other_stays_are_one_click_away(open_tab: Open) -> None:
    old = booking(1, arrival=TODAY - 9 * DAY, departure=TODAY - 7 * DAY, email="same@gast.example")
    opened = open_tab(old, booking(2, email="same@gast.example"))
    opened.open(2)
    opened.tab.pane.tabs.setCurrentIndex(GUEST)
    with opened.qtbot.waitSignal(opened.tab.pane.shown, timeout=5000):
        press(opened, opened.tab.pane.tabs.currentWidget(), "Sun 3 May")
    assert opened.tab.pane.details is not None
    assert opened.tab.pane.details.line.beds24_id == 1


def test_whoever_comes_along_is_named_and_a_change_of_them_told_in_words(open_tab: Open) -> None:
    otto = Companion(71, "Otto", "Holz", email="otto@holz.example")
    opened = open_tab(booking(1))
    apply(opened.desk.store, later(booking(1), companions=(otto, Companion(72, "Ina", "Maier"))))
    opened.open(1)
    assert "Otto Holz · otto@holz.example" in told(opened, GUEST)
    assert "nothing → Otto Holz · otto@holz.example, Ina Maier" in told(opened, HISTORY)


def test_an_erased_guest_is_said_to_be(open_tab: Open) -> None:
    opened = open_tab(booking(1, first_name="Tweety"))
    apply(opened.desk.store, later(booking(1, first_name="Anna")))
    ErasingDesk(opened.desk.store, opened.desk.clock).erase(1)
    opened.open(1)
    assert "The guest was erased " in told(opened, GUEST)
    page = told(opened, HISTORY)
    assert "The guest was erased" in page
    assert "erased" in page
    assert "Tweety" not in head(opened) + page


def test_a_member_of_a_group_leads_to_the_others(open_tab: Open) -> None:
    opened = open_tab(booking(1, group_id=1), booking(2, group_id=1, unit_id=2, last_name="Child"))
    opened.open(1)
    opened.tab.pane.tabs.setCurrentIndex(LINKS)
    with opened.qtbot.waitSignal(opened.tab.pane.shown, timeout=5000):
        press(opened, opened.tab.pane.tabs.currentWidget(), "Anna Child")
    assert opened.tab.table.current_id() == opened.id_of(2)


def test_a_single_booking_stands_alone(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.open(1)
    assert "This reservation stands alone." in told(opened, LINKS)


def test_money_comes_as_beds24_told_it(open_tab: Open) -> None:
    items = b'{"description":"Minibar","qty":2,"amount":4.5,"lineTotal":9}'
    items += b',{"description":"[ROOMNAME1] [FIRSTNIGHT]","amount":1}'
    body = b'{"invoiceItems":[' + items + b"]}"
    opened = open_tab(booking(1, deposit=5000, tax=1200, commission=4500, raw=body))
    opened.open(1)
    page = told(opened, MONEY)
    for text in ("€300.00", "€50.00", "€12.00", "€45.00", "Minibar × 2", "€9.00", "Double Tue 12 May"):
        assert text in page


def test_history_tells_every_field_old_and_new_with_source_and_utc(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    apply(opened.desk.store, later(booking(1), departure=TODAY + 5 * DAY, price=50000), source=Source.WEBHOOK)
    opened.open(1)
    page = told(opened, HISTORY)
    for text in ("instant message", "Fri 15 May → Sun 17 May", "€300.00 → €500.00", "First read", "Dates last changed"):
        assert text in page
    tips = [label.toolTip() for label in opened.tab.pane.history.findChildren(QLabel)]
    assert "2026-05-12 12:00:00 UTC" in tips


def test_changes_without_weight_are_shown_only_when_asked_for(open_tab: Open) -> None:
    opened = open_tab(booking(1, status="new"))
    apply(opened.desk.store, later(booking(1, status="new"), status="confirmed"))
    opened.open(1)
    assert "New → Confirmed" not in told(opened, HISTORY)
    box = opened.tab.pane.history.findChild(QCheckBox)
    assert isinstance(box, QCheckBox)
    assert box.text() == "Show 1 change without weight"
    box.click()
    assert "New → Confirmed" in told(opened, HISTORY)


def test_a_long_history_begins_short(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    known = booking(1)
    for number in range(70):
        known = later(known, last_name=f"Name {number}")
        at = NOW + timedelta(minutes=1 + number)
        sync_bookings_to_pms(opened.desk.store, [Received(known, at)], applying(at=at))
    opened.open(1)
    assert "Show 46 older changes" in told(opened, HISTORY)
    press(opened, opened.tab.pane.history, "older")
    assert "First read" in told(opened, HISTORY)


def test_an_old_value_that_cannot_be_read_is_shown_as_it_stands(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    with opened.desk.store.writing() as session:
        session.connection.execute(
            "INSERT INTO history (reservation_id, at, source, field, old, new) VALUES"
            " (1, '2026-05-12T12:00:00Z', 'oracle', 'price', 'much', '5'),"
            " (1, '2026-05-12T12:00:00Z', 'oracle', 'x', NULL, 'y')"
        )
    opened.open(1)
    page = told(opened, HISTORY)
    assert "much → €0.05" in page
    assert "nothing → y" in page
    assert "oracle" in page


def test_raw_shows_both_forms_and_copies_them(open_tab: Open) -> None:
    opened = open_tab(booking(1, raw='{"id":1,"name":"Ä"}'.encode()))
    opened.open(1)
    opened.tab.pane.tabs.setCurrentIndex(RAW)
    assert '"name": "Ä"' in opened.tab.pane.raw.body.toPlainText()
    assert "last_name = Beispiel 1" in opened.tab.pane.raw.row.toPlainText()
    press(opened, opened.tab.pane.raw, "Copy with guest data")
    assert '"name": "Ä"' in QGuiApplication.clipboard().text()
    assert opened.tab.notice.text() == "Both raw forms copied, with the guest's data."


def test_what_is_copied_for_support_tells_of_no_person(open_tab: Open) -> None:
    body = b'{"id":1,"firstName":"Anna","email":"anna1@example.org","status":"confirmed"}'
    opened = open_tab(booking(1, raw=body, phone="+43 1 5551234", comments="Allergic to nuts", channel_reference="R7"))
    opened.open(1)
    opened.tab.pane.tabs.setCurrentIndex(RAW)
    press(opened, opened.tab.pane.raw, "Copy for support")
    copied = QGuiApplication.clipboard().text()
    for told in ("Anna", "anna", "Beispiel", "example.org", "5551234", "nuts"):
        assert told not in copied
    for kept in ('"status": "confirmed"', '"beds24_id": "1"', '"channel_reference": "R7"', '"arrival": "2026-05-12"'):
        assert kept in copied
    assert opened.tab.notice.text() == "Both raw forms copied, without personal data."


class Browser(QObject):
    """Hears which pages are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    @Slot(QUrl)
    def open(self, page: QUrl) -> None:
        self.pages.append(page.toString())


def test_the_page_of_the_booking_at_beds24_is_one_click_away(open_tab: Open) -> None:
    opened = open_tab(booking(90923575), online=True)
    opened.open(90923575)
    opened.tab.pane.tabs.setCurrentIndex(LINKS)
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type] # the stub asks for bytes, Qt for text
    press(opened, opened.tab.pane.tabs.currentWidget(), "Open this booking at Beds24")
    QDesktopServices.unsetUrlHandler("https")
    assert browser.pages == ["https://beds24.com/control3.php?pagetype=bookingedit&bookid=90923575"]


def test_a_booking_of_the_demo_has_no_page_at_beds24(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.open(1)
    assert "at Beds24" not in told(opened, LINKS)


def test_one_reservation_is_printed_with_what_the_desk_needs(open_tab: Open) -> None:
    opened = open_tab(booking(1, comments="Late <arrival>", phone="+43 1 5551234"))
    opened.open(1)
    details = opened.tab.pane.details
    assert details is not None
    text = document_of(details, opened.tab.model.telling).toPlainText()
    for part in ("Anna Beispiel 1", "201 · Double", "Late <arrival>", "+43 1 5551234", "€300.00"):
        assert part in text


def test_the_key_for_printing_shows_the_page_of_the_current_row(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.tab.table.go_to(opened.id_of(1))
    opened.tab.activateWindow()
    alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(opened.tab.table, Qt.Key.Key_P, alt)
    opened.qtbot.waitUntil(lambda: opened.tab.findChild(QPrintPreviewDialog) is not None)
    preview = opened.tab.findChild(QPrintPreviewDialog)
    assert isinstance(preview, QPrintPreviewDialog)
    preview.close()


def test_the_size_of_a_window_apart_is_remembered(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    for number in (1, 2):
        opened.tab._aside.open_window(opened.id_of(number))
        opened.qtbot.waitUntil(lambda: len(apart()) == 1)
        (window,) = apart()
        if number == 1:
            window.resize(610, 640)
            window.close()
            opened.qtbot.waitUntil(lambda: not apart())
    assert (window.width(), window.height()) == (610, 640)
    window.close()


def test_a_body_that_is_no_json_is_shown_as_it_came() -> None:
    assert pretty(b"<html>") == "<html>"
    assert pretty(b"") == ""


def test_details_are_copied_as_plain_text(open_tab: Open) -> None:
    opened = open_tab(booking(1, comments="Late"))
    opened.open(1)
    opened.tab.pane.copy_details()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Anna Beispiel 1 · Arriving\n\nStay\nRoom: 201 · Double\nArrival: Tue 12 May\n")
    assert "The guest's comments\nLate" in text
    assert "Beds24 number: 1" in text


def test_details_that_cannot_be_read_say_so_and_are_read_again(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    with opened.desk.store.writing() as session:
        session.connection.execute("ALTER TABLE guest_messages RENAME TO away")
    opened.tab.open_reservation(1)
    message = opened.tab.pane.message
    opened.qtbot.waitUntil(message.isVisible)
    opened.qtbot.waitUntil(lambda: "could not be read" in _words(message))
    with opened.desk.store.writing() as session:
        session.connection.execute("ALTER TABLE away RENAME TO guest_messages")
    with opened.qtbot.waitSignal(opened.tab.pane.shown, timeout=5000):
        press(opened, message, "Try again")


def test_a_reservation_that_is_no_more_says_so(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    opened.tab.open_reservation(99)
    opened.qtbot.waitUntil(lambda: "not here any more" in _words(opened.tab.pane.message))


def test_reading_that_takes_long_says_that_it_reads(open_tab: Open) -> None:
    opened = open_tab(booking(1))
    pane = opened.tab.pane
    pane.show()
    pane._tell_loading()
    assert "Reading…" in _words(pane.message)
    opened.open(1)
    assert not pane.message.isVisible()


def test_a_window_of_its_own_follows_changes_and_closes_with_escape(open_tab: Open) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    opened.tab.table.go_to(opened.id_of(2))
    QTest.keyClick(opened.tab.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (window,) = apart()
    opened.qtbot.waitUntil(lambda: "Anna Beispiel 2" in window.windowTitle())
    with opened.qtbot.waitSignal(window.shown, timeout=5000):
        opened.hear(later(booking(2, unit_id=2), last_name="Renamed"))
    assert "Anna Renamed" in window.windowTitle()
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    opened.qtbot.waitUntil(lambda: not apart())


def apart() -> list[DetailPane]:
    """The reservations that stand in windows of their own."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, DetailPane)]


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
