"""The window's places: known at once, on the disk soon, without the window's waiting for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, QSize
from pytestqt.qtbot import QtBot

from console.ui.kit.quick_settings import QuickSettings


def on_disk(path: Path) -> dict[str, object]:
    """As the next start finds it; a copy, since Qt shares what it knows of a file within a process."""
    copy = path.with_name(f"copy of {path.name}")
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


@pytest.mark.parametrize(
    "value",
    ["", "sync", " apart ", "a,b;c=d", 'say "x"', "C:\\Gäste\\x1", "李伟 😀", "@home", "@ByteArray(no)", "1\n2\tabc",
     QByteArray(bytes(range(256))), QSize(560, 720), QByteArray()],
)  # fmt: skip
def test_qt_reads_what_was_written(tmp_path: Path, value: object) -> None:
    places = QuickSettings(tmp_path / "window.ini")
    places.setValue("look/name", value)
    places.setValue("look/other", "kept beside it")
    places.sync()
    assert on_disk(tmp_path / "window.ini") == {"look/name": value, "look/other": "kept beside it"}


def test_numbers_flags_and_lists_come_back_as_qt_writes_them(tmp_path: Path) -> None:
    given = {"look/text_percent": 150, "look/on": True, "sync/names": ["a,b", "c"], "alone": "General"}
    for places in (
        QuickSettings(tmp_path / "ours.ini"),
        QSettings(str(tmp_path / "qts.ini"), QSettings.Format.IniFormat),
    ):
        for key, value in given.items():
            places.setValue(key, value)
        places.sync()
    assert on_disk(tmp_path / "ours.ini") == on_disk(tmp_path / "qts.ini")


def test_a_folder_that_takes_nothing_costs_a_line_in_the_log_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    places = QuickSettings(tmp_path / "gone" / "window.ini")
    places.setValue("window/tab", "sync")
    places.sync()
    assert places.value("window/tab") == "sync"
    assert "were not kept" in caplog.text
