"""None and False outlive what PySide does to them, on every Python that the console runs on."""

import sys

from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from console.ui.kit.lasting import make_constants_last

_TIMES = 100_000


def test_none_outlives_any_number_of_empty_cells(qtbot: QtBot) -> None:
    make_constants_last()
    model = QStandardItemModel(1, 1)
    index = model.index(0, 0)
    for _ in range(_TIMES):
        assert index.data() is None
    assert sys.getrefcount(None) > _TIMES


def test_saying_it_again_changes_nothing() -> None:
    make_constants_last()
    before = sys.getrefcount(None)
    make_constants_last()
    assert abs(sys.getrefcount(None) - before) < _TIMES
