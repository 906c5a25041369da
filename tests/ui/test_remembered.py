"""What a person set up stays over a restart, and everything can be done from the menu bar."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.ui.sync.event_moods import Told, Verdict
from console.ui.sync.moods import Mood
from console.ui.window import Window
from tests.building import booking
from tests.ui.conftest import Desk
from tests.ui.sync.hearing import Hotel
from tests.ui.windows import settings_tab, sync_once, sync_tab, window_over

Start = Callable[[], Window]


@pytest.fixture
def start(qtbot: QtBot, desk: Desk) -> Start:
    """The program started, a second time as after a restart."""

    def make() -> Window:
        made = window_over(qtbot, desk)
        made.resize(1280, 800)
        made.show()
        return made

    return make


def test_the_filters_of_the_checks_are_remembered(start: Start) -> None:
    filters = sync_tab(start()).runs.filters
    filters.choose(result=Mood.FAILED)
    filters._changes.setChecked(True)
    again = sync_tab(start()).runs.filters
    assert again._result.currentData() == Mood.FAILED
    assert again._kind.currentData() is None
    assert (again._changes.isChecked(), again._problems.isChecked()) == (True, False)


def test_the_section_of_settings_is_remembered(start: Start) -> None:
    settings_tab(start()).show_place("data")
    assert settings_tab(start()).section.name == "data"


def test_columns_of_every_table_and_shares_of_the_split_are_remembered(start: Start) -> None:
    first = start()
    sync, settings = sync_tab(first), settings_tab(first)
    tables = {
        "parked": sync.parked.table,
        "changes": sync.runs.pane.changes_table,
        "rooms": settings.sections["rooms"].table,  # type: ignore[attr-defined] # this section has it
        "backups": settings.sections["data"].table,  # type: ignore[attr-defined] # this section has it
    }
    for table in tables.values():
        table.horizontalHeader().moveSection(0, 1)
    first.close()
    second = start()
    sync, settings = sync_tab(second), settings_tab(second)
    again = (
        sync.parked.table,
        sync.runs.pane.changes_table,
        settings.sections["rooms"].table,  # type: ignore[attr-defined] # this section has it
        settings.sections["data"].table,  # type: ignore[attr-defined] # this section has it
    )
    assert [table.horizontalHeader().visualIndex(0) for table in again] == [1, 1, 1, 1]


def test_parked_things_are_handled_from_the_menu(qtbot: QtBot, start: Start, desk: Desk) -> None:
    desk.beds24.put(booking(1, room_type_id=999))
    window = start()
    sync_once(qtbot, window, desk)
    tab = sync_tab(window)
    entries = {entry.text(): entry for entry in tab.actions()}
    qtbot.waitUntil(entries["Map room…"].isEnabled)
    assert not entries["Look at it"].isEnabled()
    assert not entries["Apply anyway…"].isEnabled()
    entries["Read rooms again"].trigger()
    assert tab.pages.currentIndex() == 1
    qtbot.waitUntil(lambda: bool(tab.parked.outcome.text()))


def test_the_span_of_the_time_line_is_changed_from_the_menu(start: Start) -> None:
    tab = sync_tab(start())
    next(entry for entry in tab.actions() if entry.text() == "7 days").trigger()
    assert tab.runs.spans.week.isChecked()


def test_a_deed_of_settings_goes_where_it_is_done(qtbot: QtBot, start: Start) -> None:
    tab = settings_tab(start())
    entries = {entry.text(): entry for entry in tab.actions()}
    assert {
        "Check the key",
        "Replace key…",
        "Remove the key from this computer…",
        "Read rooms again",
        "Back up now",
    } <= set(entries)
    entries["Back up now"].trigger()
    assert tab.section.name == "data"


def test_every_entry_of_every_menu_has_words(start: Start) -> None:
    window = start()
    for key in window.tab_keys:
        window.show_tab(key)
    for menu in window.menuBar().findChildren(QMenu):
        assert all(entry.text().strip() for entry in menu.actions() if not entry.isSeparator())


def test_what_was_chosen_and_searched_among_events_is_remembered_and_a_click_forgets_it(
    start: Start, desk: Desk, qtbot: QtBot
) -> None:
    hotel = Hotel(desk.store)
    hotel.told(1, lastName="García")
    hotel.told(2, unitId=2)
    hotel.refused()
    filters = sync_tab(start()).events.filters
    filters.search.setText("García 1")
    filters.told.setCurrentIndex(filters.told.findData(Told.CREATED))
    filters.verdict.setCurrentIndex(filters.verdict.findData(Verdict.APPLIED))
    filters.duplicates.setChecked(True)
    events = sync_tab(start()).events
    again = events.filters
    assert again.search.text() == "García 1"
    assert (again.told.currentData(), again.verdict.currentData()) == (Told.CREATED, Verdict.APPLIED)
    assert [one.isChecked() for one in (again.problems, again.parked, again.duplicates)] == [False, False, True]
    qtbot.waitUntil(lambda: events.model.known == 3)
    assert events.model.rowCount() == 0
    again.duplicates.setChecked(False)
    assert [line.event.beds24_id for line in events.model.shown] == [1]
    again.clear()
    qtbot.waitUntil(lambda: events.model.rowCount() == 3)
    assert sync_tab(start()).events.filters.search.text() == ""
