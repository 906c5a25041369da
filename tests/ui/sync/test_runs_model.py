"""The list of runs: Qt's own examiner, words, sorting, filters, rows that come and change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.domain.runs import Counts, Outcome, Run, RunKind, Traffic, Trigger
from console.services.run_book import FieldLine, Touched
from console.ui.sync.cells import Column
from console.ui.sync.changes_model import ChangesModel
from console.ui.sync.moods import Mood, mood_of
from console.ui.sync.parked_models import GroupsModel, ThingsModel
from console.ui.sync.runs_model import RunsModel
from tests.building import NOW, TODAY
from tests.ui.conftest import Desk

MINUTE = timedelta(minutes=1)


def run(number: int, **changes: object) -> Run:
    usual = Run(number, RunKind.PULL, Trigger.SCHEDULE, NOW + number * MINUTE, Outcome.DONE, took_ms=1200)
    return replace(usual, **changes)  # type: ignore[arg-type] # each fits its field


@pytest.fixture
def model(desk: Desk) -> RunsModel:
    return RunsModel(desk.stage)


def texts(model: RunsModel, row: int) -> list[str]:
    return [str(model.index(row, column).data()) for column in range(len(Column))]


def ids(model: RunsModel) -> list[int]:
    return [one.id for row in range(model.rowCount()) if (one := model.run_at(row))]


def test_the_list_passes_qts_own_examiner_while_rows_come_change_and_go(
    model: RunsModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt has no types
    model.show_all(run(n) for n in range(1, 6))
    model.take_in([run(9), run(3, outcome=Outcome.FAILED), run(7)])
    model.filter_by(lambda one: one.id % 2 == 1)
    model.take_in([run(8), run(11), replace(run(9), took_ms=5)])
    model.sort(Column.TOOK, Qt.SortOrder.AscendingOrder)
    model.add_older([run(0), run(-1)])
    assert ids(model) == [9, -1, 1, 3, 5, 7, 11]


def test_a_run_is_told_in_words(model: RunsModel) -> None:
    model.show_all([run(1, counts=Counts(12, 1, 2, 8, 1), traffic=Traffic(2, Decimal("1.3")))])
    assert texts(model, 0) == [
        "12:01", "Five-minute check", "On time", "1.2 s", "12", "1", "2", "8", "1", "0", "1.3", "Changed"
    ]  # fmt: skip


def test_numbers_that_do_not_add_up_make_the_row_red_with_a_word_and_a_sentence(desk: Desk, model: RunsModel) -> None:
    model.show_all([run(1, counts=Counts(12, 1, 2, 8, 0))])
    index = model.index(0, Column.RESULT)
    assert index.data() == "Wrong sum"
    assert "Read 12, but new, changed, same and parked make 11" in index.data(Qt.ItemDataRole.ToolTipRole)
    for column in Column:
        colour = model.index(0, column).data(Qt.ItemDataRole.ForegroundRole)
        assert colour.name() == desk.stage.colours.bad
    assert index.data(Qt.ItemDataRole.BackgroundRole).name() == desk.stage.colours.bad_soft


def test_the_sentence_of_a_failed_run_stands_in_its_tip(model: RunsModel) -> None:
    model.show_all([run(1, outcome=Outcome.FAILED, message="Beds24 does not answer.")])
    assert model.index(0, Column.READ).data(Qt.ItemDataRole.ToolTipRole) == "Beds24 does not answer."


def test_every_ending_has_its_own_word_and_icon(model: RunsModel) -> None:
    model.show_all(run(n, outcome=outcome) for n, outcome in enumerate(Outcome, 1))
    words = {model.index(row, Column.RESULT).data() for row in range(model.rowCount())}
    assert words == {"Running", "Done", "Failed", "Held back", "Cancelled", "Broken off"}
    assert all(
        not model.index(row, Column.RESULT).data(Qt.ItemDataRole.DecorationRole).isNull()
        for row in range(model.rowCount())
    )


def test_a_row_that_is_marked_stays_marked_while_others_come_and_the_order_turns(model: RunsModel) -> None:
    model.show_all(run(n) for n in range(1, 50))
    marked = QPersistentModelIndex(model.index(model.row_of(20), 0))
    model.take_in(run(n) for n in range(50, 60))
    assert model.run_at(marked.row()) == run(20)
    model.sort(Column.STARTED, Qt.SortOrder.AscendingOrder)
    assert model.run_at(marked.row()) == run(20)


def test_the_ledger_is_read_again_from_the_oldest_run_under_way(model: RunsModel) -> None:
    assert model.first_open == 1
    model.show_all([run(1), run(2, outcome=Outcome.RUNNING), run(3)])
    assert model.first_open == 2
    model.take_in([run(2)])
    assert model.first_open == 4


def test_ten_thousand_runs_are_sorted_and_taken_in_quickly(model: RunsModel, qtbot: QtBot) -> None:
    model.show_all(run(n, took_ms=n * 7919 % 5000) for n in range(10_000))
    model.sort(Column.TOOK, Qt.SortOrder.DescendingOrder)
    for n in range(10_000, 10_100):
        model.take_in([run(n, took_ms=n)])
    assert model.rowCount() == 10_100
    assert model.run_at(0) == run(10_099, took_ms=10_099)


@pytest.mark.parametrize(
    ("changes", "mood"),
    [
        ({}, Mood.QUIET),
        ({"counts": Counts(1, 1)}, Mood.CHANGED),
        ({"counts": Counts(5)}, Mood.WRONG_SUM),
        ({"outcome": Outcome.RUNNING, "counts": Counts(5)}, Mood.RUNNING),
        ({"outcome": Outcome.CRASHED}, Mood.CRASHED),
    ],
)
def test_how_a_run_ended_is_seen_at_once(changes: dict[str, object], mood: Mood) -> None:
    assert mood_of(run(1, **changes)) is mood


def touched(number: int, *lines: FieldLine, is_new: bool = False) -> Touched:
    return Touched(number, number, "García, 伟", TODAY, TODAY + 3 * timedelta(days=1), "new", "EUR", is_new, lines)


def test_changes_are_told_old_to_new_with_minor_ones_last_and_quiet(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = ChangesModel(desk.stage)
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt has no types
    minor = FieldLine("status", "new", "confirmed", minor=True)
    price = FieldLine("price", "300.00", "315.50", minor=False)
    model.show_all([touched(7, minor, price, FieldLine("notes", None, "", minor=False)), touched(8, is_new=True)])
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows[1:4] == [
        ["Price", "300.00\u00a0€", "315.50\u00a0€"],
        ["Notes", "not told", "empty"],
        ["Status", "New", "Confirmed"],
    ]
    assert rows[4][0].endswith("· New")
    assert model.heads() == (0, 4)
    assert [model.reservation_at(row) for row in (0, 2, 4, 9)] == [7, 7, 8, None]
    quiet = model.index(3, 2).data(Qt.ItemDataRole.ForegroundRole)
    assert quiet.name() == desk.stage.colours.muted


def test_the_lists_of_what_waits_pass_qts_own_examiner(
    desk: Desk, qtmodeltester: ModelTester, park: Callable[[], None]
) -> None:
    park()
    groups, things = GroupsModel(desk.stage), ThingsModel(desk.stage)
    found = desk.parts.parked.groups()
    groups.show_all(found)
    things.show_all(found[0].things)
    for model in (groups, things):
        qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call] # pytest-qt has no types
    for column in range(things.columnCount()):
        things.sort(column, Qt.SortOrder.DescendingOrder)
    assert groups.row_like(found[1]) == 1


def test_what_is_held_back_still_comes_before_what_was_settled(model: RunsModel) -> None:
    night = run(1, kind=RunKind.FULL, outcome=Outcome.BRAKED)
    model.show_all([night, run(2, outcome=Outcome.BRAKED), run(3)])
    assert model.newest_held_back == 1
    model.take_in([run(4, kind=RunKind.FULL)])
    assert model.newest_held_back == 2
