"""The list of all guests: what it shows, finds, narrows, and how it follows what a sync brings."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from console.domain.announcing import GuestsChanged
from console.domain.companion import Companion
from console.domain.errors import StoreTrouble
from console.domain.guests.lines import GuestChip
from console.services.guest_book import GuestBook, GuestsNow
from console.ui.guests.columns import NUMBER_OF
from console.ui.guests.list import GuestsPage
from console.ui.guests.tab import GuestsTab
from console.ui.parts import ShowPlace
from tests.building import later
from tests.storing import rows
from tests.ui.conftest import Desk
from tests.ui.guests.conftest import Open, stay
from tests.ui.windows import window_over

MAIL = "anna.bauer@gmx.at"


def test_a_guest_has_one_row_whatever_the_number_of_stays(open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", -300, email=MAIL, price=20000, country="AT"),
        stay(2, "Anna", "Bauer", -30, email=MAIL, price=15050),
        stay(3, "Anna", "Bauer", 20, email=MAIL, price=10000),
        stay(4, "Paul", "Huber", 3),
    )
    assert page.shown() == ["Anna Bauer", "Paul Huber"]
    assert page.shown("stays") == ["3", "1"]
    assert page.shown("country") == ["Austria", ""]
    assert page.shown("last_stay") == ["Sun 12 Apr", ""]
    assert page.shown("next_stay") == ["Mon 1 Jun", "Fri 15 May"]
    assert page.shown("spend")[0] == "€450.50"


def test_a_cancelled_stay_counts_neither_as_stay_nor_as_spend(open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", -30, email=MAIL, price=20000),
        stay(2, "Anna", "Bauer", 10, email=MAIL, price=99900, status="cancelled"),
    )
    assert (page.shown("stays"), page.shown("next_stay"), page.shown("spend")) == (["1"], [""], ["€200.00"])


def test_the_contact_tells_a_relay_from_an_address_of_the_guest(open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", email=MAIL, phone="+43 664 8123467"),
        stay(2, "Paul", "Huber", email="phuber.77@guest.booking.com"),
        stay(3, "Rosa", "Winter", email="", phone=""),
    )
    assert page.shown("contact") == [f"+43 664 8123467 · {MAIL}", "✉ channel only", "None"]


def test_a_guest_in_the_house_and_one_who_arrives_today_are_told(open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer", -1), stay(2, "Paul", "Huber", 0), stay(3, "Rosa", "Winter", 1))
    assert page.shown("last_stay") == ["In house", "", ""]
    assert page.shown("next_stay") == ["", "Today", "Wed 13 May"]
    page.page.filters.chips[GuestChip.HERE].click()
    assert page.shown() == ["Anna Bauer", "Paul Huber"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("muller", "Jürgen Müller"),
        ("MUELLER", "Jürgen Müller"),
        ("jü mü", "Jürgen Müller"),
        ("liwei", "李伟"),
        ("李", "李伟"),
        ("mhmd", "محمد الهاشمي"),
        ("الهاشمي", "محمد الهاشمي"),
        ("0664 812", "Anna Bauer"),
        ("+43 664 8123467", "Anna Bauer"),
        ("bauer@gmx", "Anna Bauer"),
        ("01 5134512", "Anna Bauer"),
        ("OCONNOR", "Siobhán O’Connor"),
        ("o'connor", "Siobhán O’Connor"),
    ],
)
def test_search_folds_accents_case_scripts_and_digits(open_page: Open, typed: str, found: str) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", email=MAIL, phone="+43 664 8123467", mobile="+43 1 5134512"),
        stay(2, "Jürgen", "Müller", email="", phone=""),
        stay(5, "Siobhán", "O’Connor", email="", phone=""),
        stay(3, "", "李伟", email="", phone="+86 138 0013 8021"),
        stay(4, "محمد", "الهاشمي", email="", phone=""),
    )
    assert page.search(typed) == [found]
    assert len(page.search("")) == 5


def test_chips_narrow_each_other_and_are_remembered_but_words_are_not(desk: Desk, open_page: Open) -> None:
    page = open_page(
        stay(1, "Anna", "Bauer", -30, email=MAIL),
        stay(2, "Anna", "Bauer", 0, email=MAIL),
        stay(3, "Paul", "Huber", -90, email="paul@gmx.at"),
        stay(4, "Paul", "Huber", -60, email="paul@gmx.at"),
        stay(5, "Rosa", "Winter", 0),
    )
    page.page.filters.chips[GuestChip.RETURNING].click()
    assert page.shown() == ["Anna Bauer", "Paul Huber"]
    page.page.filters.chips[GuestChip.HERE].click()
    page.search("anna")
    assert page.shown() == ["Anna Bauer"]
    again = open_page()
    assert again.page.filters.pressed() == {GuestChip.RETURNING, GuestChip.HERE}
    assert again.page.filters.search.text() == ""


def test_what_matches_nobody_is_said_and_cleared_with_one_button(open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer"))
    page.search("zzz")
    assert page.page.frame.currentIndex() == 1
    page.page.filters.clear_button.click()
    assert page.shown() == ["Anna Bauer"]
    assert page.page.frame.currentIndex() == 0


def test_an_empty_book_says_where_guests_come_from(open_page: Open) -> None:
    page = open_page()
    assert page.page.frame.currentIndex() == 1
    assert page.page.count.text() == "0 guests"


def test_guests_without_a_name_stand_last_in_either_order(open_page: Open) -> None:
    page = open_page(stay(1, "", "", email="nobody@gmx.at"), stay(2, "Zoë", "Abt"), stay(3, "Änne", "Abt"))
    assert page.shown() == ["Änne Abt", "Zoë Abt", "No name"]
    page.page.table.sortByColumn(NUMBER_OF["name"], Qt.SortOrder.DescendingOrder)
    assert page.shown() == ["Zoë Abt", "Änne Abt", "No name"]


def test_a_new_booking_appears_and_a_known_guest_gains_a_stay(open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer", -30, email=MAIL))
    page.hear(stay(2, "Anna", "Bauer", 5, email=MAIL), stay(3, "Paul", "Huber", 6))
    assert page.shown() == ["Anna Bauer", "Paul Huber"]
    assert page.shown("stays") == ["2", "1"]


def test_a_card_that_another_took_in_goes_from_the_list(open_page: Open) -> None:
    first = stay(1, "Anna", "Bauer", -30, email=MAIL)
    second = stay(2, "Anna", "Bauer", 5, email="a.bauer@work.at")
    page = open_page(first, second)
    assert page.shown() == ["Anna Bauer", "Anna Bauer"]
    page.hear(later(second, email=MAIL))
    assert page.shown("stays") == ["2"]


def test_a_guest_of_whom_no_reservation_tells_any_more_goes(open_page: Open) -> None:
    first = stay(1, "Anna", "Bauer")
    page = open_page(first, stay(2, "Paul", "Huber"))
    page.hear(later(first, status="black", first_name="", last_name="", email=""))
    page.qtbot.waitUntil(lambda: page.shown() == ["Paul Huber"])


def test_flags_and_the_newest_note_stand_in_the_row(desk: Desk, open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer", email=MAIL), stay(2, "Paul", "Huber"))
    ((profile,),) = rows(desk.store, "SELECT min(id) FROM guest_profiles")
    with desk.store.writing() as session:
        for flag in ("vip", "do_not_rent"):
            session.connection.execute(
                "INSERT INTO guest_flags VALUES (?, ?, '', '2026-05-01T00:00:00Z', 'desk')", (profile, flag)
            )
        for day, text in ((1, "Likes room 201"), (2, "Allergic to nuts")):
            session.connection.execute(
                "INSERT INTO guest_notes (profile_id, kind, text, at, actor) VALUES (?, 'note', ?, ?, 'desk')",
                (profile, text, f"2026-05-0{day}T00:00:00Z"),
            )
    again = open_page()
    assert again.shown("flags") == ["Do not rent · VIP", ""]
    assert again.shown("notes") == ["Allergic to nuts (+1)", ""]
    assert page.shown("flags") == ["", ""]


def test_a_place_leads_to_the_guest_through_whatever_narrows_the_list(open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer"), stay(2, "Paul", "Huber"))
    page.search("anna")
    page.page.show_place(str(page.guest_of(2)))
    assert page.page.table.current_id() == page.guest_of(2)


def test_the_window_brings_the_tab_to_the_front(desk: Desk, qtbot: QtBot) -> None:
    window = window_over(qtbot, desk)
    desk.stage.courier.send(ShowPlace("guests"))
    qtbot.waitUntil(lambda: isinstance(window.tab("guests"), GuestsTab))
    tab = window.tab("guests")
    assert isinstance(tab, GuestsTab)
    assert isinstance(tab.stack.currentWidget(), GuestsPage)


def test_whoever_comes_along_is_in_the_house_too_and_pays_nothing(open_page: Open) -> None:
    otto = Companion(71, "Otto", "Holz", email="otto@holz.at")
    page = open_page(
        stay(1, "Anna", "Bauer", -40, companions=(otto,), price=20000),
        stay(2, "Anna", "Bauer", -1, email="anna.bauer1@posteo.de", companions=(otto,), price=20000),
    )
    assert page.shown() == ["Anna Bauer", "Otto Holz"]
    assert page.shown("stays") == ["2", "0 + 2"]
    assert page.shown("last_stay") == ["In house", "In house"]
    assert page.shown("spend") == ["€400.00", ""]
    page.page.filters.chips[GuestChip.RETURNING].click()
    assert page.shown() == ["Anna Bauer", "Otto Holz"]


def test_the_list_is_saved_as_it_is_shown(open_page: Open, tmp_path: Path) -> None:
    page = open_page(stay(1, "Anna", "Bauer", -30, email=MAIL, price=20000), stay(2, "Paul", "Huber", 5, price=None))
    page.search("anna")
    page.page.taking_out.save(tmp_path / "guests.csv")
    page.qtbot.waitUntil(lambda: page.page.notice.text() == "1 guest saved to guests.csv.")
    with (tmp_path / "guests.csv").open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert dict(zip(head, row, strict=True))["Spend EUR"] == "200.00"
    assert dict(zip(head, row, strict=True))["Last stay"] == "2026-04-12"


def test_a_list_that_cannot_be_saved_says_why(open_page: Open, tmp_path: Path) -> None:
    page = open_page(stay(1, "Anna", "Bauer"))
    page.page.taking_out.save(tmp_path / "nowhere" / "guests.csv")
    page.qtbot.waitUntil(lambda: page.page.notice.text() == "The list was not saved. No such file or directory")


def test_copied_rows_stand_on_the_clipboard_as_a_spreadsheet_takes_them(open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer", email=MAIL))
    page.page.table.selectRow(0)
    page.page.taking_out.copy_rows()
    assert QGuiApplication.clipboard().text().startswith(f"Anna Bauer\t\t{MAIL}\t1\t")


def test_a_list_that_cannot_be_renewed_says_so_until_it_can(desk: Desk, open_page: Open) -> None:
    page = open_page(stay(1, "Anna", "Bauer", email=MAIL))
    whole = page.page.feed._book
    page.page.feed._book = Unreadable(desk.store)
    desk.stage.courier.send(GuestsChanged((1,)))
    page.qtbot.waitUntil(lambda: page.page.stale.text().startswith("The list could not be renewed."))
    assert page.shown() == ["Anna Bauer"]
    page.page.feed._book = whole
    desk.stage.courier.send(GuestsChanged((1,)))
    page.qtbot.waitUntil(lambda: page.page.stale.text() == "")


class Unreadable(GuestBook):
    """A book over a disk that has gone."""

    def lines_of(self, ids: Iterable[int], today: str) -> GuestsNow:
        raise StoreTrouble("The disk is full.")
