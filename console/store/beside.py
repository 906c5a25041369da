"""Opening the hotel's database beside the instance in charge: to look, or for one short change."""

from console.domain.errors import NotConnected, StoreDamaged, StoreIsNewer, StoreTrouble
from console.store.backup import newer_sentence
from console.store.database import Database
from console.store.examining import Standing, examine
from console.store.files import DataFolder
from console.store.store import MIGRATIONS
from console.store.versions import known_version

_PROBLEMS = {
    Standing.DAMAGED: "The hotel's database is damaged. Restore a backup; doctor names the newest one.",
    Standing.FOREIGN: "The file in the place of the hotel's database is not Night Porter's. It was left untouched.",
}


def open_beside(folder: DataFolder, *, read_only: bool) -> Database:
    """The database as it is; nothing is upgraded, repaired or made.

    Raises NotConnected where there is none yet, StoreDamaged, StoreIsNewer, StoreTrouble (also when it waits for
    an upgrade by whoever takes charge).
    """
    known = known_version(MIGRATIONS)
    found = examine(folder.database, known)
    if found.standing is Standing.NEW:
        raise NotConnected("There is no hotel in this data folder yet. Connect one, or look at --demo.")
    if found.standing is Standing.NEWER:
        raise StoreIsNewer(newer_sentence(found.schema_version, known))
    if found.standing in _PROBLEMS:
        raise StoreDamaged(_PROBLEMS[found.standing])
    if found.schema_version < known:
        raise StoreTrouble("The database is of an older format. Run sync once: it brings it up to date.")
    return Database(folder.database, read_only=read_only)
