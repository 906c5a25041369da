"""The window speaks the user's language where there is a translation, and English where there is none."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from console.ui.kit.translation import install_translation
from console.ui.kit.words import count, say
from console.ui.wording import reservations, shell

GERMAN = QLocale("de_AT")
WORDS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de"><context><name>NightPorter</name>
<message><source>Sync now</source><translation>Jetzt abgleichen</translation></message>
<message numerus="yes"><source>{n} nights</source>
<translation><numerusform>{n} Nacht</numerusform><numerusform>{n} Nächte</numerusform></translation></message>
</context></TS>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A translation into German, as a translator hands it in."""
    source = tmp_path / "words.ts"
    source.write_text(WORDS, encoding="utf-8")
    tool = Path(QtCore.__file__).parent / "lrelease"
    target = tmp_path / "night-porter_de.qm"
    subprocess.run([tool, source, "-qm", target], check=True, capture_output=True)
    return tmp_path


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()


def nights(number: int) -> str:
    return count(reservations.NIGHT_ONE, reservations.NIGHT_MANY, number)


@pytest.mark.usefixtures("english_again")
def test_a_translation_beside_the_program_is_spoken_with_its_own_plurals(qapp: QApplication, folder: Path) -> None:
    assert install_translation(qapp, GERMAN, folder)
    assert say(shell.SYNC_NOW) == "Jetzt abgleichen"
    assert [nights(number) for number in (1, 2)] == ["1 Nacht", "2 Nächte"]
    assert say(shell.FULL_SYNC) == "Full sync"


@pytest.mark.usefixtures("english_again")
def test_without_a_translation_it_is_english(qapp: QApplication, folder: Path) -> None:
    assert not install_translation(qapp, QLocale("fr_FR"), folder)
    assert [nights(number) for number in (1, 2)] == ["1 night", "2 nights"]


@pytest.mark.usefixtures("english_again")
def test_big_numbers_keep_their_plural_and_are_grouped(qapp: QApplication, folder: Path) -> None:
    former = QLocale()
    QLocale.setDefault(GERMAN)
    try:
        assert install_translation(qapp, GERMAN, folder)
        assert nights(12_345) == f"{GERMAN.toString(12_345)} Nächte"
    finally:
        QLocale.setDefault(former)
