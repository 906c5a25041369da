"""The proof of an erasure as people read it, and saved as a text or as data."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from console.domain.moments import moment_text
from console.ui.kit.stage import Stage
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import count, say
from console.ui.wording import guest_erasing as words

if TYPE_CHECKING:
    from console.services.guest_erasing import Certificate

_KEEP_FOLDER = "guests/export_folder"


def lines_of_removed(proof: "Certificate") -> list[str]:
    """What was removed, a line for each kind of which there was anything."""
    found = ((forms, proof.removed.get(name, 0)) for name, forms in words.REMOVED.items())
    return [count(*forms, number) for forms, number in found if number]


def proof_text(proof: "Certificate") -> str:
    """The whole proof, to be printed or kept."""
    return "\n".join([say(words.PROOF_TITLE), "", *(_line(*pair) for pair in _pairs(proof))]) + "\n"


def save_proof(parent: QWidget, stage: Stage, proof: "Certificate") -> str:
    """Ask where, save, and give in a line what came of it; empty where it was thought better of."""
    folder = QDir(str(stage.settings.value(_KEEP_FOLDER, QDir.homePath())))
    name = say(words.PROOF_FILE, number=proof.guest) + ".txt"
    kinds = ";;".join((say(words.PROOF_TEXT), say(words.PROOF_JSON)))
    chosen, _ = QFileDialog.getSaveFileName(parent, say(words.SAVE_AS), folder.filePath(name), kinds)
    if not chosen:
        return ""
    path = Path(chosen)
    stage.settings.setValue(_KEEP_FOLDER, str(path.parent))
    try:
        write_proof(path, proof)
    except OSError as error:
        return say(words.NOT_SAVED, error=error.strerror or sentence_of(error))
    return say(words.SAVED, file=path.name)


def write_proof(path: Path, proof: "Certificate") -> None:
    """As data where the name ends so, else as text. Raises OSError where the place takes no file."""
    from console.services.guest_erasing import proof_json  # noqa: PLC0415 - for those who save

    path.write_text(proof_json(proof) if path.suffix == ".json" else proof_text(proof), encoding="utf-8")


def _pairs(proof: "Certificate") -> Iterator[tuple[str, str]]:
    yield say(words.PROOF_WHEN), moment_text(proof.at)
    yield say(words.PROOF_BY), proof.by
    yield say(words.PROOF_GUEST), str(proof.guest)
    yield say(words.PROOF_REMOVED), ", ".join(lines_of_removed(proof))
    yield say(words.PROOF_KEPT), say(words.PROOF_KEPT_TEXT)
    yield say(words.PROOF_SCRUBBED), say(words.YES if proof.scrubbed else words.NOT_YET)
    yield say(words.PROOF_BACKUPS), ", ".join(one.path.name for one in proof.backups) or say(words.NONE)
    yield say(words.PROOF_BOOKINGS), _listed(proof.bookings)
    yield say(words.PROOF_CONTACTS), _listed(proof.contacts)


def _listed(hashes: tuple[str, ...]) -> str:
    return "".join(f"\n  {one}" for one in hashes) or say(words.NONE)


def _line(name: str, value: str) -> str:
    return say(words.PROOF_LINE, name=name, value=value)
