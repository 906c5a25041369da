"""The time machine: who changed what, the whole reservation as it was, and a value put back."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.domain.applying import Source
from console.domain.booking import Booking
from console.domain.edits import Part
from console.services.editing import EditDesk, NewStay
from console.services.guest_decisions import GuestDesk
from console.services.guest_erasing import ErasingDesk
from console.services.pull_sync import sync_bookings_to_pms
from console.store.spool import Received
from console.ui.editing.put_dialog import PutDialog
from console.ui.reservations.history import HistoryPage
from console.ui.reservations.past_telling import PutBack
from console.ui.reservations.printed_sheet import document_of
from console.ui.window import Window
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking
from tests.storing import apply, applying, rows, stored
from tests.ui.conftest import Desk
from tests.ui.windows import reservations_tab, show_active, window_over

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PORTAL: dict[str, Any] = {"channel": "booking", "api_source": "Booking.com"}


def hear(desk: Desk, minutes: int, source: Source = Source.PULL, **changes: object) -> Booking:
    """The booking as it is told so many minutes after it was first read."""
    at = NOW + minutes * MINUTE
    told = booking(1, **({"modified_at": at} | changes))
    sync_bookings_to_pms(desk.store, [Received(told, at)], applying(source, at=at))
    desk.clock.at = at
    return told


def opened(qtbot: QtBot, desk: Desk) -> tuple[Window, HistoryPage]:
    """The window on the history of the first reservation."""
    window = window_over(qtbot, desk)
    window.resize(1280, 800)
    show_active(qtbot, window)
    tab = reservations_tab(window)
    qtbot.waitUntil(lambda: tab._feed.is_whole)
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        tab.open_reservation(1)
    tab.pane.tabs.setCurrentWidget(tab.pane.history)
    return window, tab.pane.history


def told(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def names(page: QWidget) -> list[str]:
    """What can be pressed, as it is told to those who listen."""
    return [one.accessibleName() for one in page.findChildren(QPushButton)]


def press(page: QWidget, name: str) -> None:
    found = next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(name))
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_each_change_tells_who_made_it_and_how_it_was_heard(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, **PORTAL)
    hear(desk, 3, Source.WEBHOOK, departure=TODAY + 5 * DAY, **PORTAL)
    hear(desk, 5, Source.PULL, departure=TODAY + 5 * DAY, notes="by hand", **PORTAL)
    desk.clock.at = NOW + 6 * MINUTE
    EditDesk(desk.store, desk.clock, lambda _news: None, lambda: "Maria").change(1, {"price": 25000})
    _, page = opened(qtbot, desk)
    page_words = told(page)
    assert "Tue 12 May 14:03 · Booking.com via Beds24, instant message" in page_words
    assert "Tue 12 May 14:05 · Beds24, regular check" in page_words
    assert "Tue 12 May 14:06 · Maria at the desk" in page_words
    assert (
        "Dates last changed Tue 12 May 14:03 by Booking.com via Beds24, first heard by instant message." in page_words
    )
    assert "Price last changed Tue 12 May 14:06 by Maria at the desk." in page_words


def test_a_reading_that_a_message_had_announced_was_first_heard_by_message(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    with desk.store.writing() as session:
        session.connection.execute(
            "INSERT INTO webhook_events (source, dedupe_key, kind, event_id, named, beds24_id, changed_at, received_at,"
            " auth_slot, body_sha256, fields_json, state) VALUES ('webhook', 'k', 'hint', '', 'modify', 1, NULL,"
            " '2026-05-12T12:03:05Z', 'current', '', x'7b7d', 'done')"
        )
    hear(desk, 4, Source.BY_ID, departure=TODAY + 5 * DAY, modified_at=NOW + 3 * MINUTE)
    _, page = opened(qtbot, desk)
    assert "Dates last changed Tue 12 May 14:03 by Beds24, first heard by instant message." in told(page)


def test_rooms_are_told_by_their_names(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 2, room_type_id=SINGLE, unit_id=2)
    hear(desk, 4, room_type_id=DOUBLE, unit_id=0)
    _, page = opened(qtbot, desk)
    assert "201 · Double → 102 · Single" in told(page)
    assert "102 · Single → Double, no room yet" in told(page)


def test_a_stay_that_went_to_another_card_says_so(qtbot: QtBot, desk: Desk) -> None:
    apply(desk.store, booking(2, last_name="Winter", email="w@example.org"))
    hear(desk, 0)
    desk.clock.at = NOW + 9 * MINUTE
    other, one = (id_ for (id_,) in rows(desk.store, "SELECT guest_id FROM reservations ORDER BY beds24_id DESC"))
    decided = GuestDesk(desk.store, desk.clock).merge(one, other)
    desk.clock.at = NOW + 12 * MINUTE
    GuestDesk(desk.store, desk.clock).undo(decided.number)
    window, _ = opened(qtbot, desk)
    tab = reservations_tab(window)
    moved = rows(desk.store, "SELECT r.id FROM guest_moves m JOIN guest_profiles p ON p.id = m.profile_id JOIN"
                 " reservations r ON r.id = p.reservation_id")[0][0]  # fmt: skip
    with qtbot.waitSignal(tab.pane.shown, timeout=5000):
        tab.open_reservation(moved)
    words = told(tab.pane.history)
    assert "14:09 · the desk, two cards were merged\nThe stay went to the card of" in words
    assert "14:12 · the desk, two cards were merged, and this was taken back" in words


def test_the_slider_shows_the_whole_reservation_as_it_was_with_what_is_otherwise_today(
    qtbot: QtBot, desk: Desk
) -> None:
    hear(desk, 0)
    hear(desk, 3, departure=TODAY + 5 * DAY, price=50000)
    hear(desk, 5, departure=TODAY + 5 * DAY, price=50000, room_type_id=SINGLE, unit_id=2)
    _, page = opened(qtbot, desk)
    assert (page.slider.minimum(), page.slider.maximum(), page.slider.value()) == (0, 2, 2)
    page.slider.setFocus()
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    words = told(page)
    assert "As it was after Tue 12 May 14:03" in words
    assert "1 field is otherwise today." in words
    assert "≠ 201 · Double\ntoday 102 · Single" in words
    assert "Sun 17 May" in words
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    words = told(page)
    assert "3 fields are otherwise today." in words
    assert "≠ Fri 15 May\ntoday Sun 17 May" in words
    assert "≠ €300.00\ntoday €500.00" in words
    assert page.slider.accessibleDescription() == "Tue 12 May 14:00"
    press(page, "Back to today")
    assert "First read" in told(page)


def test_the_channel_has_its_name_in_a_former_state(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, **PORTAL)
    hear(desk, 3, **PORTAL, price=50000)
    _, page = opened(qtbot, desk)
    page.slider.setFocus()
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    words = told(page)
    assert "Booking.com" in words
    assert "Channel\nbooking" not in words


def test_ctrl_alt_arrows_walk_through_time_from_wherever_the_keyboard_is(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 3, price=50000)
    window, page = opened(qtbot, desk)
    tab = reservations_tab(window)
    tab.pane.tabs.setCurrentIndex(0)
    tab.table.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(tab.table, Qt.Key.Key_Left, both)
    assert tab.pane.tabs.currentWidget() is page
    assert "As it was after Tue 12 May 14:00" in told(page)
    QTest.keyClick(tab.table, Qt.Key.Key_Right, both)
    assert "First read" in told(page)


def test_a_change_leads_to_how_it_was_then(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 3, price=50000)
    _, page = opened(qtbot, desk)
    press(page, "The reservation as it was Tue 12 May 14:00")
    assert "≠ €300.00\ntoday €500.00" in told(page)


def test_what_an_erased_guest_was_called_is_said_to_be_erased(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, last_name="Moser")
    desk.clock.at = NOW + 5 * MINUTE
    ((guest,),) = rows(desk.store, "SELECT guest_id FROM reservations")
    ErasingDesk(desk.store, desk.clock).erase(guest)
    _, page = opened(qtbot, desk)
    page.slider.setValue(0)
    words = told(page)
    assert "Moser" not in words
    assert "erased since" in words
    assert not [name for name in names(page) if name.startswith("Put back")]


def test_a_value_is_put_back_as_an_edit_and_taken_back_with_ctrl_z(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 3, arrival=TODAY + DAY, departure=TODAY + 5 * DAY)
    window, page = opened(qtbot, desk)
    assert "Put back the dates: Tue 12 May – Fri 15 May" in names(page)
    press(page, "Put back the dates")
    bar = window.undoing.bar
    qtbot.waitUntil(lambda: "dates" in bar.text)
    assert stored(desk.store, "arrival", "departure") == {"arrival": "2026-05-12", "departure": "2026-05-15"}
    assert rows(desk.store, "SELECT field, intent FROM edits ORDER BY field") == [
        ("arrival", "send"),
        ("departure", "send"),
    ]
    qtbot.waitUntil(lambda: window.undoing.undo.text() == "Undo changing the dates of Anna Beispiel 1")
    qtbot.waitUntil(lambda: "Maria at the desk" in told(page))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stored(desk.store, "departure") == {"departure": "2026-05-17"})
    assert rows(desk.store, "SELECT * FROM edits") == []


def adviser(qtbot: QtBot) -> PutDialog:
    """What asks whether it is meant so."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PutDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PutDialog)
    return dialog


