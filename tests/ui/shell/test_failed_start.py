"""A start that fails is told in a window of its own, with what can be done; scripts get the exit code as ever."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow, VaultKind
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.domain.errors import AnotherInstance, StoreDamaged, StoreIsNewer, StoreTrouble, VaultLocked, WrongInput
from console.domain.secret import Secret, SecretName
from console.house import House
from console.services.backups import Backups
from console.services.rooms import keep_property
from console.store.files import DataFolder, open_data_folder
from console.store.in_charge import in_charge
from console.trying import go_on_trying
from console.ui.opening import Application, make_application
from console.ui.shell.failed_start import FailedStart
from console.vault.file_vault import open_file_vault
from console.vault.sealed import Cost
from tests.building import HOTEL, NOW, booking
from tests.storing import apply
from tests.ui.shell.test_process import ROOT, end, start
from tests.ui.wizard.ground import open_store


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A hotel with two bookings and a backup of them."""
    made = open_data_folder(tmp_path / "hotel")
    store = open_store(made.path)
    keep_property(store, HOTEL, "Europe/Vienna")
    apply(store, booking(1), booking(2))
    Backups(made, SystemClock()).make(lambda _done, _all: None, lambda: False)
    store.close()
    return made


def damage(folder: DataFolder) -> bytes:
    """Spoil the middle of the database; gives what it then is."""
    data = bytearray(folder.database.read_bytes())
    data[4096 : 4096 * 8] = os.urandom(4096 * 7)
    folder.database.write_bytes(data)
    return bytes(data)


@pytest.fixture
def house(folder: DataFolder) -> Iterator[House]:
    line = CommandLine(OpenWindow(), data_dir=folder.path)
    with House(line, Output(as_json=False), SystemClock(), Interrupts()) as made:
        yield made


class Person:
    """Looks at the small window as soon as it is there, and does one thing after the other in it."""

    def __init__(self, *acts: Callable[[FailedStart], bool]) -> None:
        """Each act is tried again and again until it says that it is done."""
        self._acts = list(acts)
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, FailedStart) and one.isVisible()]
        if shown and self._acts and self._acts[0](shown[0]):
            del self._acts[0]
        if not self._acts:
            self._timer.stop()


def press(text: str) -> Callable[[QWidget], bool]:
    def act(window: QWidget) -> bool:
        found = [one for one in window.findChildren(QAbstractButton) if one.text() == text and one.isVisible()]
        for one in found[:1]:
            one.click()
        return bool(found)

    return act


def answer(text: str) -> Callable[[QWidget], bool]:
    def act(window: QWidget) -> bool:
        return any(press(text)(box) for box in window.findChildren(QMessageBox) if box.isVisible())

    return act


