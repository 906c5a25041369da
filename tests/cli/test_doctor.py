"""`doctor`: a line each, and what to do."""

import sqlite3
from contextlib import closing
from typing import Any

from tests.cli.running import Beds24Process, Console


def _attention(document: Any) -> set[str]:
    return {finding["subject"] for finding in document["findings"] if not finding["ok"]}


def test_all_is_well_after_a_sync(read_hotel: Console, beds24: Beds24Process) -> None:
    read_hotel.run("sync")
    ran = read_hotel.run("doctor", "--online", "--json")
    assert (ran.code, ran.json()["ok"], _attention(ran.json())) == (0, True, set())
    subjects = {finding["subject"] for finding in ran.json()["findings"]}
    assert {"Program", "Database", "Free space", "Key", "Sync", "Waiting", "Beds24", "Clock", "In charge"} <= subjects


def test_an_empty_folder_needs_a_connection(console: Console) -> None:
    ran = console.run("doctor", "--json")
    assert ran.code == 1
    assert "Key" in _attention(ran.json())
    assert "not there yet" in console.run("doctor").out


def test_a_newer_database_is_for_the_newer_program_and_needs_no_restoring(connected: Console) -> None:
    with closing(sqlite3.connect(connected.folder / "night-porter.db")) as database:
        database.execute("PRAGMA user_version = 99")
    (newer,) = [one for one in connected.run("doctor", "--json").json()["findings"] if one["subject"] == "Database"]
    assert "version 99" in newer["to_do"]
    assert "Restore" not in newer["to_do"]


def test_what_needs_a_person_has_something_to_do(connected: Console) -> None:
    connected.run("sync", "--switch", "off")
    ran = connected.run("doctor")
    assert ran.code == 1
    assert "sync --switch on" in ran.out


def test_a_refused_key_and_a_lost_line_are_told(connected: Console, beds24: Beds24Process) -> None:
    connected.run("sync")
    beds24.order("fault", kind="expired_key", path="/authentication/token", times=None)
    assert _attention(connected.run("doctor", "--online", "--json").json()) == {"Beds24"}


def test_a_damaged_database_does_not_hide_the_rest(connected: Console) -> None:
    database = connected.folder / "night-porter.db"
    database.write_bytes(b"\0" * 4096 + database.read_bytes()[4096:])
    ran = connected.run("doctor", "--json")
    assert ran.code == 1
    assert "Database" in _attention(ran.json())
    (database_found,) = [one for one in ran.json()["findings"] if one["subject"] == "Database"]
    assert "Restore a backup" in database_found["to_do"]
    assert "format 0" not in database_found["state"]
    assert {"Program", "Key"} <= {finding["subject"] for finding in ran.json()["findings"]}


def test_a_wrong_passphrase_is_told_and_nothing_else_breaks(connected: Console) -> None:
    (connected.folder / "vault.bin").write_bytes(b"NPVAULT\x01 broken")
    ran = connected.run("doctor", "--json")
    assert ran.code == 1
    assert "Key" in _attention(ran.json())
