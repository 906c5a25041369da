"""What is told beside the clock: what was wished, once for each cause, not at night, and with a way to its place."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.announcing import EventsChanged
from console.domain.errors import KeyRefused
from console.jobs.report import Report
from console.services.house_settings import HouseSettings
from console.ui.parts import Noted, Parts, ShowPlace
from console.ui.shell.commands import Commands
from console.ui.shell.sync_view import SyncView
from console.ui.shell.tray import Tray
from tests.building import TODAY, after_one_another
from tests.ui.conftest import Desk

_FAST = 100.0
"""What is gathered for a quarter of a minute is there in an instant."""


class Corner:
    """The tray over a desk, and what it told."""

    def __init__(self, qtbot: QtBot, desk: Desk, parts: Parts) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.window_in_front = False
        self.told: list[tuple[str, str]] = []
        self.view = SyncView(desk.stage, parts)
        self.commands = Commands(desk.stage, parts, self.view)
        self.tray = Tray(desk.stage, parts, self.view, self.commands, lambda: self.window_in_front)
        self.tray.told.connect(lambda title, text: self.told.append((title, text)))

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.told]

    def sync(self) -> None:
        before = len(self._reports())
        self.qtbot.waitUntil(self.commands.sync_now.isEnabled)
        self.commands.sync_now.trigger()
        self.qtbot.waitUntil(lambda: len(self._reports()) > before and not self.view.running)
        QApplication.processEvents()  # the tray hears after the view
        self.desk.clock.at += timedelta(minutes=1)

    def _reports(self) -> list[Report]:
        return [one for one in self.desk.news if isinstance(one, Report)]

    def wish(self, **wishes: object) -> None:
        house = HouseSettings(self.desk.store)
        house.set_notifications(replace(house.notifications(), **wishes))  # type: ignore[arg-type] # each fits its field


@pytest.fixture
def corner(qtbot: QtBot, desk: Desk) -> Corner:
    """After the first import, which is no news."""
    made = Corner(qtbot, desk, replace(desk.parts, speed=_FAST))
    desk.beds24.put(*map(after_one_another, (1, 2, 3)))
    made.commands.full_sync.trigger()
    qtbot.waitUntil(lambda: made.view.standing.last_full is not None)
    desk.clock.at += timedelta(minutes=1)
    return made


def changed(desk: Desk, number: int, **values: object) -> None:
    desk.beds24.put(after_one_another(number, modified_at=desk.clock.at, **values))


def test_the_first_import_is_no_news(corner: Corner) -> None:
    assert corner.told == []


def test_what_a_run_brought_is_told_in_one_message(corner: Corner, desk: Desk) -> None:
    for number in (4, 5):
        changed(desk, number)
    changed(desk, 1, status="cancelled")
    changed(desk, 6, status="cancelled")
    corner.sync()
    assert corner.told == [("Bookings from Beds24", "2 new bookings, 1 cancellation")]


def test_cancellations_are_told_only_as_wished(corner: Corner, desk: Desk) -> None:
    corner.wish(cancellations=False)
    changed(desk, 1, status="cancelled")
    corner.sync()
    assert corner.told == []
    corner.wish(cancellations=True, new_bookings=False)
    changed(desk, 2, status="cancelled")
    changed(desk, 4)
    corner.sync()
    assert corner.texts == ["1 cancellation"]


def test_nothing_is_told_in_the_quiet_hours_and_trouble_that_lasts_at_their_end(corner: Corner, desk: Desk) -> None:
    here = desk.stage.local(desk.clock.at)
    end = here + timedelta(hours=2)
    corner.wish(quiet=True, quiet_from=time(here.hour), quiet_until=time(end.hour))
    changed(desk, 4)
    corner.sync()
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    corner.sync()
    assert corner.told == []
    desk.clock.at += timedelta(hours=2)
    corner.view.read()
    assert corner.told == [("Bookings are not arriving", corner.texts[0])]
    assert "no longer accepts" in corner.texts[0]


def test_a_cause_is_told_once_until_it_was_cured(corner: Corner, desk: Desk) -> None:
    for _ in range(3):
        desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
        corner.sync()
    assert len(corner.told) == 1
    corner.sync()
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    corner.sync()
    assert len(corner.told) == 2


def test_several_causes_at_once_are_one_message(corner: Corner, desk: Desk) -> None:
    corner.wish(trouble=False)
    changed(desk, 9, room_type_id=999)
    corner.sync()
    HouseSettings(desk.store).switch_sync(on=False)
    corner.view.read()
    assert corner.told == []
    corner.wish(trouble=True)
    corner.view.read()
    assert len(corner.told) == 1
    assert "Syncing is switched off" in corner.texts[0]
    assert corner.texts[0].endswith("And 1 more thing needs you.")


def test_what_the_person_sees_anyway_is_not_told(corner: Corner, desk: Desk) -> None:
    corner.window_in_front = True
    changed(desk, 4)
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    corner.sync()
    corner.sync()
    corner.window_in_front = False
    corner.view.read()
    assert corner.told == []


def test_a_message_leads_to_what_it_is_about(qtbot: QtBot, corner: Corner, desk: Desk) -> None:
    changed(desk, 4)
    corner.sync()
    (id_,) = [one.applied.created[0] for one in corner._reports()[-1:]]
    with qtbot.waitSignal(corner.tray.open_wanted):
        corner.tray.icon.messageClicked.emit()
    assert desk.news[-1] == ShowPlace("reservations", str(id_))
    changed(desk, 5)
    changed(desk, 1, status="cancelled")
    corner.sync()
    corner.tray.icon.messageClicked.emit()
    assert desk.news[-1] == ShowPlace("sync", str(corner._reports()[-1].run.id))
    desk.beds24.fail(KeyRefused("Beds24 no longer accepts the key."))
    corner.sync()
    corner.tray.icon.messageClicked.emit()
    assert desk.news[-1] == ShowPlace("settings", "connection/replace")


def test_what_webhooks_bring_within_a_while_is_one_message(qtbot: QtBot, corner: Corner, desk: Desk) -> None:
    for news in (EventsChanged((1,), new=(11,)), EventsChanged((2,), new=(12, 13)), EventsChanged(cancelled=(1, 13))):
        desk.stage.courier.send(news)
    desk.stage.courier.send(EventsChanged((5, 6)))
    qtbot.waitUntil(lambda: bool(corner.told))
    assert corner.told == [("Bookings from Beds24", "2 new bookings, 1 cancellation")]
    corner.tray.icon.messageClicked.emit()
    assert desk.news[-1] == ShowPlace("sync", "events")


def test_a_single_booking_that_a_webhook_brings_is_led_to(qtbot: QtBot, corner: Corner, desk: Desk) -> None:
    desk.stage.courier.send(EventsChanged((1,), new=(11,)))
    qtbot.waitUntil(lambda: corner.texts == ["1 new booking"])
    corner.tray.icon.messageClicked.emit()
    assert desk.news[-1] == ShowPlace("reservations", "11")
    desk.stage.courier.send(EventsChanged((2,), cancelled=(12,)))
    qtbot.waitUntil(lambda: corner.texts[1:] == ["1 cancellation"])


def test_what_webhooks_bring_is_told_as_wished_and_not_in_the_quiet_hours(
    qtbot: QtBot, corner: Corner, desk: Desk
) -> None:
    def gather() -> None:
        with qtbot.waitSignal(corner.tray._gathered.complete):
            desk.stage.courier.send(EventsChanged((1,), new=(11,), cancelled=(12,)))

    corner.wish(new_bookings=False)
    gather()
    assert corner.texts == ["1 cancellation"]
    here = desk.stage.local(desk.clock.at)
    corner.wish(quiet=True, quiet_from=time(here.hour), quiet_until=time((here.hour + 2) % 24))
    gather()
    assert corner.texts == ["1 cancellation"]


def test_a_room_that_was_sold_twice_is_told_once_and_leads_to_its_page(corner: Corner, desk: Desk) -> None:
    corner.wish(new_bookings=False)
    changed(desk, 4, arrival=TODAY + timedelta(days=3), departure=TODAY + timedelta(days=4))
    corner.sync()
    told = ["1 room has been sold twice for a coming night. Look at the ways out."]
    assert corner.texts == told
    corner.tray.icon.messageClicked.emit()
    assert ShowPlace("reconcile", "overbooked") in desk.news
    corner.sync()
    assert corner.texts == told


def test_what_is_worth_a_message_is_told_with_its_place_while_nobody_looks(corner: Corner) -> None:
    place = ShowPlace("reconcile", "rules")
    corner.desk.stage.courier.send(Noted("Rules decided 3 conflicts.", place))
    assert corner.texts == ["Rules decided 3 conflicts."]
    corner.tray.icon.messageClicked.emit()
    assert place in corner.desk.news
    corner.window_in_front = True
    corner.desk.stage.courier.send(Noted("Rules decided 4 conflicts.", place))
    assert len(corner.told) == 1


def test_where_nobody_wants_to_hear_of_trouble_decisions_of_rules_are_not_told(corner: Corner) -> None:
    corner.wish(trouble=False)
    corner.desk.stage.courier.send(Noted("Rules decided 3 conflicts.", ShowPlace("reconcile", "rules")))
    assert corner.told == []
