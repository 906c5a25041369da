"""`backup` and `restore`."""

from datetime import datetime
from pathlib import Path

from tests.cli.running import Console


def test_a_backup_brings_back_what_it_held(connected: Console, tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.db", tmp_path / "full.db"
    assert connected.run("backup", str(empty)).code == 0
    connected.run("sync")
    told = connected.run("backup", str(full), "--json").json()
    assert (told["path"], told["reservations"] > 0) == (str(full), True)
    before = connected.run("export", "reservations").out
    assert connected.run("restore", str(empty), "--json").json()["reservations"] == 0
    restored = connected.run("restore", str(full), "--json").json()
    assert restored["reservations"] == told["reservations"]
    assert datetime.fromisoformat(restored["last_run"]).tzinfo is not None
    assert Path(restored["kept_aside"]).exists()
    assert connected.run("export", "reservations").out == before
    assert connected.run("sync").code == 0


def test_restoring_what_is_no_backup_changes_nothing(connected: Console, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear guest")
    before = connected.run("export", "rooms").out
    assert connected.run("restore", str(other)).code == 2
    assert connected.run("restore", str(tmp_path / "nowhere.db")).code == 2
    assert connected.run("export", "rooms").out == before


def test_a_backup_needs_a_hotel_and_a_folder(console: Console, connected: Console, tmp_path: Path) -> None:
    assert Console(tmp_path / "nothing", "").run("backup", str(tmp_path / "x.db")).code == 2
    assert connected.run("backup", str(tmp_path / "no" / "x.db")).code == 2


def test_a_backup_is_for_this_user_only(connected: Console, tmp_path: Path) -> None:
    connected.run("backup", str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
