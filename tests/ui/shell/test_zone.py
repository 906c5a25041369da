"""Another time zone in Settings is heeded by everything that shows a moment, without a new start."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.jobs.report import Report
from console.ui.reservations.columns import NUMBER_OF
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.schedule import ScheduleSection
from console.ui.settings.tab import SettingsTab
from console.ui.sync.cells import Column
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from tests.building import NOW, booking
from tests.ui.conftest import Desk


def shown_in(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel))


def test_a_new_time_zone_is_shown_at_once_everywhere(qtbot: QtBot, window: Window, desk: Desk) -> None:
    eight = NOW.replace(hour=8, minute=0) - timedelta(days=1)
    desk.clock.at = eight + timedelta(minutes=1)
    desk.beds24.put(booking(1, modified_at=eight, booked_at=eight))
    window.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: any(isinstance(one, Report) for one in desk.news))
    reservations, sync, settings = (window.tab(key) for key in ("reservations", "sync", "settings"))
    assert isinstance(reservations, ReservationsTab)
    assert isinstance(sync, SyncTab)
    assert isinstance(settings, SettingsTab)
    qtbot.waitUntil(lambda: bool(reservations.model.shown) and sync.runs.model.rowCount() == 1)
    reservations.open_reservation(reservations.model.line(0).id)
    qtbot.waitUntil(lambda: reservations.pane.details is not None)
    booked = reservations.model.index(0, NUMBER_OF["booked"])
    started = sync.runs.model.index(0, Column.STARTED)

    def told() -> tuple[str, ...]:
        return (str(booked.data()), shown_in(reservations.pane), str(started.data()), shown_in(sync.runs.pane))

    marks: list[object] = []
    reservations.model.dataChanged.connect(lambda *_: marks.append("reservations"))
    sync.runs.model.dataChanged.connect(lambda *_: marks.append("runs"))
    before = told()
    window.show_tab("settings")
    settings.show_place("schedule")
    section = settings.section
    assert isinstance(section, ScheduleSection)
    section.zones.chosen.emit("Asia/Tokyo")
    qtbot.waitUntil(lambda: str(desk.stage.zone) == "Asia/Tokyo")
    assert all(old != new for old, new in zip(before, told(), strict=True))
    assert {"reservations", "runs"} <= set(marks)


def test_the_day_of_the_hotel_follows_its_zone(window: Window, desk: Desk) -> None:
    tab = window.tab("reservations")
    assert isinstance(tab, ReservationsTab)
    desk.clock.at = NOW.replace(hour=23, minute=30)
    desk.stage.set_zone(ZoneInfo("America/Los_Angeles"))
    west = tab.model.telling.today
    desk.stage.set_zone(ZoneInfo("Asia/Tokyo"))
    assert tab.model.telling.today > west
