"""The command line itself: wrong usage, one JSON document, options before and after the command."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from console.app import main
from console.cli.orders import Export, ExportFormat, ExportKind, Sync, VaultKind
from console.cli.parser import read_command_line
from console.cli.screen import SAY_SO
from console.domain.clock import SystemClock
from console.domain.errors import WrongInput
from tests.cli.running import ROOT, Console

WRONG = [
    "frobnicate",
    "sync --check-only --apply-anyway --full",
    "sync --apply-anyway",
    "sync --switch on --full",
    "sync --ful",
    "connect --invite-code SECRET",
    "connect --invite-code - --refresh-token -",
    "export",
    "export rooms --format xml",
    "export rooms --format csv --json",
    "reservation",
    "reservation show",
    "reservation show 0",
    "reservation show -5",
    "reservation show twelve",
    "reservation show 99999999999999999999",
    "backup",
    "serve --port 0",
    "serve --port 65536",
    "serve --host 0.0.0.0",
    "serve --host hotel.example",
    "webhook",
    "webhook on --days 3",
    "webhook on --secret SECRET",
    "events",
    "events retry",
    "events replay first",
    "--vault plain doctor",
    "--demo sync",
    "--demo webhook on --secret -",
    "--demo events replay 1",
    "--demo connect --invite-code -",
    "--demo --api-url https://beds24.com/api/v2",
]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(WrongInput):
        read_command_line(words.split())


@pytest.mark.parametrize("words", ["", *WRONG[:4]])
def test_wrong_usage_has_its_code_and_one_json_document(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words.split(), "--json"]) == 2
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert (document["exit_code"], document["kind"]) == (2, "WrongInput")
    assert told.err.strip() == document["error"]


@pytest.mark.parametrize("number", ["twelve", "-5", "0", "99999999999999999999", "9" * 5000, "١٢"])
def test_a_wrong_number_is_told_without_words_of_the_program_itself(number: str) -> None:
    with pytest.raises(WrongInput, match="it takes Beds24's number, digits only"):
        read_command_line(["reservation", "show", number])


def test_a_refused_command_line_never_repeats_a_secret(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["connect", "--invite-code", "s3cretCode"]) == 2
    assert "s3cretCode" not in "".join(capsys.readouterr())


def test_common_options_stand_before_or_after_the_command() -> None:
    before = read_command_line(["--json", "--vault", "file", "--data-dir", "x", "export", "rooms"])
    after = read_command_line(["export", "rooms", "--json", "--vault", "file", "--data-dir", "x"])
    assert before == after
    assert before.order == Export(ExportKind.ROOMS, ExportFormat.JSON)
    assert (before.vault, before.data_dir) == (VaultKind.FILE, Path("x"))


def test_sync_takes_its_options() -> None:
    assert read_command_line(["sync", "--full", "--apply-anyway"]).order == Sync(full=True, apply_anyway=True)


def test_help_tells_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    for word in ("connect", "sync", "serve", "reservation", "export", "backup", "restore", "doctor", "exit codes"):
        assert word in told


def test_without_a_command_and_without_a_screen_it_says_what_works(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SAY_SO:
        monkeypatch.delenv(name, raising=False)
    ran = console.run()
    assert ran.code == 2
    assert "window" in ran.err


class _BrokenClock(SystemClock):
    def now(self) -> datetime:
        raise RuntimeError("something nobody foresaw")


def test_a_fault_of_ours_is_one_sentence(
    read_hotel: Console, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGHT_PORTER_PASSPHRASE", "x")
    assert main(read_hotel.words("export", "rooms", "--json"), clock=_BrokenClock()) == 70
    told = capsys.readouterr()
    assert json.loads(told.out)["exit_code"] == 70
    assert "RuntimeError" not in told.err
    log = read_hotel.folder / "night-porter.log"
    assert "something nobody foresaw" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_a_fault_that_comes_before_the_log_is_open_is_written_down_all_the_same(
    read_hotel: Console, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = read_hotel.folder / "night-porter.log"
    log.unlink(missing_ok=True)
    assert main(read_hotel.words("backup", str(tmp_path / "copy.db")), clock=_BrokenClock()) == 70
    assert "The log in the data folder tells more." in capsys.readouterr().err
    assert "something nobody foresaw" in log.read_text()


def test_a_fault_without_a_folder_to_write_it_down_in_names_its_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data-dir", str(tmp_path / "none"), "backup", str(tmp_path / "copy.db")]
    assert main(words, clock=_BrokenClock()) == 70
    told = capsys.readouterr().err
    assert "log" not in told
    assert "(RuntimeError)" in told


def test_names_in_any_script_come_out_whatever_the_system_s_encoding(read_hotel: Console) -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii", "NIGHT_PORTER_PASSPHRASE": "x"}
    rows = read_hotel.run("export", "reservations").json()
    numbers = [row["beds24_id"] for row in rows if not row["guest_name"].isascii()]
    assert numbers
    words = [sys.executable, "main.py", *read_hotel.words("reservation", "show", str(numbers[0]), "--json")]
    ran = subprocess.run(words, cwd=ROOT, env=plain, capture_output=True, check=False)
    assert ran.returncode == 0
    assert not json.loads(ran.stdout)["reservation"]["guest_name"].isascii()
