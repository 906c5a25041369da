"""The lists of differences: found, narrowed, remembered, heard, and what they say where they cannot be read."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.discrepancies import DiscrepancyKind, LikelyCause, Severity
from console.domain.discrepancy_lines import DiscrepancyGroup
from console.ui.parts import ShowPlace
from console.ui.reconcile.telling import DifferenceTelling
from tests.building import TODAY
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Differ, Open, choose, line_of, shown, stay

SEVERAL = (
    (stay(1, 0), {"adults": 3, "price": 45000}),
    (stay(2, 3), {"status": "cancelled"}),
    (stay(3, 20, last_name="Ångström"), {"departure": TODAY + timedelta(days=25)}),
    (stay(4, 40), {"notes": "late"}),
)


def test_the_night_at_stake_comes_first_and_any_column_sorts(differ: Differ, open_tab: Open) -> None:
    differ(*SEVERAL)
    page = open_tab().review
    assert shown(page, "severity") == ["Tonight", "Tonight", "Next 7 days", "Later", "Cosmetic"]
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert shown(page, "guest")[0] == "Anna Ångström · 3"


def test_chips_narrow_the_list_and_tell_how_many_there_are(differ: Differ, open_tab: Open) -> None:
    differ(*SEVERAL)
    page = open_tab().review
    assert page.filters.chips[Severity.TONIGHT].text() == "Tonight 2"
    assert page.filters.chips[DiscrepancyGroup.TWICE].isHidden()
    QTest.mouseClick(page.filters.chips[Severity.TONIGHT], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.filters.chips[DiscrepancyGroup.PRICE], Qt.MouseButton.LeftButton)
    assert shown(page, "kind") == ["Price"]
    assert page.count.text() == "1 of 5 differences"
    QTest.mouseClick(page.filters.clear_button, Qt.MouseButton.LeftButton)
    assert len(shown(page, "kind")) == 5


def test_words_are_found_without_accents_and_what_is_not_found_says_so(differ: Differ, open_tab: Open) -> None:
    differ(*SEVERAL)
    page = open_tab().review
    QTest.keyClicks(page.filters.search, "angstrom")
    assert shown(page, "kind") == ["Departure"]
    QTest.keyClicks(page.filters.search, "x")
    assert page.frame._message._headline.text() == "Nothing matches angstromx"


def test_what_narrows_the_list_and_its_columns_are_there_after_a_restart(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*SEVERAL)
    opened = open_tab()
    QTest.mouseClick(opened.review.filters.chips[Severity.TONIGHT], Qt.MouseButton.LeftButton)
    opened.review.table.setColumnHidden(3, True)
    opened.review.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    opened.tab.remember()
    opened.window.close()
    again = open_tab()
    assert again.review.filters.pressed() == [Severity.TONIGHT]
    assert again.review.table.isColumnHidden(3)
    assert again.review.table.horizontalHeader().sortIndicatorSection() == 4
    assert len(again.review.model.shown) == 2


def test_a_row_can_be_heard_in_one_sentence(differ: Differ, open_tab: Open) -> None:
    differ((stay(1, 0), {"adults": 3}))
    page = open_tab().review
    told = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == ("Tonight: Guests: Adults. Anna Beispiel 1 · 1, Tue 12 May. Here 2, Beds24 3. Changed there since")


def test_the_chart_of_nights_says_what_it_shows(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 3}))
    desk.clock.at += timedelta(days=1)
    differ((stay(1), {"adults": 3}), (stay(2, 20), {"adults": 3}))
    spark = open_tab().tab.proof.sparkline
    assert spark.isVisible()
    assert spark.text == "Differences in the last 2 nights: at most 2, now 2"
    assert "Tue 12 May: 1" in spark.accessibleDescription()


def test_a_list_that_cannot_be_read_says_why_and_offers_to_try_again(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ((stay(1), {"adults": 3}))
    opened = open_tab()
    with desk.store.writing() as session:
        session.connection.execute("ALTER TABLE discrepancies RENAME TO hidden")
    opened.tab.feed.read()
    qtbot.waitUntil(lambda: opened.review.stale.text() != "")
    assert shown(opened.review, "here") == ["2"]
    assert opened.tab.proof.trouble.text().startswith("How both sides stand could not be read:")
    with desk.store.writing() as session:
        session.connection.execute("ALTER TABLE hidden RENAME TO discrepancies")
    opened.tab.feed.read()
    qtbot.waitUntil(lambda: opened.review.stale.text() == "")


def test_a_place_leads_to_a_difference_even_through_filters(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ(*SEVERAL)
    opened = open_tab()
    wanted = line_of(opened.review, 4).id
    QTest.mouseClick(opened.review.filters.chips[Severity.TONIGHT], Qt.MouseButton.LeftButton)
    opened.window.show_tab("reservations")
    desk.stage.courier.send(ShowPlace("reconcile", f"review/{wanted}"))
    assert opened.review.table.current_id() == wanted


def test_what_is_marked_stays_marked_when_the_list_is_read_anew(
    desk: Desk, differ: Differ, open_tab: Open, qtbot: QtBot
) -> None:
    differ(*SEVERAL)
    opened = open_tab()
    choose(opened.review, 3)
    desk.clock.at += timedelta(minutes=5)
    differ((stay(5, 0), {"adults": 4}))
    qtbot.waitUntil(lambda: len(opened.review.model.shown) == 6)
    assert [line.beds24_id for line in opened.review.marked_lines()] == [3]
    assert opened.review.pane.kind.text() == "Departure"


def test_every_kind_of_difference_and_every_cause_has_its_words(desk: Desk, differ: Differ, open_tab: Open) -> None:
    differ((stay(1), {"adults": 3}))
    (line,) = open_tab().review.model.shown
    telling = DifferenceTelling(desk.stage)
    for kind in DiscrepancyKind:
        assert telling.kind(line._replace(kind=kind)) != ""
    known = line._replace(evidence=replace(line.evidence, failed_run=7, other=8))
    whys = {telling.why(known._replace(cause=cause)) for cause in LikelyCause}
    assert len(whys) == len(LikelyCause)
    assert not any("{" in why or "None" in why for why in whys)
