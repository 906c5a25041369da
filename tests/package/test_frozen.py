"""The packed program works on a machine without Python: both its faces, its keyrings, its schedule, its files."""

import os
import re
import signal
import sys
from pathlib import Path

import apsw
import pytest

from console.domain.webhook_setup import USUAL_HEADER
from console.store.in_charge import holder
from tests.cli.hooks import SECRET, free_port, post
from tests.cli.running import Beds24Process, until
from tests.package.conftest import BOOKINGS
from tests.package.packed import FOLDER, PATIENCE, Packed, line_with, rows
from tests.package.screen import a_screen
from tests.vault.secret_service import running_secret_service

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="make, signals, Xvfb")]

LEFT_OUT = re.compile(
    r"libreadline|libgdbm|virtualkeyboard|qtcharts|qtdatavis|"  # GPL
    r"keyrings|sqlite3|tkinter|_pytest|hypothesis|pip|setuptools|"
    r"libQt6(Qml|Quick|Pdf|WebEngine|OpenGL|Svg|Sql|Designer|Test)|Qt(Qml|Quick|Pdf|WebEngine|Sql|Test)\.|"
    r"translations|\.qm$|libqgtk3|libgtk|libcups\.",
    re.IGNORECASE,
)
MOST_MEGABYTES = 200
WINDOW = "No hotel connected"
LOOK = {0xF5F6F8, 0xFFFFFF, 0x2257C4}  # ground, surface and accent of the light theme, as its style sheet has them


def contents() -> list[Path]:
    return [path for path in FOLDER.rglob("*") if not path.is_dir()]


@pytest.mark.usefixtures("built")
def test_what_is_not_used_and_what_is_under_the_gpl_is_left_out() -> None:
    names = [str(path.relative_to(FOLDER)) for path in contents() if "licen" not in str(path)]
    assert [name for name in names if LEFT_OUT.search(name)] == []


@pytest.mark.usefixtures("built")
def test_the_folder_is_whole_and_small() -> None:
    assert [path for path in contents() if not path.exists()] == []
    assert sum(path.lstat().st_size for path in contents()) < MOST_MEGABYTES * 1_000_000
    assert {path.name for path in FOLDER.rglob("*.ttf")} == {"phosphor-1.3.0.ttf"}


@pytest.mark.usefixtures("built")
def test_every_part_brings_its_licence() -> None:
    papers = {path.name.partition("-")[0] for path in FOLDER.glob("_internal/*.dist-info")}
    assert papers >= {"pyside6_essentials", "shiboken6", "qtawesome", "apsw", "cryptography", "keyring", "tzdata"}
    assert (FOLDER / "_internal" / "licences" / "LGPL-3.0.txt").exists()


def test_doctor_tells_the_version_of_sqlite_and_of_every_library(packed: Packed) -> None:
    told = packed.doctor("--vault", "file")
    assert f"SQLite {apsw.sqlite_lib_version()})" in told["Database"]
    assert "missing" not in told["Libraries"]


def test_the_demo_plays_without_a_screen_and_leaves_pictures(packed: Packed) -> None:
    ran = packed.run("--demo", "--json")
    told = ran.json()
    assert (ran.code, told["agree"]) == (0, told["bookings"])
    pictures = list((Path(told["data_dir"]) / "pictures").glob("*.png"))
    assert len(pictures) >= 6
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_it_connects_and_reads_the_bookings(packed: Packed, beds24: Beds24Process) -> None:
    assert packed.connect(beds24, "--vault", "file").code == 0
    assert packed.run("--api-url", beds24.url, "--vault", "file", "sync").code == 0
    assert len(rows(packed.run("export", "reservations", "--format", "json"))) == BOOKINGS
    assert "there now" in packed.doctor("--vault", "file", PYTHONTZPATH="")["Time zone"], "zones of its own"


def test_the_schedule_rings(packed: Packed, beds24: Beds24Process) -> None:
    packed.connect(beds24, "--vault", "file")
    with packed.running("--api-url", beds24.url, "--vault", "file", "serve") as serving:
        assert serving.stderr is not None
        line_with(f"read {BOOKINGS}", serving.stderr)
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(PATIENCE) == 0


def test_it_hears_beds24s_messages(packed: Packed, beds24: Beds24Process) -> None:
    packed.connect(beds24, "--vault", "file")
    assert packed.run("--vault", "file", "webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    port = free_port()
    with packed.running("--api-url", beds24.url, "--vault", "file", "serve", "--port", str(port)) as serving:
        assert serving.stderr is not None
        line_with("are heard", serving.stderr)
        assert post(port, b"{}") == 401
        assert post(port, b"no booking", (USUAL_HEADER, SECRET)) == 400
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(PATIENCE) == 0


def test_the_key_is_kept_in_the_keyring_of_the_desktop(packed: Packed, beds24: Beds24Process) -> None:
    with running_secret_service() as address:
        assert packed.connect(beds24, DBUS_SESSION_BUS_ADDRESS=address).code == 0
        told = packed.doctor(DBUS_SESSION_BUS_ADDRESS=address)
    assert told["Key"] == "kept in Secret Service"


def test_a_second_start_raises_the_window_of_the_first(packed: Packed) -> None:
    with packed.running(QT_QPA_PLATFORM="offscreen") as first:
        until(lambda: in_charge(packed.data) == first.pid)
        until(lambda: packed.run(QT_QPA_PLATFORM="offscreen").code == 0)
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.communicate(timeout=PATIENCE) == ("", "")
        assert first.returncode == 0


def test_the_window_is_painted_and_starts_the_demo_hotel_in_a_process_of_its_own(packed: Packed) -> None:
    with a_screen(packed.home) as screen, packed.running(DISPLAY=screen.display) as first:
        screen.await_window(WINDOW)
        until(lambda: screen.colours() >= LOOK)
        screen.press(WINDOW, "Tab", "space")
        screen.await_window("^DEMO")
        demo = in_charge(packed.data / "demo")
        assert demo not in {None, first.pid}
        os.kill(demo or 0, signal.SIGTERM)
        until(lambda: in_charge(packed.data / "demo") is None)


def in_charge(folder: Path) -> int | None:
    """The process that works with this data folder."""
    found = holder(folder / "in-charge.lock")
    return found.pid if found else None
