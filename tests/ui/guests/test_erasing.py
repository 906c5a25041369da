"""Erasing a guest in the window: looked at, wanted twice, done, proved."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.announcing import GuestsChanged
from console.services.guest_erasing import ErasingDesk
from console.store.backup import back_up
from console.ui.guests.erasing import Eraser
from console.ui.guests.erasing_dialog import ErasingDialog
from console.ui.guests.proof import write_proof
from console.ui.wording import guest_erasing as words
from tests.building import NOW
from tests.storing import apply, rows, stored
from tests.ui.conftest import Desk
from tests.ui.guests.conftest import stay

WAIT = 5000


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def look(desk: Desk, over: QWidget, qtbot: QtBot, guest: int = 1) -> tuple[ErasingDialog, list[str]]:
    """The dialog, once it knows what erasing comes to, and what it tells."""
    told: list[str] = []
    store = desk.store
    over.eraser = Eraser(desk.stage, desk.runner, lambda: ErasingDesk(store, desk.clock, desk.stage.courier.send))  # type: ignore[attr-defined] # kept as long as the widget
    over.eraser.open(over, guest, told.append)  # type: ignore[attr-defined] # likewise
    dialog = over.findChild(ErasingDialog)
    assert isinstance(dialog, ErasingDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None or not dialog.trouble.isHidden(), timeout=WAIT)
    return dialog, told


def backups_in(desk: Desk, *names: str) -> Path:
    folder = desk.store.database.path.parent / "backups"
    folder.mkdir(exist_ok=True)
    for name in names:
        back_up(desk.store.database.path, folder / f"night-porter-{name}.db", NOW)
    return folder


def test_a_guest_is_erased_once_that_is_said_to_be_wanted(desk: Desk, over: QWidget, qtbot: QtBot) -> None:
    apply(desk.store, stay(1, "Anna", "Bauer", from_today=-1), stay(2, "Otto", "Holz"))
    dialog, told = look(desk, over, qtbot)
    assert dialog.headline.text() == "Anna Bauer"
    assert dialog.warning.text().startswith("A stay of theirs lasts until Wed 13 May.")
    assert dialog.backups.text() == words.HELD_NONE
    assert not dialog.erase_button.isEnabled()
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    assert dialog.erase_button.isEnabled()
    QTest.mouseClick(dialog.erase_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.proof is not None and not dialog.save_button.isHidden(), timeout=WAIT)
    assert told == [words.TOLD]
    assert dialog.headline.text() == words.DONE
    assert "1 reservation emptied" in dialog.story.text()
    assert rows(desk.store, "SELECT name FROM guests") == [("Otto Holz",)]
    assert stored(desk.store, "first_name", "price") == {"first_name": None, "price": 30000}
    qtbot.waitUntil(lambda: any(isinstance(one, GuestsChanged) for one in desk.news), timeout=WAIT)


def test_what_was_searched_for_is_forgotten(desk: Desk, over: QWidget, qtbot: QtBot) -> None:
    apply(desk.store, stay(1, "Anna", "Bauer"))
    desk.stage.settings.setValue("sync/events_words", "bauer 201")
    desk.stage.settings.setValue("sync/runs_words", "breakfast")
    desk.stage.settings.setValue("guests/chips", "bauer")
    dialog, _ = look(desk, over, qtbot)
    dialog.sure.click()
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: not dialog.save_button.isHidden(), timeout=WAIT)
    assert desk.stage.settings.allKeys() == ["guests/chips", "sync/runs_words"]


def test_enter_alone_erases_nobody(desk: Desk, over: QWidget, qtbot: QtBot) -> None:
    apply(desk.store, stay(1, "Anna", "Bauer"))
    dialog, told = look(desk, over, qtbot)
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    QTest.keyClick(dialog.sure, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: over.findChild(ErasingDialog) is None, timeout=WAIT)
    assert told == []
    assert rows(desk.store, "SELECT name FROM guests") == [("Anna Bauer",)]


def test_backups_that_hold_the_guest_are_named_and_our_own_deleted_when_asked(
    desk: Desk, over: QWidget, qtbot: QtBot
) -> None:
    apply(desk.store, stay(1, "Anna", "Bauer"))
    folder = backups_in(desk, "20260510T030000Z-daily", "20260511T030000Z-by-hand")
    dialog, _ = look(desk, over, qtbot)
    by_hand, daily = dialog.backups.text().splitlines()
    assert by_hand.endswith("never deleted by Night Porter: night-porter-20260511T030000Z-by-hand.db")
    assert daily.startswith("Nightly backup of ")
    assert " · gone by " in daily
    dialog.with_backups.click()
    dialog.sure.click()
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: not dialog.save_button.isHidden(), timeout=WAIT)
    assert len(dialog.backups.text().splitlines()) == 1
    kept = {path.name for path in folder.iterdir()}
    assert kept == {"night-porter-20260511T030000Z-by-hand.db", "night-porter-20260512T120000Z-daily.db"}
    held = {path.name for path in folder.iterdir() if b"Bauer" in path.read_bytes()}
    assert held == {"night-porter-20260511T030000Z-by-hand.db"}


def test_the_proof_is_saved_as_text_and_as_data_and_names_nobody(
    desk: Desk, over: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    apply(desk.store, stay(1, "Anna", "Bauer", phone="+43 664 5550142"))
    dialog, _ = look(desk, over, qtbot)
    dialog.sure.click()
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: not dialog.save_button.isHidden(), timeout=WAIT)
    assert dialog.proof is not None
    text, data = tmp_path / "proof.txt", tmp_path / "proof.json"
    write_proof(text, dialog.proof)
    write_proof(data, dialog.proof)
    told = json.loads(data.read_text("utf-8"))
    assert (told["guest"], told["by"], told["removed"]["reservations"]) == (1, "desk", 1)
    assert told["bookings"][0] in text.read_text("utf-8")
    assert len(told["contacts"]) == 2
    for word in ("Anna", "Bauer", "5550142", "posteo"):
        assert word not in text.read_text("utf-8") + data.read_text("utf-8")


def test_a_guest_who_is_no_more_is_said_to_be(desk: Desk, over: QWidget, qtbot: QtBot) -> None:
    dialog, _ = look(desk, over, qtbot, guest=77)
    assert "There is no guest with the number 77." in dialog.trouble.text
    assert not dialog.erase_button.isEnabled()
