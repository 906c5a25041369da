"""The time line: what stands where, what is a gap, and that mouse and keys choose the right run."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.runs import Counts, Outcome, Run, RunKind, Trigger
from console.services.event_book import HeardAt
from console.ui.sync.lanes import HeardMark, Lane, Span, gaps_of, heard_marks_of, lane_of, marks_of
from console.ui.sync.moods import Mood
from console.ui.sync.timeline import Timeline
from tests.building import NOW
from tests.ui.conftest import Desk
from tests.ui.sync.test_runs_model import run

FIVE, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(hours=24)
SPAN = Span(NOW - DAY, NOW, 1440.0)


def every_five(hours: int, *, without: tuple[int, int] = (0, 0)) -> list[Run]:
    """Checks up to now, but for those between two hours ago."""
    moments = [NOW - n * FIVE for n in range(hours * 12, 0, -1)]
    kept = [one for one in moments if not without[1] * HOUR < NOW - one < without[0] * HOUR]
    return [run(number, started_at=moment) for number, moment in enumerate(kept, 1)]


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> Timeline:
    made = Timeline(desk.stage)
    qtbot.addWidget(made)
    made.resize(1200, made.sizeHint().height())
    made.show()
    return made


def show(line: Timeline, runs: Sequence[Run]) -> None:
    line.show_runs(runs, NOW, FIVE)


def test_each_run_stands_in_its_lane() -> None:
    assert lane_of(run(1)) is Lane.PULL
    assert lane_of(run(1, trigger=Trigger.CATCH_UP)) is Lane.PULL
    assert lane_of(run(1, kind=RunKind.FULL)) is Lane.NIGHT
    assert lane_of(run(1, kind=RunKind.FULL, trigger=Trigger.MANUAL)) is Lane.HAND
    assert lane_of(run(1, kind=RunKind.CHECK, trigger=Trigger.MANUAL)) is Lane.HAND


def test_where_nothing_was_checked_for_more_than_two_intervals_is_a_gap() -> None:
    (gap,) = gaps_of(every_five(6, without=(4, 2)), SPAN, FIVE)
    assert gap.length == 2 * HOUR
    assert gaps_of(every_five(6), SPAN, FIVE) == ()
    assert gaps_of((), SPAN, FIVE) == ()


def test_a_gap_that_began_before_the_time_shown_begins_at_its_edge_and_one_that_lasts_ends_now() -> None:
    (gap,) = gaps_of([run(1, started_at=NOW - 3 * DAY)], SPAN, FIVE)
    assert (gap.since, gap.until) == (SPAN.since, SPAN.until)


def test_runs_too_close_to_be_told_apart_are_one_mark_that_shows_the_worst() -> None:
    close = [run(n, started_at=NOW - HOUR + n * timedelta(seconds=30)) for n in range(1, 4)]
    close[1] = run(2, started_at=close[1].started_at, outcome=Outcome.FAILED)
    (mark,) = marks_of(close, SPAN)
    assert (mark.mood, mark.run.id, len(mark.runs)) == (Mood.FAILED, 2, 3)


def test_a_click_on_a_mark_chooses_its_run(line: Timeline, qtbot: QtBot) -> None:
    show(line, [run(1, started_at=NOW - 9 * HOUR), run(2, started_at=NOW - 5 * HOUR, kind=RunKind.FULL)])
    for mark in line.marks:
        with qtbot.waitSignal(line.chosen) as chosen:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.point_of(mark).toPoint())
        assert chosen.args == [mark.run.id]
    with qtbot.assertNotEmitted(line.chosen):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 2, 2))


def test_arrow_keys_walk_along_a_lane_and_change_it(line: Timeline, qtbot: QtBot) -> None:
    hand = run(9, started_at=NOW - 2 * HOUR, trigger=Trigger.MANUAL)
    show(line, [run(1, started_at=NOW - 4 * HOUR), run(2, started_at=NOW - 3 * HOUR), hand])
    chosen: list[int] = []
    line.chosen.connect(chosen.append)
    keys = Qt.Key
    for key in (keys.Key_Left, keys.Key_Up, keys.Key_Left, keys.Key_Left, keys.Key_End, keys.Key_Down, keys.Key_Home):
        QTest.keyClick(line, key)
    assert chosen == [9, 2, 1, 1, 2, 9, 9]


def test_what_is_chosen_can_be_heard(line: Timeline) -> None:
    assert line.accessibleName() == "Time line of checks"
    assert "Arrow keys" in line.accessibleDescription()
    show(line, [run(1, started_at=NOW - HOUR, counts=Counts(3, 1, 0, 2))])
    line.choose(1)
    assert line.accessibleDescription() == "Five-minute check, 11:00: Changed"
    assert line.lane_words() == ("Every 5 min", "Night", "By hand")


def test_the_tip_under_the_mouse_names_the_run(line: Timeline) -> None:
    show(line, [run(1, started_at=NOW - HOUR, outcome=Outcome.BRAKED)])
    assert line.words_at(line.point_of(line.marks[0])) == "Five-minute check, 11:00: Held back"
    assert line.words_at(QPointF(300, 2)) == ""


def test_a_week_with_every_kind_of_ending_and_a_gap_is_painted(line: Timeline) -> None:
    runs = every_five(24 * 7, without=(30, 20))
    for number, outcome in enumerate(Outcome, 1):
        runs[-number * 20] = run(runs[-number * 20].id, started_at=runs[-number * 20].started_at, outcome=outcome)
    line.set_length(7 * DAY)
    show(line, runs)
    assert len(line.gaps) == 1
    assert {mark.mood for mark in line.marks} >= {Mood.FAILED, Mood.CRASHED, Mood.BRAKED, Mood.STOPPED, Mood.RUNNING}
    assert not line.grab().isNull()
    line.move_to(NOW + HOUR)
    assert line.gaps[-1].length == HOUR + FIVE


def test_webhooks_too_close_to_be_told_apart_share_a_place_and_a_parked_one_is_seen() -> None:
    minute = timedelta(minutes=1)
    heard = [HeardAt(NOW - 30 * HOUR, parked=False), HeardAt(NOW - HOUR, parked=False)]
    heard += [HeardAt(NOW - HOUR + minute, parked=True), HeardAt(NOW - 5 * minute, parked=False)]
    assert heard_marks_of(heard, SPAN) == (
        HeardMark(1380.0, NOW - HOUR + minute, 2, parked=True),
        HeardMark(1435.0, NOW - 5 * minute, 1, parked=False),
    )


def test_the_lane_of_webhooks_is_there_where_there_is_a_webhook_and_leads_to_the_events(
    line: Timeline, qtbot: QtBot
) -> None:
    show(line, every_five(3))
    three, low = line.lane_words(), line.sizeHint().height()
    line.show_heard([HeardAt(NOW - 12 * HOUR, parked=False)])
    assert line.lane_words() == (*three, "Instant")
    assert line.sizeHint().height() > low
    line.resize(1200, line.sizeHint().height())
    (mark,) = line.heard_marks
    number = len(three)
    above = next(one for one in line.marks if one.lane is Lane.PULL)
    lane_height = line.sizeHint().height() - low
    place = QPointF(line.point_of(above).x() - above.x + mark.x, line.point_of(above).y() + number * lane_height)
    assert line.words_at(place) == "1 message of Beds24, 00:00"
    with qtbot.waitSignal(line.events_wanted):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=place.toPoint())
    line.show_heard(None)
    assert line.lane_words() == three


def press(qtbot: QtBot, line: Timeline, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(line, key)  # type: ignore[no-untyped-call]


def heard_at(line: Timeline) -> datetime | None:
    return line.heard_chosen.at if line.heard_chosen else None


def test_the_keyboard_walks_down_to_the_webhooks_along_them_and_back(line: Timeline, qtbot: QtBot) -> None:
    show(line, every_five(3))
    moments = [NOW - hours * HOUR for hours in (20, 12, 1)]
    line.show_heard([HeardAt(moment, parked=False) for moment in moments])
    press(qtbot, line, Qt.Key.Key_Left)
    press(qtbot, line, Qt.Key.Key_Down)
    assert heard_at(line) == moments[2]
    assert line.accessibleDescription() == "1 message of Beds24, 11:00. Enter shows it among the events."
    press(qtbot, line, Qt.Key.Key_Left)
    with qtbot.waitSignal(line.events_wanted) as opened:
        press(qtbot, line, Qt.Key.Key_Return)
    assert opened.args == [moments[1]]
    press(qtbot, line, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert heard_at(line) == moments[0]
    press(qtbot, line, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert heard_at(line) == moments[2]
    with qtbot.waitSignal(line.chosen):
        press(qtbot, line, Qt.Key.Key_Up)
    assert heard_at(line) is None


def test_a_webhook_that_is_chosen_stays_so_as_time_passes_until_a_check_is_chosen(line: Timeline, qtbot: QtBot) -> None:
    show(line, every_five(3))
    line.show_heard([HeardAt(NOW - 2 * HOUR, parked=False), HeardAt(NOW - HOUR, parked=True)])
    press(qtbot, line, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Left)
    line.move_to(NOW + HOUR)
    assert heard_at(line) == NOW - 2 * HOUR
    line.choose(line.marks[0].run.id)
    assert heard_at(line) is None


def test_without_any_check_the_keyboard_comes_to_the_newest_webhook(line: Timeline, qtbot: QtBot) -> None:
    show(line, [])
    press(qtbot, line, Qt.Key.Key_Down)
    assert heard_at(line) is None
    line.show_heard([HeardAt(NOW - 2 * HOUR, parked=False), HeardAt(NOW - HOUR, parked=False)])
    press(qtbot, line, Qt.Key.Key_Down)
    assert heard_at(line) == NOW - HOUR
    press(qtbot, line, Qt.Key.Key_Up)
    assert heard_at(line) is not None


def test_what_was_sent_has_a_lane_of_its_own_below_the_webhooks(line: Timeline, qtbot: QtBot) -> None:
    show(line, every_five(3))
    line.show_heard([HeardAt(NOW - 3 * HOUR, parked=False)])
    line.show_sent([HeardAt(NOW - 2 * HOUR, parked=False), HeardAt(NOW - HOUR, parked=True)])
    assert line.lane_words()[-2:] == ("Instant", "Sent")
    assert [mark.parked for mark in line.sent_marks] == [False, True]
    press(qtbot, line, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert heard_at(line) is None
    assert line.accessibleDescription().endswith("Enter opens the outbox.")
    press(qtbot, line, Qt.Key.Key_End)
    assert line.accessibleDescription().startswith("1 change that Beds24 did not take, 11:00")
    with qtbot.waitSignal(line.outbox_wanted):
        press(qtbot, line, Qt.Key.Key_Return)
    press(qtbot, line, Qt.Key.Key_Up)
    assert heard_at(line) == NOW - 3 * HOUR
    line.show_sent(None)
    assert line.lane_words()[-1] == "Instant"


def test_a_click_on_what_was_sent_leads_to_the_outbox(line: Timeline, qtbot: QtBot) -> None:
    show(line, every_five(3))
    low = line.sizeHint().height()
    number = len(line.lane_words())
    line.show_sent([HeardAt(NOW - 12 * HOUR, parked=False)])
    line.resize(1200, line.sizeHint().height())
    (mark,) = line.sent_marks
    above = next(one for one in line.marks if one.lane is Lane.PULL)
    down = number * (line.sizeHint().height() - low)
    place = QPointF(line.point_of(above).x() - above.x + mark.x, line.point_of(above).y() + down)
    assert line.words_at(place) == "1 change sent to Beds24, 00:00"
    with qtbot.waitSignal(line.outbox_wanted):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=place.toPoint())
