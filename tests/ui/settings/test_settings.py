"""Settings: what is changed applies at once, survives a new start, and bad input is told beside its field."""

from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.domain.announcing import SyncSettingsChanged
from console.domain.brake import BrakeLimits
from console.domain.errors import Beds24Unreachable, KeyRefused, StoreTrouble
from console.domain.hotel import Cleaning
from console.domain.secret import Secret, SecretName
from console.services.house_settings import HouseSettings
from console.services.rooms import keep_property
from console.ui.kit.look import stored_look
from console.ui.kit.room_names import CLEANING, NAME, NOTE, RoomName, RoomNames
from console.ui.kit.theme import Density, Theme
from console.ui.kit.zones import ZoneModel
from console.ui.parts import QuitWanted
from console.ui.settings.appearance import AppearanceSection
from console.ui.settings.backups_model import BackupsModel
from console.ui.settings.brake import BrakeSection
from console.ui.settings.connection import ConnectionSection
from console.ui.settings.data import DataSection
from console.ui.settings.notifications import NotificationsSection
from console.ui.settings.rooms import RoomsSection
from console.ui.settings.schedule import ScheduleSection
from console.ui.settings.tab import SettingsTab
from tests.building import HOTEL, booking
from tests.fakes.beds24 import INVITE_CODE
from tests.fakes.vault import FakeVault
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.settings.conftest import Open

A_KEY = Secret("a key that nobody may see")


def _schedule(tab: SettingsTab) -> ScheduleSection:
    tab.show_place("schedule")
    assert isinstance(tab.section, ScheduleSection)
    return tab.section


def _saved(qtbot: QtBot, tab: SettingsTab) -> None:
    qtbot.waitUntil(lambda: tab.section._saved.text() == "Saved")


