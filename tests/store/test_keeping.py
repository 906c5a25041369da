"""Which backups are kept, and what the list of them tells."""

from datetime import datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given

from console.store.backup import back_up, back_up_by_itself
from console.store.keeping import Occasion, backup_name, list_backups, newest_good, thin_out, worth_keeping
from tests.store.ground import NOW, file_of, hotel_in, names_in

MOMENTS = st.lists(st.integers(0, 100_000).map(lambda hours: NOW - timedelta(hours=hours)), max_size=60)


def days_back(*days: int) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in days]


def test_of_daily_backups_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    kept = worth_keeping(days_back(*range(800)))
    assert set(days_back(*range(7))) <= kept
    assert len({moment.isocalendar()[:2] for moment in kept}) >= 4
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_of_two_backups_of_one_day_the_newer_is_kept() -> None:
    morning, evening = NOW.replace(hour=6), NOW.replace(hour=22)
    assert worth_keeping([morning, evening]) == {evening}


def test_after_a_closed_winter_the_old_backups_are_still_there() -> None:
    autumn = days_back(200, 201, 202)
    assert worth_keeping(autumn) == set(autumn)


@given(MOMENTS)
def test_the_newest_backup_is_always_kept_and_nothing_is_invented(moments: list[datetime]) -> None:
    kept = worth_keeping(moments)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept


@given(MOMENTS)
def test_thinning_out_twice_is_thinning_out_once(moments: list[datetime]) -> None:
    kept = worth_keeping(moments)
    assert worth_keeping(kept) == kept


def test_each_automatic_backup_thins_out_the_old_ones(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    for day in reversed(range(30)):
        back_up_by_itself(folder.database, folder.backups, NOW - timedelta(days=day), Occasion.DAILY)
    assert 7 <= len(names_in(folder.backups)) <= 7 + 4 + 2


def test_backups_made_by_hand_and_other_files_are_never_removed(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    for moment in days_back(900, 901, 902):
        back_up(folder.database, folder.backups, moment)
    (folder.backups / "letter.db").write_text("not ours")
    assert thin_out(folder.backups) == ()
    assert len(names_in(folder.backups)) == 4


def test_the_list_tells_the_newest_first_with_what_each_holds(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    for moment in days_back(2, 1):
        back_up_by_itself(folder.database, folder.backups, moment, Occasion.DAILY)
    newest, older = list_backups(folder.backups)
    assert (newest.taken_at, older.taken_at) == tuple(days_back(1, 2))
    assert (newest.schema_version, newest.occasion, newest.size > 0) == (1, Occasion.DAILY, True)


def test_reservations_and_the_last_run_are_told_where_the_tables_exist(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    back_up(folder.database, folder.backups, days_back(1)[0])
    with file_of(folder).writing() as connection:
        connection.execute("CREATE TABLE reservations (id INTEGER PRIMARY KEY) STRICT")
        connection.execute("CREATE TABLE runs (id INTEGER PRIMARY KEY, finished_at TEXT) STRICT")
        connection.execute("INSERT INTO reservations VALUES (1), (2)")
        connection.execute("INSERT INTO runs VALUES (1, '2026-07-01T10:00:00+00:00'), (2, NULL)")
    back_up(folder.database, folder.backups, NOW)
    told = [(found.reservations, found.last_run) for found in list_backups(folder.backups)]
    assert told == [(2, "2026-07-01T10:00:00+00:00"), (None, None)]


def test_a_backup_that_cannot_be_read_is_listed_without_figures_and_passed_over(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    good = back_up_by_itself(folder.database, folder.backups, days_back(1)[0], Occasion.DAILY)
    (folder.backups / backup_name(NOW, Occasion.DAILY)).write_text("no longer readable " * 300)
    assert list_backups(folder.backups)[0].schema_version is None
    found = newest_good(folder.backups, 1)
    assert found is not None
    assert found.path == good.path


def test_a_backup_of_a_newer_program_is_not_offered(tmp_path: Path) -> None:
    folder = hotel_in(tmp_path)
    back_up(folder.database, folder.backups, NOW)
    assert newest_good(folder.backups, known_version=0) is None


def test_a_folder_without_backups_has_an_empty_list(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "nowhere") == ()
