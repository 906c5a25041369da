"""The window's places: known at once, on the disk soon, without the window's waiting for it."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from console.ui.kit.quick_settings import QuickSettings


def on_disk(path: Path) -> dict[str, object]:
    """As the next start finds it; a copy, since Qt shares what it knows of a file within a process."""
    copy = path.with_name("copy.ini")
    copy.write_bytes(path.read_bytes())
    kept = QSettings(str(copy), QSettings.Format.IniFormat)
    kept.sync()
    return {key: kept.value(key) for key in kept.allKeys()}


def test_what_is_set_is_known_at_once_and_found_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    places = QuickSettings(path)
    places.setValue("window/tab", "sync")
    places.setValue("window/geometry", QByteArray(b"\x00\x01"))
    assert places.value("window/tab") == "sync"
    assert places.value("nowhere", "else") == "else"
    places.sync()
    again = QuickSettings(path)
    assert (again.value("window/tab"), again.value("window/geometry")) == ("sync", QByteArray(b"\x00\x01"))


def test_a_change_reaches_the_disk_without_anybody_waiting_for_it(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    places = QuickSettings(path)
    for number in range(50):
        places.setValue("sync/split", str(number))
    qtbot.waitUntil(lambda: path.exists() and on_disk(path) == {"sync/split": "49"})


def test_what_is_removed_is_gone_for_good(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    places = QuickSettings(path)
    places.setValue("window/closing", "stay")
    places.sync()
    places.remove("window/closing")
    places.remove("never/there")
    assert places.value("window/closing") is None
    places.sync()
    assert on_disk(path) == {}


def test_what_is_set_again_as_it_is_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    places = QuickSettings(path)
    places.setValue("window/tab", "sync")
    places.sync()
    written = path.stat().st_mtime_ns
    places.setValue("window/tab", "sync")
    places.sync()
    assert path.stat().st_mtime_ns == written