class Attempts:
    """Opens as `console.app` does, as far as the store, and remembers how often and what it found."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.bookings: list[int] = []

    def first(self) -> Exception:
        with pytest.raises(Exception) as failed:  # noqa: PT011 - what it is, is told by the window
            self.open(self._house, make_application)
        return failed.value

    def open(self, house: House, _application: Application) -> None:
        house.take_charge()
        with house.open_store().reading() as session:
            self.bookings.append(session.listing.count("reservations"))


def words_of(window: QWidget, *, seen: list[str]) -> bool:
    seen += [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    return True


def test_a_damaged_database_is_restored_from_the_newest_backup_and_kept_beside(
    qtbot: QtBot, qapp: QApplication, house: House, folder: DataFolder
) -> None:
    spoilt = damage(folder)
    attempts = Attempts(house)
    failure = attempts.first()
    assert isinstance(failure, StoreDamaged)
    seen: list[str] = []
    person = Person(
        press("Restore this backup…"),
        answer("Leave as it is"),
        lambda window: words_of(window, seen=seen),
        press("Restore this backup…"),
        answer("Restore"),
    )
    go_on_trying(house, failure, attempts.open, lambda: qapp)
    assert not person._acts
    assert attempts.bookings == [2]
    assert any("It holds 2 bookings and 2 guests" in text for text in seen)
    assert any("A copy of it was kept as night-porter.db.corrupt-" in text for text in seen)
    assert not any(str(folder.path) in text for text in seen)
    assert spoilt in [path.read_bytes() for path in folder.path.glob("night-porter.db.before-restore-*")]
    assert list(folder.path.glob("night-porter.db.corrupt-*"))


def test_a_foreign_file_makes_way_for_the_backup_and_is_kept_beside(
    qtbot: QtBot, qapp: QApplication, house: House, folder: DataFolder
) -> None:
    folder.database.write_text("a shopping list")
    attempts = Attempts(house)
    person = Person(press("Restore this backup…"), answer("Restore"))
    go_on_trying(house, attempts.first(), attempts.open, lambda: qapp)
    assert not person._acts
    assert attempts.bookings == [2]
    assert b"a shopping list" in [path.read_bytes() for path in folder.path.glob("night-porter.db.before-restore-*")]


def test_without_a_backup_it_says_so_and_offers_none(
    qtbot: QtBot, qapp: QApplication, house: House, folder: DataFolder
) -> None:
    damage(folder)
    for backup in folder.backups.iterdir():
        backup.unlink()
    attempts = Attempts(house)
    seen: list[str] = []

    def look(window: FailedStart) -> bool:
        seen.clear()
        words_of(window, seen=seen)
        return any("no backup here" in text for text in seen) and not window.offer.isVisible()

    person = Person(look, press("Quit"))
    with pytest.raises(StoreDamaged):
        go_on_trying(house, attempts.first(), attempts.open, lambda: qapp)
    assert not person._acts


def test_another_try_opens_once_the_cause_is_gone(
    qtbot: QtBot, qapp: QApplication, house: House, folder: DataFolder
) -> None:
    attempts = Attempts(house)
    with in_charge(folder.lock, NOW):
        failure = attempts.first()
        assert isinstance(failure, AnotherInstance)
        seen: list[str] = []
        person = Person(press("Try again"), lambda window: words_of(window, seen=seen), press("Quit"))
        with pytest.raises(AnotherInstance):
            go_on_trying(house, failure, attempts.open, lambda: qapp)
        assert not person._acts
        assert any("Tried again" in text for text in seen)
    again = Person(press("Try again"))
    go_on_trying(house, failure, attempts.open, lambda: qapp)
    assert attempts.bookings == [2]
    assert not again._acts


def test_the_passphrase_of_the_encrypted_file_is_asked_for_where_there_is_no_terminal(
    qtbot: QtBot, qapp: QApplication, folder: DataFolder
) -> None:
    open_file_vault(folder.path, lambda: Secret("the right one"), cost=Cost(memory=32, passes=1, lanes=1)).write(
        SecretName.PROBE, Secret("kept")
    )
    line = CommandLine(OpenWindow(), data_dir=folder.path, vault=VaultKind.FILE)
    found: list[Secret | None] = []

    def open_it(house: House, _application: Application) -> None:
        found.append(house.vault().read(SecretName.PROBE))

    def enter(passphrase: str) -> Callable[[FailedStart], bool]:
        def act(window: FailedStart) -> bool:
            window.passphrase.line.setText(passphrase)
            return press("Unlock")(window)

        return act

    def tell_wrong(window: FailedStart) -> bool:
        return (
            any("passphrase" in one.text() for one in window.findChildren(QLabel)) and not window.try_again.isEnabled()
        )

    person = Person(tell_wrong, enter("a wrong one"), tell_wrong, enter("the right one"))
    with House(line, Output(as_json=False), SystemClock(), Interrupts()) as house:
        go_on_trying(house, VaultLocked("The encrypted file needs its passphrase."), open_it, lambda: qapp)
    assert not person._acts
    assert found == [Secret("kept")]


@pytest.mark.parametrize("kind", [StoreDamaged, StoreIsNewer, StoreTrouble, AnotherInstance, WrongInput, RuntimeError])
def test_each_failure_is_told_with_buttons_that_have_names(
    qtbot: QtBot, qapp: QApplication, house: House, folder: DataFolder, kind: type[Exception]
) -> None:
    seen: list[str] = []
    nameless: list[QWidget] = []

    def look(window: FailedStart) -> bool:
        words_of(window, seen=seen)
        nameless.extend(
            one
            for one in window.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
        )
        return True

    person = Person(look, press("Quit"))
    with pytest.raises(kind):
        go_on_trying(house, kind("This is the reason."), Attempts(house).open, lambda: qapp)
    assert not person._acts
    assert nameless == []
    assert any("reason" in text or "should not have happened" in text for text in seen)
    assert len(seen) >= 4


FAULTY = """
import sys
from pathlib import Path
from console import app
from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, OpenWindow
from console.cli.output import Output
from console.domain.clock import SystemClock
from console.house import House

def open_it(house, application):
    made = application()
    raise ValueError("broken on purpose")

line = CommandLine(OpenWindow(), data_dir=Path(sys.argv[1]))
with Interrupts() as interrupts, House(line, Output(as_json=False), SystemClock(), interrupts) as house:
    try:
        app._in_window(house, open_it)
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, and /proc to watch them")
class TestAsAProcess:
    """The program as a script starts it."""

    def test_a_foreign_file_keeps_its_exit_code_and_its_sentence(self, folder: DataFolder) -> None:
        folder.database.write_text("a shopping list")
        code, told = end(start(folder.path))
        assert (code, folder.database.read_text()) == (5, "a shopping list")
        assert "is not Night Porter's" in told

    def test_whoever_reads_the_stream_is_told_which_backup_to_restore(self, folder: DataFolder) -> None:
        damage(folder)
        code, told = end(start(folder.path))
        assert code == 5
        assert f"restore {folder.backups}" in told

    def test_a_newer_database_keeps_its_exit_code(self, folder: DataFolder) -> None:
        with sqlite3.connect(folder.database) as made:
            made.execute("PRAGMA user_version=999")
        made.close()
        code, told = end(start(folder.path))
        assert code == 5
        assert "newer Night Porter" in told

    def test_a_folder_that_cannot_be_made_keeps_its_exit_code(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        code, told = end(start(tmp_path / "file" / "hotel"))
        assert code == 5
        assert "disk refused" in told

    def test_the_demo_tells_it_too(self, tmp_path: Path) -> None:
        demo = open_data_folder(tmp_path / "demo")
        with in_charge(demo.lock, NOW):
            code, told = end(start(tmp_path, "--demo"))
        assert code == 6
        assert "in charge" in told

    def test_a_fault_with_the_application_already_made_is_told_in_the_small_window(self, tmp_path: Path) -> None:
        script = [sys.executable, "-c", FAULTY, str(tmp_path)]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        code, told = end(
            subprocess.Popen(script, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        )
        assert (code, told.splitlines()[-1]) == (0, "ValueError")
        assert "broken on purpose" in (tmp_path / "night-porter.log").read_text()

    def test_without_a_console_it_works_all_the_same(self, folder: DataFolder) -> None:
        closed = 'exec "$0" main.py --data-dir "$1" backup "$2" >&- 2>&-'
        target = folder.path / "backups" / "night-porter-20260101T000000Z-by-hand.db"
        ended = subprocess.run(
            ["sh", "-c", closed, sys.executable, str(folder.path), str(target)], cwd=ROOT, check=False
        )
        assert ended.returncode == 0
        assert target.exists()
