"""The field for the invite code: what is in it is nobody's to read, and gone for good once it was used."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.ui.kit.secret_field import SecretField
from tests.ui.conftest import Desk

CODE = "Zk3rAbC7Yw8Q="


@pytest.fixture
def field(qtbot: QtBot, desk: Desk) -> Iterator[SecretField]:
    """In a window with a button beside it, with a code typed into it."""
    holder = QWidget()
    made, other = SecretField(desk.stage, "Invite code", "Paste it here"), QPushButton("Other")
    box = QVBoxLayout(holder)
    box.addWidget(made)
    box.addWidget(other)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    made.line.setFocus()
    QTest.keyClicks(made.line, CODE)
    yield made
    holder.close()


def other(field: SecretField) -> QPushButton:
    return next(one for one in field.window().findChildren(QPushButton) if one.text() == "Other")


def hidden(field: SecretField) -> bool:
    return field.line.echoMode() is QLineEdit.EchoMode.Password


def test_what_was_cleared_cannot_be_brought_back(field: SecretField) -> None:
    field.eye.click()
    field.clear()
    assert not field.line.isUndoAvailable()
    field.eye.setChecked(True)
    for undo in (field.line.undo, field.line.redo, lambda: QTest.keySequence(field.line, "Ctrl+Z")):
        undo()
        assert field.line.text() == ""


def test_a_code_that_was_deleted_by_hand_before_is_not_brought_back_either(field: SecretField) -> None:
    field.line.selectAll()
    field.line.del_()
    field.clear()
    field.eye.setChecked(True)
    field.line.undo()
    assert field.line.text() == ""


def test_a_hidden_code_is_neither_heard_nor_copied_nor_cut(field: SecretField) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("something else")
    heard = QAccessible.queryAccessibleInterface(field.line)
    assert CODE not in heard.text(QAccessible.Text.Value)
    assert CODE not in heard.textInterface().text(0, 100)
    field.line.selectAll()
    for take in ("Ctrl+C", "Ctrl+X", "Ctrl+Insert", "Shift+Del"):
        QTest.keySequence(field.line, take)
        assert clipboard.text() == "something else"
    field.line.copy()
    assert clipboard.text() == "something else"
    assert not field.line.createStandardContextMenu().actions()[3].isEnabled()


def test_the_eye_closes_when_the_keyboard_goes_elsewhere(qtbot: QtBot, field: SecretField) -> None:
    QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    field.eye.setFocus()
    assert not hidden(field)
    other(field).setFocus()
    qtbot.waitUntil(lambda: hidden(field))
    assert not field.eye.isChecked()


def test_the_eye_closes_when_the_field_is_hidden_or_emptied(field: SecretField) -> None:
    field.eye.click()
    field.hide()
    assert hidden(field)
    field.show()
    field.eye.click()
    field.line.setText("")
    assert hidden(field)
    assert not field.eye.isEnabled()
