"""The backup that every full sync begins with, so that there always is last night's to go back to."""

import logging
from pathlib import Path

from console.domain.errors import StoreTrouble
from console.jobs.workplace import Workplace
from console.services.guest_erasing import scrub
from console.services.pull_sync import Watch
from console.store.backup import back_up_by_itself
from console.store.files import DataFolder
from console.store.keeping import Occasion

_log = logging.getLogger(__name__)


def back_up_first(place: Workplace, watch: Watch) -> Path | None:
    """Copy and check the database, and let go of copies past their time; None where there is nothing to keep yet.

    What was erased and may still lie in free pages of the file is wiped first, so that no copy has it.

    A disk that has no room for a copy does not hold up the sync, which is worth more than the copy. Raises
    StoreDamaged, Stopped.
    """
    with place.store.reading() as session:
        if not session.listing.count("reservations"):
            return None
    scrub(place.store)
    database = place.store.database.path
    backups = DataFolder(database.parent).backups
    try:
        made = back_up_by_itself(database, backups, place.clock.now(), Occasion.DAILY, stop=watch.stop_asked)
    except StoreTrouble as error:
        _log.warning("There is no backup of this night: %s", error)
        return None
    return made.path
