"""The page of messages: a conversation, when it was last read, and a button that reads it now."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from console.domain.announcing import SyncSettingsChanged
from console.domain.booking import Booking, GuestMessage
from console.domain.errors import Beds24Unreachable, OutOfCredits, Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.runner import Wish
from console.services.connecting import keep_key_details
from console.ui.kit.theme import Look, Theme
from console.ui.parts import ShowPlace
from console.ui.reservations.bubbles import Bubble
from console.ui.reservations.messages_page import MessagesPage
from tests.building import NOW, booking
from tests.fakes.beds24 import ALL_SCOPES
from tests.ui.conftest import Desk
from tests.ui.reservations.conftest import Open, Opened

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MESSAGES = 3
NO_GUESTS = ("read:bookings", "read:properties")


def wrote(number: int, text: str, author: str = "guest", *, read: bool = True, attachment: str = "") -> GuestMessage:
    return GuestMessage(number, NOW + number * MINUTE, author, text, read, attachment)


def page_of(opened: Opened) -> MessagesPage:
    opened.tab.pane.tabs.setCurrentIndex(MESSAGES)
    return opened.tab.pane.messages


def bubbles(page: MessagesPage) -> list[Bubble]:
    shown = page.sheet.widget()
    return shown.findChildren(Bubble) if shown else []


def texts(page: MessagesPage) -> list[str]:
    return [one.text.toPlainText() for one in bubbles(page)]


def opened_with(open_tab: Open, *messages: GuestMessage, **changes: object) -> tuple[Opened, MessagesPage]:
    opened = open_tab(booking(1, messages=messages, **changes))
    opened.open(1)
    return opened, page_of(opened)


def press(page: MessagesPage) -> None:
    QTest.mouseClick(page.read_now, Qt.MouseButton.LeftButton)


@pytest.fixture
def turn(desk: Desk) -> Iterator[threading.Event]:
    """The runner is busy until this is set."""
    free = threading.Event()
    desk.runner.run_errand(lambda _watch: free.wait(10))
    yield free
    free.set()


def test_guest_and_hotel_write_from_their_own_sides_with_time_and_author(open_tab: Open) -> None:
    _opened, page = opened_with(
        open_tab,
        wrote(1, "Is there parking?", read=False),
        wrote(2, "Yes.", "host"),
        wrote(3, "Regular guest", "internalNote"),
        wrote(4, "Beep.", "robot"),
    )
    assert texts(page) == ["Is there parking?", "Yes.", "Regular guest", "Beep."]
    assert [one.on_the_right for one in bubbles(page)] == [False, True, True, False]
    assert [one.head.text() for one in bubbles(page)] == [
        "Guest · Tue 12 May 12:01 · not read",
        "Hotel · Tue 12 May 12:02",
        "Internal note · Tue 12 May 12:03",
        "robot · Tue 12 May 12:04",
    ]
    middle = page.width() / 2
    left, right = (one.mapTo(page, one.rect().center()).x() for one in bubbles(page)[:2])
    assert left < middle < right


def test_the_time_in_utc_is_there_on_hover(open_tab: Open) -> None:
    _opened, page = opened_with(open_tab, wrote(1, "Hello"))
    assert "2026-05-12 12:01:00" in bubbles(page)[0].head.toolTip()


@pytest.mark.parametrize(
    "text",
    [
        "مرحباً، هل يوجد موقف سيارات؟",
        "您好！请问酒店提供早餐吗？",
        "Line one\nline two\n\nline four",
        "https://example.org/" + "x" * 400,
        "<b>bold</b> <a href='https://example.org'>here</a> &amp;",
        "👩‍👩‍👧 emoji",
    ],
)
def test_any_text_is_shown_whole_and_as_it_is(open_tab: Open, text: str) -> None:
    _opened, page = opened_with(open_tab, wrote(1, text))
    (bubble,) = bubbles(page)
    assert bubble.text.toPlainText() == text
    assert bubble.width() <= page.width()
    assert bubble.text.document().idealWidth() <= bubble.text.width()
    assert bubble.text.document().size().height() <= bubble.text.height()


def test_a_text_can_be_marked_and_copied_and_its_links_lead_nowhere(open_tab: Open) -> None:
    _opened, page = opened_with(open_tab, wrote(1, "https://example.org/pay"))
    text = bubbles(page)[0].text
    assert text.isReadOnly()
    assert not text.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    text.selectAll()
    text.copy()
    assert QGuiApplication.clipboard().text() == "https://example.org/pay"


def test_a_file_is_named_and_a_message_without_anything_says_so(open_tab: Open) -> None:
    _opened, page = opened_with(
        open_tab, wrote(1, "", attachment="pass.jpg"), wrote(2, "See", attachment="unknown"), wrote(3, "")
    )
    assert [one.file.text() for one in bubbles(page)] == [
        "With the file pass.jpg, which can be seen in Beds24.",
        "With a file, which can be seen in Beds24.",
        "No text came with this message.",
    ]


def test_a_long_conversation_begins_with_its_end(open_tab: Open) -> None:
    opened, page = opened_with(open_tab, *(wrote(number, f"Message {number}") for number in range(1, 71)))
    assert texts(page)[0] == "Message 21"
    bar = page.sheet.verticalScrollBar()
    opened.qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    earlier = next(one for one in page.findChildren(QPushButton) if "20 earlier" in one.text())
    QTest.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert texts(page)[0] == "Message 1"


def test_that_there_are_none_is_said_only_once_they_were_read(open_tab: Open) -> None:
    opened, page = opened_with(open_tab)

    def says_none() -> bool:
        return "No messages" in [one.text() for one in page.sheet.findChildren(QLabel)]

    assert page.state.text() == "Not read yet. Messages come with each night's full sync."
    assert not says_none()
    press(page)
    opened.qtbot.waitUntil(says_none)


def test_reading_now_brings_the_messages_of_this_reservation(open_tab: Open) -> None:
    opened, page = opened_with(open_tab)
    opened.desk.beds24.write_message(1, wrote(1, "Is there parking?"))
    opened.desk.beds24.write_message(2, wrote(2, "Of somebody else"))
    press(page)
    opened.qtbot.waitUntil(lambda: texts(page) == ["Is there parking?"])
    opened.qtbot.waitUntil(lambda: page.state.text().startswith("Read Tue 12 May 12:00."))
    assert opened.tab.notice.text() == "1 new message."
    assert not [call for call in opened.desk.beds24.calls if call[0] == "bookings"]


def test_while_beds24_is_asked_the_page_says_so_and_the_button_rests(open_tab: Open, turn: threading.Event) -> None:
    opened, page = opened_with(open_tab)
    press(page)
    assert page.state.text() == "Asking Beds24…"
    assert not page.read_now.isEnabled()
    turn.set()
    opened.qtbot.waitUntil(page.read_now.isEnabled)
    assert opened.tab.notice.text() == "No new messages."


def test_an_answer_for_another_reservation_disturbs_nobody(open_tab: Open, turn: threading.Event) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    opened.open(1)
    page = page_of(opened)
    press(page)
    opened.open(2)
    assert page.read_now.isEnabled()
    opened.desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."), kind="messages")
    turn.set()
    opened.qtbot.waitUntil(lambda: not opened.desk.runner.busy)
    opened.open(1)
    assert page.read_now.isEnabled()
    assert page.trouble.text == ""


@pytest.mark.parametrize(
    "error",
    [Beds24Unreachable("Beds24 does not answer."), OutOfCredits("Beds24 asks us to wait.", 60), Stopped("Stopped.")],
)
def test_a_failure_is_told_and_can_be_tried_again(open_tab: Open, error: Exception) -> None:
    opened, page = opened_with(open_tab)
    opened.desk.beds24.write_message(1, wrote(1, "Is there parking?"))
    opened.desk.beds24.fail(error, kind="messages")  # type: ignore[arg-type] # kind is a text of its own
    press(page)
    opened.qtbot.waitUntil(lambda: str(error) in page.trouble.text)
    assert page.read_now.isEnabled()
    again = next(one for one in page.trouble.findChildren(QPushButton) if one.text() == "Try again")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: texts(page) == ["Is there parking?"])
    assert page.trouble.text == ""


def test_a_key_without_the_right_is_told_in_plain_words_with_the_way_out(open_tab: Open) -> None:
    opened, page = opened_with(open_tab)
    opened.desk.beds24.scopes = NO_GUESTS
    press(page)
    opened.qtbot.waitUntil(lambda: page.state.text().startswith("The key may not read guests' messages."))
    assert "bookings-personal" in page.state.text()
    assert page.read_now.isHidden()
    assert page.trouble.text == ""
    QTest.mouseClick(page.replace_key, Qt.MouseButton.LeftButton)
    assert ShowPlace("settings", "connection/replace") in opened.desk.news


def test_a_better_key_brings_the_button_back_at_once(open_tab: Open) -> None:
    opened, page = opened_with(open_tab)
    opened.desk.beds24.scopes = NO_GUESTS
    press(page)
    opened.qtbot.waitUntil(page.read_now.isHidden)
    opened.desk.beds24.scopes = ALL_SCOPES
    with opened.desk.store.writing() as session:
        keep_key_details(session, opened.desk.beds24.key_details(), NOW)
    opened.desk.stage.courier.send(SyncSettingsChanged())
    opened.qtbot.waitUntil(page.read_now.isVisible)


@pytest.mark.parametrize(
    "nobody", [booking(1, status="black", first_name="", last_name="", email="")], ids=["a closed room"]
)
def test_where_nobody_can_write_nothing_is_asked(open_tab: Open, nobody: Booking) -> None:
    opened = open_tab(nobody)
    opened.open(1)
    page = page_of(opened)
    assert page.state.text().startswith("Nobody writes about a room that is closed")
    assert page.read_now.isHidden()


def test_a_full_sync_fills_the_page_that_is_open(open_tab: Open) -> None:
    opened, page = opened_with(open_tab)
    opened.desk.beds24.put(booking(1))
    opened.desk.beds24.write_message(1, wrote(1, "Is there parking?"))
    opened.desk.runner.ask(Wish(RunKind.FULL, Trigger.MANUAL))
    opened.qtbot.waitUntil(lambda: texts(page) == ["Is there parking?"])
    opened.qtbot.waitUntil(lambda: page.state.text().startswith("Read Tue 12 May 12:00."))


def test_the_conversation_fits_its_bubbles_after_a_change_of_look_and_width(open_tab: Open) -> None:
    opened, page = opened_with(open_tab, wrote(1, "A long sentence that needs more than one line. " * 12))
    for look in (Look(Theme.DARK, text_percent=150), Look(Theme.LIGHT)):
        opened.desk.stage.set_look(look)
        opened.qtbot.waitUntil(lambda: _fits(page))
    opened.tab.resize(1600, 900)
    opened.qtbot.waitUntil(lambda: _fits(page))


def _fits(page: MessagesPage) -> bool:
    (bubble,) = bubbles(page)
    return bubble.width() <= page.width() and bubble.text.document().size().height() <= bubble.text.height()
