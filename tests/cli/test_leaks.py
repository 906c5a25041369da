"""No secret and no guest ends where it does not belong."""

import logging
import sys
from pathlib import Path

import pytest

from console.cli.logs import RedactingFormatter, close_log, log_file, open_log, redacted
from console.domain.secret import Secret, SecretName
from console.vault.file_vault import open_file_vault
from tests.cli.running import PASSPHRASE, Beds24Process, Console

TOKEN = "aB3/" * 40


def test_no_secret_is_in_any_output_or_file(console: Console, beds24: Beds24Process, tmp_path: Path) -> None:
    code = beds24.invite()
    console.run("connect", "--invite-code", "-", stdin=code)
    key = open_file_vault(console.folder, lambda: Secret(PASSPHRASE)).read(SecretName.REFRESH_TOKEN)
    assert key is not None
    beds24.order("fault", kind="http_500", path="/bookings", times=1)
    console.run("sync")
    beds24.order("fault", kind="expired_key", path="/authentication/token", times=None)
    console.run("sync", "--full")
    console.run("connect", "--invite-code", "-", stdin=code)
    console.run("doctor", "--online")
    for kind in ("reservations", "guests", "runs", "history", "parked"):
        console.run("export", kind)
    console.run("backup", str(tmp_path / "copy.db"))
    texts = "".join(console.written).encode()
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (code, key.reveal(), PASSPHRASE):
        assert secret.encode() not in texts
        assert secret.encode() not in files


def test_every_file_is_for_this_user_only(read_hotel: Console) -> None:
    for path in (read_hotel.folder, *read_hotel.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize(
    "secret",
    [TOKEN, "maria.gruber@example.com", "+43 664 1234567", "0043 664 1234567", "4111 1111 1111 1111", "0664 123 45 67"],
)
def test_the_log_loses_whatever_looks_personal(secret: str) -> None:
    assert secret not in redacted(f"before {secret} after")
    assert redacted(f"before {secret} after").startswith("before [")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 22:01:25,123 INFO console: run 12 read 143 bookings in 4.1 s",
        "booking 90000123 waits for room 715747, unit 3",
        "since 2026-11-22T22:01:25Z, port 127.0.0.1:40083",
    ],
)
def test_the_log_keeps_what_support_needs(text: str) -> None:
    assert redacted(text) == text


def test_a_traceback_keeps_its_places_and_loses_its_words() -> None:
    nobody: dict[str, str] = {}
    try:
        nobody[f"key {TOKEN} of maria@example.com"]
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It broke.", None, sys.exc_info())
    told = RedactingFormatter().format(record)
    assert __file__ in told
    assert TOKEN not in told
    assert "maria@" not in told


def test_the_log_is_private_and_begins_with_its_first_line(tmp_path: Path) -> None:
    handler = open_log(tmp_path, rotate=True)
    try:
        assert not log_file(tmp_path).exists()
        logging.getLogger("console").warning("It began.")
    finally:
        close_log(handler)
    assert "It began." in log_file(tmp_path).read_text()