def test_the_interval_survives_a_new_start(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    _schedule(tab).interval.setValue(12)
    _saved(qtbot, tab)
    assert _schedule(open_settings()).interval.value() == 12
    assert HouseSettings(desk.store).sync().pull_every_minutes == 12
    assert SyncSettingsChanged() in desk.news


@pytest.mark.parametrize("minutes", [0, 1441])
def test_an_interval_out_of_bounds_is_told_and_not_kept(
    qtbot: QtBot, open_settings: Open, desk: Desk, minutes: int
) -> None:
    section = _schedule(open_settings())
    section.interval.setValue(minutes)
    qtbot.waitUntil(lambda: "1440" in section.interval_field.complaint)
    assert section.interval.value() == 5
    assert HouseSettings(desk.store).sync().pull_every_minutes == 5


def test_the_night_hour_survives_a_new_start(qtbot: QtBot, open_settings: Open) -> None:
    tab = open_settings()
    section = _schedule(tab)
    section.hour.setCurrentIndex(4)
    section.hour.activated.emit(4)
    _saved(qtbot, tab)
    assert _schedule(open_settings()).hour.currentIndex() == 4


def test_when_arrivals_are_looked_at_survives_a_new_start(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    section = _schedule(tab)
    assert [edit.time() for edit in (section.first_look, section.second_look)] == [QTime(7, 0), QTime(18, 0)]
    section.second_look.setTime(QTime(16, 30))
    _saved(qtbot, tab)
    assert HouseSettings(desk.store).sync().schedule.arrivals_at == (time(7), time(16, 30))
    again = _schedule(open_settings())
    assert again.second_look.time() == QTime(16, 30)
    QTest.mouseClick(again.arrivals_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not again.first_look.isEnabled())
    assert HouseSettings(desk.store).sync().schedule.arrivals_at == ()


def test_the_time_zone_is_shown_everywhere_at_once(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    picker = _schedule(tab).zones
    assert picker.zone == "Europe/Vienna"
    QTest.keyClicks(picker.search, "sao paulo")
    picker.list.setCurrentIndex(picker.list.model().index(0, 0))
    _saved(qtbot, tab)
    assert desk.stage.zone == ZoneInfo("America/Sao_Paulo")
    assert "Sao Paulo" in picker.now.text()
    assert _schedule(open_settings()).zones.zone == "America/Sao_Paulo"


def test_switching_sync_off_says_what_that_means(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    section = _schedule(tab)
    QTest.mouseClick(section.sync_on, Qt.MouseButton.LeftButton)
    _saved(qtbot, tab)
    assert not HouseSettings(desk.store).sync().pull_sync_enabled
    assert "not arriving" in section.sync_field.complaint
    QTest.keyClick(section.sync_on, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: HouseSettings(desk.store).sync().pull_sync_enabled)


def test_a_limit_of_the_brake_survives_and_goes_back_to_usual(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    tab.show_place("brake")
    section = tab.section
    assert isinstance(section, BrakeSection)
    assert not section.usual.isEnabled()
    section.controls["cancelled_share"].setValue(35)
    _saved(qtbot, tab)
    assert HouseSettings(desk.store).brake() == replace(BrakeLimits(), cancelled_share=0.35)
    section.usual.click()
    qtbot.waitUntil(lambda: HouseSettings(desk.store).brake() == BrakeLimits())
    qtbot.waitUntil(lambda: section.controls["cancelled_share"].value() == 20)


def test_a_limit_that_makes_no_sense_is_told_and_not_kept(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    tab.show_place("brake")
    section = tab.section
    assert isinstance(section, BrakeSection)
    section.controls["read_share"].setValue(120)
    qtbot.waitUntil(lambda: "between 10 and 100" in section.fields["read_share"].complaint)
    assert section.controls["read_share"].value() == 70
    assert HouseSettings(desk.store).brake() == BrakeLimits()


def test_the_look_changes_at_once_and_is_kept(open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    tab.show_place("appearance")
    section = tab.section
    assert isinstance(section, AppearanceSection)
    _chip(section, "Dark").click()
    _chip(section, "Compact").click()
    section.text_size.setValue(15)
    look = desk.stage.look
    assert (look.theme, look.density, look.text_percent) == (Theme.DARK, Density.COMPACT, 150)
    kept = QSettings(desk.stage.settings.fileName(), QSettings.Format.IniFormat)
    desk.stage.settings.sync()
    assert stored_look(kept) == look


def test_notifications_and_quiet_hours_survive(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    tab.show_place("notifications")
    section = tab.section
    assert isinstance(section, NotificationsSection)
    assert not section.quiet_from.isEnabled()
    section.switches["quiet"].click()
    qtbot.waitUntil(section.quiet_from.isEnabled)
    section.switches["new_bookings"].click()
    section.quiet_from.setTime(section.quiet_from.time().addSecs(-1800))
    qtbot.waitUntil(lambda: HouseSettings(desk.store).notifications().quiet_from.hour == 21)
    wishes = HouseSettings(desk.store).notifications()
    assert wishes.quiet
    assert not wishes.new_bookings


def test_a_room_is_renamed_and_keeps_its_name(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    tab = open_settings()
    section = _rooms(tab)
    section.model.setData(section.model.index(0, NAME), "Zum Löwen")
    qtbot.waitUntil(lambda: section.model.index(0, NAME).data() == "Zum Löwen")
    assert section.model.index(0, NOTE).data() == "Named here"
    keep_property(desk.store, HOTEL, "Europe/Vienna")
    assert _rooms(open_settings()).model.index(0, NAME).data() == "Zum Löwen"


def test_a_name_that_another_room_has_is_told(qtbot: QtBot, open_settings: Open) -> None:
    section = _rooms(open_settings())
    taken = section.model.index(1, NAME).data()
    section.model.setData(section.model.index(0, NAME), taken)
    qtbot.waitUntil(lambda: "already called" in section.names_field.complaint)
    assert section.model.index(0, NAME).data() != taken


def test_housekeepings_word_is_picked_from_a_list(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    section = _rooms(open_settings())
    section.model.setData(section.model.index(0, CLEANING), "out_of_order")
    qtbot.waitUntil(lambda: section.model.index(0, CLEANING).data() == "Out of order")
    assert HouseSettings(desk.store).house().rooms[0].cleaning is Cleaning.OUT_OF_ORDER


def test_rooms_are_read_again_and_names_stay(qtbot: QtBot, open_settings: Open, desk: Desk, vault: FakeVault) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    section = _rooms(open_settings())
    section.model.setData(section.model.index(0, NAME), "Zum Löwen")
    qtbot.waitUntil(lambda: section.model.index(0, NAME).data() == "Zum Löwen")
    section.again.click()
    qtbot.waitUntil(section.again.isEnabled)
    assert section.model.index(0, NAME).data() == "Zum Löwen"
    qtbot.waitUntil(lambda: not desk.runner.busy)
    desk.beds24.fail(Beds24Unreachable("No line."), kind="properties")
    section.again.click()
    qtbot.waitUntil(lambda: "No line." in section.names_field.complaint)


def test_bookings_without_a_room_are_told(open_settings: Open, desk: Desk) -> None:
    apply(desk.store, booking(1, room_type_id=999, unit_id=4))
    section = _rooms(open_settings())
    assert "1 booking waits" in section.lint.text


def test_the_key_is_told_in_words_and_never_shown(
    qtbot: QtBot, open_settings: Open, vault: FakeVault, desk: Desk
) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    tab = open_settings()
    section = _connection(tab)
    qtbot.waitUntil(lambda: section.state.text() == "The key works")
    shown = [one.text() for one in tab.findChildren(QLabel)] + [one.text() for one in tab.findChildren(QLineEdit)]
    assert not any(A_KEY.reveal() in text for text in shown)
    assert section.place.text() == "Kept in: the system's keyring"


def test_the_key_is_replaced_and_the_field_emptied(qtbot: QtBot, open_settings: Open, vault: FakeVault) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    section = _connection(open_settings())
    qtbot.waitUntil(section.replace.isEnabled)
    section.replace.click()
    assert section.code.line.echoMode() is QLineEdit.EchoMode.Password
    section.code.line.setText(INVITE_CODE.reveal())
    section.use.click()
    qtbot.waitUntil(lambda: vault.kept[SecretName.REFRESH_TOKEN] != A_KEY)
    qtbot.waitUntil(section.replace_panel.isHidden)
    assert section.code.line.text() == ""


def test_a_wrong_code_leaves_the_former_key(qtbot: QtBot, open_settings: Open, vault: FakeVault) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    tab = open_settings()
    tab.resize(980, 400)
    section = _connection(tab)
    qtbot.waitUntil(section.replace.isEnabled)
    section.replace.click()
    section.code.line.setText("nonsense")
    section.use.click()
    qtbot.waitUntil(lambda: "did not accept" in section.refusal.text)
    qtbot.waitUntil(lambda: section.refusal.visibleRegion().boundingRect().height() == section.refusal.height())
    assert vault.kept[SecretName.REFRESH_TOKEN] == A_KEY
    assert section.code.line.text() == "nonsense"


def test_without_a_keyring_a_new_key_can_be_used_until_the_program_ends(
    qtbot: QtBot, open_settings: Open, vault: FakeVault
) -> None:
    section = _connection(open_settings())
    section.services = replace(section.services, use_session_only=partial(setattr, vault, "locked", False))
    vault.locked = True
    qtbot.waitUntil(section.replace.isEnabled)
    section.replace.click()
    section.code.line.setText(INVITE_CODE.reveal())
    section.use.click()
    qtbot.waitUntil(lambda: "locked" in section.refusal.text)
    offer = next(
        one for one in section.refusal.findChildren(QPushButton) if one.text() == "Use only until I close the program"
    )
    offer.click()
    qtbot.waitUntil(section.replace_panel.isHidden)
    assert vault.kept[SecretName.REFRESH_TOKEN] == Secret("a-refresh-token")


def test_a_dead_key_is_told(qtbot: QtBot, open_settings: Open, vault: FakeVault, desk: Desk) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts our key."), kind="details")
    section = _connection(open_settings())
    qtbot.waitUntil(lambda: "no longer accepts" in section.state.text())


def test_a_key_is_removed_only_after_a_word(qtbot: QtBot, open_settings: Open, vault: FakeVault) -> None:
    vault.write(SecretName.REFRESH_TOKEN, A_KEY)
    tab = open_settings()
    section = _connection(tab)
    qtbot.waitUntil(section.remove.isEnabled)
    section.remove.click()
    _answer(tab, "Keep it")
    assert vault.kept
    section.remove.click()
    _answer(tab, "Remove the key")
    qtbot.waitUntil(lambda: "no key" in section.state.text())
    assert not vault.kept


def test_a_backup_is_made_and_listed_with_what_it_holds(qtbot: QtBot, open_settings: Open, desk: Desk) -> None:
    apply(desk.store, booking(1), booking(2))
    section = _data(open_settings())
    section.back_up.click()
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    row = section.model.row(0)
    assert (row.reservations, row.guests) == (2, 2)
    qtbot.waitUntil(lambda: "Backed up" in section._state.text())


def test_a_restore_asks_first_and_then_closes_the_program(
    qtbot: QtBot, open_settings: Open, desk: Desk, restored: list[Path]
) -> None:
    tab = open_settings()
    section = _data(tab)
    section.back_up.click()
    qtbot.waitUntil(section.restore.isEnabled)
    section.restore.click()
    _answer(tab, "Leave as it is")
    assert restored == []
    section.restore.click()
    _answer(tab, "Restore")
    qtbot.waitUntil(lambda: restored == [section.model.row(0).path])
    qtbot.waitUntil(lambda: QuitWanted() in desk.news)


def test_a_spoilt_backup_closes_nothing(qtbot: QtBot, open_settings: Open, desk: Desk, restored: list[Path]) -> None:
    tab = open_settings()
    section = _data(tab)
    section.back_up.click()
    qtbot.waitUntil(section.restore.isEnabled)
    section.model.row(0).path.write_text("a shopping list")
    section.restore.click()
    _answer(tab, "Restore")
    qtbot.waitUntil(lambda: "cannot be restored" in section.backups_field.complaint)
    assert restored == []
    assert QuitWanted() not in desk.news


class _LostDisk:
    """A house whose disk is gone, until it `is_back`."""

    def __init__(self, house: HouseSettings) -> None:
        self._house = house
        self.is_back = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._house, name) if self.is_back else self._fail

    @staticmethod
    def _fail() -> None:
        raise StoreTrouble("The disk is gone.")


@pytest.mark.parametrize("place", ["rooms", "schedule", "brake", "notifications"])
def test_a_section_that_cannot_be_read_says_so_and_is_tried_again(open_settings: Open, desk: Desk, place: str) -> None:
    tab = open_settings()
    section = tab.sections[place]
    disk = _LostDisk(section.services.house)
    section.services = replace(section.services, house=disk)  # type: ignore[arg-type] # it does what is asked of it here
    tab.show_place(place)
    assert "The disk is gone." in section.unread.text
    inside = [one for one in section.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    again = _chip(section.unread, "Try again")
    assert [one for one in inside if one.isEnabled()] == [again]
    disk.is_back = True
    again.click()
    assert section.unread.text == ""
    assert section._content.isEnabled()


def test_the_search_finds_a_section_by_any_word_in_it(qtbot: QtBot, open_settings: Open) -> None:
    tab = open_settings()
    QTest.keyClicks(tab.search, "quiet hours")
    shown = [tab.list.item(n).text() for n in range(tab.list.count()) if not tab.list.item(n).isHidden()]
    assert shown == ["Notifications"]
    QTest.keyClick(tab.search, Qt.Key.Key_Return)
    assert tab.section.name == "notifications"
    QTest.keyClicks(tab.search, " zebra")
    assert not tab._nothing.isHidden()


def test_everything_that_takes_the_keyboard_has_a_name(open_settings: Open) -> None:
    tab = open_settings()
    nameless = []
    for name in tab.sections:
        tab.show_place(name)
        nameless += [
            (name, one)
            for one in tab.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
        ]
    assert nameless == []


def test_the_models_are_sound(qtmodeltester: ModelTester, desk: Desk) -> None:
    rooms = RoomNames(desk.stage, keeps=True)
    rooms.show([RoomName("1", "Double · unit 1", "201", "201"), RoomName("2", "Double · unit 2", "202", "202")])
    zones = ZoneModel(desk.clock)
    zones.search("europe")
    for model in (rooms, zones, BackupsModel(desk.stage)):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types


def _rooms(tab: SettingsTab) -> RoomsSection:
    tab.show_place("rooms")
    assert isinstance(tab.section, RoomsSection)
    return tab.section


def _connection(tab: SettingsTab) -> ConnectionSection:
    tab.show_place("connection")
    assert isinstance(tab.section, ConnectionSection)
    return tab.section


def _data(tab: SettingsTab) -> DataSection:
    tab.show_place("data")
    assert isinstance(tab.section, DataSection)
    return tab.section


def _chip(section: QWidget, text: str) -> QPushButton:
    return next(one for one in section.findChildren(QPushButton) if one.text() == text)


def _answer(tab: SettingsTab, text: str) -> None:
    box = next(one for one in tab.findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.buttons() if one.text() == text).click()
