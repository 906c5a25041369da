"""Every full sync begins with a backup of what it will write over."""

from datetime import timedelta
from pathlib import Path

from console.domain.runs import Outcome
from console.services.guest_erasing import ErasingDesk
from console.store.database import Database
from console.store.keeping import BackupFound, Occasion, list_backups
from console.store.store import Store
from tests.building import booking
from tests.jobs.conftest import Desk, fill


def kept(desk: Desk) -> tuple[BackupFound, ...]:
    folder: Path = desk.store.database.path.parent / "backups"
    return list_backups(folder) if folder.exists() else ()


def test_there_is_nothing_to_keep_before_the_first_import(desk: Desk) -> None:
    fill(desk, 3)
    desk.full()
    assert kept(desk) == ()


def test_a_full_sync_leaves_what_was_there_before_it(desk: Desk) -> None:
    fill(desk, 3)
    desk.full()
    desk.clock.at += timedelta(days=1)
    desk.beds24.put(booking(4, unit_id=0))
    desk.full()
    (backup,) = kept(desk)
    assert (backup.occasion, backup.reservations) == (Occasion.DAILY, 3)


def test_no_backup_holds_what_was_erased_while_somebody_read(desk: Desk) -> None:
    desk.beds24.put(booking(1, last_name="Kanarienvogel"), booking(2, unit_id=2))
    desk.full()
    path = desk.store.database.path
    reader, writer = Database(path), Store(Database(path, busy_timeout=0.05))
    with reader.snapshot() as connection:
        connection.execute("SELECT count(*) FROM reservations").fetchall()
        assert not ErasingDesk(writer, desk.clock).erase(1).scrubbed
    writer.close()
    desk.clock.at += timedelta(days=1)
    desk.full()
    (backup,) = kept(desk)
    assert b"Kanarienvogel" not in backup.path.read_bytes() + path.read_bytes()


def test_a_pull_makes_none(desk: Desk) -> None:
    fill(desk, 3)
    desk.full()
    desk.pull()
    assert kept(desk) == ()


def test_of_each_day_one_is_kept_and_of_older_days_few(desk: Desk) -> None:
    fill(desk, 1)
    desk.full()
    for _ in range(40):
        desk.clock.at += timedelta(hours=12)
        desk.full()
    taken = [backup.taken_at for backup in kept(desk)]
    assert len({at.date() for at in taken}) == len(taken) < 15


def test_a_full_sync_goes_on_where_no_copy_can_be_made(desk: Desk) -> None:
    fill(desk, 2)
    desk.full()
    (desk.store.database.path.parent / "backups").write_text("a file in the way")
    desk.beds24.put(booking(3, unit_id=0))
    report = desk.full()
    assert (report.run.outcome, report.run.counts.created) == (Outcome.DONE, 1)
