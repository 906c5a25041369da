"""Settings › Guests: what does not tell who a guest is can be added, is refused with a reason, and is taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.announcing import ContactWordsChanged
from console.domain.guests.words import WordKind
from console.domain.lines import lacks_contact
from console.services.guest_words import GuestWordDesk
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.guests import GuestsSection
from console.ui.settings.tab import SettingsTab
from console.ui.settings.word_list import WordList
from console.ui.shell.sync_view import SyncView
from console.ui.window import Window
from tests.building import booking
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.settings.conftest import Open

Section = Callable[[], GuestsSection]


@pytest.fixture
def section(open_settings: Open) -> Section:
    """Opens the page; a second time as a program started again would."""

    def make() -> GuestsSection:
        tab = open_settings()
        tab.show_place("guests")
        assert isinstance(tab.section, GuestsSection)
        return tab.section

    return make


@pytest.fixture
def kept(desk: Desk) -> GuestWordDesk:
    return GuestWordDesk(desk.store, desk.clock)


def enter(shown: WordList, text: str) -> None:
    shown.entry.setFocus()
    QTest.keyClicks(shown.entry, text)
    QTest.keyClick(shown.entry, Qt.Key.Key_Return)


def stored(desk: Desk) -> list[tuple[str, str]]:
    return [(str(kind), str(word)) for kind, word in rows(desk.store, "SELECT kind, word FROM guest_contact_words")]


def changes(desk: Desk) -> list[ContactWordsChanged]:
    return [news for news in desk.news if isinstance(news, ContactWordsChanged)]


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        (WordKind.OWN_DOMAIN, "reception@hotel-post.example", "hotel-post.example"),
        (WordKind.OWN_PHONE, "0512 987654", "+43512987654"),
        (WordKind.RELAY_DOMAIN, "@guest.portal.example", "guest.portal.example"),
        (WordKind.AGENCY_DOMAIN, "https://www.tours.example", "tours.example"),
        (WordKind.PLACEHOLDER, "KeinMail@", "keinmail@"),
        (WordKind.ROLE, "Waldschaenke", "waldschaenke"),
        (WordKind.SHARED, "Familie.Huber@gmail.com", "familie.huber@gmail.com"),
        (WordKind.SHARED, "0664 1234987", "+436641234987"),
    ],
)
def test_a_word_is_added_by_enter_shown_as_it_is_kept_and_told(
    qtbot: QtBot, section: Section, desk: Desk, kind: WordKind, typed: str, word: str
) -> None:
    shown = section().lists[kind]
    enter(shown, typed)
    qtbot.waitUntil(lambda: word in shown.removers)
    qtbot.waitUntil(lambda: changes(desk) == [ContactWordsChanged(kind, word, added=True)])
    assert stored(desk) == [(kind.value, word)]
    assert (shown.entry.text(), shown.field.complaint) == ("", "")


def test_what_was_added_is_there_after_a_restart_with_its_day(
    qtbot: QtBot, section: Section, desk: Desk, kept: GuestWordDesk
) -> None:
    kept.add(WordKind.OWN_DOMAIN, "hotel-post.example")
    shown = section().lists[WordKind.OWN_DOMAIN]
    assert list(shown.removers) == ["hotel-post.example"]
    texts = [one.text() for one in shown.findChildren(QLabel)]
    assert any(text.startswith("added ") and str(desk.clock.now().day) in text for text in texts)


def test_wrong_input_stays_with_a_sentence_until_it_is_mended(qtbot: QtBot, section: Section, desk: Desk) -> None:
    shown = section().lists[WordKind.OWN_DOMAIN]
    enter(shown, "hotel")
    qtbot.waitUntil(lambda: "behind the @" in shown.field.complaint)
    qtbot.waitUntil(shown.add.isEnabled)
    assert shown.entry.text() == "hotel"
    assert (stored(desk), changes(desk)) == ([], [])
    QTest.keyClicks(shown.entry, "-post.example")
    assert shown.field.complaint == ""
    shown.add.click()
    qtbot.waitUntil(lambda: "hotel-post.example" in shown.removers)


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        (WordKind.RELAY_DOMAIN, "gmail.com", "own address at gmail.com"),
        (WordKind.RELAY_DOMAIN, "guest.booking.com", "already"),
        (WordKind.OWN_PHONE, "12", "with its country"),
        (WordKind.ROLE, "anna", "belongs to one person"),
        (WordKind.PLACEHOLDER, "", "Nothing was entered"),
    ],
)
def test_what_would_catch_real_guests_is_refused(
    qtbot: QtBot, section: Section, desk: Desk, kind: WordKind, typed: str, reason: str
) -> None:
    shown = section().lists[kind]
    enter(shown, typed)
    qtbot.waitUntil(lambda: reason in shown.field.complaint)
    assert stored(desk) == []


def test_a_word_is_taken_back_and_the_keyboard_goes_to_the_next(
    qtbot: QtBot, section: Section, desk: Desk, kept: GuestWordDesk
) -> None:
    for word in ("a-tours.example", "b-tours.example"):
        kept.add(WordKind.AGENCY_DOMAIN, word)
    shown = section().lists[WordKind.AGENCY_DOMAIN]
    shown.activateWindow()
    for word, left in (("a-tours.example", ["b-tours.example"]), ("b-tours.example", [])):
        shown.removers[word].setFocus()
        QTest.keyClick(shown.removers[word], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda left=left: list(shown.removers) == left)  # type: ignore[misc] # each its own
        assert shown.window().focusWidget() in (*shown.removers.values(), shown.entry)
    qtbot.waitUntil(lambda: [news.added for news in changes(desk)] == [False, False])
    assert stored(desk) == []


def test_every_button_says_what_it_does_to_what(section: Section, kept: GuestWordDesk) -> None:
    kept.add(WordKind.AGENCY_DOMAIN, "tours.example")
    shown = section().lists[WordKind.AGENCY_DOMAIN]
    assert shown.removers["tours.example"].accessibleName() == "Remove tours.example"
    assert shown.add.accessibleName() == "Add to: Domains of agencies"
    assert shown.entry.accessibleName() == "Domains of agencies"


def test_what_the_program_knows_is_counted_and_shown_to_those_who_ask(section: Section) -> None:
    page = section()
    known = page.lists[WordKind.RELAY_DOMAIN].known
    assert not known.all.isVisible()
    known.show_all.click()
    assert "guest.booking.com" in known.all.text()
    assert known.all.isVisible()
    known.show_all.click()
    assert not known.all.isVisible()
    assert not page.lists[WordKind.OWN_DOMAIN].known.isVisible()


def test_the_search_of_settings_finds_the_page_by_what_it_is_about(open_settings: Open) -> None:
    tab = open_settings()
    tab.search.setText("agencies")
    names = [tab.list.item(at).text() for at in range(tab.list.count()) if not tab.list.item(at).isHidden()]
    assert names == ["Guests"]


def test_a_stay_behind_a_new_portal_lacks_a_contact_in_the_list_at_once(
    qtbot: QtBot, desk: Desk, kept: GuestWordDesk
) -> None:
    apply(desk.store, booking(1, email="r7@guest.portal.example", phone="", mobile=""))
    window = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    tab = window.tab("reservations")
    assert isinstance(tab, ReservationsTab)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert not lacks_contact(tab.model.line(0))
    window.show_tab("settings")
    settings = window.tab("settings")
    assert isinstance(settings, SettingsTab)
    settings.show_place("guests")
    assert isinstance(settings.section, GuestsSection)
    shown = settings.section.lists[WordKind.RELAY_DOMAIN]
    enter(shown, "guest.portal.example")
    qtbot.waitUntil(lambda: lacks_contact(tab.model.line(0)))