def test_what_belongs_to_the_channel_is_put_back_only_after_the_adviser_was_heard(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, **PORTAL)
    hear(desk, 3, price=50000, **PORTAL)
    _, page = opened(qtbot, desk)
    press(page, "Put back the price: €300.00")
    dialog = adviser(qtbot)
    assert "The price belongs to Booking.com" in told(dialog)
    dialog.reject()
    assert rows(desk.store, "SELECT * FROM edits") == []
    press(page, "Put back the price: €300.00")
    dialog = adviser(qtbot)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(desk.store, "SELECT here, intent FROM edits") == [("30000", "keep")])


def test_a_room_that_is_taken_by_now_is_put_back_only_if_somebody_insists(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 3, unit_id=3)
    apply(desk.store, booking(2, unit_id=1))
    _, page = opened(qtbot, desk)
    press(page, "Put back the room: 201 · Double")
    dialog = adviser(qtbot)
    assert "The room is taken from 12 May 2026" in told(dialog)
    assert stored(desk.store, "unit_id") == {"unit_id": 3}
    dialog.insist.click()
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stored(desk.store, "unit_id") == {"unit_id": 1})


def test_what_cannot_be_put_back_says_why_until_it_is_sent_away(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    window, _ = opened(qtbot, desk)
    desk.stage.courier.send(PutBack(99, Part.NOTES, (("notes", "late"),)))
    bar = window.undoing.bar
    qtbot.waitUntil(lambda: bar.text == "Not put back: the notes. This reservation is not here any more.")
    assert not bar.act.isVisible()
    assert not bar.timer.isActive()


def test_the_history_is_printed_while_it_is_in_front(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0)
    hear(desk, 3, price=50000)
    window, page = opened(qtbot, desk)
    pane = reservations_tab(window).pane
    assert pane.details is not None
    paper = document_of(pane.details, pane.history._telling, page.sections).toPlainText()
    assert "€300.00 → €500.00" in paper
    page.slider.setValue(0)
    assert "As it was after" in document_of(pane.details, pane.history._telling, page.sections).toPlainText()


def test_a_rule_that_decided_is_told_by_its_own_sentence(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, **PORTAL)
    desk.parts.edit_desk.change(1, {"price": 25000})
    hear(desk, 3, price=28000, **PORTAL)
    _, page = opened(qtbot, desk)
    assert "14:03 · the rule “The channel owns the price of what it sold”\nPrice\n€250.00 → €280.00" in told(page)


def _told_by(marker: str) -> bytes:
    return f'{{"refererEditable": "Night Porter ({marker})"}}'.encode()


def test_what_was_made_here_tells_so_and_when_beds24_had_it(qtbot: QtBot, desk: Desk) -> None:
    made = NewStay(room_type_id=DOUBLE, unit_id=2, arrival=TODAY, departure=TODAY + DAY, last_name="Neu")
    desk.parts.edit_desk.create(made)
    ((marker,),) = rows(desk.store, "SELECT marker FROM sendings")
    there = booking(
        77, unit_id=2, departure=TODAY + DAY, first_name="", last_name="Neu", email="", raw=_told_by(marker)
    )
    at = NOW + 2 * MINUTE
    sync_bookings_to_pms(desk.store, [Received(there, at)], applying(Source.BY_ID, at=at))
    _, page = opened(qtbot, desk)
    words = told(page)
    assert "14:00 · Maria at the desk\nMade here" in words
    assert "At Beds24 from now on, with the number 77" in words


def test_only_what_can_be_again_and_means_something_else_is_offered(qtbot: QtBot, desk: Desk) -> None:
    hear(desk, 0, status="new", price=None)
    hear(desk, 2, status="confirmed", price=30000, notes="late")
    with desk.store.writing() as session:
        session.connection.execute(
            "INSERT INTO history (reservation_id, at, source, field, old, new) VALUES"
            " (1, '2026-05-12T12:05:00Z', 'pull', 'adults', 'many', '2')"
        )
    _, page = opened(qtbot, desk)
    assert [name for name in names(page) if name.startswith("Put back")] == ["Put back the notes: nothing"]
