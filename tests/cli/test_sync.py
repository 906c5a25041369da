"""`sync` and the switch: counts, codes, the brake, what waits."""

from pathlib import Path

import pytest

from console.domain.clock import SystemClock
from console.store.in_charge import in_charge
from tests.cli.running import Beds24Process, Console


def test_a_first_sync_reads_everything_and_the_next_only_what_changed(
    connected: Console, beds24: Beds24Process
) -> None:
    first = connected.run("sync", "--json")
    truth = beds24.order("truth")["bookings"]
    assert first.code == 0
    assert first.json()["created"] == len(truth)
    second = connected.run("sync", "--json").json()
    assert (second["kind"], second["created"], second["updated"]) == ("pull", 0, 0)


def test_the_numbers_of_a_run_add_up_and_are_told_in_a_sentence(connected: Console) -> None:
    ran = connected.run("sync")
    assert "read" in ran.out
    run = connected.run("export", "runs").json()[0]
    assert run["read"] == run["created"] + run["updated"] + run["unchanged"] + run["parked"]
    assert run["credits"] > 0


def test_a_check_changes_nothing(connected: Console) -> None:
    ran = connected.run("sync", "--full", "--check-only", "--json")
    assert ran.code == 0
    assert ran.json()["created"] > 0
    assert connected.run("export", "reservations").json() == []


def test_an_expired_key_ends_with_its_code(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("fault", kind="expired_key", path="/authentication/token", times=None)
    ran = connected.run("sync", "--json")
    assert ran.code == 4
    assert ran.json()["kind"] == "KeyRefused"
    assert ran.json()["run"]["outcome"] == "failed"


def test_a_damaged_database_ends_with_its_code_and_stays(connected: Console) -> None:
    database = connected.folder / "night-porter.db"
    damaged = b"\0" * 4096 + database.read_bytes()[4096:]
    database.write_bytes(damaged)
    for words in (("sync",), ("export", "rooms")):
        ran = connected.run(*words, "--json")
        assert (ran.code, ran.json()["exit_code"]) == (5, 5)
    assert database.read_bytes() == damaged


@pytest.mark.parametrize("words", [("sync",), ("serve",), ("connect",), ("restore", "somewhere")])
def test_a_second_instance_is_kept_out(connected: Console, words: tuple[str, ...]) -> None:
    with in_charge(connected.folder / "in-charge.lock", SystemClock().now()):
        assert connected.run(*words).code == 6


def test_looking_needs_no_charge(connected: Console, tmp_path: Path) -> None:
    with in_charge(connected.folder / "in-charge.lock", SystemClock().now()):
        assert connected.run("export", "rooms").code == 0
        assert connected.run("backup", str(tmp_path / "copy.db")).code == 0
        assert connected.run("sync", "--switch", "off").code == 0


def test_a_folder_without_a_hotel_says_what_to_do(console: Console) -> None:
    for words in (("export", "rooms"), ("sync",), ("serve",)):
        ran = console.run(*words)
        assert ran.code == 1
        assert "onnect" in ran.err


def test_the_switch_stops_syncing_until_it_is_on_again(connected: Console) -> None:
    assert connected.run("sync", "--switch", "off", "--json").json()["pull_sync_enabled"] is False
    refused = connected.run("sync", "--json")
    assert (refused.code, refused.json()["kind"]) == (1, "SyncSwitchedOff")
    connected.run("sync", "--switch", "on")
    assert connected.run("sync").code == 0


def test_what_cannot_be_read_is_parked_and_needs_a_person(connected: Console, beds24: Beds24Process) -> None:
    beds24.order("fault", kind="bad_item", path="/bookings", times=1, detail="zero_date")
    ran = connected.run("sync", "--json")
    assert ran.code == 1
    assert ran.json()["parked"] == ran.json()["waiting"] == 1
    (parked,) = connected.run("export", "parked").json()
    assert parked["cause"] in {"unreadable", "impossible_dates"}
    assert "payload" not in parked


def test_the_brake_stops_a_run_that_can_be_applied_anyway(console: Console) -> None:
    beds24 = Beds24Process("--bookings", "60")
    console.url = beds24.url
    try:
        assert console.connect(beds24).code == 0
        assert console.run("sync").code == 0
        for booking in beds24.order("truth")["bookings"][:20]:
            beds24.order("delete", id=booking["id"])
        braked = console.run("sync", "--full", "--json")
        assert (braked.code, braked.json()["kind"]) == (1, "BrakePulled")
        assert "--apply-anyway" in braked.err
        assert "Brake" in console.run("doctor").out
        assert console.run("sync", "--full", "--apply-anyway", "--json").json()["outcome"] == "done"
    finally:
        beds24.stop()


def test_a_pull_that_the_brake_stopped_is_told_by_doctor_until_it_is_applied(console: Console) -> None:
    beds24 = Beds24Process("--bookings", "60")
    console.url = beds24.url
    try:
        assert console.connect(beds24).code == 0
        assert console.run("sync").code == 0
        for booking in beds24.order("truth")["bookings"]:
            beds24.order("cancel", id=booking["id"])
        braked = console.run("sync")
        assert braked.code == 1
        assert "no booking was written" in braked.out
        assert "Brake: stopped the sync of" in console.run("doctor").out
        assert console.run("sync", "--full", "--apply-anyway").code == 0
        assert "Brake" not in console.run("doctor").out
    finally:
        beds24.stop()


def test_a_lock_file_that_cannot_be_opened_is_trouble_with_the_data(connected: Console) -> None:
    lock = connected.folder / "in-charge.lock"
    lock.unlink()
    lock.mkdir()
    assert connected.run("sync").code == 5


def test_a_check_lists_what_it_foresees_and_chosen_ones_are_applied_alone(
    connected: Console, beds24: Beds24Process
) -> None:
    checked = connected.run("sync", "--full", "--check-only", "--json").json()
    foreseen = checked["dry_run"]["foreseen"]
    assert checked["dry_run"]["new"] == checked["created"] == len(foreseen)
    first, second = (one["beds24_id"] for one in foreseen[:2])
    told = connected.run("sync", "--full", "--check-only").out
    assert f"A full sync would come to: +{len(foreseen)} new, 0 changed, 0 cancelled, 0 missing." in told
    assert str(first) in told
    ran = connected.run("sync", "--apply", str(first), str(second), "--json").json()
    assert (ran["kind"], ran["created"], ran["moved"]) == ("chosen", 2, [])
    here = {one["beds24_id"]: one for one in connected.run("export", "reservations").json()}
    assert set(here) == {first, second}
    beds24.order("modify", id=first, numAdult=here[first]["adults"] + 1)
    again = connected.run("sync", "--full", "--check-only", "--json").json()["dry_run"]
    (changed,) = [one for one in again["foreseen"] if one["beds24_id"] == first]
    assert changed["group"] == "changed"
    line = next(line for line in changed["lines"] if line["field"] == "adults")
    assert (line["old"], line["new"]) == (str(here[first]["adults"]), str(here[first]["adults"] + 1))
    left_out = connected.run("sync", "--apply", "4242", "--json")
    assert (left_out.code, left_out.json()["exit_code"], left_out.json()["moved"]) == (1, 1, [4242])
