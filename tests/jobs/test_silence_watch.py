"""Without a window, too, somebody is told that webhooks have fallen silent, and that they are heard again."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.silence import Silence
from console.jobs.silence_watch import SilenceWatch
from tests.building import HOTEL, NOW
from tests.hooking import body, told_booking
from tests.services.test_silence import Desk
from tests.storing import new_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_store(tmp_path) as store:
        yield Desk(store)


def test_a_silence_is_told_once_when_it_begins_and_once_when_a_message_ends_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Silence | None] = []
    watch = SilenceWatch(desk.place, told.append)
    desk.lose(2)
    watch.look()
    assert told == []
    desk.lose(1)
    with caplog.at_level(logging.INFO, "console.jobs.silence_watch"):
        for _ in range(3):
            watch.look()
            desk.lose(1)
        assert told == [Silence(NOW, 3)]
        desk.hear(body(told_booking(1), desk.clock.at))
        watch.look()
        watch.look()
    assert told == [Silence(NOW, 3), None]
    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("WARNING", "Webhooks are silent: checks found 3 changes that none told of."),
        ("INFO", "Webhooks are heard again."),
    ]


def test_a_silence_that_a_switch_ends_is_not_called_heard_again(desk: Desk) -> None:
    told: list[Silence | None] = []
    watch = SilenceWatch(desk.place, told.append)
    desk.lose()
    watch.look()
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=0)
    watch.look()
    assert len(told) == 1
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    desk.later(timedelta(minutes=5))
    watch.look()
    assert len(told) == 2
