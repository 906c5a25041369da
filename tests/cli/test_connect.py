"""`connect`: which key is kept, which hotel is chosen, and what the person is told."""

import socket
from pathlib import Path

from console.domain.secret import Secret, SecretName
from console.vault.file_vault import open_file_vault
from tests.cli.running import PASSPHRASE, Beds24Process, Console


def _kept_key(console: Console) -> str | None:
    kept = open_file_vault(console.folder, lambda: Secret(PASSPHRASE)).read(SecretName.REFRESH_TOKEN)
    return kept.reveal() if kept else None


def test_connecting_keeps_the_key_and_learns_the_rooms(console: Console, beds24: Beds24Process) -> None:
    ran = console.connect(beds24, "--json")
    told = ran.json()
    assert ran.code == 0
    assert (told["property_id"], told["rooms"], told["time_zone"]) == (beds24.property_id, 20, "Europe/Vienna")
    assert told["time_zone_from"] == "country"
    assert _kept_key(console)
    assert len(console.run("export", "rooms").json()) == 20


def test_sync_works_right_after_connecting(connected: Console) -> None:
    assert connected.run("sync").code == 0


def test_a_refresh_token_connects_too(console: Console, connected: Console, beds24: Beds24Process) -> None:
    key = _kept_key(connected)
    other = Console(console.folder.with_name("other"), beds24.url)
    ran = other.run("connect", "--refresh-token", "-", stdin=f"{key}\n")
    assert ran.code == 0
    assert _kept_key(other) == key


def test_a_used_invite_code_ends_with_the_code_for_a_refused_key(console: Console, beds24: Beds24Process) -> None:
    code = beds24.invite()
    assert console.run("connect", "--invite-code", "-", stdin=code).code == 0
    key = _kept_key(console)
    ran = console.run("connect", "--invite-code", "-", "--json", stdin=code)
    assert ran.code == 4
    assert ran.json()["kind"] == "KeyRefused"
    assert _kept_key(console) == key


def test_a_refused_refresh_token_leaves_no_key_behind(console: Console) -> None:
    assert console.run("connect", "--refresh-token", "-", stdin="x" * 150).code == 4
    assert _kept_key(console) is None


def test_a_refused_refresh_token_leaves_the_former_key(connected: Console) -> None:
    key = _kept_key(connected)
    assert connected.run("connect", "--refresh-token", "-", stdin="x" * 150).code == 4
    assert _kept_key(connected) == key
    assert connected.run("sync").code == 0


def test_nothing_on_standard_input_is_wrong_usage(console: Console) -> None:
    assert console.run("connect", "--invite-code", "-", stdin="").code == 2


def test_connecting_without_any_key_says_so(console: Console) -> None:
    assert console.run("connect").code == 1


def test_a_key_without_guests_is_kept_with_a_warning(console: Console, beds24: Beds24Process) -> None:
    code = beds24.invite("read:bookings", "read:properties")
    ran = console.run("connect", "--invite-code", "-", "--json", stdin=code)
    assert ran.code == 0
    assert "guest names" in ran.json()["warnings"][0]
    assert "bookings-personal" in ran.err


def test_a_mistyped_property_does_not_cost_the_code(console: Console, beds24: Beds24Process) -> None:
    ran = console.connect(beds24, "--property", "1")
    assert (ran.code, "reaches: 345754" in ran.err) == (2, True)
    assert _kept_key(console) is not None
    assert console.run("connect").code == 0


def test_a_key_that_may_not_read_bookings_is_refused_and_leaves_nothing(
    console: Console, beds24: Beds24Process
) -> None:
    ran = console.run("connect", "--invite-code", "-", stdin=beds24.invite("read:properties") + "\n")
    assert (ran.code, "may not read bookings" in ran.err) == (4, True)
    assert _kept_key(console) is None


def test_a_backup_never_overwrites_a_file(read_hotel: Console, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("dear diary", encoding="utf-8")
    assert read_hotel.run("backup", str(tmp_path / "diary.txt")).code == 2
    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "dear diary"


def test_restoring_what_is_not_there_says_so(read_hotel: Console, tmp_path: Path) -> None:
    for path, word in ((tmp_path / "nothing.db", "no file"), (tmp_path, "folder")):
        ran = read_hotel.run("restore", str(path))
        assert (ran.code, word in ran.err) == (2, True)


def test_a_folder_holds_one_hotel_only(connected: Console, beds24: Beds24Process) -> None:
    key = _kept_key(connected)
    ran = connected.connect(beds24, "--property", "1")
    assert ran.code == 2
    assert "--data-dir" in ran.err
    assert _kept_key(connected) == key


def test_the_time_zone_can_be_named_and_changed(console: Console, beds24: Beds24Process) -> None:
    assert console.connect(beds24, "--time-zone", "Europe/Lisbon", "--json").json()["time_zone"] == "Europe/Lisbon"
    assert console.run("connect", "--time-zone", "Asia/Tokyo", "--json").json()["time_zone"] == "Asia/Tokyo"
    assert console.run("connect", "--json").json()["time_zone"] == "Asia/Tokyo"


def test_an_unknown_time_zone_is_refused_before_the_invite_code_is_spent(
    console: Console, beds24: Beds24Process
) -> None:
    code = beds24.invite()
    assert console.run("connect", "--invite-code", "-", "--time-zone", "Mars/Base", stdin=code).code == 2
    assert console.run("connect", "--invite-code", "-", stdin=code).code == 0


def test_an_unreachable_beds24_has_a_code_of_its_own(console: Console) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    console.url = f"http://127.0.0.1:{port}/api/v2"
    ran = console.run("connect", "--invite-code", "-", "--json", stdin="code")
    assert (ran.code, ran.json()["exit_code"]) == (3, 3)


def test_only_a_safe_address_is_accepted(console: Console) -> None:
    console.url = "http://beds24.example/api"
    assert console.run("connect", "--invite-code", "-", stdin="code").code == 2


def test_a_key_that_outlived_a_cut_line_is_used_by_the_next_try(console: Console, beds24: Beds24Process) -> None:
    beds24.order("fault", kind="http_500", path="/authentication/details", times=None)
    beds24.order("fault", kind="html_200", path="/authentication/details", times=None)
    assert console.connect(beds24).code == 3
    beds24.order("clear")
    assert console.run("connect").code == 0
